"""Acts of sentences of our own: who does what to whom, and whether it happened.

The trees are frozen beside the cases, so that a case does not change with the weights; the last test reads the same
sentences with the installed model.
"""

from typing import Any

import pytest

from lapwing.code.acts import find_acts
from lapwing.errors import LapwingError
from lapwing.lexicon.acts import ActLexicon, load_acts
from lapwing.model.event import Act
from lapwing.model.parse import Parse
from tests.resolve.frozen import cases, trees

CASES = cases("acts.toml")
FLOOR = 0.9
"""Share of the sentences that must come out right from raw text with the installed model."""


@pytest.fixture(scope="module")
def lexicon() -> ActLexicon:
    return load_acts()


def lines(parse: Parse, lexicon: ActLexicon) -> list[str]:
    return sorted(line(a) for a in find_acts(parse, lexicon, (), ()) if not a.refused)


def line(act: Act) -> str:
    actors = " + ".join(s.text for s in act.actors)
    recipients = " + ".join(s.text for s in act.recipients)
    return f"{act.type}; {actors}; {recipients}; {act.status}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_acts_of_a_sentence(case: dict[str, Any], lexicon: ActLexicon) -> None:
    assert lines(trees("acts.toml")[case["text"]], lexicon) == sorted(case["acts"])


def test_spans_are_quoted_from_the_text(lexicon: ActLexicon) -> None:
    for parse in trees("acts.toml").values():
        for act in find_acts(parse, lexicon, (), ()):
            for span in (act.trigger, *act.actors, *act.recipients, *act.means):
                assert parse.text[span.start : span.end] == span.text


def test_a_hedge_is_kept_apart_from_the_status(lexicon: ActLexicon) -> None:
    (sure,) = find_acts(trees("acts.toml")["The hostages were killed."], lexicon, (), ())
    (hedged,) = find_acts(trees("acts.toml")["The rebels reportedly killed the mayor."], lexicon, (), ())
    assert (sure.hedged, hedged.hedged, hedged.status) == (False, True, "actual")


def test_what_is_seen_and_not_coded_says_why(lexicon: ActLexicon) -> None:
    acts = find_acts(trees("acts.toml")["Crowds marked the anniversary of the attack."], lexicon, (), ())
    assert [(a.trigger.text, bool(a.refused)) for a in acts] == [("attack", True)]


def test_most_cases_hold_from_raw_text(lexicon: ActLexicon) -> None:
    try:
        from lapwing.read.reader import load_reader

        reader = load_reader()
    except (LapwingError, FileNotFoundError) as error:
        pytest.skip(f"no model to read with: {error}")
    wrong = [c["text"] for c in CASES if lines(reader.parse(c["text"]), lexicon) != sorted(c["acts"])]
    assert len(wrong) <= (1 - FLOOR) * len(CASES), wrong
