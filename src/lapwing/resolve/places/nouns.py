"""Nouns that stand for a place: "the capital", "the Afghan capital", "Sudan's capital", "the city", "the province", "the country"."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from lapwing.lexicon.places import TOWNS, Entry, Gazetteer
from lapwing.model.parse import Parse, Token
from lapwing.resolve.places.choose import Choice
from lapwing.resolve.places.names import Name

_LOOK_BACK: Final = 200
_TOKENS_BACK: Final = 5000
"""Names and tokens before a noun among which its place is sought: more than a report of ordinary length has."""
_NEXT: Final = 20
"""Names right behind a noun, of which one may own it ("the capital of Sudan")."""
_POINTING: Final = frozenset({"the", "this", "that"})
_KINDS: Final = {
    "town": TOWNS,
    "division": frozenset({"admin1", "admin2", "region"}),
    "region": frozenset({"admin1", "region"}),
    "island": frozenset({"island"}),
}


def with_stand_ins(parse: Parse, choices: Sequence[Choice], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """The choices of the names and, in text order among them, those of nouns that stand for a place."""
    found = list(choices)
    for token in parse.tokens:
        stands_for = gazetteer.words.stands.get(token.text)
        if stands_for is None or token.upos != "NOUN" or parse.child(token.index, "case") is None:
            continue
        entry = _meant(parse, token, stands_for, choices, gazetteer)
        if entry is not None:
            name = Name(token.index, token.index + 1, token.index, token.text, None, True, False, False)
            found.append(Choice(name, entry, stands_in=True))
    return tuple(sorted(found, key=lambda c: c.name.first))


def _meant(
    parse: Parse, noun: Token, stands_for: str, choices: Sequence[Choice], gazetteer: Gazetteer
) -> Entry | None:
    """The location that a noun stands for, or None. One with its name beside it ("the capital, Kabul") stands for none."""
    if parse.children(noun.index, "appos", "nummod", "acl"):
        return None
    told = bisect_right(choices, noun.index, key=lambda c: c.name.last)
    choices = choices[max(0, told - _LOOK_BACK) : told + _NEXT]
    owner = _owner(parse, noun, choices, gazetteer)
    if stands_for == "capital" and owner is not None:
        return gazetteer.capital_of(owner)
    if owner is not None or parse.children(noun.index, "amod", "compound", "nmod"):
        return None
    determiner = parse.child(noun.index, "det")
    if determiner is None or determiner.text.lower() not in _POINTING:
        return None
    before = [c for c in choices if c.entry is not None and not c.name.inside and c.name.last <= noun.index]
    return _antecedent(parse, noun, [c.entry for c in before if c.entry], stands_for, before, gazetteer)


def _owner(parse: Parse, noun: Token, choices: Sequence[Choice], gazetteer: Gazetteer) -> str | None:
    """The country of "the Afghan capital", "Sudan's capital", "the capital of Sudan"."""
    for child in parse.children(noun.index, "amod", "nmod", "compound"):
        country = gazetteer.demonym(child.text)
        named = next((c.entry for c in choices if c.name.head == child.index and c.entry), None)
        if country or (named is not None and named.kind == "country"):
            return country or (named.country if named else None)
    return None


def _antecedent(
    parse: Parse,
    noun: Token,
    entries: Sequence[Entry],
    stands_for: str,
    before: Sequence[Choice],
    gazetteer: Gazetteer,
) -> Entry | None:
    """The last place of the kind named before; for country and capital, the country of the same sentence if it is but
    one, else the one named most."""
    if stands_for not in ("country", "capital"):
        return next((e for e in reversed(entries) if e.kind in _KINDS[stands_for]), None)
    told = Counter(e.country for e in entries if e.country)
    near = {
        c.entry.country for c in before if c.entry and parse.tokens[c.name.head].sentence == noun.sentence
    }
    for token in parse.tokens[max(0, noun.index - _TOKENS_BACK) : noun.index]:
        if token.text[:1].isupper() and (people := gazetteer.demonym(token.text)):
            told[people] += 1
            near |= {people} if token.sentence == noun.sentence else set()
    near.discard(None)
    country = near.pop() if len(near) == 1 else max(told, key=lambda c: told[c], default=None)
    if country is None:
        return None
    return gazetteer.country(country) if stands_for == "country" else gazetteer.capital_of(country)
