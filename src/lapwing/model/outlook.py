"""Outlook: something said to lie ahead, with its due date where one is given."""

from typing import Literal

from msgspec import Struct

from lapwing.model.actor import Party
from lapwing.model.span import Span


class Outlook(Struct, frozen=True):
    """Codebook section 4: schedule, pledge, threat or forecast."""

    id: str
    kind: Literal["schedule", "pledge", "threat", "forecast"]
    by: Party | None
    content: Span
    due: str | None
    event: str | None
