"""The report as the actor step sees it: names of the lexicon with their tokens, and the report's focus country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lapwing.lexicon.actors import ActorLexicon, Noun, Title
from lapwing.lexicon.countries import Name
from lapwing.lexicon.phrases import Hit, words_of
from lapwing.model.parse import Mention, Parse
from lapwing.model.span import Span

_FOREIGN: Final = re.compile(
    r"\s?[-‐–]\s?(backed|supported|allied|funded|trained|designated|sanctioned|made|built|occupied|controlled|"
    r"held|speaking|style|aligned|sponsored|brokered|mediated|linked|bound|owned|educated|armed)\b",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(r"\b(pro|anti|non)\s?[-‐–]\s?$", re.IGNORECASE)
_NAMES: Final = frozenset({"person", "organization", "place", "other"})
_PLACES: Final = frozenset({"country", "capital", "people", "region", "region-people"})
_NAMING: Final = {"country": 2, "people": 2, "capital": 1, "region": 1, "region-people": 0}


@dataclass(frozen=True)
class Known:
    """A name of the lexicon in the text: tokens `first` to `last` (exclusive) and what it stands for.

    `foreign` marks a name that tells whose help or enemy somebody is ("U.S.-backed", "pro-Russian"), not who he is.
    """

    first: int
    last: int
    name: Name
    foreign: bool


class View:
    """A parse, the lexicon, and what both together tell before any actor is made. Immutable by convention."""

    def __init__(self, parse: Parse, lexicon: ActorLexicon) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lexicon = lexicon

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Every name of the lexicon in text order; an ambiguous one stands for what fits the report best."""
        hits = [hit for hit in self.lexicon.names.find(words_of(self.parse.text)) if not self._shouted(hit)]
        weights = _weights(hit.entries[0] for hit in hits if len(hit.entries) == 1)
        found = (self._known(hit, weights) for hit in hits)
        return tuple(known for known in found if known)

    def _known(self, hit: Hit[Name], weights: dict[str, int]) -> Known | None:
        name = max(hit.entries, key=lambda entry: weights.get(entry.country or "", 0))
        text = self.parse.text
        inside = self.parse.tokens_in(Span(hit.start, hit.end, ""))
        if not inside:
            return None
        foreign = bool(
            _FOREIGN.match(text, hit.end) or _AGAINST.search(text, max(0, hit.start - 6), hit.start)
        )
        return Known(inside[0].index, inside[-1].index + 1, name, foreign)

    def _shouted(self, hit: Hit[Name]) -> bool:
        """A short word in capitals inside a line of capitals is no abbreviation ("WHO IS TO BLAME")."""
        word = self.parse.text[hit.start : hit.end]
        if len(word) > 4 or not word.isupper():
            return False
        around = self.parse.text[max(0, hit.start - 14) : hit.start] + self.parse.text[hit.end : hit.end + 14]
        letters = [c for c in around if c.isalpha()]
        return len(letters) > 5 and all(c.isupper() for c in letters)

    @cached_property
    def _known_at(self) -> dict[int, Known]:
        return {i: known for known in self.known for i in range(known.first, known.last)}

    def known_at(self, token: int) -> Known | None:
        """The lexicon's name that a token is part of."""
        return self._known_at.get(token)

    def known_in(self, first: int, last: int) -> tuple[Known, ...]:
        """The lexicon's names that lie wholly between two tokens, in text order."""
        found: list[Known] = []
        for i in range(first, last):
            known = self._known_at.get(i)
            if known and known.first == i and known.last <= last:
                found.append(known)
        return tuple(found)

    @cached_property
    def _names(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in self.parse.mentions:
            if mention.named and mention.label in _NAMES:
                for i in range(mention.first, mention.last):
                    if i not in found or mention.head == i != found[i].head:
                        found[i] = mention
        return found

    def name_over(self, token: int) -> Mention | None:
        """The proper name that the model marked over a token, the one that it heads where names stand in names."""
        return self._names.get(token)

    @cached_property
    def focus(self) -> str | None:
        """The country that the report is about: the one named most, twice counted in its first two sentences.

        Rule `focus-country`: a government, army, police or minister without a country is that country's.
        """
        weights = self.in_focus
        return max(weights, key=lambda country: weights[country]) if weights else None

    @cached_property
    def in_focus(self) -> dict[str, int]:
        """What each country weighs as the report's focus."""
        opening = self.parse.sentences[1].last if len(self.parse.sentences) > 1 else len(self.tokens)
        names = [known.name for known in self.known if known.first < opening]
        return _weights([*names, *(known.name for known in self.known)])

    @cached_property
    def one_country(self) -> bool:
        """Whether the focus is named at least twice as often as any other country."""
        counts = sorted(self.countries.values(), reverse=True)
        return bool(counts) and (len(counts) == 1 or counts[0] >= 2 * counts[1])

    @cached_property
    def countries(self) -> dict[str, int]:
        """How often each country is named, its people, capital and parts included."""
        return _weights(known.name for known in self.known)

    def title_before(self, last: int, first: int = 0) -> tuple[Title, int] | None:
        """The longest title that ends before token `last`, with the token it begins at."""
        head = self.tokens[last - 1]
        best: tuple[Title, int] | None = None
        for form in dict.fromkeys((head.text.lower().strip("."), head.lemma.lower())):
            words = [form]
            for i in range(last - 1, max(first, last - 6) - 1, -1):
                if i < last - 1:
                    words.insert(0, self.tokens[i].text.lower().strip("."))
                title = self.lexicon.titles.get(" ".join(word for word in words if word not in "-’'"))
                if title and (best is None or i < best[1]):
                    best = (title, i)
        return best

    def noun_before(self, last: int, first: int = 0) -> tuple[Noun, int] | None:
        """The longest noun of the lexicon whose head is the token before `last`, with the token it begins at."""
        head = self.tokens[last - 1]
        best: tuple[Noun, int] | None = None
        for form in (head.lemma.lower(), head.text.lower(), singular(head.text.lower())):
            words = [form]
            for i in range(last - 1, max(first, last - 4) - 1, -1):
                if i < last - 1:
                    words.insert(0, self.tokens[i].text.lower())
                noun = self.lexicon.nouns.get(" ".join(word for word in words if word not in "-’'"))
                if noun and (best is None or i < best[1]):
                    best = (noun, i)
        return best


def singular(word: str) -> str:
    """A plural noun's singular by its ending, for words whose lemma the model did not find."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _weights(names: Iterable[Name]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        if name.country and name.use in _PLACES:
            found[name.country] = found.get(name.country, 0) + _NAMING[name.use]
    return found
