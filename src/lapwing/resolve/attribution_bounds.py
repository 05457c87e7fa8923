"""Where a sentence ends for the purposes of attribution: the reader's splits, and every plain full stop besides."""

from typing import Final
from weakref import WeakKeyDictionary

from lapwing.model.parse import Parse

_STOPS: Final = frozenset({".", "!", "?", "…"})
_OPEN_AFTER: Final = frozenset({")", ","})
_BOUNDS: Final[WeakKeyDictionary[Parse, tuple[tuple[int, int], ...]]] = WeakKeyDictionary()


def ends_sentence(parse: Parse, at: int) -> bool:
    """Whether a sentence ends at a token; the full stop of "Rep." or "(D-Ill.)" ends none, a line break always."""
    token = parse.tokens[at]
    if at + 1 == len(parse.tokens):
        return True
    following = parse.tokens[at + 1]
    if token.text in _STOPS:
        return following.text not in _OPEN_AFTER and not following.text[:1].islower()
    return following.start - token.end > 0 and "\n" in parse.text[token.end : following.start]


def bounds(parse: Parse, at: int) -> tuple[int, int]:
    """Tokens `first` to `last` (exclusive) of the sentence around a token, never wider than the reader's.

    Worked out once a parse; the table lives no longer than the parse itself.
    """
    table = _BOUNDS.get(parse)
    if table is None:
        table = _BOUNDS[parse] = _table(parse)
    return table[at]


def _table(parse: Parse) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for sentence in parse.sentences:
        first = sentence.first
        for at in range(sentence.first, sentence.last):
            if at + 1 == sentence.last or ends_sentence(parse, at):
                found += [(first, at + 1)] * (at + 1 - first)
                first = at + 1
    return tuple(found)
