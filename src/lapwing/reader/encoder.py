"""The encoder: one window of words in, the scores of every head out.

A window is read alone, never in a batch: the int8 activation scales come from the whole input, so a reading
would otherwise depend on what it was read beside.
"""

from collections.abc import Sequence

import numpy as np
import onnxruntime
from msgspec import Struct
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lapwing.errors import DataError
from lapwing.reader import subwords as sw
from lapwing.reader.weights import Labels, Weights

Scores = NDArray[np.float32]
POSITIONS = 512


class Heads(Struct, frozen=True, eq=False):
    """Scores for the W words of a window.

    `arcs` is W × (1 + W), column 0 the root; `left` (W × relations × K) times `head` ((1 + W) × K) scores relations.
    """

    upos: Scores
    xpos: Scores
    names: Scores
    mentions: Scores
    ends: Scores
    arcs: Scores
    left: Scores
    head: Scores
    acts: "ActScores"


class ActScores(Struct, frozen=True, eq=False):
    """Raw scores of the heads for acts: label columns side by side (W × labels), words as ends of arcs (W × roles × K)."""

    columns: Scores
    begins: Scores
    ends: Scores


class Encoder:
    """The ONNX session, on one thread, and the words' subwords."""

    def __init__(self, weights: Weights) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(weights.model), options, providers=["CPUExecutionProvider"]
            )
            self.subwords = sw.Subwords(Tokenizer.from_file(str(weights.tokenizer)))
        except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of their own
            raise DataError(f"The reader's weights, {weights.model}, cannot be loaded: {error}") from error
        self._cuts = _cuts(weights.labels)
        self._roles = len(weights.acts.roles)

    def heads(
        self, pieces: Sequence[tuple[int, ...]], casing: Sequence[int], breaks: frozenset[int]
    ) -> Heads:
        """Scores for words given as subwords and casing classes; a paragraph starts before each word of `breaks`."""
        ids, cases, first = [sw.CLS], [sw.MARK], []
        for n, (piece, case) in enumerate(zip(pieces, casing, strict=True)):
            if n and n in breaks:
                ids.append(sw.SEP)
                cases.append(sw.MARK)
            first.append(len(ids))
            ids += piece
            cases += [case] * len(piece)
        ids.append(sw.SEP)
        cases.append(sw.MARK)
        if len(ids) > POSITIONS:
            raise ValueError(f"a window of {len(ids)} subwords is longer than {POSITIONS}")
        tags, arcs, left, head, coded, begins, stops = self._session.run(
            None, {"ids": np.array([ids]), "casing": np.array([cases]), "first": np.array(first)}
        )
        upos, xpos, names, mentions, ends = np.split(tags, self._cuts, axis=1)
        acts = ActScores(coded, *(x.reshape(len(x), self._roles, -1) for x in (begins, stops)))
        return Heads(upos, xpos, names, mentions, ends, arcs, left, head, acts)


def _cuts(labels: Labels) -> list[int]:
    sizes = [len(labels.upos), len(labels.xpos), len(labels.names), len(labels.mentions)]
    return [sum(sizes[: n + 1]) for n in range(len(sizes))]
