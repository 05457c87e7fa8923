"""Why a place name was taken for one location and not another: every candidate with what made up its score.

Nothing is kept while a report is read: the same rules run again for the one name asked about.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from lapwing.lexicon.places import Candidate, Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.model.span import Span
from lapwing.resolve.places.beside import GAIN
from lapwing.resolve.places.choose import Choice, GroupKey, choose, weighed
from lapwing.resolve.places.names import Name, find_names
from lapwing.resolve.places.nouns import with_stand_ins
from lapwing.resolve.places.phrases import read_phrases
from lapwing.resolve.places.told import Phrase
from lapwing.resolve.places.weigh import Group, areas

_FRIENDS: Final = 4
"""Names told that bear a reading out."""


class Weighed(Struct, frozen=True):
    """One candidate: `score` is the sum of what it has by itself, by the place named beside it, and by the other names."""

    entry: Entry
    primary: bool
    score: float
    alone: float
    beside: float
    others: float
    borne_by: tuple[str, ...]


class NameReasons(Struct, frozen=True):
    """A name with its candidates, best first. `alike` says that they only sound like it; `gain` is what a place that
    holds a candidate, named right beside it, would add."""

    name: Name
    span: Span
    entry: Entry | None
    reason: str
    alike: bool
    candidates: tuple[Weighed, ...]
    stands_in: bool = False
    within: Entry | None = None
    gain: float = GAIN


class PlaceReasons:
    """The names of one report, asked one by one."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._gazetteer = gazetteer
        names = find_names(parse, gazetteer)
        keys, self._groups = weighed(parse, names, gazetteer)
        self._key_of: Mapping[Name, GroupKey] = dict(zip(names, keys, strict=True))
        self._choices = with_stand_ins(parse, choose(parse, names, gazetteer), gazetteer)
        self._phrases = read_phrases(parse, self._choices, gazetteer)

    def names_in(self, span: Span) -> list[NameReasons]:
        """The names that stand in a stretch of the text, each with its candidates."""
        return [self._of(c) for c in self._choices if self._span(c.name).overlaps(span)]

    def phrase_at(self, span: Span) -> tuple[Phrase, list[NameReasons]] | None:
        """The phrase that tells a place by way of others on just these words, with the names that it goes by."""
        for phrase in self._phrases:
            if self._parse.span(phrase.first, phrase.last) == span:
                return phrase, [self._of(self._choices[at]) for at in phrase.standing]
        return None

    def _span(self, name: Name) -> Span:
        return self._parse.span(name.first, name.last)

    def _of(self, choice: Choice) -> NameReasons:
        key = self._key_of.get(choice.name)
        group = self._groups[key] if key is not None else None
        found = self._weighed(key, group) if key is not None and group is not None else ()
        return NameReasons(
            choice.name, self._span(choice.name), choice.entry, choice.reason, bool(group and group.alike), found,
            choice.stands_in, choice.within,
        )  # fmt: skip

    def _weighed(self, key: GroupKey, group: Group) -> tuple[Weighed, ...]:
        """The candidates of a group; what each has by itself is found by asking for the name without its report."""
        bare = Group(key[0], key[1], group.candidates, alike=group.alike).prior
        return tuple(
            self._one(key, group.candidates[at], group.score[at], bare[at], group.prior[at])
            for at in group.ranked()
        )

    def _one(self, key: GroupKey, found: Candidate, score: float, bare: float, prior: float) -> Weighed:
        others = score - prior
        friends = self._friends(key, found.entry) if others > 0 else ()
        return Weighed(found.entry, found.primary, score, bare, prior - bare, others, friends)

    def _friends(self, key: GroupKey, entry: Entry) -> tuple[str, ...]:
        """Other names of the report whose best reading lies in the same country or division, the nearest first."""
        mine = areas(entry)
        shared: list[tuple[int, str]] = []
        for other, group in self._groups.items():
            order = group.ranked() if other[0] != key[0] else []
            if order and (common := len(set(mine) & set(areas(group.candidates[order[0]].entry)))):
                shared.append((-common, group.candidates[order[0]].entry.name))
        return _first(shared)


def _first(shared: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in sorted(shared, key=lambda row: row[0])))[:_FRIENDS]
