"""Claims: one figure that somebody states about an event."""

from typing import Literal

from msgspec import Struct

from lapwing.model.actor import Party
from lapwing.model.amount import Amount
from lapwing.model.event import Certainty
from lapwing.model.span import Span

Measure = Literal[
    "killed", "injured", "captured", "abducted", "freed", "deported", "missing", "surrendered",
    "displaced", "participants",
]  # fmt: skip
Victims = Literal[
    "civilians", "police", "military", "security", "rebels", "officials", "protesters",
    "journalists", "aid-workers", "foreigners", "attackers", "other", "unknown",
]  # fmt: skip


class Claim(Struct, frozen=True):
    """Codebook section 3. `event` is the id of the event it speaks of, or null."""

    id: str
    event: str | None
    measure: Measure
    value: Amount
    who: Span | None
    victims: Victims
    scope: Literal["event", "total"]
    as_of: str | None
    certainty: Certainty
    sources: tuple[Party, ...]
    span: Span
    confidence: float
