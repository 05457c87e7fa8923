"""How well actors are put together, on GUM's coreference: B³ over its mentions, and how many pronouns are right.

    python benchmarks/actors.py GUM_CONLLU_DIR [--genre news]

Trees and mention spans are GUM's own (so this measures resolve/actors alone, not the reader); every mention labelled
person, organization or place is asked for. A mention without an actor counts as an actor of its own.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.conllu import parse_conllu

from lapwing.lexicon.actors import ActorLexicon, load_actors
from lapwing.model.parse import EntityLabel, Mention, Parse
from lapwing.resolve.actors.read import read_actors

Key = tuple[int, int]
LABELS: dict[str, EntityLabel] = {"person": "person", "organization": "organization", "place": "place"}
ENTITY = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
PRONOUNS = frozenset(["he", "she", "his", "her", "him", "they", "it", "its", "their", "them"])


def read_gum(path: Path) -> tuple[Parse, dict[Key, tuple[str, str]]]:
    """The tree of a GUM document, and its mentions: tokens → (entity, label). Parted mentions are left out."""
    text = path.read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[:1].isdigit()]
    misc = [row[9] for row in rows if row[0].isdigit()]
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found: dict[Key, tuple[str, str]] = {}
    for at, cell in enumerate(misc):
        entity = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        for start, alone, end in ENTITY.findall(entity):
            if start:
                name, label, *_ = start.split("-")
                opened[name].append((at, label))
            name = end or (start.split("-")[0] if alone else "")
            if name and opened[name]:
                first, label = opened[name].pop()
                if "[" not in name and label in LABELS:
                    found.setdefault((first, at + 1), (name, label))
    return parse_conllu(text), found


def head(parse: Parse, key: Key) -> int:
    """The token of a mention whose governor lies outside it."""
    return next((i for i in range(*key) if not key[0] <= parse.tokens[i].head < key[1]), key[0])


def resolve(parse: Parse, gold: dict[Key, tuple[str, str]], lexicon: ActorLexicon) -> dict[Key, Any]:
    """The actor at each mention; one of its own where there is none."""
    marked = (
        Mention(*key, head(parse, key), LABELS[label], parse.tokens[head(parse, key)].upos == "PROPN", 1.0)
        for key, (_, label) in gold.items()
    )
    whole = Parse(parse.text, parse.tokens, parse.sentences, tuple(marked))
    spans = {key: whole.span(*key) for key in gold}
    read = read_actors(whole, list(spans.values()), (), lexicon)
    return {key: read.at(span) or key for key, span in spans.items()}


def b_cubed(made: Mapping[Key, Any], gold: Mapping[Key, str]) -> tuple[float, float, int]:
    """Sums of precision and recall over mentions, and their number."""
    in_made, in_gold = defaultdict(set), defaultdict(set)
    for key, entity in gold.items():
        in_made[made[key]].add(key)
        in_gold[entity].add(key)
    shared = {key: len(in_made[made[key]] & in_gold[gold[key]]) for key in gold}
    precision = sum(shared[key] / len(in_made[made[key]]) for key in gold)
    recall = sum(shared[key] / len(in_gold[gold[key]]) for key in gold)
    return precision, recall, len(gold)


def main() -> None:
    """Prints one line a row: all mentions, names alone, pronouns."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--genre", default="*")
    given = options.parse_args()
    lexicon = load_actors()
    sums = {"all": [0.0, 0.0, 0], "names": [0.0, 0.0, 0]}
    asked = resolved = right = 0
    for path in sorted(given.folder.glob(f"GUM_{given.genre}_*.conllu")):
        parse, mentions = read_gum(path)
        made = resolve(parse, mentions, lexicon)
        gold = {key: entity for key, (entity, _) in mentions.items()}
        named = {
            key: entity for key, entity in gold.items() if parse.tokens[head(parse, key)].upos == "PROPN"
        }
        for row, part in (("all", gold), ("names", named)):
            sums[row] = [a + b for a, b in zip(sums[row], b_cubed(made, part), strict=True)]
        for key, entity in gold.items():
            if parse.tokens[key[0]].text.lower() not in PRONOUNS or key[1] - key[0] > 1:
                continue
            earlier = [
                k
                for k, e in gold.items()
                if e == entity and k < key and not parse.tokens[head(parse, k)].xpos.startswith("PRP")
            ]
            asked += bool(earlier)
            resolved += bool(earlier) and made[key] != key
            right += made[key] != key and any(made[k] == made[key] for k in earlier)
    for row, (precision, recall, number) in sums.items():
        p, r = precision / number, recall / number
        print(f"{row:6} B3 P {p:.3f} R {r:.3f} F {2 * p * r / (p + r):.3f} over {number:.0f} mentions")
    print(f"pronouns: {right} right of {resolved} resolved ({right / resolved:.3f}), {asked} asked for")


if __name__ == "__main__":
    main()
