"""Why the slots of an event are filled as they are: parties, day, place, and who says so."""

from dataclasses import replace
from typing import Final

from lapwing.flow.explain.case import Case, day, said
from lapwing.flow.explain.voices import who_says_so
from lapwing.flow.layers import Layers
from lapwing.model.actor import Party
from lapwing.model.event import Event
from lapwing.model.explanation import Answer, Rival
from lapwing.model.words import when_words

_NEAR: Final = 1
_MOST: Final = 6


def who(case: Case, event: Event) -> list[Answer]:
    """The parties of both sides, each with its actor and the model's odds for it."""
    return [
        _side(case, event, "Who", event.actors, "actor"),
        _side(case, event, "To whom", event.recipients, "recipient"),
    ]


def _side(case: Case, event: Event, question: str, listed: tuple[Party, ...], role: str) -> Answer:
    parse = case.layers.parse
    tokens = {t.index for s in (event.trigger, *event.mentions) for t in parse.tokens_in(s)}
    arcs = [a for s in parse.seen.acts if s.token in tokens for a in s.arcs if a.role == role]
    spans = [p.span for p in listed]
    rivals = []
    for arc in sorted(arcs, key=lambda a: -a.odds)[:_MOST]:
        word = parse.tokens[arc.token]
        inside = any(s.start <= word.start and word.end <= s.end for s in spans)
        rivals.append(Rival(said(word.text), round(arc.odds, 2), inside, "the model's odds for this side"))
    words = tuple(case.quoted(p.span, case.short(p.actor)) for p in listed)
    frame = event.rule.partition(" ")[0].rstrip(",")
    why = (
        f"The slots that {frame} asks for in the tree, or words that the model ties to the act."
        if listed
        else "The text names nobody in the slots asked for."
    )
    return Answer(question, case.all_parties(listed), "slots", why, tuple(rivals), (), words)


def when(case: Case, event: Event) -> Answer:
    """Which time expression dates it, and which it would be without that one."""
    value = when_words(event.when)
    short = case.short_of_date(event.when.span)
    here = case.sentence(event.trigger)
    near = [d for d in case.layers.dates if abs(case.sentence(d.span) - here) <= _NEAR]
    rivals = tuple(
        Rival(
            f"{case.short_of_date(d.span)} {said(d.span.text)}: {day(d)}",
            None,
            d.span == event.when.span,
            "hangs on the act, its clause, or one that shares its day"
            if d.span == event.when.span
            else _not_used(case, d.span),
        )
        for d in near
    )
    why = "Words on the act come first, then its verb, then a clause that shares its day. No words, no date."
    otherwise = []
    if event.when.span is not None:
        less = tuple(d for d in case.layers.dates if d.span != event.when.span)
        same = _again(case, event, replace(case.layers, dates=less))
        told = when_words(same.when) if same else "the event would be joined or told otherwise"
        otherwise.append(f"Without {said(event.when.span.text)}: {_or_unknown(told)}.")
    if event.background:
        why += " It ended more than 30 days before publication, so it is background."
    words = (case.quoted(event.when.span, short),) if event.when.span else ()
    known = f"{_or_unknown(value)}{f' ({short})' if short else ''}"
    return Answer("When", known, event.when.rule, why, rivals, tuple(otherwise), words)


def _not_used(case: Case, span: object) -> str:
    dated = [case.short(e.id) for e in case.layers.events if e.when.span == span]
    return f"dates {', '.join(dated)}" if dated else "hangs on other words"


def where(case: Case, event: Event) -> Answer:
    """Which place name locates it, and which it would be without that one."""
    place = case.reading.place(event.where.place)
    short = case.short(event.where.place)
    here = case.sentence(event.trigger)
    near = [m for m in case.layers.place_mentions if abs(case.sentence(m.span) - here) <= _NEAR]
    rivals = tuple(
        Rival(
            f"{case.short(m.place)} {said(m.span.text)}, {m.relation}",
            None,
            m.span == event.where.span,
            _place_use(case, event, m.span, as_actor=m.as_actor),
        )
        for m in near
    )
    why = "A place that hangs on the act comes first, then on its clause, then what was hit, then where a party stands."
    if place is not None and event.where.span is None:
        why = "The words name no place for it: what those in power do is put in the country that the report is about."
    otherwise = []
    if event.where.span is not None:
        less = tuple(m for m in case.layers.place_mentions if m.span != event.where.span)
        same = _again(case, event, replace(case.layers, place_mentions=less))
        other = case.reading.place(same.where.place) if same else None
        otherwise.append(f"Without {said(event.where.span.text)}: {f'{other.name} ({case.short(other.id)})' if other else 'unknown'}.")  # fmt: skip
    words = (case.quoted(event.where.span, short),) if event.where.span else ()
    value = f"{event.where.relation or 'in'} {place.name} ({short})" if place else "unknown"
    return Answer("Where", value, "place by grammar", why, rivals, tuple(otherwise), words)


def _place_use(case: Case, event: Event, span: object, *, as_actor: bool) -> str:
    if span == event.where.span:
        return "tied to the act"
    if as_actor:
        return "a party, part of a name, or a dateline: locates no act"
    located = [case.short(e.id) for e in case.layers.events if e.where.span == span]
    return (
        f"locates {', '.join(located)}" if located else "hangs on other words, or only says who somebody is"
    )


def certain(case: Case, event: Event) -> Answer:
    """Who is credited with telling it."""

    def without(at: Layers) -> str:
        same = _again(case, event, at)
        if same is None:
            return "the event would be joined or told otherwise"
        return f"{case.all_parties(same.sources) if same.sources else 'the report itself'}, {same.certainty}"

    return who_says_so(case, event.trigger, event.sources, event.certainty, without)


def _again(case: Case, event: Event, at: Layers) -> Event | None:
    """The same event with other layers below it."""
    again = case.again(
        "events", dates=at.dates, place_mentions=at.place_mentions, attributions=at.attributions
    )
    return next((e for e in again.events if e.id == event.id), None)


def _or_unknown(words: str) -> str:
    return "unknown" if words == "?" else words
