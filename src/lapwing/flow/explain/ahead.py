"""Why something is told as lying ahead: its kind, who says it, and the day it is due."""

from typing import Final

from lapwing.flow.explain.case import Case, day, said
from lapwing.model.explanation import Answer, Rival
from lapwing.model.words import day_words

_KINDS: Final = {
    "threat": "A threat: “threaten”, or a hostile act that the speaker or his side will do.",
    "pledge": "A pledge: “vow”, “promise”, or an act that the speaker or his side will do, with no day named.",
    "schedule": "A schedule: a plan by its mark, or an act with a day to come.",
    "forecast": "A forecast: it looks ahead and is neither plan nor pledge nor threat.",
}
_OTHERWISE: Final = {
    "threat": "Were the act not hostile: a pledge, or with a day named a schedule.",
    "pledge": "With a day named (“on Friday”): a schedule. Were the act hostile: a threat.",
    "schedule": "Without a plan's mark and a day to come: a forecast, or of the speaker's own side a pledge.",
    "forecast": "With a day named, or told as a plan: a schedule. Done by the speaker's own side: a pledge.",
}


def explain_outlook(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one outlook."""
    ahead = case.layers.outlook[index]
    by = case.party(ahead.by) if ahead.by else "the report"
    words = (case.quoted(ahead.by.span, "who says it"),) if ahead.by else ()
    kind = Answer("Which kind", ahead.kind, ahead.kind, _KINDS[ahead.kind], (), (_OTHERWISE[ahead.kind],))
    why = "The speaker around the clause, else the subject of a verb that pledges, threatens or foresees." if ahead.by else "Nobody speaks around the clause: the report's own voice."  # fmt: skip
    who = Answer("Who says it", by, "speaker around it", why, words=words)
    due = f"due {day_words(ahead.due)}" if ahead.due else "no day given"
    return f"{ahead.kind} · {by} · {due}", [kind, who, _due(case, index), _event(case, ahead.event)]


def _due(case: Case, index: int) -> Answer:
    ahead = case.layers.outlook[index]
    inside = [d for d in case.layers.dates if ahead.content.covers(d.span)]
    used = next((d for d in inside if ahead.due in (d.end, d.start)), None) if ahead.due else None
    rivals = tuple(
        Rival(f"{case.short_of_date(d.span)} {said(d.span.text)}: {day(d)}", None, d is used,
              "the first day in the words that is not before publication" if d is used else "no day to come, or not the first")
        for d in inside
    )  # fmt: skip
    why = "The first stated day in the content that is not before publication."
    otherwise: tuple[str, ...] = ()
    if used is not None:
        less = tuple(d for d in case.layers.dates if d is not used)
        again = [o for o in case.again("outlook", dates=less).outlook if o.content.overlaps(ahead.content)]
        told = f"{again[0].kind}, due {again[0].due or 'on no day'}" if again else "no outlook"
        otherwise = (f"Without {said(used.span.text)}: {told}.",)
    return Answer(
        "Due",
        day_words(ahead.due) if ahead.due else "no day given",
        "first day ahead",
        why,
        rivals,
        otherwise,
    )


def _event(case: Case, id_: str | None) -> Answer:
    value = case.short(id_) or "none"
    return Answer(
        "The event in it", value, "trigger inside", "The first event whose words lie in the content."
    )
