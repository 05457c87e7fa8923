"""Rules for counted parts of a month or year, and for counts with a half: "the last Friday in September", "a year and a half ago"."""

from datetime import date

from lapwing.model.when import Basis
from lapwing.resolve.dates.calendar import (
    DAY,
    Days,
    month_of,
    nearest_weekday,
    nearest_year,
    one_day,
    step,
    step_months,
    unit_of,
    week_of,
    year_of,
)
from lapwing.resolve.dates.context import NO_PUBLICATION, Context, Fix, resolved, unknown
from lapwing.resolve.dates.relative import moved

_NO_SUCH = "no such day in the month"
_MONTHS = {"year": 12, "decade": 120, "century": 1200}
_SHIFT = {"last": -1, "next": 1}


def _whole(c: Context) -> tuple[Days, Basis] | None:
    """The month or year that the phrase names: "October", "2022", "this month", "the year"."""
    if c.has("m") and c.has("y"):
        return month_of(c.number("y"), c.number("m")), "stated"
    if c.has("y"):
        return year_of(c.number("y")), "stated"
    if c.published is None:
        return None
    if c.has("m"):
        return month_of(nearest_year(c.number("m"), c.published, c.direction()), c.number("m")), "resolved"
    unit = c.unit("whole")
    day = step(unit, c.published, _SHIFT.get(c.groups.get("q") or "", 0))
    return unit_of(unit, day), "resolved"


def _from_end(c: Context) -> bool:
    return c.groups.get("o") in ("last", "final")


def nth_weekday(c: Context) -> Fix:
    """The first Monday of October, the last Friday of next month."""
    found = _whole(c)
    if found is None:
        return unknown(NO_PUBLICATION)
    whole, basis = found
    weekday = c.number("w")
    if _from_end(c):
        day = nearest_weekday(weekday, whole.last, "past")
    else:
        day = nearest_weekday(weekday, whole.first, "future") + 7 * DAY * (c.number("o") - 1)
    if not whole.first <= day <= whole.last:
        return unknown(_NO_SUCH)
    return Fix(day, day, "day", basis, "weekday counted within a month")


def nth_day(c: Context) -> Fix:
    """The last day of October, the third day of the month."""
    found = _whole(c)
    if found is None:
        return unknown(NO_PUBLICATION)
    whole, basis = found
    day = whole.last if _from_end(c) else whole.first + DAY * (c.number("o") - 1)
    return (
        Fix(day, day, "day", basis, "day counted within a month") if day <= whole.last else unknown(_NO_SUCH)
    )


def first_units(c: Context) -> Fix:
    """The first six months of 2022, the last ten days of the month."""
    found = _whole(c)
    if found is None:
        return unknown(NO_PUBLICATION)
    whole, basis = found
    count, unit = c.number("n"), c.unit()
    if _from_end(c):
        days = Days(step(unit, whole.last + DAY, -count), whole.last)
    else:
        days = Days(whole.first, step(unit, whole.first, count) - DAY)
    return Fix(days.first, days.last, "range", basis, f"so many {unit}s of a longer stretch")


def day_of_this_month(c: Context) -> Fix:
    """The 27th of this month."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    first = step_months(c.published.replace(day=1), _SHIFT.get(c.groups.get("q") or "", 0))
    day = first + DAY * (c.number("d") - 1)
    return (
        resolved(one_day(day), "day", "day of a named month")
        if day.month == first.month
        else unknown(_NO_SUCH)
    )


def week_of_day(c: Context) -> Fix:
    """The week of May 3, the week of Monday: the week that holds it."""
    if c.published is None and not c.has("y"):
        return unknown(NO_PUBLICATION)
    day = _named_day(c)
    return resolved(week_of(day), "week", "the week that holds the day") if day else unknown(_NO_SUCH)


def _named_day(c: Context) -> date | None:
    try:
        if c.has("w"):
            return nearest_weekday(c.number("w"), c.published, c.direction()) if c.published else None
        year = c.number("y", 0)
        if not year and c.published is not None:
            year = nearest_year(c.number("m"), c.published, c.direction())
        return date(year, c.number("m"), c.number("d"))
    except ValueError:
        return None


def half_units_ago(c: Context) -> Fix:
    """A year and a half ago, two and a half years ago, half a century ago: the month or year that lies so far back."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    unit, whole = c.unit(), 0 if c.has("half") else c.number("n")
    if unit not in _MONTHS:
        return moved(
            "day", c.published, -round((whole + 0.5) * {"week": 7, "month": 30}.get(unit, 1)), _SO_LONG
        )
    months = _MONTHS[unit] * whole + _MONTHS[unit] // 2
    return moved("month" if unit == "year" else "year", step_months(c.published, -months), 0, _SO_LONG)


_SO_LONG = "so long before the publication day"


def ago_this(c: Context) -> Fix:
    """Fifty years ago this month."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    day = step(c.unit(), c.published, -c.number("n"))
    return moved(c.unit("whole"), day, 0, _SO_LONG)


def from_now(c: Context) -> Fix:
    """Two weeks from now; a week from Monday; Wednesday week."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    count = c.number("n")
    if not c.has("w"):
        return moved(c.unit(), c.published, count, "so long after the publication day")
    day = step(c.unit(), nearest_weekday(c.number("w"), c.published, "future"), count)
    return resolved(one_day(day), "day", "so long after the coming weekday")


def turn(c: Context) -> Fix:
    """The turn of the year: New Year's Day, the nearest by tense; the turn of the century: its first year."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    if c.unit() == "century":
        return resolved(year_of(c.published.year // 100 * 100), "year", "the first year of the century")
    later = c.direction() == "future" or (c.direction() == "near" and c.published.month > 6)
    return resolved(one_day(date(c.published.year + later, 1, 1)), "day", "New Year's Day, by tense")
