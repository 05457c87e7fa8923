"""Where parties stand in a report: one occurrence per nucleus, whether asked for, marked by the model, or both.

"Turkish Foreign Minister Mevlut Cavusoglu" (a party), "Turkish Foreign Minister" and "Mevlut Cavusoglu" (the
model's mentions) are one occurrence: its nucleus is the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lapwing.model.parse import Mention, Token
from lapwing.model.place import PlaceMention
from lapwing.model.span import Span
from lapwing.resolve.actors.view import View

PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_BEFORE: Final = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "flat", "nmod"})
_WORLD: Final = frozenset({"group", "organization", "body", "metonym"})


@dataclass(frozen=True)
class Occurrence:
    """Tokens `first` to `last` (exclusive) that name a party; `head` its head word, `name` the tokens of the proper
    name in it if any, `label` the model's label for that, `asked` whether a slot holds it; `heads` are the head words
    of all phrases joined in it."""

    first: int
    last: int
    head: int
    name: tuple[int, int] | None
    label: str | None
    asked: bool
    heads: tuple[int, ...]


@dataclass(frozen=True)
class _Range:
    first: int
    last: int
    head: int
    asked: bool


def find_occurrences(
    view: View, parties: Sequence[Span], place_mentions: Sequence[PlaceMention]
) -> tuple[Occurrence, ...]:
    """All occurrences in text order: the parties, the model's persons and organisations, names that act."""
    ranges = [
        *_asked(view, parties),
        *(_Range(m.first, m.last, m.head, False) for m in view.parse.mentions if _worth(view, m)),
        *_lexical(view),
        *_acting(view, place_mentions),
    ]
    groups: dict[int, list[tuple[_Range, tuple[int, int, str | None] | None]]] = {}
    for each in ranges:
        name = _name_in(view, each)
        groups.setdefault(_nucleus(view, each, name), []).append((each, name))
    return tuple(sorted((_join(view, group) for group in groups.values()), key=lambda o: (o.first, o.last)))


def by_token(occurrences: Sequence[Occurrence]) -> dict[int, list[int]]:
    """For each token the numbers of the occurrences around it, in order."""
    found: dict[int, list[int]] = {}
    for number, each in enumerate(occurrences):
        for token in range(each.first, each.last):
            found.setdefault(token, []).append(number)
    return found


def _nucleus(view: View, each: _Range, name: tuple[int, int, str | None] | None) -> int:
    """The token by which ranges are held to be one: where a known name begins, a name begins, or the head word."""
    at = name[0] if name else each.head
    known = view.known_at(at)
    inside = (
        known and known.name.use in ("group", "organization", "body") and not (name and name[1] > known.last)
    )
    return known.first if known and inside else at


def _asked(view: View, parties: Sequence[Span]) -> list[_Range]:
    found: list[_Range] = []
    for span in sorted(set(parties)):
        inside = view.parse.tokens_in(span)
        head = view.parse.head_of(span)
        if inside and head:
            found.append(_Range(inside[0].index, inside[-1].index + 1, head.index, True))
    return found


def _worth(view: View, mention: Mention) -> bool:
    if mention.label in ("person", "organization"):
        known = view.known_at(mention.head)
        return not (known and known.name.use in ("people", "region-people") and mention.named)
    known = view.known_at(mention.head)
    return bool(known and known.name.use in _WORLD and mention.label != "time")


def _lexical(view: View) -> list[_Range]:
    """Groups and bodies that the lexicon knows, whatever the model made of them; a city that may be one is left out."""
    found: list[_Range] = []
    for known in view.known:
        if known.name.use in ("group", "organization", "body") and not known.foreign:
            head = _head(view, known.first, known.last)
            if view.tokens[head].upos in ("PROPN", "NOUN") and view.tokens[head].deprel not in (
                "compound",
                "amod",
            ):
                found.append(_Range(known.first, known.last, head, False))
    return found


def _acting(view: View, place_mentions: Sequence[PlaceMention]) -> list[_Range]:
    found: list[_Range] = []
    for mention in place_mentions:
        inside = view.parse.tokens_in(mention.span)
        if mention.as_actor and inside:
            found.append(_Range(inside[0].index, inside[-1].index + 1, mention.head, False))
    return found


def _head(view: View, first: int, last: int) -> int:
    return next((i for i in range(first, last) if not first <= view.tokens[i].head < last), first)


