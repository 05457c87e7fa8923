"""Which of the locations that bear a name is meant: the report's own geography decides, population has the last word.

Every name starts with a prior (kind, population, main name or other name, the kind that the text states, the place named
right beside it). Then all names vote: the likelier a reading of one name, the more it lends to readings of the others
in the same country and division. Two such rounds settle almost every report. Weights were set on LGL and GeoVirus.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, structs

from lapwing.lexicon.places import TOWNS, Candidate, Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.resolve.places_geo import km
from lapwing.resolve.places_names import Name, candidates_of

MOST_CANDIDATES: Final = 80
ROUNDS: Final = 2
COUNTRY_WEIGHT: Final = 2.0
ADMIN1_WEIGHT: Final = 2.4
ADMIN2_WEIGHT: Final = 0.8
BESIDE: Final = 6.0  # what a name gains that lies in the place named right after it: "Paris, Texas"
HINTED: Final = 5.0
OTHER_NAME: Final = 1.4
PROPOSED: Final = 0.4  # the vote of a name that the encoder did not call a place
NEEDED: Final = 2.4  # support that such a name needs to be kept
PERSON_NEEDED: Final = 7.0  # support for one that it took for a person's
LOWEST: Final = 2.2  # below this a name is rather a place that the gazetteer lacks
TIE: Final = 0.03
FAR_KM: Final = 100.0
_HOLDERS: Final = TOWNS | {"admin1", "admin2", "region"}
_CURATED: Final = 7.2
_FITS: Final[Mapping[str, frozenset[str]]] = {
    "division": frozenset({"admin1", "region", "admin2"}),
    "county": frozenset({"admin2", "admin1", "region"}),
    "town": TOWNS,
    "country": frozenset({"country"}),
    "water": frozenset({"water", "river"}),
    "land": frozenset({"island", "mountains", "desert", "forest", "region"}),
}


class Choice(Struct, frozen=True):
    """What a name was taken for. Without an entry, `reason` says why it is unknown, and `within` is the town or division
    that the text says it lies in, where it does."""

    name: Name
    entry: Entry | None
    reason: str = ""
    within: Entry | None = None


class _Group:
    """All names of a report that are looked up alike, and the standing of each reading."""

    def __init__(self, hint: str | None, found: Sequence[Candidate]) -> None:
        self.hint = hint
        self.candidates = list(found)
        self.prior = [_prior(c, hint) - _overshadowed(c, found, hint) for c in found]
        self.score = list(self.prior)
        self.count = 0
        self.sure = False

    def likelihoods(self) -> list[float]:
        """How likely each reading is: a softmax over the scores."""
        if not self.score:
            return []
        top = max(self.score)
        raw = [math.exp(1.5 * (s - top)) for s in self.score]
        total = sum(raw)
        return [r / total for r in raw]


def choose(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice for each name, in the same order, without proposals that the report does not bear out. Names that are looked up alike get the same entry, save where
    the text itself parts them ("Paris, Texas" beside "Paris, France")."""
    groups: dict[tuple[str, str | None], _Group] = {}
    keys = []
    for name in names:
        key = (name.looked_up.lower(), name.hint)
        if key not in groups:
            groups[key] = _Group(name.hint, candidates_of(gazetteer, name.looked_up)[:MOST_CANDIDATES])
        groups[key].count += 1
        groups[key].sure |= name.sure
        keys.append(key)
    beside = _beside(parse, names, gazetteer)
    _lend_beside(keys, groups, beside)
    spoken_of = _demonyms(parse, gazetteer)
    for _ in range(ROUNDS):
        _vote(list(groups.values()), spoken_of)
    sure = {key[0] for key, group in groups.items() if group.sure}
    settled = [
        _settle(name, groups[key], asked=name.sure or key[0] in sure)
        for name, key in zip(names, keys, strict=True)
    ]
    _place_unknown(parse, names, settled, gazetteer)
    return tuple(choice for choice in settled if choice is not None)


def _place_unknown(
    parse: Parse, names: Sequence[Name], settled: list[Choice | None], gazetteer: Gazetteer
) -> None:
    """Give each unknown name the division or town that the text puts right beside it as holding it."""
    for at, choice in enumerate(settled):
        if choice is None or choice.entry is not None:
            continue
        holder = None
        if at + 1 < len(names) and _joined(
            parse, names[at].last, names[at + 1].first, gazetteer, forward=True
        ):
            holder = settled[at + 1]
        if (
            not _is_holder(holder)
            and at
            and _joined(parse, names[at - 1].last, names[at].first, gazetteer, forward=False)
        ):
            holder = settled[at - 1]
        if holder is not None and _is_holder(holder):
            settled[at] = structs.replace(choice, within=holder.entry)


