"""Zones: recognised, never deleted."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.errors import DataError
from lapwing.ingest.tidy import shared_tidier
from lapwing.lexicon.datelines import load_frame_words

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "frames.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_frame(case: dict[str, Any]) -> None:
    frame = shared_tidier().frame(case["text"])
    assert [f"{z.kind}: {z.span.text}" for z in frame.zones] == case["zones"]
    assert (frame.day.isoformat() if frame.day else "") == case["day"]


@given(st.text())
def test_zones_of_any_text_quote_it(text: str) -> None:
    for zone in shared_tidier().frame(text).zones:
        assert zone.span.text == text[zone.span.start : zone.span.end] != ""


@pytest.mark.parametrize(
    "text",
    [
        "A" * 400_000 + " –",
        "DUSHANBE " * 50_000,
        "(" * 400_000,
        "Abc\n\n" * 80_000,
        "contributed to this report " * 15_000,
        "By " * 130_000,
    ],
    ids=["capitals", "places", "brackets", "headlines", "credits", "bylines"],
)
def test_a_senseless_text_takes_no_long_time(text: str) -> None:
    began = time.process_time()
    shared_tidier().frame(text)
    assert time.process_time() - began < 10


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text("[months]\n1 = 'january'\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"words\.toml: \[months\] 2 is missing"):
        load_frame_words(words)
