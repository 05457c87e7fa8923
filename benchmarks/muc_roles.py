"""MUC-4 role fillers, CEAF-REE as in the GRIT paper (Du, Rush and Cardie 2021): python benchmarks/muc_roles.py [FOLDER]

Reads dev.json (TST1 + TST2). The fillers that the reader sees become entities: phrases of one role that share a head word
or contain one another are one. Predicted and gold entities are aligned one to one so that the most are right; an
entity is right where its first phrase is one of the gold entity's phrases. Skips where the corpus is not at hand.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from lapwing.model.parse import Parse
from lapwing.reader.reader import Reader, load_reader

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/corpora/muc4"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def entities(parse: Parse, least: float = 0.5) -> dict[str, list[list[str]]]:
    """The entities of each role: their phrases in lower case, the first told first."""
    out: dict[str, list[list[str]]] = defaultdict(list)
    for filler in parse.seen.fillers:
        words = parse.span(filler.first, filler.last).text.lower()
        if filler.odds < least:
            continue
        home = next((e for e in out[filler.role] if any(_same(words, other) for other in e)), None)
        if home is None:
            out[filler.role].append([words])
        elif words not in home:
            home.append(words)
    return out


def _same(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    return one == other or set(a) <= set(b) or set(b) <= set(a)


def aligned(made: list[list[str]], gold: list[list[str]]) -> int:
    """How many made entities can be paired one to one with a gold entity that has their first phrase."""
    edges = [[j for j, g in enumerate(gold) if e[0] in g] for e in made]
    taken: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in taken or place(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(made)))


def wanted(row: dict[str, object]) -> dict[str, list[list[str]]]:
    """The gold entities of each role, each once over all templates."""
    out: dict[str, list[list[str]]] = defaultdict(list)
    for template in row["templates"]:  # type: ignore[attr-defined]
        for role in ROLES:
            for entity in template.get(role, []):
                phrases = [re.sub(r"\s+", " ", text) for text, _ in entity]
                if not any(set(phrases) & set(e) for e in out[role]):
                    out[role].append(phrases)
    return out


def measure(path: Path, reader: Reader, least: float) -> dict[str, tuple[int, int, int]]:
    """Right, made and wanted entities of each role."""
    totals = dict.fromkeys(ROLES, (0, 0, 0))
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        made, gold = entities(reader.parse(row["doctext"]), least), wanted(row)
        for role in ROLES:
            right, said, asked = totals[role]
            totals[role] = (
                right + aligned(made[role], gold[role]),
                said + len(made[role]),
                asked + len(gold[role]),
            )
    return totals


def main() -> int:
    """Print precision, recall and F1 of each role and of all."""
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    p.add_argument("--weights", type=Path)
    p.add_argument("--least", type=float, default=0.5, help="odds from which a filler counts")
    o = p.parse_args()
    if not (o.folder / "dev.json").exists():
        print(f"skipped: MUC-4 is not at {o.folder}")
        return 0
    totals = measure(o.folder / "dev.json", load_reader(o.weights), o.least)
    totals["all"] = tuple(map(sum, zip(*totals.values(), strict=True)))  # type: ignore[assignment]
    for role, (right, made, asked) in totals.items():
        precision, recall = right / max(1, made), right / max(1, asked)
        f1 = 2 * right / max(1, made + asked)
        print(
            f"{role:<8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({right} of {made} made, {asked} wanted)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
