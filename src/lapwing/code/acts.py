"""Acts: every mention of an act that the lexicon knows, with its parties and status, from the parse.

The neural reader gives the tree; everything here is plain rules over it. Frames and word lists are
data (lexicon/data/languages/en/acts/); docs/code.md tells the order of decisions.
"""

from collections.abc import Sequence

from lapwing.code.kinds import Kinds
from lapwing.code.match import Found, Matcher
from lapwing.code.means import means_of
from lapwing.code.parties import Parties
from lapwing.code.predicates import no_event
from lapwing.code.slots import case_of
from lapwing.code.status import Standing, standing
from lapwing.lexicon.acts import ActLexicon
from lapwing.model.event import VERBAL_TYPES, Act, Status
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention
from lapwing.model.span import Span
from lapwing.model.statement import Attribution

_DROPS_BELOW = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
"""Verbal acts whose content is not coded beside them, unless the frame says so."""

_DOERS = ("armed", "judicial", "lawmakers", "state", "body")
"""Classes of the lexicon whose nouns are parties wherever they stand."""

_SOLID = ("people", "building", "property", "weapons")
"""Classes whose nouns can suffer a deed."""

_ORDERS = frozenset({"order", "command", "instruct", "direct"})
"""Verbs of those who can command; what they ask is an act to come."""

_PERSONS = ("people", "leader")
_NOT_PERSONS = frozenset(
    {"body", "head", "crew", "other", "many", "both", "number", "chief", "local", "national", "general"}
)
"""Words of these classes that name a person only where the reader says so."""

_HARM = frozenset(
    {
        "ASSAULT.kill",
        "ASSAULT.wound",
        "ASSAULT.were-hurt",
        "ASSAULT.destroy",
        "ASSAULT.strike",
        "COERCE.deport",
    }
)
_NOT_ALWAYS = frozenset({"fall", "collapse", "crush"})
"""Words of accidents that politics knows as well ("the fall of the government")."""

_CAUSE_REACH = 3
"""Sentences before harm in which its cause is sought."""

_CONFIDENCE = {"verb": 0.85, "light": 0.85, "noun": 0.75}
"""How sure each form is: below what matched on the gold dev texts, where the rules were tuned (docs/code.md)."""


def find_acts(
    parse: Parse,
    lexicon: ActLexicon,
    attributions: Sequence[Attribution],
    place_mentions: Sequence[PlaceMention],
) -> tuple[Act, ...]:
    """Every act mention in text order, those kept from being events included (`refused` says why)."""
    weapons = _classes(lexicon, ("weapons",))
    fighters = _classes(lexicon, ("armed",)) - _classes(lexicon, ("troops",)) - weapons
    kinds = Kinds(
        parse,
        place_mentions,
        _classes(lexicon, _DOERS),
        _classes(lexicon, _SOLID),
        fighters,
        _classes(lexicon, _PERSONS) - _NOT_PERSONS,
    )
    parties = Parties(parse, kinds, weapons, _classes(lexicon, ("armed",)))
    found = Matcher(parse, lexicon, kinds, lambda f: not _lacking(f, parties)).all()
    quoting = frozenset(a.cue_token for a in attributions if a.cue_token is not None and a.kind == "direct")
    maker = _Maker(parse, lexicon, parties, found, quoting)
    return tuple(maker.act(f) for f in found)


def _classes(lexicon: ActLexicon, names: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(lexicon.classes.get(name, frozenset()) for name in names))


def _lacking(found: Found, parties: Parties) -> str:
    """Why a frame that asks for a party gives no act, "" where it asks for none or has one."""
    if not (found.frame.actor_needed or found.frame.party_needed):
        return ""
    actors, recipients = parties.of(found)
    if found.frame.actor_needed and not actors:
        return "the text names nobody who does it"
    if found.frame.party_needed and not any(parties.kinds.party(i) for i in (*actors, *recipients)):
        return "neither side is a person, body or state"
    return ""


