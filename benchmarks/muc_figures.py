"""Figures against the MUC-3/4 answer keys: how many of the numbers of dead and injured of a document are claimed.

    python benchmarks/muc_figures.py /work/shared/corpora/muc4/raw [--documents 100] [--misses]

The keys give numbers of human targets and what became of them; a document's numbers of dead and injured (1 left out: a named
person) are compared as sets with the best or bounding values of its killed and injured claims. A rough measure: keys leave out
figures that are no part of a template. The texts are in capitals and are read in lower case.
"""

import argparse
import re
from pathlib import Path

from lapwing.flow.kit import load_kit
from lapwing.flow.run import read_document
from lapwing.ingest.from_text import document_from_text

_EFFECTS = {"DEATH": "killed", "INJURY": "injured"}


def keys(path: Path) -> dict[str, set[tuple[str, int]]]:
    """{document: {(measure, number)}} of a key file."""
    found: dict[str, set[tuple[str, int]]] = {}
    for template in re.split(r"\n(?=0\. +MESSAGE: ID)", path.read_text(encoding="latin-1")):
        name = re.search(r"MESSAGE: ID +(\S+)", template)
        if name is None:
            continue
        numbers = _slot(template, "HUM TGT: NUMBER")
        effects = _slot(template, "HUM TGT: EFFECT OF INCIDENT")
        bucket = found.setdefault(name[1], set())
        for effect, target in effects:
            for number, counted in numbers:
                if counted == target and effect in _EFFECTS and number.isdigit() and int(number) > 1:
                    bucket.add((_EFFECTS[effect], int(number)))
    return found


def _slot(template: str, name: str) -> list[tuple[str, str]]:
    """(value, target string) pairs of a slot of one template."""
    match = re.search(re.escape(name) + r"(.*?)(?=\n\d+\. )", template, re.S)
    lines = re.findall(r'([A-Z0-9][A-Z0-9 -]*): *"([^"]+)"', match[1]) if match else []
    return [(value.strip(), target) for value, target in lines]


def texts(path: Path) -> dict[str, str]:
    """{document: text} of a text file, in lower case."""
    found = {}
    for part in re.split(r"\n(?=[A-Z0-9]+-MUC[34]-\d{4})", "\n" + path.read_text(encoding="latin-1")):
        name = re.match(r"\s*([A-Z0-9]+-MUC[34]-\d{4})\b[^\n]*\n", part)
        if name:
            body = re.sub(r"^.*?\[TEXT\]", "", part[name.end() :], flags=re.S)
            found[name[1]] = body.strip().lower()
    return found


def main() -> None:
    """Prints recall and precision over the documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    gold: dict[str, set[tuple[str, int]]] = {}
    bodies: dict[str, str] = {}
    for path in sorted(options.folder.glob("key-dev-*")):
        gold |= keys(path)
    for path in sorted(options.folder.glob("dev-muc3-*")):
        bodies |= texts(path)
    kit = load_kit()
    right = wanted = made = 0
    for name in [n for n in sorted(bodies) if gold.get(n)][: options.documents]:
        reading = read_document(kit, document_from_text(bodies[name], published="1990-01-01"))
        claimed = {
            (c.measure, c.value.best or c.value.high)
            for c in reading.claims
            if c.measure in _EFFECTS.values()
        }
        numbers = {(m, v) for m, v in claimed if v and v > 1}
        right += len(gold[name] & numbers)
        wanted += len(gold[name])
        made += len(numbers)
        for measure, number in sorted(gold[name] - numbers) if options.misses else ():
            print("missed", name, measure, number, sep="\t")
    if not wanted:
        raise SystemExit(
            "no answer keys with numbers there: give the folder of the raw MUC-3/4 files, muc4/raw"
        )
    print(
        f"documents with numbers {min(options.documents, len(bodies))}: recall {right}/{wanted} {right / wanted:.3f}, of {made} made"
    )


if __name__ == "__main__":
    main()
