"""The gazetteer: countries, divisions, places of 500 people and more, well-known regions, and how to look them up.

Built from GeoNames (CC BY 4.0) by `tools/build_gazetteer.py`; the data's notice stands beside it in `data/places/`.
Opening reads two small indexes; a look-up then reads one or two blocks of some kilobytes.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

from anyascii import anyascii
from msgspec import Struct

from lapwing.lexicon.blockfile import BlockFile
from lapwing.lexicon.load import data_path, read_csv
from lapwing.lexicon.place_words import PlaceWords, load_place_words

FOLDER: Final = Path(__file__).parent / "data" / "places"
ATTRIBUTION: Final = "Place data: GeoNames (www.geonames.org), CC BY 4.0; regions: Lapwing, CC0."

Kind = Literal[
    "country", "capital", "place", "admin1", "admin2", "continent", "region", "island",
    "water", "river", "mountains", "desert", "forest", "line", "landmark",
    "admin3", "area", "valley", "mountain", "stream", "lake", "wood", "road", "spot",
]  # fmt: skip
KINDS: Final[tuple[str, ...]] = get_args(Kind)
TOWNS: Final = frozenset({"capital", "place"})
MINOR: Final = frozenset({"admin3", "area", "valley", "mountain", "stream", "lake", "wood", "road", "spot"})
"""Kinds that only an added country has: they are known where they lie and nowhere else."""

_DROPPED = re.compile(r"['’ʻʼ`´ʿʾ‘\".]")
_BLANK = re.compile(r"[\s\-–—_,/()]+")
_SPELT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


class Entry(Struct, frozen=True):
    """One location of the gazetteer.

    `id` is 'geonames:1220253' or 'lapwing:donbas'; `country` ISO 3166 alpha-3; `admin1` and `admin2` are the ids of the
    divisions that hold it; `where_prec` is UCDP's code; `radius_km` holds most of it (estimated from area, spread
    of places or population).
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    radius_km: float
    where_prec: int
    population: int


class Candidate(Struct, frozen=True):
    """An entry that bears a name; `primary` is true where it is the entry's main name."""

    entry: Entry
    primary: bool


