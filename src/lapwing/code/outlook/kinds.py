"""Which kind of outlook a clause is: by its mark, then by who is to act and what the act is."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, Literal

from lapwing.code.outlook.days import Calendar
from lapwing.code.outlook.extents import conditioned
from lapwing.code.outlook.marks import Ahead
from lapwing.lexicon.outlook import OutlookLexicon
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span
from lapwing.model.statement import Attribution

Kind = Literal["schedule", "pledge", "threat", "forecast"]

_FIRST_PERSON: Final = frozenset({"i", "we"})
_SINGULAR: Final = frozenset({"he", "she", "it"})
_OWN: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_WHOEVER: Final = frozenset({"anyone", "anybody", "whoever", "everyone", "those"})
_NOT: Final = frozenset({"not", "never", "n't", "n’t"})
_WARNING: Final = frozenset({"warn", "threaten", "caution"})
_STEM: Final = 4


class Kinds:
    """Tells the kind of a clause. `names` are all the phrases that name speakers in the report."""

    def __init__(
        self, parse: Parse, calendar: Calendar, lexicon: OutlookLexicon, names: tuple[str, ...]
    ) -> None:
        self.parse = parse
        self.calendar = calendar
        self.lexicon = lexicon
        self.names = names

    def of(self, ahead: Ahead, content: Span, said: Attribution | None) -> Kind:
        """The kind of a clause that stands in the words of `said`, or in the report's own voice."""
        due = self.calendar.dated(content)
        if ahead.mark == "threat":
            return "threat"
        if ahead.mark in {"will", "would", "likely"} and self._punishes(ahead):
            return "threat"
        if ahead.mark == "pledge":
            return "threat" if self._hostile(ahead) else "pledge"
        if ahead.mark in {"plan", "present", "fixed"}:
            return "schedule"
        if ahead.mark == "set":
            expected = self.parse.tokens[ahead.head].lemma.lower() == "expect"
            return "forecast" if expected and not due else "schedule"
        if ahead.mark in {"expect", "likely"}:
            return "forecast"
        return self._own_voice(ahead, due=due) if said is None else self._in_words(ahead, said, due=due)

    def _own_voice(self, ahead: Ahead, *, due: bool) -> Kind:
        """In the report's own voice "will" tells a plan, unless of a state ("will remain") or of things."""
        head = self.parse.tokens[ahead.head]
        if head.lemma.lower() in self.lexicon.forecast_ends:
            return "forecast"
        subject = self._subject(ahead.head)
        if subject is not None and subject.text.lower() in _FIRST_PERSON and not due:
            return "threat" if self._hostile(ahead) else "pledge"
        if conditioned(self.parse, ahead.head) and head.upos == "VERB" and not self._helps(ahead):
            return "threat" if head.lemma.lower() not in self.lexicon.schedule_states else "forecast"
        if due or head.lemma.lower() in self.lexicon.schedule_acts:
            return "schedule"
        if head.upos != "VERB" or head.lemma.lower() in self.lexicon.schedule_states:
            return "forecast"
        agent = subject is not None and (subject.upos == "PROPN" or self._is_body(subject))
        return "schedule" if agent or self._passive(head) else "forecast"

    def _is_body(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        return lemma in self.lexicon.pledge_bodies or lemma in self.lexicon.pledge_authorities

    def _in_words(self, ahead: Ahead, said: Attribution, *, due: bool) -> Kind:
        cue = self.parse.tokens[said.cue_token].lemma.lower() if said.cue_token is not None else ""
        if cue in self.lexicon.pledge_verbs and ahead.mark in {"will", "would"}:
            return "threat" if self._hostile(ahead) or self._condemns(ahead) else "pledge"
        if cue in _WARNING and (
            self._passive(self.parse.tokens[ahead.head]) or conditioned(self.parse, ahead.head)
        ):
            return "threat"
        if self._by_speaker(ahead, said):
            if conditioned(self.parse, ahead.head) and not self._helps(ahead):
                return "threat"
            if due:
                return "schedule"
            return "threat" if cue in _WARNING or self._hostile(ahead) else "pledge"
        head = self.parse.tokens[ahead.head]
        if self._passive(head) and head.lemma.lower() in self.lexicon.threat_acts:
            return "threat"
        if self._passive(head) and head.lemma.lower() in self.lexicon.pledge_acts and self._authority(said):
            return "pledge"
        return "schedule" if due and head.lemma.lower() not in self.lexicon.forecast_ends else "forecast"

    def _punishes(self, ahead: Ahead) -> bool:
        """Whether something is to be done to whoever does a thing: "anyone who stays will be detained"."""
        head, subject = self.parse.tokens[ahead.head], self._subject(ahead.head)
        if subject is None or not self._passive(head) or head.lemma.lower() in self.lexicon.pledge_acts:
            return False
        det = self.parse.child(subject.index, "det")
        whoever = subject.lemma.lower() in _WHOEVER or (det is not None and det.text.lower() == "any")
        plural = det is None and subject.xpos == "NNS" and self.parse.child(subject.index, "acl") is not None
        return whoever or plural

    def _condemns(self, ahead: Ahead) -> bool:
        """Whether something hostile is to be done to somebody: "would be hanged"."""
        head = self.parse.tokens[ahead.head]
        return self._passive(head) and head.lemma.lower() in self.lexicon.threat_acts

    def _helps(self, ahead: Ahead) -> bool:
        return self.parse.tokens[ahead.head].lemma.lower() in self.lexicon.pledge_acts

    def _hostile(self, ahead: Ahead) -> bool:
        """Whether the act, or what it is done with, is a threat; "will not attack" is none."""
        if any(t.text.lower() in _NOT for t in self.parse.children(ahead.head, "advmod")):
            return False
        below = {t.index for t in self.parse.children(ahead.head, "xcomp", "ccomp")} | {ahead.head}
        tokens = self.parse.tokens[ahead.first : ahead.last]
        if any(t.lemma.lower() in self.lexicon.threat_acts for t in tokens if t.index in below):
            return True
        objects = [t for t in tokens if t.deprel.startswith(("obj", "obl"))]
        return any(t.lemma.lower() in self.lexicon.threat_objects for t in objects)

    def _authority(self, said: Attribution) -> bool:
        speaker = self.parse.tokens_in(said.speaker) if said.speaker is not None else ()
        return any(t.lemma.lower() in self.lexicon.pledge_authorities for t in speaker)

    def _by_speaker(self, ahead: Ahead, said: Attribution) -> bool:
        """Whether the speaker, or his own side, is to act."""
        subject = self._subject(ahead.head)
        if subject is None or self._passive(self.parse.tokens[ahead.head]):
            return False
        word = subject.text.lower()
        if self._same_as_speaker(subject, said):
            return True
        if word in _FIRST_PERSON:
            return True
        if word in _SINGULAR:
            return said.kind != "direct" and self._first_party(subject, said)
        possessor = self.parse.child(subject.index, "nmod:poss")
        if possessor is not None and possessor.text.lower() in _OWN:
            return True
        if subject.lemma.lower() in self.lexicon.pledge_bodies and self._authority(said):
            return True
        return subject.upos == "PROPN" and self._side_of(word, said)

    def _subject(self, head: int) -> Token | None:
        """The subject of a clause, or of the one that it is joined to ("We stand by you and will help")."""
        subject = self.parse.child(head, "nsubj")
        if subject is None and self.parse.tokens[head].deprel == "conj":
            subject = self.parse.child(self.parse.tokens[head].head, "nsubj")
        return subject

    def _same_as_speaker(self, subject: Token, said: Attribution) -> bool:
        """ "The bank will pay, it announced": the pronoun behind the words means their subject."""
        if said.speaker is None or said.kind == "direct" or said.speaker.start < said.content.end:
            return False
        bound = any(
            t.deprel.startswith("nsubj")
            for t in self.parse.tokens_in(said.content)
            if t.index < subject.index
        )
        return said.speaker.text.lower() in _SINGULAR | {"they"} and not bound

    def _first_party(self, subject: Token, said: Attribution) -> bool:
        """Whether a pronoun is the first party of the words, so that it most likely means the speaker."""
        between = [t for t in self.parse.tokens_in(said.content) if t.index < subject.index]
        return not any(t.upos in {"PROPN", "NOUN"} for t in between)

    def _side_of(self, state: str, said: Attribution) -> bool:
        """ "Israeli Prime Minister X said Israel will": the name, or a demonym that begins as the state's name does."""
        if said.speaker is None:
            return False
        last = said.speaker.text.split()[-1]
        known = " ".join(self._bearing.get(last, ())).lower().split()
        known = [word for word in known if not word.endswith(("'s", "’s"))]
        return any(word == state or (len(state) > _STEM and word[:_STEM] == state[:_STEM]) for word in known)

    @cached_property
    def _bearing(self) -> Mapping[str, Sequence[str]]:
        """The names of all speakers by each word in them."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            for word in dict.fromkeys(name.split()):
                found.setdefault(word, []).append(name)
        return found

    def _passive(self, token: Token) -> bool:
        return self.parse.child(token.index, "aux:pass") is not None
