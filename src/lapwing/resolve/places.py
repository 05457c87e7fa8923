"""Places: which locations a report names, where they are, and how the text relates to each naming.

The steps: names (places_names), one entry for each (places_choose), places told by way of others (places_phrases), nouns
that stand for a place named before, and how each stands in its sentence (places_relation).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from lapwing.ids import content_id
from lapwing.lexicon.places import TOWNS, Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.model.place import Place, PlaceMention, Relation
from lapwing.model.refusal import Refusal
from lapwing.model.span import Span
from lapwing.resolve.places_beside import holds, neighbours
from lapwing.resolve.places_choose import Choice, choose
from lapwing.resolve.places_names import find_names
from lapwing.resolve.places_phrases import locative_nouns, read_phrases
from lapwing.resolve.places_relation import relate
from lapwing.resolve.places_told import Phrase


class PlacesRead(Struct, frozen=True):
    """The places of a report, each with all its mentions; the namings that tell where something is; what stayed unknown.

    A mention with `as_actor` names a party or stands in a dateline: it is no place of an act.
    """

    places: tuple[Place, ...]
    mentions: tuple[PlaceMention, ...]
    refusals: tuple[Refusal, ...]


class _Naming(Struct, frozen=True):
    place: Place
    span: Span
    mention: PlaceMention | None


def read_places(parse: Parse, gazetteer: Gazetteer) -> PlacesRead:
    """All places named in a parsed report, or told by way of named ones, with coordinates and an honest radius.

    A name that is unknown, or that fits two far-off locations equally well, gives a place without coordinates and a
    Refusal with the reason.
    """
    choices = choose(parse, find_names(parse, gazetteer), gazetteer)
    phrases = read_phrases(parse, choices, gazetteer)
    namings = [*_of_names(parse, choices, phrases, gazetteer), *_of_phrases(parse, phrases, gazetteer)]
    namings += _of_nouns(parse, choices, gazetteer)
    namings.sort(key=lambda n: (n.span, n.place.id))
    mentions = tuple(n.mention for n in namings if n.mention is not None)
    return PlacesRead(_gathered(namings), mentions, tuple(_refusals(parse, choices)))


def place_of(entry: Entry, gazetteer: Gazetteer) -> Place:
    """The place of a gazetteer entry, without mentions."""
    above = gazetteer.get(entry.admin1) if entry.admin1 else None
    admin1 = entry.name if entry.where_prec == 4 else above.name if above else None
    return Place(
        content_id("p", entry.id), entry.name, entry.country, admin1, entry.lat, entry.lon, entry.radius_km,
        entry.where_prec, entry.id, "gazetteer", (),
    )  # fmt: skip


def _of_names(
    parse: Parse, choices: Sequence[Choice], phrases: Sequence[Phrase], gazetteer: Gazetteer
) -> Iterator[_Naming]:
    replaced = {at for phrase in phrases for at in phrase.standing} | _holding(parse, choices, gazetteer)
    for at, choice in enumerate(choices):
        name = choice.name
        span = parse.span(name.first, name.last)
        if choice.entry is None:
            place = (
                _within(name.looked_up, choice.within, gazetteer)
                if choice.within
                else _unknown(name.looked_up)
            )
        else:
            place = place_of(choice.entry, gazetteer)
        if at in replaced:
            yield _Naming(place, span, None)
            continue
        relation, acts = relate(parse, name.head, choice.entry, gazetteer.words)
        acts = acts or name.inside or _is_dateline(parse, name.first, name.last)
        yield _Naming(place, span, PlaceMention(span, place.id, relation, name.head, acts))


def _holding(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> set[int]:
    """Names that only say what holds the place beside them ("Goma, Congo", "Somalia's Puntland"): they locate no act."""
    names = [c.name for c in choices]
    found = set()
    for at, choice in enumerate(choices):
        for n in neighbours(parse, names, at, gazetteer):
            holder, held = choices[n].entry, choice.entry or choice.within
            if holder is not None and held is not None and not names[at].inside:
                found |= (
                    {n} if holds(holder, held) or (choice.entry is None and holder.id == held.id) else set()
                )
    return found


def _unknown(name: str) -> Place:
    return Place(
        content_id("p", "unknown", name.lower()),
        name,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "unknown",
        (),
    )


def _within(name: str, holder: Entry, gazetteer: Gazetteer) -> Place:
    """An unknown place of which the text says what holds it: somewhere in that town or division, and no more exact."""
    around = place_of(holder, gazetteer)
    return structs.replace(
        around, id=content_id("p", "within", name.lower(), holder.id), name=name, gazetteer_id=None, method="context",
        radius_km=max(holder.radius_km, 5.0), where_prec=2 if holder.where_prec == 1 else holder.where_prec,
    )  # fmt: skip


def _is_dateline(parse: Parse, first: int, last: int) -> bool:
    """Whether a name opens a paragraph and a dash follows within a few words: "MOSUL, Iraq (AP) —"."""
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    line = parse.text.rfind("\n", 0, start) + 1
    after = parse.text[end : end + 40].split("\n")[0]
    dash = min((at for mark in ("—", "–", " - ", "--") if (at := after.find(mark)) >= 0), default=-1)
    return (
        start - line < 30
        and dash >= 0
        and "." not in after[:dash]
        and parse.text[line:start].isupper() >= (start > line)
    )


def _of_phrases(parse: Parse, phrases: Sequence[Phrase], gazetteer: Gazetteer) -> Iterator[_Naming]:
    for phrase in phrases:
        above = gazetteer.get(phrase.admin1) if phrase.admin1 else None
        canonical = (phrase.name.lower(), f"{phrase.lat:.3f}", f"{phrase.lon:.3f}")
        place = Place(
            content_id("p", phrase.method, *canonical), phrase.name, phrase.country, above.name if above else None,
            phrase.lat, phrase.lon, phrase.radius_km, phrase.where_prec, None, phrase.method, (),
        )  # fmt: skip
        span = parse.span(phrase.first, phrase.last)
        relation, acts = relate(parse, phrase.head, None, gazetteer.words)
        told: Relation = phrase.relation or relation
        yield _Naming(place, span, PlaceMention(span, place.id, told, phrase.head, acts and told == "in"))


def _of_nouns(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> Iterator[_Naming]:
    """ "the capital", "the city", "the province": the last place of that kind named before."""
    for noun, stands_for in locative_nouns(parse, gazetteer):
        before = [
            c.entry
            for c in choices
            if c.entry is not None and not c.name.inside and c.name.last <= noun.index
        ]
        entry = _antecedent(before, stands_for, gazetteer)
        if entry is None:
            continue
        named = any(e.id == entry.id for e in before)
        place = place_of(entry, gazetteer)
        place = place if named else structs.replace(place, method="context")
        relation, acts = relate(parse, noun.index, entry, gazetteer.words)
        span = parse.span(noun.index, noun.index + 1)
        yield _Naming(place, span, PlaceMention(span, place.id, relation, noun.index, acts))


def _antecedent(before: Sequence[Entry], stands_for: str, gazetteer: Gazetteer) -> Entry | None:
    if stands_for == "capital":
        country = next((e.country for e in reversed(before) if e.country), None)
        return gazetteer.capital_of(country) if country else None
    if stands_for == "country":
        told = Counter(e.country for e in before if e.country)
        country = max(told, key=lambda c: told[c], default=None)
        return gazetteer.country(country) if country else None
    kinds = {
        "town": TOWNS,
        "division": frozenset({"admin1", "admin2", "region"}),
        "region": frozenset({"admin1", "region"}),
        "island": frozenset({"island"}),
    }[stands_for]
    return next((e for e in reversed(before) if e.kind in kinds), None)


def _gathered(namings: Sequence[_Naming]) -> tuple[Place, ...]:
    """Each place once, in the order of first mention, with all its spans."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Place] = {}
    for naming in namings:
        first.setdefault(naming.place.id, naming.place)
        held = spans.setdefault(naming.place.id, [])
        if naming.span not in held:
            held.append(naming.span)
    return tuple(structs.replace(place, mentions=tuple(spans[id_])) for id_, place in first.items())


def _refusals(parse: Parse, choices: Sequence[Choice]) -> Iterator[Refusal]:
    told: set[str] = set()
    for choice in choices:
        if choice.entry is None and choice.within is None and choice.reason not in told:
            told.add(choice.reason)
            yield Refusal("place", parse.span(choice.name.first, choice.name.last), choice.reason)
