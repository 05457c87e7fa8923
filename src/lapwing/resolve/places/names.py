"""Which stretches of a text name places: what the encoder marked, and what only the gazetteer knows.

The encoder's place names are taken as they are, trimmed or widened to the name that the gazetteer knows. A name that it gave
another label, or none, counts where the gazetteer knows it well or the text puts it where places stand ("in", "near",
after a town's comma). All others that the gazetteer has are proposals (`sure` false): places_choose keeps those that the
rest of the report bears out. A place within the name of a body ("Kabul University") is `inside`.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lapwing.lexicon.places import Candidate, Gazetteer
from lapwing.model.parse import Mention, Parse
from lapwing.resolve.places.sight import Sight, curated, named_so, well_known

LONGEST: Final = 7
_PARTED: Final = frozenset((",", "'s", "’s", "/"))
_WIDER: Final = ((2, 0), (1, 0), (0, 4), (0, 3), (0, 2), (0, 1), (1, 1))


class Name(Struct, frozen=True):
    """A name of a place in the text: tokens `first` to `last` (exclusive), head token, and what it is looked up as.

    `hint` tells the kind that the text states ("X province" → division). `sure` is false for a proposal that the report
    has to bear out, `inside` true for a part of another name, `person` for what the encoder took for a person's name.
    """

    first: int
    last: int
    head: int
    looked_up: str
    hint: str | None
    sure: bool
    inside: bool
    person: bool


def find_names(parse: Parse, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Every place name of the text in order; no two overlap."""
    return _Finder(parse, gazetteer).names()


