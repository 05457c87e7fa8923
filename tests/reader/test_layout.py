"""Layout: where a new line starts a sentence, and text in one case."""

import pytest

from lapwing.model.span import Span
from lapwing.reader.layout import breaks, closers, single_case, stops
from lapwing.reader.tokens import tokenize


def _starts(text: str, *zones: Span) -> list[str]:
    spans = tokenize(text)
    return [text[spans[n][0] : spans[n][1]] for n in breaks(text, spans, zones)]


def test_a_blank_line_and_a_line_end_start_a_sentence() -> None:
    assert _starts("Two dead in Oru\n\nPolice came.\nSoldiers left.") == ["Two", "Police", "Soldiers"]


def test_a_line_that_goes_on_in_lower_case_does_not() -> None:
    assert _starts("Police came to\nthe town.") == ["Police"]


def test_text_wrapped_at_a_fixed_width_is_joined() -> None:
    text = (
        "The commander of the northern garrison told the elders of\n"
        "Oru that his men would leave the town before the end of\n"
        "June, and that the prisoners held in the old school near\n"
        "Lake Oru would be handed over to the Red Crescent at once."
    )
    assert _starts(text) == ["The"]


def test_the_edges_of_a_zone_start_a_sentence() -> None:
    text = "ORU (Wire) -- Gunmen killed six."
    assert _starts(text, Span(0, 13, text[:13])) == ["ORU", "Gunmen"]


def test_single_case() -> None:
    assert single_case(["TWO", "DEAD", "IN", "ORU", "ATTACK"])
    assert single_case(["two", "dead", "in", "oru", "attack"])
    assert not single_case(["Two", "dead", "in", "Oru", "attack"])
    assert not single_case(["NATO", "said"])


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("He left. She stayed.", ["She"]),
        ("He left. “She stayed.” They ate.", ["“", "They"]),
        ("Troops of the U.S. The rebels left.", ["The"]),
        ("The U.S. Army left.", []),
        ("Mr. Osei left Oru. 2. Sing.", []),
        ("He left. [She] stayed.", []),
    ],
)
def test_a_full_stop_a_blank_and_a_capital_start_a_sentence(text: str, starts: list[str]) -> None:
    spans = tokenize(text)
    assert [text[spans[n][0] : spans[n][1]] for n in stops(text, spans)] == starts


def test_a_mark_right_behind_a_word_closes() -> None:
    text = '"No," he said ("yes").'
    spans = tokenize(text)
    assert [spans[n][0] for n in sorted(closers(text, spans))] == [4, 19, 20]
