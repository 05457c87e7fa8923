"""Where a reported clause begins: behind "that", or behind the cue, whom it was told, and the day of saying."""

from itertools import pairwise
from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution.cues import TELLERS, Cue
from lapwing.resolve.attribution.runs import FINITE, MARKS, has_finite

_DAYS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
)
SUBORDINATE: Final = frozenset(
    {
        "if",
        "when",
        "as",
        "while",
        "although",
        "though",
        "because",
        "after",
        "before",
        "since",
        "once",
        "unless",
    }
)
_NOMINATIVE: Final = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "there",
        "you",
        "this",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
    }
)
_NO_CLAUSE: Final = frozenset(
    {"nothing", "little", "something", "anything", "so", "yes", "goodbye", "thanks"}
)
_THAT_WITHIN: Final = 14
_RECIPIENT_LONGEST: Final = 8


def that_after(parse: Parse, cue: Cue, end: int) -> int | None:
    """The "that" (or "whether") which opens the clause, across adjuncts: "announced on Friday in Bern that"."""
    for at in range(cue.token + 1, min(cue.token + _THAT_WITHIN, end)):
        token = parse.tokens[at]
        if token.text in {".", ";", ":"} or _begins_other(parse, token):
            return None
        if token.text.lower() == "that" and token.xpos == "IN":
            return at if _no_object(parse, cue, at) else None
        if (
            token.text.lower() in {"whether", "if", "why", "how", "what", "who", "where"}
            and at == cue.token + 1
        ):
            return at - 1
    return None


def _begins_other(parse: Parse, token: Token) -> bool:
    """Whether a finite verb of another clause stands here; "released" in "a report released Wednesday" is none."""
    if token.xpos not in FINITE:
        return False
    return token.xpos != "VBD" or token.upos == "AUX" or parse.child(token.index, "nsubj", "expl") is not None


def _no_object(parse: Parse, cue: Cue, at: int) -> bool:
    """Whether "that" can belong to the cue: no noun of its own stands before it ("announced a plan that")."""
    if cue.lemma in TELLERS:
        return True
    above = parse.tokens[parse.tokens[at].head] if parse.tokens[at].head >= 0 else None
    if above is not None and (above.head == cue.token or above.deprel == "ccomp"):
        return True
    return not any(t.index < at for t in parse.children(cue.token, "obj"))


def past_adjuncts(parse: Parse, cue: Cue, end: int) -> int | None:
    """Where the clause can begin after "told reporters Monday"; None where a stop or a mark cuts it off."""
    at = cue.token + 1
    if at < end and parse.tokens[at].deprel == "compound:prt":
        at += 1
    if cue.lemma in TELLERS:
        at = _past_recipient(parse, at, end)
    while at < end and (width := _day_words(parse, at)):
        at += width
    if at + 1 < end and parse.tokens[at].text == ":" and parse.tokens[at + 1].text not in MARKS:
        return at + 1
    return None if at >= end or parse.tokens[at].text in {",", ".", ":", ";"} else at


def _past_recipient(parse: Parse, at: int, end: int) -> int:
    over = parse.mentions_over(at)
    mention = next((m for m in over if m.first == at and m.last - m.first <= _RECIPIENT_LONGEST), None)
    if parse.tokens[at].upos == "PRON":
        return at + 1
    if mention is not None and mention.last < end and not has_finite(parse.tokens[at : mention.last]):
        return mention.last
    start = at
    while (
        at < end
        and at - start < _RECIPIENT_LONGEST
        and parse.tokens[at].upos in {"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"}
    ):
        token = parse.tokens[at]
        begins_anew = token.upos == "DET" or token.text.lower() in _NOMINATIVE
        if begins_anew and at > start:
            break
        at += 1
        if token.upos == "NOUN" and (at >= end or parse.tokens[at].upos in {"DET", "PRON", "ADJ", "PROPN"}):
            break
    return at


def _day_words(parse: Parse, at: int) -> int:
    """How many tokens of "Monday", "on Monday" stand here: the day of saying, not of what is said."""
    width = 2 if parse.tokens[at].text.lower() == "on" else 1
    if at + width >= len(parse.tokens) or parse.tokens[at + width - 1].text.lower() not in _DAYS:
        return 0
    following = parse.tokens[at + width]
    return (
        width
        if following.text not in {",", "'s", "’s"} and following.upos not in {"NOUN", "VERB", "AUX"}
        else 0
    )


def begins_clause(parse: Parse, cue: Cue, first: int, last: int, lexicon: CueLexicon) -> bool:
    """Whether a clause with its own subject and finite verb stands here, "that" being left out."""
    tokens = parse.tokens[first:last]
    opening = tokens[0]
    if opening.text.lower() in _NO_CLAUSE or opening.upos in {"CCONJ", "AUX"} or opening.xpos == "TO":
        return False
    if opening.upos == "VERB" and opening.xpos != "VBG":
        return False
    if opening.upos == "ADP" and _leads_to_mark(tokens):
        return False
    if opening.text.lower() in SUBORDINATE and not _main_clause_follows(tokens):
        return False
    complement = parse.child(cue.token, "ccomp")
    if complement is not None and first < complement.index < last:
        return cue.lemma not in lexicon.that or opening.text.lower() in _NOMINATIVE
    verb = next((t for t in tokens if t.xpos in FINITE), None)
    if verb is None:
        return False
    if cue.cls != "say" or opening.upos == "ADP":
        return cue.lemma == "say" and opening.text.lower() in SUBORDINATE
    if cue.lemma in {"say", "tell"} or opening.text.lower() in _NOMINATIVE:
        return True
    if cue.lemma in lexicon.that:
        return False
    between = tokens[: verb.index - first]
    subjects = any(t.deprel.startswith(("nsubj", "expl")) for t in between)
    return (
        subjects and not any(t.xpos in {"WDT", "WP"} for t in between) and not parse.child(cue.token, "obj")
    )


def _leads_to_mark(tokens: tuple[Token, ...]) -> bool:
    """Whether an adjunct leads up to a quotation: "in a letter to the council, '...'"."""
    pairs = pairwise(tokens)
    return any(one.text in {",", ":"} and other.text in MARKS for one, other in pairs)


def _main_clause_follows(tokens: tuple[Token, ...]) -> bool:
    """Whether "said if A, B" is meant, not "said when he came": a comma, and a finite verb after it."""
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), len(tokens))
    return has_finite(tokens[comma:])
