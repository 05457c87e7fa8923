"""Bytes to text: byte-order mark, then a UTF-16 pattern, UTF-8, the declared encoding, a guess.

A byte-order mark is part of the encoding, not of the text. Line ends stay as they are.
"""

import codecs
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(sorted(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}))
_SAMPLE = 65_536
_WESTERN_SHARE = 0.1
"""Below this share of bytes over 127 a text is Latin script with some accents: cp1252 is the right guess."""
_TOO_SHORT = 120
_NOT_GUESSED = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]


class NotText(ValueError):
    """The bytes are no text in any encoding that can be told. Its message says why."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text that the bytes stand for. Raises NotText for binary data or a broken encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if unmarked := _utf16_without_mark(data):
        return _strict(data, unmarked)
    if _looks_binary(data):
        raise NotText("it holds binary data, not text")
    for encoding in _candidates(declared):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data)


def _candidates(declared: str | None) -> Iterable[str]:
    return ("utf-8",) if not declared else ("utf-8", declared)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"it is marked as {encoding.upper()} but breaks off at byte {error.start}") from None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a NUL in every second byte; nothing else that is text has."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _looks_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > 0.02 * len(sample)


def _guessed(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high >= _WESTERN_SHARE * max(len(sample), _TOO_SHORT):
        from charset_normalizer import from_bytes  # 60 ms, for few files

        best = from_bytes(sample, cp_exclusion=_NOT_GUESSED).best()
        if best is None:
            raise NotText("its encoding cannot be told")
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            raise NotText("its encoding cannot be told") from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
