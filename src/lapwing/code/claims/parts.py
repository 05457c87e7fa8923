"""Parts of a counted group: "including three children", "14 of them minors", "among them the pilot", "12 people: nine women and three men"."""

from collections.abc import Iterator

from lapwing.code.claims.amounts import Amounts
from lapwing.code.claims.tolls import Telling
from lapwing.code.slots import conjuncts
from lapwing.model.amount import Count
from lapwing.model.parse import Parse, Token

_THEM = frozenset({"them", "whom"})
_GRAVELY = frozenset({"critically", "seriously", "badly", "severely", "gravely", "slightly", "lightly"})
_OPENERS = frozenset({":", "–", "—", "-", "--"})
_VERBAL = frozenset({"VERB", "AUX"})
_FAR = 30  # tokens behind the whole in which its parts stand


class Parts:
    """Finds the parts of counted groups of one text."""

    def __init__(self, parse: Parse, amounts: Amounts) -> None:
        self._parse = parse
        self._amounts = amounts

    def of(self, telling: Telling) -> Iterator[Telling]:
        """A telling for each part: what is told of the whole is told of it."""
        heads = dict.fromkeys(self._included(telling), True)
        whole = self._amounts.count_at(telling.head)
        if whole is not None and not telling.shared:
            heads |= dict.fromkeys(self._listed(telling, whole), True)
            heads |= dict.fromkeys(self._of_them(telling, whole), True)
            heads |= dict.fromkeys(self._among_them(telling), False)
        for index, numbered in heads.items():
            yield Telling(telling.measure, telling.word, index, telling.predicate, numbered=numbered)

    def _included(self, telling: Telling) -> Iterator[int]:
        """ "12 people, including three children"."""
        verb = self._parse.tokens[telling.word].upos in _VERBAL
        beside = self._parse.children(telling.word, "obl", "nmod") if verb else ()
        for token in (*self._parse.children(telling.head), *beside):
            marks = {t.lemma.lower() for t in self._parse.children(token.index, "case", "mark")}
            named = token.lemma.lower() == "include"
            if named:
                below = tuple(t.index for t in self._parse.children(token.index, "obj"))
            elif marks & {"include", "including", "among"}:
                below = (token.index,)
            else:
                continue
            for head in below:
                yield from (i for i in conjuncts(self._parse, head) if self._parse.tokens[i].upos != "PRON")

    def _listed(self, telling: Telling, whole: Count) -> list[int]:
        """ "Twelve people were killed: nine civilians and three policemen"; none where the list is no smaller than the whole."""
        behind = [t for t in self._parse.children(telling.head, "appos") if t.index > telling.head]
        if self._parse.tokens[telling.word].upos in _VERBAL:
            behind += [t for t in self._parse.children(telling.word) if self._is_opened(t, telling.word)]
        for token in behind:
            found = [i for i in conjuncts(self._parse, token.index) if self._is_smaller(i, whole)]
            if found and self._is_smaller(token.index, whole):
                return found
        return []

    def _is_opened(self, token: Token, word: int) -> bool:
        """Whether a phrase behind the verb begins after a colon or dash."""
        first = min(self._parse.subtree(token.index))
        opener = self._parse.tokens[first if self._parse.tokens[first].upos == "PUNCT" else max(0, first - 1)]
        return token.index > word and opener.index > word and opener.text in _OPENERS

    def _is_smaller(self, index: int, whole: Count) -> bool:
        count = self._amounts.count_at(index)
        if count is None or (count.noun is not None and not self._amounts.persons(count.noun)):
            return False
        part, total = count.value.best, whole.value.best
        return part is not None and total is not None and part < total

    def _of_them(self, telling: Telling, whole: Count) -> Iterator[int]:
        """ "60 people, 14 of them minors"; "52 were injured, 11 critically"."""
        last = min(self._parse.sentence_of(telling.head).last - 1, telling.head + _FAR)
        for at in range(telling.head + 1, last):
            count = self._amounts.inside(at)
            if count is None or at != count.last - 1 or count is whole or not self._is_smaller(at, whole):
                continue
            after = [t.text.lower() for t in self._parse.tokens[at + 1 : at + 3]]
            told = self._parse.head(at)
            if told is not None and told.upos in _VERBAL and told.index != telling.word:
                continue  # "turned 40 of them over" tells its own
            of_them = after[:1] == ["of"] and after[1] in _THEM
            if of_them or (telling.measure == "injured" and after[0] in _GRAVELY):
                yield at

    def _among_them(self, telling: Telling) -> Iterator[int]:
        """ "nine people, among them the pilot and two children"."""
        sentence = self._parse.sentence_of(telling.head)
        tokens = self._parse.tokens
        for at in range(telling.head + 1, min(sentence.last - 2, telling.head + _FAR)):
            if tokens[at].text.lower() == "among" and tokens[at + 1].text.lower() in _THEM:
                noun = next((t for t in tokens[at + 2 : sentence.last] if t.upos in ("NOUN", "PROPN")), None)
                while noun is not None and noun.deprel == "compound" and noun.head > noun.index:
                    noun = tokens[noun.head]
                yield from conjuncts(self._parse, noun.index) if noun is not None else ()
                return
