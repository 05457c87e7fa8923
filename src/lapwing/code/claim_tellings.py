"""Where a text tells figures: every word of measures.toml with the heads of the phrases it counts."""

from collections.abc import Iterator

from msgspec import Struct, structs

from lapwing.code.claim_amounts import Amounts
from lapwing.code.slots import arguments_of, case_of, conjuncts, is_passive, noun_arguments_of
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.claim import Measure
from lapwing.model.parse import Parse, Token

_BESIDE = ("obj", "obl", "xcomp", "advmod", "compound:prt", "iobj", "nsubj:pass", "advcl", "nmod")
_CLAUSE_MARKS = frozenset({"after", "as", "before", "since", "when", "while"})
_NOT_THE_SUM = frozenset({"from", "since", "in", "on", "with", "after"})
_VERBAL = frozenset({"VERB", "AUX"})


class Telling(Struct, frozen=True):
    """A word that tells a figure, and the head of a phrase that it counts.

    `predicate` is the token whose status decides whether it happened; `numbered` asks for a stated number; `shared` marks a
    figure that two measures share ("killed and injured 1,000").
    """

    measure: Measure
    word: int
    head: int
    predicate: int
    numbered: bool = False
    shared: bool = False
    teller: tuple[int, ...] = ()


class Finder:
    """Finds the tellings of one text."""

    def __init__(self, parse: Parse, amounts: Amounts, lexicon: MeasureLexicon) -> None:
        self.parse = parse
        self.amounts = amounts
        self.lexicon = lexicon

    def all(self) -> list[Telling]:
        """Every telling in text order of the counted phrases."""
        found: list[Telling] = []
        for token in self.parse.tokens:
            found.extend(self._at(token))
        found += [t for telling in found for t in self._parts(telling)]
        found = [structs.replace(t, shared=t.shared or self._beside_mate(t, found)) for t in found]
        return sorted(found, key=lambda t: (t.head, t.word, t.measure))

    def _beside_mate(self, telling: Telling, found: list[Telling]) -> bool:
        """ "killed and injured 1,000": two measures side by side that count the same phrase."""
        pair = {"killed": "injured", "injured": "killed"}.get(telling.measure)
        return any(
            t.measure == pair and t.head == telling.head and abs(t.word - telling.word) == 2 for t in found
        )

    def _at(self, token: Token) -> Iterator[Telling]:
        lemma = token.lemma.lower()
        if token.upos in _VERBAL:
            yield from self._of_verb(token, lemma)
        if token.upos in ("ADJ", "VERB", "NOUN"):
            yield from self._of_state(token)
        if token.upos in ("NOUN", "PROPN"):
            yield from self._of_noun(token, lemma)

    def _of_verb(self, token: Token, lemma: str) -> Iterator[Telling]:
        lexicon, at = self.lexicon, token.index
        if phrases := list(self._of_phrase(token, lemma)):
            yield from phrases
            return
        measure = lexicon.verbs.get(lemma) or lexicon.verbs.get(token.text.lower())
        if lemma == "hold" and not self._holds_people(token):
            measure = None
        if measure is not None:
            yield from self._each(measure, at, self._objects(token), shared=self._shares(token, measure))
        if (measure := lexicon.forces.get(lemma)) is not None:
            yield from self._each(measure, at, self._objects(token), numbered=True)
        if (measure := lexicon.doers.get(lemma)) is not None:
            yield from self._each(measure, at, self._subjects(token))
        if (measure := lexicon.crowds.get(lemma)) is not None:
            yield from self._each(measure, at, self._subjects(token), numbered=True)

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

    def _objects(self, token: Token) -> tuple[int, ...]:
        """Those it is done to: object, subject of the passive, the noun that a relative clause leaves open."""
        before = self._right_before(token)
        if before is not None:
            count = self.amounts.inside(before)
            counted = count is not None and (count.noun is None or self.amounts.persons(count.noun))
            return (before,) if counted or self.amounts.persons(before) else ()
        arguments = arguments_of(self.parse, token.index)
        passive = arguments.passive and not (
            token.xpos == "VBD" and not self.parse.child(token.index, "aux:pass")
        )
        own = self._own_subject(token) if passive else ()
        heads = own or self._whole(arguments.objects or (arguments.indirect if passive else ()))
        if not self.parse.child(token.index, "nsubj:pass" if passive else "obj"):
            heads = self._lost_phrase(token, before=passive) or (
                heads if passive == arguments.passive else ()
            )
        if token.deprel == "acl:relcl" and not any(self.amounts.of(h) for h in heads):
            return self._left_open(token) or heads
        return heads

    def _own_subject(self, token: Token) -> tuple[int, ...]:
        """A subject that stands between two joined verbs and that the tree has given to the first of them."""
        above = self.parse.head(token.index)
        if token.deprel != "conj" or above is None or self.parse.child(token.index, "nsubj") is not None:
            return ()
        between = [
            t for t in self.parse.children(above.index, "nsubj") if above.index < t.index < token.index
        ]
        return conjuncts(self.parse, between[-1].index) if between else ()

    def _lost_phrase(self, token: Token, *, before: bool) -> tuple[int, ...]:
        """A counted phrase that the tree has made an adverbial without preposition ("killed at least 1,200 people")."""
        for child in self.parse.children(token.index, "obl", "nmod", "dep"):
            case = case_of(self.parse, child.index)
            bare = not case or (before and case in _CLAUSE_MARKS)
            if (
                (child.index < token.index) == before
                and bare
                and self.amounts.count_at(child.index) is not None
            ):
                return (child.index,)
        return ()

    def _right_before(self, token: Token) -> int | None:
        """The noun right before a bare participle ("Palestinians injured in …"), None before any other verb form."""
        before = self.parse.tokens[token.index - 1] if token.index else None
        if before is None or before.sentence != token.sentence or token.xpos != "VBN":
            return None
        bare = self.parse.child(token.index, "aux", "obj", "nsubj") is None
        return before.index if bare and before.upos in ("NOUN", "PROPN", "NUM") else None

    def _left_open(self, token: Token) -> tuple[int, ...]:
        """The noun of a relative clause ("the 48 it had held"), or the name inside it ("the family of Ana, who was killed")."""
        subject = self.parse.child(token.index, "nsubj")
        if subject is None or token.head < 0 or self.parse.child(token.index, "obj") is not None:
            return ()
        relative = subject.lemma.lower() in ("who", "that", "which")
        if relative == (self.parse.child(token.index, "aux:pass") is None):
            return ()
        below = [t.index for t in self.parse.children(token.head, "nmod") if t.index < token.index]
        first = min(self.parse.subtree(token.index))
        nearest = self._noun_ending_at(first - 1 - (self.parse.tokens[first - 1].text == ","))
        candidates = (*nearest, token.head, *reversed(below))
        return tuple(h for h in candidates if self.amounts.of(h) is not None)[:1]

    def _noun_ending_at(self, index: int) -> tuple[int, ...]:
        """The head of the noun or name whose last word stands there."""
        token = self.parse.tokens[max(index, 0)]
        while token.deprel == "flat" and token.head >= 0:
            token = self.parse.tokens[token.head]
        return (token.index,) if token.upos in ("NOUN", "PROPN") else ()

    def _subjects(self, token: Token) -> tuple[int, ...]:
        """Those who do it. Under "force … to" a number between the two verbs, where the tree has lost the object."""
        arguments = arguments_of(self.parse, token.index)
        above = self.parse.head(token.index)
        if token.deprel == "xcomp" and above is not None and self.parse.child(above.index, "obj") is None:
            between = (self.amounts.inside(i) for i in range(above.index + 1, token.index))
            count = next((c for c in between if c is not None and c.noun is not None), None)
            if count is not None and count.noun is not None:
                return (count.noun,)
        passive = is_passive(self.parse, token.index)
        if own := self._own_subject(token):
            return self._whole(own)
        return self._whole(arguments.subjects or (arguments.objects if passive else ()))

    def _whole(self, heads: tuple[int, ...]) -> tuple[int, ...]:
        """Heads with those whom a counting word stands for: "bodies of five soldiers" → soldiers."""
        found: list[int] = []
        for head in heads:
            inner = self._bodies(head)
            found += inner if inner else [head]
        return tuple(dict.fromkeys(found))

    def _bodies(self, head: int) -> tuple[int, ...]:
        if self.parse.tokens[head].lemma.lower() not in self.lexicon.bodies:
            return ()
        return noun_arguments_of(self.parse, head).prep("of")

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
        return any(self.amounts.persons(i) and self.amounts.of(i) for i in self._objects(token))

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
                and set(self._objects(mate)) & set(self._objects(token))
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
                if measure is None or case_of(self.parse, beside.index) in ("for", "from", "at", "of"):
                    continue
                heads = self._subjects(token) if counted == "subject" else self._objects(token)
                heads = tuple(h for h in heads if h != beside.index)
                yield from self._each(measure, token.index, heads, numbered=measure == "participants")
                break

    def _of_state(self, token: Token) -> Iterator[Telling]:
        """ "eight dead", "20 wounded", "two soldiers were dead", "six remain in custody"."""
        word = token.text.lower()
        measure = self.lexicon.states.get(word)
        at = token.index
        described = token.upos in ("ADJ", "NOUN") or token.deprel == "amod" or word == "missing"
        if measure is not None and described:
            yield from self._of_adjective(token, measure)
        custody = self.lexicon.custody.get(token.lemma.lower()) if token.upos == "NOUN" else None
        if custody is not None and case_of(self.parse, at) in ("in", "under", "behind", "from"):
            yield from self._of_custody(token, custody)

    def _of_adjective(self, token: Token, measure: Measure) -> Iterator[Telling]:
        at = token.index
        before = self.amounts.count_at(at) or (self.amounts.inside(at - 1) if at else None)
        if before is not None and (before.noun in (None, at)) and token.deprel != "amod":
            yield Telling(measure, at, at, at, numbered=True)
            return
        noun = self.parse.head(at)
        if token.deprel == "amod" and noun is not None:
            yield Telling(measure, at, noun.index, noun.index, numbered=True)
            return
        if (
            token.deprel in ("acl", "appos", "parataxis", "conj")
            and noun is not None
            and self.amounts.inside(noun.index)
        ):
            yield Telling(measure, at, noun.index, noun.index, numbered=True)
            return
        if self.parse.child(at, "cop") is not None or token.deprel in ("xcomp", "root", "advcl"):
            arguments = arguments_of(self.parse, at)
            subjects = arguments.subjects or arguments.objects or self._xcomp_subject(token)
            yield from self._each(measure, at, self._whole(subjects))

    def _xcomp_subject(self, token: Token) -> tuple[int, ...]:
        """ "left eight dead": the object above; "were found dead": the subject above."""
        above = self.parse.head(token.index)
        if token.deprel != "xcomp" or above is None:
            return ()
        arguments = arguments_of(self.parse, above.index)
        return arguments.objects or arguments.subjects

    def _of_custody(self, token: Token, measure: Measure) -> Iterator[Telling]:
        preposition = case_of(self.parse, token.index)
        if preposition == "from":
            return
        if self.parse.child(token.index, "cop") is not None:
            yield from self._each(measure, token.index, arguments_of(self.parse, token.index).subjects)
            return
        above = self.parse.head(token.index)
        if (
            above is not None
            and above.lemma in ("remain", "languish", "sit", "stay", "be", "keep", "hold")
            and above.upos in _VERBAL
        ):
            arguments = arguments_of(self.parse, above.index)
            heads = arguments.objects if above.lemma in ("keep", "hold") else arguments.subjects
            yield from (Telling(measure, token.index, head, above.index) for head in heads)

    def _of_noun(self, token: Token, lemma: str) -> Iterator[Telling]:
        lexicon, at = self.lexicon, token.index
        if lemma in lexicon.both:
            yield Telling("killed", at, at, at, numbered=True, shared=True)
            yield Telling("injured", at, at, at, numbered=True, shared=True)
        if (measure := lexicon.units.get(lemma)) is not None and self.amounts.count_at(at) is not None:
            yield Telling(measure, at, at, at, numbered=True)
            return
        if lemma in lexicon.bodies:
            yield from self._each("killed", at, self._bodies(at), numbered=True)
        if (measure := lexicon.nouns.get(lemma)) is not None:
            around = noun_arguments_of(self.parse, at)
            heads = around.prep("of") or tuple(i for i in around.poss if self._single(i))
            yield from (t for t in self._each(measure, at, self._whole(heads)) if not self._is_bare(t.head))
        if (measure := lexicon.tolls.get(lemma)) is not None or lemma == "number":
            yield from self._of_toll(token, measure)

    def _of_toll(self, token: Token, measure: Measure | None) -> Iterator[Telling]:
        """ "the death toll rose to 18", "raised the toll to 60", "the number of wounded stands at 30"."""
        if measure is None:
            inner = noun_arguments_of(self.parse, token.index).prep("of")
            states = [self.lexicon.states.get(self.parse.tokens[i].text.lower()) for i in inner]
            measure = next((m for m in states if m), None)
        if measure is None:
            return
        words = {t.text.lower() for t in self.parse.children(token.index, "compound", "amod")}
        measure = "injured" if words & {"injury", "injured"} else measure
        clause = self.parse.head(token.index) if token.deprel != "root" else token
        top = clause if clause is not None and clause.upos in _VERBAL else token
        figure = self._figure(top.index, token.index)
        if figure is not None:
            tellers: tuple[int, ...] = ()
            if top.lemma in self.lexicon.raisers and token.deprel == "obj":
                tellers = arguments_of(self.parse, top.index).subjects
            yield Telling(measure, token.index, figure, top.index, numbered=True, teller=tellers)

    def _figure(self, top: int, toll: int) -> int | None:
        """The number of the clause that the toll came to: not the one it rose "from"."""
        for index in self.parse.subtree(top, ("acl:relcl", "parataxis", "ccomp")):
            count = self.amounts.inside(index)
            if count is None or index != count.last - 1 or (index < toll and toll - index > 3):
                continue
            head = count.noun if count.noun is not None else index
            counts_things = count.noun is not None and self.amounts.things(head)
            if case_of(self.parse, head) not in _NOT_THE_SUM and not counts_things:
                return head
        return None

    def _parts(self, telling: Telling) -> Iterator[Telling]:
        """ "12 people, including three children": the part is counted too."""
        verb = self.parse.tokens[telling.word].upos in _VERBAL
        beside = self.parse.children(telling.word, "obl", "nmod") if verb else ()
        for token in (*self.parse.children(telling.head), *beside):
            marks = {t.lemma.lower() for t in self.parse.children(token.index, "case", "mark")}
            if marks & {"include", "including", "among"} or token.lemma.lower() == "include":
                start = token.index if token.lemma.lower() != "include" else None
                below = (
                    (start,)
                    if start is not None
                    else tuple(t.index for t in self.parse.children(token.index, "obj"))
                )
                for head in below:
                    for index in conjuncts(self.parse, head):
                        yield Telling(telling.measure, telling.word, index, telling.predicate, numbered=True)
