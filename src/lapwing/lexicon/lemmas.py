"""Lemmas: a word and its tags to the form found in a dictionary, as the English UD treebanks write it.

Irregular words stand in data files; the rest is undone by rule, with lists of stems where the rule is not enough.
"""

import csv
import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from lapwing.errors import DataError

_FOLDER = Path(__file__).parent / "data" / "languages" / "en"
_VOWELS = frozenset("aeiou")
_LOCAL = re.compile(r"(?:[a-z](?:an|ese|ish|qi|[bnlm]i)|French|Arab|Kurd|Shiite|Greek|Thai|Czech|Dutch)$")
_SYLLABLE = re.compile(r"[aeiouy]+")
_COMPARED = {"JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}


class Table(Struct, frozen=True):
    """The irregular words and the stems of the English lemma files."""

    words: dict[tuple[str, str], str]
    past: dict[str, str]
    participles: dict[str, str]
    nouns: dict[str, str]
    with_e: frozenset[str]
    without_e: frozenset[str]


@cache
def lemma_table(folder: Path = _FOLDER) -> Table:
    """The table read from `folder`. Raises DataError naming the file and line of a bad row."""
    past: dict[str, str] = {}
    participles: dict[str, str] = {}
    for base, before, done in _rows(folder / "lemmas_verbs.csv", 3):
        past.update(dict.fromkeys(before.split("|"), base))
        participles.update(dict.fromkeys(done.split("|"), base))
    stems: dict[str, set[str]] = {"add e": set(), "keep": set()}
    for kind, listed in _rows(folder / "lemmas_stems.csv", 2):
        if kind not in stems:
            raise DataError(f"{folder / 'lemmas_stems.csv'}: {kind!r} is neither 'add e' nor 'keep'.")
        stems[kind].update(listed.split())
    return Table(
        words={(form, tag): base for form, tag, base in _rows(folder / "lemmas_words.csv", 3)},
        past=past, participles=participles,
        nouns={row[0]: row[1] for row in _rows(folder / "lemmas_nouns.csv", 2)},
        with_e=frozenset(stems["add e"]), without_e=frozenset(stems["keep"]),
    )  # fmt: skip


def _rows(path: Path, cells: int) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
    except OSError as error:
        raise DataError(f"The lemma file {path} cannot be read: install Lapwing again.") from error
    for n, row in enumerate(rows, 2):
        if len(row) != cells or not all(row):
            raise DataError(f"{path}, line {n}: {cells} filled cells are needed.")
    return rows


@cache
def _lemma(word: str, upos: str, xpos: str) -> str:
    table = lemma_table()
    lower = word.lower().replace("’", "'")
    known = table.words.get((lower, upos)) or table.words.get((lower, xpos))
    if known:
        return known
    if upos == "PROPN" or xpos in ("NNP", "NNPS"):
        return _singular(word, table) if xpos == "NNPS" else word
    if upos in ("VERB", "AUX"):
        return _verb(lower, xpos, table)
    if xpos == "NNS":
        return _singular(lower, table)
    if xpos in _COMPARED and lower.endswith(_COMPARED[xpos]):
        return _positive(lower[: -len(_COMPARED[xpos])], table)
    if upos == "NUM":
        return lower.replace(",", "") if lower[0].isdigit() else lower
    if upos == "ADJ" and word[0].isupper() and not word.isupper() and _LOCAL.search(word):
        return word
    return word if upos in ("X", "SYM", "PUNCT") else lower


def lemma(word: str, upos: str, xpos: str) -> str:
    """The dictionary form of a word with these tags; proper names keep their capitals."""
    if len(word) > 60:
        return word
    return _lemma(word, upos, xpos)


_INFLECTED = re.compile(r"[aeiouy].*(?<!e)(?<!mb)ed$|[aeiouy].*ing$")
"""Forms that no verb has without an ending, whatever their tag says: "patrolled" under VBP is a slip of the tagger."""


def _verb(word: str, xpos: str, table: Table) -> str:
    if xpos in ("VB", "VBP", "MD") and not _INFLECTED.search(word):
        return word
    if xpos == "VBZ":
        return _third_person(word)
    if xpos == "VBG" or (xpos in ("VB", "VBP") and word.endswith("ing")):
        if word.endswith("ying") and len(word) == 5:
            return word[0] + "ie"
        return _base(word[:-3], table) if word.endswith("ing") and len(word) > 4 else word
    first, second = (table.past, table.participles) if xpos == "VBD" else (table.participles, table.past)
    irregular = first.get(word) or second.get(word)
    if irregular:
        return irregular
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return _third_person(word)
    if word.endswith("eed") or not word.endswith("ed") or len(word) < 4:
        return word[:-1] if word.endswith("eed") and word[:-2] in table.with_e else word
    return _base(word[:-2], table)


def _third_person(word: str) -> str:
    if word == "has":
        return "have"
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _base(stem: str, table: Table) -> str:
    """A verb's stem after -ed or -ing was taken off, with its doubled letter undone or its e put back."""
    if stem in table.with_e:
        return stem + "e"
    if stem in table.without_e or len(stem) < 2:
        return stem
    last, before = stem[-1], stem[-2]
    if last == before and last not in _VOWELS:
        return _single(stem)
    return stem + "e" if _wants_e(stem, last, before) else stem


_DOUBLE_L = frozenset(
    {"fulfill", "refill", "enroll", "install", "forestall", "reinstall", "recall", "befall", "undersell"}
)


def _single(stem: str) -> str:
    if stem[-1] in "sfz":
        return stem
    if stem[-1] == "l":
        several = len(_SYLLABLE.findall(stem)) > 1
        return stem[:-1] if several and stem not in _DOUBLE_L else stem
    return stem[:-1] if stem not in ("add", "err", "purr", "butt", "odd") else stem


def _wants_e(stem: str, last: str, before: str) -> bool:
    if last in "vuc" or (last == "z" and before != "z") or (stem.endswith(("dg", "iat", "uat", "eat")) and stem not in (
        "eat", "beat", "heat", "treat", "cheat", "seat", "threat", "defeat", "retreat", "repeat", "mistreat", "sweat", "bleat"
    )):  # fmt: skip
        return True
    if last == "l" and before in "bcdfgkptz":
        return True
    if last == "s" and before in "nrl":
        return True
    if last in "wxyhqj" or last in _VOWELS or before not in "aeiouy":
        return False
    if len(stem) > 2 and stem[-3] in "aeiou" and not (stem[-3] == "u" and len(stem) > 3 and stem[-4] == "q"):
        return last == "s"
    if len(_SYLLABLE.findall(stem)) == 1:
        return True
    return last == "s" or stem.endswith(("at", "iz", "ur", "ut", "ag", "am"))


def _singular(word: str, table: Table) -> str:
    lower = word.lower()
    known = table.nouns.get(lower)
    if known:
        return known if word == lower else _like(word, known)
    for tail in ("women", "men", "children", "wives", "lives", "knives", "feet", "people"):
        if lower.endswith(tail) and len(lower) > len(tail):
            return word[: -len(tail)] + table.nouns.get(tail, "woman")
    if not lower.endswith("s") or lower.endswith("ss") or len(word) < 3:
        return word
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + _like(word[-3:], "y")
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if lower.endswith("'s"):
        return word[:-2]
    return word[:-1]


def _like(pattern: str, word: str) -> str:
    if pattern.isupper():
        return word.upper()
    return word.capitalize() if pattern[0].isupper() else word


def _positive(stem: str, table: Table) -> str:
    """An adjective's or adverb's stem after -er or -est was taken off."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsf":
        return stem[:-1]
    if stem in table.without_e or len(stem) < 2:
        return stem
    if stem.endswith(("rg", "bl", "pl", "tl", "v", "c", "u", "dl", "rs", "ns")) or stem in ("fre", "tru"):
        return stem + "e"
    last, before = stem[-1], stem[-2]
    short = len(_SYLLABLE.findall(stem)) == 1
    plain = before in "aeiou" and (len(stem) < 3 or stem[-3] not in "aeiou")
    return stem + "e" if short and plain and last not in "wxy" and stem not in _COMPARED_PLAIN else stem


_COMPARED_PLAIN = frozenset({"few", "new", "low", "slow"})
