"""What stands around an act noun: possessor, prepositions, the words before it."""

from collections.abc import Iterator

from msgspec import Struct

from lapwing.code.slots import case_of, nominal, prepositions
from lapwing.model.parse import Parse, Token

_BELOW = {
    **dict.fromkeys(("of", "on", "against", "from"), ("by", "against")),
    "by": ("on", "against"),
}
"""Which prepositions below a phrase belong to the act noun above it, by the preposition of that phrase."""


class NounArguments(Struct, frozen=True):
    """Head tokens of what stands around an act noun: possessor, prepositions, modifiers before it."""

    head: int
    poss: tuple[int, ...]
    compound: tuple[int, ...]
    preps: tuple[tuple[str, tuple[int, ...]], ...]

    def prep(self, name: str) -> tuple[int, ...]:
        """Heads that stand after a preposition."""
        return tuple(i for key, heads in self.preps if key == name for i in heads)


def noun_arguments_of(parse: Parse, noun: int) -> NounArguments:
    """The arguments of an act noun ("the army's raid on the village", "police raid")."""
    owner = parse.child(noun, "nmod:poss") or _owner_before(parse, noun)
    modifiers = [
        t.index for t in parse.children(noun, "compound", "amod")
        if t.deprel != "compound:prt" and t.index < noun and t.upos in ("NOUN", "PROPN", "ADJ")
    ]  # fmt: skip
    return NounArguments(
        noun,
        poss=nominal(parse, owner) if owner else (),
        compound=tuple(modifiers),
        preps=(*prepositions(parse, noun, ("nmod", "obl")), *_nested(parse, noun)),
    )


def _owner_before(parse: Parse, noun: int) -> Token | None:
    """A possessor before the noun that the parser hung on its of-phrase ("the group's 2014 abduction of 20 girls")."""
    for child in parse.children(noun, "nmod"):
        for owner in parse.children(child.index, "nmod:poss"):
            if owner.index < noun:
                return owner
    return None


def _nested(parse: Parse, noun: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A phrase that the parser hangs on the one before it ("the killing of civilians by soldiers", "an attack by X on Y")."""
    for child in parse.children(noun, "nmod"):
        wanted = _BELOW.get(case_of(parse, child.index), ())
        for name, heads in prepositions(parse, child.index, ("nmod",)):
            if name in wanted:
                yield name, heads
