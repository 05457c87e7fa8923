"""Lemmas: words and tags to dictionary forms."""

from pathlib import Path

import pytest

from lapwing.errors import DataError
from lapwing.lexicon.lemmas import lemma, lemma_table

CASES = """
killed VERB VBD kill / killing VERB VBG kill / said VERB VBD say / taken VERB VBN take / struck VERB VBN strike
stopped VERB VBD stop / hoping VERB VBG hope / hopping VERB VBG hop / decided VERB VBD decide / visited VERB VBD visit
dying VERB VBG die / carried VERB VBD carry / carries VERB VBZ carry / goes VERB VBZ go / pushes VERB VBZ push
agreed VERB VBD agree / fled VERB VBD flee / shelling VERB VBG shell / shelled VERB VBD shell / patrolling VERB VBG patrol
warned VERB VBD warn / released VERB VBN release / accused VERB VBD accuse / using VERB VBG use / focused VERB VBN focus
targeted VERB VBN target / charged VERB VBN charge / urging VERB VBG urge / seized VERB VBD seize / argued VERB VBD argue
created VERB VBN create / treated VERB VBN treat / begun VERB VBN begin / lay VERB VBD lie / lay VERB VB lay
women NOUN NNS woman / gunmen NOUN NNS gunman / policewomen NOUN NNS policewoman / parties NOUN NNS party
clashes NOUN NNS clash / houses NOUN NNS house / crises NOUN NNS crisis / States PROPN NNPS State / Nations PROPN NNPS Nation
attacks NOUN NNS attack / viruses NOUN NNS virus / knives NOUN NNS knife / troops NOUN NNS troops
bigger ADJ JJR big / largest ADJ JJS large / heavier ADJ JJR heavy / best ADJ JJS good / later ADV RBR late / fewer ADJ JJR few
n't PART RB not / n’t PART RB not / 's AUX VBZ be / 's PART POS 's / ca AUX MD can / wo AUX MD will / 'll AUX MD will
them PRON PRP they / her PRON PRP she / her PRON PRP$ her / these DET DT this / an DET DT a
1,500 NUM CD 1500 / Putin PROPN NNP Putin / American ADJ JJ American / The DET DT the / WARNED VERB VBD warn
"""
ROWS = [row.split() for line in CASES.strip().splitlines() for row in line.split(" / ")]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r[0]}-{r[2]}")
def test_a_word_has_its_dictionary_form(row: list[str]) -> None:
    assert lemma(row[0], row[1], row[2]) == row[3]


def test_a_bad_row_is_refused_with_its_line(tmp_path: Path) -> None:
    for name in ("verbs", "stems", "words", "nouns"):
        (tmp_path / f"lemmas_{name}.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "lemmas_verbs.csv").write_text("base,past,participle\ngo,went\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"lemmas_verbs\.csv, line 2"):
        lemma_table(tmp_path)
