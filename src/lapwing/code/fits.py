"""Whether what stands around a word meets the conditions of a frame: heads in slots, prepositions, complements."""

from collections.abc import Iterable, Sequence

from lapwing.code.kinds import Kinds
from lapwing.code.slots import Arguments
from lapwing.lexicon.acts import Frame, Heads
from lapwing.model.parse import Parse, Token

_CLAUSES = ("xcomp", "ccomp", "advcl", "csubj", "parataxis")
_LOOKS_AHEAD = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT"})
_ASKS_ALONE = frozenset(
    {"ask", "demand", "request", "call", "appeal", "petition", "beg", "urge", "propose", "recommend"}
)
_OUGHT = frozenset({"must", "should", "ought", "shall", "will", "would", "may"})
_SHALL = frozenset({"will", "would", "'ll", "’ll", "shall", "wo", "'d", "’d"})


class Fits:
    """Tests the conditions of frames in one text."""

    def __init__(self, parse: Parse, kinds: Kinds) -> None:
        self.parse = parse
        self.kinds = kinds

    def take(self, heads: Heads, index: int) -> bool:
        """Whether a head word, or what it counts, is one of those that may stand in a slot."""
        kinds = self.kinds
        core = kinds.core(index)
        return any(
            heads.take(self.parse.tokens[i].lemma.lower(), kinds.label(i), named=kinds.named(i))
            or heads.take(self.parse.tokens[i].text.lower())
            or self._take_compound(heads, i)
            for i in dict.fromkeys((core, index))
        )

    def _take_compound(self, heads: Heads, index: int) -> bool:
        """Whether a head fits together with the word before it ("suicide bomber", "tear gas")."""
        before = self.parse.tokens[index - 1] if index else None
        if before is None or before.head != index or before.deprel not in ("compound", "amod"):
            return False
        return heads.take(f"{before.lemma.lower()} {self.parse.tokens[index].lemma.lower()}")

    def needs(self, heads: Heads | None, found: Iterable[int]) -> bool:
        """Whether one of the heads found is one that the slot asks for; true where it asks for none."""
        return heads is None or any(self.take(heads, i) for i in found)

    def lacks(self, heads: Heads | None, found: Iterable[int]) -> bool:
        """Whether none of the heads found is one that the slot excludes."""
        return heads is None or not any(self.take(heads, i) for i in found)

    def preps_fit(self, frame: Frame, head: int, preps: Sequence[tuple[str, tuple[int, ...]]]) -> bool:
        """Whether every preposition that the frame asks for stands there with a fitting head, and none that it excludes."""
        for name, heads in frame.prep.items():
            if not self.needs(heads, self._behind(name, head, preps)):
                return False
        return all(
            self.lacks(heads, self._behind(name, head, preps)) for name, heads in frame.not_prep.items()
        )

    def _behind(self, name: str, head: int, preps: Sequence[tuple[str, tuple[int, ...]]]) -> list[int]:
        """What stands behind a preposition beside an act: phrases, the object's own phrases, gerund clauses."""
        found = [i for key, heads in preps if key == name for i in heads]
        for child in self.parse.children(head, "obj", "nsubj:pass"):
            for inner in self.parse.children(child.index, "nmod"):
                if any(t.text.lower() == name for t in self.parse.children(inner.index, "case")):
                    found.append(inner.index)
        for clause in self.parse.children(head, "advcl", "acl", "xcomp"):
            marks = self.parse.children(clause.index, "mark")
            if any(t.text.lower() == name for t in marks) and clause.xpos == "VBG":
                found.append(clause.index)
        return found

    def complement_fits(self, frame: Frame, a: Arguments, words: set[int]) -> bool:
        """Whether a clause that the frame asks for hangs on the verb or on a word of the wording."""
        if frame.complement is None:
            return True
        clauses = list(self.parse.children(a.head, *_CLAUSES))
        for word in words:
            clauses += [t for t in self.parse.children(word, "acl", "ccomp") if t.xpos == "VB"]
        clauses += [c for t in clauses for c in self.parse.children(t.index, "conj")]
        ahead = frame.type in _LOOKS_AHEAD
        return any(
            (not frame.complement or t.lemma.lower() in frame.complement)
            and (not ahead or self._lies_ahead(frame, a, t))
            for t in clauses
        )

    def _lies_ahead(self, frame: Frame, a: Arguments, clause: Token) -> bool:
        """Whether a clause tells what is to be done, as asking, promising and threatening need it."""
        modals = {t.text.lower() for t in self.parse.children(clause.index, "aux")}
        finite = clause.xpos in ("VBD", "VBZ", "VBP") or bool(modals & (_SHALL | _OUGHT))
        finite = finite or (clause.xpos in ("VBN", "VBG") and bool(modals))
        if frame.type == "REQUEST" and not self._addresses(a, clause):
            return False
        if not finite:
            return clause.xpos == "VB" or (
                clause.xpos in ("VBG", "VBN") and frame.type in ("REJECT", "REQUEST")
            )
        if frame.type == "REQUEST":
            return bool(modals & _OUGHT)
        return bool(modals & _SHALL) and self._speaks_of_itself(clause)

    def _addresses(self, a: Arguments, clause: Token) -> bool:
        """Whether somebody is asked: an addressee, or another's doing ("wants him to go", not "wants to go")."""
        if self.parse.tokens[a.head].lemma.lower() in _ASKS_ALONE or a.passive or a.objects or a.indirect:
            return True
        if self.parse.child(clause.index, "nsubj") is not None:
            return True
        return any(a.prep(name) for name in ("on", "upon", "to", "with", "for", "from"))

    def _speaks_of_itself(self, clause: Token) -> bool:
        """Whether a promise or threat is about what the speaker, or his side, will do."""
        subject = self.parse.child(clause.index, "nsubj")
        if subject is None or subject.upos == "PRON":
            return True
        if any(t.upos == "PRON" for t in self.parse.children(subject.index, "nmod:poss")):
            return True
        return self.kinds.label(subject.index) in ("place", "organization") and self.kinds.named(
            subject.index
        )
