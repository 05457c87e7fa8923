"""Words that look ahead: plans, pledges, threats, forecasts. Read from data/languages/en/outlook.toml."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, only_keys, read_toml, shown, words

_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "schedule": ("marks", "verbs", "acts", "fixing", "moves", "papers", "states", "aims"),
    "pledge": ("acts", "bodies", "authorities", "verbs", "nouns"),
    "threat": ("verbs", "acts", "objects"),
    "forecast": ("verbs", "ends", "needs_future", "adjectives", "tends"),
}


class OutlookLexicon(Struct, frozen=True):
    """The lists of outlook.toml as sets of lemmas in lower case."""

    schedule_marks: frozenset[str]
    schedule_verbs: frozenset[str]
    schedule_acts: frozenset[str]
    schedule_fixing: frozenset[str]
    schedule_moves: frozenset[str]
    schedule_papers: frozenset[str]
    schedule_states: frozenset[str]
    schedule_aims: frozenset[str]
    pledge_bodies: frozenset[str]
    pledge_acts: frozenset[str]
    pledge_authorities: frozenset[str]
    pledge_verbs: frozenset[str]
    pledge_nouns: frozenset[str]
    threat_verbs: frozenset[str]
    threat_acts: frozenset[str]
    threat_objects: frozenset[str]
    forecast_verbs: frozenset[str]
    forecast_ends: frozenset[str]
    forecast_needs_future: frozenset[str]
    forecast_adjectives: frozenset[str]
    forecast_tends: frozenset[str]


@cache
def load_outlook(path: Path | None = None) -> OutlookLexicon:
    """The words that look ahead, read once. Raises DataError naming file and list."""
    path = path or data_path("languages", "en", "outlook.toml")
    raw: dict[str, Any] = read_toml(path)
    only_keys(raw, frozenset(_LISTS), at=shown(path))
    lists: dict[str, frozenset[str]] = {}
    for table, names in _LISTS.items():
        if table not in raw:
            raise DataError(f"{shown(path)}: table [{table}] is missing")
        only_keys(raw[table], frozenset(names), at=f"{shown(path)}, [{table}]")
        for name in names:
            lists[f"{table}_{name}"] = frozenset(
                words(raw[table].get(name, ""), at=f"{shown(path)}, [{table}] {name}")
            )
    return OutlookLexicon(**lists)
