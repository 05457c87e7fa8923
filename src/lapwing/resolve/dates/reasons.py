"""Why a time expression was read as it was: every pattern that fits its words, what each looked at, and what it gives.

Nothing is kept while a report is read: the same rules run again for the one expression asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from msgspec import Struct

from lapwing.lexicon.dates import date_words
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span, quote
from lapwing.model.when import TimeExpression
from lapwing.resolve.dates.atoms import Line, lines
from lapwing.resolve.dates.calendar import DAY, Days, Direction
from lapwing.resolve.dates.context import OFF_CALENDAR, Context, Fix, unknown
from lapwing.resolve.dates.grammar import grammar
from lapwing.resolve.dates.read import Found, choose, matches, tense_of
from lapwing.resolve.dates.relative import NO_DATE

SIDES: Final[tuple[Direction, ...]] = ("past", "future", "near")


class Reading(Struct, frozen=True):
    """One pattern on some of the words: its rule in words, the value, and what the rule asked for.

    `tense` is the side that the words around ask for, None where the rule does not look; `by_tense` what each side gives.
    `anchor` is the date of the passage that the rule counted from; `passage` says that it asked for one.
    """

    span: Span
    rule: str
    chosen: bool
    value: TimeExpression
    tense: Direction | None
    by_tense: tuple[tuple[Direction, TimeExpression], ...]
    anchor: TimeExpression | None
    passage: bool


@dataclass
class _Watched(Context):
    """A context that notes what a rule asked for."""

    anchors: list[Days] = field(default_factory=list)
    looked: bool = False

    def anchor(self, *, day: bool = False) -> Days | None:
        return self._noted(super().anchor(day=day))

    def here(self) -> Days | None:
        return self._noted(super().here())

    def _noted(self, found: Days | None) -> Days | None:
        self.looked = True
        self.anchors += [found] if found is not None else []
        return found


class DateReasons:
    """The time expressions of one report, asked one by one."""

    def __init__(
        self,
        parse: Parse,
        dates: Sequence[TimeExpression],
        published: date | None,
        country: str | None = None,
    ) -> None:
        self._parse = parse
        self._dates = dates
        self._published = published
        self._country = country
        self._words = date_words()
        self._table = grammar()

    def readings(self, expression: TimeExpression) -> list[Reading]:
        """Every reading of the words, the chosen ones first, then the longer ones."""
        found: list[Reading] = []
        for line in lines(self._parse, self._words):
            if not _touches(line.sentence.start, line.sentence.end, expression.span):
                continue
            fitting = list(matches(line, self._table, self._words, self._parse))
            chosen = choose(iter(fitting))
            for each in fitting:
                read = self._read(line, each, expression, chosen=each in chosen)
                found += [read] if read is not None and read not in found else []
        return sorted(found, key=lambda r: (not r.chosen, r.span.start - r.span.end, r.span.start))

    def before(self, expression: TimeExpression) -> list[tuple[TimeExpression, int]]:
        """The time expressions before one, the last first, each with how many sentences back it stands."""
        here = self._sentence(expression)
        earlier = [d for d in self._dates if d.span.end <= expression.span.start]
        return [(d, here - self._sentence(d)) for d in reversed(earlier)]

    def governor(self, expression: TimeExpression) -> Token | None:
        """The verb whose tense is asked: the nearest above the words."""
        head = self._parse.head_of(expression.span)
        above = self._parse.ancestors(head.index) if head is not None else iter(())
        return next((t for t in above if t.upos in ("VERB", "AUX")), None)

    def _read(self, line: Line, found: Found, asked: TimeExpression, *, chosen: bool) -> Reading | None:
        start, end = line.atoms[found.first].start, line.atoms[found.last - 1].end
        if not _touches(start, end, asked.span):
            return None
        span = quote(self._parse.text, start, end)
        tense = tense_of(self._parse, line, found, self._words)
        sides: dict[Direction, TimeExpression] = {}
        anchors: list[Days] = []
        looked = False
        for side in SIDES:
            context = self._context(line, found, asked, side)
            fix = _fixed(found, context)
            if fix is NO_DATE:
                return None
            looked |= context.looked
            anchors += context.anchors if side == tense else []
            sides[side] = _expression(span, fix)
        differ = len({(v.start, v.end) for v in sides.values()}) > 1
        rule = " ".join((found.rule.__doc__ or found.rule.__name__).split())
        return Reading(
            span, rule, chosen, sides[tense], tense if differ else None, tuple(sides.items()) if differ else (),
            self._anchor(anchors, asked), looked,
        )  # fmt: skip

    def _context(self, line: Line, found: Found, asked: TimeExpression, side: Direction) -> _Watched:
        words, table = self._words, self._table
        month_first = None if self._country is None else self._country in words.month_first
        context = _Watched(self._published, month_first, words, table.feasts, lambda: side)
        context.groups = found.groups
        context.sentence = line.sentence.index
        before = [d for d in self._dates if d.span.end <= asked.span.start]
        context.history = [(self._sentence(d), _fix(d)) for d in before]
        here = [d for d in before if self._sentence(d) == line.sentence.index]
        context.gap = _gap(line, found, here[-1]) if here else len(line.atoms)
        return context

    def _sentence(self, expression: TimeExpression) -> int:
        return self._parse.tokens_in(expression.span)[0].sentence

    def _anchor(self, anchors: Sequence[Days], asked: TimeExpression) -> TimeExpression | None:
        """The last expression before the one asked about that has the days which a rule counted from."""
        days = {(a.first.isoformat(), a.last.isoformat()) for a in anchors}
        before = [d for d in self._dates if d.span.end <= asked.span.start and (d.start, d.end) in days]
        return before[-1] if before else None


def week_later(published: date) -> date:
    """The day a week on, for asking what another publication day would give."""
    return published + 7 * DAY


def _touches(start: int, end: int, span: Span) -> bool:
    return start < span.end and span.start < end


def _fixed(found: Found, context: Context) -> Fix:
    try:
        return found.rule(context)
    except (ValueError, OverflowError):
        return unknown(OFF_CALENDAR)


def _gap(line: Line, found: Found, before: TimeExpression) -> int:
    return sum(before.span.end <= atom.start for atom in line.atoms[: found.first])


def _fix(known: TimeExpression) -> Fix:
    start, end = (date.fromisoformat(d) if d else None for d in (known.start, known.end))
    return Fix(start, end, known.precision, known.basis, known.rule)


def _expression(span: Span, fix: Fix) -> TimeExpression:
    start, end = (d.isoformat() if d else None for d in (fix.start, fix.end))
    return TimeExpression(span, start, end, fix.precision, fix.basis, fix.rule)
