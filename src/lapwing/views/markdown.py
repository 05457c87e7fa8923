"""A reading as Markdown, for notes and tickets."""

from collections.abc import Iterable, Sequence

from lapwing.model.event import Event
from lapwing.model.reading import Reading
from lapwing.views.words import (
    UNKNOWN,
    amount_words,
    day_words,
    one_line,
    party_word,
    party_words,
    place_words,
    type_words,
    when_words,
)

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\|*_`<>[]#"})


def render(reading: Reading) -> str:
    """The reading as one Markdown document: a section for each kind of finding that there is."""
    report = reading.report
    about = [report.publisher, report.published, report.id]
    parts = [
        f"# {_safe(report.title or one_line(report.text, 80))}\n",
        " · ".join(_safe(a) for a in about if a) + "\n",
        *_section(
            "Events", ("when", "where", "who", "to whom", "what", "words", "told as"), _events(reading)
        ),
        *_section("Figures", ("figure", "measure", "who", "scope", "said by"), _claims(reading)),
        *_section("Statements", ("speaker", "said", "on"), _statements(reading)),
        *_section("Outlook", ("due", "kind", "by", "what"), _outlook(reading)),
        *_section("Seen, not coded", ("what", "words", "why"), _refusals(reading)),
        f"\nMade by Lapwing {reading.made_by.lapwing}, model {reading.made_by.model}.\n",
    ]
    return "\n".join(parts)


def _safe(words: str) -> str:
    return " ".join(words.split()).translate(_SPECIAL)


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    body = ["| " + " | ".join(_safe(cell) for cell in row) + " |" for row in rows]
    if not body:
        return []
    return [f"## {title}\n", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns), *body, ""]


def _events(reading: Reading) -> Iterable[Sequence[str]]:
    for e in reading.events:
        yield (
            when_words(e.when),
            place_words(reading, e),
            party_words(reading, e.actors) or UNKNOWN,
            party_words(reading, e.recipients),
            type_words(e),
            e.trigger.text,
            _told_as(reading, e),
        )


def _told_as(reading: Reading, event: Event) -> str:
    words = [event.status, *(["background"] if event.background else []), event.certainty]
    return ", ".join(words) + (f": {party_words(reading, event.sources)}" if event.sources else "")


def _claims(reading: Reading) -> Iterable[Sequence[str]]:
    for c in reading.claims:
        scope = f"total{f' as of {c.as_of}' if c.as_of else ''}" if c.scope == "total" else "event"
        who = c.who.text if c.who else ""
        yield amount_words(c.value), c.measure, who, scope, party_words(reading, c.sources)


def _statements(reading: Reading) -> Iterable[Sequence[str]]:
    for s in reading.statements:
        said = f"“{s.content.text}”" if s.kind == "direct" else s.content.text
        yield party_word(reading, s.speaker) if s.speaker else UNKNOWN, said, s.said_on or ""


def _outlook(reading: Reading) -> Iterable[Sequence[str]]:
    for o in reading.outlook:
        due = day_words(o.due) if o.due else ""
        yield due, o.kind, party_word(reading, o.by) if o.by else "", o.content.text


def _refusals(reading: Reading) -> Iterable[Sequence[str]]:
    for r in reading.refusals:
        yield r.what, r.span.text if r.span else "", r.reason
