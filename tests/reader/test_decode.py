"""Decoding: trees, relations and names out of scores."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.reader.decode import best_names, best_relations, best_tree, name_spans

LABELS = ("O", "B-person", "I-person", "B-place", "I-place")


def _is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def _scores(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 30), st.integers(0, 10_000))
def test_any_scores_give_one_tree_with_one_root(count: int, seed: int) -> None:
    assert _is_tree(tuple(best_tree(_scores(count, seed)).tolist()))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_below_its_root_the_tree_is_the_best_one(count: int, seed: int) -> None:
    scores = _scores(count, seed)
    found = best_tree(scores)
    root = int(np.flatnonzero(found == 0)[0])

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(heads)))

    trees = [h for h in product(range(count + 1), repeat=count) if _is_tree(h) and h[root] == 0]
    assert total(tuple(found.tolist())) >= max(map(total, trees)) - 1e-4


def test_best_heads_that_form_a_tree_are_kept() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_only_the_word_on_the_root_is_called_root() -> None:
    left = np.zeros((2, 2, 1), dtype=np.float32)
    left[:, 0] = 9
    head = np.ones((3, 1), dtype=np.float32)
    assert best_relations(left, head, np.array([0, 1]), root=0).tolist() == [0, 1]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_a_name_goes_on_only_where_one_of_its_kind_stands(count: int, seed: int) -> None:
    found = [LABELS[n] for n in best_names(np.random.default_rng(seed).normal(size=(count, 5)), LABELS)]
    for before, label in zip(["O", *found], found, strict=False):
        assert not label.startswith("I-") or before[2:] == label[2:]


def test_names_are_spans() -> None:
    found = np.array([1, 2, 0, 3, 1])
    assert name_spans(found, LABELS) == [(0, 2, "person"), (3, 4, "place"), (4, 5, "person")]
