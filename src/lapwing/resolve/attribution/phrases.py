"""Noun phrases as a speaker is quoted: the fullest phrase around a word, by tags and order more than by the tree.

"a spokesman for the rebels" is one phrase, "Ana Ruiz, a teacher" gives "Ana Ruiz", "the mayor, Ana Ruiz" stays whole,
relative and participle clauses and the leading article are left out.
"""

from typing import Final

from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span
from lapwing.resolve.attribution.bounds import abbreviated, bounds

_WORDS: Final = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "X", "SYM"})
_NAMING: Final = frozenset({"NOUN", "PROPN", "PRON", "X"})
_NOT_NAMING: Final = frozenset({"PRP", "WP", "WDT", "EX"})
_PREPOSITIONS: Final = frozenset({"of", "for", "to", "in", "at", "from", "with", "on", "by"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_TIMES: Final = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight", "week", "month", "year", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_LONGEST: Final = 30


def phrase_of(parse: Parse, head: int, *, start: int = 0, stop: int | None = None) -> Span:
    """The phrase around a nominal token, without its leading article.

    It does not reach before `start`, nor, where it begins before `stop`, as far as that token.
    """
    first, last = chunk(parse, head)
    first = max(first, min(start, head))
    if stop is not None and head < stop:
        last = min(last, stop)
    while last - first > 1 and parse.tokens[first].text.lower() in _ARTICLES:
        first += 1
    return parse.span(first, last)


def owner_of(parse: Parse, head: int) -> Span:
    """The phrase of a possessor ("the rebels' claim" gives "rebels"), nothing after the possessor taken in."""
    first = _leftwards(parse, head, bounds(parse, head)[0])
    if head > first and parse.tokens[first].text.lower() in _ARTICLES:
        first += 1
    return parse.span(first, head + 1)


def chunk(parse: Parse, head: int) -> tuple[int, int]:
    """Tokens `first` to `last` (exclusive) of the phrase around a nominal token, its article included."""
    if parse.tokens[head].upos == "PRON" and parse.tokens[head].xpos == "PRP":
        return head, head + 1
    start, end = bounds(parse, head)
    first = _leftwards(parse, head, start)
    last = _rightwards(parse, head, min(end, head + _LONGEST))
    return first, max(last, head + 1)


def _leftwards(parse: Parse, at: int, limit: int) -> int:
    while at > limit:
        token, before = parse.tokens[at], parse.tokens[at - 1]
        if token.xpos in {"DT", "PRP$"} and before.xpos != "PDT" and not _linked(parse, before, at):
            further = _before_preposition(parse, at, limit)
            if further is None:
                return at
            at = further
            continue
        if _in_phrase(before) and (not is_time(before) or token.xpos == "HYPH"):
            at -= 1
        elif (before.text.lower() == "of" and at - 2 >= limit and parse.tokens[at - 2].upos in _NAMING) or (
            before.upos == "CCONJ" and at - 2 >= limit and _coordinated(parse, at - 2, at)
        ):
            at -= 2
        elif before.text == ")" and (opening := _opening(parse, at - 1, limit)) is not None:
            at = opening
        else:
            return at
    return at


def _before_preposition(parse: Parse, at: int, limit: int) -> int | None:
    """Before "for the" in "attorneys for the family": the noun that the tree hangs the phrase on."""
    if at - 2 < limit or parse.tokens[at - 1].text.lower() not in _PREPOSITIONS:
        return None
    noun = parse.tokens[at - 2]
    hangs = any(t.head == noun.index and t.deprel.startswith("nmod") for t in parse.tokens[at : at + 6])
    return noun.index if hangs and noun.upos == "NOUN" and not is_time(noun) else None


def _linked(parse: Parse, before: Token, at: int) -> bool:
    """Whether the phrase goes on to the left of an article: "members of the", "soldiers and the"."""
    if at < 2:
        return False
    further = parse.tokens[at - 2]
    if before.text.lower() == "of":
        return further.upos in _NAMING
    return before.upos == "CCONJ" and _coordinated(parse, at - 2, at)


def _in_phrase(token: Token) -> bool:
    if token.upos in _WORDS or token.xpos in {"DT", "PRP$", "POS", "HYPH", "PDT", "AFX", "``", "''"} - {
        "``",
        "''",
    }:
        return True
    return token.deprel in {"amod", "compound"} and token.xpos in {"VBN", "VBG"}


def _capital(token: Token) -> bool:
    """Whether a word of another class belongs to a name by its capital ("Doctors Without Borders")."""
    return (
        token.text[:1].isupper()
        and len(token.text) > 1
        and token.upos in {"ADP", "VERB", "ADV", "ADJ", "AUX"}
    )


def _rightwards(parse: Parse, at: int, limit: int) -> int:
    last = at + 1
    while last < limit:
        token = parse.tokens[last]
        if (
            (token.upos in _NAMING | {"NUM"} and token.xpos not in _NOT_NAMING and not is_time(token))
            or (_capital(token) and parse.tokens[last - 1].upos == "PROPN")
            or abbreviated(parse, last)
        ):
            last += 1
        elif token.xpos in {"POS", "HYPH"} and last + 1 < limit and _in_phrase(parse.tokens[last + 1]):
            last += 2
        elif token.upos == "ADJ" and parse.tokens[last - 1].xpos in {"POS", "HYPH", "JJ"}:
            last += 1
        elif token.text == "(" and (closing := _closing(parse, last, limit)) is not None:
            last = closing
        elif (further := _past_preposition(parse, at, last, limit)) is not None or (
            token.upos == "CCONJ" and (further := _past_conjunction(parse, last, limit)) is not None
        ):
            last = further
        elif token.text == "," and (further := _past_name(parse, at, last, limit)) is not None:
            return further
        else:
            break
    return last


def _past_preposition(parse: Parse, head: int, at: int, limit: int) -> int | None:
    """Past "for the rebels" after a common noun, where the tree hangs it on the phrase ("of" always)."""
    word = parse.tokens[at].text.lower()
    if word not in _PREPOSITIONS or at + 1 >= limit or parse.tokens[at - 1].upos == "PRON":
        return None
    inner = _first_noun(parse, at + 1, limit)
    if inner is None or is_time(parse.tokens[inner]):
        return None
    governor = parse.tokens[at].head
    hangs = at <= governor < limit and head - 12 <= parse.tokens[governor].head <= at
    if word == "of" or (hangs and parse.tokens[at - 1].upos == "NOUN"):
        if parse.tokens[at - 1].upos == "PROPN" and _ends_name(parse, at - 1):
            return None
        return _rightwards(parse, inner, limit)
    return None


def _first_noun(parse: Parse, at: int, limit: int) -> int | None:
    for index in range(at, min(at + 6, limit)):
        token = parse.tokens[index]
        if token.upos in _NAMING:
            return index
        if not (_in_phrase(token) or _capital(token)):
            return None
    return None


def _ends_name(parse: Parse, at: int) -> bool:
    """Whether a token is the last of a person's name."""
    return any(m.named and m.label == "person" for m in parse.mentions_over(at))


def _past_conjunction(parse: Parse, at: int, limit: int) -> int | None:
    inner = _first_noun(parse, at + 1, limit)
    if inner is None or not _coordinated(parse, at - 1, inner):
        return None
    return _rightwards(parse, inner, limit)


def _coordinated(parse: Parse, left: int, right: int) -> bool:
    """Whether the tree, or a mention of the model, joins the phrases on both sides of "and"."""
    if any(right < m.last and m.last - m.first <= _LONGEST // 2 for m in parse.mentions_over(left)):
        return True
    span = range(max(0, left - 6), min(len(parse.tokens), right + 7))
    for at in span:
        token = parse.tokens[at]
        if at > left and token.deprel == "conj" and left - 6 <= token.head <= left and token.upos in _WORDS:
            return token.upos in {"NOUN", "PROPN"} or token.index <= right + 1
    return False


def _past_name(parse: Parse, head: int, comma: int, limit: int) -> int | None:
    """Past the name after a title: "the mayor, Ana Ruiz, ..."; None after a name or before anything else."""
    if parse.tokens[head].upos == "PROPN" and _ends_name(parse, head):
        return None
    at = comma + 1
    named = next(
        (m for m in parse.mentions_over(at) if m.named and m.label == "person" and m.first == at), None
    )
    if named is None or (parse.tokens[comma - 1].upos == "PROPN" and _ends_name(parse, comma - 1)):
        return None
    follows = parse.tokens[named.last] if named.last < len(parse.tokens) else None
    if (
        follows is None
        or named.last > limit
        or not (follows.text in {",", "."} or follows.xpos.startswith("VB"))
    ):
        return None
    return named.last


def _opening(parse: Parse, at: int, limit: int) -> int | None:
    return next((i for i in range(at, max(limit, at - 5) - 1, -1) if parse.tokens[i].text == "("), None)


def _closing(parse: Parse, at: int, limit: int) -> int | None:
    """Past a short bracket that more of the phrase follows: "Council (IRC) spokesman"."""
    for index in range(at + 1, min(at + 5, limit - 1)):
        if parse.tokens[index].text == ")":
            return index + 1 if parse.tokens[index + 1].upos in _NAMING else None
    return None


def is_time(token: Token) -> bool:
    """Whether a word names a day, a month or a stretch of the calendar rather than a party."""
    return token.text.lower() in _TIMES or token.lemma.lower() in _TIMES
