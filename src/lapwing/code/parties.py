"""Who and whom: the phrases that fill the slots a frame names, as spans."""

from collections.abc import Callable, Iterable, Sequence

from lapwing.code.aim import Aim
from lapwing.code.kinds import Kinds
from lapwing.code.lists import listed
from lapwing.code.match import Found
from lapwing.code.phrases import phrase
from lapwing.code.slots import arguments_of, case_of, conjuncts
from lapwing.model.event import VERBAL_TYPES
from lapwing.model.parse import Parse
from lapwing.model.span import Span

_PURSUES = frozenset(
    {"plan", "plot", "prepare", "seek", "consider", "threaten", "try", "attempt", "want", "stop", "halt"}
)
_MOVES = frozenset({"MOBILIZE", "RETREAT"})
_OF_ITS_OWN = frozenset({"withdraw", "disarm", "troops", "weapons", "police", "militia"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION", "ACCUSE"})
_ON_SOMETHING = frozenset({"ASSAULT", "COERCE"})
"""Acts whose wording may hold the one it is done to ("shut down the newspaper")."""
_SUFFERED = listed(
    "abduction acquittal arrest assassination capture captivity conviction custody death deportation detention dismissal "
    "eviction execution expulsion extradition impeachment imprisonment indictment incarceration kidnapping killing murder "
    "ouster ousting overthrow persecution prosecution release removal sentence sentencing suspension torture trial "
    "disappearance banishment repatriation slaying prison jail freedom freeing liberation"
)
_CLAIMS = frozenset({"claim", "take", "accept", "admit", "assume"})
_SHARED = frozenset({"between", "among", "amongst"})


Test = Callable[[int], bool]


class Parties:
    """Fills the slots of the acts of one text."""

    def __init__(
        self, parse: Parse, kinds: Kinds, weapons: frozenset[str], armed: frozenset[str] = frozenset()
    ) -> None:
        self.armed = armed - {"terrorist"}
        self.parse = parse
        self.kinds = kinds
        self.aim = Aim(parse, kinds)
        self.weapons = weapons

    def of(self, found: Found) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Heads of the actors and of the recipients of an act, in text order."""
        frame = found.frame
        held = set(found.tokens)
        if self._owner_suffers(found):
            return self._first(found, ("by", "subject"), held, self.kinds.party), self._slot(found, "poss")
        actors = self._first(found, frame.actor, held, self.kinds.party)
        test = self.kinds.party if frame.type in VERBAL_TYPES else self.kinds.thing
        if frame.type in _MOVES:
            test = self._no_place
        if self._moves_itself(found) and not actors:
            return tuple(i for i in self._objects(found) if self.kinds.thing(i)), ()
        recipients = self._first(found, frame.recipient, held | set(actors), test)
        if not recipients and found.verb is not None and frame.type in _ON_SOMETHING:
            own = [i for i in found.verb.objects if i in found.tokens[1:]]
            recipients = tuple(i for i in own if frame.mode == "seize" or self.kinds.party(i))
        if not recipients:
            recipients = tuple(i for i in self._armed(found) if self.parse.tokens[i].deprel == "obl")
        if not recipients and frame.type in VERBAL_TYPES:
            recipients = self.aim.spoken_of(found, held | set(actors))
        shared = _SHARED.intersection(frame.actor)
        if shared and not recipients and len(actors) > 1 and any(self._prep(found, p) for p in shared):
            return actors[:1], actors[1:]
        return actors, recipients

    def _moves_itself(self, found: Found) -> bool:
        """Whether a force is told to move with nobody who moves it ("troops were deployed"): it acts itself."""
        moves = found.frame.type == "MOBILIZE" and found.frame.mode in _OF_ITS_OWN
        return moves and found.verb is not None and found.verb.passive

    def _no_place(self, head: int) -> bool:
        """A party or thing that does not just say where troops go or leave."""
        return self.kinds.thing(head) and self.kinds.label(head) != "place"

    def _owner_suffers(self, found: Found) -> bool:
        """Whether "his arrest" names the one arrested: no other phrase says to whom it was done."""
        frame, noun = found.frame, found.noun
        if noun is None or not noun.poss or frame.type not in _DONE_TO or "of" not in frame.recipient:
            return False
        if self.parse.tokens[found.token].lemma.lower() not in _SUFFERED:
            return False
        return not any(noun.prep(slot) for slot in frame.recipient)

    def _first(self, found: Found, slots: Sequence[str], without: set[int], test: Test) -> tuple[int, ...]:
        own = found.frame.mode in _OF_ITS_OWN
        for slot in slots:
            held = without - self._armed(found) if slot == "compound" else without
            heads = [i for i in self._slot(found, slot) if i not in held and self._fits(i, slot, test)]
            if own and slot == "object":
                heads = [i for i in heads if not self.aim.of_the_doer(i) and found.frame.type != "MOBILIZE"]
            if heads:
                return self._with_mates(heads, held)
        return ()

    def _armed(self, found: Found) -> set[int]:
        """Words of the wording that name who does it ("police raid")."""
        return {
            i for i in found.tokens if i != found.token and self.parse.tokens[i].lemma.lower() in self.armed
        }

    def _with_mates(self, heads: Sequence[int], without: set[int]) -> tuple[int, ...]:
        """Party heads and whatever is coordinated with them: one list has parties of one kind."""
        mates = [j for i in heads for j in conjuncts(self.parse, i) if j not in without]
        return tuple(sorted(dict.fromkeys((*heads, *(j for j in mates if self.kinds.label(j) != "time")))))

    def _fits(self, head: int, slot: str, test: Test) -> bool:
        if slot in ("poss", "subject") and self.kinds.demonym(head):
            return True
        if slot == "compound":
            return (self.kinds.party(head) and not self.kinds.locates_before(head)) or self.kinds.demonym(
                head
            )
        return test(head)

    def _slot(self, found: Found, slot: str) -> tuple[int, ...]:
        """Head tokens that stand in a slot of an act, beside its verb or its noun."""
        if slot == "subject":
            return self._subjects(found)
        if slot == "by":
            return self._agents(found)
        if slot == "object":
            return self._objects(found)
        if slot == "iobj":
            return found.verb.indirect if found.verb is not None else ()
        if slot == "poss":
            return found.noun.poss if found.noun is not None else self._owners_of_subject(found)
        if slot == "compound":
            return found.noun.compound if found.noun is not None else ()
        if slot == "clause-subject":
            return self.aim.clause_subjects(found)
        return self._prep(found, slot)

    def _subjects(self, found: Found) -> tuple[int, ...]:
        if found.verb is None:
            return self._above(found.token)
        if found.verb.passive:
            return found.verb.agents
        own = found.verb.subjects
        if own and all(self.kinds.lemma(i) in self.weapons and not self.kinds.party(i) for i in own):
            return self._owners_of_subject(found)
        if found.frame.type in VERBAL_TYPES and not any(self.kinds.party(i) for i in own):
            return self.aim.speaking(found.verb.head) or own
        return own

    def _above(self, noun: int) -> tuple[int, ...]:
        """The subject of the verb above an act noun: "plotted an attack", "gathered in protest"."""
        above = self.parse.head(noun)
        if above is not None and above.lemma.lower() == "responsibility":
            return self._claimants(above.index)
        if above is None or above.upos != "VERB":
            return ()
        if above.lemma.lower() in _CLAIMS and case_of(self.parse, noun) == "for":
            claimed = [
                t.index
                for t in self.parse.children(above.index, "obj")
                if t.lemma.lower() == "responsibility"
            ]
            return self._claimants(claimed[0]) if claimed else ()
        pursued = above.lemma.lower() in _PURSUES and self.parse.tokens[noun].deprel == "obj"
        bare = case_of(self.parse, noun) == "in" and not self.parse.child(noun, "det", "nmod:poss")
        if not pursued and not bare:
            return ()
        return arguments_of(self.parse, above.index).subjects

    def _owners_of_subject(self, found: Found) -> tuple[int, ...]:
        """Whose weapon it is that strikes ("Ruritanian drones hit the port")."""
        subjects = (
            [i for i in found.verb.subjects if self.kinds.lemma(i) in self.weapons] if found.verb else []
        )
        return tuple(owner for i in subjects for owner in self.aim.owners(i) if self._can_own(owner))

    def _can_own(self, head: int) -> bool:
        return self.kinds.party(head) or self.kinds.demonym(head)

    def _claimants(self, responsibility: int) -> tuple[int, ...]:
        """Who claims responsibility, and so is told as the doer; nobody where nobody does."""
        verb = self.parse.head(responsibility)
        if verb is None or verb.lemma.lower() not in _CLAIMS:
            return ()
        doers = arguments_of(self.parse, verb.index).subjects
        return tuple(
            i for i in doers if not any(t.lemma.lower() == "no" for t in self.parse.children(i, "det"))
        )

    def _agents(self, found: Found) -> tuple[int, ...]:
        own = found.noun.prep("by") if found.noun is not None else ()
        return own or (found.verb.agents if found.verb is not None else ())

    def _objects(self, found: Found) -> tuple[int, ...]:
        """What the deed is done to; never the weapon that a frame asks for as its object ("fired rockets")."""
        if found.verb is None or found.light is not None:
            return ()
        held = set(found.tokens)
        struck = found.frame.type == "ASSAULT" and "object" in found.frame.recipient
        if found.frame.object is not None and not struck:
            held |= {i for i in found.verb.objects if self.kinds.lemma(i) in self.weapons}
        if held.intersection(found.verb.objects) - {found.token}:
            held |= {j for i in held.intersection(found.verb.objects) for j in conjuncts(self.parse, i)}
        direct = tuple(i for i in found.verb.objects if i not in held)
        if direct:
            return direct
        words = [self.parse.tokens[i].text.lower() for i in found.tokens if i != found.token]
        return tuple(i for word in words for i in found.verb.prep(word) if i not in held)

    def _prep(self, found: Found, name: str) -> tuple[int, ...]:
        own = found.noun.prep(name) if found.noun is not None else ()
        if own or found.verb is None:
            return own
        beside = found.verb.prep(name)
        if beside:
            return beside
        return self._inside_object(found, name)

    def _inside_object(self, found: Found, name: str) -> tuple[int, ...]:
        """A phrase that the parser hangs on the object or on a word of the trigger ("impose sanctions on X")."""
        assert found.verb is not None
        verbal = found.frame.type in VERBAL_TYPES
        objects = () if verbal and found.frame.object is None else found.verb.objects
        for head in (*found.tokens[1:], *objects):
            for child in self.parse.children(head, "nmod", "obl"):
                if any(t.text.lower() == name for t in self.parse.children(child.index, "case")):
                    return (child.index, *(t.index for t in self.parse.children(child.index, "conj")))
        return ()

    def spans(
        self, heads: Iterable[int], without: Iterable[int], *, struck: bool = False
    ) -> tuple[Span, ...]:
        """The phrases of party heads, each once, in text order; what hangs on the act or its other parties is left off.

        Of what is `struck` by a deed the place stands for the deed ("arrested three students in the capital").
        """
        held = frozenset(without)
        return tuple(sorted({self._phrase(i, held - {i}, struck=struck) for i in heads}))

    def _phrase(self, head: int, without: frozenset[int], *, struck: bool) -> Span:
        thing = struck or (not self.kinds.named(head) and self.kinds.label(head) in ("place", "object", ""))
        return phrase(self.parse, head, without, thing=thing)
