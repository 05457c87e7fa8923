"""What tests/cases/pairs.toml wants of a reading: its notation, parsed and checked."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import get_args

from msgspec import Struct

from lapwing.model.actor import Party
from lapwing.model.amount import Amount
from lapwing.model.claim import Measure
from lapwing.model.event import MODES, Certainty, Event, Status
from lapwing.model.reading import Reading

Holds = Callable[[Reading], bool]

_EVENT = re.compile(
    r"(?P<no>no )?(?P<type>[A-Z]+)(\.(?P<mode>[a-z-]+))?(?P<words>( [a-z]+)*)"
    r"(: (?P<actors>[^@>]*?)?)?( ?-> (?P<recipients>[^@]+?))?( @ (?P<place>.+))?"
)
_CLAIM = re.compile(
    rf"(?P<no>no )?(?P<measure>{'|'.join(get_args(Measure))})( (?P<figure>\S+))?( (?P<who>.+))?"
)
_OTHER = re.compile(
    r"(?P<no>no )?(?P<what>statement|said by|place|actor:) ?(?P<name>[^(]*?)( \((?P<country>[A-Z]{3})\))?"
)
_STATUSES, _CERTAINTIES = frozenset(get_args(Status)), frozenset(get_args(Certainty))
_AFTER_HEAD = re.compile(r",(?!\d)|\s(?:from|in|near|at|with|by|to|who|that|for|on|against|led|loyal)\s")
_OF = re.compile(
    r"^((?:dozens|hundreds|thousands|scores|couple|number|group|crowd|crew|band) of .*?)(?: of .*)?$"
)


class _EventWant(Struct, frozen=True):
    type: str
    mode: str | None
    words: frozenset[str]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None

    def fits(self, event: Event, reading: Reading) -> bool:
        place = reading.place(event.where.place)
        return (
            event.type == self.type
            and self.mode in (None, event.mode)
            and self.words <= {event.status, event.certainty}
            and _side(self.actors, event.actors, reading)
            and _side(self.recipients, event.recipients, reading)
            and (self.place is None or (place is not None and _words(self.place) == _words(place.name)))
        )


def parse_want(want: str) -> Holds:
    """The check that a line of the notation stands for. Raises ValueError where it is no such line."""
    if want == "no event":
        return lambda reading: not reading.events
    if match := _CLAIM.fullmatch(want):
        return _claim(match)
    if match := _OTHER.fullmatch(want):
        return _other(match)
    if match := _EVENT.fullmatch(want):
        return _event(match)
    raise ValueError(f"not in the notation: {want!r}")


def _event(match: re.Match[str]) -> Holds:
    kind, mode, words = match["type"], match["mode"], frozenset(match["words"].split())
    if kind not in MODES or (mode and mode not in MODES[kind]) or words - _STATUSES - _CERTAINTIES:
        raise ValueError(f"no such type, mode, status or certainty: {match[0]!r}")
    want = _EventWant(kind, mode, words, _names(match["actors"]), _names(match["recipients"]), match["place"])
    absent = bool(match["no"])
    return lambda reading: any(want.fits(e, reading) for e in reading.events) != absent


def _claim(match: re.Match[str]) -> Holds:
    measure, figure, who = match["measure"], match["figure"], match["who"] or ""
    if match["no"]:
        return lambda reading: all(c.measure != measure for c in reading.claims)
    amount = _amount(figure)
    return lambda reading: any(
        c.measure == measure
        and amount(c.value)
        and (not who or (c.who is not None and _holds(c.who.text, who)))
        for c in reading.claims
    )


def _amount(figure: str) -> Callable[[Amount], bool]:
    """Whether an amount is the one meant by "8", "~70", "12+", "..30" or "24..99"."""
    low, between, high = figure.strip("~+").partition("..")
    if figure.startswith("~"):
        return lambda v: v.best == int(low) and not v.exact
    if figure.endswith("+"):
        return lambda v: v.low == int(low) and v.high is None
    if between:
        return lambda v: (v.low, v.high) == (int(low) if low else None, int(high))
    return lambda v: (v.low, v.best, v.high, v.exact) == (int(low), int(low), int(low), True)


def _other(match: re.Match[str]) -> Holds:
    what, name, country, absent = match["what"], match["name"], match["country"], bool(match["no"])
    found: Callable[[Reading], bool]
    if what == "statement":
        found = lambda r: bool(r.statements)  # noqa: E731
    elif what == "said by":
        found = lambda r: any(s.speaker and _party(s.speaker, name, r) for s in r.statements)  # noqa: E731
    elif what == "place":
        found = lambda r: any(_words(name) == _words(p.name) for p in r.places)  # noqa: E731
    else:
        found = lambda r: any(  # noqa: E731
            country in (None, a.country) and any(_holds(m.text, name) for m in a.mentions) for a in r.actors
        )
    return lambda reading: found(reading) != absent


def _names(side: str | None) -> tuple[str, ...]:
    return tuple(n.strip() for n in (side or "").split(" + ") if n.strip())


def _side(names: tuple[str, ...], parties: Iterable[Party], reading: Reading) -> bool:
    if names == ("nobody",):
        return not tuple(parties)
    return all(any(_party(p, name, reading) for p in parties) for name in names)


def _party(party: Party, name: str, reading: Reading) -> bool:
    actor = reading.actor(party.actor)
    others = [m.text for m in actor.mentions] if actor and " " not in party.span.text else []
    return any(_holds(text, name) for text in (party.span.text, *others))


def _holds(phrase: str, name: str) -> bool:
    """Whether the head noun phrase of a phrase holds the words of a name."""
    return set(_words(name)) <= set(_words(_head(phrase)))


def _head(phrase: str) -> str:
    head = _AFTER_HEAD.split(phrase)[0]
    if counted := _OF.match(head.lower()):
        return counted[1]
    before, of, after = head.partition(" of ")
    return head if of and after[:1].isupper() and before.split()[-1][:1].isupper() else before


def _words(text: str) -> list[str]:
    return [w.removesuffix("'s").removesuffix("'") for w in re.findall(r"[\w'-]+", _plain(text))]


def _plain(text: str) -> str:
    """Without accents, capitals and curly apostrophes."""
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))
