"""Zones: what stands around a report's prose is recognised, never deleted.

A paragraph is a line or, where the lines are plainly wrapped by hand, a block between empty lines. Rules look at whole paragraphs; only datelines (at a paragraph's
start) and credit sentences (anywhere) are parts of one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lapwing.ingest.datelines import DatelineReader
from lapwing.lexicon.datelines import FrameWords, shared_frame_words
from lapwing.model.report import Zone, ZoneKind
from lapwing.model.span import quote

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)|\n")
_CLOSED = (".", "!", "?", ":", ";", ",", '"', "”", "…")
_HEADLINE_WORDS = 25
_CROSSHEAD_WORDS = 10
_BYLINE_WORDS = 12
_FURNITURE_WORDS = 40
_TOP = 6
_CREDIT_REACH = 300
_HAND_WRAPPED = 45
_WIDEST_WRAPPED = 120


@dataclass(frozen=True)
class Frame:
    """What was recognised around the prose: zones in text order, the headline, the day in dateline or dating line."""

    zones: tuple[Zone, ...]
    headline: str | None
    day: date | None


@cache
def shared_tidier() -> "Tidier":
    """The tidier with the shipped words, built at the first call."""
    return Tidier(shared_frame_words())


class Tidier:
    """Finds the zones of a text by the lists of datelines.toml."""

    def __init__(self, words: FrameWords) -> None:
        self.words = words
        self.datelines = DatelineReader(words)
        self.agencies = frozenset(each.casefold() for each in words.agencies)
        self.credit = _any_of(words.credit_phrases)
        self.furniture = _any_of(words.boilerplate_phrases)
        self.dating = re.compile(rf"(?i:{_choice((*words.published, *words.updated))})\b[:,]? ")
        pictures = _choice(words.picture_credits)
        self.picture = re.compile(
            rf"(?:(?:{pictures})[.)\]]?|\((?:{pictures})[^()]{{0,60}}\)"
            r"|REUTERS/[A-Z][\w.'’\- ]{2,40}|[(\[](?i:photo|image|picture|credit)s?:? [^()\[\]]{2,60}[)\]])$"
        )

    def frame(self, text: str) -> Frame:
        """The zones, headline and printed day of a text."""
        zones: list[Zone] = []
        days: list[date] = []
        paragraphs = list(_paragraphs(text))
        for number, (start, end) in enumerate(paragraphs):
            top = number < _TOP and not any(z.kind == "headline" for z in zones)
            kind = self._kind(text, start, end, top=top, alone=len(paragraphs) == 1)
            if kind:
                zones.append(Zone(kind, quote(text, start, end)))
            if kind == "dateline" and (day := self.datelines.day_in(text[start:end])):
                days.append(day)
            if kind is None and (line := self.datelines.at(text, start, end)):
                zones.append(Zone("dateline", quote(text, start, line.end)))
                if line.agency:
                    zones.append(Zone("credit", quote(text, *line.agency)))
                days += [line.day] if line.day else []
        zones += self._credit_sentences(text, zones)
        headline = next((z.span.text for z in zones if z.kind == "headline"), None)
        return Frame(_in_order(zones), headline, days[0] if days else None)

    def _kind(self, text: str, start: int, end: int, *, top: bool, alone: bool) -> ZoneKind | None:
        """The kind of a paragraph that as a whole is no prose, else None."""
        line = text[start : min(end, start + 1000)]
        count = len(line.split())
        if self._is_credit_line(line, count):
            return "credit"
        if count <= _BYLINE_WORDS and self.dating.match(line) and self.datelines.day_in(line):
            return "dateline"
        if (
            top
            and count <= _BYLINE_WORDS
            and (match := self.datelines.day.match(line))
            and match.end() > len(line) - 12
        ):
            return "dateline"
        if line.startswith(self.words.caption_openings) or (end - start < 1000 and self.picture.search(line)):
            return "caption"
        if count <= _FURNITURE_WORDS and (
            (line.startswith(self.words.boilerplate_openings) and count <= _BYLINE_WORDS)
            or self.furniture.search(line)
            or line.startswith("©")
        ):
            return "boilerplate"
        if not alone and _is_heading(line, count, _HEADLINE_WORDS if top else _CROSSHEAD_WORDS):
            return "headline"
        return None

    def _is_credit_line(self, line: str, count: int) -> bool:
        bare = line.strip("()[] .").casefold().removeprefix("source: ")
        if bare in self.agencies:
            return True
        return (
            count <= _BYLINE_WORDS and line.startswith(("By ", "by ", "BY ")) and not line.endswith(_CLOSED)
        )

    def _credit_sentences(self, text: str, zones: list[Zone]) -> list[Zone]:
        found: list[Zone] = []
        reached = 0
        for match in self.credit.finditer(text):
            if match.start() < reached:
                continue
            start, end = _sentence(text, match.start(), match.end())
            reached = end
            span = quote(text, start, end)
            if not any(z.span.overlaps(span) for z in zones):
                found.append(Zone("credit", span))
        return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence that holds `start`, or of the bracket that opens right before it."""
    floor = max(0, start - _CREDIT_REACH)
    begin = floor
    for match in _SENTENCE_END.finditer(text, floor, start):
        begin = match.end()
    if (bracket := text.rfind("(", begin, start)) >= 0 and start - bracket <= 2:
        close = text.find(")", end, end + _CREDIT_REACH)
        if close > 0:
            return bracket, close + 1
    while begin < start and text[begin].isspace():
        begin += 1
    closing = _SENTENCE_END.search(text, end, end + _CREDIT_REACH)
    stop = closing.end() if closing else min(len(text), end + _CREDIT_REACH)
    return begin, stop - 1 if text[stop - 1] == "\n" else stop


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of each paragraph, white space at its ends left out."""
    divider = _EMPTY_LINE if _is_hand_wrapped(text) else _LINE_END
    at = 0
    for match in divider.finditer(text):
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_hand_wrapped(text: str) -> bool:
    """Whether most lines break off in mid-sentence at about one width."""
    lines = [line.rstrip() for line in text[:20_000].split("\n") if line.strip()][:-1]
    if len(lines) < 3:
        return False
    widest = max(map(len, lines))
    broken = sum(len(line) >= _HAND_WRAPPED and not line.endswith(_CLOSED) for line in lines)
    return widest <= _WIDEST_WRAPPED and broken > len(lines) / 2


def _is_heading(line: str, count: int, most: int) -> bool:
    return (
        count <= most and "\n" not in line and line[0].isupper() and not line.endswith(_CLOSED) and count > 1
    )


def _choice(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_choice(phrases)})\b", re.IGNORECASE)


def _in_order(zones: list[Zone]) -> tuple[Zone, ...]:
    return tuple(sorted(zones, key=lambda z: (z.span.start, -z.span.end, z.kind)))
