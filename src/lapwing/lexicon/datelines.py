"""The frame around a report in plain words: months, agencies, credit phrases, caption marks, page furniture."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_toml, shown, words


@dataclass(frozen=True)
class FrameWords:
    """The lists of datelines.toml. `months` maps lower-case names to 1-12; the rest is as written there."""

    months: Mapping[str, int]
    not_places: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    agencies: tuple[str, ...]
    credit_phrases: tuple[str, ...]
    credit_openings: tuple[str, ...]
    caption_openings: tuple[str, ...]
    picture_credits: tuple[str, ...]
    boilerplate_openings: tuple[str, ...]
    boilerplate_phrases: tuple[str, ...]


def load_frame_words(path: Path | None = None) -> FrameWords:
    """The lists of one language. Raises DataError naming file and table where one is missing or ill-formed."""
    path = path or data_path("languages", "en", "datelines.toml")
    table = read_toml(path)

    def listed(section: str, key: str) -> tuple[str, ...]:
        return _listed(path, table, section, key)

    return FrameWords(
        months=_months(path, table),
        not_places=frozenset(listed("datelines", "not_places")),
        published=listed("datelines", "published"),
        updated=listed("datelines", "updated"),
        agencies=listed("credits", "agencies"),
        credit_phrases=listed("credits", "phrases"),
        credit_openings=listed("credits", "openings"),
        caption_openings=listed("captions", "openings"),
        picture_credits=listed("captions", "pictures"),
        boilerplate_openings=listed("boilerplate", "openings"),
        boilerplate_phrases=listed("boilerplate", "phrases"),
    )


def _listed(path: Path, table: dict[str, Any], section: str, key: str) -> tuple[str, ...]:
    try:
        value = table[section][key]
    except (KeyError, TypeError):
        raise DataError(f"{shown(path)}: [{section}] {key} is missing; write the list") from None
    return words(value, at=f"{shown(path)}, [{section}] {key}")


def _months(path: Path, table: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number in range(1, 13):
        for name in _listed(path, table, "months", str(number)):
            found[name.casefold()] = number
    return found


@cache
def shared_frame_words() -> FrameWords:
    """The shipped lists, read at the first call."""
    return load_frame_words()
