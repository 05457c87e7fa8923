"""Events of short reports of our own: one act or several, when, where, who says so, and what is not coded."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from lapwing.code.acts import find_acts
from lapwing.code.events import EventsRead, code_events
from lapwing.lexicon.actors import load_actors
from lapwing.lexicon.acts import load_acts
from lapwing.lexicon.cues import load_cues
from lapwing.model.event import Event
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention
from lapwing.model.span import quote
from lapwing.resolve.actors.read import read_actors
from lapwing.resolve.attribution.read import read_attributions
from lapwing.resolve.dates import read_dates
from tests.resolve.frozen import cases, trees

CASES = cases("events.toml")
LEXICON, CUES, ACTORS = load_acts(), load_cues(), load_actors()


def mentions_of(parse: Parse, names: list[str]) -> tuple[PlaceMention, ...]:
    found = []
    for name in names:
        for match in re.finditer(name, parse.text):
            span = quote(parse.text, match.start(), match.end())
            head = parse.head_of(span)
            assert head is not None
            found.append(PlaceMention(span, name, "in", head.index, False))
    return tuple(found)


def read(case: Mapping[str, Any], key: str = "key") -> EventsRead:
    parse, published = trees("events.toml")[case["text"]], date.fromisoformat(case["published"])
    places = mentions_of(parse, case.get("places", []))
    said = read_attributions(parse, (), None, CUES)
    acts = find_acts(parse, LEXICON, said, places)
    parties = sorted(
        {s for a in acts for s in (*a.actors, *a.recipients)} | {a.speaker for a in said if a.speaker}
    )
    actors = read_actors(parse, parties, places, ACTORS)
    return code_events(parse, acts, read_dates(parse, published), places, said, actors, published, key)


def line(event: Event) -> str:
    actors = " + ".join(p.span.text for p in event.actors)
    recipients = " + ".join(p.span.text for p in event.recipients)
    sources = " + ".join(p.span.text for p in event.sources)
    days = f"{event.when.start}, {event.when.end}"
    return f"{event.type}; {actors}; {recipients}; {days}; {event.where.place}; {event.status}; {sources}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_events_of_a_report(case: dict[str, Any]) -> None:
    events = read(case).events
    assert [line(e) for e in events] == case["events"]
    assert [e.background for e in events] == [case.get("background", False)] * len(events)
    if "mentions" in case:
        assert [len(e.mentions) for e in events] == [case["mentions"]]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_every_act_is_in_an_event_or_refused(case: dict[str, Any]) -> None:
    found = read(case)
    parse = trees("events.toml")[case["text"]]
    acts = find_acts(parse, LEXICON, (), ())
    assert len(found.of_act) + len(found.refusals) >= len({a.token for a in acts})
    assert set(found.of_act.values()) == {e.id for e in found.events}
    assert all(r.reason and r.span is not None for r in found.refusals)


def test_ids_hang_on_report_type_and_trigger_alone() -> None:
    case = CASES[0]
    (first,), (again,), (other,) = read(case).events, read(case).events, read(case, "another").events
    assert first == again
    assert first.id != other.id
    assert (first.type, first.trigger) == (other.type, other.trigger)


def test_a_carried_day_is_worked_out_and_says_so() -> None:
    case = next(c for c in CASES if c["name"] == "a second mention joins the first")
    (event,) = read(case).events
    assert event.trigger.text == "attacked"
    assert [m.text for m in event.mentions] == ["attacked", "attack"]


def test_confidence_is_a_share_with_two_digits() -> None:
    for case in CASES:
        for event in read(case).events:
            assert 0 < event.confidence <= 1
            assert round(event.confidence, 2) == event.confidence
