"""At least 300 minimal pairs: one word changes, and the coding must change with it, or must not.

The pairs are data (tests/cases/pairs.toml, which tells their notation); every text is read whole, with the installed model.
"""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from lapwing.errors import LapwingError
from lapwing.flow.kit import Kit, load_kit
from lapwing.flow.run import read_documents
from lapwing.ingest.from_text import document_from_text
from lapwing.model.reading import Reading
from tests.code.pair_wants import parse_want

FILE = Path(__file__).resolve().parent.parent / "cases" / "pairs.toml"
FLOOR = 0.95
"""Share of the pairs of which both sides must hold."""

MOST_CHANGED = 12
"""Words that a pair's two texts may have unshared, both sides counted."""

Pair = dict[str, str | list[str]]


@cache
def pairs() -> list[Pair]:
    rows: list[Pair] = tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"]
    return rows


@pytest.fixture(scope="module")
def kit() -> Kit:
    try:
        return load_kit()
    except (LapwingError, FileNotFoundError) as error:
        pytest.skip(f"no model to read with: {error}")


def failed(pair: Pair, side: str, kit: Kit) -> list[str]:
    """The wants of one side that do not hold."""
    text, wants = str(pair[side]), pair[f"wants_{side}"]
    document = document_from_text(text, published=str(pair["published"]), id=text)
    (reading,) = read_documents([document], kit=kit)
    assert isinstance(reading, Reading), text
    return [want for want in wants if not parse_want(want)(reading)]


def test_most_pairs_come_out_right(kit: Kit) -> None:
    wrong = [
        (str(pair["kind"]), pair[side], want)
        for pair in pairs()
        for side in ("a", "b")
        for want in failed(pair, side, kit)
    ]
    lines = [f"{kind}: {text}  (wanted {want})" for kind, text, want in sorted(wrong, key=lambda w: w[0])]
    texts = {text for _, text, _ in wrong}
    right = sum(not {pair["a"], pair["b"]} & texts for pair in pairs())
    print(f"{right} of {len(pairs())} pairs right", *lines, sep="\n")
    assert right >= FLOOR * len(pairs()), "\n".join(lines)


def test_there_are_pairs_enough_of_many_kinds() -> None:
    kinds = Counter(str(pair["kind"]) for pair in pairs())
    assert len(pairs()) >= 300
    assert len(kinds) >= 25
    assert min(kinds.values()) >= 6, kinds


def test_no_text_stands_twice() -> None:
    texts = Counter(str(pair[side]) for pair in pairs() for side in ("a", "b"))
    assert [text for text, n in texts.items() if n > 1] == []


@pytest.mark.parametrize("pair", pairs(), ids=lambda p: str(p["a"])[:60])
def test_a_pair_is_sound(pair: Pair) -> None:
    assert set(pair) == {"kind", "published", "a", "wants_a", "b", "wants_b"}
    for want in (*pair["wants_a"], *pair["wants_b"]):
        parse_want(want)
    one, other = (Counter(str(pair[side]).rstrip(".").lower().split()) for side in ("a", "b"))
    assert ((one - other) + (other - one)).total() <= MOST_CHANGED
