"""Ask: the explanation of one value of a document by its id or its short name ("e3")."""

from collections.abc import Callable, Mapping
from typing import Final

from lapwing.errors import SettingError
from lapwing.flow.explain.actors import explain_actor
from lapwing.flow.explain.ahead import explain_outlook
from lapwing.flow.explain.case import Case, said
from lapwing.flow.explain.dates import explain_date
from lapwing.flow.explain.events import explain_event
from lapwing.flow.explain.figures import explain_claim
from lapwing.flow.explain.places import explain_place
from lapwing.flow.explain.refused import explain_refusal
from lapwing.flow.explain.voices import explain_statement
from lapwing.flow.kit import Kit
from lapwing.flow.run import READ_LANGUAGES, read_layers
from lapwing.model.explanation import Answer, Explanation
from lapwing.model.handles import NOUNS, Handle
from lapwing.model.report import Document
from lapwing.model.span import Span

Explain = Callable[[Case, int], tuple[str, list[Answer]]]

EXPLAINERS: Final[Mapping[str, Explain]] = {
    "event": explain_event,
    "claim": explain_claim,
    "statement": explain_statement,
    "outlook": explain_outlook,
    "actor": explain_actor,
    "place": explain_place,
    "date": explain_date,
    "refusal": explain_refusal,
}


def explain(kit: Kit, document: Document, wanted: str) -> Explanation:
    """Why a value of the document's reading is what it is. Raises SettingError, naming some values, for an unknown one."""
    if document.report.language not in READ_LANGUAGES:
        raise SettingError("the text is in another language and was not read, so it has no values to explain")
    return explain_in(Case(kit, read_layers(kit, document)), wanted)


def explain_in(case: Case, wanted: str) -> Explanation:
    """The same for a document that has been read."""
    handle = _found(case, wanted)
    value, answers = EXPLAINERS[handle.noun](case, handle.index)
    return Explanation(
        report=case.reading.report.id,
        id=handle.id,
        short=handle.short,
        noun=handle.noun,
        value=value,
        words=tuple(case.quoted(span) for span in _words(case, handle)),
        answers=tuple(answers),
        see=_see(case, answers, handle),
    )


def _found(case: Case, wanted: str) -> Handle:
    found = next((h for h in case.handles if wanted in (h.short, h.id)), None)
    if found is not None:
        return found
    some = [next((h for h in case.handles if h.noun == noun), None) for noun in NOUNS.values()]
    counts = {noun: sum(h.noun == noun for h in case.handles) for noun in NOUNS.values()}
    told = [f"{h.short} {said(h.words)} (of {counts[h.noun]} {h.noun}s)" for h in some if h is not None]
    known = f"it has, for example, {', '.join(told)}" if told else "it has none at all"
    raise SettingError(f"this reading has no value {wanted!r}: {known}; ids are those of --format json")


def _words(case: Case, handle: Handle) -> tuple[Span, ...]:
    reading, at = case.reading, handle.index
    match handle.noun:
        case "event":
            return (reading.events[at].trigger,)
        case "claim":
            return (reading.claims[at].span,)
        case "statement":
            return (reading.statements[at].content,)
        case "outlook":
            return (reading.outlook[at].content,)
        case "date":
            return (reading.dates[at].span,)
        case "actor":
            return reading.actors[at].mentions[:1]
        case "place":
            return reading.places[at].mentions[:1]
        case _:
            refused = reading.refusals[at].span
            return (refused,) if refused is not None else ()


def _see(case: Case, answers: list[Answer], asked: Handle) -> tuple[tuple[str, str], ...]:
    """The values that the answers name, so that one can ask on."""
    told = " ".join(a.value for a in answers)
    words = {w.strip("(),.:;·“”") for w in told.split()}
    return tuple((h.short, h.words) for h in case.handles if h.short in words and h.short != asked.short)
