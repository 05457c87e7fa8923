"""A party by a common noun, or a named body whose last word is one ("the Interior Ministry")."""

from lapwing.lexicon.actors import Noun, Title
from lapwing.lexicon.countries import Name
from lapwing.model.actor import ActorKind
from lapwing.resolve.actors.belonging import (
    Belonging,
    adjective_sector,
    at_home,
    belonging,
    body_noun,
    noun_sectors,
    person_sectors,
)
from lapwing.resolve.actors.grammar import (
    after_clause,
    bare,
    counted,
    counted_head,
    definite,
    indefinite,
    joined_with,
    marked_party,
    name_text,
    other_modifiers,
    phrase,
)
from lapwing.resolve.actors.occurrences import Occurrence
from lapwing.resolve.actors.persons import office, role_of
from lapwing.resolve.actors.traits import Key, Traits
from lapwing.resolve.actors.view import View


def of_noun(view: View, at: Occurrence) -> Traits:
    """A common noun, or a named body whose last word is one ("the Interior Ministry")."""
    end = at.name[1] if at.name else counted_head(view, at) + 1
    head = view.tokens[end - 1]
    first = after_clause(view, at.first, end)
    plural = head.xpos in ("NNS", "NNPS") or counted(view, first, end)
    title = None if at.name and at.label == "organization" else view.title_before(end, first)
    noun = view.noun_before(end, first)
    belongs = belonging(view, first, end - 1, at.last)
    longer = title and (noun is None or len(title[0].title.split()) > len(noun[0].noun.split()))
    if title and plural and longer:
        noun = (_noun_of(title[0]), title[1])
    elif title and not plural and (longer or (noun and noun[0].human)):
        return _of_titled(view, at, title[0], belongs)
    if noun is None:
        return _unlisted(view, at, belongs, plural=plural)
    return _of_listed(view, at, noun, belongs, plural=plural)


def _noun_of(title: Title) -> Noun:
    """A title in the plural as a noun for a group ("protest leaders", "rebel commanders")."""
    kind: ActorKind = "armed-group" if title.sectors[0] in ("REB", "UAF", "CRM") else "group"
    return Noun(title.title, kind, title.sectors, title.title, "other", True)


def _of_titled(view: View, at: Occurrence, title: Title, belongs: Belonging) -> Traits:
    sectors = person_sectors(view, title, at.first, at.last, belongs.bodies)
    country, home = at_home(view, at, belongs, sectors)
    roles = (role_of(view, title, at.first, at.head, belongs.bodies),) if office(title) else ()
    return Traits("nominal", "person", country, sectors, roles, None, phrase(view, at), lemma=title.title,
                  gender=title.gender, definite=definite(view, at), home=home, bare=bare(view, at))  # fmt: skip


def _of_listed(
    view: View, at: Occurrence, found: tuple[Noun, int], belongs: Belonging, *, plural: bool
) -> Traits:
    noun, start = found
    group = _group_of(noun, belongs, plural=plural)
    if group:
        return Traits("name", group.kind, group.country, group.sectors, key=("known", group.name), name=group.name,
                      plural=True, definite=True)  # fmt: skip
    sectors = noun_sectors(noun, belongs.bodies)
    if sectors == ("UNK",):
        sectors = adjective_sector(view, at.first, at.head) or body_noun(view, at) or sectors
    single = noun.human and not plural
    many = not single and at.name is None and noun.victims != "foreigners"
    country, home = at_home(view, at, belongs, sectors, many=many)
    kind: ActorKind = "person" if single else noun.kind
    mixed = joined_with(view, at)
    new = single or mixed or counted(view, at.first, at.head + 1) or indefinite(view, at)
    key = None if new else _unit_key(view, at, noun, country, kind)
    named = at.name is not None and at.name[1] - at.name[0] > 1
    return Traits("name" if named else "nominal", kind, country, sectors, (), key, phrase(view, at),
                  lemma=noun.noun, unit=noun.unit, plural=plural or noun.human, definite=definite(view, at) and not mixed,
                  home=home, bare=bare(view, at, start) and not mixed)  # fmt: skip


def _group_of(noun: Noun, belongs: Belonging, *, plural: bool) -> Name | None:
    """The group that "Taliban fighters" are: its members, told by a noun for fighters or for nobody in particular."""
    groups = [name for name in belongs.bodies if name.use == "group"]
    its = noun.kind in ("armed-group", "group") and noun.sectors[0] in ("REB", "UAF", "CRM", "UNK", "MIL")
    return groups[0] if groups and its and (plural or not noun.human) else None


def _unit_key(view: View, at: Occurrence, noun: Noun, country: str | None, kind: ActorKind) -> Key | None:
    if noun.unit == "government" and country and not other_modifiers(view, at):
        return ("state", country)
    if at.name and kind != "government":
        words = name_text(view, *at.name).lower()
        return ("unit", noun.unit, country) if country and words.endswith(noun.noun) else ("named", words)
    if kind == "organization" and country and not noun.human and not other_modifiers(view, at):
        return ("unit", noun.unit, country)
    return None


def _unlisted(view: View, at: Occurrence, belongs: Belonging, *, plural: bool) -> Traits:
    sectors = belongs.bodies[0].sectors if belongs.bodies else ()
    if at.name and at.label != "place":
        name = name_text(view, *at.name)
        noun = view.noun_before(at.name[0], at.first)
        kind: ActorKind = noun[0].kind if noun and not noun[0].human else "organization"
        sectors = noun[0].sectors if noun and not noun[0].human else sectors
        return Traits(
            "name", kind, belongs.country, sectors, key=("named", name.lower()), name=name, definite=True
        )
    head = view.tokens[at.head]
    if not marked_party(view, at.head):
        return Traits("thing")
    return Traits("nominal", None, belongs.country, sectors, name=phrase(view, at),
                  lemma=head.lemma.lower(), plural=plural, definite=definite(view, at), bare=bare(view, at))  # fmt: skip
