"""Means: the weapons or instruments that the words about an act name."""

from collections.abc import Iterable

from lapwing.code.match import Found
from lapwing.code.phrases import phrase
from lapwing.model.parse import Parse
from lapwing.model.span import Span

_USING = frozenset({"use", "wield", "fire", "detonate", "throw", "hurl", "launch", "drop"})


def means_of(parse: Parse, found: Found, weapons: frozenset[str]) -> tuple[Span, ...]:
    """Weapon phrases that hang on the act: "with rifles", "in a car bomb", "firing rockets", "drone strike"."""
    roots = [found.token, *([found.light] if found.light is not None else [])]
    heads = {i for root in roots for i in _below(parse, root) if parse.tokens[i].lemma.lower() in weapons}
    if found.frame.means_word:
        heads |= {i for i in found.tokens if parse.tokens[i].upos in ("NOUN", "PROPN")}
    return tuple(sorted({phrase(parse, i) for i in _tops(parse, heads)}))


def _below(parse: Parse, root: int) -> Iterable[int]:
    """Objects, with- and by-phrases, modifiers of the act, and the same of a clause of use ("using drones")."""
    for child in parse.children(root, "obj", "obl", "nmod", "compound", "amod"):
        yield child.index
        yield from (t.index for t in parse.children(child.index, "conj"))
    for clause in parse.children(root, "advcl", "acl"):
        if clause.lemma.lower() in _USING:
            for child in parse.children(clause.index, "obj"):
                yield child.index
                yield from (t.index for t in parse.children(child.index, "conj"))


def _tops(parse: Parse, heads: set[int]) -> Iterable[int]:
    return (i for i in sorted(heads) if parse.tokens[i].head not in heads or parse.tokens[i].deprel == "conj")
