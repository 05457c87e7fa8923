"""What one occurrence tells about its party: kind, country, sectors, title; and the key that equal parties share."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from lapwing.lexicon.actors import Gender, Noun, Title
from lapwing.lexicon.countries import Name
from lapwing.model.actor import ActorKind, Role
from lapwing.resolve.actors_occurrences import PRONOUNS, Occurrence
from lapwing.resolve.actors_people import same_person
from lapwing.resolve.actors_view import Known, View

Form = Literal["name", "nominal", "pronoun", "thing"]
Key = tuple[str, ...]

_PLACE_USES: Final = frozenset({"country", "capital", "people", "region", "region-people"})
_WORLD_USES: Final = frozenset({"group", "organization", "body", "metonym"})
_BELONGS: Final = frozenset({"of", "from", "in", "inside", "within", "for", "at"})
_OF_PLACE: Final = frozenset({"of", "from", "in", "inside", "within", "for", "across", "throughout"})
_PRESIDING: Final = frozenset({"president", "vice president", "deputy president", "secretary general"})
_NO_HOME: Final = frozenset(
    {"western", "foreign", "international", "european", "arab", "african", "regional", "gulf", "asian"}
)
_NO_MODIFIER: Final = frozenset(
    {"det", "punct", "case", "cc", "conj", "cop", "acl:relcl", "nsubj", "mark", "aux", "advmod"}
)
_FORMER: Final = frozenset(
    {"former", "ex", "then", "late", "ousted", "deposed", "onetime", "toppled", "outgoing"}
)
_ADJECTIVES: Final = {
    "military": ("MIL",), "diplomatic": ("GOV",), "judicial": ("JUD",), "medical": ("MED",), "presidential": ("GOV",),
    "parliamentary": ("LEG",), "humanitarian": ("CVL",), "governmental": ("GOV",), "ministerial": ("GOV",),
    "religious": ("REL",), "tribal": ("ELI",), "academic": ("EDU",), "naval": ("MIL",), "legal": ("JUD",),
}  # fmt: skip
_COUNTING: Final = frozenset(
    [
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "ten",
        "tens",
        "score",
        "scores",
        "million",
        "millions",
        "group",
        "number",
        "majority",
        "couple",
        "handful",
        "lot",
        "most",
        "some",
        "many",
        "pair",
        "half",
        "part",
        "all",
        "both",
        "one",
        "two",
        "three",
        "several",
        "crowd",
    ]
)
_LOCAL_SECTORS: Final = frozenset(
    {"CVL", "SOC", "EDU", "LAB", "AGR", "MED", "REL", "ELI", "REB", "UAF", "CRM"}
)
HOME_SECTORS: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP"})
_NAME_WORD: Final = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_SUFFIX: Final = re.compile(r"\s*\([^)]*\)?$|['’]s?$")


@dataclass(frozen=True)
class Traits:
    """What a mention says of its actor; `form` "thing" is a phrase that names no party ("two villages"). `key` is shared by all mentions of a known party; `words` are those of a
    person's name; `home` marks a country taken from the report's focus and not from the words."""

    form: Form
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    key: Key | None = None
    name: str = ""
    words: tuple[str, ...] = ()
    lemma: str = ""
    unit: str = ""
    plural: bool = False
    definite: bool = False
    gender: Gender | None = None
    home: bool = False
    bare: bool = False
    affiliation: tuple[Name, ...] = field(default=())


def traits_of(view: View, at: Occurrence) -> Traits:
    """The traits of an occurrence: of a pronoun, a known name, a person, a named body, or a common noun."""
    head = view.tokens[at.head]
    if at.last - at.first == 1 and head.xpos in PRONOUNS:
        return Traits("pronoun", lemma=head.text.lower())
    known = _covering(view, at)
    if known and not _only_person(at, known):
        return _of_known(view, at, known)
    if at.name and _is_person(view, at):
        return _of_person(view, at)
    return _of_noun(view, at)


def _covering(view: View, at: Occurrence) -> Known | None:
    """The lexicon's name that is the whole proper name, or holds the head word where there is none."""
    known = view.known_at(at.name[1] - 1 if at.name else at.head)
    if known is None or known.foreign or known.name.use == "none":
        return None
    if at.name and any(view.tokens[i].upos == "PROPN" for i in range(at.name[0], known.first)):
        return None
    people = known.name.use in ("people", "region-people")
    if people and view.tokens[known.last - 1].upos == "ADJ" and at.last > known.last:
        return None
    return known


