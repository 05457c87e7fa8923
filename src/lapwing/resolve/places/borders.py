"""Borders: "the border with Syria", "Turkey's border with Iran", "the Pakistan-Afghanistan border", "the Lebanese border".

Only centres of divisions are known, not lines: the place is half-way between the divisions of the two countries that lie
nearest each other, with a radius that reaches them.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from lapwing.lexicon.places import Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.resolve.places.choose import Choice
from lapwing.resolve.places.geo import km, midpoint
from lapwing.resolve.places.told import Phrase

FARTHEST_KM: Final = 700.0  # between centres of neighbouring divisions
_NEAREST: Final = 12
_AS_NEAR: Final = 3.0  # times the least distance, squared
_BORDERS: Final = frozenset({"border", "frontier", "borders"})


def read_borders(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """The borders that the text names by one country or two; with one, the country most spoken of is the other."""
    named = {
        c.name.head: (at, c.entry)
        for at, c in enumerate(choices)
        if c.entry is not None and c.entry.kind == "country"
    }
    told = Counter(c.entry.country for c in choices if c.entry is not None and c.entry.country)
    found = []
    for token in parse.tokens:
        if token.text.lower() in _BORDERS and token.upos == "NOUN":
            phrase = _border(parse, token.index, named, told, gazetteer)
            if phrase is not None:
                found.append(phrase)
    return tuple(found)


def _border(
    parse: Parse,
    at: int,
    named: dict[int, tuple[int, Entry]],
    told: Counter[str],
    gazetteer: Gazetteer,
) -> Phrase | None:
    parts = parse.subtree(at, without=("acl", "appos", "parataxis", "advcl"))
    sides: dict[str, Entry] = {}
    for index in parts:
        entry = named[index][1] if index in named else _of_demonym(parse, index, gazetteer)
        if entry is not None and entry.country:
            sides.setdefault(entry.country, entry)
    if len(sides) == 1:
        other = next((c for c, _ in told.most_common() if c and c not in sides), None)
        entry = gazetteer.country(other) if other else None
        sides |= {other: entry} if other and entry else {}
    if len(sides) != 2:
        return None
    a, b = sides.values()
    point = border_point(a, b, gazetteer)
    if point is None:
        return None
    used = [i for i in parts if i in named or i == at or _of_demonym(parse, i, gazetteer)]
    first, last = min(used), max(used) + 1
    name = f"border of {a.name} and {b.name}"
    standing = tuple(named[i][0] for i in parts if i in named)
    return Phrase(first, last, at, standing, name, None, None, *point, 5, "offset", None)


def _of_demonym(parse: Parse, index: int, gazetteer: Gazetteer) -> Entry | None:
    country = gazetteer.demonym(parse.tokens[index].text)
    return gazetteer.country(country) if country else None


def border_point(a: Entry, b: Entry, gazetteer: Gazetteer) -> tuple[float, float, float] | None:
    """(lat, lon, radius in km) of the border of two countries; None where they do not lie side by side."""
    mine, theirs = gazetteer.divisions_of(a.country or ""), gazetteer.divisions_of(b.country or "")
    pairs = sorted((_near(x, y), x.id, y.id, x, y) for x in mine for y in theirs)[:_NEAREST]
    points = [midpoint(x, y) for near, _, _, x, y in pairs if near <= _AS_NEAR * pairs[0][0]]
    if not points or points[0][2] * 2 > FARTHEST_KM:
        return None
    lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    radius = max(points[0][2], *(km(lat, lon, p[0], p[1]) for p in points)) + 20
    return round(lat, 4), round(lon, 4), round(radius, 1)


def _near(a: Entry, b: Entry) -> float:
    """A quick measure of distance for comparing, in squared degrees."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return (a.lat - b.lat) ** 2 + (east * math.cos(math.radians(a.lat))) ** 2
