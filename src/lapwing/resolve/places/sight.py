"""What stands round a name in the text, and what its form gives away: the questions that finding place names asks."""

from typing import Final

from lapwing.lexicon.places import MINOR, Candidate, Gazetteer, name_key
from lapwing.model.parse import Parse

WELL_KNOWN: Final = 150_000  # people
BIG_CITY: Final = 1_000_000
_LOCATIVE: Final = frozenset(["in", "near", "at", "outside", "around", "inside", "throughout", "across"])
_TRIMMED: Final = frozenset(("the", "'s", "’s", "s", "'", "’", ",", ".", "(", ")", '"', "“", "”", "-"))
_ARTICLES: Final = ("al ", "el ", "ad ", "ar ", "as ", "ash ", "at ", "an ", "az ", "la ")
_ORDINARY: Final = MINOR | {"place", "admin1", "admin2"}
_BARE_CODE: Final = 3  # letters that a short form needs to do without comma and points: "NSW"
_LONGEST_CODE: Final = 8


def candidates_of(gazetteer: Gazetteer, text: str) -> tuple[Candidate, ...]:
    """Locations of a name; where none bears it as it stands, those of the name without its Arabic article."""
    found = gazetteer.find(text)
    if found:
        return found
    key = name_key(text)
    bare = next((key.removeprefix(a) for a in _ARTICLES if key.startswith(a) and len(key) > len(a) + 3), None)
    return gazetteer.find(bare) if bare else ()


def named_so(found: tuple[Candidate, ...]) -> bool:
    """Whether a location bears the name as its main name."""
    return any(c.primary for c in found)


def curated(found: tuple[Candidate, ...]) -> bool:
    """Whether a country, capital or region of ours bears it as a main name."""
    return any(c.primary and c.entry.kind not in _ORDINARY for c in found[:4])


def well_known(found: tuple[Candidate, ...]) -> bool:
    """Whether a name is that of a country, a region of ours, a capital or a large town before all else."""
    large = any(
        c.primary and c.entry.kind != "admin2" and c.entry.population >= WELL_KNOWN for c in found[:6]
    )
    return large or curated(found)


