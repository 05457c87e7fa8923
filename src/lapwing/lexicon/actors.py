"""The lexicon of actors: who is who among states, bodies, groups and organisations, and what titles and nouns tell.

CSV files under data/countries and data/actors; a user adds rows of his own in a folder of the same layout
(`load_actors(folder)`), whose names are tried beside the shipped ones.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, cast, get_args

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.countries import (
    At,
    Country,
    Name,
    NameUse,
    checked_kind,
    checked_sectors,
    country_names,
    load_countries,
    metonyms,
    parts,
    region_names,
)
from lapwing.lexicon.load import DATA, read_csv
from lapwing.lexicon.phrases import PhraseTable
from lapwing.lexicon.spelling import fold
from lapwing.model.actor import ActorKind
from lapwing.model.claim import Victims

Gender = Literal["f", "m"]

NAME_COLUMNS: Final = ("name", "country", "kind", "sectors", "aliases")
TITLE_COLUMNS: Final = ("title", "sectors", "body", "inherits", "gender")
NOUN_COLUMNS: Final = ("noun", "kind", "sectors", "unit", "victims", "human")
FIRSTNAME_COLUMNS: Final = ("name", "gender")
PERSON_COLUMNS: Final = ("name", "country", "sectors")
_VICTIMS: Final = frozenset(get_args(Victims))
_NAME_FILES: Final[tuple[tuple[str, NameUse], ...]] = (
    ("bodies.csv", "body"),
    ("groups.csv", "group"),
    ("organizations.csv", "organization"),
)


class Title(Struct, frozen=True):
    """A title or occupation ("foreign minister"): sectors of who bears it, the body it belongs to, gender if it
    tells one. `inherits` is true where the body named beside it decides ("army spokesman", "Hamas leader")."""

    title: str
    sectors: tuple[str, ...]
    body: str | None
    inherits: bool
    gender: Gender | None


class Noun(Struct, frozen=True):
    """A common noun for a party ("rebels"): kind and sectors, the class of persons counted (codebook section 3).

    Nouns of one `unit` may name the same actor ("army", "troops"); `human` is true where one of them is a person.
    """

    noun: str
    kind: ActorKind
    sectors: tuple[str, ...]
    unit: str
    victims: Victims
    human: bool


class Person(Struct, frozen=True):
    """A public figure: the words of the name, country (ISO alpha-3) and sectors while in the news.

    `imported` marks one of a list that `lapwing actors import` took, who is known by the full name only.
    """

    words: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]
    imported: bool = False


class ActorLexicon:
    """Everything that `resolve/actors` knows about the world. Immutable by convention."""

    def __init__(
        self,
        *,
        countries: tuple[Country, ...],
        names: PhraseTable[Name],
        titles: dict[str, Title],
        nouns: dict[str, Noun],
        first_names: dict[str, Gender],
        people: tuple[Person, ...] = (),
    ) -> None:
        self.countries = {each.iso3: each for each in countries}
        self.names = names
        self.titles = titles
        self.nouns = nouns
        self.first_names = first_names
        self._people = people

    @cached_property
    def _by_word(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, list[Person]] = {}
        for person in self._people:
            for word in {fold(person.words[0]), fold(person.words[-1])}:
                found.setdefault(word, []).append(person)
        return {word: tuple(people) for word, people in found.items()}

    def people(self, word: str) -> tuple[Person, ...]:
        """Public figures whose first or last name is this word, in any transliteration with an equal key."""
        return self._by_word.get(fold(word), ())

    def victims_of(self, noun: str) -> Victims | None:
        """The class of victims that a noun lemma tells ("soldier": military), None for a noun not listed."""
        found = self.nouns.get(noun.lower())
        return found.victims if found else None


def load_actors(*extra: Path, imported: Sequence[Path] = ()) -> ActorLexicon:
    """The shipped lexicon, with the rows of a user's folders `extra` (`countries/`, `actors/`) and of imported lists added.

    Raises DataError with file and line for a bad row, and where a shipped file is missing.
    """
    folders = [DATA, *extra, *imported]
    countries: tuple[Country, ...] = ()
    names: list[tuple[str, Name]] = []
    titles: dict[str, Title] = {}
    nouns: dict[str, Noun] = {}
    first_names: dict[str, Gender] = {}
    people: tuple[Person, ...] = ()
    for folder in folders:
        if _has(folder, "countries", "countries.csv"):
            found = load_countries(folder / "countries")
            countries += found
            names += country_names(found)
        names += _names(folder)
        titles |= {row.title: row for row in _titles(folder)}
        nouns |= {row.noun: row for row in _nouns(folder)}
        first_names |= dict(_first_names(folder))
        people += tuple(_people(folder, imported=folder in imported))
    return ActorLexicon(
        countries=countries,
        names=PhraseTable(names),
        titles=titles,
        nouns=nouns,
        first_names=first_names,
        people=people,
    )


def _has(folder: Path, *below: str) -> bool:
    """Whether a folder holds a file; the shipped folder must, so there the answer is always yes."""
    return folder == DATA or folder.joinpath(*below).exists()


def _names(folder: Path) -> Iterator[tuple[str, Name]]:
    if _has(folder, "countries", "regions.csv"):
        yield from region_names(folder / "countries")
    if _has(folder, "countries", "metonyms.csv"):
        yield from metonyms(folder / "countries")
    for file, use in _NAME_FILES:
        if _has(folder, "actors", file):
            yield from _actor_names(folder / "actors" / file, use)


def _actor_names(path: Path, use: NameUse) -> Iterator[tuple[str, Name]]:
    for line, row in read_csv(path, columns=NAME_COLUMNS):
        at = At(path, line)
        if not row["name"]:
            raise DataError(f"{at}: the name is empty")
        known = Name(
            use,
            row["name"],
            row["country"] or None,
            checked_kind(row["kind"], at),
            checked_sectors(row["sectors"], at),
        )
        yield row["name"], known
        yield from ((alias, known) for alias in parts(row["aliases"]))


def _titles(folder: Path) -> Iterator[Title]:
    if not _has(folder, "actors", "titles.csv"):
        return
    path = folder / "actors" / "titles.csv"
    for line, row in read_csv(path, columns=TITLE_COLUMNS):
        at = At(path, line)
        if row["inherits"] not in ("yes", "no") or not row["title"]:
            raise DataError(f"{at}: needs a title, and yes or no under inherits")
        yield Title(
            _lower(row["title"]), checked_sectors(row["sectors"], at), row["body"] or None,
            row["inherits"] == "yes", _gender(row["gender"], at),
        )  # fmt: skip


def _nouns(folder: Path) -> Iterator[Noun]:
    if not _has(folder, "actors", "nouns.csv"):
        return
    path = folder / "actors" / "nouns.csv"
    for line, row in read_csv(path, columns=NOUN_COLUMNS):
        at = At(path, line)
        if row["victims"] not in _VICTIMS or row["human"] not in ("yes", "no") or not row["noun"]:
            raise DataError(
                f"{at}: needs a noun, a class of victims of the codebook, and yes or no under human"
            )
        yield Noun(
            _lower(row["noun"]), checked_kind(row["kind"], at), checked_sectors(row["sectors"], at),
            row["unit"] or row["noun"], cast(Victims, row["victims"]), row["human"] == "yes",
        )  # fmt: skip


def _first_names(folder: Path) -> Iterator[tuple[str, Gender]]:
    if not _has(folder, "actors", "firstnames.csv"):
        return
    path = folder / "actors" / "firstnames.csv"
    for line, row in read_csv(path, columns=FIRSTNAME_COLUMNS):
        gender = _gender(row["gender"], At(path, line))
        if gender is None:
            raise DataError(f"{At(path, line)}: gender must be f or m")
        yield row["name"].lower(), gender


def _people(folder: Path, *, imported: bool) -> Iterator[Person]:
    if not _has(folder, "actors", "persons.csv"):
        return
    path = folder / "actors" / "persons.csv"
    for line, row in read_csv(path, columns=PERSON_COLUMNS):
        at = At(path, line)
        if len(row["country"]) != 3 or " " not in row["name"]:
            raise DataError(f"{at}: needs a name of two words or more, and a country (3 letters)")
        words = tuple(word for word in row["name"].replace("-", " ").split() if word not in ("al", "el"))
        yield Person(words, row["country"], checked_sectors(row["sectors"], at), imported)


def _gender(field: str, at: At) -> Gender | None:
    if field not in ("", "f", "m"):
        raise DataError(f"{at}: gender '{field}' must be f, m or empty")
    return cast(Gender, field) if field else None


def _lower(words: str) -> str:
    return words.lower().replace("-", " ").replace(".", "").replace("'", " ").strip()
