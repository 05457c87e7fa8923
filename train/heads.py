"""F1 of the heads for acts on the test split of our corpus, as the reader gives them at run time.

    python -m train.heads [--weights DIR ...] [--split test]

One column for each folder of weights (none: those shipped), so that fp32 and int8 can be set side by side. A word counts as
found where its odds are at least a half; arcs are judged from gold triggers that the model found, so that a miss is not
counted twice. Also a reliability table: of the acts given with odds of 0.1 to 0.2, 0.2 to 0.3, ..., how many are right.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lapwing.model.parse import Parse
from lapwing.reader.reader import Reader, load_reader
from train.acts import COLUMNS, IGNORE, ROLES, Coded, is_dev, is_test, label, load

HERE = Path(__file__).parent / "corpus"
SPLITS = {"test": is_test, "dev": is_dev}


class Tally:
    """Right, made and wanted of each row, and how sure the model was of what."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.made: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.sure: Counter[int] = Counter()
        self.held: Counter[int] = Counter()

    def add(self, row: str, right: int, made: int, wanted: int) -> None:
        self.right[row] += right
        self.made[row] += made
        self.wanted[row] += wanted

    def f1(self, row: str) -> float:
        return 200 * self.right[row] / max(1, self.made[row] + self.wanted[row])


def reports(corpus: Path, split: str) -> Iterator[dict[str, Any]]:
    """The gold reports of a split."""
    for part in ("written", "laid_over"):
        yield from (g for g in load(corpus / part) if SPLITS[split](g))


def measure(reader: Reader, golds: list[dict[str, Any]]) -> Tally:
    """Every report read and compared."""
    tally = Tally()
    for gold in golds:
        parse = reader.parse(gold["report"]["text"])
        coded = label(gold, parse)
        _acts(parse, coded, tally)
        _figures(parse, coded, tally)
        _contents(parse, coded, tally)
    return tally


def _acts(parse: Parse, coded: Coded, tally: Tally) -> None:
    c = coded.columns
    gold = {i: COLUMNS["act"][v] for i, v in enumerate(c["act"].tolist()) if v > 0}
    ignored = {i for i, v in enumerate(c["act"].tolist()) if v == IGNORE}
    found = {a.token: a for a in parse.seen.acts if a.odds >= 0.5}
    typed = {i for i, a in found.items() if i in gold and a.types and a.types[0][0] == gold[i]}
    tally.add("act", len(set(gold) & set(found)), len(set(found) - ignored), len(gold))
    tally.add("type", len(typed), len(set(found) - ignored), len(gold))
    for a in parse.seen.acts:
        if a.token not in ignored and a.types:
            tally.sure[int(10 * min(a.types[0][1], 0.999))] += 1
            tally.held[int(10 * min(a.types[0][1], 0.999))] += gold.get(a.token) == a.types[0][0]
    for i in typed:
        a = found[i]
        for column, odds in (("mode", a.modes), ("status", a.status), ("certainty", a.certainty)):
            tally.add(column, bool(odds) and odds[0][0] == COLUMNS[column][c[column][i]], 1, 1)
        tally.add("background", (a.background >= 0.5) == bool(c["background"][i]), 1, 1)
        for r, role in enumerate(ROLES[:7]):
            wanted = {k for at, n, k in coded.arcs if at == i and n == r}
            said = set(a.of(role))
            tally.add(role, len(wanted & said), len(said), len(wanted))


def _figures(parse: Parse, coded: Coded, tally: Tally) -> None:
    c = coded.columns
    gold = {i: COLUMNS["measure"][v] for i, v in enumerate(c["measure"].tolist()) if v > 0}
    ignored = {i for i, v in enumerate(c["measure"].tolist()) if v == IGNORE}
    found = {f.token: f for f in parse.seen.figures if f.odds >= 0.5 and f.token not in ignored}
    right = {i for i, f in found.items() if gold.get(i) == (f.measures[0][0] if f.measures else None)}
    tally.add("measure", len(right), len(found), len(gold))
    for i in right:
        f = found[i]
        tally.add("victims", bool(f.victims) and f.victims[0][0] == COLUMNS["victims"][c["victims"][i]], 1, 1)
        tally.add("scope", (f.total >= 0.5) == bool(c["scope"][i]), 1, 1)
        wanted = {k for at, n, k in coded.arcs if at == i and ROLES[n] == "teller"}
        said = {a.token for a in f.arcs if a.odds >= 0.5}
        tally.add("teller", len(wanted & said), len(said), len(wanted))


def _contents(parse: Parse, coded: Coded, tally: Tally) -> None:
    content = coded.columns["content"].tolist()
    gold = {i for i, v in enumerate(content) if v > 0}
    ignored = {i for i, v in enumerate(content) if v == IGNORE}
    found = {i for said in parse.seen.contents for i in range(said.first, said.last)} - ignored
    tally.add("content words", len(gold & found), len(found), len(gold))
    starts = {i: k for i, r, k in coded.arcs if ROLES[r] == "speaker"}
    for said in parse.seen.contents:
        if said.first in starts:
            best = max(said.arcs, key=lambda a: a.odds, default=None)
            tally.add("speaker", best is not None and best.token == starts[said.first], 1, 1)


def main() -> None:
    """Print the table and the reliability of the first weights."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpus", type=Path, default=HERE)
    p.add_argument("--weights", type=Path, nargs="*", default=[None])
    p.add_argument("--split", choices=tuple(SPLITS), default="test")
    o = p.parse_args()
    golds = list(reports(o.corpus, o.split))
    tallies = [measure(load_reader(w), golds) for w in o.weights]
    print(f"{len(golds)} reports of the {o.split} split")
    for row in tallies[0].wanted:
        wanted = tallies[0].wanted[row]
        print(f"{row:<14}", *(f"{t.f1(row):6.1f}" for t in tallies), f"  ({wanted} wanted)")
    print("\nodds of an act   given   right")
    for n in range(10):
        given, right = tallies[0].sure[n], tallies[0].held[n]
        print(f"{n / 10:.1f} to {(n + 1) / 10:.1f}      {given:>6}   {right / max(1, given):.2f}")


if __name__ == "__main__":
    main()
