"""What the grammar tells of a phrase: article, number, modifiers, the words that name it."""

import re
from typing import Final

from lapwing.resolve.actors.occurrences import Occurrence
from lapwing.resolve.actors.view import View

_NO_MODIFIER: Final = frozenset(
    {"det", "punct", "case", "cc", "conj", "cop", "acl:relcl", "nsubj", "mark", "aux", "advmod"}
)
_THE: Final = frozenset({"the", "this", "that", "these", "those", "'s", "both"})
_SOME: Final = frozenset({"a", "an", "another", "some", "any", "every", "each", "several", "many", "no"})
_COUNTING: Final = frozenset(
    ["dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "ten", "tens", "score", "scores", "million", "millions", "group", "number", "majority", "couple", "handful", "lot", "most", "some", "many", "pair", "half", "part", "all", "both", "one", "two", "three", "several", "crowd"]
)  # fmt: skip
_SUFFIX: Final = re.compile(r"\s*\([^)]*\)?$|['’]s?$")


def determiner(view: View, at: Occurrence) -> str:
    """The article of a phrase in lower case, "'s" for a possessor, empty where there is none."""
    found = view.parse.child(at.head, "det", "nmod:poss")
    if found:
        return found.text.lower() if found.deprel == "det" else "'s"
    before = view.tokens[at.first - 1] if at.first else None
    return before.text.lower() if before and before.upos == "DET" else ""


def definite(view: View, at: Occurrence) -> bool:
    """Whether a phrase speaks of somebody known: "the", "this", a possessor."""
    return determiner(view, at) in _THE


def indefinite(view: View, at: Occurrence) -> bool:
    """Whether a phrase brings in somebody new."""
    return determiner(view, at) in _SOME


def bare(view: View, at: Occurrence, start: int | None = None) -> bool:
    """Whether nothing but an article stands beside the head word, or beside the noun that begins at `start`."""
    first = at.head if start is None else start
    beside = [t for t in view.parse.children(at.head) if not first <= t.index <= at.head]
    return all(t.deprel in _NO_MODIFIER for t in beside)


def counted(view: View, first: int, last: int) -> bool:
    """Whether tokens hold a number."""
    return any(
        view.tokens[i].upos == "NUM" or view.tokens[i].lemma.lower() == "dozen" for i in range(first, last)
    )


def counted_head(view: View, at: Occurrence) -> int:
    """The noun that is counted where the head only counts ("dozens of schoolgirls", "a group of men")."""
    head = at.head
    while view.tokens[head].lemma.lower() in _COUNTING:
        below = [
            t
            for t in view.parse.children(head, "nmod")
            if t.index < at.last and preposition(view, t.index) == "of"
        ]
        if not below:
            break
        head = below[0].index
    return head


def preposition(view: View, token: int) -> str:
    """The preposition before a token, articles and adjectives between them passed over."""
    for i in range(token - 1, max(-1, token - 5), -1):
        if view.tokens[i].upos == "ADP":
            return view.tokens[i].text.lower()
        if view.tokens[i].upos not in ("DET", "ADJ", "PROPN", "PART"):
            return ""
    return ""


def after_clause(view: View, first: int, end: int) -> int:
    """The phrase's first token, a bracket or dash inside it passed over."""
    return next((i + 1 for i in range(end - 1, first, -1) if view.tokens[i].text in "(,;:—"), first)


def other_modifiers(view: View, at: Occurrence) -> bool:
    """Whether adjectives or nouns beside the head make it another body than the plain one ("provincial officials")."""
    return any(
        token.deprel in ("amod", "compound") and not view.known_at(token.index)
        for token in view.parse.children(at.head, "amod", "compound")
    )


def joined_with(view: View, at: Occurrence) -> bool:
    """Whether a phrase holds a second party beside its head ("officials and residents")."""
    return any(at.first <= token.index < at.last for token in view.parse.children(at.head, "conj"))


def marked_party(view: View, head: int) -> bool:
    """Whether the model takes a common noun for a person, group or organisation."""
    return any(
        mention.head == head and mention.label in ("person", "organization")
        for mention in view.parse.mentions_over(head)
    )


def phrase(view: View, at: Occurrence) -> str:
    """The words of an occurrence without articles."""
    first = at.first
    while first < at.head and view.tokens[first].upos == "DET":
        first += 1
    return _SUFFIX.sub("", view.parse.span(first, at.last).text).strip(" ,")


def name_text(view: View, first: int, last: int) -> str:
    """The words of a name without article, clitic and bracket."""
    while last - first > 1 and view.tokens[first].upos == "DET":
        first += 1
    while last - first > 1 and view.tokens[last - 1].xpos == "POS":
        last -= 1
    return _SUFFIX.sub("", " ".join(view.parse.span(first, last).text.split()))
