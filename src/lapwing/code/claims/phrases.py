"""Whose number a verb tells: its objects and subjects, with what the parser is known to lose put right."""

from lapwing.code.claims.amounts import Amounts
from lapwing.code.noun_slots import noun_arguments_of
from lapwing.code.slots import arguments_of, case_of, conjuncts, is_passive
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.parse import Parse, Token

_CLAUSE_MARKS = frozenset({"after", "as", "before", "since", "when", "while"})


class Phrases:
    """The counted phrases around verbs of one text, by their heads."""

    def __init__(self, parse: Parse, amounts: Amounts, lexicon: MeasureLexicon) -> None:
        self.parse = parse
        self.amounts = amounts
        self.lexicon = lexicon

    def objects(self, token: Token) -> tuple[int, ...]:
        """Those it is done to: object, subject of the passive, the noun that a relative clause leaves open."""
        before = self._right_before(token)
        if before is not None:
            count = self.amounts.inside(before)
            counted = count is not None and (count.noun is None or self.amounts.persons(count.noun))
            return (before,) if counted or self.amounts.persons(before) else ()
        arguments = arguments_of(self.parse, token.index)
        if (number := self._number_behind(token)) is not None:
            return (number,)
        passive = arguments.passive and not (
            token.xpos == "VBD" and not self.parse.child(token.index, "aux:pass")
        )
        own = self._own_subject(token) if passive else self._elliptic_subject(token)
        heads = own or self.whole(arguments.objects or (arguments.indirect if passive else ()))
        heads = self._mended(token, heads if passive == arguments.passive else (), passive=passive)
        if passive and arguments.indirect and not any(self.amounts.of(h) for h in heads):
            heads = self.whole(arguments.indirect)
        if token.deprel == "acl:relcl" and not any(self.amounts.of(h) for h in heads):
            return self._left_open(token) or heads
        return heads

    def _mended(self, token: Token, heads: tuple[int, ...], *, passive: bool) -> tuple[int, ...]:
        """The heads, or a counted phrase that the tree has lost, where it stands nearer or none was found."""
        lost = self._lost_phrase(token, before=passive)
        subject = self.parse.child(token.index, "nsubj:pass") if passive else None
        if (
            lost
            and subject is None
            and (not heads or abs(lost[0] - token.index) < abs(heads[0] - token.index))
        ):
            return lost
        if (
            heads
            or passive
            or self.parse.child(token.index, "obj") is not None
            or token.xpos not in ("VBD", "VBN")
        ):
            return heads
        alone = self.parse.child(token.index, "nsubj")
        counted = alone is not None and self.amounts.count_at(alone.index) is not None
        return (alone.index,) if alone is not None and counted else ()

    def _number_behind(self, token: Token) -> int | None:
        """ "killed five and injured 40": a number right behind the second verb that the tree has given to the first."""
        if token.deprel != "conj" or self.parse.child(token.index, "obj", "aux:pass", "nsubj"):
            return None
        count = self.amounts.inside(token.index + 1) if token.index + 1 < len(self.parse.tokens) else None
        if count is None or count.first != token.index + 1:
            return None
        head = count.noun if count.noun is not None else count.last - 1
        return head if self.parse.tokens[head].head < token.index else None

    def _elliptic_subject(self, token: Token) -> tuple[int, ...]:
        """ "14 dead and dozens injured": a participle without helper whose subject suffers it."""
        if token.xpos != "VBN" or self.parse.child(token.index, "aux", "obj") is not None:
            return ()
        subject = self.parse.child(token.index, "nsubj")
        return conjuncts(self.parse, subject.index) if subject is not None and subject.upos != "PRON" else ()

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
            if (child.index < token.index) != before:
                continue
            if bare and self.amounts.count_at(child.index) is not None:
                return (child.index,)
            if before and (counted := self._hung_on(child)) is not None:
                return (counted,)
        return ()

    def _hung_on(self, day: Token) -> int | None:
        """A number that the tree has hung on a day before it ("By May 9 around 70 of them had been captured")."""
        if self.amounts.count_at(day.index) is not None or day.upos not in ("PROPN", "NUM"):
            return None
        below = (t for t in self.parse.children(day.index, "nmod", "nummod") if t.index > day.index)
        return next((t.index for t in below if self.amounts.inside(t.index) is not None), None)

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

    def subjects(self, token: Token) -> tuple[int, ...]:
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
            return self.whole(own)
        return self.whole(arguments.subjects or (arguments.objects if passive else ()))

    def among(self, token: Token) -> tuple[int, ...]:
        """ "Six journalists were among those detained": the subject that is counted into the group."""
        group = self.parse.head(token.index)
        if (
            group is None
            or token.deprel not in ("acl", "acl:relcl")
            or self.amounts.count_at(group.index) is not None
        ):
            return ()
        if "among" not in case_of(self.parse, group.index):
            return ()
        above = self.parse.head(group.index)
        if self.parse.child(group.index, "cop") is not None:
            above = group
        elif above is None or above.lemma != "be":
            return ()
        return self.whole(arguments_of(self.parse, above.index).subjects)

    def beside(self, token: Token) -> tuple[int, ...]:
        """Those who suffered it with the first: "was killed along with two of his bodyguards"."""
        found = [t for t in self.parse.children(token.index, "obl") if self._is_along(t.index)]
        return self.whole(tuple(i for t in found for i in conjuncts(self.parse, t.index)))

    def _is_along(self, index: int) -> bool:
        words = case_of(self.parse, index).split()
        before = self.parse.tokens[max(0, min(self.parse.subtree(index)) - 1)]
        return bool(words) and (
            words[0] in ("along", "together")
            or (words[0] == "with" and before.lemma in ("along", "together"))
        )

    def whole(self, heads: tuple[int, ...]) -> tuple[int, ...]:
        """Heads with those whom a counting word stands for: "bodies of five soldiers" → soldiers."""
        found: list[int] = []
        for head in heads:
            inner = self.bodies(head)
            found += inner if inner else [head]
        return tuple(dict.fromkeys(found))

    def bodies(self, head: int) -> tuple[int, ...]:
        """Those whose bodies a phrase names ("the bodies of five soldiers", "the lives of 12"), nobody for any other phrase."""
        lemma = self.parse.tokens[head].lemma.lower()
        if lemma not in self.lexicon.bodies and lemma != "life":
            return ()
        return noun_arguments_of(self.parse, head).prep("of")
