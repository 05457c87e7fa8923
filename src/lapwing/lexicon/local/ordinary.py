"""Which names of a list are safe to look for in news: not an ordinary word, a country, a place, a title or a first name."""

import re
from functools import cached_property
from typing import Final

from lapwing.lexicon.actors import ActorLexicon
from lapwing.lexicon.countries import Name
from lapwing.lexicon.load import data_path
from lapwing.lexicon.places import Gazetteer

_WORD: Final = re.compile(r"[a-z]{2,}")
_PLACES: Final = frozenset({"country", "capital", "people", "region", "region-people", "none", "metonym"})
_TOWN: Final = 5_000  # people: a name of one word that a town of that size bears is the town's
_SHORTEST: Final = 3


class Ordinary:
    """The shipped lexicon and gazetteer, asked what a name means already."""

    def __init__(self, lexicon: ActorLexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    def known(self, name: str) -> Name | None:
        """The group or body of the lexicon that bears a name, None where none or several do."""
        found = self._lexicon.names.exactly(name) if any(c.isalnum() for c in name) else ()
        return found[0] if len(found) == 1 and found[0].use not in _PLACES else None

    def safe(self, name: str) -> bool:
        """Whether a body's name stands for it alone wherever a text has it."""
        words = name.split()
        if any(found.use in _PLACES for found in self._lexicon.names.exactly(name)):
            return False
        if len(words) == 1:
            return self._safe_word(name)
        return any(w.lower().strip(".,") not in self._words for w in words) and any(
            w[:1].isupper() for w in words
        )

    def _safe_word(self, word: str) -> bool:
        lower = word.lower().strip(".")
        if len(lower) < _SHORTEST or not word[:1].isupper():
            return False
        if word.isupper():
            return lower not in self._words
        if len(lower) == _SHORTEST or lower in self._words or lower in self._lexicon.first_names:
            return False
        return not any(c.primary and c.entry.population >= _TOWN for c in self._gazetteer.find(word))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the English word lists, titles and nouns."""
        folder = data_path("languages", "en")
        texts = [
            p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*")) if p.suffix in (".csv", ".toml")
        ]
        found = {word for text in texts for word in _WORD.findall(text)}
        return frozenset(found) | {
            w for listed in (self._lexicon.titles, self._lexicon.nouns) for k in listed for w in k.split()
        }
