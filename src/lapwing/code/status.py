"""Whether an act happened as the sentence tells it: tense, modals, negation, and the words it hangs under.

The verbs and nouns above an act are climbed one by one; each may change what becomes of it. The
words with their effects are data (lexicon/data/languages/en/acts/words.toml).
"""

from collections.abc import Callable

from msgspec import Struct

from lapwing.code.lists import listed
from lapwing.code.predicates import has_if_clause, negated
from lapwing.code.slots import case_of, is_passive
from lapwing.lexicon.act_words import ActWords
from lapwing.model.event import Status
from lapwing.model.parse import Parse, Token

_MAX_CLIMB = 12
_NOMINAL = ("obj", "nsubj", "nsubj:pass", "obl", "obl:agent", "nmod", "iobj")
_OPERATIONS = listed(
    "operation campaign offensive mission raid drive push sweep crackdown effort war fight battle assault"
)
_AFTER_THE_FACT = listed(
    "victim scene site aftermath result perpetrator participant survivor responsibility day week month hour year target role "
    "involvement evidence"
)
_PERFORMATIVE = frozenset(
    {"announce", "declare", "agree", "call", "offer", "pledge", "stand", "commit", "set"}
)
_TELLS = frozenset({"report", "allege"})
"""Verbs that hedge only where nobody is said to say it ("is reported to have fled")."""
_IS = frozenset({"is", "are", "was", "were", "'s", "'re", "’s", "’re"})
"""Before "to" and a verb these tell what is to come ("is to leave on Sunday")."""
_VERBAL = ("VERB", "AUX", "ADJ")

Embeds = Callable[[int], str]
"""The effect of an act on what is embedded in it, by its head token; "" for tokens that are no act."""


class Standing(Struct, frozen=True):
    """What becomes of an act: status, whether hedged, the governors climbed, why it is not coded ("" if it is)."""

    status: Status
    hedged: bool = False
    governors: tuple[int, ...] = ()
    refused: str = ""


