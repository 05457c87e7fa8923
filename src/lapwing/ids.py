"""Content ids: the same content gets the same id in any process, order or batch.

An id is a short prefix that tells the noun and twelve hex digits of a SHA-256 over a canonical
tuple. Python's own `hash()` differs from process to process and is never used for an id.
"""

import hashlib

_DIGITS = 12
_SEPARATOR = "\x1f"


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 hex digits. Lone surrogates count as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """`prefix_` and twelve hex digits that depend on the parts and their order alone."""
    canonical = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{digest(canonical)[:_DIGITS]}"
