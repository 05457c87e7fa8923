"""Who says so: the attributions over some words, the rule that found each, whether it was carried over, other voices near."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from lapwing.flow.explain.case import SHORT, Case, said
from lapwing.flow.layers import Layers
from lapwing.model.actor import Party
from lapwing.model.explanation import Answer, Rival
from lapwing.model.span import Span
from lapwing.model.statement import Attribution
from lapwing.model.words import one_line

RULES: Final = {
    "say": "a verb of saying governs the clause",
    "ask": "a verb of asking or ordering governs the clause",
    "belief": "a verb of belief governs the clause: a credit, no statement",
    "credit": "a verb that credits governs the clause",
    "label": "a verb of calling, with quoted words in its clause",
    "quoted": "a verb that makes a statement only with quoted words, which are there",
    "utter": "a verb of uttering, with quoted words in its clause",
    "after": "a quotation with its speech verb after it",
    "before": "a quotation with its speech verb before it",
    "tagged": "a quotation behind a name and a colon",
    "shared": "a quotation that shares the speech verb of the one beside it",
    "carried": "a quotation alone: carried over from whoever spoke last before it",
    "according-to": "“according to” over a clause",
    "according-to-noun": "“according to” over a noun: a credit, no statement",
    "hedge-adverb": "an adverb such as “reportedly”: the report hedges and names nobody",
    "hedge-adjective": "an adjective such as “alleged”: the report hedges and names nobody",
    "passive": "a passive such as “is believed to”: the report hedges",
    "noun": "“X's claim that”: a noun of saying with its owner",
    "object": "a speaker who puts, raises or gives a figure",
    "accusation": "“X accused Y of Z”",
    "turn": "a turn of a transcript, after the speaker's tag",
}
_MOST: Final = 5
_NEAR: Final = 2
"""Sentences away up to which another voice is told of."""


def who_says_so(
    case: Case,
    span: Span,
    sources: Sequence[Party],
    certainty: str,
    without: Callable[[Layers], str],
) -> Answer:
    """Whom the report credits for the words. `without` says what the sources would be with other layers."""
    over = _over(case, span)
    used = next((a for a in over if _gives(a, sources)), None)
    rivals = tuple(_rival(case, a, a is used, over) for a in (*over, *_near(case, span, over)))[:_MOST]
    value = f"{case.all_parties(sources) if sources else 'the report itself'}, {certainty}"
    if used is not None:
        why = f"{RULES.get(used.rule, used.rule).capitalize()}; its words hold {said(span.text)}. {_carried(used)}"
        less = tuple(a for a in case.layers.attributions if a is not used)
        told = without(replace(case.layers, attributions=less))
        cue = said(used.cue.text) if used.cue else "the one who spoke before"
        otherwise = (
            f"Without {cue} by {one_line(used.speaker.text, SHORT) if used.speaker else 'nobody'}: {told}.",
        )
        words = tuple(case.quoted(s, "who speaks") for s in (used.speaker,) if s is not None)
        return Answer("Who says so", value, used.rule, why, rivals, otherwise, words)
    if sources:
        words = tuple(case.quoted(s.span, "credited") for s in sources)
        return Answer(
            "Who says so", value, "tied by the words around",
            "No attribution holds these very words: the teller was taken from the figure's own clause, another mention, or"
            " the model's tie.",
            rivals, (), words,
        )  # fmt: skip
    why = "Nobody named is credited: no attribution with a speaker decides here, so it is the report's own voice."
    return Answer("Who says so", value, "own voice", why, rivals)


def explain_statement(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one statement."""
    told = case.layers.statements[index]
    used = next(
        (
            a
            for a in case.layers.attributions
            if a.content == told.content and a.cue == told.cue and a.statement
        ),
        None,
    )
    speaker = case.party(told.speaker) if told.speaker else "not told"
    via = f" via {case.short(told.via)}" if told.via else ""
    rule = used.rule if used else ""
    near = _near(case, told.content, (used,) if used else ())
    rivals = tuple(_rival(case, a, a is used, ()) for a in ((used,) if used else ()) + near)[:_MOST]
    words = tuple(
        case.quoted(s, note)
        for s, note in ((told.cue, "the cue"), (told.speaker.span if told.speaker else None, "who speaks"))
        if s is not None
    )
    why = f"{RULES.get(rule, rule).capitalize()}. {_carried(used) if used else ''}".strip()
    who = Answer("Who speaks", f"{speaker}{via}", rule, why, rivals, _no_cue(used), words)
    return f"{speaker}{via}: {said(told.content.text)}", [who, _how(told.kind), _said_on(case, index)]


