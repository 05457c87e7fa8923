"""Which stretches of a text name places: what the encoder marked, and what only the gazetteer knows.

The encoder's place names are taken as they are, trimmed or widened to the name that the gazetteer knows. A name that it gave
another label, or none, counts where the gazetteer knows it well or the text puts it where places stand ("in", "near",
after a town's comma). All others that the gazetteer has are proposals (`sure` false): places_choose keeps those that the
rest of the report bears out. A place within the name of a body ("Kabul University") is `inside`.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lapwing.lexicon.places import Candidate, Gazetteer, name_key
from lapwing.model.parse import Mention, Parse

LONGEST: Final = 7
WELL_KNOWN: Final = 150_000  # people
_LOCATIVE: Final = frozenset(["in", "near", "outside", "around", "inside", "throughout", "across"])
_TRIMMED: Final = frozenset(("the", "'s", "’s", "s", "'", "’", ",", ".", "(", ")", '"', "“", "”", "-"))
_PARTED: Final = frozenset((",", "'s", "’s", "/"))
_ARTICLES: Final = ("al ", "el ", "ad ", "ar ", "as ", "ash ", "at ", "an ", "az ", "la ")
_BARE_CODES: Final = 3  # letters of a short form that needs neither comma nor point: "NSW"


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
        c.primary and (_curated(c) or (c.entry.kind != "admin2" and c.entry.population >= WELL_KNOWN))
        for c in found[:6]
    )


def _curated(candidate: Candidate) -> bool:
    return candidate.entry.kind not in ("place", "admin1", "admin2")


def _any_primary(found: tuple[Candidate, ...]) -> bool:
    return any(c.primary and c.entry.kind != "admin2" for c in found)


def _named_so(found: tuple[Candidate, ...]) -> bool:
    return any(c.primary for c in found)


class _Finder:
    """Goes over a parse once; `_taken` marks the tokens that a name or another entity has claimed."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._gazetteer = gazetteer
        self._words = gazetteer.words
        self._taken = bytearray(len(parse.tokens))
        self._found: list[Name] = []

    def names(self) -> tuple[Name, ...]:
        places = [m for m in self._parse.mentions if m.named and m.label == "place"]
        others = [m for m in self._parse.mentions if m.named and m.label != "place"]
        for mention in places:
            self._of_place(mention)
        for mention in others:
            if not any(self._taken[mention.first : mention.last]):
                self._of_other(mention)
        self._unmarked()
        return tuple(sorted(self._found, key=lambda n: n.first))

    def _of_place(self, mention: Mention) -> None:
        """The names in what the encoder calls one place: parts at commas and possessives, each widened if need be."""
        start = mention.first
        for at in range(mention.first, mention.last + 1):
            if at == mention.last or self._tokens[at].text in _PARTED:
                first, last = self._trim(start, at)
                if first < last and not any(self._taken[first:last]):
                    self._part(*self._widened(first, last))
                start = at + 1

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """The mention with neighbours in capitals that belong to a longer name: "South" + "Ossetia"."""
        for left, right in ((2, 0), (1, 0), (0, 4), (0, 3), (0, 2), (0, 1), (1, 1)):
            begin, end = first - left, last + right
            if (
                begin < 0
                or end > len(self._tokens)
                or self._tokens[begin].sentence != self._tokens[end - 1].sentence
            ):
                continue
            if any(self._taken[begin:end]) or not (self._capital(begin) and self._capital(end - 1)):
                continue
            if any(t.text in (",", "/") for t in self._tokens[begin:end]):
                continue
            found = self._gazetteer.find(self._text(begin, end))
            joined = any(t.text in ("and", "&") for t in self._tokens[begin:end])
            if _named_so(found) and (not joined or found[0].entry.kind == "country"):
                return begin, end
        return self._hyphened(first, last)

    def _hyphened(self, first: int, last: int) -> tuple[int, int]:
        """The whole of a hyphened word of which the encoder marked the beginning, if that is no well-known place."""
        end = last
        while (
            end + 1 < len(self._tokens)
            and self._tokens[end].text == "-"
            and self._glued(end)
            and self._glued(end + 1)
        ):
            end += 2
        if end == last or any(self._taken[last:end]) or not self._capital(end - 1):
            return first, last
        return (first, last) if well_known(self._gazetteer.find(self._text(first, last))) else (first, end)

    def _glued(self, at: int) -> bool:
        return self._tokens[at].start == self._tokens[at - 1].end

    def _part(self, first: int, last: int) -> None:
        """The whole part where it is known; else the known name in it; else an unknown name, if it is none of a building."""
        text = self._text(first, last)
        single = last == first + 1
        if self._gazetteer.demonym(text) or (
            single and (text.lower() in self._words.bearings or self._acronym(first))
        ):
            return
        if candidates_of(self._gazetteer, text) or self._short(first, last):
            self._add(first, last, sure=True)
            return
        begin, end = first, last
        while begin < end - 1 and self._tokens[begin].text.lower() in self._words.bearings:
            begin += 1
        while begin < end - 1 and self._tokens[end - 1].text.lower() in self._words.kinds:
            end -= 1
        if (
            self._tokens[begin].text.lower() in self._words.kinds
            and end - begin > 2
            and self._tokens[begin + 1].text == "of"
        ):
            begin += 2
        if (begin, end) != (first, last) and candidates_of(self._gazetteer, self._text(begin, end)):
            self._add(begin, last if self._tokens[last - 1].text[:1].isupper() else end, sure=True)
        elif self._capital(begin) and not self._demonym(self._text(begin, end)):
            self._unknown(begin, last)

    def _unknown(self, first: int, last: int) -> None:
        """An unknown name: a known one at its beginning is proposed; without that, it stands as unknown."""
        size = self._longest(first, last, known=_named_so) if last - first > 1 else 0
        if size and not (self._tokens[first + size].text == "-" and self._glued(first + size)):
            self._add(first, first + size, sure=False)
            self._claim(first, last)
        elif (
            self._tokens[last - 1].xpos in ("NNPS", "JJ")
            or self._tokens[last - 1].text.lower() in self._words.facility
        ):
            self._claim(first, last)
        else:
            self._add(first, last, sure=True)

    def _peoples(self, first: int, last: int) -> bool:
        """Whether an unknown name is rather that of a people: "Ossetians", "the Ossetian leader"."""
        tail = self._tokens[last - 1]
        return (
            tail.xpos in ("NNPS", "JJ")
            or tail.upos == "ADJ"
            or (tail.text.endswith(("ian", "ians", "ans", "ese")) and not self._after_locative(first))
        )

    def _of_other(self, mention: Mention) -> None:
        """A name of another label: itself a place where it can be nothing else, or the places within it."""
        first, last = self._trim(mention.first, mention.last)
        if first < last:
            first, last = self._widened(first, last)
        self._claim(mention.first, mention.last)
        if first >= last or not self._capital(first):
            return
        found = candidates_of(self._gazetteer, self._text(first, last))
        if self._kind_before(first) == "town" or (_named_so(found) and self._struck(first, last)):
            self._add(first, last, sure=True)
        elif any(c.primary and c.entry.kind == "country" for c in found[:4]):
            self._add(first, last, sure=mention.label != "person")
        elif last == first + 1 and self._common(first):
            return
        elif _named_so(found):
            person = mention.label == "person"
            self._add(
                first,
                last,
                sure=self._placed(first, last) or (not person and any(map(_curated, found[:4]))),
                person=person,
            )
        elif mention.label == "organization":
            self._inside(mention.first, mention.last)

    def _struck(self, first: int, last: int) -> bool:
        """Whether a name is what was attacked, taken, left … : "captured X", "X was shelled"."""
        head = self._tokens[self._head(first, last)]
        above = self._parse.head(head.index)
        return (
            above is not None
            and head.deprel in ("obj", "nsubj:pass")
            and above.lemma.lower() in self._words.reach
        )

    def _inside(self, first: int, last: int) -> None:
        """Places within the name of a body, longest first from the left: well-known ones, and proposals at its start."""
        at = first
        while at < last:
            size = self._longest(at, last, known=_named_so if at == first else well_known)
            if 0 < size < last - first:
                known = well_known(self._gazetteer.find(self._text(at, at + size)))
                self._add(at, at + size, sure=known, inside=True)
            at += size or 1

    def _unmarked(self) -> None:
        """Names that the encoder left unmarked: proper nouns that are well-known places or stand where places do."""
        at = 0
        while at < len(self._tokens):
            size = 0
            if not self._taken[at] and self._tokens[at].upos in ("PROPN", "X") and self._capital(at):
                size = self._unmarked_at(at)
            at += size or 1

    def _unmarked_at(self, at: int) -> int:
        end = at + 1
        while end < len(self._tokens) and not self._taken[end] and end - at < LONGEST:
            end += 1
        if self._short(at, at + 1):
            self._add(at, at + 1, sure=True)
            return 1
        if self._kind_before(at) == "town" and self._tokens[at - 2].text.islower():
            last = at + 1
            while last < end and self._tokens[last].upos == "PROPN" and self._capital(last):
                last += 1
            self._add(*self._hyphened(at, last), sure=True)
            return last - at
        size = self._longest(at, end, known=_named_so)
        if not size:
            return 0
        found = self._gazetteer.find(self._text(at, at + size))
        placed = self._after_locative(at) and _any_primary(found)
        alone = not self._goes_on(at, at + size)
        self._add(at, at + size, sure=alone and (placed or well_known(found)), inside=not alone)
        return size

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the proper name runs on beyond the place's name, so that it is a name of something else."""
        sentence = self._tokens[first].sentence
        for at in (first - 1, last):
            if not 0 <= at < len(self._tokens) or self._taken[at]:
                continue
            token = self._tokens[at]
            if token.sentence == sentence and token.upos == "PROPN" and self._capital(at):
                return True
        return self._tokens[last].text == "$" if last < len(self._tokens) else False

    def _longest(self, first: int, end: int, *, known: Callable[[tuple[Candidate, ...]], bool]) -> int:
        """How many tokens from `first` on are the longest name that `known` accepts; 0 where there is none."""
        if not self._capital(first):
            return 0
        for last in range(min(end, first + LONGEST), first, -1):
            tokens = self._tokens[first:last]
            if not tokens[-1].text[:1].isalnum() or tokens[-1].sentence != tokens[0].sentence:
                continue
            if last == first + 1 and self._common(first):
                continue
            text = self._text(first, last)
            if not self._demonym(text) and known(self._gazetteer.find(text)):
                return last - first
        return 0

    def _demonym(self, text: str) -> bool:
        """Whether a word is only an adjective or a people's name: "Tajik"; "U.S." is a name too."""
        if self._gazetteer.demonym(text) is None:
            return False
        return not any(c.primary and c.entry.kind == "country" for c in self._gazetteer.find(text)[:3])

    def _common(self, at: int) -> bool:
        """Whether a single word is hardly a place's name by itself: "North", "Center", "EU"."""
        text = self._tokens[at].text
        lower = text.lower()
        words = self._words
        listed = (
            lower in words.common
            or lower in words.bearings
            or lower in words.kinds
            or lower in words.facility
        )
        return listed or len(text) < 3 or self._acronym(at)

    def _acronym(self, at: int) -> bool:
        """Whether a word of capitals is an acronym rather than a name: the line before it is not all capitals too."""
        token = self._tokens[at]
        letters = token.text.replace(".", "")
        if not (letters.isupper() and 1 < len(letters) <= 5 and letters.isalpha()):
            return False
        if any(c.primary and c.entry.population > 1_000_000 for c in self._gazetteer.find(token.text)[:2]):
            return False
        line = self._parse.text.rfind("\n", 0, token.start) + 1
        return "." in token.text or not (
            token.start == line or self._parse.text[line : token.start].isupper()
        )

    def _short(self, first: int, last: int) -> str | None:
        """The state or province that a short form stands for ("Tex." after a comma, "N.D.", "NSW"), or None."""
        text = self._text(first, last)
        if last - first > 3 or len(text) > 8 or self._gazetteer.abbreviation(text) is None:
            return None
        comma = first > 0 and self._tokens[first - 1].text in (",", "-", "–")
        pointed = "." in text[1:-1] or self._pointed(last)
        if (
            (comma and (pointed or text.isupper()))
            or ("." in text[1:-1])
            or (text.isupper() and len(text) >= _BARE_CODES)
        ):
            entry = self._gazetteer.abbreviation(text)
            city = any(
                c.primary and c.entry.population > 1_000_000 and c.entry.kind == "place"
                for c in self._gazetteer.find(text)[:2]
            )
            return entry.name if entry and not city else None
        return None

    def _pointed(self, last: int) -> bool:
        """Whether a point follows at once, and more of the sentence after it."""
        if last >= len(self._tokens) or self._tokens[last].text != ".":
            return self._tokens[last - 1].text.endswith(".")
        return self._tokens[last].start == self._tokens[last - 1].end

    def _add(self, first: int, last: int, *, sure: bool, inside: bool = False, person: bool = False) -> None:
        """Note the name with its kind word, if one stands by it. A kind word in capitals belongs to the name."""
        short = self._short(first, last)
        if short:
            more = last < len(self._tokens) and self._tokens[last].text == "." and self._pointed(last)
            end = last + 1 if more and last + 1 < self._parse.sentence_of(first).last else last
            self._note(Name(first, end, self._head(first, last), short, "division", True, inside, False))
            return
        text = self._text(first, last)
        tail = self._tokens[last - 1].text
        kind = self._words.kinds.get(tail.lower()) if last - first > 1 else None
        if kind and not candidates_of(self._gazetteer, text):
            text = self._text(first, last - 1)
        if kind is None and (after := self._kind_after(last)):
            kind = after
            if not inside and self._capital(last) and tail[:1].isupper() and not tail.isupper():
                last += 1
                whole = self._text(first, last)
                text = whole if candidates_of(self._gazetteer, whole) else text
        self._note(
            Name(
                first,
                last,
                self._head(first, last),
                text,
                kind or self._kind_before(first),
                sure,
                inside,
                person,
            )
        )

    def _note(self, name: Name) -> None:
        self._found.append(name)
        self._claim(name.first, name.last)

    def _claim(self, first: int, last: int) -> None:
        self._taken[first:last] = b"\x01" * (last - first)

    def _kind_after(self, last: int) -> str | None:
        """The kind in "X province"; not in "the X town of Y"."""
        if last >= len(self._tokens) or self._tokens[last].sentence != self._tokens[last - 1].sentence:
            return None
        of = last + 1 < len(self._tokens) and self._tokens[last + 1].text == "of"
        return None if of or self._taken[last] else self._words.kinds.get(self._tokens[last].text.lower())

    def _kind_before(self, first: int) -> str | None:
        """The kind in "the town of X"."""
        if first >= 2 and self._tokens[first - 1].text == "of":
            return self._words.kinds.get(self._tokens[first - 2].text.lower())
        return None

    def _head(self, first: int, last: int) -> int:
        return next((t.index for t in self._tokens[first:last] if not first <= t.head < last), last - 1)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self._tokens[first].text.lower() in _TRIMMED:
            first += 1
        while first < last and self._tokens[last - 1].text.lower() in _TRIMMED:
            last -= 1
        return first, last

    def _capital(self, at: int) -> bool:
        return self._tokens[at].text[:1].isupper()

    def _text(self, first: int, last: int) -> str:
        return self._parse.text[self._tokens[first].start : self._tokens[last - 1].end]

    def _placed(self, first: int, last: int) -> bool:
        """Whether the text puts a name where places stand: "in X", "X, Iraq"."""
        return self._after_locative(first) or self._held(last)

    def _held(self, last: int) -> bool:
        """Whether a comma and the name of a country or division follow."""
        if last + 1 >= len(self._tokens) or self._tokens[last].text != ",":
            return False
        holder = self._tokens[last + 1].text
        found = self._gazetteer.find(holder)[:3]
        return self._gazetteer.abbreviation(holder) is not None or any(
            c.primary and c.entry.kind in ("country", "admin1") for c in found
        )

    def _after_locative(self, first: int) -> bool:
        at = first - 1
        if at >= 0 and self._tokens[at].text.lower() == "the":
            at -= 1
        return (
            at >= 0
            and self._tokens[at].text.lower() in _LOCATIVE
            and self._tokens[at].sentence == self._tokens[first].sentence
        )
