"""Same: whether two mentions tell one act (codebook 2.1: same act, day, place and acting side)."""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from lapwing.code.lists import CALENDAR, listed
from lapwing.code.slots import case_of, main_verb
from lapwing.model.actor import ActorIndex
from lapwing.model.event import VERBAL_TYPES, Act
from lapwing.model.parse import Parse, Token
from lapwing.model.place import Where
from lapwing.model.span import Span
from lapwing.model.when import When

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TIMES = listed("day week month year night morning evening weekend hour decade century")
_ANY_SUCH = listed(
    "attack violence assault incident operation raid offensive clash killing fighting bloodshed strike act move protest "
    "demonstration unrest agreement deal pact talk meeting arrest detention release sanction measure call demand withdrawal "
    "crackdown deployment visit ceasefire truce decision ruling"
)
_LONG = listed("war conflict insurgency insurrection rebellion uprising campaign occupation")
"""Acts so long that "the attack" or "the clashes" do not mean them."""
_BY_THE_DEED = listed("bomber attacker assailant gunman gunmen kidnapper assassin shooter raider hijacker")
"""Words for doers of whom no more is known, so that a named side may be theirs."""
_GROUPS_BACK = 300
_TELLINGS_BACK = 50
"""Acts, and mentions of one act, looked back over: more than a report of ordinary length has; a bound for long texts."""
_TOLLS = frozenset({"ASSAULT.kill", "ASSAULT.wound"})
_IN = frozenset({"in", "during", "by", "when"})


class Telling(Struct, frozen=True):
    """One mention with what was read beside it."""

    act: Act
    when: When
    where: Where


