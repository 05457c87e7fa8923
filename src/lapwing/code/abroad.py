"""Whether members of a people are foreigners where a passage is set."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile

from lapwing.code.slots import case_of
from lapwing.lexicon.peoples import Peoples
from lapwing.model.parse import Parse, Token

_LONGEST = 4  # words of a country's name
_DESCRIBES = ("compound", "amod", "nmod:poss")


class Abroad:
    """The countries that a text names, and where. Built once for a text; names are looked up when first asked for."""

    def __init__(self, parse: Parse, peoples: Peoples) -> None:
        self._parse = parse
        self._peoples = peoples

    def country_of(self, token: Token) -> str | None:
        """The country of a people's name or adjective, None where it is none."""
        return self._peoples.people.get(token.text.lower())

    def is_foreign(self, country: str, token: Token) -> bool:
        """Whether the passage is set elsewhere: by the countries and capitals named in the sentence and the one before.

        Names that only describe ("U.S. base") and goals ("to China") set no scene. With no name there, the country that the report
        names most decides; a report that names none leaves the question open (False).
        """
        sentence = self._parse.sentence_of(token.index)
        first = self._parse.sentences[max(0, sentence.index - 1)].first
        begun = bisect_left(self._places, (first, ""))
        near = takewhile(lambda place: place[0] < sentence.last, islice(self._places, begun, None))
        here = {c for at, c in near if self._sets_scene(at)}
        if here:
            return country not in here
        counted = self._told.copy()
        counted[country] -= 1
        most = max(sorted(counted), key=lambda c: counted[c], default=None)
        return most is not None and counted[most] > 0 and most != country

    def _sets_scene(self, at: int) -> bool:
        token = self._parse.tokens[at]
        while token.deprel == "flat" and token.head >= 0:
            token = self._parse.tokens[token.head]
        return token.deprel not in _DESCRIBES and not {"to", "from"} & set(
            case_of(self._parse, token.index).split()
        )

    @cached_property
    def _told(self) -> Counter[str]:
        return Counter(c for _, c in self._places) + Counter(self._described)

    @cached_property
    def _places(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._named())

    def _named(self) -> Iterator[tuple[int, str]]:
        tokens = self._parse.tokens
        for token in tokens:
            if not token.text[0].isupper():
                continue
            for length in range(_LONGEST, 0, -1):
                words = " ".join(t.text.lower() for t in tokens[token.index : token.index + length])
                country = self._peoples.places.get(words)
                if country is not None:
                    yield token.index, country
                    break

    @cached_property
    def _described(self) -> tuple[str, ...]:
        words = (t.text.lower() for t in self._parse.tokens if t.text[0].isupper())
        return tuple(self._peoples.people[w] for w in words if w in self._peoples.people)
