"""Statements out of attributions: actors, the day of saying, the outlet, ids."""

from datetime import date
from typing import Any

import pytest

from lapwing.code.statements import code_statements
from lapwing.lexicon.cues import load_cues
from lapwing.model.parse import Parse
from lapwing.model.span import Span, quote
from lapwing.model.statement import Statement
from lapwing.model.when import TimeExpression
from lapwing.resolve.attribution.read import read_attributions
from tests.resolve.frozen import cases, trees

CUES = load_cues()
WITH_DAY = [c for c in cases("statements.toml") if "Thursday" in c["text"]]


class Names:
    def at(self, span: Span) -> str | None:
        return f"a_{span.text}" if span.text != "He" else None


def on(parse: Parse, word: str, day: str) -> tuple[TimeExpression, ...]:
    at = parse.text.find(word)
    if at < 0:
        return ()
    return (TimeExpression(quote(parse.text, at, at + len(word)), day, day, "day", "resolved"),)


def statements(text: str, *, day: str = "2031-03-06", key: str = "key") -> tuple[Statement, ...]:
    parse = trees("statements.toml")[text]
    said = read_attributions(parse, (), "Valley Post", CUES)
    return code_statements(parse, said, Names(), on(parse, "Thursday", day), date(2031, 3, 12), key)


@pytest.mark.parametrize("case", WITH_DAY, ids=lambda c: c["text"][:40])
def test_the_day_told_with_the_verb_is_the_day_of_saying(case: dict[str, Any]) -> None:
    (only,) = statements(case["text"])
    assert only.said_on == ("2031-03-06" if "said_on" in case else None)


def test_nobody_speaks_after_publication() -> None:
    (only,) = statements(WITH_DAY[0]["text"], day="2031-03-13")
    assert only.said_on is None


def test_speaker_and_outlet_carry_their_actors() -> None:
    (only,) = statements("A doctor told Reuters that nine people had died.")
    assert only.speaker is not None
    assert (only.speaker.actor, only.speaker.span.text) == ("a_doctor", "doctor")
    assert only.via == "a_Reuters"
    assert only.cue is not None
    assert only.cue.text == "told"


def test_credits_are_no_statements() -> None:
    assert statements("The ministry put the death toll at 12.") == ()
    assert statements("The general reportedly fled the capital.") == ()


def test_ids_depend_on_report_and_place_alone() -> None:
    text = "The mayor said the town was safe but said the road was mined."
    first, second = statements(text)
    assert first.id != second.id
    assert first.id == statements(text)[0].id
    assert first.id != statements(text, key="other")[0].id
    assert first.id.startswith("s_")


def test_spans_quote_the_text() -> None:
    text = "“We are ready,” the general said, adding that his men had dug in."
    for said in statements(text):
        for span in (said.content, said.cue, said.speaker.span if said.speaker else None):
            assert span is not None
            assert text[span.start : span.end] == span.text
