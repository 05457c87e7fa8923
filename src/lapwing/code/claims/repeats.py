"""Which drafts count the same people: the same figure told twice is one claim, at its first mention."""

from collections.abc import Sequence

from lapwing.code.claims.drafts import Draft
from lapwing.model.actor import ActorIndex
from lapwing.model.parse import Parse

_HELD = frozenset({"captured", "freed", "abducted", "deported"})
_SOON = 2  # sentences within which a person told of unnamed is named
_LARGE = 10  # figures from here on that agree are taken for one, whatever events they are tied to


class Repeats:
    """Groups the drafts of one text by the people they count. `generic` are nouns that say only that they are persons."""

    def __init__(self, parse: Parse, actors: ActorIndex, generic: frozenset[str]) -> None:
        self._generic = generic
        self._parse = parse
        self._actors = actors

    def merged(self, drafts: Sequence[Draft]) -> list[list[Draft]]:
        """Drafts grouped by the people they count, in text order."""
        groups: list[list[Draft]] = []
        for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end, d.measure, d.word)):
            group = next((g for g in groups if self._same(g[0], draft)), None)
            if group is None:
                groups.append([draft])
            elif not draft.span.overlaps(group[0].span):
                group.append(draft)
        return self._without_repeats(groups)

    def _same(self, one: Draft, two: Draft) -> bool:
        """Whether two drafts count the same people: the same figure, or the same single person."""
        if one.measure != two.measure:
            return False
        if one.amount == two.amount and one.span.overlaps(two.span):
            return True
        kinds = {one.kind, two.kind}
        if kinds == {"number"}:
            return self._same_figure(one, two)
        if kinds == {"plural"}:
            return self._sort_of(one) == self._sort_of(two)
        return not kinds & {"number", "plural"} and self._person(one) == self._person(two)

    def _same_figure(self, one: Draft, two: Draft) -> bool:
        """The same best value told in two sentences, of one event, or large enough not to be so by chance; nouns that agree."""
        if one.amount.best is None or one.amount.best != two.amount.best:
            return one.amount == two.amount and self._sort_of(one) == self._sort_of(two)
        if self._parse.tokens[one.word].sentence == self._parse.tokens[two.word].sentence:
            return False
        sorts = {self._sort_of(one), self._sort_of(two)}
        if one.amount.rule == "vague amount" or one.amount.best == 1:
            return len(sorts) == 1 and one.event is two.event
        agree = len(sorts) == 1 or bool(sorts & (self._generic | {""}))
        return agree and (one.event is two.event or one.amount.best >= _LARGE)

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
        if one.measure != two.measure or one.amount.best != 1 or two.amount.best != 1:
            return False
        if {"pronoun", "definite"} & {one.kind, two.kind}:
            return True
        return one.measure in _HELD and self._introduces(one, two)

    def _introduces(self, one: Draft, two: Draft) -> bool:
        """ "A lawyer was arrested. … Police took Ana Ruiz into custody": told unnamed first, named soon after."""
        if one.head is None or two.head is None or {one.kind, two.kind} != {"person"}:
            return False
        first, second = self._parse.tokens[one.head], self._parse.tokens[two.head]
        unnamed = self._parse.child(first.index, "det") is not None and first.upos == "NOUN"
        return unnamed and second.upos == "PROPN" and 0 < second.sentence - first.sentence <= _SOON
