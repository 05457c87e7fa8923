"""A person by name: the words of the name, title, country, sectors, gender."""

import re
from typing import Final

from lapwing.lexicon.actors import Gender, Title
from lapwing.lexicon.countries import Name
from lapwing.model.actor import Role
from lapwing.resolve.actors.belonging import at_home, belonging, person_sectors
from lapwing.resolve.actors.grammar import name_text
from lapwing.resolve.actors.occurrences import Occurrence
from lapwing.resolve.actors.people import same_person
from lapwing.resolve.actors.traits import Traits
from lapwing.resolve.actors.view import View

_NAME_WORD: Final = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_FORMER: Final = frozenset(
    {"former", "ex", "then", "late", "ousted", "deposed", "onetime", "toppled", "outgoing"}
)
_NO_OFFICE: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "man", "woman", "boy", "girl"})


def is_person(view: View, at: Occurrence) -> bool:
    """Whether a name is a person\'s: by the model, by its first name, or by its form where nothing speaks against it."""
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


def of_person(view: View, at: Occurrence) -> Traits:
    """The traits of a person named, from the name, the title before it and what that belongs to."""
    assert at.name
    first, last = at.name
    words = tuple(
        word
        for i in range(first, last)
        for word in _NAME_WORD.findall(view.tokens[i].text)
        if word[0].isupper() or view.tokens[i].upos == "PROPN"
    )
    name = name_text(view, first, last)
    title = view.title_before(first, at.first)
    belongs = belonging(view, at.first, first if title else at.first, first)
    sectors = person_sectors(view, title[0] if title else None, at.first, first, belongs.bodies)
    country, home = belongs.country, False
    public = _public_figure(view, words, country)
    if public:
        country, sectors = country or public[0], sectors or public[1]
    elif title:
        country, home = at_home(view, at, belongs, sectors)
    roles = (role_of(view, title[0], at.first, first, belongs.bodies),) if title and office(title[0]) else ()
    gender = (title[0].gender if title else None) or _gender(view, words)
    return Traits("name", "person", country, sectors, roles, None, name, words or (name,), gender=gender,
                  definite=True, home=home)  # fmt: skip


def _public_figure(
    view: View, words: tuple[str, ...], country: str | None
) -> tuple[str, tuple[str, ...]] | None:
    """Country and sectors of a known public figure, by full name; by last name alone only where one bears it."""
    if not words:
        return None
    found = [p for p in view.lexicon.people(words[-1]) if country in (None, p.country)]
    if len(words) > 1:
        found = [p for p in found if same_person(words, p.words)]
    found = [p for p in found if not p.imported] or (found if len(words) > 1 else [])
    told = {(p.country, p.sectors) for p in found}
    return told.pop() if len(told) == 1 else None


def _gender(view: View, words: tuple[str, ...]) -> Gender | None:
    return next((g for w in words[:-1] if (g := view.lexicon.first_names.get(w.lower()))), None)


def office(title: Title) -> bool:
    """Whether a title is a role worth telling; "Mr." is none."""
    return title.title not in _NO_OFFICE


def role_of(view: View, title: Title, first: int, last: int, bodies: tuple[Name, ...]) -> Role:
    """The role that a title gives: current, or former where "former", "ex", "then" stand before it."""
    former = any(view.tokens[i].text.lower().strip("-") in _FORMER for i in range(max(0, first - 2), last))
    body = bodies[0].name if bodies else title.body
    return Role(title.title, body, "former" if former else "current")
