"""`lapwing actors import`: an invented FollowTheMoney file, the account of its lines, and what readings make of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from lapwing.lexicon.actors import ActorLexicon, load_actors
from lapwing.lexicon.load import read_csv
from lapwing.lexicon.local import parties as parties_module
from lapwing.lexicon.local.entities import tidy, topics_by_rank
from lapwing.lexicon.local.extras import load_extras
from lapwing.lexicon.local.shelf import added
from lapwing.model.actor import SECTORS
from tests.cli.conftest import Lapwing


def entity(id: str, schema: str, caption: str, **properties: Any) -> str:
    """One line of the file."""
    return json.dumps(
        {"id": id, "schema": schema, "caption": caption, "properties": properties}, ensure_ascii=False
    )


LINES = (
    entity("a1", "Person", "Aziz Nurovsho", name=["Азиз Нуровшо", "NUROVSHO, Aziz"], nationality=["tj"], topics=["role.pep"],
           position=["Deputy Minister of Defence"]),
    entity("a2", "Person", "Lola Qodirshoeva", citizenship=["tj"], country=["tj", "ru"]),
    entity("p1", "Position", "Judge of the Supreme Court", name=["Judge of the Supreme Court"]),
    entity("o1", "Occupancy", "", holder=["a2"], post=["p1"]),
    entity("b1", "Organization", "Sangdara Liberation Front", alias=["SDLF", "Progress", "Фронт"], country=["tj"],
           topics=["sanction", "crime.terror"]),
    entity("b2", "Company", "ZARQOLA SILVER TRADING LLC", alias=["Zarqola Silver"], jurisdiction=["tj"]),
    entity("b3", "PublicBody", "Agency for the Sangdara Reservoir", mainCountry=["tj"]),
    entity("b4", "LegalEntity", "Zarqola Islamic Union", topics=["rel"]),
    entity("b5", "Organization", "Taliban", alias=["Zumrai Taliban Council"]),
    entity("k1", "Person", "Vladimir Putin", country=["ru"]),
    entity("k2", "Organization", "Hezbollah"),
    entity("x1", "Address", "1 Rudaki Avenue", full=["1 Rudaki Avenue"]),
    entity("b2", "Company", "The Same Again"),
    entity("r1", "Person", "Zarina", country=["tj"]),
    entity("r0", "Person", "Zarina-Gul", country=["tj"]),
    entity("r2", "Person", "Zarina Sangdarova"),
    entity("r3", "Person", "Zafar Sangdarov", citizenship=["tj", "uz"]),
    entity("r4", "Company", "Progress"),
    entity("r5", "LegalEntity", "Iran"),
    "{broken",
    '{"id": 5}',
    "",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def imported(tmp_path: Path) -> ActorLexicon:
    extras = load_extras(tmp_path / "home")
    return load_actors(*extras.own, imported=extras.imported)


def test_the_account_has_every_line(lapwing: Lapwing, file: Path) -> None:
    done = lapwing("actors", "import", file.name, "--name", "My list")
    assert (done.code, done.err) == (0, "")
    version = done.out.splitlines()[-1].partition("version ")[2].partition(";")[0]
    assert (
        done.out
        == f"""\
