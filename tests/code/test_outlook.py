"""What lies ahead: sentence cases with frozen trees, read as published on Wednesday 2031-03-12."""

from datetime import date
from typing import Any

import pytest

from lapwing.code.outlook.coder import code_outlook
from lapwing.lexicon.cues import load_cues
from lapwing.lexicon.outlook import load_outlook
from lapwing.model.outlook import Outlook
from lapwing.model.span import Span, quote
from lapwing.model.when import TimeExpression
from lapwing.resolve.attribution.read import read_attributions
from tests.resolve.frozen import cases, trees

CUES = load_cues()
PUBLISHED = date(2031, 3, 12)
CASES = cases("outlook.toml")


class Nobody:
    def at(self, span: Span) -> str | None:
        return f"a_{span.text}"


def times(text: str, rows: list[str]) -> tuple[TimeExpression, ...]:
    """ "by Friday = 2031-03-14" as a time expression; "by" gives no first day."""
    found = []
    for row in rows:
        words, day = row.split(" = ")
        at = text.index(words)
        start = None if words.startswith("by ") else day
        found.append(TimeExpression(quote(text, at, at + len(words)), start, day, "day", "resolved"))
    return tuple(found)


def outlook(case: dict[str, Any], published: date | None = PUBLISHED) -> tuple[Outlook, ...]:
    parse = trees("outlook.toml")[case["text"]]
    said = read_attributions(parse, (), None, CUES)
    return code_outlook(parse, said, (), (), times(case["text"], case["dates"]), Nobody(), published, "key")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['id']}-{c['text'][:40]}")
def test_outlook_of_a_sentence(case: dict[str, Any]) -> None:
    rows = [
        f"{o.kind} | {o.by.span.text if o.by else '-'} | {o.content.text} | {o.due or '-'}"
        for o in outlook(case)
    ]
    assert rows == case["ahead"]


def test_the_same_report_gives_the_same_ids() -> None:
    once, again = outlook(CASES[0]), outlook(CASES[0])
    assert [o.id for o in once] == [o.id for o in again]
    assert once[0].id.startswith("o_")


def test_speakers_carry_their_actor() -> None:
    (threat,) = outlook(next(c for c in CASES if "threatened" in c["text"]))
    assert threat.by is not None
    assert threat.by.actor == "a_rebels"


def test_without_publication_day_a_plan_has_no_due_day_of_its_own() -> None:
    (plan,) = outlook(next(c for c in CASES if "June" in c["text"]), published=None)
    assert (plan.kind, plan.due) == ("schedule", None)


def test_lists_of_the_lexicon_are_read_once_and_whole() -> None:
    words = load_outlook()
    assert words is load_outlook()
    assert "retaliate" in words.threat_acts
    assert "vow" in words.pledge_verbs
