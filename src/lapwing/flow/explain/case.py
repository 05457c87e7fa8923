"""Case: one document read once more, with what every explanation needs: its layers, its values' short names, its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from lapwing.flow.kit import Kit
from lapwing.flow.layers import Layers
from lapwing.flow.run import reading_of
from lapwing.flow.steps import STEPS, parties
from lapwing.model.actor import Party
from lapwing.model.explanation import Quoted
from lapwing.model.handles import Handle, handles
from lapwing.model.reading import Reading
from lapwing.model.span import Span
from lapwing.model.when import TimeExpression
from lapwing.model.words import one_line, when_words
from lapwing.resolve.actors.reasons import ActorReasons
from lapwing.resolve.dates.reasons import DateReasons
from lapwing.resolve.places.reasons import PlaceReasons

_AROUND: Final = 60
"""Code points of context before and after quoted words, cut at a word."""
SHORT: Final = 40


@dataclass(frozen=True)
class Case:
    """A document with everything that the steps found in it."""

    kit: Kit
    layers: Layers

    @cached_property
    def reading(self) -> Reading:
        """The reading of the document."""
        return reading_of(self.kit, self.layers)

    @cached_property
    def handles(self) -> tuple[Handle, ...]:
        """The short names of all values."""
        return handles(self.reading)

    @cached_property
    def dates(self) -> DateReasons:
        """Whoever knows why dates are what they are."""
        return DateReasons(self.layers.parse, self.layers.dates, self.layers.published)

    @cached_property
    def places(self) -> PlaceReasons:
        """Whoever knows why places are what they are."""
        return PlaceReasons(self.layers.parse, self.kit.gazetteer)

    @cached_property
    def actors(self) -> ActorReasons:
        """Whoever knows why parties are what they are."""
        at = self.layers
        return ActorReasons(at.parse, parties(at), at.place_mentions, self.kit.actors)

    def again(self, step: str, **changed: Any) -> Layers:
        """The layers after one step ran again over changed ones: how "without these words" is found out."""
        layers = replace(self.layers, **changed)
        again = next(s for s in STEPS if s.name == step)
        return replace(layers, **again.run(self.kit, layers))

    def short(self, id_: str | None) -> str:
        """The short name of a value, "" where it is none of the reading's."""
        return next((h.short for h in self.handles if h.id == id_), "")

    def date_at(self, span: Span | None) -> TimeExpression | None:
        """The time expression on some words."""
        return next((d for d in self.layers.dates if span is not None and d.span == span), None)

    def short_of_date(self, span: Span | None) -> str:
        """Its short name, "" where the words are none."""
        found = self.date_at(span)
        return f"d{self.layers.dates.index(found) + 1}" if found is not None else ""

    def quoted(self, span: Span, note: str = "") -> Quoted:
        """Words with some context, whole words only, within their paragraph."""
        text = self.layers.document.report.text
        before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _AROUND].partition("\n")[0]
        if len(before) == _AROUND:
            before = "…" + (before[before.index(" ") :] if " " in before else "")
        if len(after) == _AROUND:
            after = (after[: after.rindex(" ") + 1] if " " in after else "") + "…"
        return Quoted(span, before, after, note)

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which words begin."""
        inside = self.layers.parse.tokens_in(span)
        return inside[0].sentence if inside else 0

    def party(self, party: Party) -> str:
        """A party by its words and, where it has one, its actor's short name."""
        words = one_line(party.span.text, SHORT)
        short = self.short(party.actor)
        return f"{words} ({short})" if short else words

    def all_parties(self, listed: Sequence[Party]) -> str:
        """Several parties, "nobody" where there are none."""
        return ", ".join(self.party(p) for p in listed) or "nobody"


def said(words: str) -> str:
    """Words of the report in quotation marks, on one line."""
    return f"“{one_line(words, SHORT)}”"


def day(value: TimeExpression) -> str:
    """The days of a time expression, or why there are none."""
    known = when_words(value.as_when())
    return known if known != "?" else f"unknown: {value.rule}"
