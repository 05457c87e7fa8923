"""Publication days: as given by the user, as written in metadata, as printed in a dateline."""

import re
from collections.abc import Mapping
from datetime import date

from lapwing.errors import SettingError

EARLIEST_YEAR = 1900
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def checked_day(day: str, *, today: date) -> str:
    """An ISO day that a report can have been published on.

    Raises SettingError where it is no day, lies before 1900 or after `today`.
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise SettingError(f"published is {day!r}: write the day as YYYY-MM-DD, such as 2015-09-14") from None
    if found.year < EARLIEST_YEAR:
        raise SettingError(f"published is {day}, before {EARLIEST_YEAR}: give the year with its four digits")
    if found > today:
        raise SettingError(f"published is {day}, which has not come yet: give the day the report appeared")
    return found.isoformat()


def day_in_metadata(raw: str | None, *, today: date) -> str | None:
    """The day of an ISO or mail date, as metadata has them; None where it is none or cannot be true."""
    found = _iso_day(raw) or _mail_day(raw) if raw else None
    return found.isoformat() if found and found.year >= EARLIEST_YEAR and found <= today else None


def _iso_day(raw: str) -> date | None:
    match = _ISO.match(raw)
    return made_day(*match.groups()) if match else None


def _mail_day(raw: str) -> date | None:
    from email.utils import parsedate_to_datetime  # loads sockets and more: 10 ms that few reports need

    try:
        return parsedate_to_datetime(raw).date()
    except (ValueError, TypeError, IndexError):
        return None


def made_day(year: str, month: str, day: str) -> date | None:
    """The day of three numerals, None where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_pattern(months: Mapping[str, int]) -> str:
    """A regular expression for a day in words or ISO form; its year may be missing. Groups: d1 m1 y1 m2 d2 y2 iso."""
    names = "|".join(sorted(months, key=len, reverse=True))
    weekday = r"(?:(?:Mon|Tue|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\.?,? )?"
    return (
        rf"{weekday}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>(?i:{names}))\.?(?:,? (?P<y1>\d{{4}}))?"
        rf"|(?P<m2>(?i:{names}))\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y2>\d{{4}}))?"
        r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
    )


def full_day(match: re.Match[str], months: Mapping[str, int]) -> date | None:
    """The day that a match of `day_pattern` stands for, None where its year is not written."""
    part = match.groupdict()
    if part["iso"]:
        return _iso_day(part["iso"])
    year = part["y1"] or part["y2"]
    month = months.get((part["m1"] or part["m2"] or "").casefold())
    return made_day(year, str(month), part["d1"] or part["d2"]) if year and month else None
