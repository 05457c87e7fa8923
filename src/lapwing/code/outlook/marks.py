"""Marks of the future: where a clause looks ahead, and by what word ("will", "is due to", "plans to", "expects")."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from lapwing.code.outlook.days import Calendar
from lapwing.code.outlook.extents import conditioned, extent, spoken
from lapwing.code.outlook.plans import PRESENT, is_to, thing, word_before
from lapwing.lexicon.outlook import OutlookLexicon
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution

Mark = Literal["will", "would", "set", "plan", "pledge", "threat", "expect", "likely", "present", "fixed"]

_WILL: Final = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_PAST: Final = frozenset({"was", "were", "had"})
_CONDITIONS: Final = frozenset(
    {
        "if",
        "when",
        "unless",
        "until",
        "after",
        "before",
        "once",
        "because",
        "as",
        "since",
        "while",
        "where",
        "whether",
    }
)
_MAY: Final = frozenset({"may", "might", "could"})
_NEGATIVE: Final = frozenset({"not", "never", "n't", "n’t"})
_NOT_PLANS: Final = frozenset({"agree", "offer", "commit", "assure"})


class Ahead(Struct, frozen=True):
    """A clause that looks ahead: its head, what marks it, and its tokens `first` to `last` (exclusive)."""

    head: int
    mark: Mark
    first: int
    last: int


class Marks:
    """Finds the clauses of a text that look ahead."""

    def __init__(
        self, parse: Parse, said: Sequence[Attribution], calendar: Calendar, lexicon: OutlookLexicon
    ) -> None:
        self.parse = parse
        self.contents = SpanIndex((a.content, a) for a in said)
        self.calendar = calendar
        self.lexicon = lexicon

    def clauses(self) -> Iterator[Ahead]:
        """The outermost clauses that look ahead, in text order."""
        found = [ahead for token in self.parse.tokens if (ahead := self._ahead(token)) is not None]
        over: dict[int, list[Ahead]] = {}
        for each in found:
            for token_index in range(each.first, each.last):
                over.setdefault(token_index, []).append(each)
        for one in found:
            if not any(_holds(other, one) for other in over.get(one.first, ()) if other is not one):
                yield one

    def _ahead(self, token: Token) -> Ahead | None:
        mark = self._mark(token)
        if mark is None or self._conditional(token):
            return None
        if mark in {"pledge", "threat"}:
            governed = self.parse.child(token.index, "xcomp", "ccomp") or thing(self.parse, token)
            if governed is None or (governed.deprel == "ccomp" and not self._looks_ahead(governed)):
                return None
            first, last = extent(self.parse, governed.index)
            return Ahead(token.index, mark, self._with_negation(first), last)
        if mark == "fixed":
            last = extent(self.parse, token.index)[1]
            return Ahead(token.index, mark, token.index + 1, last) if last > token.index + 1 else None
        head = self._clause_head(token)
        return Ahead(token.index, mark, *spoken(self.parse, head, *extent(self.parse, head)))

    def _with_negation(self, first: int) -> int:
        """Back over "not to", "never to": what is vowed must not lose its sense."""
        at = first - 1 if first and self.parse.tokens[first - 1].text.lower() == "to" else first
        return at - 1 if at and self.parse.tokens[at - 1].text.lower() in {"not", "never"} else first

    def _clause_head(self, token: Token) -> int:
        """For "due" hung on its infinitive as if a preposition, the infinitive."""
        return token.head if token.deprel in {"case", "advmod", "mark"} and token.head >= 0 else token.index

    def _mark(self, token: Token) -> Mark | None:
        auxiliaries = {t.text.lower() for t in self.parse.children(token.index, "aux", "aux:pass")}
        if auxiliaries & _WILL:
            return None if self._refused(token) else "will"
        if token.xpos in {"VB", "VBN"} and is_to(self.parse, token, self.lexicon):
            return "set"
        if auxiliaries & _MAY and "have" not in auxiliaries and self._dated(token):
            return "likely"
        if "would" in auxiliaries and "have" not in auxiliaries and self._backshifted(token):
            return None if self._refused(token) else "would"
        return self._lexical(token, past=bool(auxiliaries & _PAST))

    def _refused(self, token: Token) -> bool:
        """Whether "will not" refuses here and now ("The mayor will not quit"): no day, nobody of the speaker's, no condition that makes it more than that."""
        negated = any(t.text.lower() in _NEGATIVE for t in self.parse.children(token.index, "advmod"))
        subject = self.parse.child(token.index, "nsubj")
        owner = self.parse.child(subject.index, "nmod:poss") if subject is not None else None
        promised = owner is not None and owner.xpos == "PRP$"
        return (
            negated and not promised and not self._dated(token) and not conditioned(self.parse, token.index)
        )

    def _lexical(self, token: Token, *, past: bool) -> Mark | None:
        lemma, words = token.lemma.lower(), self.lexicon
        if token.xpos.startswith("VB") and not past and thing(self.parse, token) is not None:
            return "threat" if lemma in words.threat_verbs else "pledge"
        if token.xpos.startswith("VB") and not past and self._infinitive(token):
            if lemma in words.threat_verbs:
                return "threat"
            if lemma in words.pledge_verbs and lemma not in _NOT_PLANS:
                return "pledge"
            named = self.parse.child(token.index, "nsubj") is not None or lemma != "mean"
            if lemma in words.schedule_verbs and named and token.xpos in {"VBZ", "VBP", "VBG"}:
                return "plan"
        if lemma in words.forecast_verbs and self._foresees(token):
            return "expect"
        if (lemma in words.schedule_marks or token.text.lower() == "due") and self._is_set(token):
            return "set"
        if (lemma in words.forecast_adjectives or lemma in words.forecast_tends) and self._infinitive(token):
            return "likely"
        if (
            token.xpos in {"VBZ", "VBP", "VBG"}
            and self._simple(token)
            and self.calendar.future_day_of(self.parse, token)
        ):
            return "present"
        if lemma in words.schedule_moves and self._paper_moves(token):
            return "present"
        return "fixed" if lemma in words.schedule_fixing and self._fixes(token) else None

    def _paper_moves(self, token: Token) -> bool:
        """ "The bill now goes to the Senate": a paper as subject, the present, and whereto."""
        subject = self.parse.child(token.index, "nsubj")
        paper = subject is not None and subject.lemma.lower() in self.lexicon.schedule_papers
        return paper and token.xpos in {"VBZ", "VBP"} and self.parse.child(token.index, "obl") is not None

    def _simple(self, token: Token) -> bool:
        return token.xpos != "VBG" or self.parse.child(token.index, "aux") is not None

    def _fixes(self, token: Token) -> bool:
        """ "set elections for June 4": active, with an object and a day after publication among what follows."""
        if token.xpos not in {"VBD", "VBZ", "VBP", "VBN"} or self.parse.child(token.index, "aux:pass"):
            return False
        if self.parse.child(token.index, "obj") is None:
            return False
        last = extent(self.parse, token.index)[1]
        if last <= token.index + 1:
            return False
        due = self.calendar.due(self.parse.span(token.index + 1, last))
        return due is not None and due != self.calendar.published

    def _infinitive(self, token: Token) -> bool:
        return any(
            t.text.lower() == "to"
            for governed in self.parse.children(token.index, "xcomp", "csubj", "ccomp")
            for t in self.parse.children(governed.index, "mark", "aux")
        )

    def _looks_ahead(self, token: Token) -> bool:
        """Whether "will" or "would" stands in a clause."""
        auxiliaries = {
            self.parse.tokens[i].text.lower() for i in self.parse.subtree(token.index, without=("advcl",))
        }
        return bool(auxiliaries & (_WILL | {"would"}))

    def _foresees(self, token: Token) -> bool:
        if token.xpos not in {"VBZ", "VBP", "VB"} or self.parse.child(token.index, "aux:pass"):
            return False
        governed = self.parse.child(token.index, "ccomp", "xcomp")
        if governed is None:
            return self._object_infinitive(token)
        if governed.index < token.index:
            return False
        if token.lemma.lower() in self.lexicon.forecast_needs_future:
            return self._looks_ahead(governed) and token.lemma.lower() != "hope"
        return True

    def _object_infinitive(self, token: Token) -> bool:
        """ "expects the strike to last", where the tree hangs the infinitive on the object."""
        target = self.parse.child(token.index, "obj")
        if (
            target is None
            or target.index < token.index
            or token.lemma.lower() in self.lexicon.forecast_needs_future
        ):
            return False
        following = self.parse.tokens[target.index + 1 : target.index + 3]
        return len(following) == 2 and following[0].xpos == "TO" and following[1].xpos == "VB"

    def _is_set(self, token: Token) -> bool:
        """ "is scheduled to", "is due in", "elections set for June": not a past plan ("was due to")."""
        if token.xpos in {"VB", "VBZ", "VBP", "VBG"}:
            return False
        before = word_before(self.parse, token.index)
        if before in PRESENT | {"be"}:
            return self._before_infinitive(token.index) or self._dated(
                self.parse.tokens[self._clause_head(token)]
            )
        return token.deprel.startswith("acl") and self._dated(token) and token.text.lower() != "expected"

    def _before_infinitive(self, at: int) -> bool:
        """Whether "to" and a verb follow ("due to expire"), not "to" and a noun ("due to changes")."""
        following = self.parse.tokens[at + 1 : at + 3]
        if len(following) < 2 or following[0].text.lower() != "to":
            return False
        return following[1].xpos == "VB" or following[1].lemma.lower() in self.lexicon.schedule_acts

    def _conditional(self, token: Token) -> bool:
        if token.deprel.endswith("relcl") or token.deprel == "csubj":
            return True
        marks = {t.text.lower() for t in self.parse.children(token.index, "mark", "advmod")}
        if token.deprel.startswith("advcl") and marks & _CONDITIONS:
            return True
        _, last = extent(self.parse, token.index)
        return last < len(self.parse.tokens) and self.parse.tokens[last].text == "?"

    def _backshifted(self, token: Token) -> bool:
        """Whether "would" is the "will" of reported words: "said it would send troops", "said all would be out by May"."""
        here = self.contents.over(Span(token.start, token.start + 1, ""))
        told = [a for a in here if a.cue_token is not None]
        if not told:
            return False
        past = any(self.parse.tokens[a.cue_token or 0].xpos == "VBD" and a.kind != "direct" for a in told)
        supposed = any(t.text.lower() == "if" for t in self.parse.tokens_in(told[0].content))
        passive = self.parse.child(token.index, "aux:pass") is not None
        acts = token.upos == "VERB" and (passive or token.lemma.lower() not in self.lexicon.schedule_states)
        return self._dated(token) or (past and acts and not supposed)

    def _dated(self, token: Token) -> bool:
        return self.calendar.names_time_ahead(self.parse.span(*extent(self.parse, token.index)))


def _holds(outer: Ahead, inner: Ahead) -> bool:
    """Whether one clause lies within another; of two with the same extent the first stands."""
    if not (outer.first <= inner.first and inner.last <= outer.last):
        return False
    wider = outer.last - outer.first > inner.last - inner.first
    return wider or outer.head < inner.head
