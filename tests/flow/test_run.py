"""Whole readings: the same text and day give the same bytes, alone or in company, in one process or two."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lapwing
from lapwing.flow.coder import Coder
from lapwing.flow.run import ReadFailure, Timings, read_document, read_documents
from lapwing.ingest.from_text import document_from_text
from lapwing.model.reading import Reading, from_json, json_schema
from lapwing.model.report import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def documents() -> list[Document]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))}
    return [document_from_text(t, published="2022-12-01", title=p.stem) for p, t in texts.items()]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return lapwing.load()


@pytest.fixture(scope="module")
def readings(coder: Coder) -> list[Reading]:
    return [r for r in coder.read_documents(documents()) if isinstance(r, Reading)]


def spans(node: object) -> list[dict[str, object]]:
    """Every span of a reading's JSON."""
    if isinstance(node, list):
        return [s for item in node for s in spans(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if {"start", "end", "text"} <= node.keys() and isinstance(node["start"], int) else []
    return own + [s for value in node.values() for s in spans(value)]


def check(reading: Reading) -> dict[str, object]:
    """The JSON of a reading, valid by the schema, every span quoting the text, every id known."""
    wire: dict[str, object] = json.loads(reading.to_json())
    jsonschema.validate(wire, json_schema())
    text = reading.report.text
    for span in spans({k: v for k, v in wire.items() if k != "report"}):
        assert text[span["start"] : span["end"]] == span["text"]  # type: ignore[misc]
    actors, places = {a.id for a in reading.actors}, {p.id for p in reading.places}
    events = {e.id for e in reading.events}
    assert len(events) == len(reading.events)
    for event in reading.events:
        parties = (*event.actors, *event.recipients, *event.sources)
        assert {p.actor for p in parties} <= actors | {None}
        assert event.where.place in places | {None}
    assert {c.event for c in reading.claims} <= events | {None}
    assert {o.event for o in reading.outlook} <= events | {None}
    return wire


def test_examples_give_valid_readings(readings: list[Reading]) -> None:
    assert len(readings) == len(documents())
    for reading in readings:
        check(reading)
        assert from_json(reading.to_json()) == reading


def test_two_processes_and_another_order_give_the_same_bytes(readings: list[Reading]) -> None:
    backwards = list(read_documents(reversed(documents()), jobs=2))
    got = [r.to_json() for r in backwards if isinstance(r, Reading)]
    assert got[::-1] == [r.to_json() for r in readings]


def test_a_reading_does_not_depend_on_what_was_read_before(coder: Coder, readings: list[Reading]) -> None:
    last = documents()[-1]
    assert read_document(coder.kit, last).to_json() == readings[-1].to_json()


def test_each_step_is_timed(coder: Coder) -> None:
    timings = Timings()
    read_document(coder.kit, documents()[0], timings=timings)
    assert {"parse", "events", "claims"} <= timings.seconds.keys()
    assert all(seconds >= 0 for seconds in timings.seconds.values())


def test_another_language_is_said_and_not_read(coder: Coder) -> None:
    text = "Les rebelles ont attaqué un poste de police dans la capitale vendredi, et huit policiers ont été tués."
    reading = coder.read(text, published="2021-06-14")
    assert (reading.events, reading.claims) == ((), ())
    assert [r.what for r in reading.refusals] == ["language"]
    assert "(fr)" in reading.refusals[0].reason


def test_without_a_day_of_publication_relative_dates_stay_unknown(coder: Coder) -> None:
    reading = coder.read("Gunmen attacked a police post in Kunduz on Friday.")
    assert reading.report.published is None
    assert [(e.when.start, e.when.precision) for e in reading.events] == [(None, "unknown")]
    assert reading.refusals[0].what == "published"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1).filter(lambda t: bool(t.strip())))
def test_any_text_gives_valid_spans_and_json(coder: Coder, text: str) -> None:
    document = document_from_text(text, published="2021-06-14")
    (result,) = coder.read_documents([document])
    assert not isinstance(result, ReadFailure)
    assert result.report.text == text
    check(result)


WORDS = [
    "police",
    "rebels",
    "killed",
    "eight",
    "8",
    "on",
    "Friday",
    "said",
    "(",
    ")",
    '"',
    "'",
    "“",
    "”",
    ",",
    ".",
    "near",
    "Kunduz",
    "will",
    "not",
    "was",
    "the",
    ",",
    "and",
    "who",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
def test_any_jumble_of_report_words_gives_valid_spans_and_json(coder: Coder, text: str) -> None:
    (result,) = coder.read_documents([document_from_text(text, published="2021-06-14")])
    assert not isinstance(result, ReadFailure)
    check(result)
