"""Who says what: sentence cases with frozen trees, quotations from characters alone, outlets, transcripts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.lexicon.cues import load_cues
from lapwing.model.parse import Parse, Sentence, Token
from lapwing.model.report import Zone
from lapwing.model.span import quote
from lapwing.model.statement import Attribution
from lapwing.resolve.attribution.quotes import find_quotations
from lapwing.resolve.attribution.read import read_attributions
from lapwing.resolve.attribution.turns import is_staff
from tests.resolve.frozen import cases, trees

CUES = load_cues()
SAID = cases("statements.toml")
CREDITS = cases("statements_credits.toml")
QUOTES = cases("statements_quotes.toml")


def attributions(name: str, text: str, publisher: str | None = None) -> tuple[Attribution, ...]:
    return read_attributions(trees(name)[text], (), publisher, CUES)


def shown(said: Attribution) -> str:
    return f"{said.kind} | {said.speaker.text if said.speaker else '-'} | {said.content.text}"


@pytest.mark.parametrize("case", SAID, ids=lambda c: f"{c['id']}-{c['text'][:40]}")
def test_statements_of_a_sentence(case: dict[str, Any]) -> None:
    found = [a for a in attributions("statements.toml", case["text"]) if a.statement]
    assert [shown(a) for a in found] == case["said"]
    if "via" in case:
        assert [a.via.text if a.via else None for a in found] == [case["via"]]


@pytest.mark.parametrize("case", CREDITS, ids=lambda c: f"{c['id']}-{c['text'][:40]}")
def test_credits_that_are_no_statements(case: dict[str, Any]) -> None:
    found = [a for a in attributions("statements_credits.toml", case["text"]) if not a.statement]
    rows = [f"{a.rule} | {a.speaker.text if a.speaker else '-'} | {a.content.text}" for a in found]
    assert rows == case["credits"]
    assert any(a.hedge for a in found) is case.get("hedge", False)


@pytest.mark.parametrize("case", QUOTES, ids=lambda c: str(c["id"]))
def test_quotations_from_characters(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[q.start : q.end] for q in find_quotations(text)] == case["runs"]


@given(st.text(alphabet="ab .,!?\n\"“”‘’'«»`[]", max_size=80))
def test_quotations_never_overlap_and_lie_in_the_text(text: str) -> None:
    at = 0
    for q in find_quotations(text):
        assert at <= q.open < q.start <= q.end <= q.close <= len(text)
        at = q.close


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Reuters", True),
        ("the BBC", True),
        ("Agence France-Presse news service", True),
        ("Radio Sahel", True),
        ("Interfax", True),
        ("the TASS news agency", True),
        ("state television", True),
        ("VOA's Bosnian Service", True),
        ("the New York Times", True),
        ("reporters", False),
        ("the intelligence service", False),
        ("the U.N. refugee agency", False),
        ("Ana Ruiz", False),
        ("parliament", False),
        ("the army post", False),
    ],
)
def test_outlets(name: str, is_one: bool) -> None:
    assert CUES.is_outlet(name) is is_one


@pytest.mark.parametrize(
    ("tag", "staff"),
    [("HOST", True), ("VOA", True), ("Sahel Radio Reporter", True), ("Ana Ruiz", False), ("RUIZ", False)],
)
def test_staff_of_the_outlet(tag: str, staff: bool) -> None:
    assert is_staff(tag, "VOA", CUES) is staff


def test_the_publisher_is_never_a_via() -> None:
    text = "A doctor told Reuters that nine people had died."
    assert [a.via for a in attributions("statements.toml", text, "Reuters") if a.statement] == [None]


def test_boilerplate_says_nothing() -> None:
    text = "The governor said the bridge was closed."
    zone = Zone("boilerplate", quote(text, 0, len(text)))
    assert read_attributions(trees("statements.toml")[text], (zone,), None, CUES) == ()


def test_a_dateline_is_not_said() -> None:
    text = "The governor said the bridge was closed."
    parse = trees("statements.toml")[text]
    zone = Zone("dateline", quote(text, 0, text.index("bridge")))
    (only,) = read_attributions(parse, (zone,), None, CUES)
    assert only.content.text == "bridge was closed"


def test_split_quotation_shares_cue_and_speaker() -> None:
    text = '"We will not leave," Ruiz said. "This is our home and we will defend it."'
    first, second = attributions("statements.toml", text)
    assert first.cue == second.cue
    assert first.cue is not None and first.cue.text == "said"
    assert first.speaker == second.speaker


def test_a_lone_quotation_has_no_cue() -> None:
    text = 'Haddad was angry. "They left us here without water for three days."'
    (only,) = attributions("statements.toml", text)
    assert (only.cue, only.cue_token, only.rule) == (None, None, "carried")


WORDS = st.sampled_from(
    [
        "he",
        "said",
        "that",
        '"',
        "“",
        "”",
        ",",
        ".",
        ":",
        "according",
        "to",
        "the",
        "rebels",
        "told",
        "Reuters",
        "fled",
        "and",
        "Ruiz",
        "called",
        "it",
        "'so'",
        "adding",
        "quoted",
        "as",
        "saying",
    ]
)


@given(st.data())
def test_any_tree_gives_spans_that_quote_the_text(data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS, min_size=1, max_size=24))
    tags = st.sampled_from(["VBD", "VBZ", "VBG", "VBN", "NN", "NNP", "PRP", "IN", ".", ",", "``", "CC", "DT"])
    upos = {
        "V": "VERB",
        "N": "NOUN",
        "P": "PRON",
        "I": "ADP",
        ".": "PUNCT",
        ",": "PUNCT",
        "`": "PUNCT",
        "C": "CCONJ",
    }
    relations = st.sampled_from(
        [
            "nsubj",
            "obj",
            "ccomp",
            "xcomp",
            "parataxis",
            "conj",
            "advcl",
            "acl",
            "obl",
            "punct",
            "nsubj:pass",
            "obl:agent",
        ]
    )
    tokens, at = [], 0
    for index, word in enumerate(words):
        tag = data.draw(tags)
        head = data.draw(st.integers(0, len(words) - 1))
        head = -1 if head == index or index == 0 else min(head, index - 1)
        kind = upos.get(tag[0], "DET")
        tokens.append(
            Token(index, at, at + len(word), word, word.lower(), kind, tag, head, data.draw(relations), 0)
        )
        at += len(word) + 1
    text = " ".join(words)
    parse = Parse(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text)),))
    for said in read_attributions(parse, (), "VOA", CUES):
        for span in (said.content, said.cue, said.speaker, said.via):
            assert span is None or (span.start < span.end and text[span.start : span.end] == span.text)
