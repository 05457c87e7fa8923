"""Parse: what the reader finds in a text before anything is coded: tokens, sentences, a tree, names.

Tokens are counted through the whole report; a sentence is a run of them. Dependencies follow
Universal Dependencies (basic trees, English), tags are UPOS and Penn (XPOS).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from lapwing.model.seen import NOTHING, Seen
from lapwing.model.span import Span, quote

EntityLabel = Literal["person", "organization", "place", "event", "time", "object", "abstract", "other"]


class Token(Struct, frozen=True):
    """One word or mark. `head` is the index of its governor in the report, -1 at the root."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int


class Sentence(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive), code points `start` to `end`."""

    index: int
    first: int
    last: int
    start: int
    end: int


class Mention(Struct, frozen=True):
    """An entity as the model marked it: tokens `first` to `last` (exclusive), its head word, its kind.

    `named` is true for a proper name (maximal name, title words excluded), false for a nominal
    mention ("the rebels", "residents of the town").
    """

    first: int
    last: int
    head: int
    label: EntityLabel
    named: bool
    confidence: float


class Parse:
    """The parsed text. Immutable by convention; look-up tables are built once, on first use."""

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        sentences: tuple[Sentence, ...],
        mentions: tuple[Mention, ...] = (),
        seen: Seen = NOTHING,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.mentions = mentions
        self.seen = seen

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        return tuple(map(tuple, below))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _mentions_over(self) -> dict[int, tuple[Mention, ...]]:
        over: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            for index in range(mention.first, mention.last):
                over[index] = (*over.get(index, ()), mention)
        return over

    def mentions_over(self, index: int) -> tuple[Mention, ...]:
        """The mentions that a token is part of, in their order."""
        return self._mentions_over.get(index, ())

    def children(self, index: int, *deprels: str) -> tuple[Token, ...]:
        """Direct dependents of a token in text order; with `deprels`, those of these relations only.

        A relation without subtype ("nsubj") also matches its subtypes ("nsubj:pass").
        """
        below = self._children[index]
        if not below:
            return ()
        found = [self.tokens[i] for i in below]
        if not deprels:
            return tuple(found)
        return tuple([t for t in found if (rel := t.deprel) in deprels or rel.partition(":")[0] in deprels])

    def child(self, index: int, *deprels: str) -> Token | None:
        """The first such dependent, or None."""
        found = self.children(index, *deprels)
        return found[0] if found else None

    def head(self, index: int) -> Token | None:
        """The governor, or None at the root."""
        above = self.tokens[index].head
        return self.tokens[above] if above >= 0 else None

    def ancestors(self, index: int) -> Iterator[Token]:
        """Governor, its governor, … up to the root."""
        above = self.tokens[index].head
        while above >= 0:
            yield self.tokens[above]
            above = self.tokens[above].head

    def subtree(self, index: int, without: Iterable[str] = ()) -> tuple[int, ...]:
        """Indices of a token and everything below it, sorted.

        Branches whose relation is in `without` ("acl:relcl", "appos", "cc", "conj", …) are cut off.
        """
        cut = frozenset(without)
        found, waiting = [index], [index]
        while waiting:
            for i in self._children[waiting.pop()]:
                if self.tokens[i].deprel not in cut and self.tokens[i].deprel.split(":")[0] not in cut:
                    found.append(i)
                    waiting.append(i)
        return tuple(sorted(found))

    def span(self, first: int, last: int) -> Span:
        """The text from token `first` to token `last` (exclusive)."""
        return quote(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[self.tokens[index].sentence]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that share at least one code point with a span."""
        at = bisect_left(self._starts, span.start)
        first = at - 1 if at and self.tokens[at - 1].end > span.start else at
        last = bisect_left(self._starts, span.end)
        return self.tokens[first:last]

    def head_of(self, span: Span) -> Token | None:
        """The token of a span whose governor lies outside it (the first, where there are several)."""
        inside = self.tokens_in(span)
        if not inside:
            return None
        first, last = inside[0].index, inside[-1].index
        for token in inside:
            if not first <= token.head <= last:
                return token
        return inside[0]
