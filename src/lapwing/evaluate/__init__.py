"""Measuring readings against gold."""