class Sight:
    """The tokens of a parse with the gazetteer beside them. Ranges are tokens `first` to `last` (exclusive)."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.gazetteer = gazetteer
        self.words = gazetteer.words

    def text(self, first: int, last: int) -> str:
        """The words of a range as they stand in the text."""
        return self.parse.text[self.tokens[first].start : self.tokens[last - 1].end]

    def found(self, first: int, last: int) -> tuple[Candidate, ...]:
        """The locations that a range may name."""
        return candidates_of(self.gazetteer, self.text(first, last))

    def capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.tokens[at].text[:1].isupper()

    def glued(self, at: int) -> bool:
        """Whether no blank parts a token from the one before."""
        return at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def lower(self, at: int) -> str:
        """A token in lower case, empty past either end."""
        return self.tokens[at].text.lower() if 0 <= at < len(self.tokens) else ""

    def head(self, first: int, last: int) -> int:
        """The token of a range whose governor lies outside it."""
        return next((t.index for t in self.tokens[first:last] if not first <= t.head < last), last - 1)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """A range without article, possessive and marks at its ends."""
        while first < last and self.lower(first) in _TRIMMED:
            first += 1
        while first < last and self.lower(last - 1) in _TRIMMED:
            last -= 1
        return first, last

    def after_locative(self, first: int) -> bool:
        """Whether "in", "near" … stands before a name."""
        at = first - 2 if self.lower(first - 1) == "the" else first - 1
        same = at >= 0 and self.tokens[at].sentence == self.tokens[first].sentence
        return same and self.lower(at) in _LOCATIVE

    def before_holder(self, last: int) -> bool:
        """Whether a comma and the name of a country or division follow."""
        if last + 1 >= len(self.tokens) or self.tokens[last].text != ",":
            return False
        holder = self.tokens[last + 1].text
        found = self.gazetteer.find(holder)[:3]
        known = any(c.primary and c.entry.kind in ("country", "admin1") for c in found)
        return known or self.gazetteer.abbreviation(holder) is not None

    def placed(self, first: int, last: int) -> bool:
        """Whether the text puts a name where places stand: "in X", "X, Iraq"."""
        return self.after_locative(first) or self.before_holder(last)

    def struck(self, first: int, last: int) -> bool:
        """Whether a name is what was attacked, taken, left … : "captured X", "X was shelled"."""
        head = self.tokens[self.head(first, last)]
        above = self.parse.head(head.index)
        if above is None or head.deprel not in ("obj", "nsubj:pass"):
            return False
        return above.lemma.lower() in self.words.reach

    def kind_after(self, last: int) -> str | None:
        """The kind in "X province"; none in "the X town of Y"."""
        if last >= len(self.tokens) or self.tokens[last].sentence != self.tokens[last - 1].sentence:
            return None
        return None if self.lower(last + 1) == "of" else self.words.kinds.get(self.lower(last))

    def kind_before(self, first: int) -> str | None:
        """The kind in "the town of X"."""
        return self.words.kinds.get(self.lower(first - 2)) if self.lower(first - 1) == "of" else None

    def demonym(self, first: int, last: int) -> bool:
        """Whether a range is only an adjective or a people's name: "Tajik"; "U.S." is a name too."""
        text = self.text(first, last)
        if self.gazetteer.demonym(text) is None:
            return False
        return not any(c.primary and c.entry.kind == "country" for c in self.gazetteer.find(text)[:3])

    def peoples(self, first: int, last: int) -> bool:
        """Whether an unknown name is rather that of a people: "Ossetians", "the Ossetian leader"."""
        tail = self.tokens[last - 1]
        if tail.xpos in ("NNPS", "JJ") or tail.upos == "ADJ":
            return True
        return tail.text.endswith(("ian", "ians", "ans", "ese")) and not self.after_locative(first)

    def common(self, at: int) -> bool:
        """Whether a single word is hardly a place's name by itself: "North", "Center", "EU"."""
        lower, words = self.lower(at), self.words
        listed = any(lower in group for group in (words.common, words.bearings, words.kinds, words.facility))
        if not (listed or len(lower) < 3 or self.acronym(at)):
            return False
        return not curated(self.gazetteer.find(self.tokens[at].text))

    def acronym(self, at: int) -> bool:
        """Whether a word of capitals is an acronym rather than a name: the line before it is not all capitals too."""
        token = self.tokens[at]
        letters = token.text.replace(".", "")
        if not (letters.isupper() and 1 < len(letters) <= 5 and letters.isalpha()):
            return False
        if any(c.primary and c.entry.population > BIG_CITY for c in self.gazetteer.find(token.text)[:2]):
            return False
        line = self.parse.text.rfind("\n", 0, token.start) + 1
        shouted = token.start == line or self.parse.text[line : token.start].isupper()
        return "." in token.text or not shouted

    def short_form(self, first: int, last: int) -> str | None:
        """The name of the division that a short form stands for ("Tex." after a comma, "N.D.", "NSW"), or None."""
        text = self.text(first, last)
        if last - first > 3 or len(text) > _LONGEST_CODE:
            return None
        entry = self.gazetteer.abbreviation(text)
        if entry is None or not self._shortened(text, first, last):
            return None
        found = self.gazetteer.find(text)[:2]
        city = any(c.primary and c.entry.population > BIG_CITY and c.entry.kind == "place" for c in found)
        return None if city else entry.name

    def _shortened(self, text: str, first: int, last: int) -> bool:
        if "." in text[1:-1] or (text.isupper() and len(text) >= _BARE_CODE):
            return True
        after = self.lower(first - 1) in (",", "-", "–")
        return after and (text.isupper() or text.endswith(".") or self.pointed(last))

    def pointed(self, last: int) -> bool:
        """Whether a point follows a range at once, and more of the sentence after it."""
        if self.lower(last) != "." or not self.glued(last):
            return False
        return last + 1 < self.parse.sentence_of(last).last
