"""Actors: parties that act, are acted on, or speak."""

from typing import Literal, Protocol

from msgspec import Struct

from lapwing.model.span import Span

ActorKind = Literal[
    "person", "state", "government", "armed-group", "organization", "alliance", "group", "public"
]
SECTORS = [
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "PTY",
    "REB",
    "OPP",
    "SPY",
    "UAF",
    "CRM",
    "CVL",
    "BUS",
    "LAB",
    "EDU",
    "MED",
    "JRN",
    "REL",
    "REF",
    "AGR",
    "ELI",
    "SOC",
    "PRM",
    "UNK",
]


class Role(Struct, frozen=True):
    """A title held ("minister", "interior ministry", current or former)."""

    title: str
    body: str | None
    state: Literal["current", "former"]


class Actor(Struct, frozen=True):
    """One party under all its names in the report. `country` is ISO 3166 alpha-3 or null."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Span, ...]


class Party(Struct, frozen=True):
    """An actor in a slot: whose words these are, or who acts, by id, and the phrase in the text."""

    actor: str | None
    span: Span


class ActorIndex(Protocol):
    """The actors of a report, and which of them a phrase means. resolve/actors makes one; the coders ask it."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor, with its mentions."""
        ...

    def at(self, span: Span) -> str | None:
        """The actor's id, None where the phrase is no known actor."""
        ...
