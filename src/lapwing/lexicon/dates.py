"""Words of time of one language, out of `data/languages/<language>/dates.toml`."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.counts import load_counts

DATA = Path(__file__).parent / "data" / "languages"
_HOLIDAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d-\d\d|easter[+-]\d+|[0-6] -?[1-5] of \d+|islamic \d+(-\d+)?")


class DateWords(Struct, frozen=True):
    """What the words of a language mean in dates. Keys are in lower case.

    `holidays` gives the rule of the day ("12-25", "easter-2", "3 4 of 11", "islamic 10-1"), `month_first` the
    countries (ISO 3166 alpha-3) that write 9/4/2015 for 4 September.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    parts: frozenset[str]
    seasons: dict[str, int]
    decades: dict[str, int]
    holidays: dict[str, str]
    names: tuple[str, ...]
    ahead: frozenset[str]
    dated: frozenset[str]
    timetable: frozenset[str]
    postponing: frozenset[str]
    modals: frozenset[str]
    reporting: frozenset[str]
    month_first: frozenset[str]
    counted: frozenset[str]
    numbers: dict[str, int]
    ordinals: dict[str, int]


def _table(path: Path, data: dict[str, Any], name: str, fits: Callable[[Any], bool]) -> dict[str, Any]:
    """One table of the file, every value of which fits. Raises DataError naming the key that does not."""
    table = data.get(name)
    if not isinstance(table, dict):
        raise DataError(f"{path}: table [{name}] is missing; restore it from the repository")
    for key, value in table.items():
        if not fits(value):
            raise DataError(f"{path}: [{name}] {key} = {value!r} is not understood; mend or remove the line")
    return table


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


@cache
def date_words(language: str = "en") -> DateWords:
    """The date words of a language, loaded once. Raises DataError naming file and key of a bad value."""
    path = DATA / language / "dates.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    number = load_counts(language)
    units = _table(path, data, "units", _is_words)
    tense = _table(path, data, "tense", _is_words)
    return DateWords(
        months=_table(path, data, "months", lambda v: v in range(1, 13)),
        weekdays=_table(path, data, "weekdays", lambda v: v in range(7)),
        units={word: unit for unit, words in units.items() for word in words},
        parts=frozenset(_table(path, data, "parts", _is_words)["words"]),
        seasons=_table(path, data, "seasons", lambda v: v in range(1, 13)),
        decades=_table(path, data, "decades", lambda v: isinstance(v, int) and v % 10 == 0),
        holidays=_table(path, data, "holidays", lambda v: isinstance(v, str) and bool(_HOLIDAY.fullmatch(v))),
        names=tuple(_table(path, data, "names", _is_words)["phrases"]),
        ahead=frozenset(tense["ahead"]),
        dated=frozenset(tense["dated"]),
        timetable=frozenset(tense["timetable"]),
        postponing=frozenset(tense["postponing"]),
        modals=frozenset(tense["modals"]),
        reporting=frozenset(tense["reporting"]),
        month_first=frozenset(_table(path, data, "order", _is_words)["month_first"]),
        counted=frozenset(_table(path, data, "counted", _is_words)["nouns"]),
        numbers=number.cardinals,
        ordinals=number.ordinals,
    )
