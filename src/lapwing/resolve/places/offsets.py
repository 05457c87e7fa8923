"""Distance and direction from a named place: "about 30 miles outside of X", "north of X", "northern X", "X's south".

A point is computed where the text gives distance and direction; where it does not, the radius is as wide as what is open.
"""

import math
import re
from collections.abc import Sequence
from typing import Final

from lapwing.lexicon.places import TOWNS, Entry, Gazetteer
from lapwing.resolve.places.geo import km, moved
from lapwing.resolve.places.told import Phrase, Spot

LONGEST_LEAD: Final = 100  # code points before a name in which a distance or direction is looked for
FARTHEST: Final = 2000.0  # km
NEAR_MIDDLE: Final = 0.2  # of the way to the farthest division: nearer ones are in the middle of a country
WIDEST: Final = 0.5  # cosine of 60 degrees, the most that a division may lie off the direction
_SMALL: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_TENS: Final = [
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
]
_NUMBERS: Final = {
    **{word: float(n) for n, word in enumerate(_SMALL, start=1)},
    **{word: 10.0 * n for n, word in enumerate(_TENS, start=1)},
    "fifteen": 15.0, "a hundred": 100.0, "a few": 5.0, "several": 5.0, "a couple of": 2.0,
    "dozens of": 36.0, "a dozen": 12.0, "a": 1.0, "half a": 0.5,
}  # fmt: skip
_COMPASS: Final = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|ward|wards)?"
_ABOUT: Final = r"(?:just |only )?(?:about|around|some|roughly|nearly|almost|over|more than|less than|under|approximately|within|at least)"
_TOWN: Final = r"(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:capital|city|town|village|port|border|center|centre|outskirts)\s*(?:of|,|with)?\s*)?$"
_DISTANCE: Final = re.compile(
    rf"(?:{_ABOUT}\s+)?(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]*"
    r"(?P<unit>miles?|kilomet(?:er|re)s?|kms?|met(?:er|re)s?|mi)\b\s*(?:\([^)]{1,30}\)\s*)?(?:away\s+)?(?:to the\s+)?(?:due\s+)?"
    rf"(?P<compass>{_COMPASS})?\s*(?:away\s+)?(?P<link>from|of|outside of|outside|off|inside|beyond|past)\s*{_TOWN}",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    rf"(?P<the>\bthe\s+)?(?:(?:just|immediately|far|further)\s+)?(?P<compass>\b{_COMPASS})"
    rf"(?P<part>\s+(?:part|parts|half|side|end|edge|outskirts))?\s+of\s+{_TOWN}",
    re.IGNORECASE,
)
_PART: Final = re.compile(rf"\b(?P<compass>{_COMPASS})\s+(?:parts?\s+of\s+)?$", re.IGNORECASE)


def read_offset(spot: Spot) -> Phrase | None:
    """The phrase of distance or direction that a name is part of, or None."""
    end = spot.parse.tokens[spot.first].start
    start = max(spot.parse.sentence_of(spot.first).start, end - LONGEST_LEAD)
    before = spot.parse.text[start:end]
    if match := _DISTANCE.search(before):
        return _ring(spot, start, match)
    if match := _BESIDE.search(before):
        whole = match["the"] is not None or match["part"] is not None
        beside = not whole and spot.entry.kind in TOWNS | {"admin2", "landmark"}
        return (_side if beside else _sector)(spot, start, match)
    if match := _PART.search(before):
        return _sector(spot, start, match)
    return _possessed(spot)


def _degrees(compass: str | None, gazetteer: Gazetteer) -> float | None:
    plain = re.sub(r"wards?$", "", (compass or "").lower().replace(" ", ""))
    bearings = gazetteer.words.bearings
    return bearings.get(plain, bearings.get(plain.replace("-", "")))


