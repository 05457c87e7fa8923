"""Who says what: every cue of a report with its speaker and the words it governs.

One pass finds quotations from characters, another speech verbs from the tree; `_indirect` and `_named` join a verb
with its clause (quotations inside it make it `mixed`), `_direct` gives each remaining quotation its cue, and
attribution_credits adds "according to", hedges and credits. Of nested statements the outer one stays a statement.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse
from lapwing.model.report import Zone
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution, StatementKind
from lapwing.resolve.attribution.according import according_to, by_count
from lapwing.resolve.attribution.carry import speaker_before
from lapwing.resolve.attribution.clauses import PROMISES, clause_of
from lapwing.resolve.attribution.credits import figure_credits, hedges, noun_credits
from lapwing.resolve.attribution.cues import Cue, find_cues, listeners
from lapwing.resolve.attribution.direct import Gaps, Quoted, Told, quoted_runs, tell
from lapwing.resolve.attribution.named import named_clause
from lapwing.resolve.attribution.phrases import phrase_of
from lapwing.resolve.attribution.quotes import find_quotations
from lapwing.resolve.attribution.runs import Clause, has_finite
from lapwing.resolve.attribution.settle import settled
from lapwing.resolve.attribution.turns import read_turns

_FULL: Final = 4
_BACK: Final = 12_000
_BACK_RUNS: Final = 200
"""Code points and quotations before a lone quotation among which its speaker is sought: twice the longest quotation, and
more than any report of ordinary length has. Only sentences nearby count; this spares a long text the rest."""
_NOT_ANOTHER: Final = frozenset({"", "i", "we", "you", "one", "it", "who"})
_SILENT_ZONES: Final = frozenset({"boilerplate", "credit"})


def read_attributions(
    parse: Parse, zones: Sequence[Zone], publisher: str | None, lexicon: CueLexicon
) -> tuple[Attribution, ...]:
    """Every attribution of the report in text order. `publisher` is never a `via`; boilerplate and credits are left out."""
    if not parse.tokens:
        return ()
    reader = _Reader(parse, publisher, lexicon)
    silent = [z.span for z in zones if z.kind in _SILENT_ZONES]
    datelines = [z.span for z in zones if z.kind == "dateline"]
    found = [_past(a, datelines) for a in reader.all() if not any(s.overlaps(a.content) for s in silent)]
    return tuple(sorted(_outer_only(found), key=lambda a: (a.content.start, a.content.end, a.rule)))


def _past(said: Attribution, datelines: list[Span]) -> Attribution:
    """The attribution without a dateline at the head of its content."""
    for line in datelines:
        if said.content.start < line.end < said.content.end:
            text = said.content.text[line.end - said.content.start :].lstrip(" \t\n-–—:")
            if text:
                start = said.content.end - len(text)
                return msgspec.structs.replace(said, content=Span(start, said.content.end, text))
    return said


class _Reader:
    """The passes over one report, sharing its quotations and cues."""

    def __init__(self, parse: Parse, publisher: str | None, lexicon: CueLexicon) -> None:
        self.parse = parse
        self.publisher = publisher
        self.lexicon = lexicon
        self.runs = quoted_runs(parse, find_quotations(parse.text))
        self._run_at = {i: n for n, run in enumerate(self.runs) for i in range(run.first, run.last)}
        found = find_cues(parse, lexicon)
        self.gaps = Gaps(parse, self.runs, found)
        self.cues = settled(parse, found, self.gaps, lexicon)
        self.gaps = Gaps(parse, self.runs, self.cues)

    def all(self) -> Iterator[Attribution]:
        turns = list(read_turns(self.parse.text, self.publisher, self.lexicon))
        clauses, taken = self._indirect()
        direct = self._direct(frozenset(taken), clauses)
        yield from (*turns, *direct, *clauses)
        yield from according_to(self.parse, self.gaps, self.lexicon)
        yield from by_count(self.parse)
        yield from noun_credits(self.parse, self.lexicon)
        yield from figure_credits(self.parse, self.cues, self.lexicon)
        yield from hedges(self.parse, self.lexicon)

    def _indirect(self) -> tuple[list[Attribution], set[int]]:
        """Clauses that cues govern, and the numbers of the quotations that lie in them."""
        found: list[Attribution] = []
        taken: set[int] = set()
        for cue in self.cues:
            if not cue.real or cue.cls == "credit" or (cue.passive and cue.speaker is None):
                continue
            clause = clause_of(self.parse, cue, self.lexicon) if cue.cls in {"say", "ask", "belief"} else None
            if clause is None:
                clause = named_clause(self.parse, cue, self.gaps)
            if clause is None:
                continue
            if self.gaps.quoted(cue.token):
                found += self._within_quotation(cue, clause)
                continue
            held = self._held(clause)
            whole = bool(held) and self._wholly_quoted(clause, held, cue)
            if whole and cue.cls not in {"quoted", "label"}:
                continue
            taken.update(held)
            found.append(self._governed(cue, clause, held, whole=whole))
        return found, taken

    def _held(self, clause: Clause) -> list[int]:
        numbers = (self._run_at.get(i) for i in range(clause.first, clause.last))
        return sorted({n for n in numbers if n is not None})

    def _wholly_quoted(self, clause: Clause, held: list[int], cue: Cue) -> bool:
        """Whether the clause is the quotation itself, so that it is direct speech and not a mixture."""
        inside = {i for n in held for i in range(self.runs[n].first, self.runs[n].last)}
        tokens = self.parse.tokens[clause.first : clause.last]
        outside = [
            t for t in tokens if t.index not in inside and t.upos not in {"PUNCT", "CCONJ"} and t.text != "to"
        ]
        if not outside:
            return True
        run = self.runs[held[-1]]
        if (
            cue.token >= run.last
            and run.is_open
            and self.gaps.content_words(*self.gaps.before(self.runs[held[0]])) == 0
        ):
            return self.runs[held[0]].words >= _FULL
        subject = self.parse.child(clause.head, "nsubj")
        return (
            cue.token > clause.head
            and clause.head in inside
            and subject is not None
            and subject.index in inside
        )

    def _governed(self, cue: Cue, clause: Clause, held: list[int], *, whole: bool) -> Attribution:
        end = max([self.parse.tokens[clause.last - 1].end, *(self.runs[n].quote.end for n in held)])
        start = min(
            [
                self.parse.tokens[clause.first].start,
                *(self.runs[n].quote.start for n in held if self.runs[n].first <= clause.first),
            ]
        )
        kind: StatementKind = "direct" if whole else "mixed" if held else "indirect"
        promise = clause.infinitive and cue.lemma in PROMISES
        said = (cue.cls in {"say", "ask"} and not self._wished(cue, clause)) or (
            cue.cls == "belief" and self._held_by_another(cue, clause)
        )
        statement = (said and not promise) or (bool(held) and cue.cls != "belief")
        content = _without_comma(Span(start, end, self.parse.text[start:end]))
        return self._made(cue, cue.speaker, content, kind, statement=statement, rule=cue.cls)

    def _held_by_another(self, cue: Cue, clause: Clause) -> bool:
        """Whether a belief is told as news: "the road is mined, officers believe", "police fear it is mined", not "I think"."""
        speaker = self.parse.tokens[cue.speaker].text.lower() if cue.speaker is not None else ""
        told = clause.last <= cue.token or (
            cue.lemma in self.lexicon.held and has_finite(self.parse.tokens[clause.first : clause.last])
        )
        return told and speaker not in _NOT_ANOTHER

    def _wished(self, cue: Cue, clause: Clause) -> bool:
        """Whether something is asked for, not said or asked: "proposed that mothers march"."""
        opening = self.parse.tokens[clause.first - 1].text.lower() if clause.first else ""
        return cue.lemma in self.lexicon.wished and clause.first > cue.token and opening == "that"

    def _within_quotation(self, cue: Cue, clause: Clause) -> list[Attribution]:
        """A clause inside a quotation: a credit, no statement, and never beyond the marks."""
        run = self.runs[self._run_at[cue.token]]
        first, last = clause.first, min(clause.last, run.last)
        if not run.first <= first < last:
            return []
        content = self.parse.span(first, last)
        return [self._made(cue, cue.speaker, content, "indirect", statement=False, rule=cue.cls)]

    def _direct(self, taken: frozenset[int], clauses: list[Attribution]) -> list[Attribution]:
        found: list[Attribution] = []
        stated = SpanIndex((c.content, c) for c in clauses if c.statement)
        for run, told in zip(self.runs, tell(self.gaps, taken), strict=True):
            if told.place in {"inside", "none"} or not _weighty(run, told):
                continue
            content = Span(run.quote.start, run.quote.end, self.parse.text[run.quote.start : run.quote.end])
            content = _without_comma(content)
            if told.place == "carried":
                back = Span(max(0, run.quote.start - _BACK), run.quote.start, "")
                speaker = speaker_before(self.parse, run, [*found[-_BACK_RUNS:], *stated.meeting(back)])
                found.append(self._spoken(speaker, content, "carried"))
            elif told.place == "tagged" and told.speaker is not None:
                found.append(self._spoken(phrase_of(self.parse, told.speaker), content, "tagged"))
            elif told.cue is not None:
                found.append(
                    self._made(told.cue, told.speaker, content, "direct", statement=True, rule=told.place)
                )
        return found

    def _spoken(self, speaker: Span | None, content: Span, rule: str) -> Attribution:
        return Attribution(None, None, speaker, content, "direct", None, True, False, rule)

    def _made(
        self, cue: Cue, speaker: int | None, content: Span, kind: StatementKind, *, statement: bool, rule: str
    ) -> Attribution:
        named = phrase_of(self.parse, speaker, stop=cue.token) if speaker is not None else None
        return Attribution(
            cue=self.parse.span(cue.token, cue.token + 1),
            cue_token=cue.token,
            speaker=named,
            content=content,
            kind=kind,
            via=self._via(cue, named),
            statement=statement and (named is not None or kind == "direct"),
            hedge=False,
            rule=rule,
        )

    def _via(self, cue: Cue, speaker: Span | None) -> Span | None:
        """The outlet that is told, or in whose interview, a thing is said; never the report's own publisher."""
        if cue.via is not None:
            span = phrase_of(self.parse, cue.via)
            return None if self._own(span.text) else span
        for token in listeners(self.parse, cue):
            span = phrase_of(self.parse, token)
            if self.lexicon.is_outlet(span.text) and not self._own(span.text) and span != speaker:
                return span
        return None

    def _own(self, name: str) -> bool:
        return self.publisher is not None and name.lower().removeprefix("the ") == self.publisher.lower()


def _weighty(run: Quoted, told: Told) -> bool:
    """Words of one to three in marks are a statement only where they end like one ("Yes," he said)."""
    return run.words >= _FULL or (
        told.place in {"after", "before", "shared", "tagged"} and run.ends in {",", ".", "?", "!"}
    )


def _without_comma(content: Span) -> Span:
    text = content.text.rstrip(",")
    return Span(content.start, content.start + len(text), text)


def _outer_only(found: list[Attribution]) -> list[Attribution]:
    """Of statements that lie one in another the outer one is coded; the inner ones stay as credits."""
    stated = SpanIndex((a.content, (n, a)) for n, a in enumerate(found) if a.statement)
    kept: list[Attribution] = []
    for number, said in enumerate(found):
        inner = said.statement and any(
            other.content != said.content or at < number
            for at, other in stated.over(said.content)
            if at != number
        )
        kept.append(msgspec.structs.replace(said, statement=False) if inner else said)
    return kept
