"""Pronouns and definite nouns: which earlier party they mean, or None. Rule-based ranking of mentions, conservative.

After Hobbs (1978) and Lappin and Leass (1994): candidates that agree in gender, number and kind are ranked by how
many sentences back they stand, by being a subject, and by how often the report has named them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lapwing.lexicon.actors import Gender
from lapwing.model.parse import Token
from lapwing.resolve.actors_clusters import Cluster, Clusters
from lapwing.resolve.actors_occurrences import Occurrence
from lapwing.resolve.actors_traits import Traits
from lapwing.resolve.actors_view import View

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT: Final = frozenset({"it", "its", "itself"})
_I: Final = frozenset({"i", "me", "my", "mine", "myself"})
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
_SAY: Final = frozenset(
    {"say", "tell", "add", "write", "state", "note", "ask", "warn", "explain", "declare", "post"}
)
_REACH: Final = 3
Fits = Callable[[Cluster], bool]
_MARKS: Final = frozenset({"“", "”", '"', "``", "''"})


@dataclass(frozen=True)
class Candidate:
    """An earlier mention and the party it belongs to."""

    occurrence: Occurrence
    cluster: Cluster


class References:
    """Looks backwards from an occurrence. Holds the occurrences in text order and the clusters made so far."""

    def __init__(self, view: View, occurrences: tuple[Occurrence, ...], clusters: Clusters) -> None:
        self.view = view
        self.occurrences = occurrences
        self.clusters = clusters

    def pronoun(self, number: int, traits: Traits) -> Cluster | None:
        """The party that a pronoun means; None where nothing fits within three sentences."""
        word, at = traits.lemma, self.occurrences[number]
        if word in _RELATIVE:
            return self._relative(at)
        if word in _I:
            return self._speaker(at)
        if word in _HE:
            return self._best(number, lambda c: c.person and not c.plural and c.gender != "f")
        if word in _SHE:
            return self._best(number, lambda c: c.person and not c.plural and c.gender != "m")
        if word in _THEY:
            return self._best(number, lambda c: not c.person and c.kind not in (None, "state"))
        if word in _IT:
            return self._best(number, lambda c: not c.person and c.kind not in (None, "public", "group"))
        return None

    def definite(self, traits: Traits) -> Cluster | None:
        """The earlier party that a common noun takes up ("the general", "the militants"), or None."""
        fits = [c for c in self.clusters.all if _takes_up(traits, c)]
        by_noun = [c for c in fits if traits.lemma in c.lemmas]
        return max(by_noun or fits, key=lambda c: c.last, default=None)

    def _before(self, number: int) -> list[Candidate]:
        """Mentions in this sentence and the three before it."""
        of = self.clusters.of
        sentence = self.view.tokens[self.occurrences[number].head].sentence
        found: list[Candidate] = []
        for i in range(number - 1, -1, -1):
            if sentence - self.view.tokens[self.occurrences[i].head].sentence > _REACH:
                break
            if i in of:
                found.append(Candidate(self.occurrences[i], of[i]))
        return found

    def _best(self, number: int, fits: Fits) -> Cluster | None:
        at = self.occurrences[number]
        near = [
            c
            for c in self._before(number)
            if fits(c.cluster) and self._free(c, at) and self._gap(c, at) <= _REACH
        ]
        if not near:
            return None
        return max(near, key=lambda c: (self._score(c, at), c.occurrence.first)).cluster

    def _gap(self, candidate: Candidate, at: Occurrence) -> int:
        tokens = self.view.tokens
        return tokens[at.head].sentence - tokens[candidate.occurrence.head].sentence

    def _score(self, candidate: Candidate, at: Occurrence) -> float:
        head = self.view.tokens[candidate.occurrence.head]
        pronoun = self.view.tokens[at.head]
        subject = self._role(candidate.occurrence).startswith("nsubj")
        score = -2.0 * self._gap(candidate, at) + 2.0 * subject
        score += 0.5 * min(4, len(candidate.cluster.members)) + candidate.cluster.named
        if subject and pronoun.deprel.startswith("nsubj") and self._says(head.index) and self._says(at.head):
            score += 1.5
        return score - (candidate.occurrence.head in self._quoted) * (at.head not in self._quoted)

    def _role(self, at: Occurrence) -> str:
        """The relation in which a mention stands, read at its name or title, whichever hangs higher."""
        inside = range(at.first, at.last)
        outer = next((t for t in self.view.tokens[at.first : at.last] if t.head not in inside), None)
        return outer.deprel if outer else ""

    def _says(self, token: int) -> bool:
        above = self.view.parse.head(token)
        return above is not None and above.lemma.lower() in _SAY

    def _free(self, candidate: Candidate, at: Occurrence) -> bool:
        """A pronoun that is object of a verb is not the verb's subject, and no pronoun means the phrase it stands in."""
        pronoun, other = self.view.tokens[at.head], self.view.tokens[candidate.occurrence.head]
        if candidate.occurrence.first <= at.first and at.last <= candidate.occurrence.last:
            return False
        return pronoun.xpos == "PRP$" or pronoun.head != other.head or pronoun.sentence != other.sentence

    def _relative(self, at: Occurrence) -> Cluster | None:
        for token in self.view.parse.ancestors(at.head):
            if token.deprel == "acl:relcl" and token.head >= 0:
                return self._at_token(token.head)
        return self._ends_before(at)

    def _ends_before(self, at: Occurrence) -> Cluster | None:
        """Without a relative clause in the tree: the mention that ends right before the pronoun and its comma."""
        for number in range(len(self.occurrences) - 1, -1, -1):
            other = self.occurrences[number]
            if other.last <= at.first and number in self.clusters.of:
                return self.clusters.of[number] if at.first - other.last <= 1 else None
        return None

    def _at_token(self, token: int) -> Cluster | None:
        for number, other in enumerate(self.occurrences):
            inside = other.name is not None and other.name[0] <= token < other.name[1]
            if (other.head == token or inside) and number in self.clusters.of:
                return self.clusters.of[number]
        return None

    def _speaker(self, at: Occurrence) -> Cluster | None:
        """Who says the quoted words that an "I" stands in: subject of the verb above them, or of the nearest one."""
        if at.head not in self._quoted:
            return None
        sentence = self.view.tokens[at.head].sentence
        verbs = [*self.view.parse.ancestors(at.head), *self._saying(sentence), *self._saying(sentence + 1)]
        for verb in (*verbs, *self._saying(sentence - 1)):
            subject = self.view.parse.child(verb.index, "nsubj")
            if subject and subject.index not in self._quoted and (found := self._at_token(subject.index)):
                return found if found.person else None
        return None

    def _saying(self, sentence: int) -> list[Token]:
        if not 0 <= sentence < len(self.view.parse.sentences):
            return []
        tokens = self.view.parse.sentence_tokens(self.view.parse.sentences[sentence])
        return [t for t in tokens if t.lemma.lower() in _SAY and t.index not in self._quoted]

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """Tokens that stand inside quotation marks; a mark left open ends with its paragraph."""
        inside, found = False, []
        for before, token in zip((None, *self.view.tokens), self.view.tokens, strict=False):
            if before and "\n" in self.view.parse.text[before.end : token.start]:
                inside = False
            if token.text in _MARKS:
                inside = token.text in ("“", "``") or (token.text == '"' and not inside)
            elif inside:
                found.append(token.index)
        return frozenset(found)


