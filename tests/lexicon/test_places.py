"""The gazetteer: what it holds, how names are found in it, and that damage is told."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.errors import DataError
from lapwing.lexicon.blockfile import BlockFile, write_blocks
from lapwing.lexicon.place_words import load_place_words
from lapwing.lexicon.places import FOLDER, Gazetteer, load_gazetteer, name_key, town_radius


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_the_digests_are_those_of_the_block_files() -> None:
    listed = dict(reversed(line.split()) for line in (FOLDER / "digests.txt").read_text().splitlines())
    assert listed == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in FOLDER.glob("*.blk")}


def test_a_town_has_its_geonames_id_and_coordinates(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Istaravshan")[0].entry
    assert (found.id, found.country, found.kind) == ("geonames:1220253", "TJK", "place")
    assert (round(found.lat, 1), round(found.lon, 1)) == (39.9, 69.0)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Bouaké", "Bouake"),
        ("Khān Yūnis", "Khan Yunis"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Deir al-Zour", "Deir al Zour"),
        ("The Hague", "Hague"),
        ("N'Djamena", "NDjamena"),
        ("  New   York ", "new york"),
    ],
)
def test_spellings_that_share_a_key(written: str, same: str) -> None:
    assert name_key(written) == name_key(same)


@pytest.mark.parametrize(
    ("name", "entry_id", "kind"),
    [
        ("United States", "geonames:6252001", "country"),
        ("U.S.", "geonames:6252001", "country"),
        ("Kabul", "geonames:1138958", "capital"),
        ("Ivory Coast", "geonames:2287781", "country"),
        ("Donbas", "lapwing:donbas", "region"),
        ("Strait of Hormuz", "lapwing:strait-of-hormuz", "water"),
    ],
)
def test_the_first_bearer_of_a_name(gazetteer: Gazetteer, name: str, entry_id: str, kind: str) -> None:
    assert any((c.entry.id, c.entry.kind, c.primary) == (entry_id, kind, True) for c in gazetteer.find(name))


def test_main_names_come_before_other_names(gazetteer: Gazetteer) -> None:
    flags = [c.primary for c in gazetteer.find("Raqqa")]
    assert flags == sorted(flags, reverse=True)


def test_unknown_name_has_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qorvanak") == ()
    assert gazetteer.get("geonames:1") is None


def test_short_forms_capitals_countries_and_divisions(gazetteer: Gazetteer) -> None:
    short, capital, country = (
        gazetteer.abbreviation("La."),
        gazetteer.capital_of("TJK"),
        gazetteer.country("TJK"),
    )
    assert short is not None and short.name == "Louisiana"
    assert capital is not None and capital.name == "Dushanbe"
    assert country is not None and country.where_prec == 6
    assert "Idlib" in {d.name for d in gazetteer.divisions_of("SYR")}
    assert gazetteer.demonym("Tajik") == "TJK" and gazetteer.demonym("Table") is None


def test_every_row_is_sound(gazetteer: Gazetteer) -> None:
    for number in range(0, len(gazetteer), 997):
        entry = gazetteer._shipped.entry(number)
        assert -90 <= entry.lat <= 90 and -180 <= entry.lon <= 180
        assert entry.radius_km > 0 and 1 <= entry.where_prec <= 7
        assert gazetteer.get(entry.id) == entry
        assert any(c.entry == entry for c in gazetteer.find(entry.name))


def test_the_installed_gazetteer_stays_under_fifteen_megabytes() -> None:
    assert sum(f.stat().st_size for f in FOLDER.iterdir()) < 15_000_000
    assert "GeoNames" in (FOLDER / "NOTICE.md").read_text(encoding="utf-8")


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text: str) -> None:
    key = name_key(text)
    assert key == name_key(key)
    load_gazetteer().find(text)


def test_radius_grows_with_people() -> None:
    assert town_radius(0) == 2.0 < town_radius(1_000_000) == 12.0 < town_radius(100_000_000) == 40.0


def test_words_have_kinds_bearings_and_units() -> None:
    words = load_place_words()
    assert words.kinds["province"] == "division" and words.bearings["southwestern"] == 225.0
    assert words.units["miles"] == 1.609 and "attack" in words.reach


def test_block_file_finds_what_was_written(tmp_path: Path) -> None:
    lines = [f"key{n:04}\tvalue {n}" for n in range(1000)]
    write_blocks(tmp_path / "x.blk", lines, per_block=64)
    blocks = BlockFile(tmp_path / "x.blk")
    assert list(blocks.lines()) == lines and len(blocks) == 1000
    assert blocks.find("key0777") == "value 777" and blocks.line(3) == lines[3]
    assert blocks.find("key0777x") is None and blocks.find("a") is None and blocks.find("z") is None
    with pytest.raises(IndexError):
        blocks.line(1000)


@pytest.mark.parametrize("harm", ["missing", "other", "cut", "block"])
def test_a_damaged_block_file_is_named(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "x.blk"
    write_blocks(path, [f"k{n}\t{n}" for n in range(500)], per_block=50)
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "other":
        path.write_bytes(b"something else entirely")
    elif harm == "cut":
        path.write_bytes(data[:-10])
    else:
        path.write_bytes(data[:-60] + bytes(60))
    with pytest.raises(DataError, match=r"x\.blk"):
        list(BlockFile(path).lines())