entities.ftm.json: 22 lines
          7  taken (1 bodies, 2 groups, 2 organizations, 2 persons), 7 rows
          2  known to Lapwing already
          4  that are no parties (1 Position, 1 Occupancy, 1 Address, 1 empty line)
          1  refused: a line that has an id that an earlier line has (first: line 13)
          2  refused: a line that has no name in Latin letters that can be looked up (a person's needs two words) (first: line 14)
          2  refused: a line that is a person without a country, or with several of which none is the main one (first: line 16)
          2  refused: a line that has only names that mean something else: an ordinary word, a country, a people, a place, a first name (first: line 18)
          1  refused: a line that is no JSON object (first: line 20)
          1  refused: a line that is no FollowTheMoney entity: it needs an id, a schema and properties (first: line 21)
List 'my-list', version {version}; readings name it in made_by.lexicon.
"""
    )


@pytest.mark.parametrize(
    ("name", "country", "kind", "sectors"),
    [
        ("Sangdara Liberation Front", "TJK", "armed-group", ("REB",)),
        ("SDLF", "TJK", "armed-group", ("REB",)),
        ("Zarqola Silver", "TJK", "organization", ("BUS",)),
        ("Agency for the Sangdara Reservoir", "TJK", "organization", ("GOV",)),
        ("Zarqola Islamic Union", None, "organization", ("REL",)),
        ("Zumrai Taliban Council", "AFG", "armed-group", ("REB",)),
    ],
)
def test_bodies_are_known_by_all_their_names(
    lapwing: Lapwing,
    file: Path,
    tmp_path: Path,
    name: str,
    country: str | None,
    kind: str,
    sectors: tuple[str, ...],
) -> None:
    lapwing("actors", "import", str(file))
    (found,) = imported(tmp_path).names.exactly(name)
    assert (found.country, found.kind, found.sectors) == (country, kind, sectors)


def test_what_the_shipped_lists_say_stays(lapwing: Lapwing, file: Path, tmp_path: Path) -> None:
    lapwing("actors", "import", str(file))
    mine, shipped = imported(tmp_path), load_actors()
    for name in ("Taliban", "Hezbollah", "Iran", "Progress", "Russia"):
        assert mine.names.exactly(name) == shipped.names.exactly(name)
    assert [p for p in mine.people("Putin") if p.imported] == []


def test_positions_and_posts_tell_the_sectors(lapwing: Lapwing, file: Path, tmp_path: Path) -> None:
    lapwing("actors", "import", str(file))
    mine = imported(tmp_path)
    assert [(p.country, p.sectors, p.imported) for p in mine.people("Nurovsho")] == [
        ("TJK", ("GOV", "MIL"), True)
    ]
    assert [(p.country, p.sectors) for p in mine.people("Qodirshoeva")] == [("TJK", ("JUD",))]


def test_a_reading_knows_them_by_their_full_names_and_says_so(lapwing: Lapwing, file: Path) -> None:
    text = (
        b"Aziz Nurovsho met Ms. Qodirshoeva and leaders of the Sangdara Liberation Front in Geneva on Friday."
    )
    lapwing("actors", "import", str(file))
    reading = json.loads(
        lapwing("read", "-", "--published", "2024-05-06", "--format", "json", stdin=text).out
    )
    actors = {a["name"]: a for a in reading["actors"]}
    assert actors["Aziz Nurovsho"]["country"] == "TJK"
    assert not any(a["country"] == "TJK" for name, a in actors.items() if name.endswith("Qodirshoeva"))
    assert "+actors/entities:" in reading["made_by"]["lexicon"]


def test_importing_again_takes_the_place_of_the_older_list(
    lapwing: Lapwing, file: Path, tmp_path: Path
) -> None:
    lapwing("actors", "import", str(file))
    (first,) = added(tmp_path / "home", "actors-added")
    file.write_text(LINES[0] + "\n", encoding="utf-8")
    lapwing("actors", "import", str(file))
    (second,) = added(tmp_path / "home", "actors-added")
    assert first.version != second.version and second.counts["parties"] == 1
    assert imported(tmp_path).names.exactly("Zarqola Silver") == ()


def test_rows_of_ones_own_are_read_and_named(lapwing: Lapwing, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "actors"
    folder.mkdir(parents=True)
    (folder / "groups.csv").write_text(
        "name,country,kind,sectors,aliases\nZarqola Band,TJK,armed-group,REB,\n", encoding="utf-8"
    )
    reading = lapwing(
        "read", "-", "--format", "json", "--published", "2024-05-06", stdin=b"Zarqola Band rebels killed two."
    )
    assert "+own:" in reading.out and '"country":"TJK"' in reading.out
    (folder / "groups.csv").write_text("name,country,kind\n", encoding="utf-8")
    bad = lapwing("read", "-", stdin=b"Zarqola Band rebels killed two.")
    assert bad.code == 2 and "groups.csv, line 1" in bad.err and bad.err.count("\n") == 1


def test_the_doctor_lists_it(lapwing: Lapwing, file: Path) -> None:
    lapwing("actors", "import", str(file))
    checks = {c["name"]: c for c in json.loads(lapwing("doctor", "--format", "json").out)}
    assert checks["actors entities"]["ok"] and "7 parties" in checks["actors entities"]["found"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,name\n1,Somebody\n" * 20, "are no entities: line 1 is no JSON object"),
        ('{"name": "Somebody"}\n' * 20, "is no FollowTheMoney entity"),
        (entity("x", "Address", "1 Rudaki Avenue"), "no party could be taken"),
        ("", "holds nothing"),
    ],
)
def test_a_file_that_is_something_else_is_refused(
    lapwing: Lapwing, file: Path, tmp_path: Path, text: str, words: str
) -> None:
    lapwing("actors", "import", str(file))
    before = added(tmp_path / "home", "actors-added")
    file.write_text(text, encoding="utf-8")
    done = lapwing("actors", "import", str(file))
    assert done.code == 2 and words in done.err and done.err.count("\n") == 1
    assert added(tmp_path / "home", "actors-added") == before


def test_sizes_are_bounded(lapwing: Lapwing, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parties_module, "MOST", 3)
    assert "more than the 3 that can be read" in lapwing("actors", "import", str(file)).err
    monkeypatch.setattr(parties_module, "LONGEST_LINE", 50)
    assert "a line of more than 50 bytes" in lapwing("actors", "import", str(file)).err
    monkeypatch.setenv("LAPWING_MAX_DATA_BYTES", "100")
    assert "LAPWING_MAX_DATA_BYTES" in lapwing("actors", "import", str(file)).err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import",), "give the file"),
        (("import", "none.json"), "there is no such file"),
        (("drop", "x"), "only import"),
        (("import", "x.json", "--name", "???"), "cannot name a list"),
    ],
)
def test_a_slip_is_one_sentence(lapwing: Lapwing, arguments: tuple[str, ...], words: str) -> None:
    done = lapwing("actors", *arguments)
    assert done.code == 2 and words in done.err and done.err.count("\n") == 1


def test_help_says_where_it_lies(lapwing: Lapwing, tmp_path: Path) -> None:
    assert str(tmp_path / "home") in " ".join(lapwing("actors", "--help").out.split())
    assert lapwing("actors").code == 2


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NUROVSHO, Aziz", "Aziz Nurovsho"),
        ("NUROVSHO Aziz", "Aziz Nurovsho"),
        ("Aziz NUROVSHO", "Aziz Nurovsho"),
        ("AZIZ  NUROVSHO", "Aziz Nurovsho"),
        ("ZARQOLA SILVER TRADING LLC", "Zarqola Silver Trading LLC"),
        ("UN Women", "UN Women"),
        ("Ministry of Silver, Sangdara", "Ministry of Silver, Sangdara"),
    ],
)
def test_names_are_written_as_news_writes_them(written: str, name: str) -> None:
    assert tidy(written) == name


def test_the_topics_are_sound() -> None:
    assert topics_by_rank()
    for kind, sectors in topics_by_rank().values():
        assert kind in ("", "armed-group") and set(sectors) <= set(SECTORS)


def test_what_is_written_is_read_back_by_the_lexicons_own_reader(
    lapwing: Lapwing, file: Path, tmp_path: Path
) -> None:
    lapwing("actors", "import", str(file))
    (folder,) = load_extras(tmp_path / "home").imported
    rows = [
        row for _, row in read_csv(folder / "actors" / "persons.csv", columns=("name", "country", "sectors"))
    ]
    assert {row["name"] for row in rows} == {"Aziz Nurovsho", "Lola Qodirshoeva"}
