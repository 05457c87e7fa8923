"""Rules for dates whose parts stand in the text: "4 September 2015", "Sept. 4", "1992-97", "the 1990s", "04/09/2015"."""

import re
from datetime import date

from lapwing.resolve.dates.calendar import Days, feast, month_of, nearest_day, nearest_year, one_day, year_of
from lapwing.resolve.dates.context import NO_PUBLICATION, Context, Fix, resolved, stated, unknown

NO_YEAR = "no year in the text and no publication date"
NO_SUCH_DAY = "no such day in the calendar"


def _day(year: int, month: int, day: int, rule: str) -> Fix:
    try:
        return stated(one_day(date(year, month, day)), "day", rule)
    except ValueError:
        return unknown(NO_SUCH_DAY)


def full_date(c: Context) -> Fix:
    """Day, month and year, in words."""
    return _day(c.number("y"), c.number("m"), c.number("d"), "day, month and year")


def numeric(c: Context) -> Fix:
    """04/09/2015: decided by a number above 12, else by the country of the report."""
    a, b, year = c.number("a"), c.number("b"), c.number("y")
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if a > 12 or (a == b and a > 0):
        return _day(year, b, a, "day/month/year")
    if b > 12:
        return _day(year, a, b, "month/day/year")
    if c.month_first is None:
        return unknown("day and month could be either and the country is not known")
    if c.month_first:
        return _day(year, a, b, "month/day/year, as the country writes")
    return _day(year, b, a, "day/month/year, as the country writes")


def iso_date(c: Context) -> Fix:
    """2015-09-04."""
    return _day(c.number("y"), c.number("a"), c.number("b"), "year-month-day")


def day_of_month(c: Context) -> Fix:
    """Day and month without a year: the nearest by tense, or the year of the sentence's date."""
    month, day = c.number("m"), c.number("d")
    year = c.year_here()
    if year is not None:
        return _as_resolved(_day(year, month, day, "day and month, year of the sentence"))
    if (year := c.year_before(month, day)) is not None:
        return _as_resolved(_day(year, month, day, "day and month, year of the passage"))
    if c.published is None:
        return unknown(NO_YEAR)
    found = nearest_day(month, day, c.published, c.direction())
    return resolved(one_day(found), "day", "nearest such day by tense") if found else unknown(NO_SUCH_DAY)


def _as_resolved(fix: Fix) -> Fix:
    return fix._replace(basis="resolved") if fix.basis == "stated" else fix


def month_and_year(c: Context) -> Fix:
    """September 2015."""
    return stated(month_of(c.number("y"), c.number("m")), "month", "month and year")


def month_alone(c: Context) -> Fix:
    """The nearest such month by tense; "last" and "next" force the side."""
    if c.published is None:
        return unknown(NO_YEAR)
    month, side = c.number("m"), c.groups.get("q")
    if side in ("last", "past"):
        year = c.published.year - (month >= c.published.month)
    elif side in ("next", "coming"):
        year = c.published.year + (month <= c.published.month)
    elif side == "this":
        year = c.published.year
    elif side == "that" and (anchor := c.anchor()) is not None:
        year = anchor.first.year + (month < anchor.first.month)
    else:
        year = c.year_here() or nearest_year(month, c.published, c.direction())
    return resolved(month_of(year, month), "month", "nearest such month by tense")


def _said_year(c: Context) -> int | None:
    """The year that "last year", "this year", "that year" names."""
    if c.groups.get("q") in ("that", "same"):
        anchor = c.anchor()
        return anchor.first.year if anchor else None
    if c.published is None:
        return None
    return c.published.year + {"last": -1, "next": 1}.get(c.groups.get("q") or "", 0)


def month_of_said_year(c: Context) -> Fix:
    """January of this year; March 5 last year."""
    year = _said_year(c)
    if year is None:
        return unknown(NO_PUBLICATION)
    if c.has("d"):
        return _as_resolved(
            _day(year, c.number("m"), c.number("d"), "day and month of a year named by its place")
        )
    return resolved(month_of(year, c.number("m")), "month", "month of a year named by its place")


def year_alone(c: Context) -> Fix:
    """2015."""
    return stated(year_of(c.number("y")), "year", "year")


def decade(c: Context) -> Fix:
    """The 1990s; the nineties; the '90s."""
    first = c.number("y")
    first += 1900 if first < 100 else 0
    return stated(Days(date(first, 1, 1), date(first + 9, 12, 31)), "range", "decade")


def short_year(c: Context) -> Fix:
    """'97: the last such year before the publication day."""
    pivot = c.published.year % 100 if c.published else 49
    return stated(
        year_of(c.number("y") + (2000 if c.number("y") <= pivot else 1900)), "year", "year of two digits"
    )


def century(c: Context) -> Fix:
    """The 19th century."""
    nth = c.number("o")
    if not 1 <= nth <= 30:
        return unknown(NO_SUCH_DAY)
    return stated(Days(date(max(1, 100 * nth - 100), 1, 1), date(100 * nth - 1, 12, 31)), "range", "century")


