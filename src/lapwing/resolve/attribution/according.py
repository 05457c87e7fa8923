"""What is credited by a phrase: "according to X", "by the ministry's count".

Of these only "according to X" over a clause makes a statement; the rest tell events and claims whom to credit.
"""

from collections.abc import Iterator
from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.model.statement import Attribution
from lapwing.resolve.attribution.direct import Gaps
from lapwing.resolve.attribution.phrases import chunk, owner_of, phrase_of
from lapwing.resolve.attribution.runs import Clause, has_finite, head_in, trimmed
from lapwing.resolve.attribution.tails import segment

_INSERTION: Final = 12
_COUNTS: Final = frozenset(
    {"count", "tally", "reckoning", "estimate", "figure", "calculation", "account", "record"}
)
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def according_to(parse: Parse, gaps: Gaps, lexicon: CueLexicon) -> Iterator[Attribution]:
    """ "According to X, ...": a statement where the phrase stands to a clause, a credit where it stands to a noun."""
    for first, last in _phrases(parse, lexicon):
        head = _named_after(parse, last)
        if head is None:
            continue
        clause = _governed(parse, head, first)
        if clause is None:
            continue
        stated = has_finite(parse.tokens[clause.first : clause.last]) and not gaps.quoted(first)
        yield Attribution(
            cue=parse.span(first, last),
            cue_token=first,
            speaker=phrase_of(parse, head, start=last),
            content=parse.span(clause.first, clause.last),
            kind="indirect",
            via=None,
            statement=stated,
            hedge=False,
            rule="according-to" if stated else "according-to-noun",
        )


def by_count(parse: Parse) -> Iterator[Attribution]:
    """ "3,478 lives, by the ministry's count": a credit to whoever counted."""
    for mark in parse.tokens:
        if mark.xpos != "POS" or mark.index + 1 >= len(parse.tokens) or mark.index == 0:
            continue
        noun, owner = parse.tokens[mark.index + 1], mark.index - 1
        first = chunk(parse, owner)[0] - 1
        if (
            noun.lemma.lower() not in _COUNTS
            or first < 1
            or parse.tokens[first].text.lower() not in {"by", "on"}
        ):
            continue
        clause = _governed(parse, noun.index, first)
        if clause is not None:
            yield Attribution(
                cue=parse.span(first, first + 1),
                cue_token=first,
                speaker=owner_of(parse, owner),
                content=parse.span(clause.first, clause.last),
                kind="indirect",
                via=None,
                statement=False,
                hedge=False,
                rule="according-to-noun",
            )


def _phrases(parse: Parse, lexicon: CueLexicon) -> Iterator[tuple[int, int]]:
    starts = {phrase[0] for phrase in lexicon.according}
    for token in parse.tokens:
        if token.text.lower() not in starts:
            continue
        for phrase in lexicon.according:
            last = token.index + len(phrase)
            if tuple(t.text.lower() for t in parse.tokens[token.index : last]) == phrase and (
                len(phrase) > 1 or _after_comma(parse, token)
            ):
                yield token.index, last
                break


def _after_comma(parse: Parse, token: Token) -> bool:
    """ "per" credits somebody only after a comma and before a name ("12 per cent" does not)."""
    around = parse.tokens[max(0, token.index - 1) : token.index + 2]
    return len(around) == 3 and around[0].text == "," and around[2].upos == "PROPN"


def _named_after(parse: Parse, last: int) -> int | None:
    """A noun of the phrase that follows the words: the last of its first run."""
    nouns = (i for i in range(last, min(last + 6, len(parse.tokens))) if parse.tokens[i].upos in _NOMINAL)
    at = next(nouns, None)
    if at is None or parse.tokens[at].xpos in {"WDT", "WP"}:
        return None
    while at + 1 < len(parse.tokens) and parse.tokens[at + 1].upos in {"NOUN", "PROPN"}:
        at += 1
    return at


def _comma(parse: Parse, at: int, end: int) -> int | None:
    """The first comma within reach that more words follow."""
    return next((i for i in range(at, min(at + _INSERTION, end - 1)) if parse.tokens[i].text == ","), None)


def _governed(parse: Parse, head: int, first: int) -> Clause | None:
    """What the phrase stands to: the clause after "According to X, ...", else the clause before it."""
    start, end = segment(parse, first)
    last = chunk(parse, head)[1]
    comma = _comma(parse, last, end)
    if comma is not None and parse.tokens[comma + 1].text.lower() in {"citing", "quoting"}:
        comma = _comma(parse, comma + 1, end)
    before = trimmed(parse, first, start, first)
    opens = (
        before is None
        or parse.tokens[first - 1].upos in {"CCONJ", "SCONJ"}
        or parse.tokens[first - 1].text == ";"
        or parse.tokens[before.last - 1].xpos in {"WDT", "WP"}
    )
    weighty = before is not None and has_finite(parse.tokens[before.first : before.last])
    if comma is not None and (opens or not weighty) and has_finite(parse.tokens[comma:end]):
        return trimmed(parse, head_in(parse, comma + 1, end), comma + 1, end)
    if before is None:
        return None
    return Clause(head_in(parse, before.first, before.last), before.first, before.last)
