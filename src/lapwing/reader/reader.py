"""The reader: raw text to a Parse.

Text is cut into tokens, tokens into windows of whole paragraphs or sentences where that is safe, each window is
read once by the encoder, and the scores give sentence ends, tags, one tree a sentence, names and mentions. A
window that stops in mid-sentence is read only up to the last sentence end found in it; the next one starts there.
The reading of a text depends on that text and the weights alone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from lapwing.lexicon.lemmas import lemma
from lapwing.model.parse import Mention, Parse, Sentence, Token
from lapwing.model.report import Zone
from lapwing.reader import decode
from lapwing.reader import subwords as sw
from lapwing.reader.acts import Sight
from lapwing.reader.encoder import ActScores, Encoder, Heads
from lapwing.reader.layout import QUOTES, breaks, closers, single_case, stops
from lapwing.reader.mentions import named_mentions, nominal_mentions, settled
from lapwing.reader.tokens import tokenize
from lapwing.reader.weights import Labels, find_weights

WINDOW = 150  # subwords: as long as the training windows
LONGEST_WINDOW = 380  # for a sentence that does not end within WINDOW
LONGEST_SENTENCE = 200  # tokens


class _Words(Struct, frozen=True):
    """A text's words as the encoder takes them. Sentences surely start at `starts`, among them paragraphs at `breaks`."""

    texts: list[str]
    pieces: list[tuple[int, ...]]
    casing: list[int]
    breaks: frozenset[int]
    starts: frozenset[int]
    closers: frozenset[int]


class _Read(Struct, frozen=True):
    """What was read of words `first` to `last`: columns of values, `ends` true at the last word of a sentence."""

    first: int
    ends: NDArray[np.bool_]
    heads: list[int]
    rels: list[int]
    upos: list[int]
    xpos: list[int]
    names: list[tuple[int, int, str, float]]
    marked: list[tuple[int, str, float]]
    acts: ActScores


class Reader:
    """Reads texts. Holds the weights and a memory of subwords; safe to use again and again, in one thread."""

    def __init__(self, weights: Path | None = None) -> None:
        found = find_weights(weights)
        self.version = found.version
        self.labels: Labels = found.labels
        self._acts = found.acts
        self._root = found.labels.rels.index("root")
        self._encoder = Encoder(found)

    def parse(self, text: str, zones: Sequence[Zone] = ()) -> Parse:
        """Tokens, sentences, trees and mentions of a text. Any text will do, the empty one too."""
        spans = tokenize(text)
        if not spans:
            return Parse(text, (), ())
        return self.parse_tokens(text, spans, breaks(text, spans, [z.span for z in zones]))

    def parse_tokens(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        starts: Sequence[int],
        sentences: Sequence[int] | None = None,
    ) -> Parse:
        """As `parse`, with tokens and sure sentence starts given; with `sentences`, all sentence starts."""
        words = self._words(text, spans, list(starts))
        fixed = None if sentences is None else frozenset(sentences)
        tokens: list[Token] = []
        made: list[Sentence] = []
        mentions: list[Mention] = []
        sight = Sight(self._acts)
        for read in self._reads(words, fixed):
            self._add(read, words, spans, tokens, made)
            names = named_mentions(tokens, read.names)
            nominal = nominal_mentions(tokens, read.first, read.marked, names)
            mentions += sorted(names + nominal, key=lambda m: (m.first, -m.last))
            sight.add(read.acts, read.first, read.ends, sorted({m.head for m in names + nominal}))
        return Parse(text, tuple(tokens), tuple(made), tuple(settled(mentions, tokens)), sight.seen())

    def _words(self, text: str, spans: Sequence[tuple[int, int]], starts: list[int]) -> _Words:
        texts = [text[a:b] for a, b in spans]
        casing = list(map(sw.casing, texts))
        for first, last in zip(starts, [*starts[1:], len(texts)], strict=True):
            if single_case(texts[first:last]):
                blank = (sw.DIGIT, sw.MARK)
                casing[first:last] = [c if c in blank else sw.UNKNOWN for c in casing[first:last]]
        sure = frozenset(starts)
        return _Words(texts, self._encoder.subwords.of(texts), casing, sure, sure | set(stops(text, spans)),
                      closers(text, spans))  # fmt: skip

    def _reads(self, words: _Words, fixed: frozenset[int] | None) -> Iterator[_Read]:
        first, limit = 0, WINDOW
        while first < len(words.texts):
            last, closed = _plan(words, first, limit, fixed)
            starts = frozenset(n for n in range(last - first) if first + n in words.breaks)
            heads = self._encoder.heads(words.pieces[first:last], words.casing[first:last], starts)
            ends = _ends(heads, first, last, words, fixed)
            if not closed:
                inner = np.flatnonzero(ends[:-1])
                if len(inner):
                    last = first + int(inner[-1]) + 1
                elif limit < LONGEST_WINDOW:
                    limit = LONGEST_WINDOW
                    continue
            ends = _split_long(ends[: last - first], words.texts[first:last])
            yield self._decode(heads, first, ends)
            first, limit = last, WINDOW

    def _decode(self, heads: Heads, first: int, ends: NDArray[np.bool_]) -> _Read:
        count = len(ends)
        tree = np.zeros(count, dtype=np.int64)
        names: list[tuple[int, int, str, float]] = []
        name_odds = decode.probabilities(heads.names)
        at = 0
        for end in (np.flatnonzero(ends) + 1).tolist():
            columns = [0, *range(at + 1, end + 1)]
            found = decode.best_tree(heads.arcs[at:end][:, columns])
            tree[at:end] = np.where(found > 0, found + at, 0)
            best = decode.best_names(heads.names[at:end], self.labels.names)
            for a, b, kind in decode.name_spans(best, self.labels.names):
                odds = float(np.mean([name_odds[at + i, best[i]] for i in range(a, b)]))
                names.append((first + at + a, first + at + b, kind, round(odds, 2)))
            at = end
        rels = decode.best_relations(heads.left[:count], heads.head, tree, self._root)
        marks = decode.probabilities(heads.mentions[:count])
        kinds = marks.argmax(1)
        marked = [
            (first + i, self.labels.mentions[kinds[i]], round(float(marks[i, kinds[i]]), 2))
            for i in np.flatnonzero(kinds).tolist()
        ]
        return _Read(
            first, ends, tree.tolist(), rels.tolist(), heads.upos[:count].argmax(1).tolist(),
            heads.xpos[:count].argmax(1).tolist(), names, marked, heads.acts,
        )  # fmt: skip

    def _add(
        self,
        read: _Read,
        words: _Words,
        spans: Sequence[tuple[int, int]],
        tokens: list[Token],
        made: list[Sentence],
    ) -> None:
        """Append the tokens and sentences of a window."""
        labels, opened = self.labels, read.first
        for n, head in enumerate(read.heads):
            i = read.first + n
            upos, xpos, word = labels.upos[read.upos[n]], labels.xpos[read.xpos[n]], words.texts[i]
            tokens.append(
                Token(
                    i, spans[i][0], spans[i][1], word, lemma(word, upos, xpos), upos, xpos,
                    read.first + head - 1 if head else -1, labels.rels[read.rels[n]], len(made),
                )
            )  # fmt: skip
            if read.ends[n]:
                made.append(Sentence(len(made), opened, i + 1, spans[opened][0], spans[i][1]))
                opened = i + 1


