"""What claims count and who is counted, out of `measures.toml` and `victims.toml` of a language."""

from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_toml, shown, words
from lapwing.model.claim import Measure, Victims

Words = frozenset[str]
ByWord = dict[str, Measure]
_TABLES = ("verbs", "doers", "crowds", "forces", "states", "nouns", "units", "tolls", "custody")  # fmt: skip


class MeasureLexicon(Struct, frozen=True):
    """Words that tell a figure, by lemma; see the comments of measures.toml for each table.

    `idioms` are verbs with words beside which they count nobody; `subject_phrases` and `object_phrases` are keyed by verb, then by the word beside it.
    """

    verbs: ByWord
    doers: ByWord
    crowds: ByWord
    forces: ByWord
    states: ByWord
    nouns: ByWord
    units: ByWord
    tolls: ByWord
    custody: ByWord
    subject_phrases: dict[str, ByWord]
    object_phrases: dict[str, ByWord]
    idioms: dict[str, Words]
    both: Words
    bodies: Words
    raisers: Words
    totals: Words
    crises: Words
    mild: Words
    tries: Words
    accidents: Words
    averting: Words
    losing: Words
    admitting: Words
    presupposing: Words
    classes: dict[str, Victims]
    generic: Words
    collectives: Words
    wide: Words
    stateless: Words
    belonging: Words
    groups: Words
    targets: Words


@cache
def load_measures(language: str = "en") -> MeasureLexicon:
    """The words of a language that tell figures, loaded once. Raises DataError naming file and key of a bad value."""
    path, victims = (data_path("languages", language, name) for name in ("measures.toml", "victims.toml"))
    data, who = read_toml(path), read_toml(victims)
    tables = {name: _by_word(path, data, name) for name in _TABLES}
    return MeasureLexicon(
        **tables,
        subject_phrases=_phrases(path, data, "phrases_subject"),
        object_phrases=_phrases(path, data, "phrases_object"),
        idioms={verb: _words(path, data, "idioms", verb) for verb in _table(path, data, "idioms")},
        both=_words(path, data, "both"),
        bodies=_words(path, data, "bodies"),
        raisers=_words(path, data, "raisers"),
        totals=_words(path, data, "totals"),
        crises=_words(path, data, "totals", "crises"),
        mild=_words(path, data, "limits", "mild"),
        tries=_words(path, data, "limits", "tries"),
        accidents=_words(path, data, "limits", "accidents"),
        losing=_words(path, data, "limits", "losing"),
        averting=_words(path, data, "limits", "averting"),
        admitting=_words(path, data, "limits", "admitting"),
        presupposing=_words(path, data, "limits", "presupposing"),
        classes=_classes(victims, who),
        generic=_words(victims, who, "generic"),
        collectives=_words(victims, who, "collectives"),
        wide=_words(victims, who, "wide"),
        stateless=_words(victims, who, "stateless"),
        belonging=_words(victims, who, "belonging"),
        groups=_words(victims, who, "groups"),
        targets=_words(victims, who, "targets"),
    )


def _table(path: Path, data: dict[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise DataError(f"{shown(path)}: table [{name}] is missing; restore it from the repository")
    return table


def _words(path: Path, data: dict[str, Any], name: str, key: str = "words") -> Words:
    return frozenset(words(_table(path, data, name).get(key), at=f"{shown(path)}: [{name}] {key}"))


def _by_word(path: Path, data: dict[str, Any], name: str) -> ByWord:
    found: ByWord = {}
    for measure, listed in _table(path, data, name).items():
        if measure not in get_args(Measure):
            raise DataError(f"{shown(path)}: [{name}] {measure}: no such measure; see codebook section 3")
        for word in words(listed, at=f"{shown(path)}: [{name}] {measure}"):
            if found.setdefault(word, cast(Measure, measure)) != measure:
                raise DataError(f"{shown(path)}: [{name}]: '{word}' is listed under two measures; keep one")
    return found


def _phrases(path: Path, data: dict[str, Any], name: str) -> dict[str, ByWord]:
    found: dict[str, ByWord] = {}
    for phrase, measure in _by_word(path, data, name).items():
        verb, _, beside = phrase.partition(" ")
        if not beside:
            raise DataError(f"{shown(path)}: [{name}] '{phrase}': give a verb and the word beside it")
        found.setdefault(verb, {})[beside] = measure
    return found


def _classes(path: Path, data: dict[str, Any]) -> dict[str, Victims]:
    found: dict[str, Victims] = {}
    for name, listed in _table(path, data, "classes").items():
        if name not in get_args(Victims):
            raise DataError(f"{shown(path)}: [classes] {name}: no such class; see codebook section 3")
        for word in words(listed, at=f"{shown(path)}: [classes] {name}"):
            found.setdefault(word, cast(Victims, name))
    return found
