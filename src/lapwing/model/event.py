"""Events: one occurrence as one report tells it, in the types and modes of PLOVER."""

from typing import Literal

from msgspec import Struct

from lapwing.model.actor import Party
from lapwing.model.place import Where
from lapwing.model.seen import Arc
from lapwing.model.span import Span
from lapwing.model.when import When

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["actual", "future", "possible", "denied"]
By = Literal["rules", "model", "both"]
Certainty = Literal["stated", "attributed", "hedged", "disputed"]

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip

VERBAL_TYPES = frozenset(
    ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"]
)


class Act(Struct, frozen=True):
    """A mention of an act, as found by code/acts: where its trigger stands and which phrases fill its slots.

    `token` is the trigger's head token, `rule` names the lexicon frame. Parties are spans; the flow
    resolves them to actors afterwards. `governors` are the token indices of embedding verbs, outermost last.
    `refused` says in one sentence why the mention gives no event ("" where it does).
    """

    token: int
    trigger: Span
    type: EventType
    mode: str | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    means: tuple[Span, ...]
    status: Status
    hedged: bool
    rule: str
    confidence: float
    governors: tuple[int, ...] = ()
    refused: str = ""
    arcs: tuple[Arc, ...] = ()
    """Words that the model ties to the act as its place, time, source or figure."""
    disputed: bool = False
    long_past: bool = False
    """The model takes the act to have ended over 30 days before; heard only where no day is known."""


class Event(Struct, frozen=True):
    """Codebook section 2: type, who, to whom, when, where, status, and the words that say so."""

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    mentions: tuple[Span, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When
    where: Where
    means: tuple[Span, ...]
    status: Status
    background: bool
    certainty: Certainty
    sources: tuple[Party, ...]
    confidence: float
    rule: str = ""
