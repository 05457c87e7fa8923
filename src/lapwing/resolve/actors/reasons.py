"""Why mentions were joined into one party: the rule that put each there, and whom a pronoun might have meant instead.

Nothing is kept while a report is read: the same rules run again for the one party asked about.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from lapwing.lexicon.actors import ActorLexicon
from lapwing.model.actor import Actor
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention
from lapwing.model.span import Span
from lapwing.resolve.actors.clusters import Cluster
from lapwing.resolve.actors.people import name_words
from lapwing.resolve.actors.read import gather, gathered
from lapwing.resolve.actors.reference import MARGIN, References
from lapwing.resolve.actors.traits import Traits

_REPLAYED: Final = 6
"""Pronouns of one party that are weighed again; a party of a long report may have hundreds."""


class Joined(Struct, frozen=True):
    """One mention of a party: its words, the rule that put it there, and what it tells.

    `rivals` are the parties that a pronoun was weighed between, best first, with their scores; told for the first pronouns.
    """

    span: Span
    rule: str
    traits: Traits
    rivals: tuple[tuple[str, float], ...] = ()


class ActorReasons:
    """The parties of one report, asked one by one. `margin` is by how much a pronoun's best reading has to lead."""

    margin = MARGIN

    def __init__(
        self,
        parse: Parse,
        parties: Sequence[Span],
        place_mentions: Sequence[PlaceMention],
        lexicon: ActorLexicon,
    ) -> None:
        self._parse = parse
        self._made = gathered(parse, parties, place_mentions, lexicon)

    def mentions(self, actor: Actor) -> list[Joined]:
        """The mentions of a party in text order, each with its rule."""
        cluster = self._cluster(actor)
        found: list[Joined] = []
        for number, traits in cluster.members if cluster else ():
            replayed = sum(bool(j.rivals) for j in found)
            found.append(self._joined(number, traits, [j.traits for j in found], replay=replayed < _REPLAYED))
        return found

    def countries(self) -> dict[str, int]:
        """What each country weighs as the report's focus, the heaviest first: how often it, its people, its capital and its
        parts are named, twice counted in the first two sentences."""
        weights = self._made.view.in_focus
        return dict(sorted(weights.items(), key=lambda row: -row[1]))

    def namesakes(self, actor: Actor) -> list[Actor]:
        """Other parties of the report of the same kind, with which this one might have been joined."""
        return [a for _, a in self._made.parties if a.kind == actor.kind and a.id != actor.id]

    def _cluster(self, actor: Actor) -> Cluster | None:
        return next((c for c, a in self._made.parties if a.id == actor.id), None)

    def _joined(self, number: int, traits: Traits, before: Sequence[Traits], *, replay: bool) -> Joined:
        at = self._made.occurrences[number]
        rule = self._made.clusters.joined_by.get(number, "first")
        rule = by_name(traits, before) if rule == "name" else rule
        rivals = self._rivals(number, traits) if traits.form == "pronoun" and replay else ()
        return Joined(self._parse.span(at.first, at.last), rule, traits, rivals)

    def _rivals(self, number: int, traits: Traits) -> tuple[tuple[str, float], ...]:
        """The parties that a pronoun was weighed between, as they stood when it was read."""
        occurrences = self._made.occurrences
        before = gather(self._made.view, occurrences, until=number)
        ranked = References(self._made.view, occurrences, before).ranked(number, traits.lemma)
        return tuple((self._name(cluster), round(score, 2)) for score, cluster in ranked)

    def _name(self, cluster: Cluster) -> str:
        """The name that a party of the replay has in the reading, by a mention that both share."""
        first = cluster.members[0][0]
        for kept, actor in self._made.parties:
            if any(number == first for number, _ in kept.members):
                return actor.name
        return cluster.members[0][1].name or "an unnamed party"


def by_name(traits: Traits, before: Sequence[Traits]) -> str:
    """What it is in a name that makes it one with the mentions before it."""
    if traits.key and any(other.key == traits.key for other in before):
        return "same-name" if traits.key[0] == "named" else "known-name"
    if traits.words:
        last = name_words(traits.words)[-1].lower()
        alike = any(name_words(other.words)[-1].lower() == last for other in before if other.words)
        return "last-name" if alike else "spelling"
    if any(name.replace(".", "").isupper() for name in (traits.name, *(t.name for t in before)) if name):
        return "abbreviation"
    return "part-of-name"
