"""Where a text tells figures: every word of measures.toml with the heads of the phrases it counts."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from lapwing.code.claims.amounts import Amounts
from lapwing.code.claims.parts import Parts
from lapwing.code.claims.phrases import Phrases
from lapwing.code.claims.states import States
from lapwing.code.claims.tolls import Telling, toll_of
from lapwing.code.noun_slots import noun_arguments_of
from lapwing.code.slots import case_of
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.claim import Measure
from lapwing.model.parse import Parse, Token

_BESIDE = ("obj", "obl", "xcomp", "advmod", "compound:prt", "iobj", "nsubj:pass", "advcl", "nmod")
_IN_IDIOMS = ("", "from", "on", "in", "at", "by")
_VERBAL = frozenset({"VERB", "AUX"})


class Finder:
    """Finds the tellings of one text."""

    def __init__(self, parse: Parse, amounts: Amounts, lexicon: MeasureLexicon) -> None:
        self.parse = parse
        self.amounts = amounts
        self.lexicon = lexicon
        self.phrases = Phrases(parse, amounts, lexicon)
        self.states = States(parse, amounts, lexicon, self.phrases)
        self.parts = Parts(parse, amounts)

    def all(self) -> list[Telling]:
        """Every telling in text order of the counted phrases."""
        found: list[Telling] = []
        for token in self.parse.tokens:
            found.extend(self._at(token))
        found += [t for telling in found for t in self.parts.of(telling)]
        found = [t for t in found if not self._only_named(t, found)]
        words: dict[tuple[str, int], set[int]] = {}
        for telling in found:
            words.setdefault((telling.measure, telling.head), set()).add(telling.word)
        found = [structs.replace(t, shared=t.shared or _beside_mate(t, words)) for t in found]
        return sorted(found, key=lambda t: (t.head, t.word, t.measure))

    def _only_named(self, telling: Telling, found: list[Telling]) -> bool:
        """ "Several hundred refugees were deported": where a verb tells what befell them, the noun only names them."""
        own = telling.word == telling.head and telling.measure == "displaced"
        return own and any(t.head == telling.head and t.word != telling.word for t in found)

    def _at(self, token: Token) -> Iterator[Telling]:
        lemma = token.lemma.lower()
        if token.upos in _VERBAL:
            yield from self._of_verb(token, lemma)
        if token.upos in ("ADJ", "VERB", "NOUN"):
            yield from self.states.of(token)
        if token.upos in ("NOUN", "PROPN"):
            yield from self._of_noun(token, lemma)

    def _of_verb(self, token: Token, lemma: str) -> Iterator[Telling]:
        lexicon, at = self.lexicon, token.index
        idle = lexicon.idioms.get(lemma, frozenset())
        near = [t for t in self._beside(token) if case_of(self.parse, t.index) in _IN_IDIOMS] if idle else []
        if any(t.lemma.lower() in idle for t in near):
            return
        if phrases := list(self._of_phrase(token, lemma)):
            yield from phrases
            return
        measure = lexicon.verbs.get(lemma) or lexicon.verbs.get(token.text.lower())
        if lemma == "hold" and not self._holds_people(token):
            measure = None
        if measure is not None:
            heads = self.phrases.among(token) or self.phrases.objects(token)
            yield from self._each(measure, at, heads, shared=self._shares(token, measure))
            yield from self._each(measure, at, self.phrases.beside(token), numbered=True)
        if (measure := lexicon.forces.get(lemma)) is not None:
            yield from self._each(measure, at, self.phrases.objects(token), numbered=True)
        if lemma in lexicon.losing:
            fighters = tuple(h for h in self.phrases.objects(token) if self._is_fighter(h))
            yield from self._each("killed", at, fighters, numbered=True)
        if (measure := lexicon.doers.get(lemma)) is not None:
            yield from self._each(measure, at, self.phrases.subjects(token))
        if lemma == "include":
            yield from self._each_of_group(token)
        if (measure := lexicon.crowds.get(lemma)) is not None:
            yield from self._each(measure, at, self.phrases.subjects(token), numbered=True)

    def _is_fighter(self, head: int) -> bool:
        lemma = self.parse.tokens[head].lemma.lower()
        return lemma == "man" or self.lexicon.classes.get(lemma) in (
            "military",
            "police",
            "rebels",
            "security",
        )

    def _each_of_group(self, token: Token) -> Iterator[Telling]:
        """ "The dead included six children": what the subject suffered is told of its parts."""
        subject = self.parse.child(token.index, "nsubj")
        word = subject.text.lower() if subject is not None else ""
        measure = self.lexicon.states.get(word) or ("killed" if word in ("victims", "fatalities") else None)
        if measure is not None:
            yield from self._each(measure, token.index, self.phrases.objects(token), numbered=True)

    def _each(
        self,
        measure: Measure,
        word: int,
        heads: tuple[int, ...],
        *,
        numbered: bool = False,
        shared: bool = False,
    ) -> Iterator[Telling]:
        for head in heads:
            yield Telling(measure, word, head, word, numbered, shared)

    def _single(self, head: int) -> bool:
        amount = self.amounts.of(head)
        return amount is not None and amount[1] in ("person", "number", "pronoun")

    def _is_bare(self, head: int) -> bool:
        amount = self.amounts.of(head)
        return amount is None or amount[1] == "plural"

    def _holds_people(self, token: Token) -> bool:
        """ "held 48 migrants", but no "held talks" and no "held nobody accountable"."""
        if any(
            t.upos == "ADJ" and t.lemma not in ("captive", "hostage")
            for t in self.parse.children(token.index, "xcomp", "advmod")
        ):
            return False
        return any(self.amounts.persons(i) and self.amounts.of(i) for i in self.phrases.objects(token))

    def _shares(self, token: Token, measure: Measure) -> bool:
        """Whether a second measure, joined by "and" or "or", takes the same phrase."""
        mates = [t for t in self.parse.children(token.index, "conj") if t.upos in _VERBAL]
        above = self.parse.head(token.index)
        if token.deprel == "conj" and above is not None and above.upos in _VERBAL:
            mates.append(above)
        for mate in mates:
            other = self.lexicon.verbs.get(mate.lemma.lower())
            apart = {measure, other} == {"killed", "injured"} or self._alternative(token, mate)
            if (
                other not in (None, measure)
                and apart
                and set(self.phrases.objects(mate)) & set(self.phrases.objects(token))
            ):
                return True
        return False

    def _alternative(self, one: Token, two: Token) -> bool:
        later = max(one.index, two.index)
        return any(t.lemma == "or" for t in self.parse.children(later, "cc"))

    def _beside(self, token: Token) -> list[Token]:
        """What stands beside a verb: its dependents, what hangs on a particle ("back to prison"), the nouns right after it."""
        found = list(self.parse.children(token.index, *_BESIDE))
        for child in self.parse.children(token.index, "advmod"):
            found += self.parse.children(child.index, "obl")
        for child in self.parse.children(token.index, "obj"):
            found += [t for t in self.parse.children(child.index, "nmod") if t.index > token.index]
        last = self.parse.sentence_of(token.index).last
        found += [
            t for t in self.parse.tokens[token.index + 1 : min(last, token.index + 3)] if t.upos == "NOUN"
        ]
        return found

    def _of_phrase(self, token: Token, lemma: str) -> Iterator[Telling]:
        """A verb with a word beside it: "lost their lives", "took 30 people hostage", "force … to flee"."""
        for table, counted in (
            (self.lexicon.subject_phrases, "subject"),
            (self.lexicon.object_phrases, "object"),
        ):
            rows = table.get(lemma)
            if rows is None:
                continue
            for beside in self._beside(token):
                measure = rows.get(beside.lemma.lower()) or rows.get(beside.text.lower())
                apart = beside.lemma == "home" and case_of(self.parse, beside.index) in ("for", "at")
                if measure is None or apart:
                    continue
                heads = self.phrases.subjects(token) if counted == "subject" else self.phrases.objects(token)
                counted_itself = self.amounts.count_at(beside.index) is not None and beside.deprel == "obj"
                heads = (beside.index,) if counted_itself else tuple(h for h in heads if h != beside.index)
                yield from self._each(measure, token.index, heads, numbered=measure == "participants")
                break

    def _of_noun(self, token: Token, lemma: str) -> Iterator[Telling]:
        lexicon, at, above = self.lexicon, token.index, self.parse.head(token.index)
        if above is not None and above.lemma in lexicon.averting and token.deprel in ("obj", "nsubj:pass"):
            return
        if lemma in lexicon.both:
            yield Telling("killed", at, at, at, numbered=True, shared=True)
            yield Telling("injured", at, at, at, numbered=True, shared=True)
        taken_in = token.deprel == "obj" and above is not None and above.lemma in lexicon.admitting
        if (measure := lexicon.units.get(lemma)) is not None and self.amounts.count_at(at) is not None:
            if taken_in and measure == "displaced":
                return
            yield Telling(measure, at, at, at, numbered=True)
            return
        if lemma in lexicon.bodies:
            bodies = self.phrases.bodies(at)
            numbered = not any(self.amounts.count_at(head) for head in bodies)
            yield from self._each("killed", at, bodies, numbered=numbered)
        if (
            lemma == "life"
            and token.deprel == "nsubj:pass"
            and above is not None
            and above.lemma in ("lose", "claim")
        ):
            yield Telling("killed", above.index, at, above.index, numbered=True)
        if (measure := lexicon.nouns.get(lemma)) is not None:
            around = noun_arguments_of(self.parse, at)
            heads = around.prep("of") or tuple(i for i in around.poss if self._single(i))
            yield from (
                t for t in self._each(measure, at, self.phrases.whole(heads)) if not self._is_bare(t.head)
            )
        if (measure := lexicon.tolls.get(lemma)) is not None or lemma == "number":
            yield from toll_of(self.parse, self.amounts, self.lexicon, token, measure)


def _beside_mate(telling: Telling, words: Mapping[tuple[str, int], set[int]]) -> bool:
    """ "killed and injured 1,000": two measures side by side that count the same phrase.

    `words` are those that tell each measure of each head.
    """
    pair = {"killed": "injured", "injured": "killed"}.get(telling.measure, "")
    return bool(words.get((pair, telling.head), set()) & {telling.word - 2, telling.word + 2})
