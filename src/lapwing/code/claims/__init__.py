"""Claims: figures of people, who they are and who says so. The way in is `coder.code_claims`."""
