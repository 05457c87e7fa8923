"""Numbers in words and digits: "1,200", "1.2 million", "twenty-five", "two hundred and fifty", "half a million"."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from lapwing.lexicon.counts import CountLexicon

_DIGITS = re.compile(r"\d{1,3}(,\d{3})+|\d+(\.\d+)?")


class Number(NamedTuple):
    """A whole number on words `first` to `last` (exclusive)."""

    value: int
    first: int
    last: int


def number_at(words: Sequence[str], first: int, lexicon: CountLexicon) -> Number | None:
    """The longest number that begins at a word (all in lower case); None where none does or it is no whole number."""
    found = (
        _and_a_half(words, first, lexicon)
        or _digits(words, first, lexicon)
        or _half(words, first, lexicon)
        or _in_words(words, first, lexicon)
    )
    if found is None:
        return None
    value, last = found
    return Number(int(value), first, last) if value.denominator == 1 else None


def _scaled(value: Fraction, words: Sequence[str], at: int, lexicon: CountLexicon) -> tuple[Fraction, int]:
    while at < len(words) and words[at] in lexicon.scales:
        value *= lexicon.scales[words[at]]
        at += 1
    return value, at


def _digits(words: Sequence[str], first: int, lexicon: CountLexicon) -> tuple[Fraction, int] | None:
    if not _DIGITS.fullmatch(words[first]):
        return None
    return _scaled(Fraction(words[first].replace(",", "")), words, first + 1, lexicon)


def _half(words: Sequence[str], first: int, lexicon: CountLexicon) -> tuple[Fraction, int] | None:
    """ "half a million", "half a dozen"."""
    if tuple(words[first : first + 2]) not in (("half", "a"), ("half", "-")) or first + 2 >= len(words):
        return None
    if words[first + 2] not in lexicon.scales:
        return None
    return _scaled(Fraction(1, 2), words, first + 2, lexicon)


def _and_a_half(words: Sequence[str], first: int, lexicon: CountLexicon) -> tuple[Fraction, int] | None:
    """ "two and a half million"."""
    ones, rest = lexicon.cardinals.get(words[first], 0), tuple(words[first + 1 : first + 4])
    if not ones or rest != ("and", "a", "half") or words[first + 4 : first + 5] == []:
        return None
    if words[first + 4] not in lexicon.scales:
        return None
    return _scaled(Fraction(2 * ones + 1, 2), words, first + 4, lexicon)


def _in_words(words: Sequence[str], first: int, lexicon: CountLexicon) -> tuple[Fraction, int] | None:
    """Number words by the usual rule: units add up, "hundred" multiplies the group, "thousand" and up close it."""
    total, group, at, seen = Fraction(0), Fraction(0), first, False
    while at < len(words):
        word = words[at]
        parts = word.split("-") if "-" in word and len(word) > 1 else [word]
        if all(part in lexicon.cardinals for part in parts):
            if seen and not _fits(words[at - 1], lexicon):
                break
            group += sum(lexicon.cardinals[part] for part in parts)
        elif word in lexicon.scales and (seen or words[first] in ("a", "an")):
            group = (group or Fraction(1)) * lexicon.scales[word]
            if lexicon.scales[word] >= 1000:
                total, group = total + group, Fraction(0)
        elif not (
            _links(words, at, lexicon) if seen else word in ("a", "an") and _scale_follows(words, at, lexicon)
        ):
            break
        seen, at = seen or word not in ("a", "an"), at + 1
    while at > first and words[at - 1] in ("and", "-"):
        at -= 1
    return (total + group, at) if seen else None


def _fits(before: str, lexicon: CountLexicon) -> bool:
    """Whether a cardinal may follow: after a ten, a scale, a hyphen or "and"; not after another unit."""
    return before in ("-", "and") or before in lexicon.scales or lexicon.cardinals.get(before, 0) >= 20


def _links(words: Sequence[str], at: int, lexicon: CountLexicon) -> bool:
    """A hyphen after a ten ("twenty - five"); "and" after a scale and before a cardinal ("two hundred and six")."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "-":
        return lexicon.cardinals.get(words[at - 1], 0) >= 20 and 0 < lexicon.cardinals.get(after, 0) < 10
    cardinal = after.split("-")[0] in lexicon.cardinals
    scale = lexicon.scales.get(words[at - 1], 0)
    larger = scale >= 1000 and any(lexicon.scales.get(word, 0) >= scale for word in words[at + 2 : at + 3])
    return words[at] == "and" and scale >= 100 and cardinal and not larger


def _scale_follows(words: Sequence[str], at: int, lexicon: CountLexicon) -> bool:
    return at + 1 < len(words) and words[at + 1] in lexicon.scales
