"""Lexicon frames against the tree: which words of a text tell which act, with what stands around them."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from lapwing.code.fits import Fits
from lapwing.code.kinds import Kinds
from lapwing.code.lists import listed
from lapwing.code.noun_slots import NounArguments, noun_arguments_of
from lapwing.code.predicates import no_event
from lapwing.code.slots import Arguments, arguments_of
from lapwing.code.wordings import before_noun, beside_verb, forms, from_word, top_of, words_near
from lapwing.lexicon.acts import ActLexicon, Frame, Trigger
from lapwing.model.parse import Parse, Token

_BEFORE = 8
"""How many words before an act noun may belong to its wording."""

_OF_PERSONS = listed(
    "leader chief head commander member organizer organiser spokesman veteran hero supporter critic opponent minister"
)
_SEVERAL = listed(
    "series wave string spate number round couple handful pair flurry barrage set type kind dozen hundred million billion $ "
    "dollar euro worth package"
)
_PLURAL_ACTS = frozenset({"talk"})
_MODIFIER = ("compound", "amod", "nmod:poss", "nmod:desc", "flat")


class Found(Struct, frozen=True):
    """A frame that fits at a token. `tokens` carry the wording; `light` is the light verb of a nominal act."""

    token: int
    tokens: tuple[int, ...]
    frame: Frame
    verb: Arguments | None
    noun: NounArguments | None
    light: int | None = None
    negative: bool = False
    """Whether a "not" is part of the wording ("does not allow")."""


class Matcher:
    """Matches one text. Holds the parse, the lexicon and what kind of thing each word names.

    Of the frames that fit at a word the most exact one that finds the parties it asks for is taken; where none
    finds them, the most exact one.
    """

    def __init__(
        self, parse: Parse, lexicon: ActLexicon, kinds: Kinds, has_parties: Callable[[Found], bool]
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.kinds = kinds
        self.has_parties = has_parties
        self.fits = Fits(parse, kinds)
        self.phrase_words = frozenset(p.split()[0] for f in lexicon.frames for p in f.adjectives)

    def all(self) -> tuple[Found, ...]:
        """Every act word of the text with its best frame, in text order, at most one a token."""
        found: dict[int, Found] = {}
        taken: set[int] = set()
        for token in self.parse.tokens:
            hit = self._at(token)
            if hit is not None:
                found.setdefault(hit.token, hit)
                taken.update(i for i in hit.tokens if i != hit.token)
        verbs = {i: f.frame.type for i, f in found.items() if f.noun is None}
        kept = [f for i, f in sorted(found.items()) if i not in taken and not self._listed_with(f, taken)]
        return tuple(f for f in kept if f.light is None or verbs.get(f.light) != f.frame.type)

    def _listed_with(self, found: Found, taken: set[int]) -> bool:
        """Whether a noun only lengthens the wording of another act ("used tear gas and water cannon")."""
        token = self.parse.tokens[found.token]
        return found.noun is not None and token.deprel == "conj" and token.head in taken

    def _at(self, token: Token) -> Found | None:
        lemma = token.lemma.lower()
        if token.xpos == "VBG" and self.parse.child(token.index, "det", "nmod:poss"):
            return self._first_noun(token, self.lexicon.noun_triggers(token.text.lower()))
        if token.upos in ("VERB", "AUX") or token.xpos.startswith("VB"):
            hit = self._first_verb(token, self.lexicon.verb_triggers(lemma))
            if hit is not None:
                return hit
        if token.upos == "NOUN" or token.xpos in ("NN", "NNS"):
            hit = self._first_noun(token, self.lexicon.noun_triggers(lemma))
            if hit is not None:
                return hit
        return self._first_phrase(token)

    def _first_verb(self, token: Token, triggers: Sequence[Trigger]) -> Found | None:
        if not triggers or token.deprel in ("amod", "compound"):
            return None
        arguments: Arguments | None = None
        spare: Found | None = None
        near = words_near(self.parse, token.index)
        held = forms(near)
        for trigger in triggers:
            if not held.issuperset(trigger.words[1:]):
                continue
            tokens = beside_verb(self.parse, token.index, trigger.words, near)
            if (
                tokens is None
                or self._is_off(token, tokens)
                or any(self._not_event(self.parse.tokens[i]) for i in tokens[1:])
            ):
                continue
            arguments = arguments or arguments_of(self.parse, token.index)
            if self._verb_fits(trigger, tokens, arguments):
                negative = "not" in trigger.words or "never" in trigger.words
                found = Found(token.index, tokens, trigger.frame, arguments, None, negative=negative)
                if self.has_parties(found):
                    return found
                spare = spare or found
        return spare

    def _is_off(self, verb: Token, tokens: tuple[int, ...]) -> bool:
        """Whether an "off" beyond the wording makes it another verb ("called off a summit")."""
        beside = self.parse.children(verb.index, "compound:prt")
        return any(t.text.lower() == "off" and t.index not in tokens for t in beside)

    def _verb_fits(self, trigger: Trigger, tokens: tuple[int, ...], a: Arguments) -> bool:
        frame = trigger.frame
        if not (frame.passive if a.passive else frame.active):
            return False
        words = set(tokens[1:])
        objects = [*(i for i in a.objects if i not in words), *self._after_preposition(tokens, a)]
        objects = objects or [i for i in a.indirect if i not in words]
        doers = a.agents if a.passive else a.subjects
        own = not objects and any(self.parse.tokens[i].upos in ("NOUN", "PROPN") for i in words)
        return (
            (own or self.fits.needs(frame.object, objects))
            and self.fits.lacks(frame.not_object, objects)
            and (
                self.fits.needs(frame.subject, doers)
                or (not doers and frame.subject is not None and frame.subject.absent)
            )
            and self.fits.lacks(frame.not_subject, doers)
            and self.fits.preps_fit(frame, a.head, a.preps)
            and self.fits.complement_fits(frame, a, words)
        )

    def _after_preposition(self, tokens: tuple[int, ...], a: Arguments) -> list[int]:
        """What a wording that ends on a preposition takes as its object ("fire at X")."""
        words = [self.parse.tokens[i].text.lower() for i in tokens[1:]]
        return [i for word in words for i in a.prep(word) if i not in tokens]

    def _first_noun(self, token: Token, triggers: Sequence[Trigger]) -> Found | None:
        if not triggers or self._only_modifies(token):
            return None
        arguments: NounArguments | None = None
        spare: Found | None = None
        sentence = self.parse.sentence_of(token.index)
        held = forms(self.parse.tokens[max(sentence.first, token.index - _BEFORE) : token.index])
        for trigger in triggers:
            if not held.issuperset(trigger.words[:-1]):
                continue
            tokens = before_noun(self.parse, token.index, trigger.words)
            if tokens is None or self._not_event(token):
                continue
            head = top_of(self.parse, tokens)
            if arguments is None or arguments.head != head:
                arguments = noun_arguments_of(self.parse, head)
            if self._noun_fits(trigger.frame, tokens, arguments):
                found = self._nominal(head, tokens, trigger.frame, arguments)
                if self.has_parties(found):
                    return found
                spare = spare or found
        return spare

    def _only_modifies(self, token: Token) -> bool:
        """Whether the noun stands before another noun ("attack victims"), or is no act in the singular ("talk")."""
        if token.lemma.lower() in _PLURAL_ACTS and token.xpos == "NN":
            return True
        if token.deprel in _MODIFIER and token.head > token.index:
            return True
        above = self.parse.head(token.index)
        return token.deprel == "nmod" and above is not None and above.lemma.lower() in _OF_PERSONS

    def _not_event(self, token: Token) -> bool:
        return no_event(self.parse, token.index, self.lexicon.words)

    def _noun_fits(self, frame: Frame, tokens: tuple[int, ...], a: NounArguments) -> bool:
        head = a.head
        around = [i for i in a.prep("of") or (*a.prep("on"), *a.prep("against")) if i not in tokens]
        doers = (*a.poss, *a.prep("by"), *a.compound)
        needed = frame.object is None or not around or any(self.fits.take(frame.object, i) for i in around)
        return (
            needed
            and self.fits.lacks(frame.not_object, around)
            and self.fits.lacks(frame.not_subject, doers)
            and self.fits.preps_fit(frame, head, a.preps)
        )

    def _nominal(self, head: int, tokens: tuple[int, ...], frame: Frame, a: NounArguments) -> Found:
        verb = self._light_verb(head, frame)
        return Found(
            head, tokens, frame, arguments_of(self.parse, verb) if verb is not None else None, a, light=verb
        )

    def _light_verb(self, noun: int, frame: Frame) -> int | None:
        """The light verb whose object the noun is: "launch an attack", "talks were held", "raids carried out by X"."""
        token = self.parse.tokens[noun]
        for clause in self.parse.children(noun, "acl"):
            if self._is_light(clause, frame) and noun in arguments_of(self.parse, clause.index).objects:
                return clause.index
        above = self.parse.head(noun)
        several = token.deprel == "nmod" and above is not None and above.lemma.lower() in _SEVERAL
        if above is not None and (several or (token.deprel == "conj" and above.upos in ("NOUN", "PROPN"))):
            return self._light_verb(above.index, frame)
        if above is None or not self._is_light(above, frame):
            return None
        if token.deprel in ("obj", "nsubj:pass"):
            return above.index
        return above.index if token.deprel == "obl" and above.lemma.lower() in frame.light else None

    def _is_light(self, token: Token, frame: Frame) -> bool:
        lemma = token.lemma.lower()
        off = any(t.text.lower() == "off" for t in self.parse.children(token.index, "compound:prt", "advmod"))
        return (
            token.upos == "VERB" and not off and (lemma in self.lexicon.words.light or lemma in frame.light)
        )

    def _first_phrase(self, token: Token) -> Found | None:
        if token.upos not in ("ADP", "ADJ", "ADV", "NOUN", "VERB", "SCONJ"):
            return None
        for word in dict.fromkeys((token.text.lower(), token.lemma.lower())):
            if word not in self.phrase_words:
                continue
            for trigger in self.lexicon.adjective_triggers(word):
                tokens = from_word(self.parse, token.index, trigger.words)
                if tokens is None:
                    continue
                head = top_of(self.parse, tokens)
                a = arguments_of(self.parse, head)
                if self.fits.preps_fit(trigger.frame, head, a.preps) and self.fits.needs(
                    trigger.frame.subject, a.subjects
                ):
                    return Found(head, tokens, trigger.frame, a, None)
        return None
