"""To which country and body a party belongs, and which sectors follow from that. Rules named in docs/actors.md."""

from typing import Final, NamedTuple

from lapwing.lexicon.actors import Noun, Title
from lapwing.lexicon.countries import Name
from lapwing.resolve.actors.grammar import preposition
from lapwing.resolve.actors.occurrences import Occurrence
from lapwing.resolve.actors.view import Known, View

_PLACE_USES: Final = frozenset({"country", "capital", "people", "region", "region-people"})
_WORLD_USES: Final = frozenset({"group", "organization", "body", "metonym"})
_BELONGS: Final = frozenset({"of", "from", "in", "inside", "within", "for", "at"})
_OF_PLACE: Final = frozenset({"of", "from", "in", "inside", "within", "for", "across", "throughout"})
_PRESIDING: Final = frozenset({"president", "vice president", "deputy president", "secretary general"})
_NO_HOME: Final = frozenset(
    {"western", "foreign", "international", "european", "arab", "african", "regional", "gulf", "asian"}
)
_ADJECTIVES: Final = {
    "military": ("MIL",), "diplomatic": ("GOV",), "judicial": ("JUD",), "medical": ("MED",), "presidential": ("GOV",),
    "parliamentary": ("LEG",), "humanitarian": ("CVL",), "governmental": ("GOV",), "ministerial": ("GOV",),
    "religious": ("REL",), "tribal": ("ELI",), "academic": ("EDU",), "naval": ("MIL",), "legal": ("JUD",),
}  # fmt: skip
_LOCAL_SECTORS: Final = frozenset(
    {"CVL", "SOC", "EDU", "LAB", "AGR", "MED", "REL", "ELI", "REB", "UAF", "CRM"}
)
HOME_SECTORS: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP"})


class Belonging(NamedTuple):
    """The country that a phrase names for its party, the known bodies it names, and whether it names several countries."""

    country: str | None
    bodies: tuple[Name, ...]
    several: bool = False


def belonging(view: View, first: int, head: int, last: int) -> Belonging:
    """Rule `modifier-country`, for a phrase of tokens `first` to `last` (exclusive) whose head is `head`.

    Modifiers before the head count, the first of several; then "of …", "from …", "in …" behind it; then the body's.
    "Russian and North Korean leaders" have none.
    """
    before = [k for k in view.known_in(first, head) if not k.foreign]
    after = [k for k in view.known_in(head, last) if not k.foreign and k.first > head]
    bodies = [k.name for k in before if k.name.use in _WORLD_USES]
    bodies += [k.name for k in after if k.name.use in _WORLD_USES and preposition(view, k.first) in _BELONGS]
    places = [k.name for k in before if k.name.use in _PLACE_USES]
    if not places and not any(k.name.use in _WORLD_USES for k in before):
        places = [
            k.name for k in after if k.name.use in _PLACE_USES and preposition(view, k.first) in _OF_PLACE
        ]
    if len({place.country for place in places}) > 1 and _joined(view, before):
        return Belonging(None, tuple(bodies), several=True)
    if places:
        return Belonging(places[0].country, tuple(bodies))
    if bodies:
        return Belonging(bodies[0].country, tuple(bodies))
    return Belonging(None, ())


def _joined(view: View, names: list[Known]) -> bool:
    """Whether "and" or "or" stands between the first and the last of some names."""
    between = range(names[0].last, names[-1].first) if names else range(0)
    return any(view.tokens[i].upos == "CCONJ" for i in between)


def at_home(
    view: View, at: Occurrence, belongs: Belonging, sectors: tuple[str, ...], *, many: bool = False
) -> tuple[str | None, bool]:
    """Rule `focus-country`: an arm of a state that names no state belongs to the one the report is about.

    So do unnamed groups of people (`many`), where that country is named twice as often as any other. Gives the country,
    and whether it is that of the report by this rule.
    """
    told = belongs.country is not None or belongs.bodies or belongs.several
    if told or not sectors or view.focus is None:
        return belongs.country, False
    local = many and sectors[0] in _LOCAL_SECTORS and view.one_country
    if (local or sectors[0] in HOME_SECTORS) and not _from_abroad(view, at):
        return view.focus, True
    return None, False


def _from_abroad(view: View, at: Occurrence) -> bool:
    return any(view.tokens[i].text.lower() in _NO_HOME for i in range(at.first, at.head))


def person_sectors(
    view: View, title: Title | None, first: int, last: int, bodies: tuple[Name, ...]
) -> tuple[str, ...]:
    """Rule `title-sector`: the title's own; where it inherits, that of the body beside it; a rebel's leader is REB."""
    if title is None:
        return bodies[0].sectors if bodies else ()
    ruling = {"GOV", "MIL"} & set(title.sectors)
    if bodies and (title.inherits or (ruling and bodies[0].use == "group")):
        return bodies[0].sectors
    if title.inherits:
        body = _body_beside(view, first, last, title)
        if body:
            return body
    if title.title in _PRESIDING:
        body = _body_beside(view, first, last, title)
        if body and body[0] not in ("GOV", "MIL"):
            return body
    return title.sectors


def _body_beside(view: View, first: int, last: int, title: Title) -> tuple[str, ...] | None:
    """Sectors of a common noun or office beside an inheriting title ("army spokesman", "spokesman for the police")."""
    adjective = adjective_sector(view, first, last)
    if adjective:
        return adjective
    length = len(title.title.split())
    for i in range(last - length, first, -1):
        noun = view.noun_before(i, first)
        if noun and noun[0].sectors != ("UNK",) and not (noun[0].human and view.tokens[i - 1].xpos == "NN"):
            return noun[0].sectors
    for i in range(first + 1, last + 1):
        noun = view.noun_before(i, first)
        if noun and noun[0].sectors != ("UNK",) and i < last and noun[0].noun not in title.title:
            return noun[0].sectors
        office = view.title_before(i, first)
        if office and office[0].title not in title.title and not office[0].inherits and i < last:
            return office[0].sectors
    return None


def adjective_sector(view: View, first: int, last: int) -> tuple[str, ...] | None:
    """The sector that an adjective before a title or "sources" tells ("a military source")."""
    return next(
        (found for i in range(first, last) if (found := _ADJECTIVES.get(view.tokens[i].text.lower()))), None
    )


def noun_sectors(noun: Noun, bodies: tuple[Name, ...]) -> tuple[str, ...]:
    """Rule `body-sector`: officials of a rebel group are rebels, workers of an aid agency are the agency's."""
    if not bodies:
        return noun.sectors
    theirs = noun.sectors[0] in ("UNK", "LAB") or (noun.sectors[0] == "GOV" and bodies[0].use == "group")
    return bodies[0].sectors if theirs else noun.sectors


def body_noun(view: View, at: Occurrence) -> tuple[str, ...] | None:
    """Sectors of a noun that stands before the head ("police sources", "hospital officials")."""
    found = (view.noun_before(i, at.first) for i in range(at.head, at.first, -1))
    return next((noun[0].sectors for noun in found if noun and noun[0].sectors != ("UNK",)), None)
