"""Which stretches of a text name places: what the encoder marked, and what only the gazetteer knows.

The encoder's place names are taken as they are, trimmed to the name. A name that it gave another label, or none, counts
where the gazetteer knows it well or the text puts it where places stand ("in", "near", before ", Iraq"). A
place within the name of a body ("Kabul University") is noted as `inside`: it tells of the report's geography only.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lapwing.lexicon.places import TOWNS, Candidate, Gazetteer, name_key
from lapwing.model.parse import Mention, Parse, Token

LONGEST: Final = 5
WELL_KNOWN: Final = 150_000  # people
_LOCATIVE: Final = frozenset(["in", "near", "at", "outside", "around", "inside", "throughout", "across", "from"])
_TRIMMED: Final = frozenset(("the", "'s", "’s", "s", "'", "’", ",", ".", "(", ")", '"', "“", "”", "-"))
_ARTICLES: Final = ("al ", "el ", "ad ", "ar ", "as ", "ash ", "at ", "an ", "az ", "la ")
_NOT_ALONE: Final = frozenset(
    ["march", "may", "august", "college", "university", "central", "union", "church", "bank", "police", "data", "force", "most", "of", "us", "it", "new", "time", "news", "our"]
)


class Name(Struct, frozen=True):
    """A name of a place in the text: tokens `first` to `last` (exclusive), head token, and what it is looked up as.

    `hint` tells the kind that the text states ("X province" → division), `sure` that the encoder called it a place,
    `inside` that it is part of another name.
    """

    first: int
    last: int
    head: int
    looked_up: str
    hint: str | None
    sure: bool
    inside: bool


def find_names(parse: Parse, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Every place name of the text in order; no two overlap."""
    taken = bytearray(len(parse.tokens))
    names: list[Name] = []
    for mention in sorted(parse.mentions, key=lambda m: (m.label != "place", m.first, -m.last)):
        if mention.named and not any(taken[mention.first : mention.last]):
            names += _of_mention(parse, gazetteer, mention)
            taken[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
    names += _unmarked(parse, gazetteer, taken)
    return tuple(sorted(names, key=lambda n: n.first))


def candidates_of(gazetteer: Gazetteer, text: str) -> tuple[Candidate, ...]:
    """Locations of a name; where none bears it as it stands, those of the name without its Arabic article."""
    found = gazetteer.find(text)
    if found:
        return found
    key = name_key(text)
    bare = next((key.removeprefix(a) for a in _ARTICLES if key.startswith(a) and len(key) > len(a) + 3), None)
    return gazetteer.find(bare) if bare else ()


def well_known(found: tuple[Candidate, ...]) -> bool:
    """Whether a name is that of a country, a region of ours, a capital or a large town before all else."""
    return any(
        c.primary
        and (
            c.entry.kind not in ("place", "admin1", "admin2")
            or (c.entry.kind != "admin2" and c.entry.population >= WELL_KNOWN)
        )
        for c in found[:6]
    )


def _of_mention(parse: Parse, gazetteer: Gazetteer, mention: Mention) -> Iterator[Name]:
    if mention.label == "place":
        yield from _of_place(parse, gazetteer, mention.first, mention.last)
    elif mention.label == "organization" or not _whole(parse, gazetteer, mention):
        if mention.label == "organization":
            whole = _whole(parse, gazetteer, mention)
            yield from whole or _inside(parse, gazetteer, mention)
    else:
        yield from _whole(parse, gazetteer, mention)


def _whole(parse: Parse, gazetteer: Gazetteer, mention: Mention) -> list[Name]:
    """A name of another label that is a well-known place, or stands after "in", "near" … and is a known one."""
    first, last = _trim(parse, mention.first, mention.last)
    if first >= last:
        return []
    found = candidates_of(gazetteer, _text(parse, first, last))
    placed = _after_locative(parse, first) and any(c.primary for c in found)
    curated = any(c.primary and c.entry.kind not in ("place", "admin1", "admin2") for c in found[:4])
    if not found or not (placed or (mention.label == "organization" and curated)):
        return []
    return [_named(parse, gazetteer, first, last, sure=False)]


def _of_place(parse: Parse, gazetteer: Gazetteer, first: int, last: int) -> Iterator[Name]:
    """The names in what the encoder calls one place: the whole, or its parts at commas and possessives."""
    start = first
    for at in range(first, last + 1):
        if at == last or parse.tokens[at].text in (",", "'s", "’s", "/"):
            begin, end = _trim(parse, start, at)
            if begin < end:
                yield from _part(parse, gazetteer, begin, end)
            start = at + 1


def _part(parse: Parse, gazetteer: Gazetteer, first: int, last: int) -> Iterator[Name]:
    """The whole part where it is known; else what is left without directions and kind words; else an unknown name."""
    if candidates_of(gazetteer, _text(parse, first, last)):
        yield _named(parse, gazetteer, first, last, sure=True)
        return
    words = gazetteer.words
    begin, end = first, last
    while begin < end - 1 and parse.tokens[begin].text.lower() in words.bearings:
        begin += 1
    while begin < end - 1 and parse.tokens[end - 1].text.lower() in words.kinds:
        end -= 1
    if (
        parse.tokens[begin].text.lower() in words.kinds
        and end - begin > 2
        and parse.tokens[begin + 1].text == "of"
    ):
        begin += 2
    if parse.tokens[begin].text[:1].islower() or gazetteer.demonym(_text(parse, begin, end)):
        return
    yield _named(parse, gazetteer, begin, last if end < last else end, sure=True)


def _inside(parse: Parse, gazetteer: Gazetteer, mention: Mention) -> Iterator[Name]:
    """Well-known places within the name of a body, longest first from the left."""
    at = mention.first
    while at < mention.last:
        size = _longest(parse, gazetteer, at, mention.last, known=well_known)
        if size and (size < mention.last - mention.first):
            yield _named(parse, gazetteer, at, at + size, sure=False, inside=True)
        at += size or 1


def _unmarked(parse: Parse, gazetteer: Gazetteer, taken: bytearray) -> Iterator[Name]:
    """Names that the encoder left unmarked: proper nouns that are well-known places or stand after a preposition."""
    at = 0
    while at < len(parse.tokens):
        token = parse.tokens[at]
        size = 0
        if not taken[at] and token.upos in ("PROPN", "X") and token.text[:1].isupper():
            end = at + 1
            while end < len(parse.tokens) and not taken[end] and end - at < LONGEST:
                end += 1
            placed = _after_locative(parse, at)
            size = _longest(parse, gazetteer, at, end, known=_any_primary if placed else well_known)
            if size and _goes_on(parse, at, at + size, taken):
                size = 0
        if size:
            yield _named(parse, gazetteer, at, at + size, sure=False)
        at += size or 1


def _any_primary(found: tuple[Candidate, ...]) -> bool:
    return any(c.primary and c.entry.kind != "admin2" for c in found)


def _goes_on(parse: Parse, first: int, last: int, taken: bytearray) -> bool:
    """Whether the proper name runs on beyond the place's name, so that it is a name of something else."""
    before = parse.tokens[first - 1] if first else None
    after = parse.tokens[last] if last < len(parse.tokens) else None
    sentence = parse.tokens[first].sentence
    left = (
        before is not None
        and before.sentence == sentence
        and before.upos == "PROPN"
        and before.text[:1].isupper()
    )
    right = after is not None and after.sentence == sentence and after.upos == "PROPN" and not taken[last]
    return bool(left or right)


def _longest(parse: Parse, gazetteer: Gazetteer, first: int, end: int, *, known: object) -> int:
    """How many tokens from `first` on are the longest name that `known` accepts; 0 where there is none."""
    assert callable(known)
    for last in range(min(end, first + LONGEST), first, -1):
        tokens = parse.tokens[first:last]
        if not tokens[-1].text[:1].isalnum() or not tokens[0].text[:1].isupper():
            continue
        if last == first + 1 and (tokens[0].text.lower() in _NOT_ALONE or len(tokens[0].text) < 3):
            continue
        found = gazetteer.find(_text(parse, first, last))
        if found and known(found):
            return last - first
    return 0


def _named(
    parse: Parse, gazetteer: Gazetteer, first: int, last: int, *, sure: bool, inside: bool = False
) -> Name:
    """The name with its kind word, if one stands by it. A kind word in capitals belongs to the name."""
    words = gazetteer.words
    text = _text(parse, first, last)
    hint = None
    tail = parse.tokens[last - 1].text
    if last - first > 1 and tail.lower() in words.kinds and not candidates_of(gazetteer, text):
        hint, text = words.kinds[tail.lower()], _text(parse, first, last - 1)
    elif not inside and last < len(parse.tokens):
        after = parse.tokens[last]
        kind = words.kinds.get(after.text.lower())
        of = last + 1 < len(parse.tokens) and parse.tokens[last + 1].text == "of"
        if kind and not of and after.sentence == parse.tokens[first].sentence:
            hint = kind
            if after.text[:1].isupper() and tail[:1].isupper() and not tail.isupper():
                last += 1
                text = (
                    _text(parse, first, last) if candidates_of(gazetteer, _text(parse, first, last)) else text
                )
    hint = hint or _kind_before(parse, gazetteer, first)
    if tail.lower() in words.kinds and hint is None:
        hint = words.kinds[tail.lower()]
    return Name(first, last, _head(parse, first, last), text, hint, sure, inside)


def _kind_before(parse: Parse, gazetteer: Gazetteer, first: int) -> str | None:
    """The kind in "the town of X", "the city, X" or "the town X"."""
    before = [parse.tokens[i].text.lower() for i in range(max(0, first - 2), first)]
    if len(before) == 2 and before[1] == "of":
        return gazetteer.words.kinds.get(before[0])
    return None


def _head(parse: Parse, first: int, last: int) -> int:
    for token in parse.tokens[first:last]:
        if not first <= token.head < last:
            return token.index
    return last - 1


def _trim(parse: Parse, first: int, last: int) -> tuple[int, int]:
    while first < last and parse.tokens[first].text.lower() in _TRIMMED:
        first += 1
    while first < last and parse.tokens[last - 1].text.lower() in _TRIMMED:
        last -= 1
    return first, last


def _text(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _after_locative(parse: Parse, first: int) -> bool:
    at = first - 1
    if at >= 0 and parse.tokens[at].text.lower() == "the":
        at -= 1
    return (
        at >= 0
        and parse.tokens[at].text.lower() in _LOCATIVE
        and parse.tokens[at].sentence == parse.tokens[first].sentence
    )


__all__ = ["TOWNS", "Name", "Token", "candidates_of", "find_names", "well_known"]
