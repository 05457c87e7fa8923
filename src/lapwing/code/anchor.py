"""Where a phrase hangs: the chain of governors between a date or place and the act it belongs to."""

from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

_NEAR = 12
"""Code points between a date and its verb that still hold no more than auxiliaries ("on Friday had also")."""

_BEFORE_ITS_NOUN = frozenset({"compound", "amod", "nmod:poss", "nummod", "nmod:desc"})
_DAY_PARTS = frozenset(
    {"night", "morning", "evening", "afternoon", "noon", "midday", "midnight", "dawn", "dusk"}
)
"""The day in "Sunday night" hangs where the night does."""
_SHARING_MARKS = frozenset({"after", "before", "as", "when", "while", "amid", "since", "until", "once"})


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


def governors_of(
    parse: Parse, span: Span, acts: frozenset[int], *, limit: int = 5, of_verb: bool = False
) -> tuple[tuple[int, int], ...]:
    """The words that a phrase hangs on, each with its distance: up to the first predicate or act, that one included.

    A phrase inside a subject, or before the noun that it modifies ("the May attack", "Kabul's mayor"), reaches no further
    than that noun; with `of_verb` one right before the verb is the verb's ("police on Friday held").
    """
    token = parse.head_of(span)
    if token is not None and token.head >= 0 and parse.tokens[token.head].lemma.lower() in _DAY_PARTS:
        token = parse.tokens[token.head]
    if token is not None and (crossed := _crossed(parse, token)) is not None:
        return ((crossed, 1),)
    found: list[tuple[int, int]] = []
    while token is not None and token.head >= 0 and len(found) < limit:
        inside = bool(found) and (_closed(parse, token, span, of_verb=of_verb) or found[-1][0] in acts)
        if inside:
            break
        before = token.deprel in _BEFORE_ITS_NOUN
        token = parse.tokens[token.head]
        found.append((token.index, len(found) + 1))
        if before or is_predicate(parse, token):
            break
    return tuple(found)


def _crossed(parse: Parse, token: Token) -> int | None:
    """The clause head that an arc has leapt over: in "men led by him attacked on Monday" the day is not that of "led"."""
    if token.head < 0 or token.head > token.index:
        return None
    between = (a for a in parse.ancestors(token.head) if token.head < a.index < token.index)
    return next((a.index for a in between if is_predicate(parse, a)), None)


def _closed(parse: Parse, token: Token, span: Span, *, of_verb: bool) -> bool:
    """Whether a word shuts in what hangs on it."""
    if token.deprel in _BEFORE_ITS_NOUN:
        return True
    if token.deprel.split(":")[0] != "nsubj":
        return False
    return not of_verb or not span.start < parse.tokens[token.head].start <= span.end + _NEAR


def sharing(parse: Parse, predicate: int, only: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Clauses whose day and place a clause may share, nearest first: conjuncts, participles, "X on Thursday after Y".

    `only` limits the relations that are climbed.
    """
    found: list[int] = []
    for _ in range(4):
        token = parse.tokens[predicate]
        noun = place_clause(parse, predicate)
        if noun is not None and not only:
            above = predicate_of(parse, noun)
        elif parse.head(predicate) is not None and _shares(parse, token, only):
            above = token.head if is_predicate(parse, parse.tokens[token.head]) else None
        else:
            above = None
        if above is None or above in found:
            break
        predicate = above
        found.append(predicate)
    return tuple(found)


def place_clause(parse: Parse, predicate: int) -> int | None:
    """The noun of a clause with "where" ("in the valley, where soldiers fought"), None for other clauses."""
    token = parse.tokens[predicate]
    if token.deprel not in ("acl:relcl", "advcl:relcl") or token.head < 0:
        return None
    where = any(t.text.lower() == "where" for t in parse.children(predicate, "advmod", "mark", "obl"))
    return token.head if where else None


def _shares(parse: Parse, token: Token, only: tuple[str, ...]) -> bool:
    if only:
        return token.deprel in only
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
