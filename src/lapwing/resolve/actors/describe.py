"""What one occurrence tells about its party, by what it is: pronoun, known name, person, common noun."""

from lapwing.lexicon.countries import Name
from lapwing.model.actor import ActorKind
from lapwing.resolve.actors.grammar import bare, counted_head, definite, name_text, phrase
from lapwing.resolve.actors.nouns import of_noun
from lapwing.resolve.actors.occurrences import PRONOUNS, Occurrence
from lapwing.resolve.actors.persons import is_person, of_person
from lapwing.resolve.actors.traits import Traits
from lapwing.resolve.actors.view import Known, View


def traits_of(view: View, at: Occurrence) -> Traits:
    """The traits of an occurrence: of a pronoun, a known name, a person, a named body, or a common noun."""
    head = view.tokens[at.head]
    if at.last - at.first == 1 and head.xpos in PRONOUNS:
        return Traits("pronoun", lemma=head.text.lower())
    known = _covering(view, at)
    if known and not _only_person(at, known):
        return _of_known(view, at, known)
    if at.name and is_person(view, at):
        return of_person(view, at)
    return of_noun(view, at)


def _covering(view: View, at: Occurrence) -> Known | None:
    """The lexicon's name that is the whole proper name, or holds the head word where there is none."""
    known = view.known_at(at.name[1] - 1 if at.name else counted_head(view, at))
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


def _speaks_for_state(name: Name) -> bool:
    """Whether a name is the whole government's: a palace, or "the … administration"."""
    return name.kind == "government" and (name.use == "metonym" or name.name.endswith("administration"))


def _of_known(view: View, at: Occurrence, known: Known) -> Traits:
    name = known.name
    text = name_text(view, known.first, known.last)
    if name.use in ("country", "capital") or _speaks_for_state(name):
        state = view.lexicon.countries.get(name.country or "")
        kind: ActorKind = "state" if name.use in ("country", "capital") else "government"
        return Traits("name", kind, name.country, ("GOV",), key=("state", name.country or name.name),
                      name=state.name if state and kind == "state" else name.name, definite=True)  # fmt: skip
    if name.use == "region":
        return Traits(
            "name", "government", name.country, ("GOV",), key=("region", name.name), name=text, definite=True
        )
    if name.use in ("people", "region-people"):
        return Traits("nominal", "public", name.country, ("CVL",), name=phrase(view, at), lemma=text.lower(),
                      plural=True, bare=bare(view, at), definite=definite(view, at))  # fmt: skip
    return Traits("name", name.kind, name.country, name.sectors, key=("known", name.name), name=name.name,
                  plural=name.kind == "armed-group", definite=True)  # fmt: skip
