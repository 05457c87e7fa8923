"""Scores to tags, trees and spans. Where the best heads form a tree they are taken as they are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lapwing.reader.encoder import Scores

Ints = NDArray[np.int64]
_NEVER = np.float32(-1e4)


def best_tree(scores: Scores) -> Ints:
    """The heads of one sentence: N × (1 + N) arc scores to N heads, 0 the root, counted from 1.

    Exactly one word hangs on the root. Chu, Liu and Edmonds only where the best heads are no tree.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.copy()
    scores[np.arange(count), np.arange(count) + 1] = _NEVER
    heads: Ints = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        # one root: the word that loses least when every other gives the root up
        gain = scores[:, 0] - scores[:, 1:].max(1)
        root = int(gain.argmax())
        scores[:, 0] = _NEVER
        heads = scores.argmax(1)
    else:
        root = int(roots[0])
    heads[root] = 0
    if _is_tree(heads):
        return heads
    return _repaired(scores, root)


def _is_tree(heads: Ints) -> bool:
    state = [0] * (len(heads) + 1)
    state[0] = 2
    above = [0, *heads.tolist()]
    for start in range(1, len(above)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = above[at]
        if state[at] == 1:
            return False
        for i in path:
            state[i] = 2
    return True


def _repaired(scores: Scores, root: int) -> Ints:
    """The best tree below `root` by Chu, Liu and Edmonds, as heads counted from 1."""
    square = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(square, -np.inf)
    square[root, :] = -np.inf
    heads = _edmonds(square, root)
    out = np.array(heads, dtype=np.int64) + 1
    out[root] = 0
    return out


def _edmonds(scores: NDArray[np.float64], root: int) -> list[int]:
    """Maximum arborescence: `scores[d, h]`; contracts one cycle at a time, without recursion."""
    count = len(scores)
    levels: list[tuple[NDArray[np.float64], int, list[int], list[int], list[int], list[int]]] = []
    while True:
        heads = [int(h) for h in scores.argmax(1)]
        heads[root] = -1
        cycle = _cycle(heads)
        if not cycle:
            break
        scores, root = _contract(scores, root, heads, cycle, levels)
    for above, old_root, old_heads, cycle, rest, enters in reversed(levels):
        heads = _expand(above, old_root, old_heads, cycle, rest, enters, heads)
    assert len(heads) == count
    return heads


def _cycle(heads: list[int]) -> list[int]:
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at, mark = start, start + 1
        while at >= 0 and seen[at] == 0:
            seen[at] = mark
            at = heads[at]
        if at >= 0 and seen[at] == mark:
            cycle, i = [at], heads[at]
            while i != at:
                cycle.append(i)
                i = heads[i]
            return cycle
    return []


def _contract(
    scores: NDArray[np.float64],
    root: int,
    heads: list[int],
    cycle: list[int],
    levels: list[tuple[NDArray[np.float64], int, list[int], list[int], list[int], list[int]]],
) -> tuple[NDArray[np.float64], int]:
    inside = set(cycle)
    rest = [i for i in range(len(scores)) if i not in inside]
    kept = np.array([scores[i, heads[i]] for i in cycle])
    into = scores[np.ix_(cycle, rest)] - kept[:, None]
    enters = [int(i) for i in into.argmax(0)] if rest else []
    out = scores[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[:-1, -1] = out.max(1)
    small[-1, :-1] = into.max(0)
    levels.append((scores, root, heads, cycle, rest, enters))
    return small, rest.index(root)


def _expand(
    scores: NDArray[np.float64],
    root: int,
    heads: list[int],
    cycle: list[int],
    rest: list[int],
    enters: list[int],
    small: list[int],
) -> list[int]:
    out = list(heads)
    last = len(rest)
    for n, i in enumerate(rest):
        if small[n] == last:
            out[i] = cycle[int(scores[i, cycle].argmax())]
        else:
            out[i] = rest[small[n]] if small[n] >= 0 else -1
    broken = cycle[enters[small[last]]]
    out[broken] = rest[small[last]]
    out[root] = -1
    return out


def best_relations(left: Scores, head: Scores, heads: Ints, root: int) -> Ints:
    """The relation of each word of a window to the head chosen for it (column of `head`).

    Relation number `root` goes to words on the root and to no other.
    """
    scores = np.matmul(left, head[heads][:, :, None])[:, :, 0]
    scores[:, root] = _NEVER
    found: Ints = scores.argmax(1)
    found[heads == 0] = root
    return found


def probabilities(scores: Scores) -> Scores:
    """Softmax over the last axis."""
    e = np.exp(scores - scores.max(-1, keepdims=True))
    out: Scores = e / e.sum(-1, keepdims=True)
    return out


def best_names(scores: Scores, labels: Sequence[str]) -> Ints:
    """The best label sequence in which every I- follows a B- or I- of its kind (Viterbi where argmax is not one)."""
    found: Ints = scores.argmax(1)
    if _well_formed(found, labels):
        return found
    allowed = np.array([[_follows(b, a) for b in labels] for a in labels])
    penalty = np.where(allowed, 0.0, _NEVER).astype(np.float32)
    total = scores[0] + np.array([_NEVER if x.startswith("I-") else 0.0 for x in labels], dtype=np.float32)
    back = np.zeros(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        paths = total[:, None] + penalty
        back[n] = paths.argmax(0)
        total = paths.max(0) + scores[n]
    out = np.zeros(len(scores), dtype=np.int64)
    out[-1] = total.argmax()
    for n in range(len(scores) - 1, 0, -1):
        out[n - 1] = back[n, out[n]]
    return out


def _follows(label: str, before: str) -> bool:
    return not label.startswith("I-") or (before != "O" and before[2:] == label[2:])


def _well_formed(found: Ints, labels: Sequence[str]) -> bool:
    before = "O"
    for n in found.tolist():
        if n and not _follows(labels[n], before):
            return False
        before = labels[n]
    return True


def name_spans(found: Ints, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Label sequence to (first, last exclusive, kind)."""
    out: list[tuple[int, int, str]] = []
    for i, n in enumerate(found.tolist()):
        label = labels[n]
        if label.startswith("B-"):
            out.append((i, i + 1, label[2:]))
        elif label != "O" and out:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out