def _name_in(view: View, at: _Range) -> tuple[int, int, str | None] | None:
    """First and last token and label of the proper name that a range is about, or None for a common noun."""
    holding = _governing(view, view.name_over(at.head))
    if holding and at.first <= holding.first:
        return _whole(view, holding)
    for begins in (at.head + 1, at.last):
        after = view.name_over(begins)
        if after and after.first == begins and _names_its_noun(view, at, after):
            return _whole(view, after)
    return _proper_run(view, at)


def _names_its_noun(view: View, at: _Range, after: Mention) -> bool:
    """Whether a name that stands behind a title or a noun for a body is that one's ("the charity Open Hands")."""
    if after.label == "person":
        return view.title_before(after.first, at.first) is not None
    noun = view.noun_before(after.first, at.first) if after.label == "organization" else None
    return (
        noun is not None and noun[0].kind in ("organization", "armed-group", "alliance") and not noun[0].human
    )


def _governing(view: View, mention: Mention | None) -> Mention | None:
    """The person's name that a marked name is only a later part of ("Shia al-Sudani" behind "Mohammed")."""
    if mention is None or view.tokens[mention.head].deprel != "flat":
        return mention
    above = view.name_over(view.tokens[mention.head].head)
    return above if above and above.label == "person" and above.first < mention.first else mention


def _whole(view: View, mention: Mention) -> tuple[int, int, str | None]:
    """A name with the flat parts that the model left out, its title words cut off."""
    first, last = mention.first, mention.last
    while (more := _flat_after(view, last)) > last:
        last = more
    while last - first > 1 and view.tokens[last - 1].xpos in ("POS", ","):
        last -= 1
    if mention.label == "person":
        first = _name_start(view, first, last)
    return first, last, mention.label if mention.label != "other" else None


def _flat_after(view: View, last: int) -> int:
    """The end of a name's next flat part, a hyphen before it passed over; `last` where there is none."""
    at = last + (last < len(view.tokens) and view.tokens[last].text in ("-", "‐"))
    flat = at < len(view.tokens) and view.tokens[at].deprel == "flat" and view.tokens[at].upos == "PROPN"
    return at + 1 if flat and view.tokens[at].head < last else last


def _name_start(view: View, first: int, last: int) -> int:
    """Where the name begins inside a stretch that may hold a title before it."""
    for i in range(last - 1, first, -1):
        titled = view.tokens[i].upos == "PROPN" and view.title_before(i, first)
        if titled and view.tokens[i - 1].text.lower() not in view.lexicon.first_names:
            return i
    return first


def _proper_run(view: View, at: _Range) -> tuple[int, int, str | None] | None:
    """Proper nouns around the head, for names that the model did not mark."""
    known = view.known_at(at.head)
    if view.tokens[at.head].upos != "PROPN" or (known and known.name.use != "none"):
        return None
    first, last = at.head, at.head + 1
    while first > at.first and _proper(view.tokens[first - 1]):
        first -= 1
    while last < at.last and _proper(view.tokens[last]):
        last += 1
    title = view.title_before(last, first)
    if title and title[1] == first:
        return None
    begins = _name_start(view, first, last)
    return begins, last, "person" if begins > first else None


def _proper(token: Token) -> bool:
    return token.upos == "PROPN" or (token.text == "-" and token.deprel == "punct")


def _join(view: View, group: list[tuple[_Range, tuple[int, int, str | None] | None]]) -> Occurrence:
    name = next((name for _, name in group if name), None)
    asked = [each for each, _ in group if each.asked]
    ranges = asked or [each for each, _ in group]
    first, last = min(each.first for each in ranges), max(each.last for each in ranges)
    head = ranges[0].head
    heads = tuple(sorted({each.head for each, _ in group}))
    if name is None:
        return Occurrence(first, last, head, None, None, bool(asked), heads)
    first = min(first, _title_start(view, name[0])) if name[2] == "person" else first
    return Occurrence(first, max(last, name[1]), head, (name[0], name[1]), name[2], bool(asked), heads)


def _title_start(view: View, name: int) -> int:
    """Where the title before a person's name begins, its modifiers included; the name's start if there is none."""
    floor = view.parse.sentence_of(name).first
    title = view.title_before(name, floor)
    if title is None and (name == floor or view.tokens[name - 1].deprel != "nmod:desc"):
        return name
    first = title[1] if title else name - 1
    while first > max(floor, name - 9) and _modifies(view.tokens[first - 1]):
        first -= 1
    return first


def _modifies(token: Token) -> bool:
    if token.text in ("-", "‐", "–") or token.text.lower() in ("ex", "then", "vice"):
        return True
    if token.xpos == "POS":
        return True
    return token.upos in ("ADJ", "PROPN", "NOUN") and token.deprel in _BEFORE
