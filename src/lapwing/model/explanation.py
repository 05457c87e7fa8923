"""Explanation: why a value of a reading is what it is: the words, the candidates, the rule, what would have changed it."""

from typing import Final, Literal

import msgspec
from msgspec import Struct, field

from lapwing.model.span import Span

SCHEMA: Final = "lapwing/explanation/1"


class Quoted(Struct, frozen=True):
    """Words of the report with the text before and after them. `note` says what they are to the value."""

    span: Span
    before: str
    after: str
    note: str = ""


class Rival(Struct, frozen=True):
    """A candidate, chosen or not. `score` is on the scale of the rule that compares them, null where it does not count."""

    name: str
    score: float | None
    chosen: bool
    why: str


class Answer(Struct, frozen=True):
    """One question about the value: what was answered, by which rule, against what, and what would answer otherwise.

    `otherwise` are sentences, most of them found by asking the same rules again with one thing taken away or put otherwise.
    """

    question: str
    value: str
    rule: str
    why: str
    rivals: tuple[Rival, ...] = ()
    otherwise: tuple[str, ...] = ()
    words: tuple[Quoted, ...] = ()


class Explanation(Struct, frozen=True, kw_only=True):
    """All that is known about one value. `short` is its number in the reading ("e3"), `see` the values that it hangs on."""

    schema_name: Literal["lapwing/explanation/1"] = field(default=SCHEMA, name="schema")
    report: str
    id: str
    short: str
    noun: str
    value: str
    words: tuple[Quoted, ...]
    answers: tuple[Answer, ...]
    see: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """The explanation as one line of JSON, key order and number form fixed."""
        return msgspec.json.encode(self).decode("utf-8")
