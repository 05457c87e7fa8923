"""Dates that belong together, and the small words before them: "early Saturday", "from March to June", "since Friday"."""

from datetime import date
from typing import NamedTuple

from lapwing.model.parse import Parse
from lapwing.model.span import quote
from lapwing.resolve.dates.atoms import Line
from lapwing.resolve.dates.calendar import DAY
from lapwing.resolve.dates.context import Fix
from lapwing.resolve.dates.portions import PARTS, portion

_DASHES = frozenset({"-", "–", "—", "through", "thru"})
_TO = frozenset({"to", "until", "till"}) | _DASHES
_SINCE = frozenset({"since"})
_UNTIL = frozenset({"by", "until", "till"})


class Item(NamedTuple):
    """A date on the atoms `first` to `last` (exclusive) of a line. `form` is the name of the rule that read it."""

    first: int
    last: int
    fix: Fix
    form: str
    groups: dict[str, str] = {}  # noqa: RUF012  read only: the parts of the match


def join(parse: Parse, line: Line, items: list[Item]) -> list[Item]:
    """The items of a line with neighbours merged and small words taken in, in text order."""
    merged = _merge_days(line, items)
    merged = [_with_hours(line, item) for item in merged if item.form != "hour_of_day"]
    merged = [_with_part(line, item) for item in merged]
    merged = _merge_ranges(line, merged)
    return [_with_opening(parse, line, item) for item in merged]


def _between(line: Line, a: Item, b: Item) -> tuple[str, ...]:
    return tuple(atom.symbol for atom in line.atoms[a.last : b.first])


