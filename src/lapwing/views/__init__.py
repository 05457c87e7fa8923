"""A Reading for people: terminal table, HTML page, Markdown."""
