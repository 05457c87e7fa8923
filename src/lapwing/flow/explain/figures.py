"""Why a figure is what it is: the count form and its bounds, the event it speaks of, who says so, event or total."""

from collections.abc import Iterator
from typing import Final

from lapwing.flow.explain.case import Case, said
from lapwing.flow.explain.voices import who_says_so
from lapwing.flow.layers import Layers
from lapwing.lexicon.counts import Force
from lapwing.model.amount import Amount, Count
from lapwing.model.claim import Claim
from lapwing.model.event import Event
from lapwing.model.explanation import Answer, Rival
from lapwing.model.words import amount_words, day_words, type_words
from lapwing.resolve.counts import bounded

_MOST: Final = 5
_FORMS: Final = {
    "number": "A bare number: low, best and high are the number itself.",
    "vague amount": "A vague amount; its bounds are those of the codebook's table (counts.toml).",
    "range": "A range: both ends are stated, the best is left open.",
    "at least": "“At least” and the like: the number is low and best, the high is left open.",
    "more than": "“More than”: begins one above the number, the high is left open.",
    "up to": "“Up to”: the number is best and high, the low is left open.",
    "less than": "“Fewer than”: ends one below the number, the low is left open.",
    "around, within a tenth": "“Around”: a tenth to either side of the number.",
    "nearly, within a tenth below": "“Nearly”: the number, and down to a tenth below it.",
    "one person": "A named or single person: one.",
    "bare plural": "A plural without a number: at least two, the rest is left open.",
    "shared by two measures": "One number for two measures (“killed or wounded”): only its high holds for each.",
}
_FORCES: Final[tuple[tuple[str, Force | None], ...]] = (
    ("{n}", None),
    ("at least {n}", "floor"),
    ("more than {n}", "over"),
    ("around {n}", "about"),
    ("nearly {n}", "nearly"),
    ("up to {n}", "ceiling"),
    ("fewer than {n}", "under"),
)


def explain_claim(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one figure."""
    claim = case.layers.claims[index]
    answers = [_how_many(case, claim), _of_whom(case, claim), _which_event(case, claim), _scope(claim)]
    answers.append(
        who_says_so(case, claim.span, claim.sources, claim.certainty, lambda at: _sources(case, claim, at))
    )
    return f"{amount_words(claim.value)} {claim.measure} · {claim.victims}", answers  # fmt: skip


def bounds_words(value: Amount) -> str:
    """Low / best / high, a dash where a bound is open."""
    return " / ".join("–" if v is None else f"{v:,}" for v in (value.low, value.best, value.high))


def _how_many(case: Case, claim: Claim) -> Answer:
    count = next((c for c in case.layers.counts if c.span.overlaps(claim.span)), None)
    rule = claim.value.rule or "number"
    why = _FORMS.get(rule, f"Rule: {rule}.")
    words = (case.quoted(count.span, "the number phrase"),) if count else ()
    rivals = tuple(_other_counts(case, claim, count))
    return Answer(
        "How many", f"{bounds_words(claim.value)} (low / best / high)", rule, why, rivals,
        tuple(_other_words(claim.value)), words,
    )  # fmt: skip


def _other_words(value: Amount) -> Iterator[str]:
    """What other words before the same number would make of it."""
    number = value.best if value.best is not None else value.low if value.low is not None else value.high
    if number is None or value.rule in ("one person", "bare plural", "vague amount", "range"):
        return
    number = {"more than": number - 1, "less than": number + 1}.get(value.rule, number)
    bare = Amount(number, number, number, True, "number")
    for words, force in _FORCES:
        made = bounded(bare, force) if force else bare
        if bounds_words(made) != bounds_words(value):
            yield f"“{words.format(n=number)}”: {bounds_words(made)}."


def _other_counts(case: Case, claim: Claim, used: Count | None) -> Iterator[Rival]:
    """The other number phrases of the sentence, and what became of them."""
    here = case.sentence(claim.span)
    for count in case.layers.counts:
        if case.sentence(count.span) != here:
            continue
        told = next((c for c in case.layers.claims if c.span.overlaps(count.span) and c.id != claim.id), None)
        why = f"{told.measure}: {case.short(told.id)}" if told else "counts nobody that a measure is told of"
        why = "counted by the measure's own word" if count is used else why
        yield Rival(f"{said(count.span.text)} = {bounds_words(count.value)}", None, count is used, why)


def _of_whom(case: Case, claim: Claim) -> Answer:
    words = (case.quoted(claim.who, "who was counted"),) if claim.who else ()
    why = (
        "The head word of the phrase decides, then the words around it, the names of armed groups, the actor, the scene."
        if claim.who
        else "Nobody is named beside the number: the scene and the event tell, else unknown."
    )
    return Answer("Of whom", f"{said(claim.who.text) if claim.who else 'not told'}, {claim.victims}", "victim class", why, words=words)  # fmt: skip


def _which_event(case: Case, claim: Claim) -> Answer:
    near = sorted(case.layers.events, key=lambda e: _apart(case, claim, e))[:_MOST]
    rivals = [
        Rival(_event(case, e), None, e.id == claim.event, _distance(case, claim, e))
        for e in near
        if e.id == claim.event or abs(_apart(case, claim, e)[0]) <= 3
    ]
    told = next((e for e in case.layers.events if e.id == claim.event), None)
    if told is None:
        why = "No event of a fitting type stands in this sentence or the three before it, or it was an accident."
        return Answer("Of which event", "none", "none", why, tuple(rivals))
    why = "The event told by the figure's own word or by a word above it comes first; else the nearest of a fitting type in the passage."  # fmt: skip
    again = case.again("claims", events=tuple(e for e in case.layers.events if e.id != told.id))
    same = next((c for c in again.claims if c.id == claim.id), None)
    other = next((e for e in again.events if same is not None and e.id == same.event), None)
    otherwise = f"Were {case.short(told.id)} not told: {_event(case, other) if other else 'no event'}."
    return Answer("Of which event", _event(case, told), "own word, else nearest", why, tuple(rivals), (otherwise,))  # fmt: skip


def _event(case: Case, event: Event) -> str:
    return f"{case.short(event.id)} {type_words(event)} {said(event.trigger.text)}"


def _apart(case: Case, claim: Claim, event: Event) -> tuple[int, int]:
    spans = (event.trigger, *event.mentions)
    here = case.sentence(claim.span)
    return min((abs(here - case.sentence(s)), abs(claim.span.start - s.start)) for s in spans)


def _distance(case: Case, claim: Claim, event: Event) -> str:
    apart = _apart(case, claim, event)[0]
    where = "told in the same sentence" if apart == 0 else f"told {apart} sentence{'s' * (apart > 1)} away"
    return where if event.id == claim.event else f"{where}; another act, or of a type that {claim.measure} does not go with"  # fmt: skip


def _scope(claim: Claim) -> Answer:
    as_of = f", as of {day_words(claim.as_of)}" if claim.as_of else ""
    if claim.scope == "total":
        why = "The words around count over a stretch of time or a crisis (“total”, “bringing to”, “since”)."
        return Answer("What it covers", f"a running total{as_of}", "total", why)
    why = "No word around it makes it a running total (“a total of”, “bringing the toll to”, “since 2018”)."
    value = f"this event{as_of}"
    return Answer("What it covers", value, "event", why)


def _sources(case: Case, claim: Claim, at: Layers) -> str:
    again = case.again("claims", attributions=at.attributions)
    same = next((c for c in again.claims if c.id == claim.id), None)
    if same is None:
        return "the figure would not be claimed"
    return f"{case.all_parties(same.sources) if same.sources else 'the report itself'}, {same.certainty}"
