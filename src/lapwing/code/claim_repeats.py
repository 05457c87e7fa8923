"""Which drafts count the same people: the same figure told twice is one claim, at its first mention."""

from collections.abc import Sequence

from lapwing.code.claim_drafts import Draft
from lapwing.code.victims import Actors
from lapwing.model.parse import Parse


class Repeats:
    """Groups the drafts of one text by the people they count."""

    def __init__(self, parse: Parse, actors: Actors) -> None:
        self._parse = parse
        self._actors = actors

    def merged(self, drafts: Sequence[Draft]) -> list[list[Draft]]:
        """Drafts grouped by the people they count, in text order."""
        groups: dict[tuple[object, ...], list[Draft]] = {}
        for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end, d.measure, d.word)):
            told = (d for group in groups.values() for d in group)
            if not any(
                d.measure == draft.measure and d.amount == draft.amount and d.span.overlaps(draft.span)
                for d in told
            ):
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
        if one.measure != two.measure or one.amount.best != 1 or two.amount.best != 1:
            return False
        return bool({"pronoun", "definite"} & {one.kind, two.kind})
