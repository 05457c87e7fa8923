"""Names and nominal mentions: spans for what the model marked, over the tree it built."""

from collections.abc import Sequence
from typing import cast

from msgspec import structs

from lapwing.model.parse import EntityLabel, Mention, Token

# what hangs on the head of a phrase without being part of it
_OUTSIDE = frozenset(
    {"case", "cc", "mark", "punct", "cop", "aux", "nsubj", "csubj", "conj", "parataxis", "appos", "advcl", "acl",
     "discourse", "vocative", "list", "dislocated", "orphan", "reparandum", "expl", "obl", "advmod", "ccomp",
     "acl:relcl", "advcl:relcl", "aux:pass", "nsubj:pass", "nsubj:outer", "obl:agent", "cc:preconj"}
)  # fmt: skip
# … but belongs to a phrase when it hangs on another of its words
_INNER = frozenset({"case", "punct", "cc", "conj", "advmod", "mark", "obl"})
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "prof.", "gen.", "col.", "lt.", "sgt.", "maj.", "capt.", "cpl.", "brig.",
     "adm.", "cmdr.", "gov.", "sen.", "rep.", "rev.", "president", "general", "colonel", "captain", "minister", "senator",
     "governor", "professor", "ambassador", "secretary"}
)  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM", "X", "VERB"})


def named_mentions(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str, float]]) -> list[Mention]:
    """Mentions for name spans (first, last, kind, confidence); the head is the word governed from outside.

    Titles before a person's name are left out, and so is a title without a name.
    """
    out = []
    for first, last, kind, confidence in spans:
        while kind == "person" and first < last and tokens[first].text.lower() in _TITLES:
            first += 1
        if first == last:
            continue
        head = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
        out.append(Mention(first, last, head, cast(EntityLabel, kind), True, confidence))
    return out


def nominal_mentions(
    tokens: Sequence[Token], start: int, marked: Sequence[tuple[int, str, float]], names: Sequence[Mention]
) -> list[Mention]:
    """Mentions for head words (token, kind, confidence) that no name covers. Pronouns are left out.

    The trees looked at are those of the tokens from `start` on.
    """
    covered = {i for m in names for i in range(m.first, m.last)}
    below: dict[int, list[int]] = {}
    for t in tokens[start:]:
        below.setdefault(t.head, []).append(t.index)
    out = []
    for head, kind, confidence in marked:
        if head in covered or tokens[head].upos not in _NOMINAL:
            continue
        first, last = _extent(tokens, below, head)
        out.append(Mention(first, last, head, cast(EntityLabel, kind), False, confidence))
    return out


def _extent(tokens: Sequence[Token], below: dict[int, list[int]], head: int) -> tuple[int, int]:
    """The unbroken run of words around `head` that hang below it, clauses and coordinations cut off."""
    inside, waiting = {head}, [head]
    while waiting:
        at = waiting.pop()
        for i in below.get(at, ()):
            relation = tokens[i].deprel
            if relation not in _OUTSIDE or (at != head and relation in _INNER):
                inside.add(i)
                waiting.append(i)
    first = last = head
    while first - 1 in inside or (first - 2 in inside and tokens[first - 1].upos == "PUNCT"):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and tokens[last + 1].upos == "PUNCT"):
        last += 1
    while first < head and (tokens[first].upos in ("PUNCT", "CCONJ") or tokens[first].deprel == "case"):
        first += 1
    while last > head and tokens[last].upos == "PUNCT":
        last -= 1
    return first, last + 1


def settled(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The same mentions, with one kind for one name: that which its occurrences in the text speak for most.

    Confidence stays that of the occurrence, so that a name read against its context can still be told.
    """
    votes: dict[tuple[str, ...], dict[str, float]] = {}
    names = [(m, tuple(t.text for t in tokens[m.first : m.last])) for m in mentions if m.named]
    for mention, words in names:
        votes.setdefault(words, {}).setdefault(mention.label, 0.0)
        votes[words][mention.label] += mention.confidence
    best = {words: max(sorted(kinds), key=kinds.__getitem__) for words, kinds in votes.items()}
    out = []
    for m in mentions:
        kind = best[tuple(t.text for t in tokens[m.first : m.last])] if m.named else m.label
        out.append(m if kind == m.label else structs.replace(m, label=cast(EntityLabel, kind)))
    return out
