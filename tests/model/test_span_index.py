"""SpanIndex finds by place what a search through all would find."""

from hypothesis import given
from hypothesis import strategies as st

from lapwing.model.span import Span, SpanIndex


def _span(start: int, length: int) -> Span:
    return Span(start, start + length, "")


SPANS = st.builds(_span, st.integers(0, 1200), st.integers(1, 700))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_every_question_is_answered_as_by_a_search_in_order(held: list[Span], asked: Span) -> None:
    index = SpanIndex((span, number) for number, span in enumerate(held))
    assert index.over(asked) == [n for n, span in enumerate(held) if span.covers(asked)]
    assert index.meeting(asked) == [n for n, span in enumerate(held) if span.overlaps(asked)]
    assert index.inside(asked) == [n for n, span in enumerate(held) if asked.covers(span)]
