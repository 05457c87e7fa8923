"""Numbers that count no persons: ages, years, dates, money, measures, times, percentages, parts of names."""

import re
from collections.abc import Sequence

from lapwing.lexicon.counts import CountLexicon
from lapwing.lexicon.dates import date_words
from lapwing.model.parse import Parse, Token

_MONEY = frozenset({"$", "€", "£", "¥", "usd", "eur", "us$", "no.", "#", "§"})
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_ASIDE = frozenset({"appos", "nummod", "nmod", "amod"})
_JOINTS = frozenset({"-", "–", "—", "‑", ":"})
_ODD = frozenset({"odd", "plus"})


def counts_nobody(
    parse: Parse, tokens: Sequence[Token], first: int, last: int, lexicon: CountLexicon
) -> bool:
    """Whether the number on tokens `first` to `last` (exclusive) of a sentence is no count of persons or things."""
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    return (
        _is_name(tokens[first:last], before, lexicon, first)
        or (after is not None and after.start == tokens[last - 1].end and after.text[0].isalpha())
        or _is_measure(tokens, last, lexicon)
        or (before is not None and before.text.lower() in _MONEY)
        or _is_date(parse, tokens[first:last], before, after)
        or _is_age(parse, tokens[first], before, after)
        or _is_compound(tokens, first, last, lexicon)
        or _is_idle_word(parse, tokens[first:last], before, after)
    )


def _is_name(number: Sequence[Token], before: Token | None, lexicon: CountLexicon, first: int) -> bool:
    """ "Group of Seven", "Resolution 1701", "the Big Three"."""
    word = number[0]
    if (
        word.text[0].isupper()
        and first > 0
        and (word.xpos.startswith("NNP") or (before is not None and before.text.lower() == "of"))
    ):
        return True
    if before is None or not word.text[0].isdecimal():
        return False
    return before.text.lower() in lexicon.numbered or (
        before.xpos == "NNP" and word.head == before.index and word.deprel != "appos"
    )


def _is_measure(tokens: Sequence[Token], last: int, lexicon: CountLexicon) -> bool:
    """A unit of time, money or space right after, or after one describing word ("five consecutive days")."""
    for token in tokens[last : last + 2]:
        if token.text.lower() in lexicon.units:
            return True
        if token.upos not in ("ADJ", "DET") and token.text != "-":
            return False
    return False


def _is_date(parse: Parse, number: Sequence[Token], before: Token | None, after: Token | None) -> bool:
    """Days and years: a number beside a month; a bare number like a year that no plural follows."""
    months = date_words().months
    for token in (before, after):
        if token is before and _has_day(parse, before):
            continue
        if token is not None and token.text.lower().rstrip(".") in months and token.upos in ("PROPN", "NOUN"):
            return True
    years = [t for t in number if _YEAR.fullmatch(t.text)]
    if len(years) == 2:
        return True
    if len(number) > 1 or not _YEAR.fullmatch(number[0].text):
        return False
    head = parse.head(number[0].index)
    counted = head is not None and head.index > number[0].index and head.xpos == "NNS"
    owned = before is not None and before.text.lower() in (
        "the",
        "'s",
        "’s",
        "in",
        "since",
        "its",
        "their",
        "of",
    )
    return not counted or owned


def _has_day(parse: Parse, month: Token | None) -> bool:
    """Whether a month has its day before it: in "on 9 May 45 people" the 45 is no day."""
    if month is None or not month.index:
        return False
    day = parse.tokens[month.index - 1]
    return day.sentence == month.sentence and day.text.isdecimal() and int(day.text) <= 31


def _is_age(parse: Parse, number: Token, before: Token | None, after: Token | None) -> bool:
    """ "Ali Khan, 45, said"; "aged 12"."""
    if before is None or not before.index:
        return False
    if before.lemma.lower() in ("age", "aged"):
        return True
    if before.text != "," or (after is not None and after.text not in (",", ".", ";", ")")):
        return False
    named = parse.tokens[before.index - 1]
    if (
        named.upos == "PROPN"
        and named.sentence == number.sentence
        and number.text.isdecimal()
        and int(number.text) < 116
    ):
        return True
    head = parse.head(number.index)
    return (
        head is not None
        and head.index < number.index
        and head.upos in ("PROPN", "NOUN")
        and number.deprel in _ASIDE
    )


def _is_compound(tokens: Sequence[Token], first: int, last: int, lexicon: CountLexicon) -> bool:
    """ "three-day", "12-member", "M-16": glued by a hyphen, but for "50-odd", "100-plus"; "3-0", "10:30"."""
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if (
        after is not None
        and after.text in _JOINTS
        and after.start == tokens[last - 1].end
        and last + 1 < len(tokens)
    ):
        following = tokens[last + 1].text.lower()
        return following not in _ODD and following not in lexicon.cardinals
    if before is not None and before.text in _JOINTS and before.end == tokens[first].start and first >= 2:
        return tokens[first - 2].text.lower() not in lexicon.cardinals
    return False


def _is_idle_word(parse: Parse, number: Sequence[Token], before: Token | None, after: Token | None) -> bool:
    """ "one another", "the one", "no longer", "no" as an answer."""
    word, following = number[0].text.lower(), after.text.lower() if after else ""
    if len(number) == 1 and word == "one":
        return (
            following in ("another", "day", "side", "thing", "way")
            or number[0].xpos in ("PRP", "NN", "WP")
            or (
                before is not None
                and before.text.lower() in ("the", "this", "that", "no", "each", "every", "any")
            )
        )
    if len(number) == 1 and word == "no":
        return number[0].deprel not in ("det", "nummod", "amod") or parse.tokens[number[0].head].upos not in (
            "NOUN",
            "PROPN",
        )
    if len(number) == 1 and word == "both":
        return following != "of" and number[0].deprel in ("cc:preconj", "cc", "advmod")
    return (
        len(number) == 1
        and word in ("many", "few")
        and before is not None
        and before.text.lower() in ("how", "as", "so", "too")
    )
