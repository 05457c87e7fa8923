"""Number words, vague amounts and their modifiers, out of `data/languages/<language>/counts.toml`."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_toml, shown, words

Force = Literal["about", "nearly", "floor", "ceiling", "over", "under", "exact"]
Bounds = tuple[int | None, int | None, int | None]
_FORCES = frozenset({"about", "nearly", "floor", "ceiling", "over", "under", "exact"})


class CountLexicon(Struct, frozen=True):
    """What the words of a language mean in figures. Keys are in lower case, words of a phrase parted by one blank.

    `vague` gives low, best and high of "dozens" and the like; `before` and `after` say what the words around a number
    make of it; `units` measure time, money or space, so that a number before them counts no persons; a number after one of `numbered` is
    part of a name; after one of `changes` "from 12 to 19" is no range. `starters` are the words with which a number phrase may begin.
    """

    cardinals: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    vague: dict[str, Bounds]
    fractions: dict[str, Fraction]
    before: dict[str, Force]
    after: dict[str, Force]
    units: frozenset[str]
    numbered: frozenset[str]
    changes: frozenset[str]
    starters: frozenset[str]


@cache
def load_counts(language: str = "en") -> CountLexicon:
    """The count words of a language, loaded once. Raises DataError naming file and key of a bad value."""
    path = data_path("languages", language, "counts.toml")
    data = read_toml(path)
    cardinals = _numbers(path, data, "cardinals")
    firsts = {phrase.split()[0] for phrase in _table(path, data, "vague")} | set(
        _table(path, data, "fractions")
    )
    return CountLexicon(
        starters=frozenset(firsts | set(cardinals) | {"a", "an"}),
        cardinals=cardinals,
        scales=_numbers(path, data, "scales"),
        ordinals=_numbers(path, data, "ordinals"),
        vague={phrase: _bounds(path, phrase, text) for phrase, text in _table(path, data, "vague").items()},
        fractions={
            word: _fraction(path, word, text) for word, text in _table(path, data, "fractions").items()
        },
        before=_forces(path, data, "before"),
        after=_forces(path, data, "after"),
        units=frozenset(words(_table(path, data, "units").get("words"), at=f"{shown(path)}: [units]")),
        changes=frozenset(words(_table(path, data, "changes").get("words"), at=f"{shown(path)}: [changes]")),
        numbered=frozenset(
            words(_table(path, data, "numbered").get("words"), at=f"{shown(path)}: [numbered]")
        ),
    )


def _table(path: Path, data: dict[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise DataError(f"{shown(path)}: table [{name}] is missing; restore it from the repository")
    return table


def _numbers(path: Path, data: dict[str, Any], name: str) -> dict[str, int]:
    table = _table(path, data, name)
    for word, value in table.items():
        if not isinstance(value, int) or value < 0:
            raise DataError(
                f"{shown(path)}: [{name}] {word} = {value!r} is no whole number; mend or remove the line"
            )
    return table


def _bounds(path: Path, phrase: str, text: object) -> Bounds:
    parts = str(text).split()
    if len(parts) != 3 or not all(p == "-" or p.isdigit() for p in parts):
        raise DataError(
            f"{shown(path)}: [vague] {phrase!r} = {text!r}: give low, best and high, - for an open bound"
        )
    low, best, high = (None if p == "-" else int(p) for p in parts)
    return low, best, high


def _fraction(path: Path, word: str, text: object) -> Fraction:
    parts = str(text).split()
    if len(parts) != 2 or not all(p.isdigit() and int(p) for p in parts):
        raise DataError(f"{shown(path)}: [fractions] {word} = {text!r}: give numerator and denominator")
    return Fraction(int(parts[0]), int(parts[1]))


def _forces(path: Path, data: dict[str, Any], name: str) -> dict[str, Force]:
    found: dict[str, Force] = {}
    for force, phrases in _table(path, data, name).items():
        if force not in _FORCES:
            raise DataError(
                f"{shown(path)}: [{name}] {force}: unknown; known are {', '.join(sorted(_FORCES))}"
            )
        for phrase in words(phrases, at=f"{shown(path)}: [{name}] {force}"):
            found[phrase] = cast(Force, force)
    return found
