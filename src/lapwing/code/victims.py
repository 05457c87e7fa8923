"""Which class the counted persons belong to, by the head word of their phrase, then its other words, then the actor."""

from functools import cached_property

from lapwing.code.abroad import Abroad
from lapwing.code.slots import case_of
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.lexicon.peoples import load_peoples
from lapwing.model.actor import Actor, ActorIndex
from lapwing.model.claim import Measure, Victims
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

_NEAR = ("compound", "amod", "appos", "flat", "nmod", "nmod:poss", "nmod:desc", "acl", "acl:relcl")
_SECTORS: dict[str, Victims] = {
    "JRN": "journalists", "COP": "police", "MIL": "military", "REB": "rebels", "SPY": "security", "GOV": "officials",
    "LEG": "officials", "JUD": "officials", "PTY": "officials", "ELI": "officials", "CVL": "civilians", "EDU": "civilians",
    "MED": "civilians", "REL": "civilians", "BUS": "civilians", "LAB": "civilians", "REF": "civilians", "SOC": "civilians", "PRM": "civilians",
}  # fmt: skip


_NAMING = frozenset({"compound", "amod", "nmod", "flat", "nmod:poss", "nmod:desc"})
_PARTS = frozenset({"including", "among", "besides", "except", "like", "with"})
_POINTING = frozenset({"other", "they", "them", "one", "rest"})


