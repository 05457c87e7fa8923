"""Where a phrase hangs: the chain of governors between a date or place and the act it belongs to."""

from msgspec import Struct

from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

_SHARING_MARKS = frozenset({"after", "before", "as", "when", "while", "amid", "since", "until", "once"})


class Anchor(Struct, frozen=True):
    """The verb or noun that a phrase modifies, and how many steps up it lies."""

    head: int
    governor: int | None
    steps: int


def anchor_of(parse: Parse, span: Span) -> Anchor | None:
    """The anchor of a phrase: the first verb, adjective predicate or clause root above it. None outside the tokens."""
    head = parse.head_of(span)
    if head is None:
        return None
    steps, token = 0, head
    while token.head >= 0 and steps < 12:
        token, steps = parse.tokens[token.head], steps + 1
        if is_predicate(parse, token):
            return Anchor(head.index, token.index, steps)
    return Anchor(head.index, None, steps)


def is_predicate(parse: Parse, token: Token) -> bool:
    """Whether a word heads a clause: a verb that is no mere modifier, or anything with a copula or subject."""
    if token.upos in ("VERB", "AUX") and token.deprel not in ("amod", "compound"):
        return True
    return parse.child(token.index, "cop", "nsubj") is not None


def predicate_of(parse: Parse, index: int) -> int | None:
    """The nearest clause head at or above a token, None where there is none."""
    token = parse.tokens[index]
    for _ in range(12):
        if is_predicate(parse, token):
            return token.index
        if token.head < 0:
            return None
        token = parse.tokens[token.head]
    return None


def nouns_between(parse: Parse, span: Span, *, limit: int) -> tuple[int, ...]:
    """The governors of a phrase, from its own up to the first predicate, that predicate included."""
    head = parse.head_of(span)
    found: list[int] = []
    if head is None:
        return ()
    token = head
    while token.head >= 0 and len(found) < limit:
        token = parse.tokens[token.head]
        found.append(token.index)
        if is_predicate(parse, token):
            break
    return tuple(found)


def sharing(parse: Parse, predicate: int) -> tuple[int, ...]:
    """Clauses whose day and place a clause may share, nearest first: conjuncts, participles, "X on Thursday after Y"."""
    found: list[int] = []
    for _ in range(4):
        token = parse.tokens[predicate]
        above = parse.head(predicate)
        if above is None or not _shares(parse, token):
            break
        predicate = above.index if is_predicate(parse, above) else -1
        if predicate < 0:
            break
        found.append(predicate)
    return tuple(found)


def _shares(parse: Parse, token: Token) -> bool:
    if token.deprel in ("conj", "xcomp"):
        return True
    if token.deprel != "advcl":
        return False
    marks = {t.text.lower() for t in parse.children(token.index, "mark", "case", "advmod")}
    return token.xpos in ("VBG", "VBN") or bool(marks & _SHARING_MARKS)


def below(parse: Parse, predicate: int) -> tuple[int, ...]:
    """Adverbial clauses whose day a main clause shares ("chanted as they marched on Thursday")."""
    return tuple(
        clause.index
        for clause in parse.children(predicate, "advcl")
        if {t.text.lower() for t in parse.children(clause.index, "mark")} & _SHARING_MARKS
    )
