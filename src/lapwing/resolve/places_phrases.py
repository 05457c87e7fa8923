"""Places told by way of another: "30 miles outside of X", "northern X", "between A and B", "the border with Y", "the capital".

Each reader looks at the words round a name that is already resolved and gives a Phrase, or nothing. A point is computed
where the text gives distance and direction; where it does not, the radius is as wide as what is left open.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from lapwing.lexicon.places import Entry, Gazetteer
from lapwing.model.parse import Parse, Token
from lapwing.model.place import PlaceMethod, Relation
from lapwing.resolve.places_choose import Choice
from lapwing.resolve.places_geo import bearing, km, midpoint, moved

LONGEST_LEAD: Final = 100  # code points before a name in which a distance or direction is looked for
FARTHEST_BETWEEN: Final = 350.0  # km; "between Kyiv and Moscow" is seldom a place
_NUMBERS: Final = {
    **dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], map(float, range(1, 13)), strict=True)),
    "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0, "hundred": 100.0, "a hundred": 100.0, "a few": 5.0, "several": 5.0,
    "a couple of": 2.0, "dozens of": 36.0, "a dozen": 12.0, "a": 1.0, "half a": 0.5,
}  # fmt: skip
_COMPASS: Final = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|ward|wards)?"
_DISTANCE: Final = re.compile(
    r"(?:(?:just |only )?(?:about|around|some|roughly|nearly|almost|over|more than|less than|under|approximately|within|at least)\s+)?"
    rf"(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]*"
    r"(?P<unit>miles?|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|mi)\b\s*(?:\([^)]{1,30}\)\s*)?(?:away\s+)?(?:to the\s+)?(?:due\s+)?"
    rf"(?P<compass>{_COMPASS})?\s*(?:away\s+)?(?P<link>from|of|outside of|outside|off|inside|beyond|past)\s*"
    r"(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:capital|city|town|village|port|border|center|centre|outskirts)\s*(?:of|,|with)?\s*)?$",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    rf"(?P<the>\bthe\s+)?(?:(?:just|immediately|far|further)\s+)?(?P<compass>\b{_COMPASS})(?P<part>\s+(?:part|parts|half|side|end|edge|outskirts))?"
    r"\s+of\s+(?:the\s+)?(?:(?:[\w-]+\s+)?(?:capital|city|town|village)\s*(?:of|,)?\s*)?$",
    re.IGNORECASE,
)
_PART: Final = re.compile(rf"\b(?P<compass>{_COMPASS})\s+(?:parts?\s+of\s+)?$", re.IGNORECASE)
_ROAD: Final = frozenset(
    ["road", "highway", "route", "motorway", "railway", "corridor", "line", "border", "frontier"]
)


class Phrase(Struct, frozen=True):
    """A place told by way of others: tokens `first` to `last`, the head word, and what is known of where it is.

    `standing` names are the indices of choices that the phrase takes the place of as locations.
    """

    first: int
    last: int
    head: int
    standing: tuple[int, ...]
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    where_prec: int
    method: PlaceMethod
    relation: Relation | None


def read_phrases(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """All such phrases of the text in order; a name belongs to one at most."""
    found: list[Phrase] = []
    used: set[int] = set()
    for at, choice in enumerate(choices):
        if choice.entry is None or choice.name.inside or at in used:
            continue
        phrase = _pair(parse, choices, at, gazetteer) or _single(parse, choice, at, choice.entry, gazetteer)
        if phrase is not None:
            found.append(phrase)
            used |= set(phrase.standing)
    return tuple(found)


def _single(parse: Parse, choice: Choice, at: int, entry: Entry, gazetteer: Gazetteer) -> Phrase | None:
    start = parse.sentence_of(choice.name.head).start
    end = parse.tokens[choice.name.first].start
    start = max(start, end - LONGEST_LEAD)
    before = parse.text[start:end]
    if match := _DISTANCE.search(before):
        return _ring(parse, choice, at, entry, start + match.start(), match, gazetteer)
    if match := _BESIDE.search(before):
        whole = match["the"] is not None or match["part"] is not None
        shape = _sector if whole or entry.kind not in ("capital", "place", "admin2", "landmark") else _side
        return shape(parse, choice, at, entry, start + match.start("compass"), match["compass"], gazetteer)
    if match := _PART.search(before):
        return _sector(parse, choice, at, entry, start + match.start(), match["compass"], gazetteer)
    return _possessed(parse, choice, at, entry, gazetteer)


def _possessed(parse: Parse, choice: Choice, at: int, entry: Entry, gazetteer: Gazetteer) -> Phrase | None:
    """ "Syria's northeast" """
    last = choice.name.last
    after = parse.tokens[last : last + 2]
    if len(after) == 2 and after[0].text in ("'s", "’s") and after[1].upos == "NOUN":
        direction = gazetteer.words.bearings.get(after[1].text.lower())
        if direction is not None:
            return _area(parse, entry, direction, choice.name.first, last + 2, after[1].index, at, gazetteer)
    return None


def _degrees(compass: str, gazetteer: Gazetteer) -> float | None:
    plain = re.sub(r"wards?$", "", compass.lower().replace(" ", ""))
    bearings = gazetteer.words.bearings
    return bearings.get(plain, bearings.get(plain.replace("-", "")))


def _first_token(parse: Parse, choice: Choice, start: int) -> int:
    """The token that begins at or after a code point, no further than the name itself."""
    at = choice.name.first
    while at > 0 and parse.tokens[at - 1].end > start:
        at -= 1
    return at


def _ring(
    parse: Parse,
    choice: Choice,
    at: int,
    entry: Entry,
    start: int,
    match: re.Match[str],
    gazetteer: Gazetteer,
) -> Phrase | None:
    """A distance from a place: the point where a direction is told, else the whole ring round it."""
    number = match["number"].lower().replace(",", "")
    unit = match["unit"].lower()
    size = gazetteer.words.units.get(unit, gazetteer.words.units.get(unit.rstrip("s"), 1.0))
    distance = (_NUMBERS[number] if number in _NUMBERS else float(number)) * size
    if distance > 2000 or match["link"] == "inside":
        return None
    degrees = _degrees(match["compass"], gazetteer) if match["compass"] else None
    if degrees is None:
        lat, lon, radius = entry.lat, entry.lon, distance + min(entry.radius_km, distance)
    else:
        lat, lon = moved(entry.lat, entry.lon, degrees, distance)
        radius = max(3.0, 0.35 * distance)
    first = _first_token(parse, choice, start)
    return _phrase(
        parse, first, choice.name.last, choice.name.head, (at,), entry, lat, lon, radius, 2, "offset"
    )


def _side(
    parse: Parse, choice: Choice, at: int, entry: Entry, start: int, compass: str, gazetteer: Gazetteer
) -> Phrase | None:
    """ "north of X": beyond the town on that side, distance untold."""
    degrees = _degrees(compass, gazetteer)
    if degrees is None:
        return None
    lat, lon = moved(entry.lat, entry.lon, degrees, entry.radius_km + 8)
    first = _first_token(parse, choice, start)
    return _phrase(
        parse,
        first,
        choice.name.last,
        choice.name.head,
        (at,),
        entry,
        lat,
        lon,
        entry.radius_km + 20,
        2,
        "near",
    )


def _sector(
    parse: Parse, choice: Choice, at: int, entry: Entry, start: int, compass: str, gazetteer: Gazetteer
) -> Phrase | None:
    """ "northern X", "the north of X" """
    degrees = _degrees(compass, gazetteer)
    if degrees is None:
        return None
    first = _first_token(parse, choice, start)
    return _area(parse, entry, degrees, first, choice.name.last, choice.name.head, at, gazetteer)


def _area(
    parse: Parse,
    entry: Entry,
    degrees: float,
    first: int,
    last: int,
    head: int,
    at: int,
    gazetteer: Gazetteer,
) -> Phrase:
    """The part of an area that lies in a direction: for a country the divisions there, else half-way to its edge."""
    if entry.kind == "country" and entry.country:
        there = [
            d
            for d in gazetteer.divisions_of(entry.country)
            if _off(bearing(entry.lat, entry.lon, d.lat, d.lon), degrees) <= 45
            and km(entry.lat, entry.lon, d.lat, d.lon) > 0.15 * entry.radius_km
        ]
        if there:
            lat, lon = sum(d.lat for d in there) / len(there), sum(d.lon for d in there) / len(there)
            radius = max(km(lat, lon, d.lat, d.lon) + 0.5 * d.radius_km for d in there)
            return _phrase(
                parse, first, last, head, (at,), entry, round(lat, 4), round(lon, 4), radius, 5, None
            )
    lat, lon = moved(entry.lat, entry.lon, degrees, 0.5 * entry.radius_km)
    prec = 1 if entry.kind in ("place", "capital", "landmark") else 5
    return _phrase(
        parse, first, last, head, (at,), entry, lat, lon, max(2.0, 0.6 * entry.radius_km), prec, None
    )


def _off(a: float, b: float) -> float:
    return min((a - b) % 360, (b - a) % 360)


def _pair(parse: Parse, choices: Sequence[Choice], at: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "between A and B", "the A-B road", "the road from A to B": half-way, with a radius that reaches both."""
    if at + 1 >= len(choices):
        return None
    a, b = choices[at], choices[at + 1]
    if a.entry is None or b.entry is None or b.name.inside or a.entry.id == b.entry.id:
        return None
    if (
        b.name.first - a.name.last > 3
        or parse.tokens[a.name.head].sentence != parse.tokens[b.name.head].sentence
    ):
        return None
    link = " ".join(t.text.lower() for t in parse.tokens[a.name.last : b.name.first])
    before = parse.tokens[a.name.first - 1].text.lower() if a.name.first else ""
    after = parse.tokens[b.name.last].lemma.lower() if b.name.last < len(parse.tokens) else ""
    road = _road_before(parse, a.name.first)
    joined = (
        (before == "between" and link in ("and", "and the"))
        or (link in ("-", "–") and after in _ROAD)
        or (
            road
            and link in ("to", "and", "with", "to the")
            and before in ("from", "linking", "connecting", "between")
        )
    )
    if not joined:
        return None
    if a.entry.kind == "country" and b.entry.kind == "country":
        return (
            _border(parse, at, a, b, gazetteer)
            if road == "border" or after in ("border", "frontier")
            else None
        )
    lat, lon, half = midpoint(a.entry, b.entry)
    spoken = a.entry.kind == b.entry.kind == "capital"
    if half * 2 > FARTHEST_BETWEEN or (spoken and not road):
        return None
    start = a.name.first - (1 if before == "between" else 0)
    last = b.name.last + (1 if after in _ROAD else 0)
    name = _words(parse, start, last)
    return _phrase(
        parse,
        start,
        last,
        a.name.head,
        (at, at + 1),
        a.entry,
        lat,
        lon,
        half + 5,
        5,
        None,
        name=name,
        other=b.entry,
    )


