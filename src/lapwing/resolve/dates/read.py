"""Finds every time expression of a report and fixes it in the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import lapwing.resolve.dates.absolute as absolute
from lapwing.lexicon.dates import DateWords, date_words
from lapwing.model.parse import Parse
from lapwing.model.span import Span, quote
from lapwing.model.when import TimeExpression
from lapwing.resolve.dates.atoms import Atom, Line, lines
from lapwing.resolve.dates.calendar import Direction
from lapwing.resolve.dates.context import OFF_CALENDAR, Context, unknown
from lapwing.resolve.dates.grammar import Grammar, Rule, grammar
from lapwing.resolve.dates.joins import Item, join
from lapwing.resolve.dates.passage import day_number, units_after_dated
from lapwing.resolve.dates.relative import NO_DATE, near_day
from lapwing.resolve.dates.tense import direction_at

_YEAR_BEFORE = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "of",
        "from",
        "during",
        "before",
        "after",
        "and",
        "to",
        "early",
        "late",
        "mid",
    }
)
_STARTERS = frozenset(
    {"today", "tonight", "yesterday", "tomorrow", "overnight", "then", "m", "am", "pm", "/"}
)
_LEADING = frozenset({"in", "on", "over", "during", "for", "come", "comes", "coming", "came"})


class Found(NamedTuple):
    """A pattern that matched on atoms `first` to `last` (exclusive)."""

    first: int
    last: int
    rule: Rule
    groups: dict[str, str]


def read_dates(
    parse: Parse, published: date | None, country: str | None = None, *, words: DateWords | None = None
) -> tuple[TimeExpression, ...]:
    """Every time expression in text order, each with its days, precision, basis and the rule that gave them.

    `country` (ISO 3166 alpha-3) decides 04/09/2015. Without a publication date relative expressions have precision
    "unknown" and `rule` says so. Method: own grammar over symbols (grammar.py); weekdays and months take the side of the
    calendar that the tense of the governing verb asks for (Mani and Wilson 2000).
    """
    words = words or date_words()
    table = grammar()
    month_first = None if country is None else country in words.month_first
    context = Context(published, month_first, words, table.feasts, lambda: "near")
    starters = _STARTERS | {phrase.split()[0] for phrase in table.feasts}
    read: list[TimeExpression] = []
    for line in lines(parse, words):
        if any(_may_start(atom, starters) for atom in line.atoms):
            read.extend(_read_line(parse, line, context, table))
    return tuple(read)


def _may_start(atom: Atom, starters: frozenset[str]) -> bool:
    symbol = atom.symbol
    if symbol[0] == "N" and symbol not in starters:
        return len(symbol) == 5 or len(symbol) == 3
    return symbol[0] in "MDUPSCO" or symbol in starters


def _read_line(parse: Parse, line: Line, context: Context, table: Grammar) -> Iterator[TimeExpression]:
    context.sentence = line.sentence.index
    before = len(context.history)
    items: list[Item] = []
    for found in choose(matches(line, table, context.words, parse)):
        context.gap = found.first - items[-1].last if items else len(line.atoms)
        item = _fix(parse, line, found, context)
        if item is not None and items and (dated := _from_event(parse, line, items[-1], item, context)):
            items[-1] = dated
        items += [item] if item is not None else []
    joined = join(parse, line, items)
    del context.history[before:]
    for item in joined:
        context.history.append((context.sentence, item.fix))
        span = _span(parse, line, item)
        start, end = (d.isoformat() if d else None for d in (item.fix.start, item.fix.end))
        yield TimeExpression(span, start, end, item.fix.precision, item.fix.basis, item.fix.rule)


def _from_event(parse: Parse, line: Line, told: Item, day: Item, context: Context) -> Item | None:
    """ "Three days after the attack on 3 May" with its value: the day hangs on the event that the first phrase counts from."""
    if told.form != "units_after_event" or told.fix.precision != "unknown" or day.fix.precision != "day":
        return None
    between = parse.tokens_in(quote(parse.text, line.atoms[told.last - 1].end, line.atoms[day.first].start))
    event = next((t for t in between if t.upos in ("NOUN", "PROPN") and t.deprel != "compound"), None)
    head = parse.head_of(quote(parse.text, line.atoms[day.first].start, line.atoms[day.last - 1].end))
    if event is None or head is None or day.fix.days is None:
        return None
    if event.index not in {t.index for t in parse.ancestors(head.index)}:
        return None
    context.groups = told.groups
    return told._replace(fix=units_after_dated(context, day.fix.days))


def _span(parse: Parse, line: Line, item: Item) -> Span:
    first = item.first
    while line.atoms[first].symbol in _LEADING and first < item.last - 1:
        first += 1
    return quote(parse.text, line.atoms[first].start, line.atoms[item.last - 1].end)


def matches(line: Line, table: Grammar, words: DateWords, parse: Parse) -> Iterator[Found]:
    """Every pattern that matches in a line and is a date there; they may overlap."""
    blocked = [m.span() for m in table.names.finditer(line.symbols)]
    persons = _persons(parse, line)
    present = {atom.symbol for atom in line.atoms}
    present |= {symbol[0] for symbol in present}
    for row in table.rows:
        if not row.needs <= present:
            continue
        for match in row.pattern.finditer(line.symbols):
            start, end = match.span()
            if any(a < end and start < b for a, b in blocked):
                continue
            first, last = line.at[start], line.at[end]
            last -= line.atoms[last - 1].symbol == ","
            if row.rule is not absolute.holiday and any(
                p.start <= line.atoms[first].start < p.end for p in persons
            ):
                continue
            if not _is_date(parse, line, first, row.rule, words):
                continue
            groups = {k: v.rstrip(" _") for k, v in match.groupdict().items() if v}
            yield Found(first, last, row.rule, groups)


def _persons(parse: Parse, line: Line) -> list[Span]:
    """Names of persons in a sentence: what stands in them ("Theresa May") is no date."""
    inside = [
        m
        for at in range(line.sentence.first, line.sentence.last)
        for m in parse.mentions_over(at)
        if m.named and m.label == "person" and m.first == at
    ]
    return [parse.span(m.first, m.last) for m in inside]


def choose(matches: Iterator[Found]) -> list[Found]:
    """The longest match at each place, from left to right; of equals the first in the table."""
    chosen: list[Found] = []
    for found in sorted(matches, key=lambda f: (f.first, -f.last)):
        if not chosen or found.first >= chosen[-1].last:
            chosen.append(found)
    return chosen


def _is_date(parse: Parse, line: Line, first: int, rule: Rule, words: DateWords) -> bool:
    """Whether a match is a date here: no recurring day, no name of a paper, no number that counts things."""
    before = line.atoms[first - 1].symbol if first else ""
    if before in ("every", "each"):
        return False
    if rule is absolute.short_year:
        return before in _YEAR_BEFORE and line.atoms[first - 1].end < line.atoms[first].start
    if rule is day_number:
        return before == "on"
    if rule is near_day and first and parse.text[line.atoms[first].start] == "T":
        return False
    return rule is not absolute.year_alone or _is_year(parse, line, first, words)


def _is_year(parse: Parse, line: Line, at: int, words: DateWords) -> bool:
    """Whether a bare number of four digits is a year and no count, price or part of a longer number."""
    before = line.atoms[at - 1] if at else None
    after = line.atoms[at + 1] if at + 1 < len(line.atoms) else None
    glued = {
        a.symbol
        for a in (before, after)
        if a and (a.end == line.atoms[at].start or a.start == line.atoms[at].end)
    }
    if glued & {"$", "€", "£", "%", "#", "/", "_", ":", "+"} or (
        before and before.symbol in ("$", "no", "about", "some", "than", "around", "nearly")
    ):
        return False
    if (
        before
        and before.end == line.atoms[at].start
        and (before.symbol[0] in "N,.-" or before.symbol.isalpha())
    ):
        return before.symbol == "-" and at > 1 and line.atoms[at - 2].symbol in ("mid", "pre", "post")
    if after and (after.symbol in words.counted or after.symbol == "%" or after.symbol.startswith("U")):
        return False
    if after and after.start == line.atoms[at].end and after.symbol not in ".,;:)]'’\"”–—-?!":
        return False
    number = int(line.atoms[at].symbol[1:])
    if number >= 1900 and before and before.symbol in _YEAR_BEFORE:
        return True
    if before and before.symbol in _YEAR_BEFORE:
        return _describes(parse, line, at, before)
    if before and before.symbol == "(":
        return True
    return 1900 <= number <= 2049 and _describes(parse, line, at, before)


def _describes(parse: Parse, line: Line, at: int, before: Atom | None) -> bool:
    """A year before a noun ("the 2004 bombing"), in brackets, after a comma, or alone."""
    token = parse.tokens_in(quote(parse.text, line.atoms[at].start, line.atoms[at].end))[0]
    head = parse.head(token.index)
    plural = head is not None and head.xpos == "NNS" and head.index > token.index
    return (
        not plural
        or before is None
        or before.symbol in ("the", "s", "'", "his", "its", "their", "her", "our", "that", "this")
    )


def tense_of(parse: Parse, line: Line, found: Found, words: DateWords) -> Direction:
    """The side of the calendar that the words around a match ask for."""
    if found.first and line.atoms[found.first - 1].symbol == "since":
        return "past"
    head = parse.head_of(quote(parse.text, line.atoms[found.first].start, line.atoms[found.last - 1].end))
    return direction_at(parse, head.index, words) if head is not None else "near"


def _fix(parse: Parse, line: Line, found: Found, context: Context) -> Item | None:
    context.groups = found.groups
    context.direction = lambda: tense_of(parse, line, found, context.words)
    try:
        fix = found.rule(context)
    except (ValueError, OverflowError):  # what datetime.date raises before year 1 and after year 9999
        fix = unknown(OFF_CALENDAR)
    if fix is NO_DATE:
        return None
    context.history.append((context.sentence, fix))
    return Item(found.first, found.last, fix, found.rule.__name__, found.groups)
