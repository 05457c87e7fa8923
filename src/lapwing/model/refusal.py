"""Refusal: something the program saw and did not code, and why."""

from msgspec import Struct

from lapwing.model.span import Span


class Refusal(Struct, frozen=True):
    """`what` names the slot or noun ("date", "place", "event", …); `reason` is one plain sentence."""

    what: str
    span: Span | None
    reason: str
