"""Documents to training windows: runs of whole sentences as arrays, with noise in the casing."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from lapwing.reader import subwords as sw
from train.acts import COLUMNS, ROLES, Coded
from train.corpora import MASKED, NAME_KINDS, Document, Sentence

IGNORE = -100
TELLER, SAME = ROLES.index("teller"), ROLES.index("same")
CORPORA = ("ewt", "gum", "wikigold", "wnut17", "crossner", "re3d", "own")
NAMES = ("O", *(f"{p}-{k}" for k in NAME_KINDS for p in "BI"))


@dataclass
class Labels:
    """The inventories, in the order of the model's outputs."""

    upos: list[str]
    xpos: list[str]
    rels: list[str]
    names: list[str]
    mentions: list[str]

    def sizes(self) -> dict[str, int]:
        return {k: len(v) for k, v in vars(self).items()}


@dataclass
class Window:
    """Arrays of one window; labels are IGNORE where unknown. `heads` count within the window, 0 is the root."""

    ids: np.ndarray
    casing: np.ndarray
    first: np.ndarray
    sentence: np.ndarray
    heads: np.ndarray
    rels: np.ndarray
    upos: np.ndarray
    xpos: np.ndarray
    names: np.ndarray
    mentions: np.ndarray
    ends: np.ndarray
    corpus: int
    coded: dict[str, np.ndarray] = field(default_factory=dict)  # columns of train.acts, for coded reports
    arcs: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), dtype=np.int64))
    rows: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    party: np.ndarray | None = None


class Builder:
    """Makes windows out of documents."""

    def __init__(self, labels: Labels, subwords: sw.Subwords) -> None:
        self.labels = labels
        self.subwords = subwords
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in vars(labels).items()}

    def window(self, sentences: Sequence[Sentence], corpus: str, rng: random.Random | None) -> Window:
        """One window; with `rng`, casing noise and now and then no mark between paragraphs."""
        ids, case, first = [sw.CLS], [sw.MARK], []
        columns: dict[str, list[int]] = {
            k: [] for k in ("sentence", "heads", "rels", "upos", "xpos", "names", "mentions", "ends")
        }
        marked = rng is None or rng.random() > 0.2
        noise = rng.random() if rng else 1.0
        for n, s in enumerate(sentences):
            if n and s.new_paragraph and marked:
                ids.append(sw.SEP)
                case.append(sw.MARK)
            offset = len(first)
            casing = noisy(
                [sw.casing(w) for w in s.words],
                noise if noise < 0.12 else (rng.random() if rng else 1.0),
                rng,
            )
            for w, c in zip(self.subwords.of(s.words), casing, strict=True):
                first.append(len(ids))
                ids += w
                case += [c] * len(w)
            self._columns(columns, s, n, offset)
        ids.append(sw.SEP)
        case.append(sw.MARK)
        if columns["ends"]:
            columns["ends"][-1] = IGNORE
        arrays = {k: np.array(v, dtype=np.int64) for k, v in columns.items()}
        return Window(np.array(ids), np.array(case), np.array(first), corpus=CORPORA.index(corpus), **arrays)

    def _columns(self, columns: dict[str, list[int]], s: Sentence, n: int, offset: int) -> None:
        count = len(s.words)
        columns["sentence"] += [n] * count
        columns["heads"] += [h + offset if h else 0 for h in s.heads] if s.heads else [IGNORE] * count
        for layer in ("rels", "upos", "xpos", "names", "mentions"):
            values = getattr(s, layer)
            columns[layer] += (
                [self.index[layer].get(v, IGNORE) for v in values] if values else [IGNORE] * count
            )
        columns["ends"] += [0] * (count - 1) + [1] if s.heads else [IGNORE] * count

    def coded(
        self, documents: Sequence[tuple[Document, Coded]], rng: random.Random | None, low: int, high: int
    ) -> Iterator[Window]:
        """Windows of coded reports, with their labels and the arcs that lie within."""
        for document, labels in documents:
            at = 0
            for w in self.windows([document], rng, low, high):
                yield _with_labels(w, labels, at)
                at += len(w.first)

    def windows(
        self, documents: Sequence[Document], rng: random.Random | None, low: int, high: int
    ) -> Iterator[Window]:
        """Consecutive sentences up to a length drawn between `low` and `high` subwords."""
        for d in documents:
            run: list[Sentence] = []
            size, limit = 0, rng.randint(low, high) if rng else high
            for s in d.sentences:
                length = sum(map(len, self.subwords.of(s.words))) + 1
                if length > 500 and d.corpus != "own":
                    continue
                if run and size + length > limit:
                    yield self.window(run, d.corpus, rng)
                    run, size, limit = [], 0, rng.randint(low, high) if rng else high
                run.append(s)
                size += length
            if run:
                yield self.window(run, d.corpus, rng)


