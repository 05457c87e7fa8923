"""The measure of places: tiny corpora of our own in the two formats, and what counts as found and near."""

from pathlib import Path

from lapwing.evaluate.places import GeoScore, read_geovirus, read_lgl, score
from lapwing.lexicon.places import load_gazetteer
from lapwing.reader.reader import load_reader

TEXT = "Rebels shelled Aleppo in Syria. Iraqi officers met in Mosul."
LGL = f"""<articles><article docid="1"><text>{TEXT}</text><toponyms count="4">
<toponym><start>15</start><end>21</end><phrase>Aleppo</phrase><gaztag><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><start>25</start><end>30</end><phrase>Syria</phrase><gaztag><lat>35</lat><lon>38</lon></gaztag></toponym>
<toponym><start>32</start><end>37</end><phrase>Iraqi</phrase><gaztag><lat>33</lat><lon>44</lon></gaztag></toponym>
<toponym><start>54</start><end>59</end><phrase>Mosul</phrase></toponym>
</toponyms></article></articles>"""
GEOVIRUS = f"""<articles><article><text>{TEXT}</text><locations><location><name>Mosul</name><start>55</start><end>60</end>
<lat>10</lat><lon>10</lon></location></locations></article></articles>"""


def made(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corpus.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_offsets_of_both_formats_quote_their_names(tmp_path: Path) -> None:
    lgl = list(read_lgl(made(tmp_path, LGL)))
    geovirus = list(read_geovirus(made(tmp_path, GEOVIRUS)))
    assert len(lgl) == len(geovirus) == 1
    for text, names in lgl + geovirus:
        assert names and all(text[n.start : n.end] == n.text for n in names)


def test_demonyms_are_left_out_and_names_without_coordinates_count_as_found_only(tmp_path: Path) -> None:
    total = score(list(read_lgl(made(tmp_path, LGL))), load_reader().parse, load_gazetteer())
    assert (total.wanted, total.made, total.exact, total.touching) == (3, 3, 3, 3)
    assert (total.located, total.near) == (2, 2)
    assert total.figures()["f1_exact"] == 1.0 and total.figures()["found_and_near"] == 1.0


def test_a_place_far_off_is_found_but_not_near(tmp_path: Path) -> None:
    misses: list[tuple[str, ...]] = []
    articles = list(read_geovirus(made(tmp_path, GEOVIRUS)))
    total = score(articles, load_reader().parse, load_gazetteer(), misses=misses)
    assert (total.touching, total.near, total.wanted) == (1, 0, 1)
    assert {m[0] for m in misses} == {"far", "made up"}


def test_no_names_give_zero_and_no_error() -> None:
    assert GeoScore().figures()["f1_exact"] == 0.0
