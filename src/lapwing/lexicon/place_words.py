"""Words that say what kind of place a text means and where something lies from it (`data/places/words.csv`)."""

from functools import lru_cache
from typing import Final

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_csv

_KIND_USES: Final = frozenset({"division", "county", "town", "country", "water", "land"})


class PlaceWords(Struct, frozen=True):
    """Words that say what kind of place is meant and where something lies from it (`words.csv`).

    `kinds` gives the use of a kind word ("province" → "division"), `bearings` degrees clockwise from north, `units`
    kilometres, `stands` what "the city" may stand for; `verbs` and `nouns` are the sets of the file by use.
    """

    kinds: dict[str, str]
    bearings: dict[str, float]
    units: dict[str, float]
    stands: dict[str, str]
    locates: frozenset[str]
    reach: frozenset[str]
    motion: frozenset[str]
    static: frozenset[str]
    facility: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """The words of `words.csv`. Raises DataError with file and line where a row is ill-formed."""
    kinds: dict[str, str] = {}
    by_use: dict[str, dict[str, str]] = {
        u: {}
        for u in ("direction", "unit", "stands", "locates", "reach", "motion", "static", "facility", "common")
    }
    path = data_path("places", "words.csv")
    for number, row in read_csv(path, columns=("use", "value", "words")):
        use, words = row["use"], row["words"].split()
        if use in _KIND_USES:
            kinds |= {word: use for word in words if word not in kinds}
        elif use in by_use:
            by_use[use] |= dict.fromkeys(words, row["value"])
        else:
            raise DataError(f"{path.name}, line {number}: unknown use '{use}'")
    try:
        bearings = {w: float(v) for w, v in by_use["direction"].items()}
        units = {w: float(v) for w, v in by_use["unit"].items()}
    except ValueError as error:
        raise DataError(f"{path.name}: a direction or unit without its number ({error})") from None
    sets = {
        use: frozenset(by_use[use]) for use in ("locates", "reach", "motion", "static", "facility", "common")
    }
    return PlaceWords(kinds, bearings, units, by_use["stands"], **sets)
