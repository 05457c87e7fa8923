"""Runs of tokens as clauses: their head, whether a finite verb stands in them, their edges."""

from typing import Final

from msgspec import Struct

from lapwing.model.parse import Parse, Token

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
MARKS: Final = frozenset({'"', "“", "”", "''", "``", "«"})
_EDGE: Final = frozenset({"PUNCT", "CCONJ", "SYM"})
_KEPT_FIRST: Final = frozenset({"(", "[", "$", "£", "€", "#"})
_KEPT_LAST: Final = frozenset({")", "]", "%"})


class Clause(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) of the text, and the token that heads them.

    `infinitive` is true for "vowed *to ...*", "claimed *to have ...*", "denied *doing*".
    """

    head: int
    first: int
    last: int
    infinitive: bool = False


def has_finite(tokens: tuple[Token, ...]) -> bool:
    """Whether a finite verb stands among the tokens."""
    return any(t.xpos in FINITE for t in tokens)


def head_in(parse: Parse, first: int, last: int) -> int:
    """The token of a run whose governor lies outside it: a verb rather than anything else."""
    tops = [t for t in parse.tokens[first:last] if not first <= t.head < last and t.upos != "PUNCT"]
    verbs = [t for t in tops if is_clause_head(parse, t.index)]
    return (verbs or tops or list(parse.tokens[first : first + 1]))[0].index


def trimmed(parse: Parse, head: int, first: int, last: int) -> Clause | None:
    """The run without marks, "that" and conjunctions at its edges; None where nothing is left."""
    while first < last and _idle(parse.tokens[first]):
        first += 1
    while (
        last > first
        and parse.tokens[last - 1].upos in _EDGE
        and parse.tokens[last - 1].text not in _KEPT_LAST
    ):
        last -= 1
    return Clause(head, first, last) if first < last else None


def _idle(token: Token) -> bool:
    if token.upos in _EDGE:
        return token.text not in _KEPT_FIRST
    return token.text.lower() == "that" and (token.deprel == "mark" or token.xpos == "IN")


def is_clause_head(parse: Parse, at: int) -> bool:
    """Whether a token heads a clause rather than a phrase: it has a subject, or is a verb."""
    return (
        parse.tokens[at].upos in {"VERB", "AUX"}
        or parse.child(at, "nsubj", "cop", "expl", "csubj") is not None
    )
