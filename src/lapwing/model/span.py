"""Span: a stretch of a report's text, quoted together with its place."""

from msgspec import Struct


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
