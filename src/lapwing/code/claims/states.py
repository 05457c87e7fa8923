"""Figures told by adjectives and by custody: "eight dead", "20 wounded", "six remain in jail"."""

from collections.abc import Iterator

from lapwing.code.claims.amounts import Amounts
from lapwing.code.claims.phrases import Phrases
from lapwing.code.claims.tolls import Telling
from lapwing.code.slots import arguments_of, case_of, conjuncts
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.claim import Measure
from lapwing.model.parse import Parse, Token

_VERBAL = frozenset({"VERB", "AUX"})


class States:
    """Finds the tellings of one text that say in what state people are."""

    def __init__(self, parse: Parse, amounts: Amounts, lexicon: MeasureLexicon, phrases: Phrases) -> None:
        self.parse = parse
        self.amounts = amounts
        self.lexicon = lexicon
        self.phrases = phrases

    def of(self, token: Token) -> Iterator[Telling]:
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
        if token.deprel != "amod" and (listed := self._listed(token)):
            yield from (Telling(measure, at, head, at) for head in listed)
            return
        if self._is_share(token):
            return
        before = self.amounts.count_at(at) or (self.amounts.inside(at - 1) if at else None)
        if before is not None and (before.noun in (None, at)) and token.deprel != "amod":
            yield Telling(measure, at, at if before.noun == at else before.last - 1, at, numbered=True)
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
        heads_clause = self.parse.child(at, "cop", "nsubj") is not None
        if heads_clause or token.deprel in ("xcomp", "root", "advcl"):
            arguments = arguments_of(self.parse, at)
            subjects = self._xcomp_subject(token) or arguments.subjects or arguments.objects
            yield from (Telling(measure, at, head, at) for head in self.phrases.whole(subjects))

    def _is_share(self, token: Token) -> bool:
        """ "Ten of the wounded", "one of the kidnapped girls": what is told of the whole is no news of the few."""
        noun = token.head if token.deprel == "amod" else token.index
        count = self.amounts.count_at(noun)
        if count is None or count.last >= token.index:
            return False
        between = [t.lemma.lower() for t in self.parse.tokens[count.last : token.index]]
        return (
            between[:2] in (["of", "the"], ["of", "those"]) and self.amounts.inside(token.index - 1) is None
        )

    def _listed(self, token: Token) -> tuple[int, ...]:
        """ "The dead were four gunmen and a guard", "among the wounded were five nurses": those whom the clause lists."""
        clause = self.parse.head(token.index)
        named = self.parse.child(token.index, "det") is not None
        if (
            clause is None
            or not named
            or clause.upos not in ("NOUN", "PROPN")
            or self.amounts.count_at(token.index)
        ):
            return ()
        among = token.deprel in ("nmod", "obl") and case_of(self.parse, token.index) == "among"
        if self.parse.child(clause.index, "cop") is None and self.parse.child(token.index, "cop") is None:
            return ()
        if not (among or token.deprel == "nsubj"):
            return ()
        asides = (t for t in self.parse.children(clause.index, "appos") if self.parse.child(t.index, "det"))
        return (*conjuncts(self.parse, clause.index), *(t.index for t in asides))

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
            yield from (
                Telling(measure, token.index, head, token.index)
                for head in arguments_of(self.parse, token.index).subjects
            )
            return
        above = self.parse.head(token.index)
        if above is not None and token.deprel == "nmod" and self.amounts.count_at(above.index) is not None:
            yield Telling(measure, token.index, above.index, above.index, numbered=True)
            return
        if (
            above is not None
            and above.lemma in ("remain", "languish", "sit", "stay", "be", "spend", "keep", "hold")
            and above.upos in _VERBAL
        ):
            arguments = arguments_of(self.parse, above.index)
            heads = arguments.objects if above.lemma in ("keep", "hold") else arguments.subjects
            yield from (Telling(measure, token.index, head, above.index) for head in heads)
