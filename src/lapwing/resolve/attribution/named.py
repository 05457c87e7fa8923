"""Cues that are statements only where they hold quoted words: "called the ruling 'unjust'", "urged 'all sides' to ..."."""

from collections.abc import Mapping
from typing import Final

from lapwing.model.parse import Parse
from lapwing.resolve.attribution.bounds import bounds
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.direct import Gaps, Quoted
from lapwing.resolve.attribution.phrases import is_time
from lapwing.resolve.attribution.runs import Clause, has_finite, trimmed

_ARGUMENTS: Final = ("obj", "obl", "xcomp", "ccomp", "advcl", "iobj")
_BEHIND: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("accuse", "suspect"), frozenset({"of"})),
    **dict.fromkeys(("charge", "threaten"), frozenset({"of", "with"})),
    **dict.fromkeys(
        ("rebuke", "blame", "criticize", "criticise", "scold", "thank", "congratulate", "commend", "lambast", "lambaste"),
        frozenset({"for", "over", "on"}),
    ),
}  # fmt: skip
"""Verbs whose object is a party: what is said stands behind the preposition."""
_SKIPPED: Final = frozenset({"ADP", "PART", "SCONJ", "ADV"})
_SHORTEST: Final = 2
_GAP: Final = 20


def named_clause(parse: Parse, cue: Cue, gaps: Gaps) -> Clause | None:
    """What stands after such a verb, from its first argument to the end of the quoted one, or None without a quotation."""
    if cue.cls in {"belief", "credit"} or cue.speaker is None or gaps.quoted(cue.token):
        return None
    _, end = bounds(parse, cue.token)
    run = _first_run(gaps, cue, end)
    if run is None or run.words < (1 if cue.cls == "label" else _SHORTEST):
        return None
    first = _first_argument(parse, cue, run.first)
    last = max(_last_run(gaps, run, end).last, _tree_end(parse, cue, run, end))
    return trimmed(parse, first, first, last)


def _first_run(gaps: Gaps, cue: Cue, end: int) -> Quoted | None:
    """The quotation after the verb, where no other finite verb stands between."""
    for run in gaps.runs:
        if cue.token < run.first < min(end, cue.token + _GAP):
            between = gaps.parse.tokens[cue.token + 1 : run.first]
            apart = _before_mark(gaps, run) in {",", ":"} and cue.cls in {"say", "ask", "utter"}
            return None if apart or has_finite(between) else run
    return None


def _before_mark(gaps: Gaps, run: Quoted) -> str:
    """What stands before the opening mark."""
    last = gaps.before(run)[1]
    return gaps.parse.tokens[last - 1].text if last else ""


def _first_argument(parse: Parse, cue: Cue, run: int) -> int:
    at = cue.token + 1
    links = _BEHIND.get(cue.lemma, frozenset())
    at = next((t.index + 1 for t in parse.tokens[at:run] if t.text.lower() in links), at)
    while at < run and (parse.tokens[at].upos in _SKIPPED or is_time(parse.tokens[at])):
        at += 1
    return at


def _last_run(gaps: Gaps, run: Quoted, end: int) -> Quoted:
    """The last of quotations that only "and" parts ("'unjust' and 'cruel'")."""
    for other in gaps.runs:
        if run.last <= other.first < end and gaps.content_words(run.last, other.first) <= 1:
            run = other
    return run


def _tree_end(parse: Parse, cue: Cue, run: Quoted, end: int) -> int:
    """Where the argument that holds the quotation ends: "an 'immediate' end to the siege"."""
    for argument in parse.children(cue.token, *_ARGUMENTS):
        tokens = parse.subtree(argument.index)
        if argument.index > cue.token and tokens[0] < run.last and run.first <= tokens[-1]:
            return min(max(tokens) + 1, end)
    return run.last
