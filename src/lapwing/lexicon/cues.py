"""Words that say who says what: speech verbs by class, "according to", hedges, outlets.

`load_cues()` reads data/languages/en/cues.toml; docs/attribution.md tells how each class is used.
"""

from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import data_path, only_keys, read_toml, shown, words

_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "verbs": ("say", "that", "ask", "utter", "quoted", "label", "belief", "held", "wished", "credit"),
    "phrases": ("according", "words"),
    "nouns": ("content", "doubtful"),
    "hedges": ("adverbs", "adjectives", "passives", "established"),
    "outlets": ("names", "heads", "named", "weak", "trade", "staff"),
}


class CueLexicon(Struct, frozen=True):
    """The lists of cues.toml as sets of lemmas in lower case; `according` as tuples of words, longest first."""

    say: frozenset[str]
    that: frozenset[str]
    ask: frozenset[str]
    utter: frozenset[str]
    quoted: frozenset[str]
    label: frozenset[str]
    belief: frozenset[str]
    held: frozenset[str]
    wished: frozenset[str]
    credit: frozenset[str]
    particles: frozenset[tuple[str, str]]
    according: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    content_nouns: frozenset[str]
    doubtful_nouns: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_adjectives: frozenset[str]
    hedge_passives: frozenset[str]
    established: frozenset[str]
    outlet_names: frozenset[str]
    outlet_heads: frozenset[str]
    outlet_named: frozenset[str]
    outlet_weak: frozenset[str]
    outlet_trade: frozenset[str]
    staff: frozenset[str]

    def is_verb(self, lemma: str) -> bool:
        """Whether a verb can be a cue of any class."""
        return any(
            lemma in group for group in (self.say, self.ask, self.label, self.quoted, self.utter, self.belief)
        )

    def is_outlet(self, name: str) -> bool:
        """Whether a phrase names an outlet: by a known name, or by its head word ("Radio Kunduz")."""
        parts = name.removeprefix("the ").removeprefix("The ").replace("'s", "").replace("’s", "").split()
        low = [part.lower() for part in parts]
        if " ".join(low) in self.outlet_names or any(part in self.outlet_names for part in low):
            return True
        if any(part in self.outlet_heads for part in low):
            return True
        if len(parts) > 1 and parts[-1][:1].isupper() and low[-1] in self.outlet_named:
            return True
        weak = [part for part in low if part in self.outlet_weak]
        return any(other in self.outlet_trade for part in weak for other in low if other != part)


def load_cues(path: Path | None = None) -> CueLexicon:
    """The cues of English, or of another file of the same form. Raises DataError naming file and list."""
    path = path or data_path("languages", "en", "cues.toml")
    raw = _tables(path)
    say = raw["verbs"]["say"]
    if stray := sorted(set(raw["verbs"]["that"]) - set(say)):
        raise DataError(f"{shown(path)}, [verbs] that: {', '.join(stray)} must stand in the list say too")
    return CueLexicon(
        **{name: frozenset(raw["verbs"][name]) for name in _TABLES["verbs"] if name != "say"},
        say=frozenset(say),
        particles=frozenset((w.split()[0], w.split()[1]) for w in say if " " in w),
        according=_phrases(raw["phrases"]["according"]),
        words=frozenset(raw["phrases"]["words"]),
        content_nouns=frozenset(raw["nouns"]["content"]),
        doubtful_nouns=frozenset(raw["nouns"]["doubtful"]),
        hedge_adverbs=frozenset(raw["hedges"]["adverbs"]),
        hedge_adjectives=frozenset(raw["hedges"]["adjectives"]),
        hedge_passives=frozenset(raw["hedges"]["passives"]),
        established=frozenset(raw["hedges"]["established"]),
        outlet_names=frozenset(name.lower() for name in raw["outlets"]["names"]),
        outlet_heads=frozenset(raw["outlets"]["heads"]),
        outlet_named=frozenset(raw["outlets"]["named"]),
        outlet_weak=frozenset(raw["outlets"]["weak"]),
        outlet_trade=frozenset(raw["outlets"]["trade"]),
        staff=frozenset(raw["outlets"]["staff"]),
    )


def _tables(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    raw: dict[str, Any] = read_toml(path)
    only_keys(raw, frozenset(_TABLES), at=shown(path))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for table, names in _TABLES.items():
        if table not in raw:
            raise DataError(f"{shown(path)}: table [{table}] is missing")
        only_keys(raw[table], frozenset(names), at=f"{shown(path)}, [{table}]")
        found[table] = {
            name: words(raw[table].get(name, ""), at=f"{shown(path)}, [{table}] {name}") for name in names
        }
    return found


def _phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    split = [tuple(p.lower().split()) for p in phrases]
    return tuple(sorted(split, key=lambda p: (-len(p), p)))
