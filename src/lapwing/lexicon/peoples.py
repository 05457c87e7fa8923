"""Which country a people, an adjective or a country's or capital's name belongs to, out of data/countries/countries.csv."""

from functools import cache

from msgspec import Struct

from lapwing.lexicon.countries import load_countries


class Peoples(Struct, frozen=True):
    """Names in lower case with the country (ISO 3166 alpha-3) that they belong to.

    `people` holds peoples and adjectives ("americans", "american"), `places` countries and capitals. A name of two
    countries ("Congolese") belongs to the one that is listed first.
    """

    people: dict[str, str]
    places: dict[str, str]


@cache
def load_peoples() -> Peoples:
    """The names of countries and peoples, loaded once. Raises DataError where the file is damaged."""
    people: dict[str, str] = {}
    places: dict[str, str] = {}
    for country in load_countries():
        for name in (*country.people, *country.adjectives):
            people.setdefault(name.lower(), country.iso3)
        for name in (country.name, country.official, *country.names, *country.capitals):
            if name:
                places.setdefault(name.lower(), country.iso3)
    return Peoples(people, places)
