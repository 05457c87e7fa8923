"""Where a sentence ends for the purposes of attribution: the reader's splits, and every plain full stop besides."""

from typing import Final

from lapwing.model.parse import Parse

_STOPS: Final = frozenset({".", "!", "?", "…"})


def ends_sentence(parse: Parse, at: int) -> bool:
    """Whether a sentence ends at a token; the full stop of "Rep." or "(D-Ill.)" ends none, a line break always."""
    token = parse.tokens[at]
    if at + 1 == len(parse.tokens):
        return True
    following = parse.tokens[at + 1]
    if token.text in _STOPS:
        return following.text not in {")", ","} and not following.text[:1].islower()
    return "\n" in parse.text[token.end : following.start]


def bounds(parse: Parse, at: int) -> tuple[int, int]:
    """Tokens `first` to `last` (exclusive) of the sentence around a token, never wider than the reader's."""
    sentence = parse.sentence_of(at)
    first = at
    while first > sentence.first and not ends_sentence(parse, first - 1):
        first -= 1
    last = at
    while last + 1 < sentence.last and not ends_sentence(parse, last):
        last += 1
    return first, last + 1
