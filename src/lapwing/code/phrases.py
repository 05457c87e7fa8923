"""The words of a party: the fullest noun phrase around a head, as the codebook wants it quoted."""

from lapwing.code.lists import CALENDAR, listed
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

_CUT = listed(
    "acl:relcl advcl:relcl conj cc parataxis advcl obl:unmarked orphan dep case discourse nsubj nsubj:pass nsubj:outer cop aux "
    "aux:pass mark expl csubj ccomp vocative"
)
_CUT_BEFORE = ("acl:relcl", "parataxis", "advcl")
_CUT_BELOW = (*_CUT_BEFORE, "obl:unmarked")
"""Before the head a measure stays ("21-year-old student"); behind it a bare adverbial is a day or an extent."""
_CIRCUMSTANCE = listed(
    "into toward towards during after before since until amid according following despite because due through via as"
)
_NEARBY = listed("near at on outside around along off")
_INSIDE = listed("in inside between for over")
_LONG_APPOSITION = 12
_ARTICLES = frozenset({"the", "a", "an"})
_CLOSING = {")": "(", "]": "[", '"': '"', "”": "“", "’": "‘", "''": "``"}


def phrase(parse: Parse, head: int, without: frozenset[int] = frozenset(), *, thing: bool = False) -> Span:
    """The span of the noun phrase of a head token, without leading articles, other conjuncts, trailing relative clauses.

    `without` holds the act that the phrase takes part in and the heads of its other parties: what hangs on these is
    left off. Of a `thing` (a school, a base) the phrase that says where it stands is left off, too.
    """
    inside = set(_subtree(parse, head, without, thing=thing))
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return _trim(parse, first, last, head)


def _subtree(parse: Parse, head: int, without: frozenset[int], *, thing: bool) -> tuple[int, ...]:
    """The tokens of the phrase; coordination below the head (modifiers, "of A and B") stays whole."""
    found = [head]
    for child in parse.children(head):
        if child.deprel in _CUT or child.deprel.split(":")[0] in ("conj", "cc"):
            continue
        if child.upos == "VERB" and child.deprel == "acl" and _is_clause(parse, child.index):
            continue
        if child.index > head and (
            parse.child(child.index, "nsubj") is not None or _beside(parse, child, thing=thing)
        ):
            continue
        cut = _CUT_BELOW if child.index > head else _CUT_BEFORE
        below = parse.subtree(child.index, cut)
        if without.isdisjoint(below):
            found += below
    return tuple(found)


def _beside(parse: Parse, child: Token, *, thing: bool) -> bool:
    """Whether what follows a noun is no part of the party's name: a day, "according to …", a long or dashed apposition."""
    if child.deprel == "appos":
        size = len(parse.subtree(child.index))
        dashed = any(t.text in ("—", "–", "--") for t in parse.children(child.index, "punct"))
        return size > _LONG_APPOSITION or dashed
    if not child.deprel.startswith(("nmod", "obl")):
        return False
    before = [t.text.lower() for t in parse.children(child.index, "case")]
    if before and before[0] in (_INSIDE | _NEARBY if thing else _NEARBY):
        return True
    return child.text.lower() in CALENDAR or bool(before and before[0] in _CIRCUMSTANCE)


def _is_clause(parse: Parse, verb: int) -> bool:
    """Whether a clause after a noun has its own mark or subject ("the decision that …"), or only adds after a comma."""
    first = next((i for i in parse.subtree(verb) if i > parse.tokens[verb].head), None)
    if first is None:  # all of it stands before the noun
        return False
    added = parse.tokens[first].text == "," or (first > 0 and parse.tokens[first - 1].text == ",")
    return added or parse.child(verb, "mark", "nsubj") is not None


def _trim(parse: Parse, first: int, last: int, head: int) -> Span:
    tokens = parse.tokens
    while first < head and (
        tokens[first].text.lower() in _ARTICLES
        or (
            tokens[first].deprel in ("case", "cc", "mark", "advmod", "cc:preconj")
            and tokens[first].head == head
            and tokens[first].upos in ("ADP", "CCONJ", "SCONJ")
        )
        or (tokens[first].upos == "PUNCT" and not _closed_later(parse, first, last))
    ):
        first += 1
    while last > head and tokens[last].upos == "PUNCT" and not _opened_before(parse, first, last):
        last -= 1
    return _without_clitic(parse, first, last)


def _closed_later(parse: Parse, first: int, last: int) -> bool:
    mark = parse.tokens[first].text
    return any(_CLOSING.get(t.text) == mark for t in parse.tokens[first + 1 : last + 1])


def _opened_before(parse: Parse, first: int, last: int) -> bool:
    wanted = _CLOSING.get(parse.tokens[last].text)
    return wanted is not None and any(t.text == wanted for t in parse.tokens[first:last])


def _without_clitic(parse: Parse, first: int, last: int) -> Span:
    while last > first and parse.tokens[last].text in ("'s", "’s", "'", "’"):
        last -= 1
    return parse.span(first, last + 1)
