"""Places: from sentences of our own to coordinates, by the real reader."""

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from lapwing.lexicon.places import load_gazetteer
from lapwing.model.place import Place
from lapwing.reader.reader import load_reader
from lapwing.resolve.places.geo import km, midpoint, moved
from lapwing.resolve.places.read import PlacesRead, read_places

CASES = Path(__file__).parent.parent / "cases"


def cases(file: str) -> list[dict[str, str]]:
    lines = [x for x in (CASES / file).read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines))


@lru_cache(maxsize=256)
def read(text: str) -> PlacesRead:
    return read_places(load_reader().parse(text), load_gazetteer())


def named(text: str, name: str) -> Place | None:
    """The place with a mention that holds the name, or lies in it."""
    return next((p for p in read(text).places for s in p.mentions if name in s.text), None)


@pytest.mark.parametrize("case", cases("places.csv"), ids=lambda c: f"{c['name']}: {c['text'][:40]}")
def test_case(case: dict[str, str]) -> None:
    if case["name"].startswith("-"):
        assert named(case["text"], case["name"][1:]) is None
        return
    place = named(case["text"], case["name"])
    assert place is not None, "not found"
    if not case["lat"]:
        assert (place.method, place.lat, place.radius_km) == ("unknown", None, None)
        assert any(case["name"] in r.reason for r in read(case["text"]).refusals)
        return
    assert place.country == (case["country"] or place.country)
    assert place.lat is not None and place.lon is not None
    assert km(place.lat, place.lon, float(case["lat"]), float(case["lon"])) <= float(case["km"]), place


def test_there_are_at_least_120_cases() -> None:
    assert len(cases("places.csv")) >= 120


@pytest.mark.parametrize("case", cases("places_phrases.csv"), ids=lambda c: c["phrase"])
def test_places_told_by_way_of_others(case: dict[str, str]) -> None:
    told = {s.text: p for p in read(case["text"]).places if p.method == "offset" for s in p.mentions}
    if case["phrase"].startswith("-"):
        assert case["phrase"][1:] not in told
        return
    place = told[case["phrase"]] if case["phrase"] in told else named(case["text"], case["phrase"])
    assert place is not None and place.lat is not None and place.lon is not None, told
    assert km(place.lat, place.lon, float(case["lat"]), float(case["lon"])) <= float(case["km"]), place
    mention = next(m for m in read(case["text"]).mentions if m.place == place.id)
    assert not mention.as_actor


def test_a_distance_without_direction_is_a_ring_round_the_place() -> None:
    found = read("The rebels were seen about 30 miles outside of Dushanbe.")
    place = next(p for p in found.places if p.method == "offset")
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1)) == (38.5, 68.8)
    assert place.radius_km is not None and place.radius_km >= 48
    assert place.where_prec == 2


@pytest.mark.parametrize("case", cases("places_relations.csv"), ids=lambda c: c["text"])
def test_relation_and_names_that_act(case: dict[str, str]) -> None:
    mention = next(m for m in read(case["text"]).mentions if m.span.text.startswith(case["name"]))
    assert (mention.relation, mention.as_actor) == (case["relation"], case["acts"] == "1")


def test_the_capital_is_that_of_the_country_named_before() -> None:
    found = read("Protests spread across Tajikistan on Monday. Police fired shots in the capital.")
    place = next(p for p in found.places if any(s.text == "capital" for s in p.mentions))
    assert (place.name, place.method, place.country) == ("Dushanbe", "context", "TJK")


def test_a_distance_locates_the_unknown_name_before_it() -> None:
    found = read("Tajik rebels fled into the Qorvan Gorge, about 30 miles outside of the capital.")
    place = next(p for p in found.places if p.name == "Qorvan Gorge")
    assert (place.method, place.country, place.where_prec) == ("offset", "TJK", 2)
    assert place.lat is not None and abs(place.lat - 38.5) < 0.2 and (place.radius_km or 0) >= 48
    assert [s.text for s in place.mentions] == ["Qorvan Gorge", "about 30 miles outside of the capital"]
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Shots were heard in the Afghan capital at dawn.", "capital", "Kabul"),
        ("Fighting spread to Sudan's capital.", "capital", "Khartoum"),
        ("Troops took Mosul on Monday. Shops opened in the city on Tuesday.", "city", "Mosul"),
        ("Police left Zamfara state. Schools closed in the state.", "state", "Zamfara State"),
        ("Sudan, Chad and Sudan's rebels met. Fuel ran out in the country.", "country", "Sudan"),
    ],
)
def test_nouns_stand_for_places_named_before(text: str, noun: str, name: str) -> None:
    found = read(text)
    last = max((m for m in found.mentions if m.span.text == noun), key=lambda m: m.span.start)
    assert next(p.name for p in found.places if p.id == last.place) == name


def test_a_dateline_does_not_locate() -> None:
    found = read("NAIROBI, Kenya — Gunmen killed two officers in Garissa on Friday.")
    assert next(m for m in found.mentions if m.span.text == "NAIROBI").as_actor
    assert not next(m for m in found.mentions if m.span.text == "Garissa").as_actor


def test_an_unknown_village_lies_somewhere_in_its_district() -> None:
    found = read("Gunmen burned the village of Qorvanak in Zamfara state.")
    place = next(p for p in found.places if p.name == "Qorvanak")
    assert (place.method, place.admin1, place.gazetteer_id) == ("context", "Zamfara State", None)
    assert place.radius_km is not None and place.radius_km > 50


def test_spans_quote_the_text_and_ids_are_stable() -> None:
    text = "Rebels in Syria shelled Aleppo.\n\nThe mayor of Aleppo asked Syria for help."
    once, again = read_places(load_reader().parse(text), load_gazetteer()), read(text)
    assert once == again
    assert all(text[s.start : s.end] == s.text for p in once.places for s in p.mentions)
    assert {m.place for m in once.mentions} <= {p.id for p in once.places}


def test_geometry() -> None:
    lat, lon = moved(0.0, 0.0, 90.0, 111.32)
    assert (round(lat, 2), round(lon, 2)) == (0.0, 1.0)
    assert round(km(0, 0, 0, 1)) == 111
    gazetteer = load_gazetteer()
    a, b = gazetteer.capital_of("FRA"), gazetteer.capital_of("BEL")
    assert a is not None and b is not None
    assert 100 < midpoint(a, b)[2] < 160
