"""One line of a GeoNames dump: checked, and turned into a location with its names; or the reason why it is refused."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, read_csv
from lapwing.lexicon.places import KINDS, name_key, sound_key

COLUMNS: Final = 19
_LONGEST_NAME: Final = 200
_LONGEST_ALIAS: Final = 60
_NOT_IN_NAMES: Final = re.compile(r"[\d,()/:;|<>{}\[\]=_@#]")
_HEARD: Final = frozenset({"place", "capital", "admin1"})

Fault = Literal[
    "columns", "encoding", "id", "name", "coordinates", "population", "feature", "country", "double"
]  # fmt: skip
FAULTS: Final[dict[Fault, str]] = {
    "columns": f"has not the {COLUMNS} columns, parted by tabs, of a GeoNames dump",
    "encoding": "is not UTF-8",
    "id": "has no number as its id",
    "name": "has no name, or one that is too long or holds control characters",
    "coordinates": "has no coordinates on the globe",
    "population": "has no number as its population",
    "feature": "has a feature class that GeoNames does not have",
    "country": "belongs to another country",
    "double": "has an id that an earlier line has",
}


class Feature(NamedTuple):
    """What a feature code of GeoNames is here: the number of its kind, its radius in km (empty: by population), its where_prec."""

    kind: int
    radius: str
    where_prec: int


class Located(NamedTuple):
    """A location of a dump. `row` is its line of the gazetteer but for the divisions, which are codes still; `keys` are its
    look-up keys, a star behind the id where the name is not its main one."""

    number: int
    row: str
    keys: tuple[str, ...]


@cache
def features() -> dict[str, Feature]:
    """The feature codes and classes of `features.csv`. Raises DataError with file and line where a row is ill-formed."""
    path = data_path("places", "features.csv")
    found = {}
    for line, row in read_csv(path, columns=("feature", "kind", "radius_km", "where_prec")):
        if row["kind"] not in KINDS or not row["where_prec"].isdigit():
            raise DataError(f"{path.name}, line {line}: needs a kind of the gazetteer and a where_prec")
        found[row["feature"]] = Feature(KINDS.index(row["kind"]), row["radius_km"], int(row["where_prec"]))
    return found


def located(line: bytes, *, iso2: str, iso3: str, known: dict[str, Feature]) -> Located | Fault:
    """The location that a line of a dump tells, or what is wrong with the line."""
    try:
        fields = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return "encoding"
    if len(fields) != COLUMNS:
        return "columns"
    id_, name, plain, aliases, lat, lon, group, code, country = fields[:9]
    fault = _fault(id_, name, lat, lon, fields[14])
    if fault is not None:
        return fault
    if country != iso2:
        return "country"
    feature = known.get(code) or known.get(group)
    if feature is None:
        return "feature"
    row = "\t".join((
        id_, name, str(feature.kind), iso3, fields[10], fields[11], f"{float(lat):.4f}", f"{float(lon):.4f}", feature.radius,
        str(feature.where_prec) if feature.where_prec > 1 else "", fields[14].lstrip("0"),
    ))  # fmt: skip
    return Located(int(id_), row, _keys(id_, name, plain, aliases, sound=KINDS[feature.kind] in _HEARD))


def _fault(id_: str, name: str, lat: str, lon: str, population: str) -> Fault | None:
    if not (id_.isascii() and id_.isdigit() and len(id_) < 12):
        return "id"
    if not name.strip() or len(name) > _LONGEST_NAME or min(name) < " ":
        return "name"
    try:
        on_globe = -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180
    except ValueError:
        return "coordinates"
    if not on_globe:
        return "coordinates"
    if population and not (population.isascii() and population.isdigit() and len(population) < 11):
        return "population"
    return None


def _keys(id_: str, name: str, plain: str, aliases: str, *, sound: bool) -> tuple[str, ...]:
    main = {name_key(name)}
    if plain != name:
        main.add(name_key(plain))
    others = {name_key(a) for a in aliases.split(",") if usable(a)} - main if aliases else set()
    keys = [f"{key}\t{id_}" for key in main if key]
    keys += [f"{key}\t{id_}*" for key in others if key]
    if sound and (heard := sound_key(name)):
        keys.append(f"={heard}\t{id_}")
    return tuple(keys)


def usable(name: str) -> bool:
    """Whether another name may be looked up: no code, web address, romanised common word or abbreviation."""
    if not 2 <= len(name) <= _LONGEST_ALIAS or _NOT_IN_NAMES.search(name):
        return False
    return not name.isascii() or not (
        len(name) < 3 or name[0].islower() or (name.isupper() and len(name) <= 4)
    )
