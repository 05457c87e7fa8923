"""Acts of sentences of our own: who does what to whom, and whether it happened."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from lapwing.code.acts import find_acts
from lapwing.model.event import Act
from tests.code.reading import act_lexicon, parse_of

CASES = Path(__file__).parent.parent / "cases" / "acts.toml"


def sentences() -> Iterator[object]:
    for group in tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]:
        for text, *acts in group["cases"]:
            yield pytest.param(text, sorted(acts), id=f"{group['name']}: {text[:60]}")


def line(act: Act) -> str:
    actors = " + ".join(s.text for s in act.actors)
    recipients = " + ".join(s.text for s in act.recipients)
    return f"{act.type}; {actors}; {recipients}; {act.status}"


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_acts_of_a_sentence(text: str, expected: list[str]) -> None:
    acts = find_acts(parse_of(text), act_lexicon(), (), ())
    assert sorted(line(a) for a in acts if not a.refused) == expected


def test_spans_are_quoted_from_the_text() -> None:
    parse = parse_of("On Monday the army, backed by jets, attacked rebels near the border, officials said.")
    for act in find_acts(parse, act_lexicon(), (), ()):
        for span in (act.trigger, *act.actors, *act.recipients, *act.means):
            assert parse.text[span.start : span.end] == span.text