class Judge:
    """Decides for one text."""

    def __init__(self, parse: Parse, actors: ActorIndex) -> None:
        self._parse = parse
        self._actors = actors

    def home(self, new: Telling, groups: Sequence[list[Telling]]) -> list[Telling] | None:
        """The latest group of tellings that tell the same act, nothing known of any of them differing. None if none does."""
        for group in islice(reversed(groups), _GROUPS_BACK):
            if new.act.type != group[0].act.type:
                continue
            told = group[-_TELLINGS_BACK:]
            if any(self._of_one_clause(new.act, old.act) for old in told):
                return group
            if any(self.same(new, old) for old in told) and not any(self._clashes(new, old) for old in told):
                return group
        return None

    def _clashes(self, new: Telling, old: Telling) -> bool:
        """Whether two tellings cannot be of one act, be it that a third joins them."""
        return not _days_fit(new.when, old.when) or _modes_clash(new.act, old.act)

    def same(self, new: Telling, old: Telling) -> bool:
        """Whether the later mention tells the act of the earlier one again."""
        a, b = new.act, old.act
        if a.type != b.type:
            return False
        if self._of_one_clause(a, b):
            return True
        if a.status != b.status:
            return False
        if self._toll(new) and self._follows(a, b):
            return True
        if not self._fits(new, old):
            return False
        if _modes_clash(a, b):
            return False
        if self._definite_noun(a):
            return self._names_it_again(a, b)
        return self._told_again(new, old)

    def _fits(self, new: Telling, old: Telling) -> bool:
        """Nothing that is known of both differs."""
        a, b = new.act, old.act
        return (
            (self._compatible(a.actors, b.actors) or self._names_the_doer(a, b))
            and self._compatible(a.recipients, b.recipients)
            and _days_fit(new.when, old.when)
            and (new.where.place is None or old.where.place is None or new.where.place == old.where.place)
        )

    def _of_one_clause(self, a: Act, b: Act) -> bool:
        """Words of one telling: "killed and injured", "attacked, killing", "the blast that killed", "the raid killed"."""
        return self._hangs_on(a, b) or self._hangs_on(b, a)

    def _hangs_on(self, low: Act, high: Act) -> bool:
        token = self._parse.tokens[low.token]
        above = self._parse.tokens[main_verb(self._parse, low.token)] if token.head >= 0 else None
        if low.type == "ASSAULT" and token.deprel == "acl:relcl" and self._within(low.token, high.token):
            return True
        if high.rule in _TOLLS and not high.actors and self._tells_how(low.token, high.token):
            return True
        if above is None or not (above.index == high.token or _inside(above, high.trigger)):
            return False
        if token.upos in ("NOUN", "PROPN"):
            return token.deprel == "nsubj" or (
                token.deprel == "obl" and case_of(self._parse, low.token) in _IN
            )
        if token.deprel == "conj":
            if low.type == "ASSAULT" and token.xpos == above.xpos == "VBG" and above.deprel == "advcl":
                return True
            return (
                token.upos == "VERB" and self._compatible(low.actors, high.actors) and self._alike(low, high)
            )
        participle = (
            token.deprel == "advcl"
            and token.xpos == "VBG"
            and not self._parse.child(low.token, "mark", "nsubj")
        )
        return low.type == "ASSAULT" and participle

    def _tells_how(self, clause: int, harm: int) -> bool:
        """Whether a clause tells how harm came about ("were killed on Monday when a bomb went off")."""
        if not any(t.text.lower() in ("when", "as") for t in self._parse.children(clause, "advmod", "mark")):
            return False
        verb = next((t for t in self._parse.ancestors(clause) if t.upos == "VERB"), None)
        return verb is not None and verb.index == harm

    def _within(self, clause: int, noun: int) -> bool:
        """Whether a relative clause hangs on an act noun, or on a phrase of it ("the bombing of a base that killed six")."""
        for above in self._parse.ancestors(clause):
            if above.index == noun:
                return True
            if above.upos not in ("NOUN", "PROPN"):
                return False
        return False

    def _alike(self, one: Act, other: Act) -> bool:
        """Whether conjoined verbs speak of the same people."""
        return self._compatible(one.recipients, other.recipients) and one.status == other.status

    def _definite_noun(self, act: Act) -> bool:
        token = self._parse.tokens[act.token]
        if token.upos not in ("NOUN", "PROPN"):
            return False
        return any(
            t.text.lower() in _DEFINITE
            or (t.deprel == "nmod:poss" and t.lemma.lower() not in _TIMES | CALENDAR)
            for t in self._parse.children(act.token, "det", "nmod:poss")
        )

    def _names_it_again(self, a: Act, b: Act) -> bool:
        """Whether a definite noun can point back to an act: the same word or frame, or a word for any such act."""
        word, other = (self._parse.tokens[act.token].lemma.lower() for act in (a, b))
        return word == other or (word in _ANY_SUCH and other not in _LONG)

    def _names_the_doer(self, a: Act, b: Act) -> bool:
        """Whether "the attack" of a named side is one told before of "a bomber" alone."""
        heads = {
            t.lemma.lower() for span in b.actors for t in self._parse.tokens_in(span) if t.upos == "NOUN"
        }
        named = any(t.upos == "PROPN" for span in b.actors for t in self._parse.tokens_in(span))
        return self._definite_noun(a) and not named and not heads.isdisjoint(_BY_THE_DEED)

    def _toll(self, telling: Telling) -> bool:
        """Whether a mention only tells who suffered ("Three sailors were killed."), with no day, place or doer of its own."""
        act = telling.act
        bare = not act.actors and telling.when.precision == "unknown" and telling.where.place is None
        return bare and act.rule in _TOLLS and bool(act.recipients)

    def _follows(self, act: Act, earlier: Act) -> bool:
        """Whether an act is told in the same sentence as an earlier one or in the next."""
        tokens = self._parse.tokens
        return tokens[act.token].sentence - tokens[earlier.token].sentence in (0, 1)

    def _told_again(self, new: Telling, old: Telling) -> bool:
        a, b = new.act, old.act
        who = self._shared(a.actors, b.actors)
        whom = self._shared(a.recipients, b.recipients)
        if a.type in VERBAL_TYPES:
            return who and (whom or not (a.recipients or b.recipients)) and self._same_words(a, b)
        if whom and (who or not a.actors or not b.actors):
            return True
        same_day = new.when.start is not None and new.when.start == old.when.start
        same_place = new.where.place is not None and new.where.place == old.where.place
        return (
            who and not (a.recipients and b.recipients) and (same_day or same_place or self._same_words(a, b))
        )

    def _same_words(self, a: Act, b: Act) -> bool:
        tokens = self._parse.tokens
        return a.rule == b.rule or tokens[a.token].lemma.lower() == tokens[b.token].lemma.lower()

    def _shared(self, one: Sequence[Span], other: Sequence[Span]) -> bool:
        return any(self._one(a, b) for a in one for b in other)

    def _one(self, a: Span, b: Span) -> bool:
        """Whether two phrases name one party: by their actors, else by head and modifiers that do not clash."""
        known, other = self._actors.at(a), self._actors.at(b)
        if known is not None and other is not None:
            return known == other
        words, others = self._words(a), self._words(b)
        return bool(words) and (words <= others or others <= words)

    def _words(self, span: Span) -> frozenset[str]:
        """The words of a phrase that tell it from others."""
        tokens = self._parse.tokens_in(span)
        return frozenset(t.lemma.lower() for t in tokens if t.upos in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"))

    def _compatible(self, one: Sequence[Span], other: Sequence[Span]) -> bool:
        return not one or not other or self._shared(one, other)


def _inside(token: Token, span: Span) -> bool:
    return span.start <= token.start and token.end <= span.end


def _modes_clash(a: Act, b: Act) -> bool:
    """Whether two modes tell two acts; in an attack they may tell two sides of one."""
    return a.type != "ASSAULT" and a.mode is not None and b.mode is not None and a.mode != b.mode


def _days_fit(one: When, other: When) -> bool:
    """Whether two dates can be the same: they overlap, or one is not known."""
    if one.precision == "unknown" or other.precision == "unknown":
        return True
    return _not_after(one.start, other.end) and _not_after(other.start, one.end)


def _not_after(day: str | None, other: str | None) -> bool:
    return day is None or other is None or day <= other
