"""Places: which locations a report names, where they are, and how the text relates to each naming.

The steps: names (places_names), one entry for each (places_choose), places told by way of others (places_phrases), nouns
that stand for a place named before, and how each stands in its sentence (places_relation).
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from lapwing.ids import content_id
from lapwing.lexicon.places import Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.model.place import Place, PlaceMention, Relation
from lapwing.model.refusal import Refusal
from lapwing.model.span import Span
from lapwing.resolve.places.beside import holds, neighbours
from lapwing.resolve.places.choose import Choice, choose
from lapwing.resolve.places.names import find_names
from lapwing.resolve.places.nouns import with_stand_ins
from lapwing.resolve.places.phrases import read_phrases
from lapwing.resolve.places.relation import relate
from lapwing.resolve.places.told import Phrase


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
    choices = with_stand_ins(parse, choices, gazetteer)
    phrases = read_phrases(parse, choices, gazetteer)
    explained = _explained(parse, choices, phrases)
    namings = [
        *_of_names(parse, choices, phrases, explained, gazetteer),
        *_of_phrases(parse, choices, phrases, explained, gazetteer),
    ]
    namings.sort(key=lambda n: (n.span, n.place.id))
    mentions = tuple(n.mention for n in namings if n.mention is not None)
    refusals = _refusals(parse, [c for at, c in enumerate(choices) if at not in explained])
    return PlacesRead(_gathered(namings), mentions, tuple(refusals))


def _explained(parse: Parse, choices: Sequence[Choice], phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """Unknown names that a phrase right after them locates: "the Ramit Gorge, about 30 miles outside of the capital"."""
    starts = {p.first: p for p in phrases if p.relation in ("offset", "near")}
    found = {}
    for at, choice in enumerate(choices):
        last = choice.name.last
        comma = last < len(parse.tokens) and parse.tokens[last].text in (",", "(")
        phrase = starts.get(last + 1 if comma else last)
        if choice.entry is None and phrase is not None:
            found[at] = phrase
    return found


def place_of(entry: Entry, gazetteer: Gazetteer) -> Place:
    """The place of a gazetteer entry, without mentions."""
    above = gazetteer.get(entry.admin1) if entry.admin1 else None
    admin1 = entry.name if entry.where_prec == 4 else above.name if above else None
    return Place(
        content_id("p", entry.id), entry.name, entry.country, admin1, entry.lat, entry.lon, entry.radius_km,
        entry.where_prec, entry.id, "gazetteer", (),
    )  # fmt: skip


def _of_names(
    parse: Parse,
    choices: Sequence[Choice],
    phrases: Sequence[Phrase],
    explained: Mapping[int, Phrase],
    gazetteer: Gazetteer,
) -> Iterator[_Naming]:
    silent = {at for phrase in phrases for at in phrase.standing} | _holding(parse, choices, gazetteer)
    named = {c.entry.id for c in choices if c.entry is not None and not c.stands_in}
    for at, choice in enumerate(choices):
        name, span = choice.name, parse.span(choice.name.first, choice.name.last)
        if at in explained:
            place = _of_phrase(explained[at], name.looked_up, gazetteer)
        elif choice.entry is not None:
            place = place_of(choice.entry, gazetteer)
            place = place if choice.entry.id in named else structs.replace(place, method="context")
        else:
            place = _within(name.looked_up, choice.within, gazetteer)
        if at in silent:
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


def _within(name: str, holder: Entry | None, gazetteer: Gazetteer) -> Place:
    """A place that the gazetteer lacks: somewhere in the town or division that the text puts it in, else unknown."""
    if holder is None:
        id_ = content_id("p", "unknown", name.lower())
        return Place(id_, name, None, None, None, None, None, None, None, "unknown", ())
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


def _of_phrases(
    parse: Parse,
    choices: Sequence[Choice],
    phrases: Sequence[Phrase],
    explained: Mapping[int, Phrase],
    gazetteer: Gazetteer,
) -> Iterator[_Naming]:
    names = {phrase.first: choices[at].name.looked_up for at, phrase in explained.items()}
    for phrase in phrases:
        place = _of_phrase(phrase, names.get(phrase.first, phrase.name), gazetteer)
        span = parse.span(phrase.first, phrase.last)
        relation, acts = relate(parse, phrase.head, None, gazetteer.words)
        told: Relation = phrase.relation or relation
        yield _Naming(place, span, PlaceMention(span, place.id, told, phrase.head, acts and told == "in"))


def _of_phrase(phrase: Phrase, name: str, gazetteer: Gazetteer) -> Place:
    above = gazetteer.get(phrase.admin1) if phrase.admin1 else None
    canonical = (name.lower(), f"{phrase.lat:.3f}", f"{phrase.lon:.3f}")
    return Place(
        content_id("p", "told", *canonical), name, phrase.country, above.name if above else None,
        phrase.lat, phrase.lon, phrase.radius_km, phrase.where_prec, None, phrase.method, (),
    )  # fmt: skip


def _gathered(namings: Sequence[_Naming]) -> tuple[Place, ...]:
    """Each place once, in the order of first mention, with all its spans."""
    spans: dict[str, dict[Span, None]] = {}
    first: dict[str, Place] = {}
    for naming in namings:
        first.setdefault(naming.place.id, naming.place)
        spans.setdefault(naming.place.id, {})[naming.span] = None
    return tuple(structs.replace(place, mentions=tuple(spans[id_])) for id_, place in first.items())


def _refusals(parse: Parse, choices: Sequence[Choice]) -> Iterator[Refusal]:
    told: set[str] = set()
    for choice in choices:
        if choice.entry is None and choice.within is None and choice.reason not in told:
            told.add(choice.reason)
            yield Refusal("place", parse.span(choice.name.first, choice.name.last), choice.reason)