def _only_person(at: Occurrence, known: Known) -> bool:
    """A person's name that holds a country's or group's ("Michael Jordan", "Wagner" beside a first name)."""
    return (
        at.label == "person" and at.name is not None and (known.last - known.first) < at.name[1] - at.name[0]
    )


def _is_person(view: View, at: Occurrence) -> bool:
    if at.label == "person":
        return True
    assert at.name
    words = [view.tokens[i].text for i in range(*at.name)]
    if at.label is not None or not words:
        return False
    if words[0].lower() in view.lexicon.first_names:
        return True
    alone = not (at.name[0] and view.tokens[at.name[0] - 1].upos == "DET")
    spelt = all(word.isalpha() and word.istitle() for word in words) and len(words) in (2, 3)
    return alone and spelt and view.noun_before(at.name[1], at.name[0]) is None


def _of_known(view: View, at: Occurrence, known: Known) -> Traits:
    name = known.name
    text = _name_text(view, known.first, known.last)
    if name.use in ("country", "capital") or name.kind == "government":
        state = view.lexicon.countries.get(name.country or "")
        kind: ActorKind = "state" if name.use in ("country", "capital") else "government"
        return Traits("name", kind, name.country, ("GOV",), key=("state", name.country or name.name),
                      name=state.name if state and kind == "state" else name.name, definite=True)  # fmt: skip
    if name.use == "region":
        return Traits(
            "name", "government", name.country, ("GOV",), key=("region", name.name), name=text, definite=True
        )
    if name.use in ("people", "region-people"):
        return Traits("nominal", "public", name.country, ("CVL",), name=_phrase(view, at), lemma=text.lower(),
                      plural=True, bare=_bare(view, at), definite=_definite(view, at))  # fmt: skip
    return Traits("name", name.kind, name.country, name.sectors, key=("known", name.name), name=name.name,
                  plural=name.kind == "armed-group", definite=True)  # fmt: skip


def _of_person(view: View, at: Occurrence) -> Traits:
    assert at.name
    first, last = at.name
    words = tuple(
        word
        for i in range(first, last)
        for word in _NAME_WORD.findall(view.tokens[i].text)
        if word[0].isupper() or view.tokens[i].upos == "PROPN"
    )
    name = _name_text(view, first, last)
    title = view.title_before(first, at.first)
    country, home, affiliation = country_of(view, at.first, first if title else at.first, first)
    public = _public_figure(view, words, country)
    sectors = _person_sectors(view, title[0] if title else None, at.first, first, affiliation)
    if public:
        country, home = country or public[0], False
        sectors = sectors or public[1]
    if title and not public:
        country, home = _at_home(view, at, country, affiliation, sectors)
    roles = (_role(view, title[0], at.first, first, affiliation),) if title and _office(title[0]) else ()
    gender = (title[0].gender if title else None) or _gender(view, words)
    return Traits("name", "person", country, sectors, roles, None, name, words or (name,), gender=gender,
                  definite=True, home=home, affiliation=affiliation)  # fmt: skip


def _public_figure(
    view: View, words: tuple[str, ...], country: str | None
) -> tuple[str, tuple[str, ...]] | None:
    """Country and sectors of a known public figure, by full name; by last name alone only where one bears it."""
    if not words:
        return None
    found = [p for p in view.lexicon.people(words[-1]) if country in (None, p.country)]
    if len(words) > 1:
        found = [p for p in found if same_person(words, p.words)]
    return (found[0].country, found[0].sectors) if len(found) == 1 else None


