"""The small words of each language, by which ingest tells what a text is written in."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_csv, shown

_COLUMNS = ("language", "name", "script", "words")


@dataclass(frozen=True)
class Language:
    """One language: ISO 639-1 code, English name, the Unicode name of its script, its commonest words."""

    code: str
    name: str
    script: str
    words: frozenset[str]


def load_languages(path: Path | None = None) -> tuple[Language, ...]:
    """Every language of the table, in its order. Raises DataError with file and line for a bad row."""
    path = path or data_path("languages", "stopwords.csv")
    return tuple(_language(path, line, row) for line, row in read_csv(path, columns=_COLUMNS))


def _language(path: Path, line: int, row: dict[str, str]) -> Language:
    if not (row["language"] and row["name"] and row["script"].isupper()):
        raise DataError(
            f"{shown(path)}, line {line}: language, name and script (in capitals) must be filled in"
        )
    return Language(row["language"], row["name"], row["script"], frozenset(row["words"].split()))


@cache
def shared_languages() -> tuple[Language, ...]:
    """The shipped table, read at the first call."""
    return load_languages()


def language_name(code: str | None) -> str:
    """The English name of a language code, 'another language' where the table has none."""
    return next((each.name for each in shared_languages() if each.code == code), "another language")
