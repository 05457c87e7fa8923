"""The reader over its real weights: what must hold of any text, and a few sentences read right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lapwing.model.parse import Parse
from lapwing.model.report import Zone
from lapwing.model.span import quote
from lapwing.reader.reader import LONGEST_SENTENCE, Reader, load_reader

ATTACK = "Gunmen attacked a village in northern Nigeria on Monday, killing six people, police said."
TALK = '"We will not leave," Gen. Osei told reporters. He met President Ana Ruiz in the U.S. last week.'


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def _check(parse: Parse) -> None:
    """What holds of every parse."""
    text, tokens = parse.text, parse.tokens
    at = 0
    for n, t in enumerate(tokens):
        assert t.index == n and t.text == text[t.start : t.end] and at <= t.start < t.end
        assert t.lemma
        at = t.end
    assert [i for s in parse.sentences for i in range(s.first, s.last)] == list(range(len(tokens)))
    for n, s in enumerate(parse.sentences):
        inside = parse.sentence_tokens(s)
        assert s.index == n and all(t.sentence == n for t in inside) and len(inside) <= LONGEST_SENTENCE
        assert (s.start, s.end) == (inside[0].start, inside[-1].end)
        assert [t.deprel == "root" for t in inside] == [t.head == -1 for t in inside]
        assert sum(t.head == -1 for t in inside) == 1
        assert all(t.head == -1 or s.first <= t.head < s.last for t in inside)
        for t in inside:
            assert sum(1 for _ in parse.ancestors(t.index)) < len(inside)
    for m in parse.mentions:
        assert m.first <= m.head < m.last and tokens[m.first].sentence == tokens[m.last - 1].sentence
        assert 0 < m.confidence <= 1 and round(m.confidence, 2) == m.confidence


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.text(alphabet="aA1.,'’-\"() \n\t\u0301\u200b\ud800שلع😀US", max_size=200))
def test_any_text_gives_a_sound_parse(text: str) -> None:
    _check(_READER.parse(text))


_READER = load_reader()


@pytest.mark.parametrize(
    "text", ["", " \n ", "\x00", "\u200b", ".", "a", "\ud800", "x" * 50_000, "word " * 3000, "- " * 1500]
)
def test_hard_texts(reader: Reader, text: str) -> None:
    _check(reader.parse(text))


def test_a_sentence_read_right(reader: Reader) -> None:
    parse = reader.parse(ATTACK)
    word = {t.text: t for t in parse.tokens}
    root = word["said"]
    assert root.head == -1 and root.lemma == "say" and root.xpos == "VBD"
    assert (parse.tokens[word["Gunmen"].head].text, word["Gunmen"].deprel) == ("attacked", "nsubj")
    assert (parse.tokens[word["village"].head].text, word["village"].deprel) == ("attacked", "obj")
    assert (parse.tokens[word["people"].head].text, word["people"].deprel) == ("killing", "obj")
    assert word["killing"].deprel == "advcl"
    found = {(parse.span(m.first, m.last).text, m.label, m.named) for m in parse.mentions}
    assert ("Nigeria", "place", True) in found
    assert ("six people", "person", False) in found


def test_sentences_and_names(reader: Reader) -> None:
    parse = reader.parse(TALK)
    assert [parse.text[s.start : s.end] for s in parse.sentences] == [TALK[:46], TALK[47:]]
    named = {(parse.span(m.first, m.last).text, m.label) for m in parse.mentions if m.named}
    assert {("Osei", "person"), ("Ana Ruiz", "person"), ("U.S.", "place")} <= named


@pytest.mark.parametrize("recase", [str.upper, str.lower])
def test_text_in_one_case_does_not_fall_apart(reader: Reader, recase: type[str.upper]) -> None:  # type: ignore[valid-type]
    plain, other = reader.parse(ATTACK), reader.parse(recase(ATTACK))
    assert [t.text.lower() for t in plain.tokens] == [t.text.lower() for t in other.tokens]
    same = sum(a.head == b.head and a.upos == b.upos for a, b in zip(plain.tokens, other.tokens, strict=True))
    assert same >= 0.8 * len(plain.tokens)
    assert any(m.named and m.label == "place" for m in other.mentions)


def test_a_text_is_read_the_same_alone_and_after_others(reader: Reader) -> None:
    alone = load_reader().parse(TALK)
    for text in (ATTACK * 40, "zzz " * 700, TALK.upper()):
        reader.parse(text)
    after = reader.parse(TALK)
    assert (alone.tokens, alone.sentences, alone.mentions) == (after.tokens, after.sentences, after.mentions)


def test_a_paragraph_ends_a_sentence_and_so_does_a_zone(reader: Reader) -> None:
    parse = reader.parse("Two dead in Oru\n\nPolice said on Monday that rebels had left.")
    assert [s.start for s in parse.sentences] == [0, 17]
    text = "ORU (Wire) -- Gunmen killed six."
    zones = (Zone("dateline", quote(text, 0, 13)),)
    assert [s.start for s in reader.parse(text, zones).sentences] == [0, 14]


def test_a_long_sentence_is_read_in_full_windows(reader: Reader) -> None:
    text = "The minister met " + ", ".join(f"envoy number {n}" for n in range(400)) + "."
    _check(reader.parse(text))
