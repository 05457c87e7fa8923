"""The lexicon of actors: names told apart, bad rows refused with file and line, users' rows added."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.errors import DataError
from lapwing.lexicon.actors import ActorLexicon, load_actors
from lapwing.lexicon.countries import load_countries
from lapwing.lexicon.load import DATA
from lapwing.lexicon.phrases import PhraseTable, words_of
from lapwing.lexicon.spelling import fold, same_word


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return load_actors()


def named(lexicon: ActorLexicon, text: str) -> list[tuple[str, str | None]]:
    """Names found in a text, with the country of the first thing each may stand for."""
    return [(text[h.start : h.end], h.entries[0].country) for h in lexicon.names.find(words_of(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Indiana Jones landed.", [("Indiana Jones", None)]),
        ("Niger, not Nigeria.", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        (
            "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea",
            [("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG")],
        ),
        (
            "Congo-Brazzaville and the Democratic Republic of Congo",
            [("Congo-Brazzaville", "COG"), ("Democratic Republic of Congo", "COD")],
        ),
        ("Kosovo is not Serbia", [("Kosovo", "XKX"), ("Serbia", "SRB")]),
        ("North Korean and South Korean", [("North Korean", "PRK"), ("South Korean", "KOR")]),
        ("Côte d’Ivoire and Cote d'Ivoire", [("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV")]),
        ("Gulf of Mexico, New Mexico, Mexico", [("Gulf of Mexico", None), ("New Mexico", "USA"), ("Mexico", "MEX")]),
        ("It told us that the US agreed", [("US", "USA")]),
        ("The Dominican Republic and Dominica", [("Dominican Republic", "DOM"), ("Dominica", "DMA")]),
        ("a turkey, a chad, the reunion", []),
        ("Latin American leaders", [("Latin American", None)]),
    ],
)  # fmt: skip
def test_the_longest_whole_word_name_wins(
    lexicon: ActorLexicon, text: str, found: list[tuple[str, str | None]]
) -> None:
    assert named(lexicon, text) == found


def test_every_country_is_found_by_every_name_of_its_own(lexicon: ActorLexicon) -> None:
    for country in load_countries():
        for name in (country.name, country.official, *country.names):
            held = {entry.country for entry in lexicon.names.exactly(name)}
            assert not name or country.iso3 in held, (country.iso3, name)


def test_countries_are_those_of_iso_3166_and_kosovo() -> None:
    countries = load_countries()
    assert len(countries) == 250
    assert len({country.iso2 for country in countries}) == 250
    assert "XKX" in {country.iso3 for country in countries}


def test_known_bodies_and_groups(lexicon: ActorLexicon) -> None:
    kinds = {
        name: lexicon.names.exactly(name)[0] for name in ("Kremlin", "Daesh", "CSTO", "Knesset", "VOA", "MSF")
    }
    assert (kinds["Kremlin"].kind, kinds["Kremlin"].country) == ("government", "RUS")
    assert (kinds["Daesh"].name, kinds["Daesh"].sectors) == ("Islamic State", ("REB",))
    assert kinds["CSTO"].kind == "alliance"
    assert kinds["Knesset"].sectors == ("LEG",)
    assert kinds["VOA"].sectors == ("JRN",)
    assert kinds["MSF"].name == "Doctors Without Borders"


def test_how_much_is_listed() -> None:
    rows = {
        file: len((DATA / "actors" / file).read_text().splitlines()) - 1
        for file in ("groups.csv", "organizations.csv")
    }
    assert rows["groups.csv"] >= 250
    assert rows["organizations.csv"] >= 300


def test_nouns_tell_victims(lexicon: ActorLexicon) -> None:
    told = {
        noun: lexicon.victims_of(noun) for noun in ("soldier", "villager", "rebel", "journalist", "gizmo")
    }
    assert told == {
        "soldier": "military",
        "villager": "civilians",
        "rebel": "rebels",
        "journalist": "journalists",
        "gizmo": None,
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gaddafi", "Qaddafi"), ("Kadhafi", "Gadhafi"), ("Rahmon", "Rakhmon"), ("Emomali", "Imomali"),
        ("Zelensky", "Zelenskyy"), ("Mohammed", "Muhammad"), ("Erdoğan", "Erdogan"), ("Milošević", "Milosevic"),
        ("Yanukovich", "Yanukovych"), ("Abdullah", "Abdallah"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hassan", "Hussein"), ("Ivanov", "Ivanova"), ("Obama", "Osama"), ("Martin", "Martinez"), ("Kerry", "Curry"), ("Kim", "Kem")],
)  # fmt: skip
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert not same_word(one, other)


def test_fold_is_stable() -> None:
    assert fold("Qaddafi") == fold("Gadhafi") == fold("Kadafi") == "kadafi"


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_words_has_no_direction(one: str, other: str) -> None:
    assert same_word(one, other) == same_word(other, one)


@given(st.text(max_size=200))
def test_words_and_names_quote_any_text(lexicon: ActorLexicon, text: str) -> None:
    found = words_of(text)
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(found))
    hits = lexicon.names.find(found)
    assert all(a.end <= b.start for a, b in pairwise(hits))


def test_a_name_with_a_capital_needs_one() -> None:
    table = PhraseTable([("Dawn", "paper"), ("world body", "un")])
    assert [h.entries for h in table.find(words_of("at dawn, Dawn and the world body"))] == [
        ("paper",),
        ("un",),
    ]


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("groups.csv", "Red Band,XYZ,band,REB,", "kind 'band'"),
        ("organizations.csv", "Red Band,,organization,ABC,", "sectors 'ABC'"),
        ("nouns.csv", "widget,group,UNK,,widgets,yes", "class of victims"),
        ("titles.csv", "grand duke,ELI,,perhaps,m", "yes or no"),
        ("firstnames.csv", "Alex,x", "gender 'x'"),
        ("persons.csv", "Madonna,USA,ELI", "name of two words"),
        ("bodies.csv", "Half a row,USA", "fields"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, file: str, row: str, message: str) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    header = (DATA / "actors" / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"{re.escape(file)}, line 2: .*{re.escape(message)}"):
        load_actors(tmp_path)


def test_a_country_listed_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "countries"
    shutil.copytree(DATA / "countries", folder)
    path = folder / "countries.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="stands there twice"):
        load_countries(folder)


def test_a_user_adds_rows(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "groups.csv").write_text(
        "name,country,kind,sectors,aliases\nHill Front,NPL,armed-group,REB,HF|Hill People's Front\n",
        encoding="utf-8",
    )
    mine = load_actors(tmp_path)
    assert mine.names.exactly("Hill People's Front")[0].country == "NPL"
    assert mine.names.exactly("Taliban")[0].country == "AFG"
