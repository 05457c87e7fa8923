"""Where a sentence ends for the purposes of attribution: every plain full stop, and the reader's splits before a capital."""

from typing import Final
from weakref import WeakKeyDictionary

from lapwing.model.parse import Parse

_STOPS: Final = frozenset({".", "!", "?", "…"})
_TITLES: Final = frozenset(
    ["Spc", "Sgt", "Cpl", "Pvt", "Lt", "Capt", "Maj", "Col", "Gen", "Adm", "Cmdr", "Brig", "Cdr", "Insp", "Supt", "Det", "Del", "Rep", "Sen", "Gov", "Rev", "Hon", "Dr", "Mr", "Mrs", "Ms", "Prof", "Pres", "Amb", "Min", "Msgr", "Fr", "Atty"]
)  # fmt: skip
_OPEN_AFTER: Final = frozenset({")", ","})
_BOUNDS: Final[WeakKeyDictionary[Parse, tuple[tuple[int, int], ...]]] = WeakKeyDictionary()


def ends_sentence(parse: Parse, at: int) -> bool:
    """Whether a sentence ends at a token; the full stop of "Rep." or "(D-Ill.)" ends none, a line break always."""
    token = parse.tokens[at]
    if at + 1 == len(parse.tokens):
        return True
    following = parse.tokens[at + 1]
    if abbreviated(parse, at):
        return False
    if token.text in _STOPS:
        return following.text not in _OPEN_AFTER and not following.text[:1].islower()
    return following.start - token.end > 0 and "\n" in parse.text[token.end : following.start]


def abbreviated(parse: Parse, at: int) -> bool:
    """Whether a full stop only ends a title before a name ("Spc. Ana Ruiz")."""
    if at == 0 or at + 1 >= len(parse.tokens) or parse.tokens[at].text != ".":
        return False
    title, following = parse.tokens[at - 1], parse.tokens[at + 1]
    touches = title.end == parse.tokens[at].start and "\n" not in parse.text[title.end : following.start]
    return touches and title.text in _TITLES and following.text[:1].isupper()


def bounds(parse: Parse, at: int) -> tuple[int, int]:
    """Tokens `first` to `last` (exclusive) of the sentence around a token.

    A split of the reader's before a word in lower case is taken for a slip, unless a stop stands there. Worked out once a parse; the table lives no longer than the parse itself.
    """
    table = _BOUNDS.get(parse)
    if table is None:
        table = _BOUNDS[parse] = _table(parse)
    return table[at]


def _table(parse: Parse) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    first = 0
    for at, token in enumerate(parse.tokens):
        if ends_sentence(parse, at) or _split(parse, at):
            found += [(first, at + 1)] * (at + 1 - first)
            first = token.index + 1
    return tuple(found)


def _split(parse: Parse, at: int) -> bool:
    following = parse.tokens[at + 1]
    if abbreviated(parse, at):
        return False
    return following.sentence != parse.tokens[at].sentence and not following.text[:1].islower()
