"""A telling, and the tellings whose figure stands apart from their word: "the death toll rose to 18"."""

from collections.abc import Iterator

from msgspec import Struct

from lapwing.code.claims.amounts import Amounts
from lapwing.code.noun_slots import noun_arguments_of
from lapwing.code.slots import arguments_of, case_of
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.claim import Measure
from lapwing.model.parse import Parse, Token

_NOT_THE_SUM = frozenset({"from", "since", "in", "on", "with", "after"})
_PASSING = frozenset({"pass", "exceed", "top", "surpass", "cross"})
_NO_LONGER = frozenset({"earlier", "previous", "initial", "former", "prior"})
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
    over: bool = False


def toll_of(
    parse: Parse, amounts: Amounts, lexicon: MeasureLexicon, token: Token, measure: Measure | None
) -> Iterator[Telling]:
    """ "the death toll rose to 18", "raised the toll to 60", "the number of wounded stands at 30"."""
    if measure is None:
        measure = _of_number(parse, lexicon, token.index)
    if measure is None:
        return
    words = {t.text.lower() for t in parse.children(token.index, "compound", "amod")}
    if words & _NO_LONGER:
        return
    measure = "injured" if words & {"injury", "injured"} else measure
    clause = parse.head(token.index) if token.deprel != "root" else token
    states = clause is not None and (clause.upos in _VERBAL or parse.child(clause.index, "cop") is not None)
    top = clause if clause is not None and states else token
    figure = _figure(parse, amounts, top.index, token.index)
    if figure is not None:
        tellers: tuple[int, ...] = ()
        if top.lemma in lexicon.raisers and token.deprel == "obj":
            tellers = tuple(i for i in arguments_of(parse, top.index).subjects if not amounts.things(i))
        yield Telling(
            measure, token.index, figure, top.index, numbered=True, teller=tellers, over=top.lemma in _PASSING
        )


def _of_number(parse: Parse, lexicon: MeasureLexicon, number: int) -> Measure | None:
    """What "the number of …" counts: "wounded", "deaths", "people killed"."""
    stated = (t.index for t in parse.children(number, "amod") if t.index > number + 1)
    for index in (*noun_arguments_of(parse, number).prep("of"), *stated):
        told = (index, *(t.index for t in parse.children(index, "acl", "amod")))
        for at in told:
            token = parse.tokens[at]
            measure = lexicon.states.get(token.text.lower()) or lexicon.units.get(token.lemma.lower())
            if measure is not None:
                return measure
    return None


def _figure(parse: Parse, amounts: Amounts, top: int, toll: int) -> int | None:
    """The number of the clause that the toll came to: not the one it rose "from"."""
    for index in parse.subtree(top, ("acl:relcl", "parataxis", "ccomp")):
        count = amounts.inside(index)
        if count is None or index != count.last - 1 or (index < toll and toll - index > 3):
            continue
        head = count.noun if count.noun is not None else index
        counts_things = count.noun is not None and amounts.things(head)
        if case_of(parse, head) not in _NOT_THE_SUM and not counts_things:
            return head
    return None
