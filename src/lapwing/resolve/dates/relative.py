"""Rules for dates worked out from the publication day: "on Monday", "last week", "two months ago", "the past year"."""

from datetime import date

from lapwing.model.when import Precision
from lapwing.resolve.dates.calendar import (
    DAY,
    Days,
    Direction,
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
from lapwing.resolve.dates.portions import portion

_PRECISION: dict[str, Precision] = {
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
SHORT = ("second", "minute", "hour")
NO_DATE = unknown("a length of time, not a date")


def plural(unit: str) -> str:
    """ "weeks", "centuries"."""
    return unit[:-1] + "ies" if unit.endswith("y") and unit != "day" else unit + "s"


def weekday(c: Context) -> Fix:
    """Monday: the nearest by tense; "last" and "next" exclude the publication day."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    number, side, day = c.number("w"), c.groups.get("q"), c.published
    if side in ("last", "past", "previous"):
        return resolved(
            one_day(nearest_weekday(number, day - DAY, "past")), "day", "nearest such weekday past"
        )
    if side in ("next", "coming"):
        return resolved(one_day(nearest_weekday(number, day + DAY, "future")), "day", "next such weekday")
    return resolved(
        one_day(nearest_weekday(number, day, c.direction())), "day", "nearest such weekday by tense"
    )


def weekday_of_week(c: Context) -> Fix:
    """Monday of last week."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    week = week_of(c.published + 7 * DAY * {"last": -1, "next": 1}.get(c.groups["q"], 0))
    return resolved(one_day(week.first + DAY * c.number("w")), "day", "weekday of a named week")


_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def near_day(c: Context) -> Fix:
    """Today, yesterday, tomorrow, tonight, this morning, last night; "the day before yesterday"."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    word = c.groups["t"]
    offset = _DEICTIC.get(word, -1 if word == "last" else 0)
    offset += {"before": -1, "after": 1}.get(c.groups.get("b") or "", 0)
    return resolved(one_day(c.published + DAY * offset), "day", "counted from the publication day")


def overnight(c: Context) -> Fix:
    """Overnight: the night that ends on the publication day, or on the day that the sentence names."""
    day = c.published
    if day is None:
        return unknown(NO_PUBLICATION)
    return resolved(Days(day - DAY, day), "range", "the night before the publication day")


def named_unit(c: Context) -> Fix:
    """Last week, next month: the whole unit; this week, earlier this month: up to the publication day, or on from it."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    unit, side, day = c.unit(), c.groups["q"], c.published
    if unit in SHORT:
        return NO_DATE
    if unit == "weekend":
        return _weekend(c, side, day)
    if side in ("last", "past", "previous") or side in ("next", "coming"):
        whole = unit_of(unit, step(unit, day, -1 if side not in ("next", "coming") else 1))
        name = f"the whole {unit} {'before' if side not in ('next', 'coming') else 'after'}"
        return resolved(whole, _PRECISION.get(unit, "range"), name)
    return _running(c, unit, day)


def _running(c: Context, unit: str, day: date) -> Fix:
    whole = unit_of(unit, day)
    precision = _PRECISION.get(unit, "range")
    if c.groups.get("p") == "later" or (c.groups.get("p") is None and c.direction() == "future"):
        return resolved(Days(day, whole.last), precision, f"the rest of the running {unit}")
    return resolved(Days(whole.first, day), precision, f"the running {unit} up to the publication day")


def _weekend(c: Context, side: str, day: date) -> Fix:
    this = unit_of("weekend", day)
    if side in ("next", "coming") or (side in ("this", "the") and c.direction() == "future"):
        days = (
            this
            if this.last >= day and not (side == "next" and this.first <= day)
            else unit_of("weekend", day + 7 * DAY)
        )
    elif this.first <= day and side not in ("last", "past", "previous"):
        days = this
    else:
        days = unit_of("weekend", day - 7 * DAY)
    return resolved(days, "range", "Saturday and Sunday of the nearest weekend by tense")


def past_units(c: Context) -> Fix:
    """The past week, the past two years: so much up to the day of the sentence, else the publication day."""
    end = here.last if (here := c.here()) else c.published
    if end is None:
        return unknown(NO_PUBLICATION)
    unit = c.unit()
    if unit == "hour" and c.number("n") % 24 == 0 and c.number("n"):
        return resolved(Days(end - DAY * (c.number("n") // 24), end), "range", "so many hours up to the day")
    if unit in SHORT or c.has("of"):
        return NO_DATE
    start = step(unit, end, -c.number("n")) + DAY
    return resolved(
        Days(start, end),
        _PRECISION.get(unit, "range") if unit == "week" else "range",
        f"so many {plural(unit)} up to the day",
    )


def coming_units(c: Context) -> Fix:
    """The next two weeks, the coming three months; "within ten days"."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    unit = c.unit()
    if unit == "hour" and c.number("n") % 24 == 0 and c.number("n"):
        return resolved(
            Days(c.published, c.published + DAY * (c.number("n") // 24)),
            "range",
            "so many hours from the day",
        )
    if unit in SHORT:
        return NO_DATE
    return resolved(
        Days(c.published, step(unit, c.published, c.number("n"))),
        "range",
        f"so many {plural(unit)} from the day",
    )


def part_of_unit(c: Context) -> Fix:
    """The end of the year, the beginning of next month: the first or last part of the whole unit."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    unit = c.unit()
    day = step(unit, c.published, {"last": -1, "next": 1}.get(c.groups.get("q") or "", 0))
    return portion(resolved(unit_of(unit, day), "range", f"part of a {unit}"), c.groups["part"])


def recent_units(c: Context) -> Fix:
    """Recent weeks: ends on the publication day, beginning not said."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    return Fix(None, c.published, "range", "resolved", "how far back is not said")


def coming_vague(c: Context) -> Fix:
    """The coming weeks: from the publication day, the end not said."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    return Fix(c.published, None, "range", "resolved", "how far ahead is not said")


def moved(unit: str, day: date, count: int, rule: str) -> Fix:
    """The day, week, month or year that lies so many units from a day."""
    if unit in SHORT:
        return resolved(one_day(day), "day", rule)
    moved = step(unit, day, count)
    if unit in ("day", "night"):
        return resolved(one_day(moved), "day", rule)
    if unit in ("decade", "century"):
        return resolved(year_of(moved.year), "year", rule)
    whole = unit_of("week" if unit in ("fortnight", "weekend") else unit, moved)
    return resolved(whole, _PRECISION.get(unit, "week"), rule)


def units_ago(c: Context) -> Fix:
    """Two weeks ago: the week, month or year that lies so far back from the publication day."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    if not c.has("n"):
        return unknown(f"how many {plural(c.unit())} is not said")
    if c.groups.get("over"):
        return Fix(
            None, step(c.unit(), c.published, -c.number("n")), "range", "resolved", "more than so long ago"
        )
    return moved(c.unit(), c.published, -c.number("n"), "so long before the publication day")


def in_units(c: Context) -> Fix:
    """In three days, where the verb looks ahead."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    if c.direction() != "future":
        return NO_DATE
    return moved(c.unit(), c.published, c.number("n"), "so long after the publication day")


def nth_week(c: Context) -> Fix:
    """The second week of a month (days 8 to 14), of this, last or a named month."""
    nth = c.number("o")
    if c.has("m"):
        year = c.number("y", 0)
        if not year and c.published is None:
            return unknown(NO_PUBLICATION)
        month = _nearest_month(c, c.direction()) if not year else month_of(year, c.number("m"))
    elif c.published is None:
        return unknown(NO_PUBLICATION)
    else:
        month = unit_of(
            "month", step_months(c.published, {"last": -1, "next": 1}.get(c.groups.get("q") or "", 0))
        )
    last = c.groups["o"] in ("last", "final")
    first = month.last - 6 * DAY if last else month.first + 7 * DAY * (nth - 1)
    if first > month.last:
        return unknown("no such week in the month")
    return resolved(
        Days(first, min(first + 6 * DAY, month.last)), "week", "week of a month, counted from the 1st"
    )


def _nearest_month(c: Context, direction: Direction) -> Days:
    assert c.published is not None
    return month_of(nearest_year(c.number("m"), c.published, direction), c.number("m"))