def _ring(spot: Spot, start: int, match: re.Match[str]) -> Phrase | None:
    """A distance from a place: the point where a direction is told, else the whole ring round it."""
    number, unit = match["number"].lower().replace(",", ""), match["unit"].lower()
    units, entry = spot.gazetteer.words.units, spot.entry
    size = units.get(unit, units.get(unit.rstrip("s"), 1.0))
    distance = (_NUMBERS[number] if number in _NUMBERS else float(number)) * size
    if distance > FARTHEST or match["link"].lower() == "inside":
        return None
    degrees = _degrees(match["compass"], spot.gazetteer)
    if degrees is None:
        point = (entry.lat, entry.lon, distance + min(entry.radius_km, distance))
    else:
        point = (*moved(entry.lat, entry.lon, degrees, distance), max(3.0, 0.35 * distance))
    return spot.phrase(point, first=spot.token_at(start + match.start()), prec=2, relation="offset")


def _side(spot: Spot, start: int, match: re.Match[str]) -> Phrase | None:
    """ "north of X": beyond the town on that side, distance untold."""
    degrees, entry = _degrees(match["compass"], spot.gazetteer), spot.entry
    if degrees is None:
        return None
    point = (*moved(entry.lat, entry.lon, degrees, entry.radius_km + 8), entry.radius_km + 20)
    return spot.phrase(point, first=spot.token_at(start + match.start("compass")), prec=2, relation="near")


def _sector(spot: Spot, start: int, match: re.Match[str]) -> Phrase | None:
    """ "northern X", "the north of X" """
    degrees = _degrees(match["compass"], spot.gazetteer)
    if degrees is None:
        return None
    first = spot.token_at(start + match.start("compass"))
    return spot.phrase(_area(spot, degrees), first=first, prec=_area_prec(spot))


def _possessed(spot: Spot) -> Phrase | None:
    """ "X's northeast" """
    direction = spot.gazetteer.words.bearings.get(spot.lower(spot.last + 1))
    if spot.lower(spot.last) not in ("'s", "’s") or direction is None:
        return None
    if spot.parse.tokens[spot.last + 1].upos != "NOUN":
        return None
    point, last = _area(spot, direction), spot.last + 2
    return spot.phrase(point, first=spot.first, last=last, head=last - 1, prec=_area_prec(spot))


def _area_prec(spot: Spot) -> int:
    return 1 if spot.entry.kind in TOWNS | {"landmark"} else 5


def _area(spot: Spot, degrees: float) -> tuple[float, float, float]:
    """The part of an area that lies in a direction: for a country the divisions there, else half-way to its edge."""
    entry = spot.entry
    there = (
        _towards(spot.gazetteer.divisions_of(entry.country), degrees)
        if entry.kind == "country" and entry.country
        else []
    )
    if not there:
        return (*moved(entry.lat, entry.lon, degrees, 0.5 * entry.radius_km), max(2.0, 0.6 * entry.radius_km))
    lat, lon = sum(d.lat for d in there) / len(there), sum(d.lon for d in there) / len(there)
    radius = max(km(lat, lon, d.lat, d.lon) + 0.5 * d.radius_km for d in there)
    return round(lat, 4), round(lon, 4), radius


def _towards(divisions: Sequence[Entry], degrees: float) -> list[Entry]:
    """The divisions that lie in a direction from the middle of them all, those near the middle left out."""
    if len(divisions) < 3:
        return []
    lat = (max(d.lat for d in divisions) + min(d.lat for d in divisions)) / 2
    lon = (max(d.lon for d in divisions) + min(d.lon for d in divisions)) / 2
    ahead = []
    for division in divisions:
        north, east = division.lat - lat, (division.lon - lon) * math.cos(math.radians(lat))
        off = math.radians(degrees) - math.atan2(east, north)
        ahead.append((math.hypot(north, east) * math.cos(off), math.cos(off)))
    farthest = max(reach for reach, _ in ahead)
    return [
        division
        for division, (reach, straight) in zip(divisions, ahead, strict=True)
        if reach > NEAR_MIDDLE * farthest and straight >= WIDEST
    ]
