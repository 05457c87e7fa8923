"""Why a time expression is that day: the anchor, the tense, other readings of the words, other days of publication."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from lapwing.flow.explain.case import Case, day, said
from lapwing.model.explanation import Answer, Rival
from lapwing.model.when import TimeExpression
from lapwing.model.words import day_words
from lapwing.resolve.dates.context import ANCHOR_REACH
from lapwing.resolve.dates.reasons import Reading, week_later

_SIDES: Final = {
    "past": "looked back (a verb in the past)",
    "future": "looked ahead (“will”, “plans to”)",
    "near": "told no time (a bare present, or no verb)",
}
_ASKED: Final = {
    "past": "the words around look back, so the nearest one behind is meant",
    "future": "the words around look ahead, so the nearest one to come is meant",
    "near": "the words around tell no time, so the nearest at all is meant",
}
_MOST: Final = 5
_BASIS: Final = {
    "stated": "All its parts stand in the text.",
    "resolved": "It was worked out; the text does not state it in full.",
    "unknown": "Nothing could be fixed, and nothing is guessed.",
}


def explain_date(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one time expression."""
    asked = case.layers.dates[index]
    readings = case.dates.readings(asked)
    return day(asked), [_which_day(case, asked, readings), _from_where(case, asked, readings)]


def _which_day(case: Case, asked: TimeExpression, readings: list[Reading]) -> Answer:
    used = [r for r in readings if r.chosen]
    why = " ".join(
        [*(f"{said(r.span.text)} fits the form ‘{_form(r)}’." for r in used), _BASIS[asked.basis], _tense(case, asked, used)]
    )  # fmt: skip
    rivals = tuple(_rival(r, asked) for r in readings)
    return Answer(
        "Which days", f"{day(asked)}, exact to the {asked.precision}" if asked.start or asked.end else "unknown",
        asked.rule, why.strip(), rivals, tuple(_by_tense(used, asked)),
    )  # fmt: skip


def _tense(case: Case, asked: TimeExpression, used: list[Reading]) -> str:
    tense = next((r.tense for r in used if r.tense), None)
    if tense is None:
        return ""
    verb = case.dates.governor(asked)
    return f"Tense decides: {_ASKED[tense]}{f' (the verb above is {said(verb.text)})' if verb else ''}."


def _form(reading: Reading) -> str:
    return reading.rule.rstrip(".").strip()


def _rival(reading: Reading, asked: TimeExpression) -> Rival:
    if not reading.chosen:
        return Rival(
            f"{said(reading.span.text)}: {day(reading.value)}",
            None,
            False,
            f"‘{_form(reading)}’, but a longer or earlier match holds the words",
        )
    joined = "" if reading.span == asked.span else ", joined with the words beside it"
    return Rival(f"{said(reading.span.text)}: {day(reading.value)}", None, True, f"the longest match{joined}")


def _by_tense(used: list[Reading], asked: TimeExpression) -> Iterator[str]:
    for reading in used:
        told: set[str] = {day(reading.value)}
        for side, value in reading.by_tense:
            if side != reading.tense and day(value) not in told:
                told.add(day(value))
                joined = "" if reading.span == asked.span else f", {said(reading.span.text)} alone"
                yield f"If the words around {_SIDES[side]}{joined}: {day(value)}."


def _from_where(case: Case, asked: TimeExpression, readings: list[Reading]) -> Answer:
    published = case.layers.published
    anchor = next((r.anchor for r in readings if r.chosen and r.anchor), None)
    otherwise = list(_other_days(case, asked))
    if anchor is not None:
        value, rule = f"{said(anchor.span.text)} ({case.short_of_date(anchor.span)})", "the passage's date"
        why = f"The words count from a date told before them: {day(anchor)}."
    elif any("published" in o for o in otherwise) and published is not None:
        value, rule = day_words(published.isoformat()), "the publication day"
        by = case.layers.document.published_by
        why = f"The words count from the day of publication (known by: {by})."
    elif asked.basis == "unknown":
        value, rule, why = "nothing", "no anchor", f"There is nothing to count from: {asked.rule}."
    else:
        value, rule, why = "nothing", "no anchor needed", "The words name the day by themselves."
    passage = any(r.chosen and r.passage for r in readings)
    rivals = tuple(_passage(case, asked, anchor)) if passage else ()
    return Answer("Counted from", value, rule, why, rivals, tuple(otherwise))


def _passage(case: Case, asked: TimeExpression, anchor: TimeExpression | None) -> Iterator[Rival]:
    """The dates told before one that counts from the passage, and why each is or is not what it counts from."""
    for told, back in case.dates.before(asked)[:_MOST]:
        name = f"{case.short_of_date(told.span)} {said(told.span.text)}: {day(told)}"
        if told is anchor:
            yield Rival(name, None, True, "the last date before the words that will do")
        elif back > ANCHOR_REACH:
            yield Rival(name, None, False, f"more than {ANCHOR_REACH} sentences back")
        elif told.start is None or told.end is None:
            yield Rival(name, None, False, "open on one side or unknown, so it gives no day to count from")
        else:
            yield Rival(name, None, False, "told before the one that counts, or no single day")


def _other_days(case: Case, asked: TimeExpression) -> Iterator[str]:
    """What the same words say in a report of another day; nothing where they do not hang on it."""
    published = case.layers.published
    if published is None:
        return
    later = week_later(published)
    moved = _published_on(case, asked, later)
    if moved is None or (moved.start, moved.end) != (asked.start, asked.end):
        told = day(moved) if moved else "no date at all"
        yield f"In a report published a week later, on {day_words(later.isoformat())}: {told}."
    bare = _published_on(case, asked, None)
    if bare is None or (bare.start, bare.end) != (asked.start, asked.end):
        yield f"Without a day of publication: {day(bare) if bare else 'no date at all'}."


def _published_on(case: Case, asked: TimeExpression, day: date | None) -> TimeExpression | None:
    """What the same words say in a report of another day, None where they would be no date."""
    again = case.again("dates", published=day).dates
    return next((d for d in again if d.span.overlaps(asked.span)), None)
