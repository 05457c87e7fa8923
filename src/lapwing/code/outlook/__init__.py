"""Outlook: what is said to lie ahead. The way in is `coder.code_outlook`."""
