"""Publication days: what is taken, what is refused, what is passed over."""

from datetime import date

import pytest

from lapwing.errors import SettingError
from lapwing.ingest.days import checked_day, day_in_metadata

TODAY = date(2026, 11, 23)


def test_a_day_up_to_today_is_taken() -> None:
    assert checked_day("2026-11-23", today=TODAY) == "2026-11-23"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("0025-01-01", "before 1900"),
        ("2026-11-24", "not come yet"),
        ("2015-02-30", "YYYY-MM-DD"),
        ("14 September", "YYYY-MM-DD"),
        ("", "YYYY-MM-DD"),
    ],
)
def test_a_senseless_day_is_refused(day: str, reason: str) -> None:
    with pytest.raises(SettingError, match=reason):
        checked_day(day, today=TODAY)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2015-09-14", "2015-09-14"),
        ("2015-09-14T23:59:00+05:00", "2015-09-14"),
        ("20150914", "2015-09-14"),
        ("Mon, 14 Sep 2015 08:00:00 +0500", "2015-09-14"),
        ("2026-11-24", None),
        ("0001-01-01", None),
        ("2015-13-01", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_metadata(raw: str | None, day: str | None) -> None:
    assert day_in_metadata(raw, today=TODAY) == day
