"""How likely each reading of a place name is: its standing by itself, and what the other names of the report lend it.

Scores are roughly in powers of ten of people. The weights were set on LGL and GeoVirus; the results change by less than
a point over a wide range of each of them.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from lapwing.lexicon.places import MINOR, TOWNS, Candidate, Entry, name_key

COUNTRY_WEIGHT: Final = 2.0
ADMIN1_WEIGHT: Final = 2.4
ADMIN2_WEIGHT: Final = 0.8
HINTED: Final = 5.0  # what a reading gains that is of the kind that the text states
OTHER_NAME: Final = 1.4  # what one loses that does not bear the name as its main name
PROPOSED: Final = 0.4  # the vote of a name that the encoder did not call a place
_CURATED: Final = 7.2
_UNPEOPLED: Final = 1.4  # a valley or hill of an added country: less than the village of its name
_FITS: Final[Mapping[str, frozenset[str]]] = {
    "division": frozenset({"admin1", "region", "admin2"}),
    "county": frozenset({"admin2", "admin1", "region", "admin3"}),
    "town": TOWNS,
    "country": frozenset({"country"}),
    "water": frozenset({"water", "river", "lake", "stream"}),
    "land": frozenset(
        {"island", "mountains", "desert", "forest", "region", "valley", "mountain", "wood", "area"}
    ),
}


class Group:
    """All names of a report that are looked up alike, and the standing of each reading.

    `alike` marks readings that only sound like the name, `sure` that the encoder called one of the names a place.
    """

    def __init__(self, name: str, hint: str | None, found: Sequence[Candidate], *, alike: bool) -> None:
        self.candidates = tuple(found)
        self.prior = [_prior(c, hint) - (0.0 if hint else _overshadowed(c, found, name)) for c in found]
        self.score = list(self.prior)
        self.alike = alike
        self.count = 0
        self.sure = False

    def ranked(self) -> list[int]:
        """The readings, best first; the gazetteer's order breaks ties."""
        return sorted(range(len(self.candidates)), key=lambda i: (-self.score[i], i))

    def support(self, reading: int) -> float:
        """What the rest of the report lends to a reading."""
        return self.score[reading] - self.prior[reading]

    def likelihoods(self) -> list[float]:
        """How likely each reading is: a softmax over the scores."""
        if not self.score:
            return []
        top = max(self.score)
        raw = [math.exp(1.5 * (s - top)) for s in self.score]
        total = sum(raw)
        return [r / total for r in raw]


def vote(groups: Sequence[Group], spoken_of: Mapping[str, float]) -> None:
    """One round: add up what all readings lend to countries and divisions, then rescore each reading without its own.

    `spoken_of` is what adjectives and peoples' names lend to their countries.
    """
    mass: dict[str, float] = defaultdict(float, spoken_of)
    own = [_lent(group) for group in groups]
    for mine in own:
        for area, value in mine.items():
            mass[area] += value
    for group, mine in zip(groups, own, strict=True):
        for i, candidate in enumerate(group.candidates):
            group.score[i] = group.prior[i] + _support(candidate.entry, mass, mine)


def _lent(group: Group) -> dict[str, float]:
    lent: dict[str, float] = defaultdict(float)
    weight = min(2.0, 1.0 + 0.25 * (group.count - 1)) * (1.0 if group.sure else PROPOSED)
    for p, candidate in zip(group.likelihoods(), group.candidates, strict=True):
        if p > 0.02:
            for area in areas(candidate.entry):
                lent[area] += p * weight
    return lent


def areas(entry: Entry) -> tuple[str, ...]:
    """The country and the ids of the divisions that a location speaks for, its own included."""
    own = entry.id if entry.kind in ("admin1", "admin2", "region") else None
    return tuple(a for a in (entry.country, entry.admin1, entry.admin2, own) if a)


def _support(entry: Entry, mass: Mapping[str, float], mine: Mapping[str, float]) -> float:
    def of(area: str | None, weight: float) -> float:
        if area is None:
            return 0.0
        return weight * math.log1p(max(0.0, mass.get(area, 0.0) - mine.get(area, 0.0)))

    admin1 = entry.id if entry.kind in ("admin1", "region") else entry.admin1
    admin2 = entry.id if entry.kind == "admin2" else entry.admin2
    return of(entry.country, COUNTRY_WEIGHT) + of(admin1, ADMIN1_WEIGHT) + of(admin2, ADMIN2_WEIGHT)


def _prior(candidate: Candidate, hint: str | None) -> float:
    """The standing of a reading before anything else in the report is looked at."""
    entry = candidate.entry
    score = _standing(entry)
    if not candidate.primary:
        score -= OTHER_NAME + (1.0 if entry.population < 10_000 else 0.0)
    if hint is not None:
        score += HINTED if entry.kind in _FITS[hint] else 0.0
        score += 1.0 if (hint, entry.kind) in (("county", "admin2"), ("division", "admin1")) else 0.0
    return score


def _standing(entry: Entry) -> float:
    size = math.log10(max(entry.population, 50))
    by_kind = {
        "country": max(7.0, min(size, 7.6)) + 0.9,
        "continent": 8.5,
        "capital": max(size, 4.5) + 2.0,
        "admin1": min(size, 7.3) + 0.2,
        "admin2": min(size, 6.5) - 1.3,
        "place": size,
    }
    return by_kind.get(entry.kind, _UNPEOPLED if entry.kind in MINOR else _CURATED)


def _overshadowed(candidate: Candidate, found: Sequence[Candidate], name: str) -> float:
    """What a reading loses to a namesake that is meant unless the text says otherwise: "Guatemala" is the country before
    the city and the division in it, "Niger" before Niger State, "Istanbul" the city before the province."""
    entry = candidate.entry
    main = [c.entry for c in found if c.primary]
    countries = [e.country for e in main if e.kind == "country"]
    if entry.kind != "country" and countries:
        if entry.country in countries or (entry.kind != "place" and name_key(entry.name) != name_key(name)):
            return 4.0
        return 1.0 if entry.kind == "place" else 0.0
    seats = (e for e in main if e.kind in TOWNS and e.population > 10_000)
    if entry.where_prec == 4 and any(e.admin1 == entry.id for e in seats):
        return 1.5
    return 0.0