def _with_labels(w: Window, labels: Coded, at: int) -> Window:
    """A window that starts at word `at` of its document, with the document's labels cut to it."""
    last = at + len(w.first)
    w.coded = {k: v[at:last] for k, v in labels.columns.items()}
    inside = [(i - at, r, j - at) for i, r, j in labels.arcs if at <= i < last and at <= j < last]
    w.arcs = np.array(inside, dtype=np.int64).reshape(-1, 3)
    w.rows = np.array(sorted(i - at for i in labels.rows if at <= i < last), dtype=np.int64)
    w.party = labels.party[at:last] if labels.party is not None else None
    return w


def noisy(casing: list[int], draw: float, rng: random.Random | None) -> list[int]:
    """The casing classes, now and then as if the text were in one case, unknown, or a headline."""
    if rng is None or draw > 0.19:
        return casing
    letters = {sw.LOWER, sw.TITLE, sw.UPPER, sw.MIXED, sw.CAPITAL}
    if draw < 0.08:
        return [sw.UNKNOWN if c in letters else c for c in casing]
    if draw < 0.12:
        return [sw.LOWER if c in letters else c for c in casing]
    if draw < 0.16:
        return [sw.UPPER if c in letters else c for c in casing]
    return [sw.TITLE if c == sw.LOWER else c for c in casing]


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, about `size` subwords a batch, in random order."""
    out: list[list[Window]] = []
    batch: list[Window] = []
    for w in sorted(windows, key=lambda w: (len(w.ids), rng.random())):
        if batch and (len(batch) + 1) * len(w.ids) > size:
            out.append(batch)
            batch = []
        batch.append(w)
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def collate(batch: Sequence[Window]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch."""
    width, words = max(len(w.ids) for w in batch), max(len(w.first) for w in batch)
    out = {k: np.full((len(batch), width), 0) for k in ("ids", "casing")}
    out["first"] = np.zeros((len(batch), words), dtype=np.int64)
    out["mask"] = np.zeros((len(batch), width), dtype=bool)
    labels = ("heads", "rels", "upos", "xpos", "names", "mentions", "ends")
    out |= {k: np.full((len(batch), words), IGNORE) for k in labels}
    out["sentence"] = np.full((len(batch), words), -1)
    for i, w in enumerate(batch):
        out["ids"][i, : len(w.ids)], out["casing"][i, : len(w.ids)] = w.ids, w.casing
        out["mask"][i, : len(w.ids)] = True
        out["first"][i, : len(w.first)] = w.first
        for k in (*labels, "sentence"):
            out[k][i, : len(w.first)] = getattr(w, k)
    out["corpus"] = np.array([w.corpus for w in batch])
    if any(w.coded for w in batch):
        out |= {f"coded.{k}": np.full((len(batch), words), IGNORE) for k in COLUMNS}
        for i, w in enumerate(batch):
            for k, v in w.coded.items():
                out[f"coded.{k}"][i, : len(v)] = v
        out |= _arcs(batch, words)
    return out


def _arcs(batch: Sequence[Window], words: int) -> dict[str, np.ndarray]:
    """`arcs.from` (N × 2: window, word), `arcs.to` (N × roles × words, 1 where an arc is) and `arcs.known` (N × roles)."""
    rows: list[tuple[int, int]] = []
    targets: list[np.ndarray] = []
    known: list[np.ndarray] = []
    for b, w in enumerate(batch):
        if not w.coded:
            continue
        sources: dict[int, np.ndarray] = {}
        for i in [*w.rows.tolist(), *w.arcs[:, 0].tolist()]:
            sources.setdefault(i, np.zeros((len(ROLES), words), dtype=np.float32))
        for i, role, j in w.arcs.tolist():
            sources[i][role, j] = 1
        own = w.party is not None and (w.party >= 0).any()
        if own:
            for i in np.flatnonzero(w.party >= 0).tolist():
                sources.setdefault(i, np.zeros((len(ROLES), words), dtype=np.float32))
                sources[i][SAME, : len(w.party)] = w.party == w.party[i]
                sources[i][SAME, i] = 0
        triggers = set(w.rows.tolist())
        for i, target in sources.items():
            of = np.zeros(len(ROLES), dtype=np.float32)
            of[:TELLER] = i in triggers
            of[TELLER:SAME] = target[TELLER:SAME].any(1)
            of[SAME] = own and w.party[i] >= 0
            rows.append((b, i))
            targets.append(target)
            known.append(of)
    if not rows:
        return {}
    return {"arcs.from": np.array(rows), "arcs.to": np.stack(targets), "arcs.known": np.stack(known)}


def inventories(documents: Sequence[Document], mention_kinds: Sequence[str]) -> Labels:
    """Labels seen in the training documents, sorted."""
    seen: dict[str, set[str]] = {"upos": set(), "xpos": set(), "rels": set()}
    for d in documents:
        for s in d.sentences:
            for layer, values in seen.items():
                values.update(getattr(s, layer) or ())
    assert MASKED not in NAMES
    return Labels(*(sorted(v) for v in seen.values()), list(NAMES), ["O", *mention_kinds])
