"""The days named in a text, seen from the day of publication."""

from collections.abc import Sequence
from datetime import date, timedelta

from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span, SpanIndex
from lapwing.model.when import TimeExpression


class Calendar:
    """The days named in a text, and which of them are not past."""

    def __init__(self, dates: Sequence[TimeExpression], published: date | None) -> None:
        self.days = SpanIndex((when.span, when) for when in dates)
        self.published = published.isoformat() if published is not None else None

    def ahead(self, when: TimeExpression) -> bool:
        """Whether a time is not over before the day of publication."""
        end = when.end or when.start
        return end is not None and (self.published is None or end >= self.published)

    def due(self, content: Span) -> str | None:
        """The first day named in the content that is not before publication; "by Friday" is due on Friday, "from May 5 to 9" on the last day."""
        for when in self.days.inside(content):
            one_day = when.start == when.end or when.start is None
            if one_day and when.end is not None and self.ahead(when):
                return self._until(when)
        for when in self.days.inside(content):
            if (
                when.precision == "range"
                and when.start is not None
                and self.ahead(when)
                and not self._running(when)
            ):
                return when.end
        return None

    def dated(self, content: Span) -> bool:
        """Whether the content names a day, a week or a month that is to come."""
        if self.due(content) is not None:
            return True
        near = (when for when in self.days.inside(content) if when.precision in {"month", "week"})
        return any(when.start is not None and self.ahead(when) for when in near)

    def _until(self, when: TimeExpression) -> str | None:
        """ "Before May 10" is due on May 10, though it ends a day earlier."""
        if when.end is None or not when.span.text.lower().startswith("before"):
            return when.end
        return (date.fromisoformat(when.end) + timedelta(days=1)).isoformat()

    def names_time_ahead(self, content: Span) -> bool:
        """Whether the content names a time that is to come, not one that still runs ("the last 30 years")."""
        return any(self.ahead(when) and not self._running(when) for when in self.days.inside(content))

    def _running(self, when: TimeExpression) -> bool:
        return when.start is not None and self.published is not None and when.start < self.published

    def future_day_of(self, parse: Parse, token: Token) -> bool:
        """Whether a day after publication hangs on a verb itself ("rules Wednesday")."""
        if self.published is None:
            return False
        own = parse.children(token.index, "obl", "nmod", "advmod")
        sentence = parse.sentence_of(token.index)
        heads = (
            parse.head_of(when.span)
            for when in (self.days.meeting(Span(sentence.start, sentence.end, "")) if own else ())
            if when.start is not None and when.start > self.published
        )
        return any(head in own for head in heads)
