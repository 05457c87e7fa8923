"""Zones: what stands around a report's prose is recognised, never deleted.

Whole paragraphs are tried against RULES, in order. Two kinds of zone are parts of a paragraph: datelines at its
start, and sentences that credit whoever made the report.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lapwing.ingest.datelines import DatelineReader
from lapwing.ingest.paragraphs import CLOSED, paragraphs, sentence_around
from lapwing.lexicon.datelines import FrameWords, shared_frame_words
from lapwing.model.report import Zone, ZoneKind
from lapwing.model.span import quote

_HEADLINE_WORDS = 25
_CROSSHEAD_WORDS = 10
_BYLINE_WORDS = 12
_FURNITURE_WORDS = 40
_TOP = 8
_LONGEST = 1000


@dataclass(frozen=True)
class Frame:
    """What was recognised around the prose: zones in text order, and what headline and dateline say."""

    zones: tuple[Zone, ...]
    headline: str | None
    agency: str | None
    day: date | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's first words, how many there are, and whether it stands near the top, above all prose and headlines, alone."""

    line: str
    count: int
    top: bool
    unheaded: bool
    alone: bool


class Tidier:
    """Finds the zones of a text by the lists of datelines.toml."""

    def __init__(self, words: FrameWords) -> None:
        self.words = words
        self.datelines = DatelineReader(words)
        self.agencies = frozenset(each.casefold() for each in words.agencies)
        self.credit = _credit_sentence(words)
        self.furniture = _any_of(words.boilerplate_phrases)
        self.dating = re.compile(rf"(?:{_choice((*words.published, *words.updated))})\b[:,]? ", re.IGNORECASE)
        self.picture = _picture_credit(words.picture_credits)

    def frame(self, text: str) -> Frame:
        """The zones of a text, its headline, the agency of its first dateline, the first day printed in its frame."""
        zones: list[Zone] = []
        headline, above_prose = None, True
        bounds = list(paragraphs(text))
        for number, (start, end) in enumerate(bounds):
            line = text[start : min(end, start + _LONGEST)]
            unheaded = above_prose and headline is None
            paragraph = Paragraph(line, len(line.split()), number < _TOP, unheaded, len(bounds) == 1)
            kind = next((kind for kind, rule in RULES if rule(self, paragraph)), None)
            zones += [Zone(kind, quote(text, start, end))] if kind else self._dateline(text, start, end)
            headline = line if kind == "headline" and unheaded else headline
            above_prose = above_prose and kind is not None
        zones += self._credit_sentences(text, zones)
        return self._frame(zones, headline)

    def _dateline(self, text: str, start: int, end: int) -> list[Zone]:
        """The dateline that opens a paragraph of prose, and the agency in it."""
        found = self.datelines.at(text, start, end)
        if found is None:
            return []
        dateline = Zone("dateline", quote(text, start, found.end))
        return [dateline, Zone("credit", quote(text, *found.agency))] if found.agency else [dateline]

    def _credit_sentences(self, text: str, zones: Sequence[Zone]) -> list[Zone]:
        found: list[Zone] = []
        reached = 0
        for match in self.credit.finditer(text):
            if match.start() < reached:
                continue
            span = quote(text, *sentence_around(text, match.start(), match.end()))
            reached = span.end
            if not any(z.span.overlaps(span) for z in zones):
                found.append(Zone("credit", span))
        return found

    def _frame(self, zones: Sequence[Zone], headline: str | None) -> Frame:
        ordered = tuple(sorted(zones, key=lambda z: (z.span.start, -z.span.end, z.kind)))
        datelines = [z.span for z in ordered if z.kind == "dateline"]
        agencies = (
            z.span.text for z in ordered if z.kind == "credit" and any(d.covers(z.span) for d in datelines)
        )
        days = (day for each in datelines if (day := self.datelines.day_in(each.text)))
        return Frame(ordered, headline, next(agencies, None), next(days, None))


def _is_credit(tidier: Tidier, at: Paragraph) -> bool:
    """An agency's name alone, or a byline."""
    if at.line.strip("()[] .").casefold().removeprefix("source: ") in tidier.agencies:
        return True
    return (
        at.count <= _BYLINE_WORDS
        and at.line.startswith(("By ", "by ", "BY "))
        and not at.line.endswith(CLOSED)
    )


def _is_dating(tidier: Tidier, at: Paragraph) -> bool:
    """A short line at the top that says when the report appeared: 'Published: 3 May 2020', 'The Courier, 3 May 2020'."""
    if not at.top or at.count > _BYLINE_WORDS:
        return False
    days = list(tidier.datelines.day.finditer(at.line))
    if not days or not tidier.datelines.day_in(at.line):
        return False
    return bool(tidier.dating.match(at.line)) or days[-1].end() == len(at.line)


def _is_caption(tidier: Tidier, at: Paragraph) -> bool:
    """A paragraph that opens as captions do, or ends with a picture credit."""
    return at.line.startswith(tidier.words.caption_openings) or bool(tidier.picture.search(at.line))


def _is_furniture(tidier: Tidier, at: Paragraph) -> bool:
    """Words of the page or the desk: sign-ups, copyright lines, whole paragraphs in square brackets."""
    if at.count > _FURNITURE_WORDS:
        return False
    if at.line.startswith("[") and at.line.endswith("]"):
        return True
    opens = at.line.startswith(tidier.words.boilerplate_openings) and not at.line.endswith(".")
    return (
        (opens and at.count <= _BYLINE_WORDS)
        or at.line.startswith("©")
        or bool(tidier.furniture.search(at.line))
    )


def _is_headline(_: Tidier, at: Paragraph) -> bool:
    """A short line that opens with a capital and is not closed as prose is; at the top it may be longer."""
    most = _HEADLINE_WORDS if at.unheaded else _CROSSHEAD_WORDS
    if at.alone or not 1 < at.count <= most or "\n" in at.line:
        return False
    return at.line[0].isupper() and not at.line.endswith(CLOSED)


RULES: tuple[tuple[ZoneKind, Callable[[Tidier, Paragraph], bool]], ...] = (
    ("credit", _is_credit),
    ("dateline", _is_dating),
    ("caption", _is_caption),
    ("boilerplate", _is_furniture),
    ("headline", _is_headline),
)


def _picture_credit(names: tuple[str, ...]) -> re.Pattern[str]:
    """A picture credit at the end of a paragraph: 'Getty Images', '(AP Photo/J. Doe)', '[Photo: J. Doe]'."""
    known = _choice(names)
    return re.compile(
        rf"(?:(?:{known})[.)\]]?|\((?:{known})[^()]{{0,60}}\)|REUTERS/[A-Z][\w.'’\- ]{{2,40}}"
        r"|[(\[](?i:photo|image|picture|credit)s?:? [^()\[\]]{2,60}[)\]])$"
    )


def _credit_sentence(words: FrameWords) -> re.Pattern[str]:
    """Words that make a sentence a credit: some wherever they stand, some only as its first or in a bracket's front."""
    opening = rf"(?:(?<=[.!?\n(] )|(?<=[\n(\-–—;])|\A)(?:{_choice(words.credit_openings)})"
    return re.compile(rf"(?:{opening}|\b(?:{_choice(words.credit_phrases)}))\b", re.IGNORECASE)


def _choice(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_choice(phrases)})\b", re.IGNORECASE)


@cache
def shared_tidier() -> Tidier:
    """The tidier with the shipped words, built at the first call."""
    return Tidier(shared_frame_words())
