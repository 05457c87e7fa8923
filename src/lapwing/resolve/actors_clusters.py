"""Occurrences that name one party, joined: by key, by a person's name, by abbreviation, by apposition.

Pronouns and definite nouns ("the group") are left to `actors_reference`, which asks the clusters made so far.
"""

from dataclasses import dataclass, field
from typing import Final

from lapwing.lexicon.actors import Gender
from lapwing.model.actor import ActorKind
from lapwing.resolve.actors_people import name_words, same_person, short_name_fit
from lapwing.resolve.actors_traits import Key, Traits

_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "a"})


@dataclass
class Cluster:
    """One party while it is being put together: its members (occurrence number, traits) in the order met.

    The other fields sum the members up: `words` is the fullest name of a person, `last` the latest occurrence.
    """

    number: int
    members: list[tuple[int, Traits]] = field(default_factory=list)
    kind: ActorKind | None = None
    named: bool = False
    plural: bool = False
    gender: Gender | None = None
    words: tuple[str, ...] = ()
    last: int = -1
    lemmas: set[str] = field(default_factory=set)

    @property
    def person(self) -> bool:
        """Whether the party is one person."""
        return self.kind == "person"

    def take(self, number: int, traits: Traits) -> None:
        """One more member."""
        self.members.append((number, traits))
        self.kind = "state" if "state" in (self.kind, traits.kind) else self.kind or traits.kind
        self.named |= traits.form == "name"
        self.plural |= traits.plural
        self.gender = self.gender or traits.gender
        if len(name_words(traits.words)) > len(name_words(self.words)):
            self.words = traits.words
        self.last = max(self.last, number)
        if traits.form != "pronoun":
            self.lemmas |= {word for word in (traits.lemma, *(role.title for role in traits.roles)) if word}

    @property
    def country(self) -> str | None:
        """The country of a known party; else what the words give, the report's focus only where none gives one."""
        known = [t for _, t in self.members if t.key and t.key[0] in ("known", "state")]
        if known:
            return known[0].country
        told = [traits for _, traits in self.members if traits.country]
        return next((t.country for t in told if not t.home), told[0].country if told else None)

    @property
    def sectors(self) -> tuple[str, ...]:
        """Sectors told, most telling first: a known name's, a title's, then those of a noun."""
        found: list[str] = []
        for _, traits in sorted(self.members, key=_telling):
            found += [sector for sector in traits.sectors if sector not in found]
        return tuple(s for s in found if s != "UNK" or len(found) == 1) or ("UNK",)


class Clusters:
    """The clusters of a report. `place` finds or opens the one for a name; `join` melts two into the earlier."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self._keys: dict[Key, Cluster] = {}
        self._next = 0

    def open(self, number: int, traits: Traits) -> Cluster:
        """A new cluster with one member."""
        cluster = Cluster(self._next)
        self._next += 1
        self.all.append(cluster)
        return self.add(cluster, number, traits)

    def add(self, cluster: Cluster, number: int, traits: Traits) -> Cluster:
        """Occurrence `number` joins a cluster."""
        cluster.take(number, traits)
        self.of[number] = cluster
        if traits.key:
            self._keys.setdefault(traits.key, cluster)
        return cluster

    def join(self, one: Cluster, other: Cluster) -> Cluster:
        """Two clusters are one party: the earlier takes the members of the later."""
        if one is other:
            return one
        first, second = sorted((one, other), key=lambda cluster: cluster.number)
        for number, traits in second.members:
            self.of[number] = first
            first.take(number, traits)
        first.members.sort(key=lambda member: member[0])
        self._keys = {key: first if held is second else held for key, held in self._keys.items()}
        self.all = [cluster for cluster in self.all if cluster is not second]
        return first

    def find(self, traits: Traits) -> Cluster | None:
        """The cluster that a proper name belongs to, None where it names somebody new."""
        if traits.key:
            return self._keys.get(traits.key) or self._by_name(traits)
        if traits.words:
            return self._by_person(traits)
        return None

    def _by_person(self, traits: Traits) -> Cluster | None:
        ranked = [
            (fit, at, cluster)
            for at, cluster in enumerate(self._recent())
            if cluster.person and cluster.words and _agree(cluster, traits)
            and (fit := _person_fit(traits.words, cluster.words))
        ]  # fmt: skip
        return min(ranked, key=lambda row: (-row[0], row[1]))[2] if ranked else None

    def _by_name(self, traits: Traits) -> Cluster | None:
        assert traits.key
        if traits.key[0] == "named" and " " not in traits.name:
            person = self._by_last_name(traits.name)
            if person:
                return person
        if traits.key[0] not in ("named", "known"):
            return None
        for cluster in self._recent():
            names = [t.name for _, t in cluster.members if t.key and t.key[0] in ("named", "known", "unit")]
            if any(_short_for(traits.name, name) or _short_for(name, traits.name) for name in names):
                return cluster
            if traits.key[0] == "named" and any(_part_of(traits.name, name) for name in names):
                return cluster
        return None

    def _by_last_name(self, name: str) -> Cluster | None:
        """A person whose last name is this word, for a name that the model did not take for a person's."""
        return next((c for c in self._recent() if c.person and short_name_fit((name,), c.words) == 4), None)

    def _recent(self) -> list[Cluster]:
        """Clusters, the one named last first."""
        return sorted(self.all, key=lambda cluster: -cluster.last)


def _telling(member: tuple[int, Traits]) -> int:
    traits = member[1]
    return 0 if traits.key and traits.key[0] == "known" else 1 if traits.roles else 2


def _agree(cluster: Cluster, traits: Traits) -> bool:
    """Whether gender and country do not speak against one person."""
    if cluster.gender and traits.gender and cluster.gender != traits.gender:
        return False
    told = {t.country for _, t in cluster.members if t.country and not t.home}
    full = len(name_words(traits.words)) > 1 and len(name_words(cluster.words)) > 1
    return full or not told or traits.home or traits.country is None or traits.country in told


def _person_fit(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    short, long = len(name_words(one)), len(name_words(other))
    if short > 1 and long > 1:
        return 5 if same_person(one, other) else 0
    return short_name_fit(one, other) if short <= long else short_name_fit(other, one)


def _short_for(short: str, full: str) -> bool:
    """Whether an abbreviation in capitals is made of the first letters of a name's words."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and " " in full):
        return False
    words = [word for word in full.replace("-", " ").split() if word[0].isalnum()]
    every = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return letters in (every, capitals)


def _part_of(short: str, full: str) -> bool:
    """Whether a name of two words or more is the end of a longer one ("Rescue Party" of "National Rescue Party")."""
    a, b = short.lower().split(), full.lower().split()
    return min(len(a), len(b)) >= 2 and len(a) != len(b) and (a == b[-len(a) :] or b == a[-len(b) :])