class _Finder:
    """Goes over a parse once; `_taken` marks the tokens that a name or another entity has claimed."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._gazetteer = gazetteer
        self._sight = Sight(parse, gazetteer)
        self._taken = bytearray(len(parse.tokens))
        self._found: list[Name] = []
        persons = (m for m in parse.mentions if m.named and m.label == "person" and m.last - m.first > 1)
        whole = [parse.tokens[m.first : m.last] for m in persons]
        self._surnames = frozenset(tokens[-1].text for tokens in whole)
        self._of_persons = frozenset(t.text for tokens in whole for t in tokens)

    def names(self) -> tuple[Name, ...]:
        named = [m for m in self._parse.mentions if m.named]
        for mention in named:
            if mention.label == "place":
                self._of_place(mention)
        for mention in named:
            if mention.label != "place" and not self._any_taken(mention.first, mention.last):
                self._of_other(mention)
        self._unmarked()
        return tuple(sorted(self._found, key=lambda n: n.first))

    def _of_place(self, mention: Mention) -> None:
        """The names in what the encoder calls one place: parts at commas and possessives, each widened if need be."""
        start = mention.first
        if self._mended(mention):
            return
        for at in range(mention.first, mention.last + 1):
            if at == mention.last or self._tokens[at].text in _PARTED:
                first, last = self._sight.trim(start, at)
                if first < last and not self._any_taken(first, last):
                    self._part(*self._widened(first, last))
                start = at + 1

    def _mended(self, mention: Mention) -> bool:
        """Note a mention that the gazetteer knows as it stands, possessive and all: "Cox's Bazar"."""
        first, last = self._sight.trim(mention.first, mention.last)
        split = any(t.text in _PARTED for t in self._tokens[first:last])
        if not split or self._any_taken(first, last) or not named_so(self._sight.found(first, last)):
            return False
        self._add(first, last, sure=True)
        return True

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """The range with neighbours in capitals that belong to a longer name: "South" + "Ossetia"."""
        for left, right in _WIDER:
            begin, end = first - left, last + right
            if begin < 0 or end > len(self._tokens):
                continue
            if not (self._sight.capital(begin) and self._sight.capital(end - 1)) or self._any_taken(
                begin, end
            ):
                continue
            tokens = self._tokens[begin:end]
            if tokens[0].sentence != tokens[-1].sentence or any(t.text in (",", "/") for t in tokens):
                continue
            found = self._gazetteer.find(self._sight.text(begin, end))
            joined = any(t.text in ("and", "&") for t in tokens)
            if tokens[0].text == "The" and not any(c.entry.name.startswith("The ") for c in found):
                continue
            if named_so(found) and (not joined or found[0].entry.kind == "country"):
                return begin, end
        return self._hyphened(first, last)

    def _hyphened(self, first: int, last: int) -> tuple[int, int]:
        """The whole of a hyphened word of which the beginning is marked, if that is no well-known place."""
        end, sight = last, self._sight
        while (
            end + 1 < len(self._tokens)
            and self._tokens[end].text == "-"
            and sight.glued(end)
            and sight.glued(end + 1)
        ):
            end += 2
        if end == last or self._any_taken(last, end) or not sight.capital(end - 1):
            return first, last
        return (first, last) if well_known(self._gazetteer.find(sight.text(first, last))) else (first, end)

    def _part(self, first: int, last: int) -> None:
        """The whole part where it is known; else the known name in it; else an unknown name, if it is none of a building."""
        sight = self._sight
        if not sight.capital(first) or sight.demonym(first, last) or self._hardly(first, last):
            return
        if any(c in "$€£%@#" for c in sight.text(first, last)):
            return
        if sight.found(first, last) or sight.short_form(first, last):
            self._add(first, last, sure=True)
            return
        begin, end = self._bare(first, last)
        if (begin, end) != (first, last) and sight.found(begin, end):
            self._add(begin, last if sight.capital(last - 1) else end, sure=True)
        elif sight.capital(begin) and not sight.demonym(begin, end):
            self._unknown(begin, last)

    def _hardly(self, first: int, last: int) -> bool:
        """Whether a single word that the encoder calls a place is none: a common word, an acronym, a surname of the text."""
        if last - first > 1 or self._sight.before_holder(last) or self._sight.short_form(first, last):
            return False
        if self._sight.common(first):
            self._claim(first, last)
            return True
        surname = self._tokens[first].text in self._surnames and not self._sight.after_locative(first)
        return surname and not curated(self._gazetteer.find(self._tokens[first].text))

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """A range without directions and kind words at its ends, and without "city of"."""
        words, lower = self._sight.words, self._sight.lower
        while first < last - 1 and lower(first) in words.bearings:
            first += 1
        while first < last - 1 and lower(last - 1) in words.kinds:
            last -= 1
        if last - first > 2 and lower(first) in words.kinds and lower(first + 1) == "of":
            first += 2
        return first, last

    def _unknown(self, first: int, last: int) -> None:
        """An unknown name: a known one at its beginning is proposed; without that, it stands as unknown."""
        sight = self._sight
        size = self._longest(first, last, known=named_so) if last - first > 1 else 0
        if size and not (sight.lower(first + size) == "-" and sight.glued(first + size)):
            self._add(first, first + size, sure=False)
            self._claim(first, last)
        elif size and self._both_ends(first, last, size):
            return
        elif sight.peoples(first, last) or sight.lower(last - 1) in sight.words.facility:
            self._claim(first, last)
        else:
            self._add(first, last, sure=True)

    def _both_ends(self, first: int, last: int, size: int) -> bool:
        """Note the two places of "the Kabul-Jalalabad road"; false where the second half is none."""
        second = first + size + 1
        more = self._longest(second, last, known=named_so) if second < last else 0
        if not more:
            return False
        self._add(first, first + size, sure=True)
        self._add(second, second + more, sure=True)
        self._claim(first, last)
        return True

    def _of_other(self, mention: Mention) -> None:
        """A name of another label: itself a place where it can be nothing else, or the places within it."""
        sight = self._sight
        first, last = sight.trim(mention.first, mention.last)
        if first < last:
            first, last = self._widened(first, last)
        self._claim(mention.first, mention.last)
        if first >= last or not sight.capital(first) or sight.demonym(first, last):
            return
        found, person = sight.found(first, last), mention.label == "person"
        if sight.kind_before(first) == "town" or (named_so(found) and sight.struck(first, last)):
            self._add(first, last, sure=True)
        elif any(c.primary and c.entry.kind == "country" for c in found[:4]):
            self._add(first, last, sure=not person or self._no_person(first, last))
        elif last == first + 1 and (sight.common(first) or self._tokens[first].text in self._surnames):
            return
        elif named_so(found):
            state = curated(found) and (not person or last - first > 2 or self._no_person(first, last))
            self._add(first, last, sure=sight.placed(first, last) or state, person=person)
        elif mention.label == "organization":
            self._inside(mention.first, mention.last)

    def _no_person(self, first: int, last: int) -> bool:
        """Whether no full name of a person in the text has one of these words: "Washington" is then the capital."""
        return not any(t.text in self._of_persons for t in self._tokens[first:last])

    def _inside(self, first: int, last: int) -> None:
        """Places within the name of a body, longest first from the left: well-known ones, and proposals at its start."""
        at = first
        while at < last:
            size = self._longest(at, last, known=named_so if at == first else well_known)
            if 0 < size < last - first:
                known = well_known(self._gazetteer.find(self._sight.text(at, at + size)))
                self._add(at, at + size, sure=known, inside=True)
            at += size or 1

    def _unmarked(self) -> None:
        """Names that the encoder left unmarked: proper nouns that are well-known places or stand where places do."""
        at = 0
        while at < len(self._tokens):
            proper = self._tokens[at].upos in ("PROPN", "X") and self._sight.capital(at)
            size = self._unmarked_at(at) if proper and not self._taken[at] else 0
            at += size or 1

    def _unmarked_at(self, at: int) -> int:
        """Note the name that begins at a token, if one does; gives the number of its tokens."""
        sight = self._sight
        if sight.short_form(at, at + 1):
            self._add(at, at + 1, sure=True)
            return 1
        end = next(
            (n for n in range(at + 1, at + LONGEST) if n >= len(self._tokens) or self._taken[n]), at + LONGEST
        )
        end = min(end, len(self._tokens))
        if sight.kind_before(at) == "town" and self._tokens[at - 2].text.islower():
            last = next((n for n in range(at + 1, end) if self._tokens[n].upos != "PROPN"), end)
            self._add(*self._hyphened(at, last), sure=True)
            return last - at
        size = self._longest(at, end, known=named_so)
        if size:
            found = self._gazetteer.find(sight.text(at, at + size))
            placed = sight.after_locative(at) and any(c.primary and c.entry.kind != "admin2" for c in found)
            alone = not self._goes_on(at, at + size)
            self._add(at, at + size, sure=alone and (placed or well_known(found)), inside=not alone)
        return size

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the proper name runs on beyond the place's name, so that it is a name of something else."""
        for at in (first - 1, last):
            if not 0 <= at < len(self._tokens) or self._taken[at]:
                continue
            token = self._tokens[at]
            same = token.sentence == self._tokens[first].sentence
            if same and token.upos == "PROPN" and self._sight.capital(at):
                return True
        return self._sight.lower(last) == "$"

    def _longest(self, first: int, end: int, *, known: Callable[[tuple[Candidate, ...]], bool]) -> int:
        """How many tokens from `first` on are the longest name that `known` accepts; 0 where there is none."""
        sight = self._sight
        if not sight.capital(first):
            return 0
        for last in range(min(end, first + LONGEST), first, -1):
            tail = self._tokens[last - 1]
            if not tail.text[:1].isalnum() or tail.sentence != self._tokens[first].sentence:
                continue
            if last == first + 1 and (sight.common(first) or tail.text in self._surnames):
                continue
            if not sight.demonym(first, last) and known(self._gazetteer.find(sight.text(first, last))):
                return last - first
        return 0

    def _add(self, first: int, last: int, *, sure: bool, inside: bool = False, person: bool = False) -> None:
        """Note the name with its kind word, if one stands by it. A kind word in capitals belongs to the name."""
        sight = self._sight
        short = sight.short_form(first, last)
        if short:
            end = last + 1 if sight.pointed(last) else last
            self._note(Name(first, end, sight.head(first, last), short, "division", True, inside, False))
            return
        text, tail = sight.text(first, last), self._tokens[last - 1].text
        kind = sight.words.kinds.get(tail.lower()) if last - first > 1 else None
        if kind and not sight.found(first, last):
            text = sight.text(first, last - 1)
        after = None if kind or (last < len(self._tokens) and self._taken[last]) else sight.kind_after(last)
        if after and not inside and sight.capital(last) and sight.capital(last - 1) and not tail.isupper():
            last += 1
            text = sight.text(first, last) if sight.found(first, last) else text
        hint = kind or after or sight.kind_before(first)
        self._note(Name(first, last, sight.head(first, last), text, hint, sure, inside, person))

    def _note(self, name: Name) -> None:
        self._found.append(name)
        self._claim(name.first, name.last)

    def _claim(self, first: int, last: int) -> None:
        self._taken[first:last] = b"\x01" * (last - first)

    def _any_taken(self, first: int, last: int) -> bool:
        return any(self._taken[first:last])
