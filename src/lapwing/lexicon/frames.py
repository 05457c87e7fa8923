"""Frame: one sense of an act with its words, what it needs around it, and who stands where.

A row of TOML becomes a Frame here, with every class resolved; a bad row raises DataError with file and line.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import only_keys, words


class Heads(Struct, frozen=True):
    """Which head words may stand in a slot: lemmas, or kinds of entity mention ("person", "place").

    A label with a capital ("Person") asks for a proper name of that kind, "name" for any proper name; "person" also
    takes names of peoples ("Liberians", which the reader labels "other"), "number" takes figures. "none" lets the slot
    stay empty where it is otherwise needed. With `any` set every head fits.
    """

    words: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    any: bool = False

    @property
    def absent(self) -> bool:
        """Whether the slot may also be empty."""
        return "none" in self.labels

    def take(self, lemma: str, label: str = "", *, named: bool = False) -> bool:
        """Whether a head (its lemma in lower case, its mention's label, whether that is a name) fits."""
        if self.any or lemma in self.words or label in self.labels or lemma.removesuffix("s") in self.words:
            return True
        if "number" in self.labels and lemma[:1].isdigit():
            return True
        if not named:
            return False
        return not self.labels.isdisjoint(
            ("name", label.capitalize(), "person" if label == "other" else "name")
        )


class Frame(Struct, frozen=True):
    """One sense of an act. `name` ("ASSAULT.attack") is the rule's name in a reading.

    `object`, `subject`, `not_object`, `not_subject`, `complement` are None where the frame does not restrict
    that slot. `prep` maps a preposition to what may stand behind it; every preposition named is needed.
    `actor` and `recipient` list slots in the order in which they are tried.
    """

    name: str
    type: str
    mode: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    light: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: Heads | None
    not_object: Heads | None
    subject: Heads | None
    not_subject: Heads | None
    prep: Mapping[str, Heads]
    not_prep: Mapping[str, Heads]
    complement: frozenset[str] | None
    passive: bool
    active: bool
    status: str
    actor_needed: bool
    party_needed: bool
    means_word: bool
    embeds: str
    example: str

    @property
    def weight(self) -> int:
        """How much the frame asks for; of two frames that fit, the heavier is the more exact."""
        slots = [s for s in (self.object, *self.prep.values()) if s is not None]
        asked = sum(2 if s.any else 4 for s in slots) + 6 * (self.subject is not None)
        asked += self.not_object is not None
        if self.complement is not None:
            asked += 5 if self.complement else 2
        return 2 * asked + bool(self.mode)


class Trigger(Struct, frozen=True):
    """One wording of a frame: its words in order, as lemmas in lower case, and the frame."""

    words: tuple[str, ...]
    frame: Frame


SLOTS = frozenset({"subject", "object", "iobj", "by", "poss", "of", "compound", "clause-subject"})
EFFECTS = frozenset({"", "drop", "possible", "future", "denied", "actual", "attributed"})
STATUS = frozenset({"", "actual", "future", "possible", "denied"})
FLAGS = ("passive", "active", "actor_needed", "party_needed", "means_word")
LISTS = ("verbs", "nouns", "adjectives", "actor", "recipient", "light", "complement")
HEADS = ("object", "not_object", "subject", "not_subject")
KEYS = frozenset({"id", "mode", "status", "embeds", "example", "prep", "not_prep", *FLAGS, *LISTS, *HEADS})

MARKS = frozenset(
    f"<{mark}>"
    for mark in (
        "person",
        "organization",
        "place",
        "name",
        "number",
        "object",
        "abstract",
        "none",
        "Person",
        "Organization",
        "Place",
    )
)
ANY = Heads(any=True)


class Resolver(Protocol):
    """Resolves classes ("@armed") and act types ("@ASSAULT") in word lists; `at` names the place for errors."""

    def heads(self, listed: tuple[str, ...], at: str) -> Heads:
        """What may stand in a slot."""
        ...

    def verbs(self, listed: tuple[str, ...], at: str) -> frozenset[str]:
        """Verbs of a complement clause."""
        ...


def make_heads(found: Iterable[str], at: str) -> Heads:
    """Heads out of plain words and "<label>" marks. Raises DataError for a mark that is not known."""
    held = frozenset(found)
    marks = frozenset(w for w in held if w[0] == "<")
    unknown = sorted(marks - MARKS)
    if unknown:
        raise DataError(f"{at}: unknown mark '{unknown[0]}'; known: {', '.join(sorted(MARKS))}")
    return Heads(held - marks, frozenset(w[1:-1] for w in marks))


def _choice(row: Mapping[str, Any], key: str, allowed: frozenset[str], at: str) -> str:
    value = row.get(key, "")
    if value not in allowed:
        raise DataError(f"{at}: {key} '{value}' is not one of {', '.join(sorted(allowed - {''}))}")
    return str(value)


def _flag(row: Mapping[str, Any], key: str, at: str) -> bool:
    value = row.get(key, key in ("passive", "active"))
    if not isinstance(value, bool):
        raise DataError(f"{at}: {key} must be true or false")
    return value


def _heads(value: object, resolver: Resolver, at: str) -> Heads:
    listed = words(value, at=at)
    return resolver.heads(listed, at) if listed else ANY


def _preps(value: object, resolver: Resolver, at: str) -> dict[str, Heads]:
    if not isinstance(value, dict):
        raise DataError(f"{at}: must be a table, as {{ to = 'prison' }}")
    return {prep: _heads(held, resolver, f"{at}.{prep}") for prep, held in value.items()}


def make_frame(
    row: Mapping[str, Any], *, type: str, modes: frozenset[str], resolver: Resolver, at: str
) -> Frame:
    """A Frame out of one [[frame]] table of a file of `type`. `at` names its line for errors."""
    only_keys(row, KEYS, at=at)
    if not isinstance(row.get("id"), str):
        raise DataError(f"{at}: a frame needs an id")
    at = f"{at} ({row['id']})"
    lists = {key: words(row.get(key, ""), at=f"{at}, {key}") for key in LISTS}
    if not (lists["verbs"] or lists["nouns"] or lists["adjectives"]):
        raise DataError(f"{at}: give at least one of verbs, nouns, adjectives")
    slots: dict[str, Any] = {
        **{key: _heads(row[key], resolver, f"{at}, {key}") if key in row else None for key in HEADS},
        **{key: _preps(row.get(key, {}), resolver, f"{at}, {key}") for key in ("prep", "not_prep")},
        **{flag: _flag(row, flag, at) for flag in FLAGS},
    }
    return Frame(
        name=f"{type}.{row['id']}",
        type=type,
        mode=_choice(row, "mode", modes | {""}, at),
        verbs=lists["verbs"],
        nouns=lists["nouns"],
        adjectives=lists["adjectives"],
        light=frozenset(lists["light"]),
        actor=lists["actor"],
        recipient=lists["recipient"],
        complement=resolver.verbs(lists["complement"], f"{at}, complement") if "complement" in row else None,
        status=_choice(row, "status", STATUS, at),
        embeds=_choice(row, "embeds", EFFECTS, at),
        example=str(row.get("example", "")),
        **slots,
    )
