"""Early, middle and late parts of a stretch of days.

Conventions: of a month the days 1-10, 11-20 and from the 21st on; of a year January to March, May to August, October to December; of a
week its first, middle and last days; of a decade the years 0-3, 3-6 and 6-9; of anything longer its thirds. A day has no parts here.
"""

from datetime import date

from lapwing.resolve.dates.calendar import DAY, Days, month_of
from lapwing.resolve.dates.context import Fix

PARTS = {
    "early": "early", "earlier": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "end": "late", "close": "late",
}  # fmt: skip


def portion(fix: Fix, word: str) -> Fix:
    """The part of a date that "early", "mid", "late", "beginning", "end" … names; the date itself where it is a day."""
    days, part = fix.days, PARTS.get(word)
    if days is None or part is None or days.first == days.last:
        return fix
    cut = _part(days, part)
    return Fix(cut.first, cut.last, "range", fix.basis, f"{part} part of: {fix.rule}")


def _part(days: Days, part: str) -> Days:
    length = (days.last - days.first).days + 1
    year = days.first.year
    if length <= 7:
        return _of_days(days, part, 3, 2)
    if length <= 31:
        return _of_days(days, part, 10, 10)
    if length <= 366 and days.first == date(year, 1, 1):
        first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[part]
        return Days(month_of(year, first).first, month_of(year, last).last)
    if days.last.year - year == 9:
        first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}[part]
        return Days(date(year + first, 1, 1), date(year + last, 12, 31))
    return _of_days(days, part, length // 3, length // 3)


def _of_days(days: Days, part: str, size: int, before_last: int) -> Days:
    """The first `size` days, the same number after them, or what follows twice as many."""
    if part == "early":
        return Days(days.first, min(days.last, days.first + DAY * (size - 1)))
    if part == "mid":
        return Days(
            min(days.last, days.first + DAY * before_last),
            min(days.last, days.first + DAY * (before_last + size - 1)),
        )
    return Days(min(days.last, days.first + DAY * (2 * size if size > 3 else 4)), days.last)
