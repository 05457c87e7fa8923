"""Number words of one language, out of `data/languages/<language>/counts.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

from lapwing.errors import DataError

DATA = Path(__file__).parent / "data" / "languages"


class NumberWords(Struct, frozen=True):
    """Words for numbers, in lower case: "seven" 7, "hundred" 100, "third" 3."""

    cardinals: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]


@cache
def number_words(language: str = "en") -> NumberWords:
    """The number words of a language, loaded once. Raises DataError naming file and key of a bad value."""
    path = DATA / language / "counts.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("cardinals", "scales", "ordinals"):
        for word, value in data.get(name, {"": None}).items():
            if not isinstance(value, int):
                raise DataError(
                    f"{path}: [{name}] {word} = {value!r} is not a whole number; mend or remove the line"
                )
    return NumberWords(data["cardinals"], data["scales"], data["ordinals"])
