"""How many a phrase counts: the number in it, one for a person, at least two for a bare plural."""

import re
from collections.abc import Sequence
from typing import Literal

from lapwing.lexicon.counts import load_counts
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.amount import Amount, Count
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

Kind = Literal["number", "person", "definite", "plural", "pronoun"]

ONE = Amount(1, 1, 1, True, "one person")
BARE = Amount(2, None, None, False, "bare plural")
_SINGULAR = frozenset({"he", "him", "she", "her", "his", "hers"})
_DEFINITE = frozenset({"any", "no", "the", "these", "those", "this", "that", "all", "both"})
_STRONG = re.compile(r"\b([A-Za-z]+|\d+)-(?:man|men|member|person|strong)\s+")
_NO_PERSON = frozenset({"place", "object", "abstract", "event", "time"})


def is_people(token: Token) -> bool:
    """A name of a people in the plural: "Americans", "Uyghurs"."""
    return token.xpos == "NNPS" or (
        token.xpos == "NNS" and token.text[0].isupper() and token.text[-1] == "s" and token.deprel != "root"
    )


class Amounts:
    """Looks up the amount of a phrase by its head token. Built once for a text."""

    def __init__(self, parse: Parse, counts: Sequence[Count], lexicon: MeasureLexicon) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._by_noun: dict[int, Count] = {}
        self._inside: dict[int, Count] = {}
        for count in counts:
            if count.noun is not None:
                self._by_noun[count.noun] = count  # of "five of the six editors" the one beside the noun
            for index in range(count.first, count.last):
                self._inside[index] = count
        self._labels = {m.head: m for m in parse.mentions}
        self._starting = {m.first: m for m in parse.mentions if m.named}

    def count_at(self, head: int) -> Count | None:
        """The number phrase that counts a head word, or that holds it."""
        return self._by_noun.get(head) or self._inside.get(head) or self._none_shared(head)

    def _none_shared(self, head: int) -> Count | None:
        """ "No deaths or injuries": the "no" of the first noun holds for those joined to it."""
        token = self._parse.tokens[head]
        if token.deprel != "conj" or token.upos != "NOUN" or self._parse.child(head, "det", "nummod"):
            return None
        first = self._by_noun.get(token.head)
        return first if first is not None and first.value.high == 0 else None

    def inside(self, index: int) -> Count | None:
        """The number phrase that holds a token."""
        return self._inside.get(index)

    def of(self, head: int) -> tuple[Amount, Kind] | None:
        """The amount of a phrase and what kind of phrase gives it; None where nobody is counted."""
        count = self.count_at(head)
        if count is not None:
            if count.noun is not None and not self.persons(count.noun):
                return None
            return (
                count.value,
                "number" if count.value.best is not None or count.value.high is not None else "plural",
            )
        token = self._parse.tokens[head]
        if (inner := self._household(token)) is not None:
            return inner.value, "number"
        if (strong := self._strong(token)) is not None:
            return strong, "number"
        if token.upos == "PRON":
            return (ONE, "pronoun") if token.text.lower() in _SINGULAR else None
        if token.upos == "PROPN":
            return self._named(token)
        if token.upos not in ("NOUN", "ADJ") or not self.persons(head):
            return None
        return self._common(token)

    def _common(self, token: Token) -> tuple[Amount, Kind] | None:
        """A common noun without a number: a bare plural, one person, or nobody new ("the soldiers")."""
        head = token.index
        determined = {t.text.lower() for t in self._parse.children(head, "det")}
        owned = self._parse.child(head, "nmod:poss") is not None
        if token.xpos == "NNS" or token.lemma.lower() in ("people", "police", "troop"):
            return None if determined & _DEFINITE or owned else (BARE, "plural")
        if token.lemma.lower() in ("staff", "personnel"):
            return None
        if determined & _DEFINITE:
            return ONE, "definite"
        return (ONE, "person") if self._is_one(head, determined, owned) else None

    def _household(self, token: Token) -> Count | None:
        """ "A family of three"."""
        if token.lemma.lower() not in self._lexicon.collectives:
            return None
        inner = (self._inside.get(t.index) for t in self._parse.children(token.index, "nmod"))
        return next((count for count in inner if count is not None and count.noun is None), None)

    def _strong(self, token: Token) -> Amount | None:
        """ "A five-member family", "the 12-man crew": as many as the group is strong."""
        sentence = self._parse.sentence_of(token.index)
        said = _STRONG.search(self._parse.text, sentence.start, token.start)
        if said is None or token.upos != "NOUN" or said.end() != token.start:
            return None
        word = said[1].lower()
        strong = int(word) if word.isdigit() else load_counts().cardinals.get(word)
        return Amount(strong, strong, strong, True, "number") if strong else None

    def _is_one(self, head: int, determined: set[str], owned: bool) -> bool:
        """A singular with an article or owner, or with a name beside it ("journalist Ana Ruiz")."""
        named = any(t.upos == "PROPN" for t in self._parse.children(head, "appos", "flat"))
        after = self._parse.tokens[head + 1] if head + 1 < len(self._parse.tokens) else None
        named = named or (after is not None and after.upos == "PROPN" and after.index in self._labels)
        return owned or named or bool(determined & {"a", "an", "another", "one"})

    def _named(self, token: Token) -> tuple[Amount, Kind] | None:
        mention = self._labels.get(token.index)
        if is_people(token):
            peoples = mention is None or mention.label in ("person", "other")
            return (BARE, "plural") if peoples and self._parse.child(token.index, "det") is None else None
        return (ONE, "person") if self.name_at(token.index) is not None else None

    def persons(self, head: int) -> bool:
        """Whether a head word means persons: by the word lists, else by the reader's entity label."""
        token = self._parse.tokens[head]
        lemma = token.lemma.lower()
        if lemma in self._lexicon.collectives:
            return False
        if lemma in self._lexicon.classes or lemma in self._lexicon.generic or is_people(token):
            return True
        mention = self._labels.get(head)
        if mention is not None:
            return mention.label == "person" or (mention.label == "other" and token.upos == "PROPN")
        return token.xpos == "NNP" or lemma in self._lexicon.groups or token.upos in ("NUM", "ADJ", "PRON")

    def name_at(self, head: int) -> Span | None:
        """The whole name of a person with the words before it ("journalist Ana Ruiz"), None where no name stands."""
        mention = self._labels.get(head)
        if mention is None or not mention.named:
            mention = self._starting.get(head + 1)
        if mention is None or not mention.named or mention.label != "person":
            return None
        before = self._parse.children(head, "compound", "amod", "nmod:desc")
        titles = [i for t in before if t.index < mention.first for i in self._parse.subtree(t.index)]
        return self._parse.span(min([mention.first, head, *titles]), mention.last)

    def things(self, head: int) -> bool:
        """Whether the reader marked a head word as something that is no person."""
        mention = self._labels.get(head)
        return mention is not None and mention.label in _NO_PERSON
