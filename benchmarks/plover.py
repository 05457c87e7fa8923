"""PLOVER's gold records (322 sentences, CC BY-SA 4.0, not shipped): python benchmarks/plover.py [RECORDS] [--by both]

A record's type is right where Lapwing makes an event of that type (older names mapped: DEMAND is REQUEST, FIGHT is
ASSAULT, DISAPPROVE and INVESTIGATE are ACCUSE; RETREAT and CONCEDE count as each other, the records mix them). A party is
right where an event of the record's type has, on that side, a party that shares a word of its name with the record's. A
record with both sides the same ("SRC/TAR") asks for its parties on any side. Skips where the records are not at hand.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from lapwing.flow.kit import Kit, load_kit
from lapwing.flow.run import read_document
from lapwing.ingest.from_text import document_from_text
from lapwing.model.event import Event

RECORDS = Path(__file__).resolve().parent.parent.parent / "shared/corpora/plover/PLOVER_GSR_CAMEO.txt"
AS_HERE = {
    "DEMAND": {"REQUEST"}, "FIGHT": {"ASSAULT"}, "DISAPPROVE": {"ACCUSE"}, "INVESTIGATE": {"ACCUSE"},
    "CONCEDE": {"CONCEDE", "RETREAT"}, "RETREAT": {"RETREAT", "CONCEDE"},
}  # fmt: skip
_SMALL = frozenset({"the", "of", "and", "a", "s"})


def parties(side: object) -> list[set[str]]:
    """The words of each party of a record's side."""
    rows = side if isinstance(side, list) else [side]
    texts = [row["actorText"] for row in rows if isinstance(row, dict) and row.get("actorText")]
    return [_words(text) for text in texts]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL


def measure(records: list[dict[str, Any]], kit: Kit) -> dict[str, tuple[int, int]]:
    """Right and wanted, by row."""
    rows = dict.fromkeys(("type", "actor", "recipient"), (0, 0))
    for record in records:
        document = document_from_text(record["text"], published=record.get("date"), id=record["id"])
        made = read_document(kit, document)
        wanted = AS_HERE.get(record["event"], {record["event"]})
        events = [e for e in getattr(made, "events", ()) if e.type in wanted]
        _count(rows, "type", bool(events))
        shared = not record.get("target")
        for row, key in (("actor", "source"), ("recipient", "target")):
            for party in parties(record.get(key)):
                _count(rows, row, any(party & _side(e, row, both=shared) for e in events))
    return rows


def _count(rows: dict[str, tuple[int, int]], row: str, right: bool) -> None:
    got, wanted = rows[row]
    rows[row] = got + right, wanted + 1


def _side(event: Event, row: str, *, both: bool) -> set[str]:
    sides = (
        (*event.actors, *event.recipients) if both else event.actors if row == "actor" else event.recipients
    )
    return set().union(*(_words(p.span.text) for p in sides)) if sides else set()


def main() -> int:
    """Print right, wanted and share of each row."""
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("records", type=Path, nargs="?", default=RECORDS)
    p.add_argument("--by", choices=("rules", "model", "both"), default="both")
    p.add_argument("--weights", type=Path)
    o = p.parse_args()
    if not o.records.exists():
        print(f"skipped: the PLOVER records are not at {o.records}")
        return 0
    rows = json.loads(o.records.read_text(encoding="utf-8"), strict=False)
    rows = [r for r in rows if r.get("text") and r["event"] != "DOCUMENT"]
    for row, (right, wanted) in measure(rows, load_kit(by=o.by, weights=o.weights)).items():
        print(f"{row:<10} {right:>4} of {wanted:>4}  {right / wanted:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
