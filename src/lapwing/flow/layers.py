"""Layers: what the steps have found in one report so far. Frozen; each step adds one layer."""

from dataclasses import dataclass
from datetime import date

from lapwing.model.actor import Actor, ActorIndex
from lapwing.model.amount import Count
from lapwing.model.claim import Claim
from lapwing.model.event import Act, Event
from lapwing.model.outlook import Outlook
from lapwing.model.parse import Parse
from lapwing.model.place import Place, PlaceMention
from lapwing.model.refusal import Refusal
from lapwing.model.report import Document
from lapwing.model.span import Span
from lapwing.model.statement import Attribution, Statement
from lapwing.model.when import TimeExpression


@dataclass(frozen=True)
class NoActors:
    """The actor layer before its step has run."""

    actors: tuple[Actor, ...] = ()

    def at(self, span: Span) -> str | None:  # noqa: ARG002
        """Nobody is known yet."""
        return None


@dataclass(frozen=True)
class Layers:
    """One report on its way through the steps."""

    document: Document
    published: date | None
    parse: Parse = Parse("", (), ())  # noqa: RUF009  immutable
    dates: tuple[TimeExpression, ...] = ()
    counts: tuple[Count, ...] = ()
    places: tuple[Place, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    acts: tuple[Act, ...] = ()
    actors: ActorIndex = NoActors()
    events: tuple[Event, ...] = ()
    event_of_act: tuple[tuple[int, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    outlook: tuple[Outlook, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def key(self) -> str:
        """What this report's content ids hang on: the digest of its text."""
        return self.document.report.sha256
