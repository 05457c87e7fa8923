"""Why a place is that location: candidates with their scores, the place told by way of others, how each mention stands."""

from collections.abc import Iterator
from typing import Final

from lapwing.flow.explain.case import Case, said
from lapwing.lexicon.places import Entry
from lapwing.model.explanation import Answer, Rival
from lapwing.model.place import Place, PlaceMention
from lapwing.model.span import Span
from lapwing.resolve.places.beside import holds
from lapwing.resolve.places.reasons import NameReasons, Weighed

_MOST: Final = 5
_PREC: Final = {
    1: "a town or landmark", 2: "near or somewhere in a place", 3: "a second-level division", 4: "a first-level division",
    5: "a line or a fuzzy area", 6: "a country", 7: "a sea",
}  # fmt: skip
_METHODS: Final = {
    "gazetteer": "The name was looked up in the gazetteer.",
    "offset": "The words tell the place by way of another; the point and its radius were computed from that.",
    "context": "The words stand for a place that the report tells elsewhere, or put an unlisted name into one.",
    "unknown": "No location is given; nothing is guessed.",
}


_BESIDE: Final = "With the town or division that holds it named right beside it: somewhere in that."


def explain_place(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one place."""
    place = case.layers.places[index]
    answers = [_where(place)]
    told: set[tuple[str, str]] = set()
    for span in place.mentions:
        for name in _names(case, place, span):
            key = (name.name.looked_up.lower(), name.name.hint or "")
            if key not in told:
                told.add(key)
                answers.append(which(case, name))
    answers.append(_mentions(case, place))
    return place_value(place), answers


def place_value(place: Place) -> str:
    """A place in words: name, division, country, point."""
    held = [h for h in (place.admin1, place.country) if h and h != place.name]
    point = (
        f"{place.lat:.4f}, {place.lon:.4f}"
        if place.lat is not None and place.lon is not None
        else "location unknown"
    )
    return f"{', '.join([place.name, *held])} · {point}"


def _names(case: Case, place: Place, span: Span) -> list[NameReasons]:
    phrase = case.places.phrase_at(span)
    if place.method == "offset" and phrase is not None:
        return phrase[1]
    return [n for n in case.places.names_in(span) if n.span == span] or case.places.names_in(span)


def _where(place: Place) -> Answer:
    value = f"within {place.radius_km:g} km" if place.radius_km is not None else "unknown"
    exact = _PREC.get(place.where_prec or 0, "not known")
    return Answer(
        "How exact", f"{value}, where_prec {place.where_prec or '–'} ({exact})", place.method, _METHODS[place.method]
    )  # fmt: skip


def which(case: Case, name: NameReasons) -> Answer:
    """Which of the locations that bear a name was meant."""
    question = f"Which {said(name.span.text)}"
    if name.stands_in:
        value = _entry(case, name.entry) if name.entry else "unknown"
        return Answer(question, value, "stands for", "A noun that stands for what the report named or owns.")
    shown = name.candidates[:_MOST]
    rivals = tuple(
        Rival(_entry(case, c.entry), round(c.score, 2), name.entry is not None and c.entry.id == name.entry.id, _sum(c))
        for c in shown
    )  # fmt: skip
    more = len(name.candidates) - len(shown)
    rest = f" {more} more {'candidate' if more == 1 else 'candidates'} came lower." if more else ""
    if name.entry is not None:
        return Answer(
            question,
            _entry(case, name.entry),
            "best score",
            _why(name) + rest,
            rivals,
            tuple(_otherwise(case, name)),
        )
    value = f"somewhere in {_entry(case, name.within)}" if name.within else "unknown"
    rule = "held by the place beside it" if name.within else "refused"
    otherwise = () if name.within else (_BESIDE,)
    return Answer(
        question, value, rule, f"{name.reason[:1].upper()}{name.reason[1:]}.{rest}", rivals, otherwise
    )


def _why(name: NameReasons) -> str:
    count = len(name.candidates)
    if name.alike:
        return "No location has this name; one that sounds alike lies where the report is."
    if count == 1:
        return "The gazetteer knows one location of this name."
    lead = name.candidates[0].score - name.candidates[1].score
    return f"Of {count} locations of this name the one with the best score is meant; it leads by {lead:.2f}."


def _entry(case: Case, entry: Entry) -> str:
    above = case.kit.gazetteer.get(entry.admin1) if entry.admin1 else None
    held = [h for h in (above.name if above else None, entry.country) if h and h != entry.name]
    return f"{', '.join([entry.name, *held])} ({entry.kind})"


def _sum(found: Weighed) -> str:
    """What a score is made of."""
    size = f", {found.entry.population:,} people" if found.entry.population else ""
    parts = [f"{found.alone:.2f} by itself ({found.entry.kind}{size})"]
    parts += [] if found.primary else ["not its main name"]
    parts += [f"{found.beside:+.2f} by the place named beside it"] if abs(found.beside) > 0.005 else []
    if abs(found.others) > 0.005:
        names = f" ({', '.join(found.borne_by)})" if found.borne_by else ""
        parts.append(f"{found.others:+.2f} by the report's other places and peoples{names}")
    return "; ".join(parts)


def _otherwise(case: Case, name: NameReasons) -> Iterator[str]:
    """What the same sums give with the report's other names left out, or a holder named beside the name."""
    best, *rest = name.candidates
    alone = max(name.candidates, key=lambda c: c.alone)
    if alone.entry.id != best.entry.id:
        yield f"By itself, without the rest of the report, the name would be {_entry(case, alone.entry)}."
    elif rest:
        yield "By itself, without the rest of the report, the name would be the same."
    for other in rest[:2]:
        holder = case.kit.gazetteer.get(other.entry.admin1) if other.entry.admin1 else None
        country = case.kit.gazetteer.country(other.entry.country) if other.entry.country else None
        beside = holder or country
        told = other.score - other.beside + name.gain > best.score - best.beside
        if beside is not None and told and not holds(beside, best.entry):
            yield f"{said(f'{name.name.looked_up}, {beside.name}')} would mean {_entry(case, other.entry)}."


def _mentions(case: Case, place: Place) -> Answer:
    """How each mention relates to what is told, and which of them locate nothing."""
    found = [m for m in case.layers.place_mentions if m.place == place.id]
    silent = [s for s in place.mentions if s not in {m.span for m in found}]
    words = tuple(case.quoted(m.span, _relation(m)) for m in found)
    words += tuple(
        case.quoted(s, "only says what holds the place beside it, or is part of a phrase") for s in silent
    )
    locating = sum(not m.as_actor for m in found)
    return Answer("How it is named", f"{len(words)} {'time' if len(words) == 1 else 'times'}, {locating} of them locating", "relation", _RELATING, words=words)  # fmt: skip


_RELATING: Final = (
    "The preposition tells the relation; a name that acts, is addressed or opens a dateline locates no act."
)


def _relation(mention: PlaceMention) -> str:
    if mention.as_actor:
        return "a party, part of a name, or a dateline: locates no act"
    return f"relation: {mention.relation}"