def _plan(words: _Words, first: int, limit: int, fixed: frozenset[int] | None) -> tuple[int, bool]:
    """Where a window from `first` stops, and whether a sentence surely ends there."""
    size, at, sure = 2, first, -1
    starts = words.starts if fixed is None else fixed
    while at < len(words.texts):
        if at > first and at in starts:
            sure = at
        size += len(words.pieces[at]) + (at in words.breaks)
        if size > limit:
            break
        at += 1
    if at == len(words.texts):
        return at, True
    if sure > 0:
        return sure, True
    return max(at, first + 1), False


def _ends(
    heads: Heads, first: int, last: int, words: _Words, fixed: frozenset[int] | None
) -> NDArray[np.bool_]:
    """Whether a sentence ends at each word. A closing quote or bracket belongs to the sentence it closes."""
    if fixed is not None:
        ends = np.array([i + 1 in fixed for i in range(first, last)])
    else:
        ends = heads.ends[:, 1] > heads.ends[:, 0]
        for i in np.flatnonzero(ends[:-1]).tolist():
            while i + 1 < len(ends) and ends[i] and first + i + 1 in words.closers:
                ends[i], ends[i + 1] = False, True
                i += 1
        for i in range(last - first - 1):
            if first + i + 1 in words.starts:
                ends[i] = True
                if words.texts[first + i + 1] in QUOTES:  # it opens what follows
                    ends[i + 1] = False
    ends[-1] = True
    return ends


def _split_long(ends: NDArray[np.bool_], texts: Sequence[str]) -> NDArray[np.bool_]:
    """Cut sentences of more than LONGEST_SENTENCE tokens after a mark, or where they stand."""
    ends = ends.copy()
    ends[-1] = True
    at = 0
    for end in (np.flatnonzero(ends) + 1).tolist():
        while end - at > LONGEST_SENTENCE:
            half = range(at + LONGEST_SENTENCE - 1, at + LONGEST_SENTENCE // 2, -1)
            cut = next((i for i in half if texts[i] in ";:.!?,"), at + LONGEST_SENTENCE - 1)
            ends[cut] = True
            at = cut + 1
        at = end
    return ends


def load_reader(weights: Path | None = None) -> Reader:
    """A reader with the weights in folder `weights` (None: those shipped). Raises DataError where they are damaged."""
    return Reader(weights)
