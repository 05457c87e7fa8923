"""Cues that are statements only where they hold quoted words: "called the ruling 'unjust'", "urged 'all sides' to ..."."""

from typing import Final

from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution_clauses import Clause, trimmed
from lapwing.resolve.attribution_cues import Cue
from lapwing.resolve.attribution_direct import Gaps

_ARGUMENTS: Final = ("obj", "obl", "xcomp", "ccomp", "advcl", "iobj")
_OF_ONLY: Final = frozenset({"accuse", "charge", "suspect"})
_SHORTEST: Final = 2


def named_clause(parse: Parse, cue: Cue, gaps: Gaps) -> Clause | None:
    """What stands after such a verb, from its first argument to the end of the quoted one, or None without a quotation."""
    if cue.cls == "belief" or cue.speaker is None or gaps.quoted(cue.token):
        return None
    arguments = [t for t in parse.children(cue.token, *_ARGUMENTS) if t.index > cue.token]
    quoted = [t for t in arguments if _has_quotation(parse, t, cue, gaps)]
    if not quoted:
        return None
    first_of = [t for t in arguments if t.index <= quoted[-1].index and not _is_time(parse, t)]
    start = quoted[0] if cue.lemma in _OF_ONLY else (first_of or quoted)[0]
    tokens = [i for i in parse.subtree(start.index) if i > cue.token]
    last = max(i for t in quoted for i in parse.subtree(t.index))
    first = min(tokens)
    while (
        first < last
        and parse.tokens[first].upos in {"ADP", "PART", "SCONJ"}
        and parse.tokens[first].index != start.index
    ):
        first += 1
    return trimmed(parse, start.index, first, last + 1)


def _has_quotation(parse: Parse, argument: Token, cue: Cue, gaps: Gaps) -> bool:
    tokens = [i for i in parse.subtree(argument.index) if i > cue.token]
    words = sum(gaps.quoted(i) and parse.tokens[i].upos != "PUNCT" for i in tokens)
    return words >= (1 if cue.cls == "label" else _SHORTEST)


def _is_time(parse: Parse, token: Token) -> bool:
    return token.deprel in {"obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"} or (
        token.upos == "PROPN"
        and token.text.lower().endswith("day")
        and parse.child(token.index, "flat") is None
    )
