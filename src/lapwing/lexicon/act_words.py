"""Words that are no acts themselves but change what becomes of one: light, embedding, modal, hedging words."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.load import only_keys, words

EFFECTS = ("drop", "possible", "future", "denied", "actual", "attributed", "hedged")


class ActWords(Struct, frozen=True):
    """Closed lists from words.toml, all lemmas in lower case.

    `verbs` and `nouns` give the effect on an act that hangs below the word: a verb's clausal complement, or the
    nominal act below a noun ("fears of an attack"); a key may carry a preposition ("accuse of"), tried first.
    `light` verbs have the doer as subject ("launch an attack"), `light_patient` verbs the one it is done to ("suffer
    an attack"), `light_neutral` verbs neither ("the week saw an attack").
    `modals` give the effect of an auxiliary. `drop` means that the act is not coded.
    """

    light: frozenset[str]
    light_patient: frozenset[str]
    light_neutral: frozenset[str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    modals: Mapping[str, str]
    negators: frozenset[str]
    conditional: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_adjectives: frozenset[str]
    hedge_verbs: frozenset[str]
    not_events: frozenset[str]
    generic: frozenset[str]

    def of_verb(self, lemma: str, preposition: str = "") -> str:
        """The effect of an embedding verb, "" where it has none."""
        return self.verbs.get(f"{lemma} {preposition}") or self.verbs.get(lemma, "")

    def of_noun(self, lemma: str, preposition: str = "") -> str:
        """The effect of a noun above a nominal act ("threat of", "anniversary of"), "" where it has none."""
        return self.nouns.get(f"{lemma} {preposition}") or self.nouns.get(lemma, "")


LISTS = (
    "light", "light_patient", "light_neutral", "negators", "conditional", "hedge_adverbs", "hedge_adjectives", "hedge_verbs", "not_events", "generic",
)  # fmt: skip
TABLES = ("verbs", "nouns", "adjectives", "modals")


def make_words(table: Mapping[str, Any], *, at: str) -> ActWords:
    """ActWords out of words.toml. Raises DataError for an unknown key or effect, or a word with two effects."""
    only_keys(table, frozenset((*LISTS, *TABLES)), at=at)
    parts: dict[str, Any] = {
        **{key: frozenset(words(table.get(key, ""), at=f"{at} ({key})")) for key in LISTS},
        **{key: _effects(table.get(key, {}), at=f"{at} ({key})") for key in TABLES},
    }
    return ActWords(**parts)


def _effects(table: Mapping[str, Any], *, at: str) -> dict[str, str]:
    only_keys(table, frozenset(EFFECTS), at=at)
    found: dict[str, str] = {}
    for effect, value in table.items():
        for word in words(value, at=f"{at}, {effect}"):
            if word in found:
                raise DataError(f"{at}: '{word}' is listed under {found[word]} and {effect}; keep one")
            found[word] = effect
    return found
