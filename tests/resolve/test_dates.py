"""Every time expression of tests/cases/dates.csv is found with its days; one row an expression, empty where none is to be read."""

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from lapwing.resolve.dates import read_dates
from lapwing.resolve.dates.calendar import easter, feast, islamic, nearest_weekday, step_months
from tests.resolve.rough import rough_parse

CASES = Path(__file__).parent.parent / "cases" / "dates.csv"
ROWS = list(csv.DictReader(CASES.open(encoding="utf-8")))
GROUPS = [
    (key, list(rows)) for key, rows in groupby(ROWS, lambda r: (r["text"], r["published"], r["country"]))
]


@pytest.mark.parametrize(("key", "rows"), GROUPS, ids=[f"{k[0]} ({k[1]} {k[2]})" for k, _ in GROUPS])
def test_case(key: tuple[str, str, str], rows: list[dict[str, str]]) -> None:
    text, published, country = key
    read = read_dates(
        rough_parse(text), date.fromisoformat(published) if published else None, country or None
    )
    found = [(t.span.text, t.start or "", t.end or "", t.precision, t.basis, t.rule) for t in read]
    columns = ("phrase", "start", "end", "precision", "basis", "rule")
    assert found == [tuple(row[c] for c in columns) for row in rows if row["phrase"]]
    assert all(t.span.text == text[t.span.start : t.span.end] for t in read)


def test_there_are_enough_cases() -> None:
    assert len(GROUPS) >= 150


@pytest.mark.parametrize(
    ("year", "day"), [(2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2024, "2024-03-31")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_islamic_month_begins_within_a_day_of_the_published_calendar() -> None:
    assert abs((islamic(1444, 9, 1) - date(2023, 3, 23)).days) <= 1
    assert abs((islamic(1445, 9, 1) - date(2024, 3, 11)).days) <= 1
    assert abs((islamic(1445, 12, 10) - date(2024, 6, 16)).days) <= 1


def test_feast_by_weekday_of_month() -> None:
    assert feast("3 4 of 11", 2024).first == date(2024, 11, 28)
    assert feast("0 -1 of 5", 2024).first == date(2024, 5, 27)


def test_a_step_of_months_ends_on_the_last_day_of_a_short_month() -> None:
    assert step_months(date(2021, 3, 31), -1) == date(2021, 2, 28)


def test_nearest_weekday_prefers_the_past_on_a_tie() -> None:
    assert nearest_weekday(0, date(2021, 5, 13), "near") == date(2021, 5, 10)


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
def test_no_case_fails_at_the_ends_of_the_calendar(published: date) -> None:
    for (text, _, _), _ in GROUPS:
        for read in read_dates(rough_parse(text), published):
            assert not (read.start and read.end) or read.start <= read.end


def test_a_date_off_the_calendar_is_unknown_with_the_reason() -> None:
    (read,) = read_dates(rough_parse("The rebels fled 5000 years ago."), date(2021, 5, 12))
    assert (read.precision, read.rule) == ("unknown", "off the calendar")
