"""Countries, their peoples and parts, and the names that stand for their governments (data/countries/)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import DATA, read_csv, shown
from lapwing.model.actor import SECTORS, ActorKind

NameUse = Literal[
    "country", "capital", "people", "region", "region-people", "none", "metonym", "group", "body", "organization"
]  # fmt: skip

COUNTRY_COLUMNS: Final = ("iso3", "iso2", "name", "official", "names", "capitals", "adjectives", "people")
REGION_COLUMNS: Final = ("name", "iso3", "use")
METONYM_COLUMNS: Final = ("name", "country", "kind", "sectors", "actor")
_REGION_USE: Final[dict[str, NameUse]] = {"place": "region", "people": "region-people", "none": "none"}
_KINDS: Final = frozenset(get_args(ActorKind))


class Country(Struct, frozen=True):
    """A state or territory of ISO 3166 (and Kosovo, XKX): its codes and every name of it and its people."""

    iso3: str
    iso2: str
    name: str
    official: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


class Name(Struct, frozen=True):
    """What a name stands for: the actor's own name, its country (ISO alpha-3 or null), kind and sectors.

    `use` tells how the name was listed: a country's own name, its capital, its people ("Turkish", "Turks"), a
    part of it, or that part's people; "none" is a name that only looks like one of these ("Indiana Jones").
    """

    use: NameUse
    name: str
    country: str | None
    kind: ActorKind
    sectors: tuple[str, ...]


class At(NamedTuple):
    """A line of a data file, worded only when an error names it (wording a path costs 15 µs)."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{shown(self.path)}, line {self.line}"


def load_countries(folder: Path | None = None) -> tuple[Country, ...]:
    """All countries by code. Raises DataError with file and line for a bad row."""
    path = (folder or DATA / "countries") / "countries.csv"
    rows = tuple(_country(path, line, row) for line, row in read_csv(path, columns=COUNTRY_COLUMNS))
    if len({row.iso3 for row in rows}) != len(rows):
        raise DataError(f"{shown(path)}: a country stands there twice; join the two rows")
    return rows


def _country(path: Path, line: int, row: dict[str, str]) -> Country:
    if not (len(row["iso3"]) == 3 and len(row["iso2"]) == 2 and row["name"]):
        raise DataError(f"{At(path, line)}: needs iso3 (3 letters), iso2 (2 letters) and a name")
    return Country(
        row["iso3"], row["iso2"], row["name"], row["official"], parts(row["names"]), parts(row["capitals"]),
        parts(row["adjectives"]), parts(row["people"]),
    )  # fmt: skip


def country_names(countries: tuple[Country, ...]) -> Iterator[tuple[str, Name]]:
    """Every name of every country with what it stands for: the state; for a people, its country."""
    for each in countries:
        state = Name("country", each.name, each.iso3, "state", ("GOV",))
        yield from ((name, state) for name in (each.name, each.official, *each.names) if name)
        seat = Name("capital", each.name, each.iso3, "state", ("GOV",))
        yield from ((name, seat) for name in each.capitals)
        people = Name("people", each.name, each.iso3, "public", ("CVL",))
        yield from ((name, people) for name in (*each.adjectives, *each.people))


def region_names(folder: Path | None = None) -> Iterator[tuple[str, Name]]:
    """Parts of countries and their peoples, and names that are no country's though they look it."""
    path = (folder or DATA / "countries") / "regions.csv"
    for line, row in read_csv(path, columns=REGION_COLUMNS):
        use = _REGION_USE.get(row["use"])
        if use is None or (use == "none") != (row["iso3"] == ""):
            raise DataError(f"{At(path, line)}: use is place or people with a country, or none without")
        yield row["name"], Name(use, row["name"], row["iso3"] or None, "public", ("CVL",))


def metonyms(folder: Path | None = None) -> Iterator[tuple[str, Name]]:
    """Buildings, streets and squares that speak for a government or body ("the Kremlin said")."""
    path = (folder or DATA / "countries") / "metonyms.csv"
    for line, row in read_csv(path, columns=METONYM_COLUMNS):
        at = At(path, line)
        yield (
            row["name"],
            Name(
                "metonym",
                row["actor"],
                row["country"] or None,
                checked_kind(row["kind"], at),
                checked_sectors(row["sectors"], at),
            ),
        )


def parts(field: str) -> tuple[str, ...]:
    """The values of a field that holds several, parted by '|'."""
    return tuple(field.split("|")) if field else ()


def checked_kind(kind: str, at: At) -> ActorKind:
    """An actor kind of the codebook. Raises DataError naming the place `at`."""
    if kind not in _KINDS:
        raise DataError(f"{at}: kind '{kind}' is none of {', '.join(sorted(_KINDS))}")
    return kind  # type: ignore[return-value]


def checked_sectors(field: str, at: At) -> tuple[str, ...]:
    """PLOVER sectors parted by '|', the main one first. Raises DataError naming the place `at`."""
    sectors = parts(field)
    if not sectors or any(sector not in SECTORS for sector in sectors):
        raise DataError(f"{at}: sectors '{field}' must be some of {', '.join(SECTORS)}, parted by '|'")
    return sectors