def _takes_up(traits: Traits, cluster: Cluster) -> bool:
    """Whether a definite noun may stand for an earlier party: title for person, noun for body of its kind."""
    apart = bool(traits.country and cluster.country and traits.country != cluster.country)
    if apart and not (traits.home and traits.kind == "person"):
        return False
    if traits.kind == "person":
        return (
            cluster.person
            and not cluster.plural
            and _gender_fits(traits.gender, cluster)
            and _title_fits(traits, cluster)
        )
    if cluster.person:
        return False
    if traits.lemma in cluster.lemmas and (traits.bare or not cluster.named):
        return True
    if traits.unit and traits.bare and any(t.unit == traits.unit for _, t in cluster.members):
        return True
    if not (cluster.named and traits.bare):
        return False
    return _body_fits(traits, cluster)


def _gender_fits(gender: Gender | None, cluster: Cluster) -> bool:
    return not (gender and cluster.gender and gender != cluster.gender)


def _title_fits(traits: Traits, cluster: Cluster) -> bool:
    """The same title, or its last word where the noun stands alone ("the minister" of a foreign minister)."""
    return traits.lemma in cluster.lemmas or (
        traits.bare and any(lemma.split()[-1] == traits.lemma for lemma in cluster.lemmas)
    )


def _body_fits(traits: Traits, cluster: Cluster) -> bool:
    names = " ".join(t.name.lower() for _, t in cluster.members)
    if traits.lemma in ("group", "organization", "organisation", "movement", "faction"):
        return cluster.kind in ("armed-group", "organization")
    if traits.lemma in ("alliance", "bloc", "union"):
        return cluster.kind == "alliance" or traits.lemma in names
    if traits.kind == "armed-group":
        return cluster.kind == "armed-group"
    if traits.lemma in ("country", "nation", "kingdom"):
        return cluster.kind == "state"
    return cluster.kind == "organization" and (
        traits.lemma in names
        or (cluster.sectors[0] == traits.sectors[0] != "GOV" if traits.sectors else False)
    )
