"""Actors: one for each real party in a report, under all its names, with what the words tell of it.

Method: mentions are gathered into occurrences (`actors_occurrences`), each is described by lexicon and grammar
(`actors_traits`), joined by name (`actors_clusters`) and by reference (`actors_reference`). Rules are named in
docs/actors.md. What cannot be told is null or UNK, never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lapwing.ids import content_id
from lapwing.lexicon.actors import ActorLexicon
from lapwing.model.actor import Actor, Role
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention
from lapwing.model.span import Span
from lapwing.resolve.actors.clusters import Cluster, Clusters
from lapwing.resolve.actors.describe import traits_of
from lapwing.resolve.actors.occurrences import Occurrence, find_occurrences
from lapwing.resolve.actors.people import name_words
from lapwing.resolve.actors.reference import FIRST_PERSON, References
from lapwing.resolve.actors.traits import Traits
from lapwing.resolve.actors.view import View

_LOOSE: Final = frozenset({"organization", "armed-group", "alliance", "group", "public", None})


@dataclass(frozen=True)
class ActorsRead:
    """The actors of a report in the order of their first mention, and who stands at a span."""

    actors: tuple[Actor, ...]
    _at: dict[tuple[int, int], str]
    _at_head: dict[int, str]
    _parse: Parse

    def at(self, span: Span) -> str | None:
        """The id of the actor that a span names, None where it names none or nobody can be told."""
        found = self._at.get((span.start, span.end))
        if found is None and (head := self._parse.head_of(span)):
            found = self._at_head.get(head.index)
        return found


@dataclass(frozen=True)
class Gathered:
    """What the actors of a report were made of: the view, the occurrences, all clusters, and each kept one with its actor."""

    view: View
    occurrences: tuple[Occurrence, ...]
    clusters: Clusters
    parties: tuple[tuple[Cluster, Actor], ...]


def read_actors(
    parse: Parse, parties: Sequence[Span], place_mentions: Sequence[PlaceMention], lexicon: ActorLexicon
) -> ActorsRead:
    """The actors of a parse: everyone in `parties` (phrases in slots) and every person and organisation named.

    A pronoun or noun that nobody earlier fits is left without an actor (pronoun) or is an actor of its own (noun).
    """
    made = gathered(parse, parties, place_mentions, lexicon)
    ids = {number: actor.id for cluster, actor in made.parties for number, _ in cluster.members}
    return ActorsRead(tuple(actor for _, actor in made.parties), *_index(parse, made.occurrences, ids), parse)


def gathered(
    parse: Parse, parties: Sequence[Span], place_mentions: Sequence[PlaceMention], lexicon: ActorLexicon
) -> Gathered:
    """The same with the clusters that the actors were made of, for whoever asks why."""
    view = View(parse, lexicon)
    occurrences = find_occurrences(view, parties, place_mentions)
    clusters = gather(view, occurrences)
    kept = [c for c in clusters.all if c.named or any(occurrences[n].asked for n, _ in c.members)]
    for cluster in kept:
        cluster.members.sort(key=lambda member: member[0])
    kept.sort(key=lambda cluster: cluster.members[0][0])
    actors = _numbered([_actor(view, cluster, occurrences) for cluster in kept])
    return Gathered(view, occurrences, clusters, tuple(zip(kept, actors, strict=True)))


def gather(view: View, occurrences: tuple[Occurrence, ...], until: int | None = None) -> Clusters:
    """Every occurrence (before number `until`) into its cluster, in text order; then those that apposition or a copula
    makes one. `joined_by` names the rule that put each there."""
    clusters = Clusters()
    references = References(view, occurrences, clusters)
    later: list[tuple[int, Traits]] = []
    for number, occurrence in enumerate(occurrences[:until]):
        traits = traits_of(view, occurrence)
        if traits.form == "pronoun" and traits.lemma in FIRST_PERSON:
            later.append((number, traits))
        elif traits.form == "pronoun":
            _join(clusters, references.pronoun(number, traits), number, traits)
        elif traits.form != "thing":
            rule, found = _home(references, number, traits)
            clusters.joined_by[number] = rule
            clusters.add(found, number, traits) if found else clusters.open(number, traits)
    for number, traits in later:
        _join(clusters, references.pronoun(number, traits), number, traits)
    return clusters


def _home(references: References, number: int, traits: Traits) -> tuple[str, Cluster | None]:
    """The rule by which a name or noun belongs to an earlier party, and that party; "first" and None where to none."""
    if found := _appositive(references, number, traits):
        return "apposition", found
    if found := references.clusters.find(traits):
        return "name", found
    if traits.form == "nominal" and _may_refer(traits) and (found := references.definite(traits)):
        return "take-up", found
    return "first", None


def _join(clusters: Clusters, cluster: Cluster | None, number: int, traits: Traits) -> None:
    if cluster:
        clusters.joined_by[number] = "pronoun"
        clusters.add(cluster, number, traits)


def _may_refer(traits: Traits) -> bool:
    """A definite noun takes up an earlier party; so does a bare plural said again ("protesters")."""
    return traits.definite or (traits.plural and traits.bare)


def _appositive(references: References, number: int, traits: Traits) -> Cluster | None:
    """The earlier occurrence that this one stands beside in apposition, or is said to be ("X is the …")."""
    view, occurrences, of = references.view, references.occurrences, references.clusters.of
    head = view.tokens[occurrences[number].head]
    behind = head.deprel == "appos" or (head.deprel == "nmod:desc" and head.head < head.index)
    beside = head.head if behind else None
    if beside is None and view.parse.child(head.index, "cop") and traits.kind == "person":
        subject = view.parse.child(head.index, "nsubj")
        beside = subject.index if subject else None
    if beside is None:
        return None
    for other in references.over.get(beside, ()):
        at = occurrences[other]
        named = at.name is not None and at.name[0] <= beside < at.name[1]
        if other < number and (at.head == beside or named) and other in of and _one_party(of[other], traits):
            return of[other]
    return None


def _one_party(cluster: Cluster, traits: Traits) -> bool:
    """Whether two phrases in apposition agree: two different names are a list, not one party."""
    if cluster.kind != traits.kind and not {cluster.kind, traits.kind} <= _LOOSE:
        return False
    both_named = cluster.named and traits.form == "name"
    return not both_named and not (traits.key and cluster.keys and traits.key not in cluster.keys)


def _actor(view: View, cluster: Cluster, occurrences: tuple[Occurrence, ...]) -> Actor:
    kind = cluster.kind or "group"
    spans = _outermost([_span(view, occurrences[number]) for number, _ in cluster.members])
    country = cluster.country
    return Actor("", _name(view, cluster), kind, country, cluster.sectors, _roles(cluster), spans)


def _name(view: View, cluster: Cluster) -> str:
    """The fullest proper name; a state's own; else the first phrase."""
    traits = [t for _, t in cluster.members]
    if cluster.person:
        named = [t for t in traits if t.words]
        if named:
            return max(named, key=lambda t: len(name_words(t.words))).name
    if any(t.key and t.key[0] == "state" for t in traits):
        state = view.lexicon.countries.get(cluster.country or "")
        return (
            (state.name if cluster.kind == "state" else f"Government of {state.name}")
            if state
            else traits[0].name
        )
    known = [t.name for t in traits if t.key and t.key[0] == "known"]
    named_here = [t.name for t in traits if t.form == "name"]
    return known[0] if known else max(named_here, key=len) if named_here else traits[0].name


