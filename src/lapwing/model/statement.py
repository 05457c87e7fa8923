"""Statements: words that a named or unnamed speaker is reported to have said."""

from typing import Literal

from msgspec import Struct

from lapwing.model.actor import Party
from lapwing.model.span import Span

StatementKind = Literal["direct", "indirect", "mixed"]


class Attribution(Struct, frozen=True):
    """A cue with its source and what it governs, as found by resolve/attribution.

    `cue_token` is the cue's head token, None for a quotation whose cue stands elsewhere. `content`
    is one span (a split quotation is several attributions). `via` is the outlet credited. `statement`
    is false where the cue only credits a figure or an act ("according to TASS" after a noun phrase)
    and the codebook asks for no statement. `hedge` is true for "reportedly", "is believed".
    """

    cue: Span | None
    cue_token: int | None
    speaker: Span | None
    content: Span
    kind: StatementKind
    via: Span | None
    statement: bool
    hedge: bool
    rule: str


class Statement(Struct, frozen=True):
    """Codebook section 4."""

    id: str
    speaker: Party | None
    cue: Span | None
    content: Span
    kind: StatementKind
    said_on: str | None
    via: str | None