class _Climb:
    """One act's way up the tree, gathering effects from the inside out."""

    def __init__(
        self, parse: Parse, words: ActWords, embeds: Embeds, wording: frozenset[int], *, spoken: bool
    ) -> None:
        self.wording = wording
        self.spoken = spoken
        self.parse = parse
        self.words = words
        self.embeds = embeds
        self.status = "actual"
        self.hedged = False
        self.refused = ""
        self.governors: list[int] = []

    def apply(self, effect: str) -> None:
        """Puts an outer effect over what is known so far."""
        inner = self.status
        if effect in ("hedged", "attributed"):
            self.hedged = self.hedged or effect == "hedged"
        elif effect == "drop":
            self.refused = self.refused or "the words above it keep it from being told as an act"
        elif effect == "denied":
            self.status = "possible" if inner in ("denied", "possible") else "denied"
        elif effect == "possible":
            self.status = "possible"
        elif effect == "future":
            self.status = "future" if inner == "actual" else inner

    def own(self, head: int) -> None:
        """Negation, modals, conditions and hedges that stand at a predicate itself."""
        parse, words = self.parse, self.words
        modal = ""
        for aux in parse.children(head, "aux"):
            modal = modal or self._modal(head, aux)
        denied = negated(parse, head, words, self.wording)
        if denied and modal != "possible":
            self.apply("denied")
        elif modal:
            self.apply(modal)
        marks = {t.lemma.lower() for t in parse.children(head, "mark")}
        finite = parse.child(head, "cop", "aux")
        if "to" in marks and finite is not None and finite.text.lower() in _IS and finite.index < head:
            self.apply("future")
        condition = has_if_clause(parse, head, words) and not (self.spoken and not modal)
        if marks & words.conditional or condition:
            self.apply("possible")
        if any(t.lemma.lower() in words.hedge_adverbs for t in parse.children(head, "advmod")):
            self.hedged = True

    def _modal(self, head: int, aux: Token) -> str:
        effect = self.words.modals.get(aux.lemma.lower()) or self.words.modals.get(aux.text.lower(), "")
        would = aux.text.lower() in ("would", "'d", "’d")
        if would and self.parse.tokens[head].deprel in ("ccomp", "conj", "acl:relcl"):
            return "future"
        return effect

    def own_noun(self, head: int) -> None:
        """What stands before an act noun: "no", "alleged", "planned"."""
        for token in self.parse.children(head, "det", "amod"):
            word = token.lemma.lower()
            if token.deprel == "det" and word in ("no", "neither"):
                self.apply("denied")
            elif token.deprel == "amod":
                self.apply(self.words.adjectives.get(word, ""))
                self.hedged = self.hedged or word in self.words.hedge_adjectives

    def up(self, head: int) -> int | None:
        """Applies what the governor does to the token below it; the governor to go on from, or None at the end."""
        token = self.parse.tokens[head]
        above = self.parse.head(head)
        if above is None or token.deprel in ("acl:relcl", "parataxis", "appos", "root", "advcl:relcl"):
            return None
        rel = token.deprel
        if rel == "conj":
            return self._conjunct(token, above)
        if rel in ("xcomp", "ccomp", "csubj", "csubj:pass"):
            return self._complement(token, above)
        if rel == "advcl":
            return self._adverbial(token, above)
        if rel == "acl":
            return self._modifier(token, above)
        if rel in _NOMINAL:
            return self._nominal(token, above)
        return None

    def _govern(self, above: Token, effect: str) -> None:
        self.governors.append(above.index)
        self.apply(effect)

    def _effect(self, above: Token, preposition: str) -> str:
        """The effect of a governor: of the act it is, else of the word."""
        lemma = above.lemma.lower()
        embedded = self.embeds(above.index)
        if embedded:
            return embedded
        if above.upos in ("NOUN", "PROPN"):
            return self.words.of_noun(lemma, preposition)
        if above.upos == "ADJ":
            return self.words.adjectives.get(lemma, "") or self.words.of_verb(lemma, preposition)
        if lemma in self.words.hedge_verbs and (lemma not in _TELLS or is_passive(self.parse, above.index)):
            self.hedged = True
        particle = self.parse.child(above.index, "compound:prt")
        beside = preposition or (particle.text.lower() if particle else "")
        return self.words.of_verb(lemma, beside)

    def _conjunct(self, token: Token, above: Token) -> int | None:
        """A second conjunct stands under what its first one stands under, and shares its modals unless it has its own."""
        if token.upos in ("NOUN", "PROPN"):
            if any(t.lemma.lower() == "no" for t in self.parse.children(above.index, "det")):
                self.apply("denied")
            return above.index
        bare = token.xpos in ("VB", "VBG", "VBN") and not self.parse.child(token.index, "aux", "nsubj")
        if bare and above.xpos == token.xpos:
            for aux in self.parse.children(above.index, "aux"):
                self.apply(self._modal(above.index, aux))
            if token.xpos == "VB" and negated(self.parse, above.index, self.words, self.wording):
                self.apply("denied")
        return above.index

    def _complement(self, token: Token, above: Token) -> int | None:
        effect = self._to_come(token, above) or self._effect(above, "")
        if not effect and token.deprel != "xcomp":
            return None
        if not effect and token.xpos == "VB" and above.upos == "VERB":
            effect = self._of_operation(above) or "possible"
        self._govern(above, effect)
        if effect == "attributed":
            return None
        self.own(above.index)
        return above.index

    def _to_come(self, token: Token, above: Token) -> str:
        """ "Is going to strike" lies ahead, "has yet to strike" has not been; "" for other verbs above an infinitive."""
        lemma = above.lemma.lower()
        if token.deprel != "xcomp" or token.xpos != "VB":
            return ""
        if lemma == "go" and above.xpos == "VBG":
            return "future"
        yet = any(t.text.lower() == "yet" for t in self.parse.children(above.index, "advmod"))
        return "denied" if yet and lemma in ("have", "be", "remain") else ""

    def _of_operation(self, verb: Token) -> str:
        """ "launched an operation to clear the town": what the operation is for is under way."""
        objects = self.parse.children(verb.index, "obj", "nsubj:pass")
        return "actual" if any(t.lemma.lower() in _OPERATIONS for t in objects) else ""

    def _adverbial(self, token: Token, above: Token) -> int | None:
        marks = {t.lemma.lower() for t in self.parse.children(token.index, "mark")}
        if marks & {"of", "from", "for", "against", "into", "to", "in", "on", "with"}:
            return self._prepositional(token, above, marks)
        if "without" in marks or {"instead", "rather"} & marks:
            self.apply("denied")
        elif token.xpos == "VBG" and (not marks or "by" in marks):
            self._govern(above, "")
            self.own(above.index)
            return above.index
        return None

    def _prepositional(self, token: Token, above: Token, marks: set[str]) -> int | None:
        """A clause after a preposition ("accused of killing", "kept from leaving") or an infinitive of purpose."""
        for mark in sorted(marks):
            effect = self._effect(above, mark)
            if effect:
                self._govern(above, effect)
                if effect == "attributed":
                    return None
                self.own(above.index)
                return above.index
        if token.xpos == "VB" and "to" in marks:
            self.governors.append(above.index)
            self.apply(self._of_operation(above) or "future")
        return None

    def _modifier(self, token: Token, above: Token) -> int | None:
        """A clause after a noun: "a plan to attack"; participles tell what is so."""
        infinitive = token.xpos == "VB"
        ing = token.xpos == "VBG" or any(t.xpos == "VBG" for t in self.parse.children(token.index, "aux"))
        gerund = ing and self.parse.child(token.index, "mark") is not None
        if not (infinitive or gerund):
            return self._told_in(token, above)
        mark = self.parse.child(token.index, "mark")
        effect = self._effect(above, mark.lemma.lower() if mark else "")
        if above.lemma.lower() in _OPERATIONS:
            effect = "actual"
        headline = above.head < 0 and above.upos == "PROPN"
        self._govern(above, effect or ("future" if headline else "possible" if infinitive else ""))
        return above.index if effect else None

    def _told_in(self, token: Token, above: Token) -> int | None:
        """A finite clause after a noun of saying: "rumours that rebels attacked"."""
        if not any(t.lemma.lower() == "that" for t in self.parse.children(token.index, "mark")):
            return None
        effect = self.words.of_noun(above.lemma.lower())
        if effect not in ("possible", "denied"):
            return None
        self._govern(above, effect)
        return above.index

    def _nominal(self, token: Token, above: Token) -> int | None:
        """An act noun below a verb or another noun."""
        preposition = case_of(self.parse, token.index)
        light = above.lemma.lower() in self.words.light and token.deprel in ("obj", "nsubj:pass")
        effect = self._effect(above, preposition)
        if token.deprel in ("obl", "obl:agent") and above.upos == "VERB" and not preposition:
            return None
        subject = token.deprel == "nsubj"
        if subject and effect not in ("actual", "future", "possible"):
            return None
        if not effect and not light:
            return None
        opinion = (
            above.upos == "VERB"
            and token.deprel == "obj"
            and self.parse.child(above.index, "xcomp") is not None
        )
        if opinion and effect in ("possible", "hedged"):
            return None
        self._govern(above, effect)
        if effect == "attributed":
            return None
        if above.lemma.lower() in _AFTER_THE_FACT:
            self._of_memory(above)
            return None
        if above.upos in _VERBAL:
            self.own(above.index)
        else:
            self.own_noun(above.index)
        return above.index

    def _of_memory(self, noun: Token) -> None:
        """ "A monument to the victims of the massacre" recalls the massacre and does not tell it."""
        above = self.parse.head(noun.index)
        if above is not None and noun.deprel == "nmod" and self.words.of_noun(above.lemma.lower()) == "drop":
            self.apply("drop")