def days_of_month(c: Context) -> Fix:
    """September 5-8; between 5 and 8 September (2015); March 30 to April 2."""
    last_month = c.number("m2", c.number("m"))
    year = c.number("y", 0) or c.year_here()
    if not year and c.published is None:
        return unknown(NO_YEAR)
    if not year:
        assert c.published is not None
        end = nearest_day(last_month, c.number("e"), c.published, c.direction())
    else:
        end = _day(year, last_month, c.number("e"), "").end
    if end is None:
        return unknown(NO_SUCH_DAY)
    start = _day(end.year - (c.number("m") > last_month), c.number("m"), c.number("d"), "").start
    if start is None or start > end:
        return unknown(NO_SUCH_DAY)
    fix = resolved(Days(start, end), "range", "from day to day")
    return fix._replace(basis="stated") if c.has("y") else fix


def months_of_year(c: Context) -> Fix:
    """March to June 2015; November to January."""
    first, last = c.number("m"), c.number("e")
    year = c.number("y", 0) or c.year_here()
    basis_stated = c.has("y")
    if not year:
        if c.published is None:
            return unknown(NO_YEAR)
        year = nearest_year(last, c.published, c.direction())
    days = Days(month_of(year - (first > last), first).first, month_of(year, last).last)
    return (
        stated(days, "range", "from month to month")
        if basis_stated
        else resolved(days, "range", "from month to month")
    )


def years(c: Context) -> Fix:
    """1992-97; 2014-2016."""
    first, last = c.number("y"), c.number("z")
    last += first // 100 * 100 if last < 100 else 0
    if last < first:
        return unknown("the last year comes before the first")
    return stated(Days(date(first, 1, 1), date(last, 12, 31)), "range", "from year to year")


def part_of_year(c: Context) -> Fix:
    """First quarter of 2015, second half of last year, Q1 2020; without a year the nearest one past or running."""
    year, length = c.number("y", 0), 6 if c.groups.get("k") == "half" else 3
    said = year or _said_year(c)
    if said is None:
        return unknown(NO_YEAR)
    nth = 12 // length if c.groups.get("o") in ("last", "final") else c.number("o")
    if not 1 <= nth <= 12 // length:
        return unknown(NO_SUCH_DAY)
    if not year and not c.has("q") and c.published and (nth - 1) * length + 1 > c.published.month:
        said -= c.direction() != "future"
    days = Days(month_of(said, (nth - 1) * length + 1).first, month_of(said, nth * length).last)
    name = "half of a year" if length == 6 else "quarter of a year"
    return stated(days, "range", name) if year else resolved(days, "range", name)


def season(c: Context) -> Fix:
    """Summer of 2015; last summer. Three months, as seasons are counted north of the equator."""
    first, year = c.number("s"), c.number("y", 0)
    if year:
        return stated(_season_days(year, first), "range", "season")
    if c.published is None:
        return unknown(NO_YEAR)
    if c.has("r"):
        said = c.published.year + {"last": -1, "next": 1}.get(c.groups.get("r") or "", 0)
        return resolved(_season_days(said, first), "range", "season")
    return resolved(_nearest_season(c, first), "range", "season")


def _season_days(year: int, first: int) -> Days:
    last = first + 2
    end = month_of(year + (last > 12), last - 12 if last > 12 else last)
    return Days(date(year, first, 1), end.last)


def _nearest_season(c: Context, first: int) -> Days:
    assert c.published is not None
    seasons = [_season_days(c.published.year + n, first) for n in (-2, -1, 0, 1, 2)]
    side = c.groups.get("q")
    if side == "next" or (side in (None, "this", "the") and c.direction() == "future"):
        return next(s for s in seasons if s.last > c.published and (side != "next" or s.first > c.published))
    begun = [s for s in seasons if s.first <= c.published]
    return [s for s in begun if s.last < c.published][-1] if side == "last" else begun[-1]


def holiday(c: Context) -> Fix:
    """Christmas (2015): the nearest by tense where no year stands."""
    said = c.groups["h"].replace("_", " ").strip()
    rule = next(rule for phrase, rule in c.feasts.items() if re.fullmatch(phrase, said))
    if rule[:4].isdigit():
        return stated(feast(rule, 0), "day", "a day known by its name")
    if c.has("y"):
        days = feast(rule, c.number("y"))
        return stated(days, "day" if days.first == days.last else "range", "holiday")
    if c.published is None:
        return unknown(NO_YEAR)
    if c.has("r"):
        days = feast(rule, c.published.year + {"last": -1, "next": 1}.get(c.groups["r"], 0))
        return resolved(days, "day" if days.first == days.last else "range", "holiday of a named year")
    around = [feast(rule, c.published.year + n) for n in (-1, 0, 1)]
    side, direction = c.groups.get("q"), c.direction()
    behind = [d for d in around if d.first <= c.published]
    ahead = [d for d in around if d.last >= c.published]
    if side in ("last", "past") or (side is None and direction == "past"):
        days = behind[-1]
    elif side in ("next", "coming", "this") or direction == "future":
        days = ahead[0]
    else:
        published = c.published
        days = min(around, key=lambda d: abs((d.first - published).days))
    return resolved(days, "day" if days.first == days.last else "range", "holiday, nearest by tense")
