"""The codebook's closed lists, from the program itself where it holds them: the order of types is that of the weights."""

import csv
from pathlib import Path
from typing import get_args

from lapwing.model.actor import SECTORS as SECTORS
from lapwing.model.actor import ActorKind
from lapwing.model.claim import Measure, Victims
from lapwing.model.event import MODES

TYPES = {type_: " ".join(modes) for type_, modes in MODES.items()}
MEASURES = list(get_args(Measure))
KINDS = list(get_args(ActorKind))
CHOICES = {
    "status": ["actual", "future", "possible", "denied"],
    "certainty": ["stated", "attributed", "hedged", "disputed"],
    "precision": ["day", "range", "week", "month", "year", "unknown"],
    "relation": ["in", "near", "around", "offset", "from", "towards"],
    "statement": ["direct", "indirect", "mixed"],
    "outlook": ["schedule", "pledge", "threat", "forecast"],
    "victims": list(get_args(Victims)),
}


def _countries() -> frozenset[str]:

    found = Path(__file__).resolve().parents[2] / "src/lapwing/lexicon/data/countries/countries.csv"
    with found.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return frozenset(row["iso3"] for row in rows)


COUNTRIES = _countries()
