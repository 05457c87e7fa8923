"""Outlook: what a report says to lie ahead. Marks of the future are found in the tree; words decide the kind.

A clause counts once: of clauses that lie one in another, the outermost that looks ahead is coded.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from lapwing.code.statements import Parties, party
from lapwing.ids import content_id
from lapwing.lexicon.outlook import OutlookLexicon, load_outlook
from lapwing.model.event import Act, Event
from lapwing.model.outlook import Outlook
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression

Kind = Literal["schedule", "pledge", "threat", "forecast"]
Mark = Literal["will", "would", "set", "plan", "pledge", "threat", "expect", "likely", "present"]

_WILL: Final = frozenset({"will", "'ll", "’ll", "wo", "shall"})
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
_FIRST_PERSON: Final = frozenset({"i", "we", "us", "our", "my"})
_THIRD_PERSON: Final = frozenset({"he", "she", "it", "they"})
_OWN: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_CUT: Final = ("parataxis", "discourse", "vocative")


class _Ahead(Struct, frozen=True):
    """A clause that looks ahead: its head, what marks it, and its tokens `first` to `last` (exclusive)."""

    head: int
    mark: Mark
    first: int
    last: int


def code_outlook(
    parse: Parse,
    attributions: Sequence[Attribution],
    acts: Sequence[Act],  # noqa: ARG001 - part of the step's signature; events carry what is needed
    events: Sequence[Event],
    dates: Sequence[TimeExpression],
    actors: Parties,
    published: date | None,
    report_key: str,
    *,
    lexicon: OutlookLexicon | None = None,
) -> tuple[Outlook, ...]:
    """Codebook section 4, in text order. `due` is a stated day not before publication, else null; `event` the id of
    the first event whose trigger lies inside the content.
    """
    coder = _Coder(parse, attributions, dates, published, lexicon or load_outlook())
    found = []
    for ahead in coder.clauses():
        content = coder.content(ahead)
        by = coder.by(ahead)
        found.append(
            Outlook(
                id=content_id("o", report_key, content.start, content.end, coder.kind(ahead)),
                kind=coder.kind(ahead),
                by=party(by, actors),
                content=content,
                due=coder.due(content),
                event=next((e.id for e in events if content.covers(e.trigger)), None),
            )
        )
    return tuple(sorted(found, key=lambda o: (o.content.start, o.content.end)))


class _Coder:
    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[Attribution],
        dates: Sequence[TimeExpression],
        published: date | None,
        lexicon: OutlookLexicon,
    ) -> None:
        self.parse = parse
        self.said = [a for a in attributions if a.speaker is not None and not a.hedge]
        self.dates = dates
        self.published = published
        self.lexicon = lexicon

    def clauses(self) -> Iterator[_Ahead]:
        """The outermost clauses that look ahead, in text order."""
        found = [ahead for token in self.parse.tokens if (ahead := self._ahead(token)) is not None]
        for one in found:
            if not any(
                o is not one and o.first <= one.first and one.last <= o.last and _wider(o, one) for o in found
            ):
                yield one

    def _ahead(self, token: Token) -> _Ahead | None:
        mark = self._mark(token)
        if mark is None or self._conditional(token):
            return None
        head = token.index
        if mark in {"plan", "pledge", "threat"}:
            governed = self.parse.child(token.index, "xcomp", "ccomp")
            if governed is None or (
                mark != "plan" and governed.deprel == "ccomp" and not self._looks_ahead(governed)
            ):
                return None
            head = governed.index if mark != "plan" else head
        first, last = self._extent(head)
        return _Ahead(token.index, mark, first, last)

    def _mark(self, token: Token) -> Mark | None:
        lemma, words = token.lemma.lower(), self.lexicon
        auxiliaries = {t.text.lower() for t in self.parse.children(token.index, "aux")}
        if auxiliaries & _WILL:
            return "will"
        if "would" in auxiliaries and self._reported(token) and self._dated(token):
            return "would"
        infinitive = self._infinitive(token)
        if token.xpos.startswith("VB") and infinitive is not None and not auxiliaries & {"had"}:
            if lemma in words.threat_verbs:
                return "threat"
            if lemma in words.pledge_verbs and lemma not in {"agree", "offer", "commit"}:
                return "pledge"
            if lemma in words.schedule_verbs and token.xpos in {"VBZ", "VBP", "VBG"}:
                return "plan"
        if lemma in words.forecast_verbs and self._foresees(token):
            return "expect"
        if (lemma in words.schedule_marks or token.text.lower() == "due") and self._is_set(token):
            return "set"
        if (lemma in words.forecast_adjectives or lemma in words.forecast_tends) and self._infinitive(
            token
        ) is not None:
            return "likely"
        return "present" if token.xpos in {"VBZ", "VBP", "VBG"} and self._future_day(token) else None

    def _infinitive(self, token: Token) -> Token | None:
        for governed in self.parse.children(token.index, "xcomp", "csubj", "ccomp"):
            if any(t.text.lower() == "to" for t in self.parse.children(governed.index, "mark", "aux")):
                return governed
        return None

    def _looks_ahead(self, token: Token) -> bool:
        auxiliaries = {t.text.lower() for t in self.parse.children(token.index, "aux")}
        return bool(auxiliaries & (_WILL | {"would"}))

    def _foresees(self, token: Token) -> bool:
        if token.xpos not in {"VBZ", "VBP", "VB", "VBD"} or self.parse.child(token.index, "aux:pass"):
            return False
        governed = self.parse.child(token.index, "ccomp", "xcomp")
        if governed is None:
            return False
        if token.lemma.lower() in self.lexicon.forecast_needs_future:
            return self._looks_ahead(governed) and token.lemma.lower() != "hope"
        return token.xpos != "VBD"

    def _is_set(self, token: Token) -> bool:
        """ "is scheduled to", "is due in", "elections set for June": not a past plan ("was due to")."""
        if token.xpos in {"VB", "VBZ", "VBP", "VBG"}:
            return False
        verb = self.parse.child(token.index, "aux:pass", "cop")
        if verb is None:
            return token.deprel.startswith("acl") and self._dated(token) and token.text.lower() != "expected"
        if verb.text.lower() not in {"is", "are", "'s", "’s", "'re", "be"}:
            return False
        return self._infinitive(token) is not None or self._dated(token)

    def _conditional(self, token: Token) -> bool:
        if token.deprel == "acl:relcl" or token.deprel == "csubj":
            return True
        marks = {t.text.lower() for t in self.parse.children(token.index, "mark", "advmod")}
        if token.deprel.startswith("advcl") and marks & _CONDITIONS:
            return True
        sentence = self.parse.sentence_of(token.index)
        return self.parse.text[sentence.end - 1] == "?"

    def _extent(self, head: int) -> tuple[int, int]:
        tokens = self.parse.subtree(head, without=_CUT)
        first, last = tokens[0], tokens[-1] + 1
        while first < last and (
            self.parse.tokens[first].upos in {"PUNCT", "CCONJ"}
            or (
                self.parse.tokens[first].deprel == "mark"
                and self.parse.tokens[first].text.lower() in {"that", "to"}
            )
        ):
            first += 1
        while last > first + 1 and self.parse.tokens[last - 1].upos == "PUNCT":
            last -= 1
        return first, max(last, first + 1)

    def content(self, ahead: _Ahead) -> Span:
        """The clause, held within the quotation or reported clause that it stands in."""
        span = self.parse.span(ahead.first, ahead.last)
        said = self._around(ahead)
        if said is not None and said.content.overlaps(span) and not said.content.covers(span):
            start, end = max(span.start, said.content.start), min(span.end, said.content.end)
            if start < end:
                return Span(start, end, self.parse.text[start:end])
        return span

    def _around(self, ahead: _Ahead) -> Attribution | None:
        """The outermost attribution that holds the clause's head."""
        token = self.parse.tokens[ahead.head]
        holding = [a for a in self.said if a.content.start <= token.start and token.end <= a.content.end]
        stated = [a for a in holding if a.statement] or holding
        return max(stated, key=lambda a: a.content.end - a.content.start, default=None)

    def by(self, ahead: _Ahead) -> Span | None:
        """Whoever says it: the speaker around the clause, else the subject of a verb that pledges or foresees."""
        said = self._around(ahead)
        if said is not None:
            return said.speaker
        own = next((a for a in self.said if a.cue_token == ahead.head), None)
        if own is not None:
            return own.speaker
        if ahead.mark in {"pledge", "threat", "expect"}:
            subject = self.parse.child(ahead.head, "nsubj")
            return self.parse.span(subject.index, subject.index + 1) if subject is not None else None
        return None

    def kind(self, ahead: _Ahead) -> Kind:
        """The kind by mark, then by who acts and what the act is."""
        if ahead.mark == "threat":
            return "threat"
        if ahead.mark == "pledge":
            return "threat" if self._hostile(ahead) and not self._negated(ahead.head) else "pledge"
        if ahead.mark in {"set", "plan", "present"}:
            return "schedule" if ahead.mark != "set" or self._plans(ahead) else "forecast"
        if ahead.mark in {"expect", "likely"}:
            return "forecast"
        return self._kind_of_will(ahead)

    def _plans(self, ahead: _Ahead) -> bool:
        return self.parse.tokens[ahead.head].lemma.lower() != "expect" or self._day_in(ahead) is not None

    def _kind_of_will(self, ahead: _Ahead) -> Kind:
        said = self._around(ahead)
        token = self.parse.tokens[ahead.head]
        if said is not None and self._by_speaker(ahead, said):
            if self._day_in(ahead) is not None:
                return "schedule"
            return "threat" if self._hostile(ahead) and not self._negated(ahead.head) else "pledge"
        if self._day_in(ahead) is not None or token.lemma.lower() in self.lexicon.schedule_acts:
            return "schedule"
        if said is not None and token.lemma.lower() in self.lexicon.threat_acts and self._passive(token):
            return "threat"
        return "forecast"

    def _hostile(self, ahead: _Ahead) -> bool:
        tokens = self.parse.tokens[ahead.first : ahead.last]
        below = {t.index for t in self.parse.children(ahead.head, "xcomp", "ccomp", "conj")} | {ahead.head}
        if any(t.lemma.lower() in self.lexicon.threat_acts for t in tokens if t.index in below):
            return True
        return any(
            t.lemma.lower() in self.lexicon.threat_objects
            for t in tokens
            if t.deprel.startswith(("obj", "obl"))
        )

    def _by_speaker(self, ahead: _Ahead, said: Attribution) -> bool:
        """Whether the speaker, or his own side, is to act."""
        subject = self.parse.child(ahead.head, "nsubj")
        if subject is None:
            return ahead.mark == "pledge"
        word = subject.text.lower()
        if word in _FIRST_PERSON:
            return True
        if self._passive(self.parse.tokens[ahead.head]):
            return False
        if word in _THIRD_PERSON:
            return said.kind != "direct" and self._first_mention(subject, said)
        possessor = self.parse.child(subject.index, "nmod:poss")
        if possessor is not None and possessor.text.lower() in _OWN:
            return True
        speaker = (said.speaker.text if said.speaker is not None else "").lower()
        return subject.upos == "PROPN" and (word in speaker.split() or self._state_of(word, speaker))

    def _first_mention(self, subject: Token, said: Attribution) -> bool:
        """Whether a pronoun is the first party of the clause, so that it most likely means the speaker."""
        between = [t for t in self.parse.tokens_in(said.content) if t.index < subject.index]
        return not any(t.upos == "PROPN" for t in between)

    def _state_of(self, state: str, speaker: str) -> bool:
        """ "Israeli Prime Minister X said Israel will": the demonym begins as the state's name does."""
        return any(word[:4] == state[:4] for word in speaker.split()) and len(state) > 3

    def _passive(self, token: Token) -> bool:
        return self.parse.child(token.index, "aux:pass") is not None

    def _negated(self, head: int) -> bool:
        return any(
            t.text.lower() in {"not", "never", "n't", "n’t"} for t in self.parse.children(head, "advmod")
        )

    def _reported(self, token: Token) -> bool:
        return any(a.content.start <= token.start < a.content.end for a in self.said)

    def _dated(self, token: Token) -> bool:
        first, last = self._extent(token.index)
        span = self.parse.span(first, last)
        return any(span.covers(d.span) and self._not_past(d) for d in self.dates)

    def _not_past(self, when: TimeExpression) -> bool:
        end = when.end or when.start
        return end is not None and (self.published is None or end >= self.published.isoformat())

    def _future_day(self, token: Token) -> bool:
        """Whether a verb in the present has a day after publication of its own ("rules Wednesday")."""
        if self.published is None or not self.dates:
            return False
        own = {t.index for t in self.parse.children(token.index, "obl", "nmod", "advmod")}
        if token.xpos == "VBG" and self.parse.child(token.index, "aux") is None:
            return False
        for when in self.dates:
            head = self.parse.head_of(when.span)
            if (
                when.start is not None
                and when.start > self.published.isoformat()
                and head is not None
                and head.index in own
            ):
                return True
        return False

    def _day_in(self, ahead: _Ahead) -> str | None:
        return self.due(self.parse.span(ahead.first, ahead.last))

    def due(self, content: Span) -> str | None:
        """The first day named in the content that is not before publication."""
        for when in self.dates:
            one_day = when.start is not None and when.start == when.end
            if one_day and content.covers(when.span) and self._not_past(when):
                return when.start
        return None


def _wider(outer: _Ahead, inner: _Ahead) -> bool:
    return (outer.last - outer.first, -outer.head) > (inner.last - inner.first, -inner.head)
