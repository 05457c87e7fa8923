"""Datelines: 'DUSHANBE, Sept 14 (Reuters) -', 'KABUL (AP) —', 'Geneva, 3 March 2020 –', 'MOSCOW, May 2. /TASS/.'"""

import re
from dataclasses import dataclass
from datetime import date

from lapwing.ingest.days import day_pattern, full_day
from lapwing.lexicon.datelines import FrameWords

_CAPS = r"(?:[A-Z][A-Z.'’\-]+|[A-Z]\.)"
_PLACE_IN_CAPS = rf"(?P<caps>{_CAPS}(?:[ /]{_CAPS}){{0,4}}(?:, [A-Z][\w.'’\- ]{{1,30}}){{0,2}}?)"
_PLACE = r"(?P<place>[A-Z][\w.'’\-]+(?: [A-Za-z][\w.'’\-]+){0,3}(?:, [A-Z][\w.'’\- ]{1,30}){0,2}?)"
_AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"
_DASH = r" ?(?:--|[-–—―])(?=\s|[A-Z\"“])"
_LONGEST = 160
_SHORTEST_PLACE = 4


@dataclass(frozen=True)
class Dateline:
    """Where a dateline ends, the bounds of the agency in it, and its day where the year is written."""

    end: int
    agency: tuple[int, int] | None
    day: date | None


class DatelineReader:
    """Recognises datelines at the start of a paragraph. Built once from the frame words."""

    def __init__(self, words: FrameWords) -> None:
        self.words = words
        self.agencies = frozenset(each.casefold() for each in words.agencies)
        day = day_pattern(words.months)
        slashed = r"/(?P<agency>[^/()\n]{2,30})/\.?"
        forms = (
            rf"{_PLACE_IN_CAPS}(?:, {day})?\.? ?{slashed}",
            rf"{_PLACE_IN_CAPS}(?:,? {day})?(?: {_AGENCY})?{_DASH}",
            rf"{_PLACE}, {day}(?: {_AGENCY})?{_DASH}",
            rf"{_PLACE} {_AGENCY}{_DASH}",
            rf"{_AGENCY}{_DASH}",
        )
        self.forms = tuple(re.compile(form) for form in forms)
        self.day = re.compile(day)

    def at(self, text: str, start: int, end: int) -> Dateline | None:
        """The dateline that opens the paragraph from `start` to `end`, or None."""
        end = min(end, start + _LONGEST)
        for form in self.forms:
            match = form.match(text, start, end)
            if match and self._is_dateline(match):
                return self._dateline(match)
        return None

    def day_in(self, text: str) -> date | None:
        """The first day with a year that stands in the text, or None."""
        days = (full_day(match, self.words.months) for match in self.day.finditer(text))
        return next((each for each in days if each), None)

    def _is_dateline(self, match: re.Match[str]) -> bool:
        part = match.groupdict()
        agency, caps = part.get("agency"), part.get("caps")
        dated = any(part.get(key) for key in ("m1", "m2", "iso"))
        if caps:
            place = caps.partition(",")[0]
            enough = len(place) >= _SHORTEST_PLACE or dated or bool(agency)
            return enough and place not in self.words.not_places
        if part.get("place") and dated:
            return True
        return bool(agency) and all(each in self.agencies for each in _names(agency or ""))

    def _dateline(self, match: re.Match[str]) -> Dateline:
        part = match.groupdict()
        agency = match.span("agency") if part.get("agency") else None
        day = full_day(match, self.words.months) if "iso" in part else None
        return Dateline(match.end(), agency, day)


def _names(agency: str) -> list[str]:
    return [name.strip().casefold() for name in re.split(r"[/,;]|\band\b", agency)]