def _gender(view: View, words: tuple[str, ...]) -> Gender | None:
    return next((g for w in words[:-1] if (g := view.lexicon.first_names.get(w.lower()))), None)


def _office(title: Title) -> bool:
    return title.title not in ("mr", "mrs", "ms", "miss", "dr", "man", "woman", "boy", "girl")


def _role(view: View, title: Title, first: int, last: int, affiliation: tuple[Name, ...]) -> Role:
    former = any(view.tokens[i].text.lower().strip("-") in _FORMER for i in range(max(0, first - 2), last))
    body = affiliation[0].name if affiliation else title.body
    return Role(title.title, body, "former" if former else "current")


def _person_sectors(
    view: View, title: Title | None, first: int, last: int, affiliation: tuple[Name, ...]
) -> tuple[str, ...]:
    """Rule `title-sector`: the title's own; where it inherits, that of the body beside it; a rebel's leader is REB."""
    if title is None:
        return affiliation[0].sectors if affiliation else ()
    ruling = {"GOV", "MIL"} & set(title.sectors)
    if affiliation and (title.inherits or (ruling and affiliation[0].use == "group")):
        return affiliation[0].sectors
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
    adjective = _adjective_sector(view, first, last)
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


def _adjective_sector(view: View, first: int, last: int) -> tuple[str, ...] | None:
    """The sector that an adjective before a title or "sources" tells ("a military source")."""
    return next(
        (found for i in range(first, last) if (found := _ADJECTIVES.get(view.tokens[i].text.lower()))), None
    )


def country_of(view: View, first: int, head: int, last: int) -> tuple[str | None, bool, tuple[Name, ...]]:
    """Country of a phrase, whether it is the report's focus by rule, and the known bodies that the phrase names.

    Modifiers before the head count first, nearest last; then "of …", "from …", "in …" behind it; then the body's.
    """
    before = [k for k in view.known_in(first, head) if not k.foreign]
    after = [k for k in view.known_in(head, last) if not k.foreign and k.first > head]
    bodies = [k.name for k in before if k.name.use in _WORLD_USES]
    bodies += [k.name for k in after if k.name.use in _WORLD_USES and _preposition(view, k.first) in _BELONGS]
    places = [k.name for k in before if k.name.use in _PLACE_USES]
    if not places and not any(k.name.use in _WORLD_USES for k in before):
        places = [
            k.name for k in after if k.name.use in _PLACE_USES and _preposition(view, k.first) in _OF_PLACE
        ]
    if places:
        return places[0].country, False, tuple(bodies)
    if bodies:
        return bodies[0].country, False, tuple(bodies)
    return None, False, ()


def _preposition(view: View, token: int) -> str:
    """The preposition before a token, articles and adjectives between them passed over."""
    for i in range(token - 1, max(-1, token - 5), -1):
        if view.tokens[i].upos == "ADP":
            return view.tokens[i].text.lower()
        if view.tokens[i].upos not in ("DET", "ADJ", "PROPN", "PART"):
            return ""
    return ""


def _of_noun(view: View, at: Occurrence) -> Traits:
    """A common noun, or a named body whose last word is one ("the Interior Ministry")."""
    end = at.name[1] if at.name else _counted_head(view, at) + 1
    head = view.tokens[end - 1]
    first = _after_clause(view, at.first, end)
    plural = head.xpos in ("NNS", "NNPS") or _counted(view, first, end)
    title = None if plural or (at.name and at.label == "organization") else view.title_before(end, first)
    noun = view.noun_before(end, first)
    country, _, affiliation = country_of(view, first, end - 1, at.last)
    if title and (noun is None or noun[0].human or len(title[0].title.split()) > len(noun[0].noun.split())):
        return _of_titled(view, at, title[0], country, affiliation)
    if noun is None:
        return _unlisted(view, at, country, affiliation, plural)
    return _of_listed(view, at, noun, country, affiliation, plural)


