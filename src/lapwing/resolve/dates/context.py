"""What a rule may know: the match, the publication day, the passage's last date, the tense of the clause."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lapwing.lexicon.dates import DateWords
from lapwing.model.when import Basis, Precision
from lapwing.resolve.dates.calendar import Days, Direction

NO_PUBLICATION = "no publication date to count from"
OFF_CALENDAR = "off the calendar"
NO_ANCHOR = "no date in the passage to count from"
CARRY = 92  # days within which a date without a year belongs to the dated sentence before it
ANCHOR_REACH = 8  # sentences over which "two days later" may look back for its date


class Fix(NamedTuple):
    """A value found by a rule: days (either may be open), precision, basis, and the rule's name or the reason."""

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    rule: str

    @property
    def days(self) -> Days | None:
        """First and last day where both are known."""
        return Days(self.start, self.end) if self.start and self.end else None


def unknown(reason: str) -> Fix:
    """A time expression that cannot be fixed, and why."""
    return Fix(None, None, "unknown", "unknown", reason)


def stated(days: Days, precision: Precision, rule: str) -> Fix:
    """A date all of whose parts stand in the text."""
    return Fix(days.first, days.last, precision, "stated", rule)


def resolved(days: Days, precision: Precision, rule: str) -> Fix:
    """A date that was worked out."""
    return Fix(days.first, days.last, precision, "resolved", rule)


@dataclass
class Context:
    """The state of one pass over a report, and the match at hand."""

    published: date | None
    month_first: bool | None
    words: DateWords
    feasts: dict[str, str]
    direction: Callable[[], Direction]
    groups: dict[str, str] = field(default_factory=dict)
    sentence: int = 0
    gap: int = 0  # atoms between the last date of the sentence and this match
    history: list[tuple[int, Fix]] = field(default_factory=list)

    def number(self, name: str, default: int = 1) -> int:
        """The number in a group: "N4" and "W4" give 4; a missing group or "a" gives the default."""
        digits = re.search(r"\d+", self.groups.get(name) or "")
        return int(digits.group()) if digits else default

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return bool(self.groups.get(name))

    def unit(self, name: str = "u") -> str:
        """The unit in a group: "Uweek" and "Uweeks" give "week"."""
        return (self.groups.get(name) or "U")[1:].removesuffix("s")

    def anchor(self, *, day: bool = False) -> Days | None:
        """The last date of the passage, within reach; with `day`, the last that is a single day."""
        for sentence, fix in reversed(self.history):
            if self.sentence - sentence > ANCHOR_REACH:
                return None
            if fix.days and (not day or fix.precision == "day"):
                return fix.days
        return None

    def here(self) -> Days | None:
        """The last single day of the same sentence."""
        for sentence, fix in reversed(self.history):
            if sentence == self.sentence and fix.days and fix.precision == "day":
                return fix.days
        return None

    def year_here(self) -> int | None:
        """The year of a date right before in the same sentence ("in 2014, on March 3"), else None."""
        if self.gap > 2:
            return None
        for sentence, fix in reversed(self.history):
            if sentence == self.sentence and fix.days and fix.basis == "stated":
                return fix.days.first.year if fix.days.first.year == fix.days.last.year else None
        return None

    def year_before(self, month: int, day: int) -> int | None:
        """The year of the passage's last date where that has one in the text and a day and month soon after it are told.

        Without a publication day any stated year of the passage holds.
        """
        for sentence, fix in reversed(self.history):
            if self.sentence - sentence > 1 or fix.days is None:
                return None
            if fix.basis != "stated" or fix.precision not in ("day", "month"):
                continue
            first = fix.days.first
            year = first.year + ((month, day) < (first.month, 1))
            if self.published is None or (
                _days_between(first, year, month, day) <= CARRY and sentence < self.sentence
            ):
                return year
            return None
        return None


def _days_between(first: date, year: int, month: int, day: int) -> int:
    return (year - first.year) * 365 + (month - first.month) * 30 + day - first.day
