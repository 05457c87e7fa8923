"""Traits: what one mention says of its actor."""

from dataclasses import dataclass
from typing import Literal

from lapwing.lexicon.actors import Gender
from lapwing.model.actor import ActorKind, Role

Form = Literal["name", "nominal", "pronoun", "thing"]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Traits:
    """What a mention says of its actor.

    `form` "thing" is a phrase that names no party ("two villages"). `key` is shared by all mentions of a known party, `unit`
    by nouns that may name the same one; `words` are those of a person's name, `lemma` a common noun or title. `home`
    marks a country taken from the report's focus, not from the words; `bare` a noun with nothing but an article.
    """

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
