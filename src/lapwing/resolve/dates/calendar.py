"""Calendar arithmetic: first and last days of units, steps in months, moving feasts."""

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

Direction = Literal["past", "future", "near"]
DAY = timedelta(days=1)


class Days(NamedTuple):
    """First and last day of a stretch, both included."""

    first: date
    last: date


def one_day(day: date) -> Days:
    """The stretch of that day alone."""
    return Days(day, day)


def month_of(year: int, month: int) -> Days:
    """The whole month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Days:
    """The whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def week_of(day: date) -> Days:
    """Monday to Sunday of the week that holds a day."""
    monday = day - DAY * day.weekday()
    return Days(monday, monday + 6 * DAY)


def step_months(day: date, months: int) -> date:
    """The same day so many months on (back where negative); the month's last day where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_of(unit: str, day: date) -> Days:
    """The day, week, weekend, month, year, decade or century that holds a day."""
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return Days(week_of(day).last - DAY, week_of(day).last)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        first = day.year - day.year % 10
        return Days(date(first, 1, 1), date(first + 9, 12, 31))
    if unit == "century":
        first = max(1, day.year // 100 * 100)
        return Days(date(first, 1, 1), date(day.year // 100 * 100 + 99, 12, 31))
    return one_day(day)


def step(unit: str, day: date, count: int) -> date:
    """A day so many units on, back where the count is negative. Raises OverflowError or ValueError off the calendar."""
    if unit in ("month", "year", "decade", "century"):
        return step_months(day, count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
    return day + DAY * count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1)


def nearest_weekday(weekday: int, day: date, direction: Direction) -> date:
    """The nearest such weekday, the day itself included; "near" takes the closer one, the past one on a tie."""
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    if direction == "past" or (direction == "near" and back <= ahead):
        return day - DAY * back
    return day + DAY * ahead


def nearest_year(month: int, day: date, direction: Direction) -> int:
    """The year whose month lies nearest, the running month included."""
    back = (day.month - month) % 12
    ahead = (month - day.month) % 12
    if direction == "past" or (direction == "near" and back <= ahead):
        return day.year - (month > day.month)
    return day.year + (month < day.month)


def nearest_day(month: int, number: int, day: date, direction: Direction) -> date | None:
    """The nearest day of that month and number; None where no year near has it (30 February).

    A past date may lie two days ahead of the publication day: reports are dated across time zones.
    """
    found = []
    for year in range(day.year - 4, day.year + 5):
        if number <= calendar.monthrange(year, month)[1]:
            found.append(date(year, month, number))
    if direction == "past":
        found = [d for d in found if d <= day + 2 * DAY]
        return max(found, default=None)
    if direction == "future":
        return min((d for d in found if d >= day - DAY), default=None)
    return min(found, key=lambda d: (abs((d - day).days), d), default=None)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    rest = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (Fliegel and Van Flandern 1968); sightings differ by a day."""
    julian = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385
    return date.fromordinal(julian - 1721425)


def feast(rule: str, year: int) -> Days:
    """The day or days of a holiday rule of dates.toml that begin in a year."""
    if rule.startswith("easter"):
        return one_day(easter(year) + DAY * int(rule[6:]))
    if rule.startswith("islamic"):
        return _islamic_feast(rule.split()[1], year)
    if " of " in rule:
        weekday, nth, _, month = rule.split()
        weeks = [w[int(weekday)] for w in calendar.monthcalendar(year, int(month)) if w[int(weekday)]]
        return one_day(date(year, int(month), weeks[int(nth) - (int(nth) > 0)]))
    if rule[:4].isdigit():
        return one_day(date.fromisoformat(rule))
    month, day = rule.split("-")
    return one_day(date(year, int(month), int(day)))


def _islamic_feast(rule: str, year: int) -> Days:
    month, _, day = rule.partition("-")
    about = (year - 622) * 33 // 32
    for hijri in range(about - 1, about + 3):
        first = islamic(hijri, int(month), int(day or 1))
        if first.year == year:
            return one_day(first) if day else Days(first, first + 28 * DAY)
    return one_day(date(year, 12, 31))