def _is_holder(choice: Choice | None) -> bool:
    return choice is not None and choice.entry is not None and choice.entry.kind in _HOLDERS


def _prior(candidate: Candidate, hint: str | None) -> float:
    """The standing of a reading before anything else in the report is looked at, roughly log10 of people."""
    entry = candidate.entry
    size = math.log10(max(entry.population, 50))
    if entry.kind == "country":
        score = max(7.0, min(size, 7.6)) + 0.9
    elif entry.kind == "continent":
        score = 8.5
    elif entry.kind == "capital":
        score = max(size, 4.5) + 2.0
    elif entry.kind == "admin1":
        score = min(size, 7.3) + 0.2
    elif entry.kind == "admin2":
        score = min(size, 6.5) - 1.3
    elif entry.kind == "place":
        score = size
    else:
        score = _CURATED
    if not candidate.primary:
        score -= OTHER_NAME + (1.0 if entry.population < 10_000 else 0.0)
    if hint is not None:
        score += HINTED if entry.kind in _FITS[hint] else 0.0
        score += 1.0 if (hint, entry.kind) in (("county", "admin2"), ("division", "admin1")) else 0.0
    return score


def _overshadowed(candidate: Candidate, found: Sequence[Candidate], hint: str | None) -> float:
    """What a reading loses to a namesake that is meant unless the text says otherwise: "Guatemala" is the country before
    the city and the division in it, "Istanbul" the city before the province."""
    entry = candidate.entry
    if hint is not None:
        return 0.0
    countries = {c.entry.country for c in found if c.primary and c.entry.kind == "country"}
    if entry.kind != "country" and entry.country in countries:
        return 4.0
    if entry.where_prec == 4 and any(
        c.primary and c.entry.kind in TOWNS and entry.id == c.entry.admin1 and c.entry.population > 10_000
        for c in found
    ):
        return 1.5
    return 0.0


_Beside = dict[int, tuple[Entry, ...]]