_KINDS: Final = {
    "direct": "The words stand in quotation marks (or are a turn of a transcript).",
    "indirect": "A reported clause without quoted words in it.",
    "mixed": "A reported clause with quoted words in it.",
}


def _how(kind: str) -> Answer:
    other = "indirect" if kind != "indirect" else "mixed"
    marks = "Without" if kind != "indirect" else "With"
    return Answer("How it is said", kind, "quotation marks", _KINDS[kind], (), (f"{marks} quotation marks in the clause: {other}.",))  # fmt: skip


def _said_on(case: Case, index: int) -> Answer:
    told = case.layers.statements[index]
    if told.said_on is None:
        why = "No single day hangs on the cue. A statement is not dated by the publication day."
        return Answer("Said on", "not told", "none", why)
    used = [d for d in case.layers.dates if d.start == told.said_on and not d.span.overlaps(told.content)]
    near = sorted(used, key=lambda d: abs(d.span.start - (told.cue or told.content).start))[:1]
    words = tuple(case.quoted(d.span, case.short_of_date(d.span)) for d in near)
    less = tuple(d for d in case.layers.dates if d not in near)
    again = case.again("statements", dates=less).statements[index].said_on
    otherwise = tuple(f"Without {said(d.span.text)}: {again or 'not told'}." for d in near)
    return Answer(
        "Said on",
        told.said_on,
        "the day on the cue",
        "One day hangs on the speech verb.",
        (),
        otherwise,
        words,
    )


def _no_cue(used: Attribution | None) -> tuple[str, ...]:
    if used is None or used.cue is None:
        return ("Had nobody spoken just before the quotation, it would have no speaker.",) if used else ()
    if not used.statement:
        return ()
    return (f"Without {said(used.cue.text)} these words would be the report's own, and no statement.",)


def _over(case: Case, span: Span) -> tuple[Attribution, ...]:
    """The attributions that hold some words, the nearest (shortest) first."""
    found = (a for a in case.layers.attributions if a.content.covers(span))
    return tuple(sorted(found, key=lambda a: (a.content.end - a.content.start, a.content.start)))


def _gives(told: Attribution, sources: Sequence[Party]) -> bool:
    return any(s.span in (told.speaker, told.via) for s in sources)


def _near(case: Case, span: Span, known: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Other voices, at most two sentences away, the nearest first."""
    here = case.sentence(span)
    found = [
        a
        for a in case.layers.attributions
        if a not in known and a.speaker is not None and abs(case.sentence(a.content) - here) <= _NEAR
    ]
    return tuple(sorted(found, key=lambda a: abs(a.content.start - span.start)))


def _rival(case: Case, told: Attribution, chosen: bool, over: Sequence[Attribution]) -> Rival:
    speaker = one_line(told.speaker.text, SHORT) if told.speaker else "nobody named"
    cue = f", {said(told.cue.text)}" if told.cue else ""
    if chosen:
        why = "the nearest voice over these words"
    elif told in over:
        why = "holds the words too, but does not decide: wider, a pronoun, a mere hedge, or the one who acts"
    else:
        apart = case.sentence(told.content) - case.sentence(over[0].content) if over else 0
        why = f"another voice nearby; it speaks of {said(told.content.text)}"
        why += f" ({abs(apart)} {'sentence' if abs(apart) == 1 else 'sentences'} away)" if apart else ""
    return Rival(f"{speaker}{cue} [{told.rule}]", None, chosen, why)


def _carried(told: Attribution) -> str:
    if told.rule in ("carried", "shared"):
        return "The speaker is carried over from the words before."
    return "The speaker stands with the cue; nothing was carried over." if told.speaker else ""
