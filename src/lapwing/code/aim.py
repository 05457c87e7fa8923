"""Whom a verbal act is aimed at, and who speaks, where only the content of what is said tells."""

from lapwing.code.kinds import Kinds
from lapwing.code.match import Found
from lapwing.code.noun_slots import noun_arguments_of
from lapwing.code.slots import arguments_of, surface_subject
from lapwing.model.parse import Parse, Token

_SPEAKS_OF = frozenset({"ACCUSE", "REQUEST"})
"""Verbal acts that may name their recipient as the subject of what they say ("alleged that the rebels broke the truce")."""
_AIMS_AT_OWNER = frozenset({"REJECT", "ACCUSE", "CONCEDE"})
_AIMS_AHEAD = frozenset({"THREATEN", "AGREE", "REJECT", "CONCEDE"})
_TOWARDS = ("with", "against", "on", "to", "for", "from")


class Aim:
    """Reads the other side of verbal acts in one text."""

    def __init__(self, parse: Parse, kinds: Kinds) -> None:
        self.parse = parse
        self.kinds = kinds

    def spoken_of(self, found: Found, without: set[int]) -> tuple[int, ...]:
        """Whom a verbal act is aimed at where only its content names him: "rejected the envoy's offer", "threatened to
        break off talks with Chad", "alleged that the rebels broke the truce".
        """
        sought: list[int] = []
        if found.frame.type in _SPEAKS_OF:
            sought += self.clause_subjects(found)
        if found.frame.type in _AIMS_AT_OWNER and found.verb is not None:
            sought += [i for head in found.verb.objects for i in self.owners(head)]
        if found.frame.type in _AIMS_AHEAD and found.verb is not None:
            sought += self._aimed_at(found.verb.head)
        named = {i for i in sought if i not in without and self._named_party(i)}
        if not named and found.frame.type == "REJECT":
            named = {i for i in sought if i not in without and self.kinds.party(i)}
        return tuple(sorted(named))

    def owners(self, noun: int) -> tuple[int, ...]:
        """Whose act or offer a noun is: "its offer", "Iran's program", "a Senegalese plan", "a proposal by the union"."""
        around = noun_arguments_of(self.parse, noun)
        if around.poss:
            return around.poss
        before = tuple(i for i in around.compound if self.kinds.demonym(i) or self.kinds.named(i))
        return before or around.prep("by") or around.prep("from")

    def _aimed_at(self, verb: int) -> tuple[int, ...]:
        """The other side of what is promised, threatened or refused."""
        for clause in self._content(verb):
            ahead = arguments_of(self.parse, clause.index)
            direct = tuple(i for i in ahead.objects if self._named_party(i))
            beside = tuple(
                i
                for name in _TOWARDS
                for i in (
                    *ahead.prep(name),
                    *(j for o in ahead.objects for j in noun_arguments_of(self.parse, o).prep(name)),
                )
                if self._named_party(i)
            )
            owned = tuple(i for o in ahead.objects for i in self.owners(o))
            if direct or beside or owned:
                return direct or beside or owned
        return ()

    def _content(self, verb: int) -> list[Token]:
        """The clauses that tell what is promised or threatened, down to the innermost ("will continue to press")."""
        found = list(self.parse.children(verb, "xcomp", "ccomp", "advcl"))
        return found + [
            inner for clause in found for inner in self.parse.children(clause.index, "xcomp", "conj")
        ]

    def _named_party(self, head: int) -> bool:
        """A party that is no pronoun and does not belong to the speaker."""
        pronoun = self.parse.tokens[head].upos == "PRON"
        return self.kinds.party(head) and not pronoun and not self.of_the_doer(head)

    def of_the_doer(self, head: int) -> bool:
        """Whether the phrase is somebody's own ("withdrew its troops")."""
        return any(t.upos == "PRON" for t in self.parse.children(head, "nmod:poss"))

    def speaking(self, verb: int) -> tuple[int, ...]:
        """Who can speak, up the coordination, where a conjoined verb of speaking was hung below another's content."""
        token = self.parse.tokens[verb]
        while token.deprel in ("conj", "ccomp", "xcomp") and token.head >= 0:
            joined = token.deprel == "conj"
            token = self.parse.tokens[token.head]
            heads = surface_subject(self.parse, token.index)
            if not joined and any(self.kinds.party(i) for i in heads):
                return heads
        return ()

    def clause_subjects(self, found: Found) -> tuple[int, ...]:
        if found.verb is None:
            return ()
        for clause in self.parse.children(found.verb.head, "ccomp", "xcomp", "advcl"):
            own = surface_subject(self.parse, clause.index)
            if own and own != found.verb.subjects:
                return own
        above = self.parse.head(found.verb.head)
        if above is not None and self.parse.tokens[found.verb.head].deprel == "parataxis":
            return surface_subject(self.parse, above.index)
        return ()