def _merge_days(line: Line, items: list[Item]) -> list[Item]:
    """ "Monday, 4 September": the calendar date holds; "3 a.m. Monday": the day holds."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        between = _between(line, last, item) if last else ("x",)
        if last and between in ((), (",",), ("on",), ("at",)):
            kept = _same_day(last, item)
            if kept is not None:
                merged[-1] = Item(last.first, item.last, kept.fix, kept.form)
                continue
        merged.append(item)
    return merged


_HOURS = frozenset({"clock", "overnight", "hour_of_day"})
_SMALL = frozenset({"early", "small", "late", "first", "last", "O1"})
_CALENDAR = frozenset(
    {"full_date", "iso_date", "numeric", "day_of_month", "month_of_said_year", "holiday", "near_day"}
)
_WEEKDAYS = frozenset({"weekday", "weekday_of_week"})


def _same_day(a: Item, b: Item) -> Item | None:
    """Which of two neighbours holds the date, or None where they are two dates."""
    for less, more in ((a, b), (b, a)):
        if more.form in _HOURS:
            continue
        if less.form in _HOURS and more.fix.precision == "day":
            return more
        if less.form == "near_day" and more.form in _CALENDAR and less.fix.days == more.fix.days:
            return more
        if less.form in _WEEKDAYS and more.form in _CALENDAR and more.fix.precision == "day":
            return more
    return None


def _with_hours(line: Line, item: Item) -> Item:
    """Takes in "the early hours of", "the morning of" before a day."""
    before = [atom.symbol for atom in line.atoms[max(0, item.first - 4) : item.first]]
    if item.fix.precision != "day" or len(before) < 3 or before[-1] != "of":
        return item
    if before[-2] == "Uhours" and before[-3] in _SMALL:
        return item._replace(first=item.first - 3 - (before[0] == "the"))
    if before[-3] == "the" and (before[-2].startswith("P") or before[-2] == "Unight"):
        return item._replace(first=item.first - 3)
    return item


def _with_part(line: Line, item: Item) -> Item:
    """Takes in "early", "mid-", "late in", "the beginning of" before a date."""
    before = [atom.symbol for atom in line.atoms[max(0, item.first - 3) : item.first]]
    for width, words in ((2, ("in", "on", "-", "of", "that")), (1, ())):
        if len(before) < width or before[-width] not in PARTS:
            continue
        word = before[-width]
        if width == 2 and (
            before[-1] not in words
            or (before[-1] == "of") != (word in ("beginning", "start", "middle", "end", "close"))
        ):
            continue
        if width == 1 and word in ("beginning", "start", "middle", "end", "close"):
            continue
        running = "running" in item.fix.rule
        fix = item.fix if running else portion(item.fix, word)
        return item._replace(first=item.first - width, fix=fix)
    return item


def _merge_ranges(line: Line, items: list[Item]) -> list[Item]:
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        if last is not None:
            joined = _as_range(line, last, item)
            if joined is not None:
                merged[-1] = joined
                continue
        merged.append(item)
    return merged


def _as_range(line: Line, a: Item, b: Item) -> Item | None:
    """One range out of "from a to b", "between a and b", "a-b"; None where they do not make one."""
    between = _between(line, a, b)
    if len(between) != 1 or a.fix.start is None or b.fix.end is None or a.fix.start > b.fix.end:
        return None
    before = line.atoms[a.first - 1].symbol if a.first else ""
    led = before in ("from", "between")
    if between[0] in _DASHES or (led and between[0] in _TO) or (before == "between" and between[0] == "and"):
        basis = "stated" if a.fix.basis == b.fix.basis == "stated" else "resolved"
        fix = Fix(
            a.fix.start,
            b.fix.end,
            "range",
            "stated" if basis == "stated" else "resolved",
            "from one date to another",
        )
        return Item(a.first - led, b.last, fix, "range")
    return None


def _with_opening(parse: Parse, line: Line, item: Item) -> Item:
    """Takes in "since", "by", "until", "before", "from … on": a range open on one side."""
    if item.fix.days is None or not item.first or _modifies(parse, line, item):
        return item
    if (
        item.first > 1
        and line.atoms[item.first - 1].symbol == "the"
        and line.atoms[item.first].symbol in PARTS
    ):
        wider = _with_opening(parse, line, item._replace(first=item.first - 1))
        return wider if wider.first < item.first - 1 else item
    before = line.atoms[item.first - 1].symbol
    after = line.atoms[item.last].symbol if item.last < len(line.atoms) else ""
    at_end = any(atom.symbol in ("end", "close") for atom in line.atoms[item.first : item.last])
    first, last, name = item.fix.start, item.fix.end, item.fix.rule
    basis = item.fix.basis
    assert first is not None
    if before in _SINCE:
        return item._replace(first=item.first - 1, fix=Fix(first, None, "range", basis, f"since: {name}"))
    if before in _UNTIL:
        return item._replace(first=item.first - 1, fix=Fix(None, last, "range", basis, f"{before}: {name}"))
    if before == "before" and at_end:
        return item._replace(first=item.first - 1, fix=Fix(None, last, "range", basis, f"before: {name}"))
    if before == "before" and line.atoms[item.first].symbol[0] in "PN" and item.form in _WEEKDAYS:
        return item  # "shortly before midnight on Saturday" is on Saturday
    if before == "before" and after != "'" and first > date.min:
        return item._replace(
            first=item.first - 1, fix=Fix(None, first - DAY, "range", basis, f"before: {name}")
        )
    if after in ("onwards", "onward") or (before == "from" and after == "on"):
        return Item(
            item.first - (before == "from"),
            item.last + 1,
            Fix(first, None, "range", basis, f"from: {name}"),
            item.form,
        )
    return item


def _modifies(parse: Parse, line: Line, item: Item) -> bool:
    """Whether the date only describes a noun after it: "by Monday's vote", "since the 2014 war"."""
    if item.last < len(line.atoms) and line.atoms[item.last].symbol in ("'", "’"):
        return True
    span = quote(parse.text, line.atoms[item.first].start, line.atoms[item.last - 1].end)
    head = parse.head_of(span)
    governor = parse.head(head.index) if head is not None else None
    return governor is not None and governor.start >= span.end and governor.upos in ("NOUN", "PROPN")
