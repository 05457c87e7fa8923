"""A party of a list held against the shipped lexicon: which of its names can be looked for, or why none; and the account."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from lapwing.lexicon.actors import ActorLexicon
from lapwing.lexicon.countries import NameUse
from lapwing.lexicon.local.entities import Fault, File, Party
from lapwing.lexicon.local.ordinary import Ordinary
from lapwing.lexicon.spelling import fold

_FILE_OF: Final[dict[NameUse, File]] = {"group": "groups", "body": "bodies", "organization": "organizations"}


class Account(Struct):
    """What became of the lines: parties taken by file, known already, of no party by schema, refused with the first line."""

    lines: int = 0
    taken: dict[str, int] = field(default_factory=dict)
    known: int = 0
    other: dict[str, int] = field(default_factory=dict)
    refused: dict[Fault, tuple[int, int]] = field(default_factory=dict)

    def refuse(self, fault: Fault) -> None:
        """Count the present line as refused."""
        count, first = self.refused.get(fault, (0, self.lines))
        self.refused[fault] = (count + 1, first)

    def accounted(self) -> int:
        """Lines that are in one of the four heaps; always all."""
        refused = sum(count for count, _ in self.refused.values())
        return sum(self.taken.values()) + self.known + sum(self.other.values()) + refused


def weighed(
    found: Party | Fault, account: Account, lexicon: ActorLexicon, ordinary: Ordinary
) -> Iterator[Party]:
    """The party with the names that can be looked for, or nothing where it is refused or known."""
    kept: Party | Fault | None = found
    if not isinstance(found, str):
        kept = _person(found, lexicon) if found.file == "persons" else _body(found, ordinary)
    if kept is None:
        account.known += 1
    elif isinstance(kept, str):
        account.refuse(kept)
    else:
        account.taken[kept.file] = account.taken.get(kept.file, 0) + 1
        yield kept


def _person(party: Party, lexicon: ActorLexicon) -> Party | Fault | None:
    names = tuple(n for n in party.names if " " in n and "," not in n and 2 <= len(name_words(n)) <= 6)
    if not names:
        return "name"
    for name in names:
        words = {fold(word) for word in name_words(name)}
        for known in lexicon.people(name_words(name)[-1]):
            if known.country == party.country and {fold(w) for w in known.words} <= words:
                return None
    return party._replace(names=names)


def name_words(name: str) -> list[str]:
    """The words of a person's name as the lexicon counts them: hyphens part them, articles do not count."""
    return [word for word in name.replace("-", " ").split() if word not in ("al", "el") and fold(word)]


def _body(party: Party, ordinary: Ordinary) -> Party | Fault | None:
    """A body that the lexicon has keeps the lexicon's name, country, kind and sectors, and gains the other names."""
    known = next((found for name in party.names if (found := ordinary.known(name))), None)
    names = tuple(name for name in party.names if not ordinary.known(name) and ordinary.safe(name))
    if known is not None:
        if not names:
            return None
        return Party(
            _FILE_OF[known.use], (known.name, *names), known.country or "", known.kind, known.sectors
        )
    return party._replace(names=names) if names else "common"
