"""Whether two names are one person's: "Vladimir Putin" and "Putin", "Emomali Rahmon" and "Imomali Rakhmon"."""

import re
from functools import lru_cache
from typing import Final

from lapwing.lexicon.spelling import same_word

_PARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "ul",
        "ud",
        "as",
        "ad",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "du",
        "der",
        "den",
        "dos",
        "y",
        "e",
    ]
)
_BREAK: Final = re.compile(r"[-‐–.]")
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=4096)
def name_words(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell people apart: particles and initials left out."""
    plain = [part for word in name for part in _BREAK.split(word) if part]
    kept = tuple(
        w for w in plain if w.lower() not in _PARTICLES and w.lower() not in _SUFFIXES and len(w) > 1
    )
    return kept or tuple(plain) or name


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names, each of two words or more, may be one person's.

    Every word of the shorter name stands in the longer, in order, and they share the last word or the first two.
    "Kim Jong Un" is not "Kim Jong Il", nor "Donald Trump Jr." "Donald Trump".
    """
    if _suffix(one) != _suffix(other):
        return False
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if len(short) < 2:
        return bool(short) and same_word(short[0], long[-1])
    if not _in_order(short, long):
        return False
    return same_word(short[-1], long[-1]) or (same_word(short[0], long[0]) and same_word(short[1], long[1]))


def short_name_fit(word: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How well a name of one word fits a full name: 4 its last word as spelt, 3 spelt otherwise, 2 its first word (as
    Chinese and Korean names are cut), 1 any other word; 0 not at all."""
    words = name_words(full)
    one = name_words(word)[-1]
    if not words:
        return 0
    if one.lower() == words[-1].lower():
        return 4
    if same_word(one, words[-1]):
        return 3
    if one.lower() == words[0].lower():
        return 2
    return int(any(one.lower() == w.lower() for w in words[1:]))


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(same_word(word, each) for each in rest) for word in short)


def _suffix(name: tuple[str, ...]) -> str:
    last = name[-1].lower().strip(".") if name else ""
    return last if last in _SUFFIXES else ""