def _road_before(parse: Parse, first: int) -> str | None:
    for token in reversed(parse.tokens[max(0, first - 4) : first]):
        if token.lemma.lower() in _ROAD:
            return "border" if token.lemma.lower() in ("border", "frontier") else "road"
    return None


def _border(parse: Parse, at: int, a: Choice, b: Choice, gazetteer: Gazetteer) -> Phrase | None:
    """The common border of two countries: between their nearest divisions."""
    assert a.entry is not None and b.entry is not None
    point = border_point(a.entry, b.entry, gazetteer)
    if point is None:
        return None
    lat, lon, radius = point
    start, last = a.name.first, b.name.last
    return _phrase(
        parse, start, last, a.name.head, (at, at + 1), a.entry, lat, lon, radius, 5, "near",
        name=f"border of {a.entry.name} and {b.entry.name}", other=b.entry,
    )  # fmt: skip


def border_point(a: Entry, b: Entry, gazetteer: Gazetteer) -> tuple[float, float, float] | None:
    """(lat, lon, radius in km) of the border of two countries, from the divisions of each that lie nearest."""
    mine, theirs = gazetteer.divisions_of(a.country or ""), gazetteer.divisions_of(b.country or "")
    pairs = sorted((km(x.lat, x.lon, y.lat, y.lon), x.id, y.id, x, y) for x in mine for y in theirs)[:3]
    if not pairs or pairs[0][0] > 700:
        return None
    points = [midpoint(x, y)[:2] for _, _, _, x, y in pairs]
    lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    radius = max(pairs[0][0] / 2, *(km(lat, lon, *p) for p in points)) + 20
    return round(lat, 4), round(lon, 4), radius


