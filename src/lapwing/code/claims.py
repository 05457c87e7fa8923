"""Claims: how many were killed, injured, captured … as the text states it, who they were and who says so.

Words that tell a figure (measures.toml) are found with the phrases that they count (claim_tellings); numbers, single persons and bare
plurals give the amount (claim_amounts). What is denied, planned or only possible gives no claim. The same figure of the same people
is one claim at its first mention.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from lapwing.code.claim_amounts import Amounts, Kind
from lapwing.code.claim_context import Surroundings
from lapwing.code.claim_tellings import Finder, Telling
from lapwing.code.phrases import phrase
from lapwing.code.slots import conjuncts
from lapwing.code.status import Standing
from lapwing.code.victims import Actors, VictimClasses
from lapwing.ids import content_id
from lapwing.lexicon.act_words import ActWords
from lapwing.lexicon.acts import load_acts
from lapwing.lexicon.measures import MeasureLexicon, load_measures
from lapwing.model.actor import Party
from lapwing.model.amount import Amount, Count
from lapwing.model.claim import Claim, Measure
from lapwing.model.event import Certainty, Event
from lapwing.model.parse import Parse
from lapwing.model.span import Span, quote
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression

_CONFIDENCE: dict[Kind, float] = {
    "number": 0.8,
    "person": 0.6,
    "definite": 0.5,
    "pronoun": 0.5,
    "plural": 0.4,
}
_CROWD_TYPES = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "RETREAT", "COERCE", "COOPERATE", "CONSULT"})


class Draft(Struct, frozen=True):
    """A figure on its way to becoming a claim."""

    measure: Measure
    amount: Amount
    kind: Kind
    head: int | None
    word: int
    span: Span
    who: Span | None
    event: Event | None
    hedged: bool
    teller: tuple[int, ...] = ()


def code_claims(
    parse: Parse,
    counts: Sequence[Count],
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    dates: Sequence[TimeExpression],
    actors: Actors,
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
    maker = _Maker(parse, Amounts(parse, counts, lexicon), around, lexicon, actors)
    told = maker.told()
    drafts = maker.merged([*told, *maker.crowds(events, frozenset(d.span for d in told))])
    claims = {c.id: c for c in (maker.claim(group, report_key) for group in drafts)}
    return tuple(sorted(claims.values(), key=lambda c: (c.span.start, c.span.end, c.measure)))


@cache
def _act_words() -> ActWords:
    """The words that change what becomes of an act, loaded once where the caller hands none."""
    return load_acts().words


class _Maker:
    """Makes the claims of one text."""

    def __init__(
        self, parse: Parse, amounts: Amounts, around: Surroundings, lexicon: MeasureLexicon, actors: Actors
    ) -> None:
        self._parse = parse
        self._amounts = amounts
        self._around = around
        self._lexicon = lexicon
        self._actors = actors
        self._tellings = Finder(parse, amounts, lexicon).all()
        self._classes = VictimClasses(parse, actors, lexicon, frozenset(t.head for t in self._tellings))

    def told(self) -> list[Draft]:
        """A draft of every telling that counts somebody and happened."""
        tellings = self._tellings
        unreal = {(t.measure, self._parse.tokens[t.head].lemma) for t in tellings if self._is_unreal_name(t)}
        drafts = [
            self._draft(t)
            for t in tellings
            if (t.measure, self._parse.tokens[t.head].lemma) not in unreal
            or self._parse.tokens[t.word].upos == "VERB"
        ]
        return [draft for draft in drafts if draft is not None and not self._rides_along(draft)]

    def _is_unreal_name(self, telling: Telling) -> bool:
        """Whether it is told of a named person as something planned or possible: later nouns ("his arrest") mean no more."""
        named = self._parse.tokens[telling.head].upos == "PROPN"
        return named and self._around.standing(telling.predicate).status in ("future", "possible")

    def _rides_along(self, draft: Draft) -> bool:
        """A bare plural joined to a counted phrase ("several officials and party members"): the count is theirs too."""
        if draft.kind != "plural" or draft.head is None:
            return False
        token = self._parse.tokens[draft.head]
        return token.deprel == "conj" and self._amounts.count_at(token.head) is not None

    def _draft(self, telling: Telling) -> Draft | None:
        amount = self._amount(telling)
        if amount is None:
            return None
        value, kind = amount
        stands = self._around.standing(telling.predicate)
        none = value.high == 0
        if self._goes_on(telling):
            stands = Standing("actual")
        if self._only_tried(telling):
            return None
        if none and telling.measure not in ("killed", "injured"):
            return None
        if kind == "plural" and not self._is_told_as_done(telling.predicate):
            return None
        modal = any(t.xpos == "MD" for t in self._parse.children(telling.predicate, "aux"))
        if none and not modal:
            stands = Standing("future" if stands.status == "future" else "actual")
        if stands.refused or stands.status != "actual":
            return None
        head = None if telling.head == telling.word and self._is_own_noun(telling) else telling.head
        event = self._around.event_of(telling.measure, telling.word)
        if (
            event is None
            and self._is_alone(telling, kind)
            and self._parse.tokens[telling.word].lemma.lower() in self._lexicon.mild
        ):
            return None
        span, who = self._spans(telling, head)
        return Draft(
            telling.measure, value, kind, head, telling.word, span, who, event, stands.hedged, telling.teller
        )

    def _goes_on(self, telling: Telling) -> bool:
        """ "ruled to continue to hold her": what continues was so before, whatever is decided."""
        above = self._parse.head(telling.predicate)
        return (
            self._parse.tokens[telling.predicate].deprel == "xcomp"
            and above is not None
            and above.lemma in ("continue", "keep")
        )

    def _is_told_as_done(self, predicate: int) -> bool:
        """A verb in the past or perfect, or a participle after a noun: what bare plurals need to be a claim."""
        token = self._parse.tokens[predicate]
        helpers = {t.xpos for t in self._parse.children(predicate, "aux", "cop")}
        return (
            token.xpos == "VBD"
            or bool(helpers & {"VBD", "VBZ", "VBP"})
            or (token.xpos == "VBN" and not helpers)
        )

    def _is_alone(self, telling: Telling, kind: Kind) -> bool:
        """Whether one person is told of without a number beside her."""
        beside = conjuncts(self._parse, telling.head)
        above = self._parse.tokens[telling.head]
        joined = (*beside, above.head) if above.deprel == "conj" else beside
        return kind != "number" and not any(self._amounts.count_at(i) for i in joined)

    def _only_tried(self, telling: Telling) -> bool:
        """ "tried to rescue two men": nobody was freed."""
        above = self._parse.head(telling.predicate)
        deprel = self._parse.tokens[telling.predicate].deprel
        return (
            above is not None
            and deprel in ("xcomp", "acl", "ccomp")
            and above.lemma.lower() in self._lexicon.tries
        )

    def _is_own_noun(self, telling: Telling) -> bool:
        """Whether the counted word only tells the figure ("12 deaths"): nobody is named."""
        return self._parse.tokens[telling.head].lemma.lower() in (
            self._lexicon.units.keys() | self._lexicon.both
        )

    def _amount(self, telling: Telling) -> tuple[Amount, Kind] | None:
        own = self._is_own_noun(telling) and telling.head == telling.word
        count = self._amounts.count_at(telling.head)
        found = (count.value, "number") if own and count is not None else self._amounts.of(telling.head)
        if found is None or (telling.numbered and found[1] != "number"):
            return None
        value, kind = found
        if telling.measure == "participants" and not _is_crowd(value):
            return None
        if telling.shared and value.high != 0:
            value = Amount(None, None, value.high, False, "shared by two measures")
            return (value, "number") if value.high is not None else None
        return value, kind  # type: ignore[return-value]

    def _spans(self, telling: Telling, head: int | None) -> tuple[Span, Span | None]:
        """The span of the figure with its noun, and of the people counted without the number."""
        count = self._amounts.count_at(telling.head)
        who = self._who(head, count)
        if count is None:
            return who or self._parse.span(telling.head, telling.head + 1), who
        end = max(count.span.end, who.end if who is not None and who.end - count.span.end < 60 else 0)
        return quote(self._parse.text, min(count.span.start, end - 1), end), who

    def _who(self, head: int | None, count: Count | None) -> Span | None:
        if head is None or (count is not None and count.first <= head < count.last):
            return None
        whole = self._amounts.name_at(head) or phrase(self._parse, head)
        if count is None or count.span.start > head or not whole.overlaps(count.span):
            return whole
        skipped = ("ADP", "PUNCT", "DET")
        inside = [
            t for t in self._parse.tokens_in(whole) if t.start >= count.span.end and t.upos not in skipped
        ]
        return quote(self._parse.text, inside[0].start, whole.end) if inside else whole

    def crowds(self, events: Sequence[Event], claimed: frozenset[Span]) -> list[Draft]:
        """Stated numbers of those who carry out an act, but for phrases that another figure has `claimed`."""
        drafts = []
        for event in events:
            parties = (*event.actors, *(event.recipients if event.type == "MOBILIZE" else ()))
            for party in parties if event.type in _CROWD_TYPES and event.status == "actual" else ():
                head = self._parse.head_of(party.span)
                count = self._amounts.count_at(head.index) if head is not None else None
                if (
                    head is None
                    or count is None
                    or not self._counts_persons(count)
                    or not _is_crowd(count.value)
                ):
                    continue
                noun = count.noun if count.noun is not None else head.index
                telling = Telling("participants", head.index, noun, head.index)
                span, who = self._spans(telling, noun)
                if any(span.overlaps(other) for other in claimed):
                    continue
                drafts.append(
                    Draft("participants", count.value, "number", noun, head.index, span, who, event, False)
                )
        return drafts

    def _counts_persons(self, count: Count) -> bool:
        return count.noun is None or self._amounts.persons(count.noun)

    def merged(self, drafts: Sequence[Draft]) -> list[list[Draft]]:
        """Drafts grouped by the people they count, in text order."""
        groups: dict[tuple[object, ...], list[Draft]] = {}
        for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end, d.measure, d.word)):
            groups.setdefault(self._key(draft), []).append(draft)
        return self._without_repeats(list(groups.values()))

    def _key(self, draft: Draft) -> tuple[object, ...]:
        """What makes two drafts one claim: measure and figure, for single persons the person."""
        if draft.kind == "number":
            value = draft.amount
            sort = self._sort_of(draft) if value.best == 1 or not value.exact else ""
            return (draft.measure, value.low, value.best, value.high, sort)
        if draft.kind == "plural":
            return (draft.measure, "plural", self._sort_of(draft))
        return (draft.measure, "one", self._person(draft))

    def _sort_of(self, draft: Draft) -> str:
        return self._parse.tokens[draft.head].lemma.lower() if draft.head is not None else ""

    def _person(self, draft: Draft) -> str:
        """The actor of a single person, else the last word of the name, else the head word."""
        assert draft.head is not None
        known = self._actors.at(draft.who) if draft.who is not None else None
        known = known or self._actors.at(self._parse.span(draft.head, draft.head + 1))
        if known is not None:
            return known
        token = self._parse.tokens[draft.head]
        names = [t for t in self._parse.children(draft.head, "flat", "appos") if t.upos == "PROPN"]
        return (names[-1].text if names and token.upos == "PROPN" else token.lemma).lower()

    def _without_repeats(self, groups: list[list[Draft]]) -> list[list[Draft]]:
        """Joins a pronoun or "the soldier" with the person of that measure, drops bare plurals beside a stated number."""
        kept: list[list[Draft]] = []
        numbered = {g[0].measure for g in groups if g[0].kind == "number" and (g[0].amount.best or 2) > 1}
        for group in groups:
            first = group[0]
            if first.kind == "plural" and first.measure in numbered:
                continue
            if not any(self._same_person(k[0], first) for k in kept):
                kept.append(group)
        return kept

    def _same_person(self, one: Draft, two: Draft) -> bool:
        """Whether two single persons may be one: either is a pronoun or "the soldier"."""
        if one.measure != two.measure or "number" in (one.kind, two.kind) or "plural" in (one.kind, two.kind):
            return False
        return bool({"pronoun", "definite"} & {one.kind, two.kind})

    def claim(self, group: Sequence[Draft], report_key: str) -> Claim:
        """One claim of the drafts that count the same people; the first mention gives its words."""
        first = group[0]
        total = self._around.is_total(first.measure, first.span, first.word)
        counted = [d for d in group if d is first or d.kind == "number"]
        told = [t for d in counted for t in self._around.nearest_teller(d.span, d.word)]
        sources = self._sources(group, told)
        protest = (
            first.measure == "participants" and first.event is not None and first.event.type == "PROTEST"
        )
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
            as_of=self._around.as_of(told[0] if told else None, total=total),
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


def _is_crowd(value: Amount) -> bool:
    """Whether a figure is a stated number of several."""
    return value.rule not in ("bare plural", "one person") and (value.best or value.high or 0) > 1


def _certainty(draft: Draft, told: Sequence[Attribution], sources: Sequence[Party]) -> Certainty:
    if draft.hedged or any(t.hedge for t in told[:1]):
        return "hedged"
    return "attributed" if sources or told else "stated"
