"""The command line: parse, call, show. No rules live here."""