def _counted_head(view: View, at: Occurrence) -> int:
    """The noun that is counted where the head only counts ("dozens of schoolgirls", "a group of men")."""
    head = at.head
    while view.tokens[head].lemma.lower() in _COUNTING:
        below = [
            t
            for t in view.parse.children(head, "nmod")
            if t.index < at.last and _preposition(view, t.index) == "of"
        ]
        if not below:
            break
        head = below[0].index
    return head


def _of_titled(
    view: View, at: Occurrence, title: Title, country: str | None, affiliation: tuple[Name, ...]
) -> Traits:
    sectors = _person_sectors(view, title, at.first, at.last, affiliation)
    country, home = _at_home(view, at, country, affiliation, sectors)
    roles = (_role(view, title, at.first, at.head, affiliation),) if _office(title) else ()
    return Traits("nominal", "person", country, sectors, roles, None, _phrase(view, at), lemma=title.title,
                  gender=title.gender, definite=_definite(view, at), home=home, bare=_bare(view, at),
                  affiliation=affiliation)  # fmt: skip


def _of_listed(
    view: View,
    at: Occurrence,
    found: tuple[Noun, int],
    country: str | None,
    affiliation: tuple[Name, ...],
    plural: bool,
) -> Traits:
    noun, start = found
    groups = [name for name in affiliation if name.use == "group"]
    if (
        groups
        and (plural or not noun.human)
        and noun.kind in ("armed-group", "group")
        and noun.sectors[0] in ("REB", "UAF", "CRM", "UNK", "MIL")
    ):
        return Traits("name", groups[0].kind, groups[0].country, groups[0].sectors, key=("known", groups[0].name),
                      name=groups[0].name, plural=True, definite=True)  # fmt: skip
    sectors = _noun_sectors(noun, affiliation)
    if sectors == ("UNK",):
        sectors = _adjective_sector(view, at.first, at.head) or _body_noun(view, at) or sectors
    single = noun.human and not plural
    many = not single and at.name is None and noun.victims != "foreigners"
    country, home = _at_home(view, at, country, affiliation, sectors, many=many)
    kind: ActorKind = "person" if single else noun.kind
    counted = _counted(view, at.first, at.head + 1)
    key = None if single or counted or _indefinite(view, at) else _unit_key(view, at, noun, country, kind)
    named = at.name is not None and at.name[1] - at.name[0] > 1
    return Traits("name" if named else "nominal", kind, country, sectors, (), key, _phrase(view, at),
                  lemma=noun.noun, unit=noun.unit, plural=plural or noun.human, definite=_definite(view, at),
                  home=home, bare=_bare(view, at, start), affiliation=affiliation)  # fmt: skip


def _noun_sectors(noun: Noun, affiliation: tuple[Name, ...]) -> tuple[str, ...]:
    """Rule `body-sector`: officials of a rebel group are rebels, workers of an aid agency are the agency's."""
    if not affiliation:
        return noun.sectors
    theirs = noun.sectors[0] in ("UNK", "LAB") or (noun.sectors[0] == "GOV" and affiliation[0].use == "group")
    return affiliation[0].sectors if theirs else noun.sectors


def _body_noun(view: View, at: Occurrence) -> tuple[str, ...] | None:
    """Sectors of a noun that stands before the head ("police sources", "hospital officials")."""
    found = (view.noun_before(i, at.first) for i in range(at.head, at.first, -1))
    return next((noun[0].sectors for noun in found if noun and noun[0].sectors != ("UNK",)), None)


def _unit_key(view: View, at: Occurrence, noun: Noun, country: str | None, kind: ActorKind) -> Key | None:
    if noun.unit == "government" and country and not _other_modifiers(view, at):
        return ("state", country)
    if at.name and kind != "government":
        words = _name_text(view, *at.name).lower()
        return ("unit", noun.unit, country) if country and words.endswith(noun.noun) else ("named", words)
    if kind == "organization" and country and not noun.human and not _other_modifiers(view, at):
        return ("unit", noun.unit, country)
    return None


def _other_modifiers(view: View, at: Occurrence) -> bool:
    """Whether adjectives or nouns beside the head make it another body than the plain one ("provincial officials")."""
    return any(
        token.deprel in ("amod", "compound") and not view.known_at(token.index)
        for token in view.parse.children(at.head, "amod", "compound")
    )


