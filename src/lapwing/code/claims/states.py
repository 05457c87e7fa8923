"""Figures told by adjectives and by custody: "eight dead", "20 wounded", "six remain in jail"."""

from collections.abc import Iterator

from lapwing.code.claims.amounts import Amounts
from lapwing.code.claims.phrases import Phrases
from lapwing.code.claims.tolls import Telling
from lapwing.code.slots import arguments_of, case_of
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
            subjects = arguments.subjects or arguments.objects or self._xcomp_subject(token)
            yield from (Telling(measure, at, head, at) for head in self.phrases.whole(subjects))

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
