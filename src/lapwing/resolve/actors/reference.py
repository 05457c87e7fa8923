"""Pronouns and definite nouns: which earlier party they mean, or None. Rule-based ranking of mentions, conservative.

After Hobbs (1978) and Lappin and Leass (1994): candidates that agree in gender, number and kind are ranked by how
many sentences back they stand, by being a subject, and by how often the report has named them.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lapwing.lexicon.actors import Gender
from lapwing.model.parse import Token
from lapwing.resolve.actors.clusters import Cluster, Clusters
from lapwing.resolve.actors.occurrences import Occurrence, by_token
from lapwing.resolve.actors.traits import Traits
from lapwing.resolve.actors.view import View

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT: Final = frozenset({"it", "its", "itself"})
FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "myself"})
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
_SAY: Final = frozenset(
    {"say", "tell", "add", "write", "state", "note", "ask", "warn", "explain", "declare", "post"}
)
_HEADS: Final = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "emir", "crown prince"}
)
_REACH: Final = 3
Fits = Callable[[Cluster], bool]
_MARKS: Final = frozenset({"“", "”", '"', "``", "''"})


# Weights of the ranking, tuned by hand on GUM news, bio and interview with gold trees and mentions: with
# the margin 905 of 1,065 resolved pronouns are right (0.85) and 102 of 1,167 are left open; without, 947 of 1,135.
_GAP: Final = 1.5
_SUBJECT: Final = 2.0
_NAMED: Final = 1.0
_SAID: Final = 0.5
_SAID_CAP: Final = 6
_PARALLEL: Final = 0.5
_SPEECH: Final = 1.5
_ONE_FOR_MANY: Final = 4.0
_OWNED: Final = 1.0
_QUOTED: Final = 1.0
MARGIN: Final = 0.75


def _man(cluster: Cluster) -> bool:
    return cluster.person and not cluster.plural and cluster.gender != "f"


def _woman(cluster: Cluster) -> bool:
    return cluster.person and not cluster.plural and cluster.gender != "m"


def _many(cluster: Cluster) -> bool:
    return not cluster.person and cluster.kind not in (None, "state")


def _body(cluster: Cluster) -> bool:
    return not cluster.person and cluster.kind not in (None, "public", "group")


_FITS: Final[dict[str, Fits]] = {
    word: fits
    for words, fits in ((_HE, _man), (_SHE, _woman), (_THEY, _many), (_IT, _body))
    for word in words
}


@dataclass(frozen=True)
class Candidate:
    """An earlier mention and the party it belongs to."""

    occurrence: Occurrence
    cluster: Cluster


class References:
    """Looks backwards from an occurrence. Holds the occurrences in text order, by token in `over`, and the clusters made."""

    def __init__(self, view: View, occurrences: tuple[Occurrence, ...], clusters: Clusters) -> None:
        self.view = view
        self.occurrences = occurrences
        self.clusters = clusters
        self.over = by_token(occurrences)

    def pronoun(self, number: int, traits: Traits) -> Cluster | None:
        """The party that a pronoun means; None where nothing fits within three sentences."""
        word, at = traits.lemma, self.occurrences[number]
        if word in _RELATIVE:
            return self._relative(at)
        if word in FIRST_PERSON:
            return self._speaker(at)
        fits = _FITS.get(word)
        found = self._best(number, fits) if fits else None
        if found and found.gender is None and word in _HE | _SHE:
            found.gender = "m" if word in _HE else "f"
        return found

    def definite(self, traits: Traits) -> Cluster | None:
        """The earlier party that a common noun takes up ("the general", "the militants"), or None."""
        fits = (c for c in self.clusters.recent() if _takes_up(traits, c))
        last: Cluster | None = None
        for cluster in fits:
            if traits.lemma in cluster.lemmas:
                return cluster
            last = last or cluster
        return last

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
        """The party whose best mention ranks first; None where a second party comes within the margin."""
        found = self._ranked(number, fits)
        if not found or (len(found) > 1 and found[0][0] - found[1][0] < MARGIN):
            return None
        return found[0][1]

    def ranked(self, number: int, word: str) -> list[tuple[float, Cluster]]:
        """The parties that a pronoun may mean, best first, each with its score; `MARGIN` parts a clear case from a close one."""
        fits = _FITS.get(word)
        return self._ranked(number, fits) if fits else []

    def _ranked(self, number: int, fits: Fits) -> list[tuple[float, Cluster]]:
        at = self.occurrences[number]
        best: dict[int, tuple[float, int, Cluster]] = {}
        for candidate in self._before(number):
            if fits(candidate.cluster) and self._free(candidate, at):
                rank = (self._score(candidate, at), candidate.occurrence.first, candidate.cluster)
                known = best.get(candidate.cluster.number)
                best[candidate.cluster.number] = max(known or rank, rank, key=lambda row: row[:2])
        ordered = sorted(best.values(), key=lambda row: row[:2], reverse=True)
        return [(score, cluster) for score, _, cluster in ordered]

    def _gap(self, candidate: Candidate, at: Occurrence) -> int:
        tokens = self.view.tokens
        return tokens[at.head].sentence - tokens[candidate.occurrence.head].sentence

    def _score(self, candidate: Candidate, at: Occurrence) -> float:
        tokens, pronoun = self.view.tokens, self.view.tokens[at.head]
        outer, cluster = self._outer(candidate.occurrence), candidate.cluster
        subject = outer.deprel.startswith("nsubj")
        score = _SUBJECT * subject + _NAMED * cluster.named - _GAP * self._gap(candidate, at)
        score += _SAID * min(_SAID_CAP, len(cluster.members))
        if subject and pronoun.deprel.startswith("nsubj"):
            score += _PARALLEL + _SPEECH * (self._says(outer.index) and self._says(at.head))
        if pronoun.text.lower() in _THEY and not cluster.plural:
            score -= _ONE_FOR_MANY
        if tokens[candidate.occurrence.first].xpos == "PRP$":
            score -= _OWNED
        if candidate.occurrence.head in self._quoted and at.head not in self._quoted:
            score -= _QUOTED
        return score

    def _outer(self, at: Occurrence) -> Token:
        """The word of a mention that hangs on a word outside it."""
        inside = range(at.first, at.last)
        return next(
            (t for t in self.view.tokens[at.first : at.last] if t.head not in inside),
            self.view.tokens[at.head],
        )

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
        begun = bisect_left(self.occurrences, at.first, key=lambda other: other.first)
        for number in range(begun - 1, -1, -1):
            other = self.occurrences[number]
            if other.last <= at.first and number in self.clusters.of:
                return self.clusters.of[number] if at.first - other.last <= 1 else None
        return None

    def _at_token(self, token: int) -> Cluster | None:
        """The party whose head or name holds a token; else the smallest mention around it."""
        around: list[tuple[int, Cluster]] = []
        for number in self.over.get(token, ()):
            if number not in self.clusters.of:
                continue
            other = self.occurrences[number]
            cluster = self.clusters.of[number]
            if other.head == token or (other.name is not None and other.name[0] <= token < other.name[1]):
                return cluster
            around.append((other.last - other.first, cluster))
        return min(around, key=lambda row: row[0])[1] if around else None

    def _speaker(self, at: Occurrence) -> Cluster | None:
        """Who says the quoted words that an "I" stands in: subject of the verb above them, or of the nearest one."""
        if at.head not in self._quoted:
            return None
        sentence = self.view.tokens[at.head].sentence
        verbs = [*self.view.parse.ancestors(at.head), *self._saying(sentence), *self._saying(sentence + 1)]
        for verb in (*verbs, *self._saying(sentence - 1)):
            for subject in self.view.parse.children(verb.index, "nsubj"):
                if subject.index not in self._quoted and (found := self._at_token(subject.index)):
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
    if {*traits.sectors[:1], *cluster.sectors[:1]} == {"GOV", "REB"}:
        return False
    if traits.kind == "person":
        return (
            cluster.person
            and not cluster.plural
            and _gender_fits(traits.gender, cluster)
            and _title_fits(traits, cluster)
        )
    if cluster.person or (traits.plural and cluster.named and not cluster.plural):
        return False
    if traits.lemma in cluster.lemmas and (traits.bare or not cluster.named):
        return True
    if traits.unit and traits.bare and traits.unit in cluster.units:
        return True
    if not (cluster.named and traits.bare):
        return False
    return _body_fits(traits, cluster)


def _gender_fits(gender: Gender | None, cluster: Cluster) -> bool:
    return not (gender and cluster.gender and gender != cluster.gender)


def _title_fits(traits: Traits, cluster: Cluster) -> bool:
    """The same title, its last word where the noun stands alone ("the minister" of a foreign minister), or a
    country's leader for its head of state or government."""
    if traits.lemma in cluster.lemmas:
        return True
    ruling = traits.lemma == "leader" and traits.sectors[:1] == ("GOV",)
    if ruling and traits.country and traits.country == cluster.country:
        return bool(cluster.lemmas & _HEADS)
    return traits.bare and any(lemma.split()[-1] == traits.lemma for lemma in cluster.lemmas)


def _body_fits(traits: Traits, cluster: Cluster) -> bool:
    names = " ".join(cluster.written)
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