def _unlisted(
    view: View, at: Occurrence, country: str | None, affiliation: tuple[Name, ...], plural: bool
) -> Traits:
    if at.name and at.label != "place":
        name = _name_text(view, *at.name)
        sectors = affiliation[0].sectors if affiliation else ()
        return Traits(
            "name", "organization", country, sectors, key=("named", name.lower()), name=name, definite=True
        )
    head = view.tokens[at.head]
    if not affiliation and not _marked(view, at.head):
        return Traits("thing")
    return Traits("nominal", None, country, affiliation[0].sectors if affiliation else (), name=_phrase(view, at),
                  lemma=head.lemma.lower(), plural=plural, definite=_definite(view, at), bare=_bare(view, at))  # fmt: skip


def _marked(view: View, head: int) -> bool:
    """Whether the model takes a common noun for a person, group or organisation."""
    return any(
        mention.head == head and mention.label in ("person", "organization")
        for mention in view.parse.mentions
    )


def _at_home(
    view: View,
    at: Occurrence,
    country: str | None,
    affiliation: tuple[Name, ...],
    sectors: tuple[str, ...],
    *,
    many: bool = False,
) -> tuple[str | None, bool]:
    """Rule `focus-country`: an arm of a state that names no state belongs to the one the report is about.

    So do unnamed groups of people (`many`), where that country is named twice as often as any other.
    """
    if country is not None or affiliation or not sectors or view.focus is None:
        return country, False
    local = many and sectors[0] in _LOCAL_SECTORS and view.one_country
    if (local or sectors[0] in HOME_SECTORS) and not _from_abroad(view, at):
        return view.focus, True
    return None, False


def _from_abroad(view: View, at: Occurrence) -> bool:
    return any(view.tokens[i].text.lower() in _NO_HOME for i in range(at.first, at.head))


def _after_clause(view: View, first: int, end: int) -> int:
    """The phrase's first token, a bracket or dash inside it passed over."""
    return next((i + 1 for i in range(end - 1, first, -1) if view.tokens[i].text in "(,;:—"), first)


def _counted(view: View, first: int, last: int) -> bool:
    return any(
        view.tokens[i].upos == "NUM" or view.tokens[i].lemma.lower() == "dozen" for i in range(first, last)
    )


def _determiner(view: View, at: Occurrence) -> str:
    found = view.parse.child(at.head, "det", "nmod:poss")
    if found:
        return found.text.lower() if found.deprel == "det" else "'s"
    before = view.tokens[at.first - 1] if at.first else None
    return before.text.lower() if before and before.upos == "DET" else ""


def _definite(view: View, at: Occurrence) -> bool:
    return _determiner(view, at) in ("the", "this", "that", "these", "those", "'s", "both")


def _indefinite(view: View, at: Occurrence) -> bool:
    return _determiner(view, at) in (
        "a",
        "an",
        "another",
        "some",
        "any",
        "every",
        "each",
        "several",
        "many",
        "no",
    )


def _bare(view: View, at: Occurrence, start: int | None = None) -> bool:
    """Whether nothing but an article stands beside the head word, or beside the noun that begins at `start`."""
    first = at.head if start is None else start
    beside = [t for t in view.parse.children(at.head) if not first <= t.index <= at.head]
    return all(t.deprel in _NO_MODIFIER for t in beside)


def _phrase(view: View, at: Occurrence) -> str:
    first = at.first
    while first < at.head and view.tokens[first].upos == "DET":
        first += 1
    return _SUFFIX.sub("", view.parse.span(first, at.last).text).strip(" ,")


def _name_text(view: View, first: int, last: int) -> str:
    while last - first > 1 and view.tokens[first].upos == "DET":
        first += 1
    while last - first > 1 and view.tokens[last - 1].xpos == "POS":
        last -= 1
    return _SUFFIX.sub("", " ".join(view.parse.span(first, last).text.split()))
