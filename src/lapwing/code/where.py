"""Where: which place name of a text locates an act.

In order: a place that hangs on the act or on a phrase of it, on the verb it is told with, on a clause that shares
its day and place, a place that is itself what was hit. Verbal acts take only places of their own clause.
"""

from collections.abc import Sequence

from lapwing.code.anchor import governors_of, place_clause, predicate_of, sharing
from lapwing.code.slots import case_of
from lapwing.model.event import VERBAL_TYPES, Act
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention, Where
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution

NOWHERE = Where(None, None, None)
_NEAR = 2
"""Steps up the tree within which a place is the act's own, before the places of its clause are asked."""
_SEEN = 0.5
_INSIDE = frozenset({"in", "inside", "at", "near", "around", "across"})
_BLOCKED = frozenset({"CONSULT"})


class Map:
    """The locating place names of a text, by the words they hang on."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[PlaceMention],
        attributions: Sequence[Attribution],
        acts: frozenset[int],
    ) -> None:
        self._parse = parse
        self._cues = frozenset(a.cue_token for a in attributions if a.cue_token is not None)
        voices = SpanIndex((s, s) for a in attributions for s in (a.speaker, a.via) if s is not None)
        self._mentions = [m for m in mentions if not m.as_actor and not voices.meeting(m.span)]
        self._named = SpanIndex((m.span, (n, m)) for n, m in enumerate(self._mentions))
        self._by_token: dict[int, list[tuple[int, PlaceMention]]] = {}
        for mention in self._mentions:
            for token, steps in governors_of(parse, mention.span, acts):
                self._by_token.setdefault(token, []).append((steps, mention))

    def of(self, act: Act) -> Where:
        """The place of an act, `NOWHERE` where the text ties none to it."""
        verbal = act.type in VERBAL_TYPES - _BLOCKED
        found = (
            self._direct(act, act.token, within=_NEAR)
            or self._of_clause(act, verbal=verbal)
            or self._direct(act, act.token)
        )
        if found is None and not verbal:
            found = self._of_purpose(act) or self._struck(act) or self._where_they_are(act)
        found = found or self._seen(act)
        return where(found) if found is not None else NOWHERE

    def _seen(self, act: Act) -> PlaceMention | None:
        """The place name that the model ties to the act, in whatever sentence it stands."""
        for arc in sorted(act.arcs, key=lambda a: (-a.odds, a.token)):
            if arc.role == "place" and arc.odds >= _SEEN:
                word = self._parse.tokens[arc.token]
                held = self._named.over(Span(word.start, word.end, word.text))
                if held:
                    return next(iter(held))[1]
        return None

    def _where_they_are(self, act: Act) -> PlaceMention | None:
        """Where a party is said to be ("forces in the valley launched an offensive")."""
        for span in (*act.actors, *act.recipients):
            for _, mention in self._named.inside(span):
                if mention.span.start > span.start and self._preposition(mention) in _INSIDE:
                    return mention
        return None

    def _preposition(self, mention: PlaceMention) -> str:
        head = self._parse.head_of(mention.span)
        for token in (head, self._parse.head(head.index) if head is not None else None):
            if token is not None and (word := case_of(self._parse, token.index)):
                return word
        return ""

    def _direct(self, act: Act, token: int, *, within: int = 9) -> PlaceMention | None:
        held = [
            (steps, m.span.start, m)
            for steps, m in self._by_token.get(token, ())
            if steps <= within and not self._of_party(act, m)
        ]
        return min(held, key=lambda h: h[:2])[2] if held else None

    def _of_party(self, act: Act, mention: PlaceMention) -> bool:
        """Whether the name only says who somebody is ("the president of Kenya"); what was hit may locate the act."""
        spans = act.actors if act.type not in VERBAL_TYPES else (*act.actors, *act.recipients)
        if any(s.covers(mention.span) for s in spans):
            return True
        return any(s.start == mention.span.start and s.covers(mention.span) for s in act.recipients)

    def _of_clause(self, act: Act, *, verbal: bool) -> PlaceMention | None:
        predicate = predicate_of(self._parse, act.token)
        if predicate is None or (verbal and not self._tells(act, predicate)):
            return None
        for at in (predicate, *sharing(self._parse, predicate, only=("conj",) if verbal else ())):
            if at in self._cues and at != act.token:
                continue
            found = self._direct(act, at) or self._in_which(at)
            if found is not None:
                return found
        return None

    def _tells(self, act: Act, predicate: int) -> bool:
        """Whether a clause is the act's own: its verb, or the light verb of its noun."""
        verb = self._parse.tokens[predicate]
        return predicate == act.token or (act.trigger.start <= verb.start and verb.end <= act.trigger.end)

    def _in_which(self, predicate: int) -> PlaceMention | None:
        """The place that a clause belongs to: "in the valley, where soldiers fought rebels"."""
        noun = place_clause(self._parse, predicate)
        if noun is None:
            return None
        word = self._parse.tokens[noun]
        return next((m for _, m in self._named.over(Span(word.start, word.end, word.text))), None)

    def _of_purpose(self, act: Act) -> PlaceMention | None:
        """The place of what the act aims at ("launched a sweep to clear the valley", "threatened to close the port")."""
        parse = self._parse
        roots = [act.token, *(t.index for t in parse.children(act.token, "obj"))]
        for root in roots:
            for clause in parse.children(root, "xcomp", "acl", "advcl"):
                found = self._direct(act, clause.index) if clause.xpos == "VB" else None
                if found is not None:
                    return found
        return None

    def _struck(self, act: Act) -> PlaceMention | None:
        """A place that is the recipient itself ("attacked Kunduz")."""
        held = [pair for s in act.recipients for pair in self._named.inside(s)]
        return min(held, key=lambda pair: pair[0])[1] if held else None


def where(mention: PlaceMention) -> Where:
    """The place of a mention as an event's place."""
    return Where(mention.place, mention.relation, mention.span)
