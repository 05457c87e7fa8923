"""`lapwing read --explain ID` as a user meets it, with the real reader. The report is invented."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Lapwing

REPORT = (
    "Gunmen attacked a police post in Kunduz on Friday, killing at least 12 officers, the governor said. "
    '"We will find them," Governor Rahim Amiri told reporters. He vowed to rebuild the post by Sunday.'
)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_an_event_is_explained_for_a_person(lapwing: Lapwing, report: str) -> None:
    done = lapwing("read", report, "--published", "2021-06-14", "--explain", "e1")
    assert (done.code, done.err) == (0, "")
    for words in (
        "»attacked«",
        "Which act: ASSAULT",
        "Did it happen: actual",
        "When: 11 Jun 2021 (d1)",
        "Kunduz",
    ):
        assert words in done.out
    assert "otherwise Without “Friday”: unknown." in done.out
    assert "lapwing read" not in done.out


def test_an_id_of_the_json_is_known_as_well(lapwing: Lapwing, report: str) -> None:
    asked = ("read", report, "--published", "2021-06-14")
    reading = json.loads(lapwing(*asked, "--format", "json").out)
    done = lapwing(*asked, "--explain", reading["claims"][0]["id"], "--format", "json")
    told = json.loads(done.out)
    assert (told["schema"], told["short"], told["id"]) == (
        "lapwing/explanation/1",
        "c1",
        reading["claims"][0]["id"],
    )
    assert told["answers"][0]["value"].startswith("12 / 12 / –")
    for words in [*told["words"], *(w for a in told["answers"] for w in a["words"])]:
        span = words["span"]
        assert REPORT[span["start"] : span["end"]] == span["text"]
        assert f"{words['before']}{span['text']}{words['after']}".strip("… ") in REPORT


def test_an_unknown_id_is_told_with_some_known_ones(lapwing: Lapwing, report: str) -> None:
    done = lapwing("read", report, "--explain", "e99")
    assert (done.code, done.out) == (2, "")
    assert "no value 'e99'" in done.err
    assert "e1 “attacked”" in done.err
    assert "d1 “Friday”" in done.err
    assert done.err.count("\n") == 1


def test_two_reports_are_too_many(lapwing: Lapwing, report: str) -> None:
    done = lapwing("read", report, report, "--explain", "e1")
    assert (done.code, done.out) == (2, "")
    assert "one report" in done.err


def test_a_page_is_no_form_of_it(lapwing: Lapwing, report: str) -> None:
    done = lapwing("read", report, "--explain", "e1", "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert "--format json" in done.err


def test_another_language_has_nothing_to_explain(lapwing: Lapwing, report: str) -> None:
    done = lapwing("read", report, "--language", "fr", "--explain", "e1")
    assert (done.code, done.out) == (2, "")
    assert "another language" in done.err


def test_it_can_go_to_a_file(lapwing: Lapwing, report: str, tmp_path: Path) -> None:
    done = lapwing("read", report, "--explain", "p1", "--format", "json", "--out", str(tmp_path / "why.json"))
    assert (done.code, done.out) == (0, "")
    assert json.loads((tmp_path / "why.json").read_text(encoding="utf-8"))["noun"] == "place"


def test_the_table_tells_the_short_names(lapwing: Lapwing, report: str) -> None:
    shown = lapwing("read", report, "--published", "2021-06-14").out
    assert all(short in shown for short in (" e1 ", " c1 ", " s1 ", "--explain e1"))
