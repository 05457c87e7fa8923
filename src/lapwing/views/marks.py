"""Marks: the spans of a reading as non-overlapping segments of the text, each knowing what it supports.

A mark's id is the finding's id, a stroke, and the slot ("e_12ab…/who0"), so that pointing at a finding lights up
all its words and pointing at a slot lights up that slot's words alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lapwing.model.event import Event
from lapwing.model.reading import Reading
from lapwing.model.span import Span
from lapwing.views.colours import QUADS


@dataclass(frozen=True)
class Mark:
    """One span with the id of what it supports and the CSS class of its kind."""

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True)
class Segment:
    """A run of text under the same marks."""

    text: str
    ids: tuple[str, ...]
    kinds: tuple[str, ...]


def marks_of(reading: Reading) -> list[Mark]:
    """Every span of the reading as a mark, in text order."""
    return sorted(_all_marks(reading), key=lambda m: (m.start, -m.end, m.id))


def _mark(span: Span | None, id: str, kind: str) -> Iterator[Mark]:
    if span is not None and span.end > span.start:
        yield Mark(span.start, span.end, id, kind)


def _all_marks(reading: Reading) -> Iterator[Mark]:
    for event in reading.events:
        yield from _event_marks(event)
    for claim in reading.claims:
        yield from _mark(claim.span, f"{claim.id}/figure", "figure")
        yield from _mark(claim.who, f"{claim.id}/counted", "counted")
        for i, source in enumerate(claim.sources):
            yield from _mark(source.span, f"{claim.id}/teller{i}", "slot")
    for said in reading.statements:
        yield from _mark(said.content, f"{said.id}/content", "said")
        yield from _mark(said.cue, f"{said.id}/cue", "cue")
        yield from _mark(said.speaker.span if said.speaker else None, f"{said.id}/speaker", "slot")
    for ahead in reading.outlook:
        yield from _mark(ahead.content, f"{ahead.id}/content", "ahead")
    for place in reading.places:
        for span in place.mentions:
            yield from _mark(span, f"{place.id}/name", "place")
    for actor in reading.actors:
        for span in actor.mentions:
            yield from _mark(span, f"{actor.id}/name", "actor")
    for i, expression in enumerate(reading.dates, 1):
        yield from _mark(expression.span, f"d{i}/date", "date")
    for i, refusal in enumerate(reading.refusals, 1):
        yield from _mark(refusal.span, f"r{i}/words", "refused")


def _event_marks(event: Event) -> Iterator[Mark]:
    yield from _mark(event.trigger, f"{event.id}/trigger", f"trigger {QUADS[event.type]}")
    for span in event.mentions:
        if span != event.trigger:
            yield from _mark(span, f"{event.id}/mention", f"mention {QUADS[event.type]}")
    for slot, parties in (("who", event.actors), ("whom", event.recipients), ("source", event.sources)):
        for i, party in enumerate(parties):
            yield from _mark(party.span, f"{event.id}/{slot}{i}", "slot")
    yield from _mark(event.when.span, f"{event.id}/when", "slot")
    yield from _mark(event.where.span, f"{event.id}/where", "slot")
    for i, span in enumerate(event.means):
        yield from _mark(span, f"{event.id}/means{i}", "slot")


def segments_of(reading: Reading) -> list[Segment]:
    """The whole text cut where a mark begins or ends; joined again, the segments are the text."""
    text, marks = reading.report.text, marks_of(reading)
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    cuts = sorted({0, len(text), *opening, *closing})
    open_now: dict[Mark, None] = {}
    segments = []
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            open_now.pop(mark, None)
        open_now |= dict.fromkeys(opening.get(start, ()))
        segments.append(_segment(text[start:end], list(open_now)))
    return segments


def _segment(text: str, marks: list[Mark]) -> Segment:
    kinds = dict.fromkeys(kind for mark in marks for kind in mark.kind.split())
    return Segment(text, tuple(dict.fromkeys(mark.id for mark in marks)), tuple(kinds))
