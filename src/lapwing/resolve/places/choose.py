"""Which of the locations that bear a name is meant: the report's own geography decides, population has the last word.

Every reading of a name starts with a standing of its own (places_weigh), raised where the text puts the place beside it that
holds it (places_beside). Then all names vote: the likelier a reading of one name, the more it lends to readings of the
others in the same country and division. Two such rounds settle almost every report.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from lapwing.lexicon.places import TOWNS, Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.resolve.places.beside import lend_beside, neighbours
from lapwing.resolve.places.geo import km
from lapwing.resolve.places.names import Name
from lapwing.resolve.places.sight import candidates_of
from lapwing.resolve.places.weigh import Group, vote

MOST_CANDIDATES: Final = 80
ROUNDS: Final = 2
NEEDED: Final = 2.4  # support that a name needs to be kept which the encoder did not call a place
PERSON_NEEDED: Final = 7.0  # support for one that it took for a person's
LOWEST: Final = 2.2  # below this a name is rather a place that the gazetteer lacks
TIE: Final = 0.03
FAR_KM: Final = 100.0
GroupKey = tuple[str, str | None]
_HOLDERS: Final = TOWNS | {"admin1", "admin2", "region"}


class Choice(Struct, frozen=True):
    """What a name was taken for. Without an entry, `reason` says why it is unknown, and `within` is the town or division
    that it lies in by what the text says. `stands_in` marks a noun such as "the capital"."""

    name: Name
    entry: Entry | None
    reason: str = ""
    within: Entry | None = None
    stands_in: bool = False


def choose(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice for each name, in the same order, without proposals that the report does not bear out.

    Names that are looked up alike get the same entry.
    """
    keys, groups = weighed(parse, names, gazetteer)
    sure = {key[0] for key, group in groups.items() if group.sure}
    settled: list[Choice | None] = [
        _settle(name, groups[key]) if name.sure or key[0] in sure or _borne_out(name, groups[key]) else None
        for name, key in zip(names, keys, strict=True)
    ]
    _place_unknown(parse, names, settled, gazetteer)
    return tuple(choice for choice in settled if choice is not None)


def weighed(
    parse: Parse, names: Sequence[Name], gazetteer: Gazetteer
) -> tuple[list[GroupKey], dict[GroupKey, Group]]:
    """The key of each name and, by key, all readings of the names so looked up, scored in view of the whole report."""
    keys = [(name.looked_up.lower(), name.hint) for name in names]
    groups: dict[GroupKey, Group] = {}
    for name, key in zip(names, keys, strict=True):
        if key not in groups:
            groups[key] = _group(name, gazetteer)
        groups[key].count += 1
        groups[key].sure |= name.sure
    lend_beside(parse, names, keys, groups, gazetteer)
    spoken_of = _demonyms(parse, gazetteer)
    for _ in range(ROUNDS):
        vote(list(groups.values()), spoken_of)
    return keys, groups


def _group(name: Name, gazetteer: Gazetteer) -> Group:
    found = candidates_of(gazetteer, name.looked_up)
    alike = () if found or not name.sure else gazetteer.find_alike(name.looked_up)
    return Group(name.looked_up, name.hint, (found or alike)[:MOST_CANDIDATES], alike=bool(alike))


def _demonyms(parse: Parse, gazetteer: Gazetteer) -> dict[str, float]:
    """What adjectives and peoples' names lend to each country."""
    found: dict[str, float] = defaultdict(float)
    for token in parse.tokens:
        if token.text[:1].isupper() and (country := gazetteer.demonym(token.text)):
            found[country] += 0.5
    return found


def _borne_out(name: Name, group: Group) -> bool:
    """Whether the rest of the report supports a proposal."""
    best = next(iter(group.ranked()), None)
    if best is None or not group.candidates[best].primary:
        return False
    return group.support(best) >= (PERSON_NEEDED if name.person else NEEDED)


def _settle(name: Name, group: Group) -> Choice:
    """The best reading; no entry where nothing is known, two far-off readings tie, or only a chance likeness is left."""
    order = group.ranked()
    if not order or (group.alike and group.support(order[0]) < NEEDED):
        return Choice(name, None, f"no place called {name.looked_up!r} is known to the gazetteer")
    best = group.candidates[order[0]].entry
    if group.score[order[0]] < LOWEST:
        reason = f"nothing in the report bears out that {name.looked_up!r} is the {best.name} known to the gazetteer"
        return Choice(name, None, reason)
    if len(order) > 1:
        second = group.candidates[order[1]].entry
        close = group.score[order[0]] - group.score[order[1]] < TIE
        if close and km(best.lat, best.lon, second.lat, second.lon) > FAR_KM:
            where = " and ".join(f"{e.lat:.1f}, {e.lon:.1f}" for e in (best, second))
            return Choice(
                name, None, f"two places called {name.looked_up!r} fit the report equally well ({where})"
            )
    return Choice(name, best)


def _place_unknown(
    parse: Parse, names: Sequence[Name], settled: list[Choice | None], gazetteer: Gazetteer
) -> None:
    """Give each unknown name what holds it: the division or town named right beside it; for a village, town or
    neighbourhood so called, else the one division that the report is about."""
    entries = [c.entry for c in settled if c is not None and c.entry is not None]
    for at, choice in enumerate(settled):
        if choice is None or choice.entry is not None:
            continue
        beside = [settled[n] for n in neighbours(parse, names, at, gazetteer)]
        holder = next((c.entry for c in beside if c and c.entry and c.entry.kind in _HOLDERS), None)
        if holder is None and choice.name.hint == "town":
            holder = _main_division(entries, gazetteer)
        if holder is not None:
            settled[at] = structs.replace(choice, within=holder)


def _main_division(entries: Sequence[Entry], gazetteer: Gazetteer) -> Entry | None:
    """The first-level division in which most of the places below country level lie, if they are two at least."""
    inside = Counter(e.id if e.where_prec == 4 else e.admin1 for e in entries if e.kind in _HOLDERS)
    inside.pop(None, None)
    if not inside:
        return None
    best = max(inside, key=lambda d: inside[d])
    return gazetteer.get(str(best)) if inside[best] >= 2 and inside[best] > 0.5 * inside.total() else None
