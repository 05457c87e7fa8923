"""Handles: the short names of a reading's values, "e3" for its third event, beside their content ids."""

from typing import Final

from msgspec import Struct

from lapwing.model.reading import Reading

NOUNS: Final = {
    "e": "event", "c": "claim", "s": "statement", "o": "outlook", "a": "actor", "p": "place", "d": "date", "r": "refusal",
}  # fmt: skip
"""What each letter stands for. Dates and refusals have no content id: their handle is their id."""


class Handle(Struct, frozen=True):
    """The value number `index` (from 0) of its noun: its short name, its id, and words by which a person knows it."""

    short: str
    id: str
    noun: str
    index: int
    words: str


def handles(reading: Reading) -> tuple[Handle, ...]:
    """The handle of every value, noun by noun in the order of the reading."""
    listed = {
        "e": [(e.id, e.trigger.text) for e in reading.events],
        "c": [(c.id, c.span.text) for c in reading.claims],
        "s": [(s.id, s.content.text) for s in reading.statements],
        "o": [(o.id, o.content.text) for o in reading.outlook],
        "a": [(a.id, a.name) for a in reading.actors],
        "p": [(p.id, p.name) for p in reading.places],
        "d": [("", d.span.text) for d in reading.dates],
        "r": [("", r.span.text if r.span else r.what) for r in reading.refusals],
    }
    return tuple(
        Handle(f"{letter}{n + 1}", id_ or f"{letter}{n + 1}", NOUNS[letter], n, words)
        for letter, found in listed.items()
        for n, (id_, words) in enumerate(found)
    )
