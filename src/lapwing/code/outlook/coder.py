"""Outlook: what a report says to lie ahead, who says it, and when it is due.

outlook_marks finds the clauses, outlook_kinds tells their kind. A clause counts once: of clauses that lie one in
another, the outermost that looks ahead is coded.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from lapwing.code.outlook.days import Calendar
from lapwing.code.outlook.kinds import Kinds
from lapwing.code.outlook.marks import Ahead, Marks
from lapwing.code.statements import party
from lapwing.ids import content_id
from lapwing.lexicon.outlook import OutlookLexicon, load_outlook
from lapwing.model.actor import ActorIndex
from lapwing.model.event import Act, Event
from lapwing.model.outlook import Outlook
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression


def code_outlook(
    parse: Parse,
    attributions: Sequence[Attribution],
    acts: Sequence[Act],  # noqa: ARG001 - part of the step's signature; the events carry what is needed
    events: Sequence[Event],
    dates: Sequence[TimeExpression],
    actors: ActorIndex,
    published: date | None,
    report_key: str,
    *,
    lexicon: OutlookLexicon | None = None,
) -> tuple[Outlook, ...]:
    """Codebook section 4, in text order. `due` is a stated day not before publication, else null; `event` the id of
    the first event whose trigger lies inside the content. `lexicon` is that of English unless told.
    """
    words = lexicon or load_outlook()
    calendar = Calendar(dates, published)
    said = [a for a in attributions if a.speaker is not None and not a.hedge]
    names = tuple(a.speaker.text for a in said if a.speaker is not None)
    kinds = Kinds(parse, calendar, words, names)
    contents = SpanIndex((a.content, a) for a in said)
    speakers = {a.cue_token: a.speaker for a in reversed(said)}
    triggers = SpanIndex((e.trigger, e) for e in events)
    found = []
    for ahead in Marks(parse, said, calendar, words).clauses():
        around = _around(parse, ahead, contents)
        content = _content(parse, ahead, around)
        kind = kinds.of(ahead, content, around)
        found.append(
            Outlook(
                id=content_id("o", report_key, content.start, content.end, kind),
                kind=kind,
                by=party(_by(parse, ahead, around, speakers), actors),
                content=content,
                due=calendar.due(content),
                event=next((e.id for e in triggers.inside(content)), None),
            )
        )
    return tuple(sorted(found, key=lambda o: (o.content.start, o.content.end)))


def _around(parse: Parse, ahead: Ahead, contents: SpanIndex[Attribution]) -> Attribution | None:
    """The widest attribution that holds the clause's head, statements before credits."""
    token = parse.tokens[ahead.head]
    holding = contents.over(Span(token.start, token.end, token.text))
    stated = [a for a in holding if a.statement] or holding
    return max(stated, key=lambda a: a.content.end - a.content.start, default=None)


def _content(parse: Parse, ahead: Ahead, around: Attribution | None) -> Span:
    """The clause, held within the words that it stands in."""
    span = parse.span(ahead.first, ahead.last)
    if around is None:
        return span
    start, end = max(span.start, around.content.start), min(span.end, around.content.end)
    return Span(start, end, parse.text[start:end]) if start < end else span


def _by(
    parse: Parse, ahead: Ahead, around: Attribution | None, speakers: Mapping[int | None, Span | None]
) -> Span | None:
    """Whoever says it: the speaker around the clause, else the subject of a verb that pledges, threatens, foresees."""
    if around is not None:
        return around.speaker
    if ahead.head in speakers:
        return speakers[ahead.head]
    if ahead.mark not in {"pledge", "threat", "expect"}:
        return None
    subject = parse.child(ahead.head, "nsubj")
    return parse.span(subject.index, subject.index + 1) if subject is not None else None
