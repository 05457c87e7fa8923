"""Places told by way of others: distances and directions, borders, "between A and B"."""

from collections.abc import Sequence
from typing import Final

from lapwing.lexicon.places import Gazetteer
from lapwing.model.parse import Parse
from lapwing.resolve.places.borders import read_borders
from lapwing.resolve.places.choose import Choice
from lapwing.resolve.places.geo import midpoint
from lapwing.resolve.places.offsets import read_offset
from lapwing.resolve.places.told import Phrase, Spot

FARTHEST_BETWEEN: Final = 350.0  # km; "between Kyiv and Moscow" is seldom a place
_ROAD: Final = frozenset(["road", "highway", "route", "motorway", "railway", "corridor", "line"])


def read_phrases(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """All such phrases of the text, borders first; a name belongs to one at most."""
    found = list(read_borders(parse, choices, gazetteer))
    used = {at for phrase in found for at in phrase.standing}
    for at, choice in enumerate(choices):
        if choice.entry is None or choice.name.inside or at in used:
            continue
        spot = Spot(parse, choices, at, choice.entry, gazetteer)
        phrase = _between(spot) or read_offset(spot)
        if phrase is not None and not used & set(phrase.standing):
            found.append(phrase)
            used |= set(phrase.standing)
    return tuple(found)


def _between(spot: Spot) -> Phrase | None:
    """ "between A and B", "the A-B road", "the road from A to B": half-way, with a radius that reaches both."""
    if spot.at + 1 >= len(spot.choices):
        return None
    name, entry = spot.choices[spot.at + 1].name, spot.choices[spot.at + 1].entry
    tokens = spot.parse.tokens
    if entry is None or name.inside or entry.id == spot.entry.id or not 0 <= name.first - spot.last <= 3:
        return None
    if tokens[spot.first].sentence != tokens[name.first].sentence:
        return None
    road, joined = _road_before(spot), _joined(spot, name.first, name.last)
    countries = {spot.entry.kind, entry.kind} & {"country", "continent"}
    lat, lon, half = midpoint(spot.entry, entry)
    spoken = spot.entry.kind == entry.kind == "capital" and not road
    if not (joined or _linked(spot, name.first, road)) or countries or spoken or half * 2 > FARTHEST_BETWEEN:
        return None
    first = spot.first - 1 if spot.lower(spot.first - 1) == "between" else spot.first
    last = name.last + 1 if spot.lower(name.last) in _ROAD else name.last
    other = (spot.at + 1, entry)
    return spot.phrase((lat, lon, half + 5), first=first, last=last, prec=5, other=other)


def _joined(spot: Spot, second: int, end: int) -> bool:
    """ "between A and B", "the A-B road" """
    link = [spot.lower(i) for i in range(spot.last, second)]
    if spot.lower(spot.first - 1) == "between":
        return link[:1] == ["and"] and link[1:] in ([], ["the"])
    return link in (["-"], ["–"]) and spot.lower(end) in _ROAD


def _linked(spot: Spot, second: int, road: bool) -> bool:
    """ "the road from A to B" """
    link = spot.lower(spot.last)
    led = spot.lower(spot.first - 1) in ("from", "linking", "connecting")
    return road and led and link in ("to", "and", "with") and second - spot.last <= 2


def _road_before(spot: Spot) -> bool:
    return any(spot.lower(i) in _ROAD for i in range(spot.first - 4, spot.first))
