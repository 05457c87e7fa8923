"""Amounts: low, best and high figures of persons, as words state them."""

from msgspec import Struct

from lapwing.model.span import Span


class Amount(Struct, frozen=True):
    """Bounds of a stated figure; null where the words leave a bound open. 0 is a stated none."""

    low: int | None
    best: int | None
    high: int | None
    exact: bool
    rule: str = ""


class Count(Struct, frozen=True):
    """A number phrase of the text that may count persons ("at least 12", "dozens", "a bare plural").

    `first` to `last` (exclusive) are its tokens; `noun` is the token index of the counted head word
    where the phrase modifies one ("8" in "8 policemen" → policemen), else None ("18 were killed").
    """

    span: Span
    value: Amount
    first: int
    last: int
    noun: int | None
