"""Who to whom on the PLOVER gold records (CC BY-SA 4.0, not shipped): a floor, and parties are hardly ever swapped."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lapwing.code.acts import find_acts
from lapwing.errors import LapwingError
from lapwing.lexicon.acts import load_acts
from lapwing.model.event import Act

RECORDS = Path("/work/shared/corpora/plover/PLOVER_GSR_CAMEO.txt")
AS_HERE = {
    "DEMAND": {"REQUEST"}, "FIGHT": {"ASSAULT"}, "DISAPPROVE": {"ACCUSE"}, "INVESTIGATE": {"ACCUSE"},
    "CONCEDE": {"CONCEDE", "RETREAT"}, "RETREAT": {"RETREAT", "CONCEDE"},
}  # fmt: skip
FOUND, SWAPPED = 0.6, 0.05


def names(side: object) -> set[str]:
    rows = side if isinstance(side, list) else [side]
    texts = [row["actorText"] for row in rows if isinstance(row, dict) and row.get("actorText")]
    return {word for text in texts for word in re.findall(r"\w+", text.lower())} - {"the", "of", "and"}


def words(act: Act, *, side: str) -> set[str]:
    spans = act.actors if side == "actors" else act.recipients
    return {word for span in spans for word in re.findall(r"\w+", span.text.lower())}


def records() -> list[dict[str, Any]]:
    if not RECORDS.exists():
        pytest.skip(f"the PLOVER records are not here: {RECORDS}")
    rows = json.loads(RECORDS.read_text(encoding="utf-8"))
    return [r for r in rows if r.get("text") and r["event"] != "DOCUMENT"][::3]


def test_type_found_and_parties_not_swapped() -> None:
    try:
        from lapwing.reader.reader import load_reader

        reader = load_reader()
    except (LapwingError, FileNotFoundError) as error:
        pytest.skip(f"no model to read with: {error}")
    lexicon, found, swapped, rows = load_acts(), 0, 0, records()
    for row in rows:
        wanted = AS_HERE.get(row["event"], {row["event"]})
        acts = [
            a
            for a in find_acts(reader.parse(row["text"]), lexicon, (), ())
            if not a.refused and a.type in wanted
        ]
        doer, target = names(row.get("source")), names(row.get("target")) - names(row.get("source"))
        found += bool(acts)
        turned = [a for a in acts if words(a, side="recipients") & doer and words(a, side="actors") & target]
        swapped += bool(acts) and len(turned) == len(acts)
    assert found >= FOUND * len(rows)
    assert swapped <= SWAPPED * len(rows)