_SOFT = str.maketrans({"q": "k", "c": "k", "w": "v", "y": "i", "j": "j", "x": "ks"})
_PAIRS: Final = (
    ("kh", "k"),
    ("gh", "g"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "z"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
)
_VOWELS = re.compile(r"(?<!^)[aeiouh]+")
_DOUBLED = re.compile(r"(.)\1+")


def sound_key(name: str) -> str:
    """The consonants of a name, roughly as spoken: spellings of one foreign name share it ("Bozoum", "Bazoum").

    Empty where fewer than three sounds are left, as too many names would share it.
    """
    plain = name_key(name).replace(" ", "")
    for pair, sound in _PAIRS:
        plain = plain.replace(pair, sound)
    plain = _DOUBLED.sub(r"\1", _VOWELS.sub("", plain.translate(_SOFT)))
    plain = re.sub(r"^[aeiou]", "a", plain)
    return plain if len(plain) >= 3 else ""


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The form under which a name is looked up: ASCII, lower case, no points or apostrophes, no leading "the"."""
    plain = (name if name.isascii() else anyascii(name)).lower()
    if plain.isalpha():
        return _SPELT.get(plain, plain)
    words = _BLANK.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SPELT.get(word, word) for word in words)


class _Blocks:
    """The three block files of one folder: names to rows, rows, ids to rows."""

    def __init__(self, folder: Path) -> None:
        self._names = BlockFile(folder / "names.blk")
        self._rows = BlockFile(folder / "rows.blk")
        self._ids = BlockFile(folder / "ids.blk")
        self.entry = lru_cache(maxsize=8192)(self._read_entry)

    def __len__(self) -> int:
        return len(self._rows)

    def of_key(self, key: str) -> tuple[Candidate, ...]:
        """The locations of a key, those with it as their main name first, then by population and id."""
        listed = self._names.find(key)
        if listed is None:
            return ()
        found = ((self.entry(int(n.rstrip("*"), 36)), not n.endswith("*")) for n in listed.split())
        city = key + " city"  # "Marawi" is as good a name as "Marawi City"
        candidates = (Candidate(entry, main or name_key(entry.name) == city) for entry, main in found)
        return tuple(sorted(candidates, key=lambda c: not c.primary))

    def numbers(self, entry_id: str) -> list[int]:
        """The rows of an id, or of a key such as 'in:TJK'."""
        return [int(number) for number in (self._ids.find(entry_id) or "").split()]

    def _read_entry(self, number: int) -> Entry:
        id_, name, kind, country, admin1, admin2, lat, lon, radius, prec, population = self._rows.line(
            number
        ).split("\t")
        return Entry(
            _geonames(id_) or id_, name, KINDS[int(kind)], country or None, _geonames(admin1), _geonames(admin2),  # type: ignore[arg-type]
            float(lat), float(lon), float(radius) if radius else town_radius(int(population or 0)), int(prec or 1), int(population or 0),
        )  # fmt: skip


class Gazetteer:
    """Finds the locations that bear a name. Immutable; safe to share between threads that only read.

    `added` are folders of countries that the user added; what the shipped gazetteer says of a location counts, the
    added ones give it more names.
    """

    def __init__(self, folder: Path = FOLDER, added: Sequence[Path] = ()) -> None:
        self._shipped = _Blocks(folder)
        self._added = tuple(_Blocks(each) for each in added)
        self._of_key = lru_cache(maxsize=16384)(self._read_key)

    def __len__(self) -> int:
        return len(self._shipped)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All locations of that name in any spelling known, those of whom it is the main name first, then by
        population and id."""
        return self._of_key(name_key(name))

    def find_alike(self, name: str) -> tuple[Candidate, ...]:
        """Locations with a main name that sounds alike and differs in two letters at most, for a name that has none."""
        key = name_key(name)
        sound = sound_key(name)
        found = self._of_key(f"={sound}") if sound and len(key) >= 5 else ()
        if not found:
            return ()
        from rapidfuzz.distance import Levenshtein

        return tuple(
            Candidate(c.entry, False)
            for c in found
            if Levenshtein.distance(key, name_key(c.entry.name), score_cutoff=2) <= 2
        )

    def abbreviation(self, text: str) -> Entry | None:
        """The state or province that a short form stands for after a town's name ("Austin, Tex."), or None."""
        found = self._of_key("~" + name_key(text))
        return found[0].entry if found else None

    def get(self, entry_id: str) -> Entry | None:
        """The location of an id such as 'geonames:1220253', or None."""
        for blocks in (self._shipped, *self._added):
            for number in blocks.numbers(entry_id):
                return blocks.entry(number)
        return None

    def capital_of(self, country: str) -> Entry | None:
        """The capital of a country given by its ISO 3166 alpha-3 code, or None."""
        return self.get(f"capital:{country}")

    def divisions_of(self, country: str) -> tuple[Entry, ...]:
        """The first-level divisions of a country given by its ISO 3166 alpha-3 code."""
        return tuple(map(self._shipped.entry, self._shipped.numbers(f"in:{country}")))

    @property
    def words(self) -> PlaceWords:
        """The words that say what kind of place is meant."""
        return load_place_words()

    def demonym(self, word: str) -> str | None:
        """The alpha-3 code of the country that an adjective or a people's name belongs to ("Tajik"), or None."""
        return _demonyms().get(word)

    def country(self, country: str) -> Entry | None:
        """The entry of a country given by its ISO 3166 alpha-3 code, or None."""
        return self.get(f"country:{country}")

    def _read_key(self, key: str) -> tuple[Candidate, ...]:
        found = self._shipped.of_key(key)
        more = [c for blocks in self._added for c in blocks.of_key(key)]
        if not more:
            return found
        merged: dict[str, Candidate] = {c.entry.id: c for c in found}
        for candidate in more:
            known = merged.get(candidate.entry.id)
            entry = known.entry if known else self.get(candidate.entry.id) or candidate.entry
            merged[entry.id] = Candidate(entry, candidate.primary or (known is not None and known.primary))
        return tuple(sorted(merged.values(), key=lambda c: (not c.primary, -c.entry.population)))


def town_radius(population: int) -> float:
    """A town's radius in km, from its population: 2 for a village, 4 at 100,000, 12 at a million, 38 at ten."""
    return max(2.0, min(40.0, round(0.012 * math.sqrt(population), 1)))


def _geonames(number: str) -> str | None:
    if not number:
        return None
    return number if ":" in number else f"geonames:{number}"


@lru_cache(maxsize=4)
def load_gazetteer(added: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer that is installed with Lapwing, and the added countries of these folders beside it.

    Raises DataError where files are missing or damaged.
    """
    return Gazetteer(added=added)


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    path = data_path("countries", "countries.csv")
    columns = ("iso3", "iso2", "name", "official", "names", "capitals", "adjectives", "people")
    return {
        word: row["iso3"]
        for _, row in read_csv(path, columns=columns)
        for word in f"{row['adjectives']}|{row['people']}".split("|")
        if word
    }