def _words(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _phrase(
    parse: Parse, first: int, last: int, head: int, standing: tuple[int, ...], entry: Entry, lat: float, lon: float,
    radius: float, prec: int, relation: Relation | None, *, name: str | None = None, other: Entry | None = None,
) -> Phrase:  # fmt: skip
    same = other is None or other.country == entry.country
    admin1 = entry.admin1 if other is None or other.admin1 == entry.admin1 else None
    return Phrase(
        first, last, head, standing, name or _words(parse, first, last), entry.country if same else None, admin1,
        lat, lon, round(radius, 1), prec, "offset", relation,
    )  # fmt: skip


def locative_nouns(parse: Parse, gazetteer: Gazetteer) -> Iterator[tuple[Token, str]]:
    """Nouns with "the" that stand for a place named before ("in the capital", "from the province"), and what for."""
    for token in parse.tokens:
        if token.upos != "NOUN" or token.text.lower() not in gazetteer.words.stands:
            continue
        if parse.child(token.index, "case") is None or parse.children(
            token.index, "amod", "compound", "nmod", "nummod"
        ):
            continue
        determiner = parse.child(token.index, "det")
        if determiner is not None and determiner.text.lower() in ("the", "this", "that"):
            yield token, gazetteer.words.stands[token.text.lower()]
