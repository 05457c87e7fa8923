"""What the text puts right beside a place name as holding it: "X, Y", "X in Y", "Y's X", "Austin, Tex."."""

from collections.abc import Mapping, Sequence
from typing import Final

from lapwing.lexicon.places import TOWNS, Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.resolve.places.geo import km
from lapwing.resolve.places.names import Name
from lapwing.resolve.places.sight import candidates_of
from lapwing.resolve.places.weigh import Group

GAIN: Final = 6.0  # what a reading gains that lies in the place named beside it
SUBURB_KM: Final = 40.0
_MOST_HOLDERS: Final = 8
_Key = tuple[str, str | None]


def lend_beside(
    parse: Parse,
    names: Sequence[Name],
    keys: Sequence[_Key],
    groups: Mapping[_Key, Group],
    gazetteer: Gazetteer,
) -> None:
    """Raise, for good, the readings that lie in the place named beside them, and those of that place which hold them."""
    raised: set[tuple[_Key, int]] = set()
    for at, key in enumerate(keys):
        group = groups[key]
        holders = _holders(parse, names, at, gazetteer)
        for i, candidate in enumerate(group.candidates):
            if (key, i) not in raised and any(holds(h, candidate.entry) for h in holders):
                raised.add((key, i))
                group.score[i] += GAIN
        if holders:
            for other in {keys[n] for n in (at - 1, at + 1) if 0 <= n < len(keys)} - {key}:
                _lend_holder(groups[other], group)
    for group in groups.values():
        group.prior = list(group.score)


def _lend_holder(holder: Group, held: Group) -> None:
    """Half a point for a reading that holds the likely readings of the name beside it."""
    likely = held.likelihoods()
    for i, candidate in enumerate(holder.candidates):
        share = sum(
            p for p, c in zip(likely, held.candidates, strict=True) if holds(candidate.entry, c.entry)
        )
        if share > 0.5 and holder.score[i] == holder.prior[i]:
            holder.score[i] += 0.5 * share


def neighbours(parse: Parse, names: Sequence[Name], at: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The indices of the names that the text puts beside a name as holding it, the following one first."""
    found = []
    if at + 1 < len(names) and _joined_after(parse, names[at].last, names[at + 1].first, gazetteer):
        found.append(at + 1)
    if at and _joined_before(parse, names[at - 1].last, names[at].first, gazetteer):
        found.append(at - 1)
    return tuple(found)


def _holders(parse: Parse, names: Sequence[Name], at: int, gazetteer: Gazetteer) -> list[Entry]:
    found = [
        c.entry
        for n in neighbours(parse, names, at, gazetteer)
        for c in candidates_of(gazetteer, names[n].looked_up)[:_MOST_HOLDERS]
    ]
    last = names[at].last
    if last + 1 < len(parse.tokens) and parse.tokens[last].text == ",":
        short = gazetteer.abbreviation(parse.tokens[last + 1].text)
        found += [short] if short else []
    return found


def _joined_after(parse: Parse, left: int, right: int, gazetteer: Gazetteer) -> bool:
    """Whether the words from one name to the next say that the next holds it: "X, in northern Y"."""
    words = _between(parse, left, right)
    if not words or words[0] not in {",", "in", "(", *gazetteer.words.kinds}:
        return False
    plain = _plain(words, gazetteer)
    return len(plain) < 4 and set(plain) <= {",", "in", "the", "(", "of"}


def _joined_before(parse: Parse, left: int, right: int, gazetteer: Gazetteer) -> bool:
    """Whether the words from the name before say that it holds the next: "Y's X", "the Y city of X"."""
    words = _between(parse, left, right)
    if words is None or words == ["of"] or words[:1] == ["the"]:
        return False
    plain = [w for w in _plain(words, gazetteer) if w not in ("capital", "border")]
    return set(plain) <= {"'s", "’s", "of", "the"}


def _between(parse: Parse, left: int, right: int) -> list[str] | None:
    """The words between two names of one sentence, lower case; None where they are too far apart."""
    if not 0 <= right - left <= 5 or parse.tokens[left - 1].sentence != parse.tokens[right].sentence:
        return None
    return [t.text.lower() for t in parse.tokens[left:right]]


def _plain(words: Sequence[str], gazetteer: Gazetteer) -> list[str]:
    known = gazetteer.words
    return [w for w in words if w not in known.bearings and w not in known.kinds]


def holds(holder: Entry, entry: Entry) -> bool:
    """Whether one location lies in another; a town holds what lies within 40 km in its country."""
    if holder.id == entry.id or entry.kind == "country":
        return False
    if holder.kind == "country":
        return holder.country == entry.country
    if holder.id in (entry.admin1, entry.admin2):
        return True
    if holder.kind in ("admin1", "admin2", "continent"):
        return False
    apart = km(holder.lat, holder.lon, entry.lat, entry.lon)
    if holder.kind in TOWNS:
        return holder.country == entry.country and apart < SUBURB_KM
    return apart < holder.radius_km
