"""Quotations of a text, found from its characters alone: no tree is needed, and sentence splits do not matter.

Straight and curly marks may be mixed ("a “word" here"); a mark is taken as opening or closing by what stands
around it. A quotation that runs on over paragraphs, each of which opens with a mark, is one run (codebook
section 6: "each unbroken run inside quotation marks is one statement").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_OPENERS: Final = "“„«"
_CLOSERS: Final = "”»"
_STRAIGHT: Final = '"＂'
_MARKS: Final = re.compile("``|''|[“”„«»\"＂]")
_SINGLE: Final = re.compile(r"(?<![\w’'])[‘'](?=[\w\[])(?P<inner>[^‘\n]{2,600}?)(?<![\s])\s?[’'](?![\w])")
_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s+[A-Z\n]|\s*$)")
_BEFORE_OPENING: Final = " \t\r\n\u00a0([{—–-/:,‘'"
_LONGEST: Final = 6000
_NESTED: Final = 200


class Quotation(Struct, frozen=True):
    """One run inside quotation marks: `open` and `close` take in the marks, `start` and `end` do not."""

    open: int
    close: int
    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether a code point lies between the marks."""
        return self.start <= at < self.end


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in order; none lies inside another."""
    double = list(_double(text))
    ends = [q.close for q in double]
    single = [
        q
        for m in _SINGLE.finditer(text)
        if (q := _single(m)) and not _meets(double, bisect_right(ends, q.open), q)
    ]
    return tuple(sorted((q for q in (*double, *single) if q.start < q.end), key=lambda q: q.open))


def _meets(double: list[Quotation], at: int, one: Quotation) -> bool:
    """Whether a run overlaps the first of the others that ends behind its opening mark."""
    return at < len(double) and double[at].open < one.close


def _double(text: str) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    nested_to = 0
    for mark in _MARKS.finditer(text):
        if mark.start() < nested_to:
            continue
        if opened is None:
            opened = mark if _may_open(text, mark) else None
        elif _closes(text, opened, mark):
            yield _made(text, opened, mark.start(), mark.end())
            opened = None
        elif not _runs_on(text, opened, mark):
            nested_to = _nested(text, opened, mark)
            if not nested_to:
                yield _unclosed(text, opened, mark.start())
                opened = mark
    if opened is not None:
        yield _unclosed(text, opened, len(text))


def _nested(text: str, opened: re.Match[str], mark: re.Match[str]) -> int:
    """Where a quotation within the quotation ends, 0 where `mark` does not begin one of another style."""
    if (mark.group() in _OPENERS) == (opened.group() in _OPENERS):
        return 0
    closers = _CLOSERS if mark.group() in _OPENERS else _STRAIGHT
    ends = [at for c in closers if (at := text.find(c, mark.end(), mark.end() + _NESTED)) > 0]
    return min(ends) + 1 if ends else 0


def _may_open(text: str, mark: re.Match[str]) -> bool:
    sign, before, after = (
        mark.group(),
        text[mark.start() - 1 : mark.start()],
        text[mark.end() : mark.end() + 1],
    )
    if sign[0] in _OPENERS or sign == "``":
        return bool(after)
    return (not before or before in _BEFORE_OPENING) and bool(after.strip()) and after not in ',.;:!?)"”'


def _closes(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    sign, before = mark.group(), text[mark.start() - 1 : mark.start()]
    if sign[0] in _CLOSERS or sign == "''" or (sign == "“" and opened.group() == "„"):
        return True
    return sign in _STRAIGHT and (bool(before.strip()) or not _may_open(text, mark))


def _runs_on(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether an opening mark inside an open quotation begins its next paragraph (or quotes within it)."""
    inner = text[opened.end() : mark.start()].rstrip()
    if mark.start() - opened.end() > _LONGEST:
        return False
    gap = text[opened.end() + len(inner) : mark.start()]
    return "\n" in gap or inner.endswith((".", "!", "?", "…")) or mark.group() == "«"


def _unclosed(text: str, opened: re.Match[str], limit: int) -> Quotation:
    """A quotation whose end mark is missing ends with its paragraph, or where the next one opens."""
    line = text.find("\n", opened.end())
    end = min(limit, line if line >= 0 else limit, opened.end() + _LONGEST)
    if line < 0 or end - opened.end() > _LONGEST // 4:
        stop = _SENTENCE_END.search(text, opened.end(), end)
        end = stop.end() if stop else end
    return _made(text, opened, end, end)


def _made(text: str, opened: re.Match[str], end: int, close: int) -> Quotation:
    start = opened.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(opened.start(), max(close, end), start, end)


def _single(match: re.Match[str]) -> Quotation | None:
    """A run in single marks; an apostrophe is told from a closing mark by what stands before it."""
    inner = match.group("inner").rstrip()
    if not (inner.endswith((",", ".", "!", "?", "…")) or len(inner.split()) <= 8):
        return None
    if inner.endswith("s") and len(inner.split()) == 1:
        return None
    return Quotation(match.start(), match.end(), match.start("inner"), match.start("inner") + len(inner))
