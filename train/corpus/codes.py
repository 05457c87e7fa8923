"""The codebook's closed lists, from the program's own lexicon where it holds them."""

import csv
from pathlib import Path

TYPES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "",
    "COOPERATE": "", "AID": "", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}  # fmt: skip
MEASURES = [
    "killed",
    "injured",
    "captured",
    "abducted",
    "freed",
    "deported",
    "missing",
    "surrendered",
    "displaced",
    "participants",
]
KINDS = ["person", "state", "government", "armed-group", "organization", "alliance", "group", "public"]
SECTORS = [
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "PTY",
    "REB",
    "OPP",
    "SPY",
    "UAF",
    "CRM",
    "CVL",
    "BUS",
    "LAB",
    "EDU",
    "MED",
    "JRN",
    "REL",
    "REF",
    "AGR",
    "ELI",
    "SOC",
    "PRM",
    "UNK",
]
CHOICES = {
    "status": ["actual", "future", "possible", "denied"],
    "certainty": ["stated", "attributed", "hedged", "disputed"],
    "precision": ["day", "range", "week", "month", "year", "unknown"],
    "relation": ["in", "near", "around", "offset", "from", "towards"],
    "statement": ["direct", "indirect", "mixed"],
    "outlook": ["schedule", "pledge", "threat", "forecast"],
    "victims": [
        "civilians",
        "police",
        "military",
        "security",
        "rebels",
        "officials",
        "protesters",
        "journalists",
        "aid-workers",
        "foreigners",
        "attackers",
        "other",
        "unknown",
    ],
}


def _countries() -> frozenset[str]:

    found = Path(__file__).resolve().parents[2] / "src/lapwing/lexicon/data/countries/countries.csv"
    with found.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return frozenset(row["iso3"] for row in rows)


COUNTRIES = _countries()
