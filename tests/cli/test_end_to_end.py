"""The real reader behind the command line: valid readings, the same bytes on one process or two, whatever the input."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lapwing
from lapwing.errors import SourceError
from lapwing.model.reading import from_json, json_schema
from tests.ingest import made

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`lapwing` in a process of its own."""
    command = [sys.executable, "-c", "from lapwing.cli.main import run; run()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def assert_sound(line: str) -> None:
    """The reading is valid by the schema, comes back the same, and every span quotes the text."""
    found = json.loads(line)
    VALIDATOR.validate(found)
    assert from_json(line).to_json() == line
    text = found["report"]["text"]
    for span in spans(found):
        assert text[span["start"] : span["end"]] == span["text"]


def spans(part: object) -> list[dict[str, object]]:
    """Every object of a reading that has start, end and text."""
    if isinstance(part, list):
        return [span for each in part for span in spans(each)]
    if not isinstance(part, dict):
        return []
    here = [part] if {"start", "end", "text"} <= part.keys() else []
    return here + [span for each in part.values() for span in spans(each)]


@pytest.fixture(scope="module")
def readings() -> str:
    done = run("read", str(EXAMPLES), "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_example_gives_a_sound_reading(readings: str) -> None:
    lines = readings.splitlines()
    assert len(lines) >= 8
    for line in lines:
        assert_sound(line)


def test_two_processes_give_the_same_bytes(readings: str) -> None:
    assert run("read", str(EXAMPLES), "--format", "json", "--jobs", "2").stdout == readings


def test_a_report_reads_the_same_alone_and_in_any_company(readings: str) -> None:
    alone = run("read", str(EXAMPLES / "protest.txt"), "--format", "json").stdout
    assert alone.rstrip("\n") in readings.splitlines()


def test_text_in_another_language_is_not_read() -> None:
    text = "Die Armee ist am Montag in das Tal eingerückt, und das Ministerium sagte, dass sie dort bleiben werde."
    reading = lapwing.read(text, published="2015-09-14")
    assert reading.report.language == "de"
    assert not (reading.events or reading.claims or reading.statements or reading.dates or reading.places)
    assert [refusal.what for refusal in reading.refusals] == ["language"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=400))
def test_any_text_gives_valid_spans_and_valid_json(text: str) -> None:
    try:
        reading = lapwing.read(text, published="2015-09-14")
    except SourceError:
        assert not text.strip() or any("\ud800" <= c <= "\udfff" for c in text)
    else:
        assert reading.report.text == text
        assert_sound(reading.to_json())


WORDS = st.sampled_from(
    [
        "The",
        "army",
        "rebels",
        "said",
        "killed",
        "12",
        "at",
        "least",
        "Monday",
        "“",
        "”",
        '"',
        ",",
        ".",
        ";",
        "—",
        "(",
        ")",
        "Kabul",
        "U.S.-backed",
        "2015",
        "’s",
        "\n",
        "\u202b",
        "ارحل",
        "é",
        "é",
        "on",
        "in",
        "by",
        "that",
        "according",
        "to",
        "will",
        "not",
        "police",
        "protesters",
        "arrested",
        "President",
        "X",
        "Gen.",
        "1,000",
        "three",
        "days",
        "after",
        "👩🏽\u200d🚒",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, min_size=1, max_size=80))
def test_any_words_of_news_give_valid_spans_and_valid_json(words: list[str]) -> None:
    text = "The report of the day says this: " + " ".join(words)
    assert_sound(lapwing.read(text, published="2015-09-14").to_json())


def test_one_line_of_a_million_characters(tmp_path: Path) -> None:
    """Prose and then words without end; a million characters of prose alone take a minute and show no more."""
    path = tmp_path / "r.txt"
    prose = (made.REPORT + " ") * 60
    path.write_text(prose + ("x" * 999 + " ") * (1000 - len(prose) // 1000), encoding="utf-8")
    done = run("read", str(path), "--format", "json", "--published", "2015-09-14")
    assert (done.returncode, done.stderr) == (0, "")
    assert_sound(done.stdout.rstrip("\n"))


def test_one_word_of_a_million_characters(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("x" * 1_000_000, encoding="utf-8")
    done = run("read", str(path), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
