"""When two spellings are one name: transliterations folded to one key, slips of the pen, never two people.

Our own key, made for names that come into English from Arabic, Cyrillic, Persian and Turkic scripts: "Qaddafi",
"Gadhafi" and "Kadafi" fold to one, as do "Emomali" and "Imomali", "Zelensky" and "Zelenskiy".
"""

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_LETTERS: Final = re.compile(r"[^a-z0-9]")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tch", "c"), ("dzh|dj", "j"), ("sch|sh", "s"), ("kh", "k"), ("gh", "k"), ("dh", "d"), ("th", "t"),
        ("zh", "z"), ("ts", "z"), ("ph", "f"), ("ck", "k"), ("[qg]", "k"), ("c(?!h)", "k"), ("ch", "c"),
        ("w", "v"), ("x", "ks"), ("ou|oo", "u"), ("o", "u"), ("(?:ei|ey|ee|ie|ai|ay|iy|yy|y|e)", "i"),
        ("(?<=[aiu])h(?=[^aiu]|$)", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_VOWELS: Final = re.compile("[aiuh]")
_SURE: Final = 5


@lru_cache(maxsize=20000)
def fold(word: str) -> str:
    """The key of a name's word: equal for its usual transliterations ("Rahmon" and "Rakhmon" are near, not equal)."""
    plain = (word if word.isascii() else anyascii(word)).lower()
    key = _LETTERS.sub("", plain)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


def same_word(one: str, other: str) -> bool:
    """Whether two words of names may be one word spelt twice.

    Equal keys, or keys of five letters and more that are one letter apart, where the letter is a vowel, an h or a k
    before a consonant; or words of seven and more with one slip inside. A woman's form ("Ivanova") is not her
    husband's name.
    """
    if one.lower() == other.lower():
        return True
    a, b = fold(one), fold(other)
    if a[:1] != b[:1] or _womans_form(one.lower(), other.lower()):
        return False
    if a == b:
        return min(len(a), len(b)) > 3
    if min(len(a), len(b)) < _SURE or not _one_slip(a, b):
        return False
    return (
        _VOWELS.sub("", a).replace("k", "") == _VOWELS.sub("", b).replace("k", "")
        or min(len(one), len(other)) >= 7
    )


def _one_slip(one: str, other: str) -> bool:
    """Whether two different words are one letter added, left out or changed apart (a Levenshtein distance of 1)."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return long[at + 1 :] == (short[at + 1 :] if len(short) == len(long) else short[at:])


def _womans_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in (short + "a", short[:-1] + "aya") and short.endswith(("ov", "ev", "in", "iy", "y", "i"))
