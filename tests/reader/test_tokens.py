"""Tokens: cases as data, and what must hold of any text."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.reader.tokens import tokenize

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/tokens.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_sentence_is_cut_as_the_treebanks_cut_it(case: dict[str, str]) -> None:
    assert [case["text"][a:b] for a, b in tokenize(case["text"])] == case["words"].split()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet="aA1.,'’-–\"()[]:/@#&$ \n\t\u0301\u200bU.S", max_size=200))
def test_any_text_gives_increasing_spans_that_leave_nothing_visible_out(text: str) -> None:
    spans = tokenize(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = {i for a, b in spans for i in range(a, b)}
    assert not [c for i, c in enumerate(text) if i not in kept and c.isalnum()]
    assert not [text[a:b] for a, b in spans if text[a:b].isspace()]


@pytest.mark.parametrize(
    "piece",
    ["a", "a.b", "1,", "a'", "-", "http://", "a@", "(", "e\u0301", "#a", "No. ", "etc.  ", "a-", "\x00"],
)
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    tokenize(text)
    assert time.process_time() - started < 4