def _of_light(lemma: str, words: ActWords) -> str:
    """The effect of a light verb on its noun: "ordered an attack" lies ahead, "announced sanctions" imposes them."""
    effect = words.of_verb(lemma)
    return "" if effect == "drop" or lemma in _PERFORMATIVE else effect


def standing(
    parse: Parse,
    head: int,
    words: ActWords,
    embeds: Embeds,
    *,
    via: int | None = None,
    wording: frozenset[int] = frozenset(),
    spoken: bool = False,
) -> Standing:
    """What becomes of the act at `head`. `via` is the light verb of a nominal act, which then is its predicate.

    `wording` holds the tokens that tell the act, `embeds` the effect of other acts on what hangs below them. Of a
    `spoken` act a condition belongs to what is said ("threatened to leave if …").
    """
    climb = _Climb(parse, words, embeds, wording, spoken=spoken)
    token = parse.tokens[head]
    if token.deprel.startswith("csubj") and token.xpos in ("VBG", "VB") and not parse.child(head, "nsubj"):
        return Standing("possible", refused="told as a kind of act, not as one that happened")
    if token.upos in ("NOUN", "PROPN"):
        climb.own_noun(head)
    at: int | None = head
    if via is not None:
        at = via
        climb.apply(_of_light(parse.tokens[via].lemma.lower(), words))
    if via is not None or token.upos not in ("NOUN", "PROPN"):
        climb.own(at if at is not None else head)
    elif parse.child(head, "cop"):
        climb.own(head)
    for _ in range(_MAX_CLIMB):
        at = climb.up(at) if at is not None else None
        if at is None or climb.refused:
            break
    return Standing(climb.status, climb.hedged, tuple(climb.governors), climb.refused)  # type: ignore[arg-type]
