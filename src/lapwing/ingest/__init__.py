"""Bytes become a Document: text exactly as received, metadata, zones."""
