"""Names of several words, found in a text: the longest whole-word name wins, every name tried against every other.

"Indiana Jones" is a name of its own in the table, so it never holds a country; "South Sudan" is tried before
"Sudan", and "Nigeria" is one word that "Niger" does not equal. Abbreviations are matched in capitals only ("US"
is not "us"), and a name that is written with a capital needs one in the text ("Dawn" is not "dawn").
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

from anyascii import anyascii

T = TypeVar("T")

_WORD: Final = re.compile(r"(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+\b\.?|[^\W_]+")
_PARTICLES: Final = frozenset(
    ["al", "el", "ul", "ad", "as", "the", "de", "da", "di", "la", "le", "of", "and", "in", "for"]
)


class Word(NamedTuple):
    """A word of a text: its place, and its form for look-ups (capitals kept where it is an abbreviation)."""

    start: int
    end: int
    form: str
    capital: bool


class Hit(NamedTuple, Generic[T]):
    """Code points `start` to `end` of a text bear a name; `entries` are what the name may stand for."""

    start: int
    end: int
    entries: tuple[T, ...]


def words_of(text: str) -> list[Word]:
    """The words of a text in order; apostrophes and hyphens part words, "U.N." is one."""
    return [_word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def _word(start: int, end: int, text: str) -> Word:
    form, capital = _form(text)
    return Word(start, end, form, capital)


@lru_cache(maxsize=20000)
def _form(text: str) -> tuple[str, bool]:
    plain = text.replace(".", "")
    if not plain.isascii():
        plain = anyascii(plain)
    capital = text[0].isupper() or text[0].isdigit()
    return (plain if len(plain) > 1 and plain.isupper() else plain.lower()), capital


class _Phrase(NamedTuple, Generic[T]):
    key: tuple[str, ...]
    capital: int | None
    entries: tuple[T, ...]


class PhraseTable(Generic[T]):
    """Names and what each may stand for. `find` is pure; names are split into words when first met."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._rows: dict[str, list[tuple[str, T]]] = {}
        for row in rows:
            first = _WORD.search(row[0])
            if first:
                self._rows.setdefault(_form(first.group())[0].lower(), []).append(row)
        self._phrases: dict[str, tuple[_Phrase[T], ...]] = {}

    def _beginning(self, word: str) -> tuple["_Phrase[T]", ...]:
        """The names whose first word this is, the longest first."""
        known = self._phrases.get(word)
        if known is None:
            known = self._phrases[word] = _phrases(self._rows.get(word, ()))
        return known

    def find(self, words: Sequence[Word]) -> list[Hit[T]]:
        """Every name in the words, from left to right, without overlaps, the longest at each place."""
        forms = tuple(word.form for word in words)
        lower = tuple(form.lower() for form in forms)
        found: list[Hit[T]] = []
        at = 0
        while at < len(words):
            match = self._longest(words, forms, lower, at) if lower[at] in self._rows else None
            if match:
                length, entries = match
                found.append(Hit(words[at].start, words[at + length - 1].end, entries))
                at += length
            else:
                at += 1
        return found

    def exactly(self, name: str) -> tuple[T, ...]:
        """What this whole string may stand for; empty where it is no name of the table."""
        words = words_of(name)
        return next((h.entries for h in self.find(words) if h[:2] == (words[0].start, words[-1].end)), ())

    def _longest(
        self, words: Sequence[Word], forms: tuple[str, ...], lower: tuple[str, ...], at: int
    ) -> tuple[int, tuple[T, ...]] | None:
        for key, capital, entries in self._beginning(lower[at]):
            end = at + len(key)
            if key in (forms[at:end], lower[at:end]) and (capital is None or words[at + capital].capital):
                return len(key), entries
        return None


def _phrases(rows: Iterable[tuple[str, T]]) -> tuple[_Phrase[T], ...]:
    entries: dict[tuple[str, ...], list[T]] = {}
    capitals: dict[tuple[str, ...], int | None] = {}
    for name, value in rows:
        words = words_of(name)
        key = tuple(word.form for word in words)
        values = entries.setdefault(key, [])
        if value not in values:
            values.append(value)
        wanted = _capital_at(words)
        capitals[key] = wanted if capitals.get(key, wanted) is not None else None
    found = (_Phrase(key, capitals[key], tuple(values)) for key, values in entries.items())
    return tuple(sorted(found, key=lambda phrase: -len(phrase.key)))


def _capital_at(words: Sequence[Word]) -> int | None:
    """Which word of a name must be written with a capital: its first one that is no particle."""
    for i, word in enumerate(words):
        if word.capital and (word.form not in _PARTICLES or len(words) == 1):
            return i
    return None
