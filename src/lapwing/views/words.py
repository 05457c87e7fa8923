"""A reading's parties and places in the words that people use; dates and figures are worded in model/words.py."""

from collections.abc import Iterable

from lapwing.model.actor import Party
from lapwing.model.event import Event
from lapwing.model.reading import Reading
from lapwing.model.words import UNKNOWN, amount_words, day_words, one_line, type_words, when_words

__all__ = [
    "UNKNOWN",
    "amount_words",
    "day_words",
    "one_line",
    "party_word",
    "party_words",
    "place_words",
    "type_words",
    "when_words",
]


def party_words(reading: Reading, parties: Iterable[Party]) -> str:
    """Names of the parties; where the phrase says more than a pronoun, the phrase itself."""
    return ", ".join(party_word(reading, party) for party in parties)


def party_word(reading: Reading, party: Party) -> str:
    """One party: its words, and in brackets the actor they stand for where the words alone do not tell."""
    words = " ".join(party.span.text.split())
    actor = reading.actor(party.actor)
    if actor is None or actor.name.lower() in words.lower() or words.lower() in actor.name.lower():
        return words
    return f"{words} ({actor.name})" if len(words) < 12 else words


def place_words(reading: Reading, event: Event) -> str:
    """The place's name with how the text relates to it, or '?'."""
    place = reading.place(event.where.place)
    if place is None:
        return event.where.span.text if event.where.span else UNKNOWN
    relation = event.where.relation
    name = (
        place.name if not place.country or place.country in place.name else f"{place.name}, {place.country}"
    )
    return name if relation in (None, "in") else f"{relation} {name}"
