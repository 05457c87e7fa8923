"""Dates with their precision. A date that is not known is `UNKNOWN_WHEN` with a reason, never a guess."""

from typing import Literal

from msgspec import Struct

from lapwing.model.span import Span

Precision = Literal["day", "range", "week", "month", "year", "unknown"]
Basis = Literal["stated", "resolved", "unknown"]


class When(Struct, frozen=True):
    """First and last day (ISO, either may be null), how exact, and whether stated or worked out.

    `rule` names the rule of resolve/dates that gave the value; with precision `unknown` it says
    why nothing could be fixed.
    """

    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    span: Span | None
    rule: str = ""


class TimeExpression(Struct, frozen=True):
    """A time expression read in the text, used by an event or not."""

    span: Span
    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    rule: str = ""

    def as_when(self) -> When:
        """The same value as an event's date."""
        return When(self.start, self.end, self.precision, self.basis, self.span, self.rule)


UNKNOWN_WHEN = When(None, None, "unknown", "unknown", None, "no time words in the passage")
