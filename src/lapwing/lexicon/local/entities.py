"""One line of FollowTheMoney JSON (as OpenSanctions publishes it): a party with names, country and sectors, or why not."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Struct

from lapwing.lexicon.countries import load_countries
from lapwing.lexicon.load import data_path, read_csv
from lapwing.model.actor import SECTORS, ActorKind

File = Literal["persons", "bodies", "groups", "organizations"]
Fault = Literal["json", "entity", "double", "name", "common", "country"]
FAULTS: Final[dict[Fault, str]] = {
    "json": "is no JSON object",
    "entity": "is no FollowTheMoney entity: it needs an id, a schema and properties",
    "double": "has an id that an earlier line has",
    "name": "has no name in Latin letters that can be looked up (a person's needs two words)",
    "common": "has only names that mean something else: an ordinary word, a country, a people, a place, a first name",
    "country": "is a person without a country, or with several of which none is the main one",
}
PERSON: Final = frozenset({"Person"})
_FILES: Final[dict[str, tuple[File, str]]] = {
    "PublicBody": ("bodies", "GOV"),
    "Organization": ("organizations", "UNK"),
    "Company": ("organizations", "BUS"),
    "LegalEntity": ("organizations", "UNK"),
    "Airline": ("organizations", "BUS"),
    "Bank": ("organizations", "BUS"),
}
_PERSONS_COUNTRY: Final = ("mainCountry", "nationality", "citizenship", "country")
_BODYS_COUNTRY: Final = ("mainCountry", "jurisdiction", "country")
_VOWEL: Final = re.compile("[AEIOUYaeiouy]")
_NAMES: Final = ("name", "alias", "weakAlias", "previousName", "abbreviation")


class Entity(Struct, frozen=True):
    """An entity as it stands in the file."""

    id: str
    schema: str
    properties: dict[str, list[Any]]
    caption: str = ""

    def texts(self, *names: str) -> list[str]:
        """The values of some properties that are text, in their order, each once."""
        found = (v.strip() for name in names for v in self.properties.get(name, ()) if isinstance(v, str))
        return list(dict.fromkeys(v for v in found if v))


class Party(NamedTuple):
    """What a line tells: the file of the lexicon it belongs to, its names (the first is the main one), the rest of the row."""

    file: File
    names: tuple[str, ...]
    country: str
    kind: ActorKind
    sectors: tuple[str, ...]


def entity_of(line: bytes) -> Entity | Fault:
    """The entity of a line."""
    try:
        return msgspec.json.decode(line, type=Entity)
    except msgspec.ValidationError:
        return "entity"
    except msgspec.DecodeError:
        return "json"


def is_party(entity: Entity) -> bool:
    """Whether an entity is one that can act; addresses, sanctions, ownerships and the like are none."""
    return entity.schema in PERSON or entity.schema in _FILES


def party_of(entity: Entity, posts: Sequence[str], titles: "Titles") -> Party | Fault:
    """The party that an entity is; `posts` are positions told elsewhere in the file. Names are not yet weighed."""
    topics = [topic for topic in topics_by_rank() if topic in entity.texts("topics")]
    told = [topics_by_rank()[topic] for topic in topics]
    person = entity.schema in PERSON
    country = _country(entity, _PERSONS_COUNTRY if person else _BODYS_COUNTRY)
    names = tuple(
        dict.fromkeys(
            n for raw in ([entity.caption], entity.texts(*_NAMES)) for n in map(tidy, raw) if latin(n)
        )
    )
    if not names:
        return "name"
    if person:
        if not country:
            return "country"
        sectors = [s for post in [*entity.texts("position"), *posts] for s in titles.sectors(post)]
        return Party(
            "persons",
            names,
            country,
            "person",
            _sectors([*sectors, *(s for _, of in told for s in of)], "UNK"),
        )
    file, usual = _FILES[entity.schema]
    kind: ActorKind = "armed-group" if any(kind == "armed-group" for kind, _ in told) else "organization"
    if kind == "armed-group":
        file = "groups"
    return Party(file, names, country, kind, _sectors([s for _, of in told for s in of], usual))


class Titles:
    """The titles of the lexicon, to read the sectors of a position out of its words."""

    def __init__(self, rows: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._sectors = dict(rows)

    def sectors(self, position: str) -> tuple[str, ...]:
        """The sectors of the longest title in a position ("Deputy Minister of Defence": those of "deputy minister")."""
        words = position.lower().replace("-", " ").replace(",", " ").split()
        for size in range(min(5, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                found = self._sectors.get(" ".join(words[at : at + size]))
                if found:
                    return found
        return ()


@cache
def topics_by_rank() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Topic to kind and sectors, the most telling first. Raises DataError where the file is ill-formed."""
    path = data_path("actors", "topics.csv")
    return {
        row["topic"]: (row["kind"], tuple(row["sectors"].split("|")))
        for _, row in read_csv(path, columns=("topic", "kind", "sectors"))
    }


def tidy(name: str) -> str:
    """A name as news writes it: "PUTIN, Vladimir" and "PUTIN Vladimir" are "Vladimir Putin", blanks are single."""
    name = " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    if name.count(",") == 1:
        last, _, first = name.partition(", ")
        name = f"{first} {last}" if first and len(last.split()) <= 2 and len(first.split()) <= 3 else name
    words = name.split()
    shouted = [len(w) > 2 and w.isupper() for w in words]
    if len(words) > 1 and shouted[0] and not any(shouted[1:]) and all(w[:1].isupper() for w in words):
        words = [*words[1:], words[0]]
    if len(words) > 1 and name.isupper():
        words = [w.title() if len(w) > 2 and _VOWEL.search(w) else w for w in words]
    elif len(words) > 1 and (shouted[0] or shouted[-1]):
        words = [w.title() if len(w) > 4 and w.isupper() and _VOWEL.search(w) else w for w in words]
    return " ".join(words)


def latin(name: str) -> bool:
    """Whether a name can stand in English text: Latin letters, of a sensible length, no table's punctuation."""
    return (
        2 <= len(name) <= 120
        and any(c.isalpha() for c in name)
        and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼʿʾ–" for c in name)
        and not any(c in '|;\n\r\t"<>{}[]' or c < " " for c in name)
        and len(name.split()) <= 12
    )


def _sectors(found: Iterable[str], usual: str) -> tuple[str, ...]:
    listed = tuple(s for s in dict.fromkeys(found) if s in SECTORS and s != "UNK")
    return listed[:3] or (usual,)


def _country(entity: Entity, properties: Sequence[str]) -> str:
    """The one country (alpha-3) of the first property that tells any; '' where it tells none or several."""
    for name in properties:
        codes = {c for v in entity.texts(name) if (c := _codes().get(v.lower()))}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


@cache
def _codes() -> dict[str, str]:
    return {code.lower(): c.iso3 for c in load_countries() for code in (c.iso2, c.iso3)} | {"xk": "XKX"}
