"""The table of date patterns. One row a form: pattern over symbols (see atoms.py) and the rule that gives its value.

A pattern is a row of elements parted by blanks; each matches one symbol. `x:…` names the element's group, a trailing `?` makes it
optional, a trailing `~` asks that no blank follows. {d} day number, {y} year, {m} month, {w} weekday, {n} amount, {o} ordinal, {u} unit.
The longest match at a place wins; of equals the row that stands first.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import lapwing.resolve.dates.absolute as ab
import lapwing.resolve.dates.ordinals as nth
import lapwing.resolve.dates.passage as passage
import lapwing.resolve.dates.relative as re_
from lapwing.lexicon.dates import DateWords, date_words
from lapwing.resolve.dates.context import Context, Fix

Rule = Callable[[Context], Fix]

_MACROS = {
    "d": r"N(?:0?[1-9]|[12]\d|3[01])",
    "dd": r"[NO](?:0?[1-9]|[12]\d|3[01])",
    "y": r"N(?:1[5-9]|20)\d\d",
    "m": r"M\d+",
    "w": r"D\d",
    "n": r"(?:[NW]\d+|an?|one)",
    "o": r"O\d+",
    "u": r"U[a-z]+",
    "u1": r"U(?:day|night|weekend|week|month|year|decade|century)",
    "us": r"U(?:days|nights|weeks|months|years|decades|centurys)",
    "p": r"(?:P[a-z]+|Unight)",
    "whole": r"(?:Umonth|Uyear)",
    "of": r"(?:of|in)",
    "to": r"(?:-|–|—|to|through|thru|until|till)",
    "vague": r"(?:few|several|many|some|couple)",
}

ROWS: tuple[tuple[str, Rule], ...] = (
    (r"y:{y}~ [-/.]~ a:N\d{1,2}~ [-/.]~ b:N\d{1,2}", ab.iso_date),
    (r"a:N\d{1,2}~ [-/.]~ b:N\d{1,2}~ [-/.]~ y:N(?:{y4}|\d\d)", ab.numeric),
    (r"m:{m} d:{dd} ,? y:{y}", ab.full_date),
    (r"the? d:{dd} of? m:{m} ,? y:{y}", ab.full_date),
    (r"m:{m} d:{dd} {to} e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"m:{m} d:{dd} {to} m2:{m} e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"d:{dd} {to} e:{dd} of? m:{m} ,? y:{y}?", ab.days_of_month),
    (r"d:{dd} m:{m} {to} e:{dd} m2:{m} ,? y:{y}?", ab.days_of_month),
    (r"between d:{dd} and e:{dd} of? m:{m} ,? y:{y}?", ab.days_of_month),
    (r"between m:{m} d:{dd} and e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"between m:{m} d:{dd} and m2:{m} e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"between d:{dd} m:{m} and e:{dd} m2:{m} ,? y:{y}?", ab.days_of_month),
    (r"from m:{m} d:{dd} {to} e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"from m:{m} d:{dd} {to} m2:{m} e:{dd} ,? y:{y}?", ab.days_of_month),
    (r"from d:{dd} {to} e:{dd} of? m:{m} ,? y:{y}?", ab.days_of_month),
    (r"m:{m} d:{dd}", ab.day_of_month),
    (r"the? d:{dd} of? m:{m}", ab.day_of_month),
    (r"m:{m} d:{dd} ,? of? q:(?:this|last|next|that) Uyear", ab.month_of_said_year),
    (r"m:{m} of? ,? y:{y}", ab.month_and_year),
    (r"m:{m} of? q:(?:this|last|next|that) Uyear", ab.month_of_said_year),
    (r"q:(?:last|this|next|past|coming|that)? m:{m}", ab.month_alone),
    (r"(?:from|between)? m:{m} (?:{to}|and) e:{m} (?:,|of|in)? y:{y}", ab.months_of_year),
    (r"(?:from|between) m:{m} (?:{to}|and) e:{m}", ab.months_of_year),
    (r"y:{y}~ [-–/]~ z:N\d\d", ab.years),
    (r"y:{y} {to} z:{y}", ab.years),
    (r"from y:{y} {to} z:{y}", ab.years),
    (r"between y:{y} and z:{y}", ab.years),
    (r"y:{y}", ab.year_alone),
    (r"the? y:N(?:1[5-9]|20)\d0~ '?~ s", ab.decade),
    (r"the? '~ y:N\d0~ s", ab.decade),
    (r"the y:C\d+", ab.decade),
    (r"'~ y:N\d\d", ab.short_year),
    (r"the? o:{o} -? Ucentury", ab.century),
    (r"the? o:(?:{o}|last|final) k:(?:quarter|half) (?:of|in)? y:{y}", ab.part_of_year),
    (r"the? o:(?:{o}|last|final) k:(?:quarter|half) of? q:(?:this|last|next|the) Uyear", ab.part_of_year),
    (r"the o:(?:{o}|last|final) k:quarter", ab.part_of_year),
    (r"o:{o}~ -~ k:(?:quarter|half)", ab.part_of_year),
    (r"q~ o:N[1-4] (?:of|in)? y:{y}", ab.part_of_year),
    (r"the? s:S\d+ of? ,? y:{y}", ab.season),
    (r"the? s:S\d+ of? r:(?:this|last|next) Uyear", ab.season),
    (r"q:(?:this|last|next) s:S\d+", ab.season),
    (r"in q:the s:S(?:6|12|3) (?:of|in)? ,? y:{y}?", ab.season),
    (r"q:(?:this|last|next|past|coming)? h:{holiday} ,? y:{y}?", ab.holiday),
    (r"h:{holiday} of? r:(?:this|last|next) Uyear", ab.holiday),
    (r"this q:(?:coming|past) w:{w} {p}?", re_.weekday),
    (r"q:(?:last|next|this|past|coming|previous)? w:{w} {p}?", re_.weekday),
    (r"the {p} of w:{w}", re_.weekday),
    (r"w:{w} {p}? of? q:(?:last|this|next) Uweek", re_.weekday_of_week),
    (r"t:(?:today|yesterday|tomorrow) {p}?", re_.near_day),
    (r"t:tonight", re_.near_day),
    (r"t:(?:this|last) {p}", re_.near_day),
    (r"t:last Unight", re_.near_day),
    (r"the Uday b:(?:before|after) t:(?:yesterday|tomorrow)", re_.near_day),
    (r"(?:earlier|later|early|late) t:today", re_.near_day),
    (r"overnight", re_.overnight),
    (r"p:(?:earlier|later)? q:(?:last|this|next|coming|previous) u:{u1}", re_.named_unit),
    (r"so far q:this u:{u1}", re_.named_unit),
    (r"p:(?:earlier|later) in q:the u:U(?:week|month|year)", re_.named_unit),
    (r"the q:(?:coming) u:{u1}", re_.named_unit),
    (r"over? q:(?:the|last) u:Uweekend", re_.named_unit),
    (r"the (?:past|last|previous) n:{n} u:{u} of:of?", re_.past_units),
    (r"this past u:{u1}", re_.past_units),
    (r"(?:past|last) n:{n} u:{u} of:of?", re_.past_units),
    (r"the past u:{u1}", re_.past_units),
    (r"(?:in|over|during|for|within) the (?:past|last) u:{u1}", re_.past_units),
    (
        r"the? part:(?:end|beginning|start|middle|close) of q:(?:the|this|last|next) u:U(?:week|month|year|decade|century)",
        re_.part_of_unit,
    ),
    (r"the? (?:past|last|recent) {vague}? (?:of)? u:{us}", re_.recent_units),
    (r"the? (?:coming|next) {vague}? u:{us}", re_.coming_vague),
    (r"q:the? u:Uyear -? part:end", re_.part_of_unit),
    (r"q:the? u:U(?:year|month|week)~ ['’]~ s part:end", re_.part_of_unit),
    (r"the? (?:next|coming|following) n:{n} u:{u}", re_.coming_units),
    (r"within n:{n} u:{u}", re_.coming_units),
    (r"within the? next n:{n} u:{u}", re_.coming_units),
    (r"over:(?:more|over)? than? n:{n} u:{u} ago", re_.units_ago),
    (r"(?:nearly|almost|about|around|some|exactly|just)? n:{n} u:{u} ago", re_.units_ago),
    (r"a? v:{vague} of? u:{u} ago", re_.units_ago),
    (r"u:{u} ago", re_.units_ago),
    (r"n:{n} u:{u} ago this whole:{whole}", nth.ago_this),
    (r"n:{n} u:{u} and a half ago", nth.half_units_ago),
    (r"n:{n} and a half u:{u} ago", nth.half_units_ago),
    (r"half:half an? u:{u} ago", nth.half_units_ago),
    (r"n:{n} u:{u} from (?:now|today)", nth.from_now),
    (r"n:{n} u:U(?:week|weeks) from w:{w}", nth.from_now),
    (r"w:{w} u:Uweek", nth.from_now),
    (r"the o:(?:{o}|last|final) w:{w} {of} m:{m} ,? y:{y}?", nth.nth_weekday),
    (r"the o:(?:{o}|last|final) w:{w} {of} q:(?:this|last|next|the|each) whole:Umonth", nth.nth_weekday),
    (r"the o:(?:{o}|last|final) Uday {of} m:{m} ,? y:{y}?", nth.nth_day),
    (r"the o:(?:{o}|last|final) Uday {of} q:(?:this|last|next|the) whole:{whole}", nth.nth_day),
    (r"the o:(?:first|O1|last|final) n:{n} u:{us} {of} m:{m} ,? y:{y}?", nth.first_units),
    (r"the o:(?:first|O1|last|final) n:{n} u:{us} {of} y:{y}", nth.first_units),
    (
        r"the o:(?:first|O1|last|final) n:{n} u:{us} {of} q:(?:this|last|next|the) whole:{whole}",
        nth.first_units,
    ),
    (r"the d:O(?:[1-9]|[12]\d|3[01]) of q:(?:this|last|next) Umonth", nth.day_of_this_month),
    (r"the Uweek of m:{m} d:{dd} ,? y:{y}?", nth.week_of_day),
    (r"the Uweek of d:{dd} m:{m} ,? y:{y}?", nth.week_of_day),
    (r"the Uweek of w:{w}", nth.week_of_day),
    (r"the turn of the u:U(?:year|century)", nth.turn),
    (r"in n:{n} u:{u} time?", re_.in_units),
    (r"n:{n} u:{u} b:(?:later|earlier|afterwards?|beforehand|previously|prior)", passage.units_from_passage),
    (r"v:U(?:days|weeks|months|years|decades) b:later", passage.units_from_passage),
    (r"a? v:{vague} u:{u} b:(?:later|earlier|afterwards?|before)", passage.units_from_passage),
    (r"the u:{u} b:(?:before|after|earlier|later)", passage.units_from_passage),
    (
        r"the very? b:(?:next|following|previous|preceding|same) u:U(?:day|night|week|month|year|weekend)",
        passage.units_from_passage,
    ),
    (r"b:that (?:very|same)? u:U(?:day|night|week|month|year|weekend)", passage.units_from_passage),
    (r"(?:later|earlier) b:that u:U(?:day|night|week|month|year)", passage.units_from_passage),
    (
        r"(?:later|earlier|late|early)? the b:(?:same|next|following|previous) Uday",
        passage.units_from_passage,
    ),
    (r"come:(?:comes?|coming|came)? n:{n} u:{u} b:(?:after|before|prior)", passage.units_after_event),
    (r"come:(?:comes?|coming|came)? the u:Uday b:(?:after|before)", passage.units_after_event),
    (r"since then", passage.since_then),
    (r"the? n:{o} anniversary", passage.anniversary),
    (r"the o:(?:{o}|last|final) Uweek (?:of|in) m:{m} ,? y:{y}?", re_.nth_week),
    (r"the o:(?:{o}|last|final) Uweek (?:of|in) q:(?:this|last|next|the) Umonth", re_.nth_week),
    (r"the d:O(?:[1-9]|[12]\d|3[01])", passage.day_number),
    (r"N\d{1,2}~ :~ N\d\d (?:local|gmt|utc)? time?", passage.clock),
    (r"N[0-2]\d[0-5]\d (?:local|gmt|utc) time?", passage.clock),
    (r"P(?:midnight|midday|noon|dawn|dusk)", passage.hour_of_day),
    (r"N\d{1,2} [:.]? (?:N\d\d)? [ap]~ \.~ m \.? (?:local|gmt|utc|et|edt|est)? time?", passage.clock),
    (r"N\d{1,2} [:.]? (?:N\d\d)? (?:am|pm) (?:local|gmt|utc|et|edt|est)? time?", passage.clock),
)


class Row(NamedTuple):
    """A compiled pattern, its rule, and the symbols or initials of symbols without which it cannot match."""

    pattern: re.Pattern[str]
    rule: Rule
    needs: frozenset[str]


class Grammar(NamedTuple):
    """The compiled table, names that are no dates, holidays by their symbols."""

    rows: tuple[Row, ...]
    names: re.Pattern[str]
    feasts: dict[str, str]


class Element(NamedTuple):
    """One element of a pattern: group name or "", regular expression, whether it may lack, whether glued to the next."""

    name: str
    body: str
    optional: bool
    glued: bool


def _read_element(text: str) -> Element:
    glued = text.endswith("~")
    text = text[:-1] if glued else text
    optional = text.endswith("?") and not text.endswith(r"\?")
    text = text[:-1] if optional else text
    named = re.match(r"([a-z]\w*):(?=[^?])", text)
    return Element(named[1] if named else "", text[named.end() :] if named else text, optional, glued)


def _element(element: Element) -> str:
    separator = "_" if element.glued and not element.optional else "[ _]"
    group = f"(?P<{element.name}>{element.body})" if element.name else f"(?:{element.body})"
    return f"(?:{group}{separator})?" if element.optional else f"{group}{separator}"


def _needs(elements: list[Element]) -> frozenset[str]:
    """Literal words and initials of symbol classes that every match of a pattern holds."""
    sure = [e.body for e in elements if not e.optional]
    return frozenset(b for b in sure if b.isalpha() and b.islower()) | {
        b[0] for b in sure if b[0] in "MDUSCPON"
    }


def compile_row(row: str, rule: Rule, macros: dict[str, str]) -> Row:
    """A row of the table as a regular expression over symbols."""
    for name, body in macros.items():
        row = row.replace("{" + name + "}", body)
    elements = [_read_element(text) for text in row.split()]
    pattern = re.compile(r"(?<![^ _])" + "".join(map(_element, elements)))
    return Row(pattern, rule, _needs(elements))


def _symbols(phrase: str, words: DateWords) -> list[str]:
    """A phrase of the data file as symbols, without regard to context."""
    found = []
    for word in re.findall(r"\d+(?:st|nd|rd|th)|\d+|[^\W\d_]+|\S", phrase):
        if re.fullmatch(r"\d+\D+", word):
            found.append("O" + re.sub(r"\D", "", word))
        elif word.isdigit():
            found.append("N" + word)
        elif word in words.months:
            found.append(f"(?:M{words.months[word]}|{word})")
        elif word in words.weekdays:
            found.append(f"D{words.weekdays[word]}")
        elif word in words.units:
            found.append("U" + words.units[word])
        elif word in words.ordinals:
            found.append(f"O{words.ordinals[word]}")
        elif word in words.seasons:
            found.append(f"S{words.seasons[word]}")
        else:
            found.append(re.escape(word))
    return [s for n, s in enumerate(found) if not (s == r"\." and n and found[n - 1].startswith("(?:M"))]


@cache
def grammar(language: str = "en") -> Grammar:
    """The grammar of a language, compiled once."""
    words = date_words(language)
    feasts = {" ".join(_symbols(phrase, words)): rule for phrase, rule in words.holidays.items()}
    ordered = sorted(feasts, key=lambda phrase: (-len(phrase), phrase))
    holiday = "(?:" + "|".join(phrase.replace(" ", r"[\x20_]") for phrase in ordered) + ")"
    macros = {**_MACROS, "y4": r"(?:19|20)\d\d", "holiday": holiday}
    names = "|".join("".join(s + "[ _]" for s in _symbols(phrase, words)) for phrase in words.names)
    return Grammar(
        tuple(compile_row(row, rule, macros) for row, rule in ROWS),
        re.compile(r"(?<![^ _])(?:" + names + ")"),
        feasts,
    )
