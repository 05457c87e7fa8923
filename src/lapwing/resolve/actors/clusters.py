"""Occurrences that name one party, joined: by key, by a person's name, by abbreviation, by apposition.

Pronouns and definite nouns ("the group") are left to `actors_reference`, which asks the clusters made so far.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from lapwing.lexicon.actors import Gender
from lapwing.model.actor import ActorKind
from lapwing.resolve.actors.people import name_words, same_person, short_name_fit
from lapwing.resolve.actors.traits import Key, Traits

_NEAR: Final = 300
"""Parties looked back over, the one named last first, where a name or noun is not spelt as before: more than a report of
ordinary length has, so that only very long texts are cut."""

_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "a"})


@dataclass
class Cluster:
    """One party while it is being put together: its members (occurrence number, traits) in the order met.

    The other fields sum the members up, so that no question goes through them all: `words` is the fullest name of a person,
    `last` the latest occurrence, `keys` those of states and known parties, `written` every name in lower case, `names`
    those of bodies, `told` the countries that the words give, `sectors` all told, most telling first: a known name's, a
    title's, then those of a noun.
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
    keys: set[Key] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    written: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    _known: Traits | None = None
    _country: Traits | None = None
    sectors: tuple[str, ...] = ("UNK",)
    _sectors: tuple[dict[str, None], ...] = field(default_factory=lambda: ({}, {}, {}))

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
        self._sum_up(traits)

    def _sum_up(self, traits: Traits) -> None:
        self.units.add(traits.unit)
        self.written[traits.name.lower()] = None
        if traits.sectors:
            self._sectors[_telling(traits)].update(dict.fromkeys(traits.sectors))
            found = tuple(dict.fromkeys(chain.from_iterable(self._sectors)))
            self.sectors = tuple(s for s in found if s != "UNK" or len(found) == 1) or ("UNK",)
        if traits.country and not traits.home:
            self.told.add(traits.country)
        if traits.country and (self._country is None or (self._country.home and not traits.home)):
            self._country = traits
        if traits.key and traits.key[0] in ("known", "state"):
            self.keys.add(traits.key)
            self._known = self._known or traits
        if traits.key and traits.key[0] in ("named", "known", "unit"):
            self.names[traits.name] = None

    @property
    def country(self) -> str | None:
        """The country of a known party; else what the words give, the report's focus only where none gives one."""
        told = self._known or self._country
        return told.country if told else None


class Clusters:
    """The clusters of a report. `find` gives the one for a name, `open` makes one, `add` puts a mention into it."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self.joined_by: dict[int, str] = {}
        self._keys: dict[Key, Cluster] = {}
        self._recency: dict[int, Cluster] = {}
        self._persons: dict[str, dict[int, Cluster]] = {}

    def open(self, number: int, traits: Traits) -> Cluster:
        """A new cluster with one member."""
        cluster = Cluster(len(self.all))
        self.all.append(cluster)
        return self.add(cluster, number, traits)

    def add(self, cluster: Cluster, number: int, traits: Traits) -> Cluster:
        """Occurrence `number` joins a cluster."""
        if number > cluster.last:
            self._recency.pop(cluster.number, None)
            self._recency[cluster.number] = cluster
        cluster.take(number, traits)
        self.of[number] = cluster
        if traits.key:
            self._keys.setdefault(traits.key, cluster)
        if traits.words:
            self._persons.setdefault(_last_word(traits.words), {})[cluster.number] = cluster
        return cluster

    def find(self, traits: Traits) -> Cluster | None:
        """The cluster that a proper name belongs to, None where it names somebody new."""
        if traits.key:
            return self._keys.get(traits.key) or self._by_name(traits)
        if traits.words:
            return self._by_person(traits)
        return None

    def _by_person(self, traits: Traits) -> Cluster | None:
        """The best fit, of equals the one named last; persons of that very last name are found however far back."""
        namesakes = self._persons.get(_last_word(traits.words), {})
        best, found = 0, None
        for cluster in chain(self.recent(), islice(reversed(namesakes.values()), _NEAR)):
            if not (cluster.person and cluster.words and _agree(cluster, traits)):
                continue
            fit = _person_fit(traits.words, cluster.words)
            if fit > best:
                best, found = fit, cluster
        return found

    def _by_name(self, traits: Traits) -> Cluster | None:
        assert traits.key
        if traits.key[0] == "named" and " " not in traits.name:
            person = self._by_last_name(traits.name)
            if person:
                return person
        if traits.key[0] not in ("named", "known"):
            return None
        for cluster in self.recent():
            names = cluster.names
            if any(_short_for(traits.name, name) or _short_for(name, traits.name) for name in names):
                return cluster
            if traits.key[0] == "named" and any(_part_of(traits.name, name) for name in names):
                return cluster
        return None

    def _by_last_name(self, name: str) -> Cluster | None:
        """A person whose last name is this word, for a name that the model did not take for a person's."""
        return next((c for c in self.recent() if c.person and short_name_fit((name,), c.words) == 4), None)

    def recent(self) -> Iterator[Cluster]:
        """The clusters, the one named last first, no more than `_NEAR`."""
        return islice(reversed(self._recency.values()), _NEAR)


def _telling(traits: Traits) -> int:
    return 0 if traits.key and traits.key[0] == "known" else 1 if traits.roles else 2


def _agree(cluster: Cluster, traits: Traits) -> bool:
    """Whether gender and country do not speak against one person."""
    if cluster.gender and traits.gender and cluster.gender != traits.gender:
        return False
    told = cluster.told
    full = len(name_words(traits.words)) > 1 and len(name_words(cluster.words)) > 1
    return full or not told or traits.home or traits.country is None or traits.country in told


def _last_word(words: tuple[str, ...]) -> str:
    return name_words(words)[-1].lower()


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
