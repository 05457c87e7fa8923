"""Acts of sentences of our own: who does what to whom, and whether it happened.

The trees are frozen beside the cases, so that a case does not change with the weights; the last test reads the same
sentences with the installed model.
"""

from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.code.acts import find_acts
from lapwing.errors import LapwingError
from lapwing.lexicon.acts import ActLexicon, load_acts
from lapwing.model.event import Act
from lapwing.model.parse import Parse, Sentence
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
        from lapwing.reader.reader import load_reader

        reader = load_reader()
    except (LapwingError, FileNotFoundError) as error:
        pytest.skip(f"no model to read with: {error}")
    wrong = [c["text"] for c in CASES if lines(reader.parse(c["text"]), lexicon) != sorted(c["acts"])]
    assert len(wrong) <= (1 - FLOOR) * len(CASES), wrong


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_tree_gives_valid_spans(data: st.DataObject) -> None:
    parse = _shaken(
        data, data.draw(st.sampled_from(sorted(trees("acts.toml").values(), key=lambda p: p.text)))
    )
    for act in find_acts(parse, load_shared(), (), ()):
        for span in (act.trigger, *act.actors, *act.recipients, *act.means):
            assert span.text == parse.text[span.start : span.end] != ""


@cache
def load_shared() -> ActLexicon:
    return load_acts()


def _shaken(data: st.DataObject, parse: Parse) -> Parse:
    """The same words under another tree: each word hangs on one drawn before it, by any relation."""
    order = data.draw(st.permutations(range(len(parse.tokens))))
    relations = [
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "nmod",
        "conj",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "acl:relcl",
        "case",
        "mark",
    ]
    tokens = list(parse.tokens)
    for at, index in enumerate(order):
        head = order[data.draw(st.integers(0, at - 1))] if at else -1
        relation = data.draw(st.sampled_from(relations)) if at else "root"
        tokens[index] = msgspec.structs.replace(tokens[index], head=head, deprel=relation, sentence=0)
    whole = Sentence(0, 0, len(tokens), tokens[0].start, tokens[-1].end)
    return Parse(parse.text, tuple(tokens), (whole,), parse.mentions)