def _beside(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> _Beside:
    """For each name, the places that the text puts right beside it as what holds it: "X, Y", "X in Y", "Y's X"."""
    found: _Beside = {}
    for at, name in enumerate(names):
        holders: list[Entry] = []
        after = names[at + 1] if at + 1 < len(names) else None
        if after and _joined(parse, name.last, after.first, gazetteer, forward=True):
            holders += [c.entry for c in candidates_of(gazetteer, after.looked_up)[:8]]
        before = names[at - 1] if at else None
        if before and _joined(parse, before.last, name.first, gazetteer, forward=False):
            holders += [c.entry for c in candidates_of(gazetteer, before.looked_up)[:8]]
        short = _abbreviation(parse, name, gazetteer)
        holders += [short] if short else []
        found[at] = tuple(holders)
    return found


def _abbreviation(parse: Parse, name: Name, gazetteer: Gazetteer) -> Entry | None:
    tokens = parse.tokens
    if name.last + 1 < len(tokens) and tokens[name.last].text == ",":
        return gazetteer.abbreviation(tokens[name.last + 1].text)
    return None


def _joined(parse: Parse, left: int, right: int, gazetteer: Gazetteer, *, forward: bool) -> bool:
    """Whether the words between two names say that one holds the other."""
    if right - left > 5 or right < left or parse.tokens[left - 1].sentence != parse.tokens[right].sentence:
        return False
    between = [t.text.lower() for t in parse.tokens[left:right]]
    words = gazetteer.words
    if forward:
        allowed = {",", "in", "the", "(", "of"}
        plain = [w for w in between if w not in words.bearings and w not in words.kinds]
        return (
            bool(between)
            and between[0] in (",", "in", "(", *words.kinds)
            and set(plain) <= allowed
            and len(plain) < 4
        )
    allowed = {"'s", "’s", "of", "the"}
    plain = [
        w
        for w in between
        if w not in words.bearings and w not in words.kinds and w not in ("capital", "border")
    ]
    return set(plain) <= allowed and between != ["of"] and "the" not in between[:1]


def _holds(holder: Entry, entry: Entry) -> bool:
    if holder.id == entry.id:
        return False
    if holder.kind == "country":
        return holder.country == entry.country and entry.kind != "country"
    if holder.id in (entry.admin1, entry.admin2):
        return True
    if holder.kind in ("place", "capital"):
        return holder.country == entry.country and km(holder.lat, holder.lon, entry.lat, entry.lon) < 40
    if holder.kind in ("admin1", "admin2", "continent"):
        return False
    return km(holder.lat, holder.lon, entry.lat, entry.lon) < holder.radius_km and entry.kind != "country"


_Key = tuple[str, str | None]


def _lend_beside(keys: Sequence[_Key], groups: Mapping[_Key, _Group], beside: _Beside) -> None:
    """Raise the readings that lie in the place named beside them, and the readings of that place which hold them."""
    for at, key in enumerate(keys):
        group = groups[key]
        if not beside[at]:
            continue
        for i, candidate in enumerate(group.candidates):
            if any(_holds(h, candidate.entry) for h in beside[at]):
                gain = BESIDE if group.prior[i] == group.score[i] else 0.0
                group.score[i] += gain
        for other in (at + 1, at - 1):
            if 0 <= other < len(keys) and keys[other] != key:
                _lend_holder(groups[keys[other]], group)
    for group in groups.values():
        group.prior = list(group.score)


def _lend_holder(holder: _Group, held: _Group) -> None:
    likely = held.likelihoods()
    for i, candidate in enumerate(holder.candidates):
        share = sum(
            p for p, c in zip(likely, held.candidates, strict=True) if _holds(candidate.entry, c.entry)
        )
        if share > 0.5 and holder.score[i] == holder.prior[i]:
            holder.score[i] += 0.5 * share


def _demonyms(parse: Parse, gazetteer: Gazetteer) -> dict[str, float]:
    """How often the text uses adjectives and peoples' names of each country."""
    found: dict[str, float] = defaultdict(float)
    for token in parse.tokens:
        if token.text[:1].isupper() and (country := gazetteer.demonym(token.text)):
            found[country] += 0.5
    return found


def _vote(groups: Sequence[_Group], spoken_of: Mapping[str, float]) -> None:
    """One round: add up what all readings lend to countries and divisions, then rescore each reading without its own."""
    mass: dict[str, float] = defaultdict(float)
    for country, weight in spoken_of.items():
        mass[country] += weight
    own: list[dict[str, float]] = []
    for group in groups:
        mine: dict[str, float] = defaultdict(float)
        weight = min(2.0, 1.0 + 0.25 * (group.count - 1)) * (1.0 if group.sure else PROPOSED)
        for p, candidate in zip(group.likelihoods(), group.candidates, strict=True):
            if p > 0.02:
                for area in _areas(candidate.entry):
                    mine[area] += p * weight
        own.append(mine)
        for area, value in mine.items():
            mass[area] += value
    for group, mine in zip(groups, own, strict=True):
        for i, candidate in enumerate(group.candidates):
            group.score[i] = group.prior[i] + _support(candidate.entry, mass, mine)


def _areas(entry: Entry) -> tuple[str, ...]:
    """The ids of country and divisions that a reading of a name speaks for, its own included."""
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


def _settle(name: Name, group: _Group, *, asked: bool) -> Choice | None:
    """The best reading; no entry where nothing is known, two far-off readings tie, or only a chance likeness is left.

    None for a proposal (not `asked`) whose best reading the rest of the report does not support.
    """
    if not asked:
        best_at = max(range(len(group.score)), key=lambda i: (group.score[i], -i), default=None)
        if (
            best_at is None
            or group.score[best_at] - group.prior[best_at] < (PERSON_NEEDED if name.person else NEEDED)
            or not group.candidates[best_at].primary
        ):
            return None
    if not group.candidates:
        return Choice(name, None, f"no place called {name.looked_up!r} is known to the gazetteer")
    order = sorted(range(len(group.candidates)), key=lambda i: (-group.score[i], i))
    best = group.candidates[order[0]].entry
    if group.score[order[0]] < LOWEST:
        return Choice(
            name,
            None,
            f"nothing in the report bears out that {name.looked_up!r} is the {best.name} known to the gazetteer",
        )
    if len(order) > 1:
        second = group.candidates[order[1]].entry
        close = group.score[order[0]] - group.score[order[1]] < TIE
        if close and km(best.lat, best.lon, second.lat, second.lon) > FAR_KM:
            where = " and ".join(f"{e.lat:.1f}, {e.lon:.1f}" for e in (best, second))
            return Choice(
                name, None, f"two places called {name.looked_up!r} fit the report equally well ({where})"
            )
    return Choice(name, best)
