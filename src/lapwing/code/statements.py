"""Attributions that the codebook counts as statements, with their speakers' actors and the day they were made."""

from collections.abc import Sequence
from datetime import date

from lapwing.ids import content_id
from lapwing.model.actor import ActorIndex, Party
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution, Statement
from lapwing.model.when import TimeExpression


def code_statements(
    parse: Parse,
    attributions: Sequence[Attribution],
    actors: ActorIndex,
    dates: Sequence[TimeExpression],
    published: date | None,
    report_key: str,
) -> tuple[Statement, ...]:
    """Codebook section 4, in text order. `said_on` is the day told with the speech verb, else null;
    `via` the actor id of the outlet credited, null where there is none or it is no actor.
    """
    days = SpanIndex((d.span, d) for d in dates)
    return tuple(
        Statement(
            id=content_id("s", report_key, said.content.start, said.content.end, said.kind),
            speaker=party(said.speaker, actors),
            cue=said.cue,
            content=said.content,
            kind=said.kind,
            said_on=_said_on(parse, said, days, published),
            via=actors.at(said.via) if said.via is not None else None,
        )
        for said in attributions
        if said.statement
    )


def party(span: Span | None, actors: ActorIndex) -> Party | None:
    """A phrase with the actor behind it, or None."""
    return Party(actors.at(span), span) if span is not None else None


def _said_on(
    parse: Parse, said: Attribution, days: SpanIndex[TimeExpression], published: date | None
) -> str | None:
    """The one day told with the cue. A day after publication cannot be when a thing was said."""
    if said.cue_token is None:
        return None
    sentence = parse.sentence_of(said.cue_token)
    for when in days.meeting(Span(sentence.start, sentence.end, "")):
        if when.start is None or when.start != when.end or when.span.overlaps(said.content):
            continue
        here = sentence.start <= when.span.start < sentence.end
        if here and _dates_the_cue(parse, when.span, said.cue_token):
            late = published is not None and when.start > published.isoformat()
            return None if late else when.start
    return None


def _dates_the_cue(parse: Parse, when: Span, cue: int) -> bool:
    """Whether the verb above a time expression is the cue, or the expression stands right behind the cue."""
    head = parse.head_of(when)
    if head is None:
        return False
    verb = next((t for t in parse.ancestors(head.index) if t.upos == "VERB" or t.index == cue), None)
    return (verb is not None and verb.index == cue) or parse.tokens_in(when)[0].index == cue + 1
