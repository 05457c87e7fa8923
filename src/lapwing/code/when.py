"""When: which time expression of a text dates an act.

In order: words that hang on the act itself, on the verb it is told with, on a clause that shares its day
("X on Thursday after Y"). The day of a speech verb dates the statement: what was said to have
happened gets a range that ends on that day. No words, no date.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from lapwing.code.anchor import below, governors_of, predicate_of, sharing
from lapwing.code.credit import SPOKEN_TYPES
from lapwing.code.lists import listed
from lapwing.model.event import Act
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution
from lapwing.model.when import UNKNOWN_WHEN, TimeExpression, When

_MEDIA = listed(
    "statement message letter interview post tweet video speech report article communique declaration address"
)
_SEEN = 0.5
_PAST = listed("had has have was were did")


class Timeline:
    """The time expressions of a text, by the words they hang on."""

    def __init__(
        self,
        parse: Parse,
        dates: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
        acts: Sequence[Act],
        published: date | None,
    ) -> None:
        self._parse = parse
        self._published = published
        self._dates = [d for d in dates if d.precision != "unknown"]
        self._cues = {a.cue_token for a in attributions if a.cue_token is not None}
        self._contents = SpanIndex((a.content, a) for a in attributions)
        self._days = SpanIndex((d.span, d) for d in self._dates)
        self._acts = {a.token for a in acts}
        self._by_token = _by_token(parse, dates, frozenset(self._acts))

    def of(self, act: Act) -> When:
        """The date of an act, `UNKNOWN_WHEN` where no words give one."""
        found = self._found(act)
        if found.start is None and found.end is None:
            found = self._seen(act) or found
        return self._up_to_now(act, found)

    def _seen(self, act: Act) -> When | None:
        """The time expression that the model ties to the act, in whatever sentence it stands."""
        for arc in sorted(act.arcs, key=lambda a: (-a.odds, a.token)):
            if arc.role == "time" and arc.odds >= _SEEN:
                word = self._parse.tokens[arc.token]
                found = next(iter(self._days.over(Span(word.start, word.end, word.text))), None)
                if found is not None:
                    when = found.as_when()
                    return When(
                        when.start,
                        when.end,
                        when.precision,
                        "resolved",
                        when.span,
                        f"{when.rule}; tied to the act by the model",
                    )
        return None

    def said_on(self, token: int) -> When | None:
        """The day that dates a speech cue itself, None where none does."""
        found = self._direct(token)
        return found.as_when() if found is not None and found.start is not None else None

    def _found(self, act: Act) -> When:
        own = self._direct(act.token)
        if own is not None:
            return own.as_when()
        predicate = predicate_of(self._parse, act.token)
        if predicate is None:
            return UNKNOWN_WHEN
        told = self._on_which(predicate)
        return told.as_when() if told is not None else self._of_clause(act, predicate)

    def _on_which(self, predicate: int) -> TimeExpression | None:
        """The day that a clause belongs to: "on September 4, when rebels attacked"."""
        token = self._parse.tokens[predicate]
        if token.deprel not in ("acl:relcl", "advcl:relcl") or token.head < 0:
            return None
        day = self._parse.tokens[token.head]
        return next(iter(self._days.over(Span(day.start, day.end, day.text))), None)

    def _up_to_now(self, act: Act, when: When) -> When:
        """What has been going on since a day goes on, so far, to the day of publication."""
        open_end = (
            when.start is not None
            and when.end is None
            and when.span is not None
            and self._published is not None
        )
        if not open_end or act.status != "actual" or not self._goes_on(act.token):
            return when
        assert self._published is not None
        return When(
            when.start, self._published.isoformat(), "range", when.basis, when.span, f"{when.rule}; goes on"
        )

    def _goes_on(self, token: int) -> bool:
        """Present perfect: "has been attacking", "have demanded"."""
        return any(t.lemma == "have" and t.xpos in ("VBP", "VBZ") for t in self._parse.children(token, "aux"))

    def _direct(self, token: int) -> TimeExpression | None:
        found = self._by_token.get(token, ())
        return _best(found) if found else None

    def _of_clause(self, act: Act, predicate: int) -> When:
        above = sharing(self._parse, predicate)
        for at in (predicate, *above):
            if self._foreign(act, at, shared=at != predicate) or (
                at in self._cues and act.status == "future"
            ):
                continue
            found = self._direct(at) or self._in_message(act, at)
            if found is not None:
                return found.as_when()
        for at in (low for high in (predicate, *above) for low in below(self._parse, high)):
            found = self._direct(at)
            if found is not None and found.precision == "day" and not self._foreign(act, predicate):
                return found.as_when()
        return self._until_told(act)

    def _in_message(self, act: Act, at: int) -> TimeExpression | None:
        """The day of the words that do a verbal act: "in a statement issued on Friday, the union condemned …"."""
        if act.type not in SPOKEN_TYPES:
            return None
        for medium in self._parse.children(at, "obl"):
            if medium.lemma.lower() in _MEDIA:
                for clause in self._parse.children(medium.index, "acl"):
                    if (found := self._direct(clause.index)) is not None:
                        return found
        return None

    def _foreign(self, act: Act, at: int, *, shared: bool = False) -> bool:
        """Whether a clause tells another thing: a speech cue, or another act that the act is an argument of."""
        if at == act.token:
            return False
        return (at in self._cues and not shared) or (at in self._acts and act.token not in self._clause(at))

    def _clause(self, at: int) -> frozenset[int]:
        """Clauses that share the day of an act: its conjuncts and adverbial clauses."""
        parse = self._parse
        return frozenset(t.index for t in parse.children(at, "conj", "advcl", "xcomp"))

    def _said_now(self, act: Act) -> bool:
        """Whether a verbal act is done by the statement that tells it ("said it rejects", "said it will not yield")."""
        word = self._parse.tokens[act.token]
        helpers = {t.text.lower() for t in self._parse.children(act.token, "aux")}
        past = word.xpos == "VBD" or bool(helpers & _PAST)
        return act.type in SPOKEN_TYPES and not past and word.upos == "VERB"

    def _until_told(self, act: Act) -> When:
        """The range that ends on the day of the statement that tells the act."""
        if act.status not in ("actual", "denied"):
            return UNKNOWN_WHEN
        for said in self._contents.over(act.trigger):
            if said.cue_token is None or said.cue_token == act.token:
                continue
            found = self._direct(said.cue_token)
            if found is not None and found.end is not None and self._said_now(act):
                return found.as_when()
            if found is not None and found.end is not None:
                return When(
                    None, found.end, "range", "resolved", found.span, "told on that day, so not after it"
                )
        return UNKNOWN_WHEN


def _by_token(
    parse: Parse, dates: Sequence[TimeExpression], acts: frozenset[int]
) -> Mapping[int, tuple[tuple[int, TimeExpression], ...]]:
    found: dict[int, list[tuple[int, TimeExpression]]] = {}
    for expression in dates:
        if expression.precision == "unknown":
            continue
        for token, steps in governors_of(parse, expression.span, acts, of_verb=True):
            found.setdefault(token, []).append((steps, expression))
    return {token: tuple(listed) for token, listed in found.items()}


def _best(found: Sequence[tuple[int, TimeExpression]]) -> TimeExpression:
    """The nearest in the tree, then the most exact, then the first."""
    order = {"day": 0, "range": 1, "week": 2, "month": 3, "year": 4}
    return min(
        found, key=lambda f: (f[0], order.get(f[1].precision, 9), f[1].basis != "stated", f[1].span.start)
    )[1]