def _roles(cluster: Cluster) -> tuple[Role, ...]:
    """Titles borne, each once, a longer one in place of its own last word."""
    found: list[Role] = []
    for _, traits in cluster.members:
        for role in traits.roles:
            if not any(role.title == r.title and role.state == r.state for r in found):
                found.append(role)
    return tuple(found)


def _span(view: View, at: Occurrence) -> Span:
    first = at.first
    while first < at.head and view.tokens[first].upos in ("DET", "CCONJ", "PUNCT") and first + 1 < at.last:
        first += 1
    return view.parse.span(first, at.last)


def _outermost(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in text order without those that lie inside another."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not (found and found[-1].covers(span)):
            found.append(span)
    return tuple(found)


def _numbered(actors: list[Actor]) -> tuple[Actor, ...]:
    """Ids by content: name, kind, country; a second actor of equal content is told apart by its number."""
    seen: dict[str, int] = {}
    found: list[Actor] = []
    for actor in actors:
        key = content_id("a", actor.name, actor.kind, actor.country)
        seen[key] = seen.get(key, 0) + 1
        same = seen[key]
        actor_id = key if same == 1 else content_id("a", actor.name, actor.kind, actor.country, same)
        found.append(
            Actor(actor_id, actor.name, actor.kind, actor.country, actor.sectors, actor.roles, actor.mentions)
        )
    return tuple(found)


def _index(
    parse: Parse, occurrences: tuple[Occurrence, ...], ids: dict[int, str]
) -> tuple[dict[tuple[int, int], str], dict[int, str]]:
    at: dict[tuple[int, int], str] = {}
    heads: dict[int, str] = {}
    for number, occurrence in enumerate(occurrences):
        if number in ids:
            span = parse.span(occurrence.first, occurrence.last)
            at[(span.start, span.end)] = ids[number]
            tokens = {*occurrence.heads, *range(*(occurrence.name or (0, 0)))}
            heads |= dict.fromkeys(sorted(tokens), ids[number])
    return at, heads
