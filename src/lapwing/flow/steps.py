"""The steps of a reading, in order. A step declares what it needs and gives; `assemble` checks the order.

Steps on floor 3 do not know each other; here, and only here, the values of one become the input of the next.
To add a step: one function below, one line in STEPS.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lapwing.code.acts import find_acts
from lapwing.code.claims.coder import code_claims
from lapwing.code.events import code_events
from lapwing.code.outlook.coder import code_outlook
from lapwing.code.statements import code_statements
from lapwing.code.weigh import weigh
from lapwing.errors import LapwingError
from lapwing.flow.kit import Kit
from lapwing.flow.layers import Layers
from lapwing.model.span import Span
from lapwing.resolve.actors.read import read_actors
from lapwing.resolve.attribution.read import read_attributions
from lapwing.resolve.counts import read_counts
from lapwing.resolve.dates import read_dates
from lapwing.resolve.places.read import read_places

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A named step: the layers it reads, the layers it gives, and the function that makes them."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Kit, Layers], Given]


def _parse(kit: Kit, at: Layers) -> Given:
    return {"parse": kit.reader.parse(at.document.report.text, at.document.zones)}


def _dates(_: Kit, at: Layers) -> Given:
    return {"dates": read_dates(at.parse, at.published)}


def _counts(kit: Kit, at: Layers) -> Given:
    return {"counts": read_counts(at.parse, kit.counts)}


def _places(kit: Kit, at: Layers) -> Given:
    found = read_places(at.parse, kit.gazetteer)
    return {
        "places": found.places,
        "place_mentions": found.mentions,
        "refusals": at.refusals + tuple(found.refusals),
    }


def _attributions(kit: Kit, at: Layers) -> Given:
    publisher = at.document.report.publisher
    return {"attributions": read_attributions(at.parse, at.document.zones, publisher, kit.cues)}


def _acts(kit: Kit, at: Layers) -> Given:
    told = find_acts(at.parse, kit.acts, at.attributions, at.place_mentions)
    return {"acts": weigh(at.parse, told, kit.by)}


def _actors(kit: Kit, at: Layers) -> Given:
    return {"actors": read_actors(at.parse, parties(at), at.place_mentions, kit.actors)}


def parties(at: Layers) -> Sequence[Span]:
    """Every phrase that stands in a slot for an actor, in text order, each once."""
    spans = {s for act in at.acts for s in (*act.actors, *act.recipients)}
    for said in at.attributions:
        spans |= {s for s in (said.speaker, said.via) if s is not None}
    return sorted(spans)


def _events(_: Kit, at: Layers) -> Given:
    found = code_events(
        at.parse, at.acts, at.dates, at.place_mentions, at.attributions, at.actors, at.published, at.key,
        known_places=at.places,
    )  # fmt: skip
    return {
        "events": found.events,
        "event_of_act": tuple(found.of_act.items()),
        "refusals": at.refusals + tuple(found.refusals),
    }


def _claims(kit: Kit, at: Layers) -> Given:
    claims = code_claims(
        at.parse,
        at.counts,
        at.events,
        at.attributions,
        at.dates,
        at.actors,
        at.published,
        at.key,
        words=kit.acts.words,
    )
    return {"claims": claims}


def _statements(_: Kit, at: Layers) -> Given:
    said = code_statements(at.parse, at.attributions, at.actors, at.dates, at.published, at.key)
    return {"statements": said}


def _outlook(_: Kit, at: Layers) -> Given:
    return {
        "outlook": code_outlook(
            at.parse, at.attributions, at.acts, at.events, at.dates, at.actors, at.published, at.key
        )
    }


STEPS: tuple[Step, ...] = (
    Step("parse", ("document",), ("parse",), _parse),
    Step("dates", ("parse", "published"), ("dates",), _dates),
    Step("counts", ("parse",), ("counts",), _counts),
    Step("places", ("parse",), ("places", "place_mentions", "refusals"), _places),
    Step("attribution", ("parse", "document"), ("attributions",), _attributions),
    Step("acts", ("parse", "attributions", "place_mentions"), ("acts",), _acts),
    Step("actors", ("parse", "acts", "attributions", "place_mentions"), ("actors",), _actors),
    Step(
        "events",
        ("acts", "dates", "places", "place_mentions", "attributions", "actors"),
        ("events", "event_of_act", "refusals"),
        _events,
    ),
    Step("claims", ("counts", "events", "attributions", "dates", "actors"), ("claims",), _claims),
    Step("statements", ("attributions", "actors", "dates"), ("statements",), _statements),
    Step("outlook", ("attributions", "acts", "events", "dates", "actors"), ("outlook",), _outlook),
)

_AT_THE_START = frozenset({"document", "published"})


def assemble(steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """The steps, checked: each finds what it needs. Raises LapwingError naming the step and the layer."""
    given = set(_AT_THE_START)
    for step in steps:
        if lacking := [need for need in step.needs if need not in given]:
            raise LapwingError(
                f"step {step.name!r} needs {', '.join(lacking)}, which no earlier step gives: mend STEPS"
            )
        given |= set(step.gives)
    return tuple(steps)
