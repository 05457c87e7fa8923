"""Span: a stretch of a report's text, quoted together with its place."""

from collections.abc import Iterable
from typing import Final, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
_DRAWER: Final = 256
"""Code points a drawer of SpanIndex: about a sentence, so that most things lie in one or two."""


class Span(Struct, frozen=True, order=True):
    """Code points `start` to `end` (exclusive) of the report's text, and the words that stand there."""

    start: int
    end: int
    text: str

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def quote(text: str, start: int, end: int) -> Span:
    """The span from `start` to `end` of `text`."""
    return Span(start, end, text[start:end])


class SpanIndex(Generic[T]):
    """Things that each lie on a stretch of one text, found by place without going through all of them.

    What is found comes in the order given. Keeps long texts linear: a step asks what lies here, once for each word.
    """

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._drawers: dict[int, list[tuple[int, Span, T]]] = {}
        for number, (span, thing) in enumerate(things):
            for drawer in _drawers(span):
                self._drawers.setdefault(drawer, []).append((number, span, thing))

    def over(self, span: Span) -> list[T]:
        """The things whose stretch covers a span."""
        held = self._drawers.get(span.start // _DRAWER, ())
        return [thing for _, over, thing in held if over.covers(span)]

    def meeting(self, span: Span) -> list[T]:
        """The things whose stretch shares a code point with a span."""
        found = {
            number: thing
            for drawer in _drawers(span)
            for number, held, thing in self._drawers.get(drawer, ())
            if held.overlaps(span)
        }
        return [found[number] for number in sorted(found)]

    def inside(self, span: Span) -> list[T]:
        """The things whose stretch a span covers."""
        found = {
            number: thing
            for drawer in _drawers(span)
            for number, held, thing in self._drawers.get(drawer, ())
            if span.covers(held)
        }
        return [found[number] for number in sorted(found)]


def _drawers(span: Span) -> range:
    return range(span.start // _DRAWER, max(span.start, span.end - 1) // _DRAWER + 1)