class _Maker:
    """Makes acts of what the frames matched in one text."""

    def __init__(
        self,
        parse: Parse,
        lexicon: ActLexicon,
        parties: Parties,
        found: Sequence[Found],
        quoting: frozenset[int],
    ) -> None:
        self._quoting = quoting
        self._parse = parse
        self._lexicon = lexicon
        self._kinds = parties.kinds
        self._weapons = parties.weapons
        self._parties = parties
        self._disasters = _classes(lexicon, ("accident",)) - _NOT_ALWAYS
        self._attacks_at = {f.token for f in found if f.frame.type == "ASSAULT" and f.frame.name not in _HARM}
        self._unreal = _classes(lexicon, ("practised", "told")) | {"film"}
        self._staged = _classes(lexicon, ("practised", "told"))
        self._mishaps = _classes(lexicon, ("mishap",))
        self._mock = _classes(lexicon, ("mock",))
        self._effects = {f.light: self._embeds(f) for f in found if f.light is not None}
        self._effects |= {f.token: self._embeds(f) for f in found}

    def act(self, found: Found) -> Act:
        """The act of one match."""
        frame = found.frame
        stands = standing(
            self._parse,
            found.token,
            self._lexicon.words,
            self._effect,
            via=found.light,
            wording=frozenset(found.tokens),
            spoken=frame.type in VERBAL_TYPES,
        )
        actors, recipients = self._parties.of(found)
        return Act(
            token=found.token,
            trigger=_trigger(self._parse, found),
            type=frame.type,  # type: ignore[arg-type]
            mode=frame.mode or None,
            actors=self._parties.spans(actors, (found.token, *recipients)),
            recipients=self._parties.spans(
                recipients, (found.token, *actors), struck=frame.type not in VERBAL_TYPES
            ),
            means=means_of(self._parse, found, self._weapons),
            status=_status(found, stands),
            hedged=stands.hedged,
            rule=frame.name,
            confidence=_CONFIDENCE[_form(found)],
            governors=stands.governors,
            refused=stands.refused or _lacking(found, self._parties) or self._misread(found),
        )

    def _effect(self, token: int) -> str:
        return self._effects.get(token, "")

    def _embeds(self, found: Found) -> str:
        """What becomes of an act below this one: as its frame says; the content of most verbal acts is not coded.

        An order is the act that it commands, still to come (codebook section 6).
        """
        lemma = self._parse.tokens[found.token].lemma.lower()
        if found.frame.type == "REQUEST" and found.noun is None and lemma in _ORDERS:
            return "future"
        if found.frame.type == "ACCUSE" and lemma == "suspect":
            return "possible"
        if found.frame.embeds:
            return found.frame.embeds
        if found.noun is not None:
            return ""
        return "drop" if found.frame.type in _DROPS_BELOW else ""

    def _misread(self, found: Found) -> str:
        """Why words that fit a frame are another thing here, "" where they are the act."""
        if found.frame.type == "AGREE" and (found.token in self._quoting or self._after_quote(found)):
            return "only introduces a quotation"
        if found.frame.type == "ASSAULT" and self._not_in_earnest(found):
            return "told of an exercise or a tale, not of an attack"
        if self._harm_alone(found) and self._in_disaster(found):
            return "told of an accident or disaster, not of an attack"
        return self._no_doer(found)

    def _not_in_earnest(self, found: Found) -> bool:
        """Whether an attack is part of an exercise or a tale ("stormed a mock ship", "in the movie", "the novel tells …")."""
        parse, tokens = self._parse, self._parse.tokens
        if found.verb is not None:
            for i in found.verb.objects:
                if any(t.lemma.lower() in self._mock for t in parse.children(i, "amod")):
                    return True
        for at in (found.token, *(t.index for t in parse.ancestors(found.token))):
            for token in parse.children(at, "obl", "nmod"):
                if token.lemma.lower() in self._unreal and case_of(parse, token.index) in ("in", "during"):
                    return True
            if any(t.lemma.lower() in self._staged for t in parse.children(at, "nsubj")):
                return True
        before = min((t.index for t in parse.children(found.token, "case")), default=0) - 1
        return before >= 0 and tokens[before].lemma.lower() in self._staged

    def _after_quote(self, found: Found) -> bool:
        """Whether a verb follows a closing quotation mark (“…,” agreed the envoy)."""
        before = self._parse.tokens[found.token - 1].text if found.token else ""
        return found.verb is not None and not found.verb.objects and before in ("”", '"', "''", "’")

    def _harm_alone(self, found: Found) -> bool:
        """Whether the words tell harm done by nobody named ("forty people were killed")."""
        verb = found.verb
        return found.frame.name in _HARM and verb is not None and not verb.agents and not verb.subjects

    def _in_disaster(self, found: Found) -> bool:
        """Whether the last cause named, in this sentence or shortly before it, is an accident or disaster."""
        first = max(0, self._parse.tokens[found.token].sentence - _CAUSE_REACH)
        last = self._parse.sentence_of(found.token).last
        for token in reversed(self._parse.tokens[self._parse.sentences[first].first : last]):
            if token.upos in ("NOUN", "PROPN") and token.lemma.lower() in self._disasters:
                return True
            if token.upos == "VERB" and token.lemma.lower() in self._mishaps and token.index != found.token:
                return True
            if token.index in self._attacks_at and token.index != found.token:
                return False
        return False

    def _no_doer(self, found: Found) -> str:
        """Why an attack is none: its subject is no party, weapon or act ("the crane fell, killing six")."""
        if (
            found.frame.type != "ASSAULT"
            or found.frame.means_word
            or "subject" not in found.frame.actor
            or found.verb is None
            or found.light is not None
            or found.verb.passive
        ):
            return ""
        heads = [self._kinds.core(i) for i in found.verb.subjects]
        if not heads or any(self._attacks(i) for i in heads):
            return ""
        return "what does it is no party, weapon or attack"

    def _attacks(self, head: int) -> bool:
        lemma = self._kinds.lemma(head)
        if self._kinds.label(head) not in ("object", "abstract", "event", "other", "time"):
            return True
        if self._kinds.party(head) or lemma in self._weapons:
            return True
        return bool(self._lexicon.noun_triggers(lemma)) and not no_event(
            self._parse, head, self._lexicon.words
        )


def _status(found: Found, stands: Standing) -> Status:
    """The frame's own status where the grammar says no more than "actual"; a "not" of the wording denies nothing.

    "Will not yield" is a refusal made now.
    """
    refuses = found.negative and found.frame.type == "REJECT"
    status = stands.status
    if found.negative and (status == "denied" or (refuses and status == "future")):
        status = "actual"
    if found.frame.status and status == "actual":
        return found.frame.status  # type: ignore[return-value]
    return status


def _form(found: Found) -> str:
    if found.noun is not None:
        return "light" if found.light is not None else "noun"
    return "verb"


def _trigger(parse: Parse, found: Found) -> Span:
    """The words of the act: verb and particle, light verb to noun, or the noun with its fixed modifiers."""
    tokens = list(found.tokens)
    if found.light is not None and 0 < found.token - found.light <= 6:
        tokens.append(found.light)
    first, last = min(tokens), max(tokens)
    if last - first > 8:
        return parse.span(found.token, found.token + 1)
    return parse.span(first, last + 1)
