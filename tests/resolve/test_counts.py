"""Every number phrase of tests/cases/counts.csv is found with its bounds; an empty phrase means that nobody is counted there."""

import csv
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.lexicon.counts import load_counts
from lapwing.model.amount import Amount
from lapwing.resolve.counts import bounded, read_counts
from lapwing.resolve.numbers import number_at
from tests.conllu import parse_conllu
from tests.resolve.rough import rough_parse

CASES = Path(__file__).parent.parent / "cases" / "counts.csv"
ROWS = list(csv.DictReader(CASES.open(encoding="utf-8")))
GROUPS = [(text, list(rows)) for text, rows in groupby(ROWS, lambda r: r["text"])]


@pytest.mark.parametrize(("text", "rows"), GROUPS, ids=[text for text, _ in GROUPS])
def test_case(text: str, rows: list[dict[str, str]]) -> None:
    found = [(c.span.text, c.value.low, c.value.best, c.value.high) for c in read_counts(rough_parse(text))]
    wanted = [
        (row["phrase"], *(None if row[k] == "-" else int(row[k]) for k in ("low", "best", "high")))
        for row in rows
        if row["phrase"]
    ]
    assert found == wanted


def test_there_are_enough_cases() -> None:
    assert len(GROUPS) >= 150


def test_at_least_holds_for_every_number_it_is_coordinated_with() -> None:
    parse = parse_conllu(
        """
1 At at ADP IN _ 2 case
2 least least ADJ JJS _ 3 nmod
3 12 12 NUM CD _ 4 nummod
4 soldiers soldier NOUN NNS _ 9 nsubj:pass
5 and and CCONJ CC _ 7 cc
6 5 5 NUM CD _ 7 nummod
7 civilians civilian NOUN NNS _ 4 conj
8 were be AUX VBD _ 9 aux:pass
9 killed kill VERB VBN _ 0 root
"""
    )
    first, second = read_counts(parse)
    assert (first.value.low, first.value.high) == (12, None)
    assert (second.value.low, second.value.best, second.value.high) == (5, 5, None)
    assert [parse.tokens[c.noun].text for c in (first, second) if c.noun is not None] == [
        "soldiers",
        "civilians",
    ]


@given(st.integers(min_value=1, max_value=10**9))
def test_bounds_keep_their_order(number: int) -> None:
    exact = Amount(number, number, number, True)
    for force in ("about", "nearly", "floor", "ceiling", "over", "under", "exact"):
        value = bounded(exact, force)
        known = [v for v in (value.low, value.best, value.high) if v is not None]
        assert known == sorted(known)
        assert all(v >= 0 for v in known)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_and_without_commas_say_the_same(number: int) -> None:
    lexicon = load_counts()
    plain, parted = number_at([str(number)], 0, lexicon), number_at([f"{number:,}"], 0, lexicon)
    assert plain is not None
    assert parted is not None
    assert plain.value == parted.value == number


_ONES = [w for w, v in load_counts().cardinals.items() if 0 < v < 10]
_TENS = [w for w, v in load_counts().cardinals.items() if v >= 20]


@given(st.sampled_from(_TENS), st.sampled_from(_ONES), st.sampled_from(_ONES))
def test_number_words_add_up(tens: str, ones: str, hundreds: str) -> None:
    lexicon = load_counts()
    words = [hundreds, "hundred", "and", f"{tens}-{ones}", "thousand"]
    found = number_at(words, 0, lexicon)
    below = lexicon.cardinals[hundreds] * 100 + lexicon.cardinals[tens] + lexicon.cardinals[ones]
    assert found is not None
    assert (found.value, found.last) == (below * 1000, len(words))
