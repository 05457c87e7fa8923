"""Scores of the heads for acts to what was seen: one window at a time, every word counted through the report."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lapwing.model.seen import Arc, Odds, Seen, SeenAct, SeenContent, SeenFigure, SeenFiller
from lapwing.reader.decode import best_names, name_spans, probabilities
from lapwing.reader.encoder import ActScores, Scores
from lapwing.reader.weights import ActLabels

LEAST_ACT = 0.03
"""Words less likely to name an act are not kept: the lexicon's word stands against almost certain denial there."""
LEAST_FIGURE = 0.1
LEAST_ARC = 0.1
FILLER_LEAN = 1.0
"""Taken from the score of "no filler": chosen for CEAF-REE on the hundred MUC-4 training reports kept back from training."""
_KEPT = 0.02
_OF_ACT = ("actor", "recipient", "place", "time", "means", "source", "figure")
_DIGITS = 3


class Sight:
    """Collects what is seen, window by window."""

    def __init__(self, labels: ActLabels) -> None:
        self._labels = labels
        sizes = [len(v) for v in labels.columns.values()]
        self._cuts = np.cumsum(sizes)[:-1].tolist()
        self._apart = np.array(labels.apart, dtype=np.float32)
        self._reach = self._apart.shape[1] // 2
        self.acts: list[SeenAct] = []
        self.figures: list[SeenFigure] = []
        self.contents: list[SeenContent] = []
        self.fillers: list[SeenFiller] = []
        self.links: list[tuple[int, int, float]] = []

    def seen(self) -> Seen:
        """Everything collected."""
        return Seen(*map(tuple, (self.acts, self.figures, self.contents, self.fillers, self.links)))  # type: ignore[arg-type]

    def add(self, scores: ActScores, first: int, ends: NDArray[np.bool_], parties: Sequence[int]) -> None:
        """Words from `first` on, as many as `ends` tells (true at the last word of a sentence).

        `parties` are the window's words that name somebody, for links between them.
        """
        count = len(ends)
        parts = np.split(scores.columns[:count], self._cuts, axis=1)
        odds = {k: probabilities(v) for k, v in zip(self._labels.columns, parts, strict=True)}
        raw = dict(zip(self._labels.columns, parts, strict=True))
        sentence = np.concatenate([[0], np.cumsum(ends)[:-1]]).astype(np.int64)
        arcs = _Arcs(scores, count, sentence, self._labels.roles, self._apart, self._reach, first)
        self._acts(odds, first, arcs)
        self._figures(odds, first, arcs)
        self._contents(odds["content"], raw["content"], first, arcs)
        labels = self._labels.columns["muc"]
        leaning = raw["muc"].copy()
        leaning[:, 0] -= FILLER_LEAN
        found = best_names(leaning, labels)
        for a, b, role in name_spans(found, labels):
            sure = float(np.mean([odds["muc"][i, found[i]] for i in range(a, b)]))
            self.fillers.append(SeenFiller(role, first + a, first + b, round(sure, _DIGITS)))
        self._links(parties, first, arcs)

    def _acts(self, odds: Mapping[str, Scores], first: int, arcs: "_Arcs") -> None:
        columns = self._labels.columns
        any_act = 1 - odds["act"][:, 0]
        for i in np.flatnonzero(any_act >= LEAST_ACT).tolist():
            self.acts.append(
                SeenAct(
                    first + i, round(float(any_act[i]), _DIGITS), _odds(odds["act"][i, 1:], columns["act"][1:]),
                    _odds(odds["mode"][i], columns["mode"]), _odds(odds["status"][i], columns["status"]),
                    _odds(odds["certainty"][i], columns["certainty"]),
                    round(float(odds["background"][i, 1]), _DIGITS), arcs.of(i, _OF_ACT),
                )
            )  # fmt: skip

    def _figures(self, odds: Mapping[str, Scores], first: int, arcs: "_Arcs") -> None:
        columns = self._labels.columns
        any_measure = 1 - odds["measure"][:, 0]
        for i in np.flatnonzero(any_measure >= LEAST_FIGURE).tolist():
            self.figures.append(
                SeenFigure(
                    first + i, round(float(any_measure[i]), _DIGITS),
                    _odds(odds["measure"][i, 1:], columns["measure"][1:]), _odds(odds["victims"][i], columns["victims"]),
                    round(float(odds["scope"][i, 1]), _DIGITS), arcs.of(i, ("teller",)),
                )
            )  # fmt: skip

    def _contents(self, odds: Scores, raw: Scores, first: int, arcs: "_Arcs") -> None:
        labels = ("O", "B-content", "I-content")
        found = best_names(raw, labels)
        for a, b, _ in name_spans(found, labels):
            sure = float(np.mean([odds[i, found[i]] for i in range(a, b)]))
            self.contents.append(
                SeenContent(first + a, first + b, round(sure, _DIGITS), arcs.of(a, ("speaker",)))
            )

    def _links(self, parties: Sequence[int], first: int, arcs: "_Arcs") -> None:
        for at in parties:
            earlier = [a for a in arcs.of(at - first, ("same",)) if a.token in parties and a.token < at]
            self.links += [(at, a.token, a.odds) for a in earlier]


class _Arcs:
    """The role arcs of one window."""

    def __init__(
        self,
        scores: ActScores,
        count: int,
        sentence: NDArray[np.int64],
        roles: Sequence[str],
        apart: Scores,
        reach: int,
        first: int,
    ) -> None:
        self._begins = scores.begins[:count]
        self._by_role = np.ascontiguousarray(scores.ends[:count].transpose(1, 0, 2))
        self._sentence, self._roles, self._apart, self._reach = sentence, roles, apart, reach
        self._first = first

    def of(self, word: int, roles: Sequence[str]) -> tuple[Arc, ...]:
        """The likely arcs from a word of the window, role by role, in text order."""
        chosen = [self._roles.index(role) for role in roles]
        steps = np.clip(self._sentence - self._sentence[word], -self._reach, self._reach) + self._reach
        scores = np.matmul(self._by_role[chosen], self._begins[word, chosen][:, :, None])[:, :, 0]
        odds = 1 / (1 + np.exp(-(scores + self._apart[chosen][:, steps])))
        return tuple(
            Arc(roles[r], self._first + j, round(float(odds[r, j]), _DIGITS))
            for r, j in np.argwhere(odds >= LEAST_ARC).tolist()
        )


def _odds(row: Scores, labels: Sequence[str]) -> Odds:
    kept = [
        (labels[i], round(float(row[i]), _DIGITS)) for i in np.argsort(-row, kind="stable") if row[i] >= _KEPT
    ]
    return tuple(kept)