class VictimClasses:
    """Classes the victims of one text's claims. `counted` are the heads of all phrases that figures count."""

    def __init__(
        self, parse: Parse, actors: ActorIndex, lexicon: MeasureLexicon, counted: frozenset[int]
    ) -> None:
        self._counted = counted
        self._abroad = Abroad(parse, load_peoples())
        self._parse = parse
        self._actors = actors
        self._lexicon = lexicon

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self._actors.actors}

    @cached_property
    def _nations(self) -> dict[str, Token]:
        """The first nationality before each name of a people without a state."""
        found: dict[str, Token] = {}
        for token in self._parse.tokens:
            people = token.lemma.lower().removesuffix("s")
            if people in self._lexicon.stateless and people not in found:
                near = self._parse.children(token.index, "amod")
                nation = next((t for t in near if t.text[0].isupper() and t.deprel == "amod"), None)
                found |= {people: nation} if nation else {}
        return found

    def of(
        self,
        measure: Measure,
        head: int | None,
        who: Span | None,
        *,
        protest: bool,
        word: int,
        scene: int | None,
    ) -> Victims:
        """The class of the persons at a head token (None where only a number stands).

        `word` tells the figure, `scene` is the trigger of the event that it speaks of.
        """
        found = self._of_phrase(head) if head is not None else None
        if protest and found in (None, "civilians", "foreigners", "other"):
            return "protesters"
        if measure == "displaced" and found in (None, "foreigners", "other"):
            return "civilians"
        if found is None and head is not None and who is not None and self._is_one(head):
            found = self._of_actor(who, head)
        if found is None and head is not None and self._points_back(head):
            found = self._of_antecedent(head)
        if found is None and measure in ("killed", "injured"):
            found = self._of_target(word) or (self._of_target(scene) if scene is not None else None)
        return found or "unknown"

    def _is_one(self, head: int) -> bool:
        """A name or pronoun of one person, not of a people."""
        token = self._parse.tokens[head]
        return token.upos in ("PROPN", "PRON") and self._abroad.country_of(token) is None

    def _points_back(self, head: int) -> bool:
        """A bare number, "others", "them"."""
        token = self._parse.tokens[head]
        return token.upos == "NUM" or token.lemma.lower() in _POINTING

    def _of_phrase(self, head: int) -> Victims | None:
        token = self._parse.tokens[head]
        lemma = token.lemma.lower()
        if lemma in self._lexicon.groups:
            return "rebels"
        own = self._lexicon.classes.get(lemma) or self._lexicon.classes.get(token.text.lower())
        if own is not None and lemma not in self._lexicon.generic:
            return self._refined(head, own, lemma)
        beside = self._beside(head)
        if beside is not None:
            return beside
        return self._of_people(token) if token.text[0].isupper() else None

    def _refined(self, head: int, own: Victims, lemma: str) -> Victims:
        """ "Army officers" are military, "aid workers" aid workers, "Taliban soldiers" rebels."""
        words = self._words(head)
        if own in ("military", "security", "other") and words & self._lexicon.groups:
            return "rebels"
        if lemma in self._lexicon.wide:
            found = [self._lexicon.classes[w] for w in sorted(words) if w in self._lexicon.classes]
            return found[0] if found else own
        return own

    def _beside(self, head: int) -> Victims | None:
        """The class of the words around a head that has none: titles, appositions, "members of the army"."""
        if self._words(head) & self._lexicon.groups:
            return "rebels"
        for token in self._around(head):
            found = self._lexicon.classes.get(token.lemma.lower())
            if found is not None:
                return found
        return None

    def _around(self, head: int) -> list[Token]:
        near = [t for t in self._parse.children(head, *_NEAR) if case_of(self._parse, t.index) not in _PARTS]
        if self._parse.tokens[head].xpos in ("NNS", "NNPS"):
            near = [t for t in near if t.deprel != "appos" or t.xpos not in ("NN", "NNP")]
        return near + [
            t
            for child in near
            for t in self._parse.children(child.index, "compound", "amod", "nmod", "appos", "flat")
        ]

    def _words(self, head: int) -> set[str]:
        """The words that name what a person belongs to: before the head, after "of" for members and leaders, in appositions."""
        heads = [head, *(t.index for t in self._parse.children(head, "appos"))]
        found: set[str] = set()
        for at in heads:
            belongs = self._parse.tokens[at].lemma.lower() in self._lexicon.belonging
            for child in self._parse.children(at, *_NAMING):
                if child.deprel != "nmod" or (
                    belongs and case_of(self._parse, child.index) in ("of", "from", "in")
                ):
                    inside = [self._parse.tokens[i] for i in self._parse.subtree(child.index)]
                    found |= {t.lemma.lower() for t in inside} | {t.text.lower() for t in inside}
        return found

    def _of_antecedent(self, at: int) -> Victims | None:
        """Of a bare number or "others": the class of the last counted phrase before it ("killed 5 soldiers and hurt 12").

        A pronoun reaches one sentence further back.
        """
        here = self._parse.sentence_of(at).index
        back = 1 if self._parse.tokens[at].upos == "PRON" else 0
        for index in range(at - 1, self._parse.sentences[max(0, here - back)].first - 1, -1):
            if index in self._counted and self._parse.tokens[index].upos in ("NOUN", "PROPN"):
                return self._of_phrase(index)
        return None

    def _of_actor(self, who: Span, head: int) -> Victims | None:
        known = self._actors.at(who) or self._actors.at(self._parse.span(head, head + 1))
        actor = self._by_id.get(known or "")
        if actor is None:
            return None
        if actor.kind == "armed-group":
            return "rebels"
        return next((_SECTORS[s] for s in actor.sectors if s in _SECTORS), None)

    def _of_target(self, word: int) -> Victims | None:
        """People who are only counted were civilians where the sentence tells of a market, a school, a bus …"""
        sentence = self._parse.sentence_of(word)
        lemmas = {t.lemma.lower() for t in self._parse.sentence_tokens(sentence)}
        return "civilians" if lemmas & self._lexicon.targets else None

    def _of_people(self, token: Token) -> Victims | None:
        """Members of a people are foreigners where the passage is set elsewhere, else nothing is known of them: None.

        Peoples without a state are judged by the nationality before their name ("Chinese Uyghurs").
        """
        name: Token | None = token
        if token.lemma.lower().removesuffix("s") in self._lexicon.stateless:
            name = self._nations.get(token.lemma.lower().removesuffix("s"))
            if name is None:
                return "civilians"
        country = self._abroad.country_of(name) if name is not None else None
        return "foreigners" if country is not None and self._abroad.is_foreign(country, token) else None
