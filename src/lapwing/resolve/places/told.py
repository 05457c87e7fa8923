"""The value types of places told by way of others: where a reader stands in the text, and the phrase that it gives."""

from collections.abc import Sequence

from msgspec import Struct

from lapwing.lexicon.places import Entry, Gazetteer
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMethod, Relation
from lapwing.resolve.places.choose import Choice


class Phrase(Struct, frozen=True):
    """A place told by way of others: tokens `first` to `last`, the head word, and what is known of where it is.

    `standing` are the indices of the choices that the phrase takes the place of as locations.
    """

    first: int
    last: int
    head: int
    standing: tuple[int, ...]
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    where_prec: int
    method: PlaceMethod
    relation: Relation | None


class Spot(Struct, frozen=True):
    """A resolved name of the text, with all that a reader of phrases may look at."""

    parse: Parse
    choices: Sequence[Choice]
    at: int
    entry: Entry
    gazetteer: Gazetteer

    @property
    def choice(self) -> Choice:
        """The choice of the name itself."""
        return self.choices[self.at]

    @property
    def first(self) -> int:
        """The first token of the name."""
        return self.choice.name.first

    @property
    def last(self) -> int:
        """The token after the name."""
        return self.choice.name.last

    def lower(self, token: int) -> str:
        """A token in lower case, empty past either end of the text."""
        return self.parse.tokens[token].text.lower() if 0 <= token < len(self.parse.tokens) else ""

    def words(self, first: int, last: int) -> str:
        """The text of a range of tokens."""
        return self.parse.text[self.parse.tokens[first].start : self.parse.tokens[last - 1].end]

    def token_at(self, start: int) -> int:
        """The token that begins at or after a code point, no further than the name itself."""
        at = self.first
        while at > 0 and self.parse.tokens[at - 1].end > start:
            at -= 1
        return at

    def phrase(
        self, point: tuple[float, float, float], *, first: int, last: int | None = None, head: int | None = None,
        prec: int, relation: Relation | None = None, name: str | None = None, other: tuple[int, Entry] | None = None,
    ) -> Phrase:  # fmt: skip
        """The phrase from token `first` on whose place lies round (lat, lon, radius in km). `other` is a second name in it."""
        last = self.last if last is None else last
        second = other[1] if other else self.entry
        same, also = second.country == self.entry.country, second.admin1 == self.entry.admin1
        return Phrase(
            first, last, self.choice.name.head if head is None else head,
            (self.at, other[0]) if other else (self.at,), name or self.words(first, last),
            self.entry.country if same else None, self.entry.admin1 if also else None,
            point[0], point[1], round(point[2], 1), prec, "offset", relation,
        )  # fmt: skip
