"""The corpus is whole: every quote is found, every mode is covered, no text of others is stored, the splits hold."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from train.acts import is_dev, is_test, span_of
from train.corpus import codes, sources

CORPUS = Path(__file__).resolve().parents[2] / "train" / "corpus"
SINGLE = ("trigger", "when", "where", "who", "span", "speaker", "content", "cue", "via", "by")
MANY = ("names", "pronouns", "actors", "recipients", "means", "sources")


def reports(part: str) -> list[dict[str, Any]]:
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((CORPUS / part).glob("*.json"))]


@pytest.fixture(scope="module")
def written() -> list[dict[str, Any]]:
    return reports("written")


@pytest.fixture(scope="module")
def laid_over() -> list[dict[str, Any]]:
    return reports("laid_over")


def quotes(gold: dict[str, Any]) -> list[Any]:
    found = []
    for part in ("actors", "events", "claims", "statements", "outlook"):
        for row in gold[part]:
            found += [row[k] for k in SINGLE if row.get(k) is not None]
            found += [q for k in MANY for q in row.get(k) or () if isinstance(row.get(k), list)]
    return found


def test_every_quote_of_the_written_reports_is_in_the_text(written: list[dict[str, Any]]) -> None:
    lacking = [
        (g["report"]["id"], q) for g in written for q in quotes(g) if span_of(g["report"]["text"], q) is None
    ]
    assert not lacking


def test_it_has_the_size_and_every_mode(
    written: list[dict[str, Any]], laid_over: list[dict[str, Any]]
) -> None:
    golds = written + laid_over
    assert len(golds) >= 1200
    assert len(laid_over) >= 300
    modes = Counter(f"{e['type']}/{e['mode']}" for g in golds for e in g["events"])
    assert not [m for t, ms in codes.TYPES.items() for m in ms.split() if modes[f"{t}/{m}"] < 40]
    assert len({c for g in golds for c in g["report"]["countries"]}) >= 90


def test_written_reports_say_that_nothing_in_them_happened(written: list[dict[str, Any]]) -> None:
    assert {g["report"]["note"] for g in written} == {"written for training; nothing in it happened"}


def test_no_text_of_others_is_stored(laid_over: list[dict[str, Any]]) -> None:
    for gold in laid_over + [g for g in reports("second") if g["report"].get("source")]:
        assert "text" not in gold["report"]
        assert len(gold["report"]["sha256"]) == 64
        assert all(isinstance(q, list) and isinstance(q[0], int) and q[0] < q[1] for q in quotes(gold))


def test_a_tenth_is_for_testing_and_no_template_is_on_both_sides(written: list[dict[str, Any]]) -> None:
    assert 0.07 < sum(map(is_test, written)) / len(written) < 0.13
    assert not [g for g in written if is_test(g) and is_dev(g)]
    sides: dict[str, set[bool]] = {}
    for g in written:
        sides.setdefault(g["report"]["template"], set()).add(is_test(g))
    assert all(len(held) == 1 for held in sides.values())


def test_laid_over_texts_are_those_that_were_coded(laid_over: list[dict[str, Any]]) -> None:
    if not sources.CORPORA.is_dir():
        pytest.skip(f"the corpora are not here: {sources.CORPORA}")
    import hashlib

    for gold in laid_over[::15]:
        text = sources.find(gold["report"]["source"]).text
        assert hashlib.sha256(text.encode()).hexdigest() == gold["report"]["sha256"]
