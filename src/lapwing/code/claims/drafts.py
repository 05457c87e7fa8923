"""Figures on their way to becoming claims: what each telling counts, whether it happened, which words say so."""

import re
from collections.abc import Sequence

from msgspec import Struct

from lapwing.code.claims.amounts import Amounts, Kind
from lapwing.code.claims.context import Surroundings
from lapwing.code.claims.tolls import Telling
from lapwing.code.lists import listed
from lapwing.code.phrases import phrase
from lapwing.code.slots import conjuncts
from lapwing.code.status import Standing
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.amount import Amount, Count
from lapwing.model.claim import Measure
from lapwing.model.event import Event
from lapwing.model.parse import Parse
from lapwing.model.span import Span, quote

_LONGEST_WORD = 100  # code points; what is longer is no word
_CROWD_TYPES = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "RETREAT", "COERCE", "COOPERATE", "CONSULT"})
_ASKING = listed("call urge ask demand tell order appeal request press invite plead beg pressure instruct")


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


class Drafter:
    """Makes the drafts of one text."""

    def __init__(
        self,
        parse: Parse,
        amounts: Amounts,
        around: Surroundings,
        lexicon: MeasureLexicon,
        tellings: Sequence[Telling],
    ) -> None:
        self._parse = parse
        self._amounts = amounts
        self._around = around
        self._lexicon = lexicon
        self._tellings = tellings

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
        if telling.measure == "displaced" and kind in ("person", "definite", "pronoun"):
            return None  # one who fled is no figure of displacement
        stands = self._happened(telling, kind, none=value.high == 0)
        if stands is None:
            return None
        event = self._around.event_of(telling.measure, telling.word)
        mild = self._parse.tokens[telling.word].lemma.lower() in self._lexicon.mild
        if event is None and mild and self._is_alone(telling, kind) and not self._beside_harm(telling):
            return None
        head = self._head(telling)
        span, who = self._spans(telling, head)
        return Draft(
            telling.measure, value, kind, head, telling.word, span, who, event, stands.hedged, telling.teller
        )

    def _head(self, telling: Telling) -> int | None:
        """The head of the people counted: the noun of a number phrase, None where the word itself is counted."""
        if telling.head == telling.word and self._is_own_noun(telling):
            return None
        inside = self._amounts.inside(telling.head)
        return inside.noun if inside is not None and inside.noun is not None else telling.head

    def _happened(self, telling: Telling, kind: Kind, *, none: bool) -> Standing | None:
        """How what the telling says stands, None where it did not happen. A stated none is told by a denial."""
        if none and telling.measure not in ("killed", "injured") and not self._is_own_noun(telling):
            return None
        if self._only_tried(telling) or (kind == "plural" and not self._is_told_as_done(telling.predicate)):
            return None
        if self._is_imperative(telling.predicate) or self._is_asked(telling.predicate):
            return None
        if self._goes_on(telling) or self._parse.tokens[telling.word].lemma in self._lexicon.presupposing:
            return Standing("actual")
        stands = self._around.standing(telling.predicate)
        modal = any(t.xpos == "MD" for t in self._parse.children(telling.predicate, "aux"))
        if none and not modal and stands.status != "future":
            return Standing("actual")
        return stands if stands.status == "actual" and not stands.refused else None

    def _is_asked(self, predicate: int) -> bool:
        """ "called on them to lay down their arms": what is asked for has not happened."""
        above, token = self._parse.head(predicate), self._parse.tokens[predicate]
        return token.xpos == "VB" and above is not None and above.lemma.lower() in _ASKING

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

    def _beside_harm(self, telling: Telling) -> bool:
        """Whether the same sentence tells plainly of others killed or wounded ("was killed and his secretary was hurt")."""
        tokens = self._parse.tokens
        return any(
            t.measure in ("killed", "injured")
            and tokens[t.word].sentence == tokens[telling.word].sentence
            and (
                tokens[t.word].lemma.lower() not in self._lexicon.mild
                or (t.word == telling.word and self._amounts.count_at(t.head) is not None)
            )
            for t in self._tellings
        )

    def _only_tried(self, telling: Telling) -> bool:
        """ "tried to rescue two men": nobody was freed."""
        above = self._parse.head(telling.predicate)
        deprel = self._parse.tokens[telling.predicate].deprel
        return (
            above is not None
            and deprel in ("xcomp", "acl", "ccomp")
            and above.lemma.lower() in self._lexicon.tries
        )

    def _is_imperative(self, predicate: int) -> bool:
        """ "Free the hostages!": a bare form without subject or helper."""
        token = self._parse.tokens[predicate]
        bare = token.xpos == "VB" and self._parse.child(predicate, "aux", "mark", "nsubj") is None
        return bare and token.deprel in ("root", "parataxis", "ccomp")

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
        if telling.over and value.exact and value.best is not None:
            value = Amount(value.best + 1, value.best + 1, None, False, "more than")
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
        whole = self._amounts.name_at(head) or self._without_parts(phrase(self._parse, head))
        if count is None or count.span.start > head or not whole.overlaps(count.span):
            return whole
        skipped = ("ADP", "PUNCT", "DET")
        inside = [
            t for t in self._parse.tokens_in(whole) if t.start >= count.span.end and t.upos not in skipped
        ]
        return quote(self._parse.text, inside[0].start, whole.end) if inside else whole

    def _without_parts(self, span: Span) -> Span:
        """The phrase without the part that it tells of ("six people, including a boy"), and begun at a whole word."""
        cut = re.search(r",?\s+(?:including|among them)\b", span.text)
        end = span.start + cut.start() if cut and cut.start() else span.end
        before = re.search(r"[\w-]*$", self._parse.text[max(0, span.start - _LONGEST_WORD) : span.start])
        return quote(self._parse.text, span.start - len(before[0]) if before else span.start, end)

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
                    or self._is_given(count)
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

    def _is_given(self, count: Count) -> bool:
        """ "The two leaders": a number that the reader is taken to know, and no news."""
        return self._parse.tokens[count.first].text.lower() in ("the", "both", "all", "these", "those")

    def _counts_persons(self, count: Count) -> bool:
        return count.noun is None or self._amounts.persons(count.noun)


def _is_crowd(value: Amount) -> bool:
    """Whether a figure is a stated number of several."""
    return value.rule not in ("bare plural", "one person") and (value.best or value.high or 0) > 1
