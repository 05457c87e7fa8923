"""Who speaks where a clause ends with its teller: "The camp fell, their general, Ali Mohsen, said."

Trees often take such a teller for a part of the clause before it. Its order is plain: a comma, a noun phrase (with an
insertion between commas or a participle behind it), the verb, and then the end of the clause; or the verb comes first.
`tail` reads that order.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution.bounds import bounds
from lapwing.resolve.attribution.phrases import is_time
from lapwing.resolve.attribution.runs import MARKS, has_finite

_VERBS: Final = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
_CLOSING: Final = frozenset({"”", "''", '"', "’"})
_ENDS: Final = frozenset({".", ";", "!", "?", "—", "–", ":"})
_TOLD_AFTER: Final = frozenset({"IN", "TO", "RB", "RP", "NNP"})
_NAMING: Final = frozenset({"NOUN", "PROPN"})
_PARTS: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "PART"})
_JOINTS: Final = frozenset({"HYPH", "POS", "PRP$", "VBN", "VBG", "AFX", "DT"})
_LINKS: Final = frozenset(
    {"of", "for", "in", "at", "from", "on", "to", "with", "by", "and", "without", "&", "near"}
)
_LONGEST: Final = 14
_TAIL: Final = 10


class Tail(Struct, frozen=True):
    """The teller's phrase with the article, tokens `first` to `last` (exclusive), and its head."""

    first: int
    last: int
    head: int


def tail(parse: Parse, verb: int) -> Tail | None:
    """The teller beside a verb that ends its clause ("C, X said." or "C, said X."), or None where the order is another."""
    token = parse.tokens[verb]
    if token.xpos not in _VERBS or parse.child(token.index, "aux", "aux:pass", "cop") is not None:
        return None
    before = parse.tokens[verb - 1].text if verb else ""
    behind = _behind(parse, verb) if before == "," or before in _CLOSING else None
    return behind or _in_front(parse, verb)


def _in_front(parse: Parse, verb: int) -> Tail | None:
    first, end = segment(parse, verb)
    if parse.tokens[verb].xpos == "VB" or not _ends_here(parse, verb, end):
        return None
    comma = _comma_before(parse, verb, first)
    if comma is None or not _clause_before(parse, first, comma):
        return None
    at = comma + 1
    while at + 1 < verb and _heads_on(parse, at, verb):
        at += 1
    named = parse.tokens[at].upos in _NAMING and not is_time(parse.tokens[at])
    return Tail(comma + 1, verb, at) if named else None


def _behind(parse: Parse, verb: int) -> Tail | None:
    """The teller behind a verb that the reader took for a participle or an infinitive: "..., admitted Ana Ruiz."."""
    first, end = segment(parse, verb)
    if parse.tokens[verb].xpos in {"VBD", "VBZ", "VBP"} or not has_finite(parse.tokens[first:verb]):
        return None
    at = verb + 1
    while at < end and parse.tokens[at].upos in {"DET", "ADJ", "NUM"}:
        at += 1
    head = at
    while at < end and parse.tokens[at].upos in _NAMING and not is_time(parse.tokens[at]):
        head, at = at, at + 1
    closed = at > head and (at >= end or parse.tokens[at].text in _ENDS | {","})
    return Tail(verb + 1, at, head) if closed else None


def segment(parse: Parse, at: int) -> tuple[int, int]:
    """The part of a sentence around a token: between semicolons where whole clauses stand on both sides."""
    first, end = bounds(parse, at)
    cuts = [i for i in range(first, end) if parse.tokens[i].text == ";" and _parts(parse, first, i, end)]
    before = [i + 1 for i in cuts if i < at]
    after = [i for i in cuts if i > at]
    return (before[-1] if before else first), (after[0] if after else end)


def _parts(parse: Parse, first: int, at: int, end: int) -> bool:
    """Whether a semicolon parts two clauses, and stands outside quotation marks opened in the sentence."""
    opened = sum(t.text in {"“", "``"} for t in parse.tokens[first:at])
    closed = sum(t.text in {"”", "''"} for t in parse.tokens[first:at])
    straight = sum(t.text == '"' for t in parse.tokens[first:at])
    whole = has_finite(parse.tokens[first:at]) and has_finite(parse.tokens[at + 1 : end])
    return whole and opened <= closed and straight % 2 == 0


def _ends_here(parse: Parse, verb: int, end: int) -> bool:
    """Whether nothing follows but a stop, or an adjunct without a verb of its own ("told reporters on Monday")."""
    rest = parse.tokens[verb + 1 : end]
    if [t.text.lower() for t in rest[:3]] == ["it", "be", "known"]:
        rest = rest[3:]
    until = next((n for n, t in enumerate(rest) if t.text in _ENDS), len(rest))
    part = next((n for n, t in enumerate(rest[:until]) if t.text == ","), until)
    if part < until and not (part + 1 < until and rest[part + 1].upos == "CCONJ"):
        return False
    inner = rest[:part]
    if (
        until < len(rest)
        and rest[until].text == ":"
        and any(t.text in MARKS for t in rest[until + 1 : until + 2])
    ):
        return False
    if not inner:
        return True
    return len(inner) <= _TAIL and inner[0].xpos in _TOLD_AFTER and not has_finite(inner)


def _comma_before(parse: Parse, verb: int, first: int) -> int | None:
    """The comma that opens the teller's phrase, past one insertion ("their general, Ali Mohsen, said")."""
    at = verb - 1
    while at > first and parse.tokens[at].upos == "ADV":
        at -= 1
    if parse.tokens[at].text == ",":
        inner = _run(parse, at - 1, first, _any_word)
        if inner is None:
            return None
        at = inner - 1
    return _run(parse, at, first, _part_of_phrase)


def _run(parse: Parse, at: int, first: int, fits: Callable[[Token], bool]) -> int | None:
    """The comma to the left of a run of fitting words that ends at a token."""
    start = at
    while at > first and start - at < _LONGEST:
        token = parse.tokens[at]
        if token.text == ",":
            return at if at < start else None
        if not fits(token):
            return None
        at -= 1
    return None


def _any_word(token: Token) -> bool:
    return token.upos != "PUNCT" or token.xpos in {"HYPH", "POS"}


def _part_of_phrase(token: Token) -> bool:
    named = token.text[:1].isupper() and token.upos not in {"PRON", "AUX", "PUNCT"}
    return token.upos in _PARTS or token.xpos in _JOINTS or token.text.lower() in _LINKS or named


def _clause_before(parse: Parse, first: int, comma: int) -> bool:
    """Whether a clause stands before the comma, and not a mere "When asked,"."""
    tokens = parse.tokens[first:comma]
    subordinate = (
        bool(tokens) and tokens[0].xpos in {"IN", "WRB", "VBN"} and not any(t.text == "," for t in tokens)
    )
    return has_finite(tokens) and not subordinate


def _heads_on(parse: Parse, at: int, verb: int) -> bool:
    """Whether the head of the phrase stands further right: up to the last noun of the first run of nouns."""
    following = parse.tokens[at + 1]
    if following.index >= verb or following.text == ",":
        return False
    if parse.tokens[at].upos in _NAMING:
        return following.upos in _NAMING or (following.xpos in {"HYPH", "POS"} and at + 2 < verb)
    return True
