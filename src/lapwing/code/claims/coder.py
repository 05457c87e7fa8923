"""Claims: how many were killed, injured, captured … as the text states it, who they were and who says so.

Words that tell a figure (measures.toml) are found with the phrases that they count (claim_tellings); numbers, single persons and bare
plurals give the amount (claim_amounts); what is denied, planned or only possible gives no claim (claim_drafts); the same figure of the
same people is one claim at its first mention (claim_repeats).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from lapwing.code.claims.amounts import Amounts, Kind
from lapwing.code.claims.context import Surroundings
from lapwing.code.claims.drafts import Draft, Drafter
from lapwing.code.claims.repeats import Repeats
from lapwing.code.claims.tellings import Finder
from lapwing.code.phrases import phrase
from lapwing.code.victims import VictimClasses
from lapwing.ids import content_id
from lapwing.lexicon.act_words import ActWords
from lapwing.lexicon.acts import load_acts
from lapwing.lexicon.measures import MeasureLexicon, load_measures
from lapwing.model.actor import ActorIndex, Party
from lapwing.model.amount import Count
from lapwing.model.claim import Claim
from lapwing.model.event import Certainty, Event
from lapwing.model.parse import Parse
from lapwing.model.span import Span
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression

_CONFIDENCE: dict[Kind, float] = {
    "number": 0.8,
    "person": 0.6,
    "definite": 0.5,
    "pronoun": 0.5,
    "plural": 0.4,
}
"""Rounded guesses of how often a claim of each kind is right, ordered by the gold dev texts; not calibrated."""


def code_claims(
    parse: Parse,
    counts: Sequence[Count],
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    dates: Sequence[TimeExpression],
    actors: ActorIndex,
    published: date | None,
    report_key: str,
    *,
    lexicon: MeasureLexicon | None = None,
    words: ActWords | None = None,
) -> tuple[Claim, ...]:
    """The claims of one report in text order, by codebook section 3. Pure and deterministic.

    `event` is null where no event of the passage fits (accidents, disasters). `report_key` is what the ids hang on.
    """
    lexicon, words = lexicon or load_measures(), words or _act_words()
    around = Surroundings(parse, events, attributions, dates, published, words, lexicon)
    amounts = Amounts(parse, counts, lexicon)
    tellings = Finder(parse, amounts, lexicon).all()
    drafter = Drafter(parse, amounts, around, lexicon, tellings)
    told = drafter.told()
    crowds = drafter.crowds(events, frozenset(d.span for d in told))
    classes = VictimClasses(parse, actors, lexicon, frozenset(t.head for t in tellings))
    maker = _Maker(parse, around, lexicon, actors, classes)
    groups = Repeats(parse, actors, lexicon.generic).merged([*told, *crowds])
    claims = {c.id: c for c in (maker.claim(group, report_key) for group in groups)}
    return tuple(sorted(claims.values(), key=lambda c: (c.span.start, c.span.end, c.measure)))


@cache
def _act_words() -> ActWords:
    """The words that change what becomes of an act, loaded once where the caller hands none."""
    return load_acts().words


class _Maker:
    """Makes the claims of one text out of grouped drafts."""

    def __init__(
        self,
        parse: Parse,
        around: Surroundings,
        lexicon: MeasureLexicon,
        actors: ActorIndex,
        classes: VictimClasses,
    ) -> None:
        self._parse = parse
        self._around = around
        self._lexicon = lexicon
        self._actors = actors
        self._classes = classes

    def claim(self, group: Sequence[Draft], report_key: str) -> Claim:
        """One claim of the drafts that count the same people; the first mention gives its words."""
        first = group[0]
        total = first.amount.best != 1 and self._around.is_total(first.measure, first.span, first.word)
        counted = [d for d in group if d is first or d.kind == "number"]
        told = [t for d in counted for t in self._around.nearest_teller(d.span, d.word)]
        sources = self._sources(group, told)
        protest = first.measure == "participants" and self._is_protest(first)
        return Claim(
            id=content_id("c", report_key, first.measure, first.span.start, first.span.end),
            event=first.event.id if first.event is not None else None,
            measure=first.measure,
            value=first.amount,
            who=first.who,
            victims=self._classes.of(
                first.measure,
                first.head,
                first.who,
                protest=protest,
                word=first.word,
                scene=self._scene(first),
            ),
            scope="total" if total else "event",
            as_of=self._around.as_of(told[0] if told else None, first.span, total=total),
            certainty=_certainty(first, told, sources),
            sources=sources,
            span=first.span,
            confidence=_CONFIDENCE[first.kind],
        )

    def _scene(self, draft: Draft) -> int | None:
        tokens = self._parse.tokens_in(draft.event.trigger) if draft.event is not None else ()
        return tokens[0].index if tokens else None

    def _is_protest(self, draft: Draft) -> bool:
        """Whether those counted demonstrate: by the word itself or by the event."""
        told = self._parse.tokens[draft.word].lemma.lower() in self._lexicon.crowds
        return told or (draft.event is not None and draft.event.type == "PROTEST")

    def _sources(self, group: Sequence[Draft], told: Sequence[Attribution]) -> tuple[Party, ...]:
        """Who states the figure, nearest voice first, later tellers of the same figure after."""
        spans = [phrase(self._parse, index) for draft in group for index in draft.teller]
        for said in told:
            spans += [
                s
                for s in (said.speaker, said.via)
                if s is not None and (s is said.speaker or s.text[0].isupper())
            ]
        unique: list[Span] = []
        for span in spans:
            if not any(span.overlaps(u) or span.text == u.text for u in unique):
                unique.append(span)
        return tuple(Party(self._actors.at(span), span) for span in unique)


def _certainty(draft: Draft, told: Sequence[Attribution], sources: Sequence[Party]) -> Certainty:
    """Hedged where the teller's cue hedges, or a hedge stands and nobody is named ("were reported dead")."""
    if any(t.hedge for t in told[:1]) or (draft.hedged and not sources):
        return "hedged"
    return "attributed" if sources or told else "stated"
