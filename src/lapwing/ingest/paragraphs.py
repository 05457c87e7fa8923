"""Paragraphs of a text, as bounds. A paragraph is a line or, where lines are wrapped by hand, a block between empty lines."""

import re
from collections.abc import Iterator

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)|\n")
CLOSED = (".", "!", "?", ":", ";", ",", '"', "”", "…")
"""What prose ends with and a heading does not."""

_SAMPLE = 20_000
_LEAST_WRAPPED, _WIDEST_WRAPPED = 45, 120
_REACH = 300


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of each paragraph, white space at its ends left out."""
    divider = _EMPTY_LINE if is_hand_wrapped(text) else _LINE_END
    at = 0
    for match in divider.finditer(text):
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def is_hand_wrapped(text: str) -> bool:
    """Whether most lines break off in mid-sentence at about one width."""
    lines = [line.rstrip() for line in text[:_SAMPLE].split("\n") if line.strip()][:-1]
    if len(lines) < 3:
        return False
    broken = sum(len(line) >= _LEAST_WRAPPED and not line.endswith(CLOSED) for line in lines)
    return max(map(len, lines)) <= _WIDEST_WRAPPED and broken > len(lines) / 2


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence that holds `start` to `end`, or of the bracket that opens right before `start`."""
    begin = max(0, start - _REACH)
    for match in _SENTENCE_END.finditer(text, begin, start):
        begin = match.end()
    bracket = text.rfind("(", begin, start)
    if bracket >= 0 and start - bracket <= 2 and (close := text.find(")", end, end + _REACH)) > 0:
        return bracket, close + 1
    closing = _SENTENCE_END.search(text, end, end + _REACH)
    stop = closing.end() if closing else min(len(text), end + _REACH)
    return next(_trimmed(text, begin, stop))
