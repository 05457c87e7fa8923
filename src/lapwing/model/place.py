"""Places: coordinates with an honest radius, and where they are named."""

from typing import Literal

from msgspec import Struct

from lapwing.model.span import Span

PlaceMethod = Literal["gazetteer", "offset", "context", "unknown"]
Relation = Literal["in", "near", "around", "offset", "from", "towards"]


class Place(Struct, frozen=True):
    """A location. `where_prec` is UCDP's code: 1 exact, 2 near, 3 second-level division, 4 first-level
    division, 5 linear or fuzzy feature, 6 country, 7 sea or air. Unknown coordinates are null.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    where_prec: int | None
    gazetteer_id: str | None
    method: PlaceMethod
    mentions: tuple[Span, ...]


class PlaceMention(Struct, frozen=True):
    """One naming of a place in the text: `span` the name phrase, `relation` how the text relates to it
    ("30 miles outside of the capital" is `offset`), `head` the token index of the phrase's head word.

    `as_actor` marks a name that acts ("Washington said") rather than locates.
    """

    span: Span
    place: str
    relation: Relation
    head: int
    as_actor: bool


class Where(Struct, frozen=True):
    """The place of an event: a place id or null, how it relates, and the words."""

    place: str | None
    relation: Relation | None
    span: Span | None
