"""Argument phrases from the tree: who does, to whom it is done, and the prepositions beside a verb or an act noun.

Works on basic Universal Dependencies. A verb without a subject of its own takes it from the clause
above (control, conjunction, participles, relative clauses); a relative pronoun stands for its noun.
"""

from collections.abc import Iterator

from msgspec import Struct

from lapwing.code.lists import listed
from lapwing.model.parse import Parse, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_OBJECT_CONTROL_MARKS = frozenset({"of", "for", "from", "with", "against"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "refuse", "offer", "swear"})
_WITH_OTHERS = frozenset({"along with", "together with", "alongside"})
_NOT_A_GAP = listed("day week month year time moment way reason place fact night morning hour")
_AGAINST_PLANS = listed(
    "foil thwart uncover prevent avert reveal disrupt expose condemn denounce reject oppose block discover criticize"
)
"""Verbs whose subject is not the one who means to do what the noun below them tells ("foiled a plot to bomb …")."""
_NEVER_PASSIVE = listed(
    "mediate clash resign march rally flee negotiate arrive escape intervene retreat capitulate mutiny riot collaborate cooperate"
)
"""Verbs without object, whatever the parser calls their subject."""
_MAX_DEPTH = 6


class Arguments(Struct, frozen=True):
    """Head tokens of a predicate's arguments, conjuncts included, in text order.

    `subjects` are those who do it (never the subject of a passive), `objects` those it is done to,
    `agents` the by-phrase of a passive. `preps` maps a preposition to the heads it governs.
    """

    head: int
    passive: bool
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    indirect: tuple[int, ...] = ()
    agents: tuple[int, ...] = ()
    preps: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def prep(self, name: str) -> tuple[int, ...]:
        """Heads that stand after a preposition."""
        return tuple(i for key, heads in self.preps if key == name for i in heads)


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """The head of a phrase and the heads coordinated with it, verbs and clauses left out."""
    found = [head, *_listed(parse, head)]
    for token in parse.children(head, "conj"):
        if token.upos in _NOMINAL and not parse.child(token.index, "nsubj", "cop", "aux"):
            found.append(token.index)
            found += [i for i in conjuncts(parse, token.index) if i != token.index]
    return tuple(found)


def _listed(parse: Parse, head: int) -> Iterator[int]:
    """What the parser calls an apposition in a list of three ("a banker, a general and two judges")."""
    last = parse.child(head, "conj")
    if last is None:
        return
    for token in parse.children(head, "appos"):
        new = any(t.text.lower() in ("a", "an") for t in parse.children(token.index, "det"))
        between = parse.tokens[token.index + 1 : last.index]
        if token.index < last.index and new and not any(t.text == "," for t in between):
            yield token.index


def is_passive(parse: Parse, verb: int, depth: int = 0) -> bool:
    """Whether a verb form is passive: marked so, a bare participle after a noun or subject, or joined to a passive."""
    token = parse.tokens[verb]
    if parse.child(verb, "aux:pass"):
        return True
    if parse.child(verb, "nsubj:pass"):
        return token.lemma.lower() not in _NEVER_PASSIVE and not _perfect(parse, verb)
    if parse.child(verb, "aux") or token.xpos not in ("VBN", "VBD"):
        return False
    above = parse.head(verb)
    joined = token.deprel == "conj" and above is not None and depth < _MAX_DEPTH
    after_passive = joined and above is not None and is_passive(parse, above.index, depth + 1)
    if parse.child(verb, "nsubj"):
        return _elliptic(parse, token, after_passive=after_passive)
    if token.xpos != "VBN":
        return False
    return token.deprel in ("acl", "amod", "advcl", "xcomp", "root") or after_passive


def _perfect(parse: Parse, verb: int) -> bool:
    """Whether "has", "had" stands before a participle and no "been": active, whatever the parser calls the subject."""
    return any(t.lemma.lower() == "have" for t in parse.children(verb, "aux")) and not any(
        t.lemma.lower() == "be" for t in parse.children(verb, "aux")
    )


def _elliptic(parse: Parse, token: Token, *, after_passive: bool) -> bool:
    """Whether "were" is left out: "ten were killed and dozens injured", "Six wounded in raid"."""
    if parse.child(token.index, "obj", "xcomp", "ccomp") is not None:
        return False
    return after_passive or (token.xpos == "VBN" and token.deprel == "root")


def _antecedent(parse: Parse, pronoun: Token) -> int | None:
    """The noun that a relative pronoun stands for, or None where the pronoun is no relative one."""
    if pronoun.lemma.lower() not in _RELATIVE or pronoun.upos not in ("PRON", "SCONJ", "DET"):
        return None
    for token in (pronoun, *parse.ancestors(pronoun.index)):
        if token.deprel == "acl:relcl":
            return token.head
    return None


def nominal(parse: Parse, head: Token) -> tuple[int, ...]:
    """Heads of an argument phrase: the antecedent's for a relative pronoun."""
    noun = _antecedent(parse, head)
    if noun is None:
        return conjuncts(parse, head.index)
    if parse.tokens[noun].upos in ("VERB", "AUX"):
        return ()
    return (noun, *_shared_relative(parse, noun, head))


def _shared_relative(parse: Parse, noun: int, pronoun: Token) -> tuple[int, ...]:
    """Conjuncts before the noun that a plural relative clause may also speak of: none, by default."""
    verb = parse.head(pronoun.index)
    plural = verb is not None and verb.xpos in ("VBP",) and parse.tokens[noun].xpos in ("NN", "NNP")
    above = parse.head(noun)
    if plural and above is not None and parse.tokens[noun].deprel == "conj":
        return conjuncts(parse, above.index)
    return ()


def surface_subject(parse: Parse, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Heads of the grammatical subject of a predicate, its own or one shared with the clause above."""
    own = [t for t in parse.children(verb, "nsubj") if t.deprel != "nsubj:outer"]
    if own:
        return (*nominal(parse, own[0]), *_company(parse, own[0], verb))
    if depth >= _MAX_DEPTH or parse.child(verb, "expl"):
        return ()
    token = parse.tokens[verb]
    above = parse.head(verb)
    if above is None:
        return ()
    return _inherited_subject(parse, token, above, depth + 1)


def _company(parse: Parse, subject: Token, verb: int) -> tuple[int, ...]:
    """Who acts "along with" or "together with" the subject."""
    beside = (*parse.children(subject.index, "nmod"), *parse.children(verb, "obl"))
    return tuple(
        i for t in beside if case_of(parse, t.index) in _WITH_OTHERS for i in conjuncts(parse, t.index)
    )


def _inherited_subject(parse: Parse, token: Token, above: Token, depth: int) -> tuple[int, ...]:
    rel = token.deprel
    if rel == "conj" and above.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        return surface_subject(parse, above.index, depth)
    if rel in ("acl", "amod") and token.upos == "VERB":
        return _subject_of_modifier(parse, token, above, depth)
    if rel in ("xcomp", "ccomp", "advcl") and above.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        return _controller(parse, token, parse.tokens[main_verb(parse, token.index)], depth)
    return ()


def main_verb(parse: Parse, verb: int) -> int:
    """The verb that a clause hangs on; a participle after a comma belongs to the main clause ("fired on people who were
    marching, killing seven"), wherever the parser hung it.
    """
    token = parse.tokens[verb]
    above = parse.head(verb)
    last = parse.tokens[verb - 1].text if verb else ""
    if above is None or token.deprel != "advcl" or token.xpos != "VBG" or last != ",":
        return token.head
    while above.deprel == "acl:relcl" and above.head >= 0:
        outer = next((t for t in parse.ancestors(above.head) if t.upos == "VERB"), None)
        if outer is None:
            break
        above = outer
    return above.index


def _subject_of_modifier(parse: Parse, token: Token, noun: Token, depth: int) -> tuple[int, ...]:
    """Who acts in a clause that modifies a noun: the noun itself, or who has or makes it ("a plan to attack")."""
    marks = [t.lemma for t in parse.children(token.index, "mark")]
    if token.xpos in ("VBG", "VBN") and not marks:
        return conjuncts(parse, noun.index) if token.xpos == "VBG" else (noun.index,)
    owner = parse.child(noun.index, "nmod:poss") or _deciding(parse, noun)
    if owner is not None:
        return conjuncts(parse, owner.index)
    above = parse.head(noun.index)
    if noun.deprel in ("obj", "obl", "xcomp") and above is not None and above.upos == "VERB":
        if above.lemma.lower() in _AGAINST_PLANS:
            return ()
        return arguments_of(parse, above.index, depth).subjects
    return conjuncts(parse, noun.index) if above is None and noun.upos == "PROPN" else ()


def _deciding(parse: Parse, noun: Token) -> Token | None:
    """The body named before or after its decision ("court ruling to …", "decision by the council to …")."""
    by = [t for t in parse.children(noun.index, "nmod") if case_of(parse, t.index) in ("by", "of", "from")]
    return by[0] if by else next(iter(parse.children(noun.index, "compound")), None)


def _controller(parse: Parse, token: Token, above: Token, depth: int) -> tuple[int, ...]:
    """The phrase that a clause without subject takes as its own from the verb above it."""
    marks = {t.lemma.lower() for t in parse.children(token.index, "mark")}
    passive = is_passive(parse, above.index)
    if token.deprel == "xcomp" or marks & _OBJECT_CONTROL_MARKS:
        objects = [t for t in parse.children(above.index, "obj", "iobj") if t.index < token.index]
        if objects and above.lemma not in _SUBJECT_CONTROL:
            return nominal(parse, objects[0])
        if not passive and above.lemma in ("call", "appeal", "plead") and token.deprel != "ccomp":
            asked = [t for t in parse.children(above.index, "obl") if t.index < token.index]
            if asked:
                return nominal(parse, asked[-1])
        return surface_subject(parse, above.index, depth)
    if token.deprel == "advcl" and passive and token.xpos == "VBG" and not marks:
        return arguments_of(parse, above.index, depth).agents
    if token.deprel in ("ccomp", "advcl") and token.xpos not in ("VBG", "VB", "VBN"):
        return ()
    return surface_subject(parse, above.index, depth)


def _objects(parse: Parse, verb: int, depth: int) -> tuple[int, ...]:
    """Heads of the direct object, one shared with a conjoined verb or left open by a relative clause included."""
    own = parse.child(verb, "obj")
    if own is not None:
        return nominal(parse, own)
    token = parse.tokens[verb]
    if depth >= _MAX_DEPTH or parse.child(verb, "obl", "xcomp", "ccomp"):
        return ()
    for mate in parse.children(verb, "conj"):
        shared = parse.child(mate.index, "obj")
        if mate.upos == "VERB" and shared is not None and not parse.child(mate.index, "nsubj"):
            return nominal(parse, shared)
    above = parse.head(verb)
    if token.deprel == "conj" and above is not None and above.upos == "VERB":
        shared = parse.child(above.index, "obj")
        if shared is not None and shared.index > verb:
            return nominal(parse, shared)
    return _gap(parse, token)


def _gap(parse: Parse, token: Token) -> tuple[int, ...]:
    """The noun that a relative clause without pronoun and object leaves as its object ("the base they hit")."""
    if token.deprel != "acl:relcl" or token.head < 0:
        return ()
    subject = parse.child(token.index, "nsubj")
    noun = parse.tokens[token.head]
    if subject is None or subject.deprel == "nsubj:pass" or _antecedent(parse, subject) is not None:
        return ()
    return () if noun.lemma in _NOT_A_GAP else (noun.index,)


def case_of(parse: Parse, head: int) -> str:
    """The preposition before a phrase in lower case ("because of" with both words), "" without one."""
    words = [t for t in parse.children(head, "case") if t.index < head and t.upos != "PART"]
    if not words:
        return ""
    first = words[0]
    joined = [t for t in (*words[1:2], *parse.children(first.index, "fixed")) if t.index == first.index + 1]
    return " ".join(t.text.lower() for t in (first, *joined))


def prepositions(parse: Parse, head: int, rels: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Prepositions beside a word with the heads they govern; `rels` are the relations that count."""
    for token in parse.children(head, *rels):
        name = case_of(parse, token.index)
        if name:
            yield name, nominal(parse, token)


def _agents_below(parse: Parse, verb: int) -> tuple[int, ...]:
    """The agents of a passive that the parser hangs on where it began ("was evacuated from the port by volunteers")."""
    for token in parse.children(verb, "obl"):
        if case_of(parse, token.index) in ("from", "near", "outside", "off"):
            for name, heads in prepositions(parse, token.index, ("nmod",)):
                if name == "by":
                    return heads
    return ()


def arguments_of(parse: Parse, head: int, depth: int = 0) -> Arguments:
    """The arguments of a verb."""
    passive = is_passive(parse, head)
    surface = surface_subject(parse, head, depth)
    preps = list(prepositions(parse, head, ("obl",)))
    direct = _objects(parse, head, depth)
    indirect = parse.child(head, "iobj")
    if not passive:
        return Arguments(
            head, False, subjects=surface, objects=direct, preps=tuple(preps),
            indirect=nominal(parse, indirect) if indirect else (),
        )  # fmt: skip
    own = parse.child(head, "obj")
    agents = tuple(i for name, heads in preps if name == "by" for i in heads) or _agents_below(parse, head)
    if own is not None:
        return Arguments(
            head, True, objects=nominal(parse, own), indirect=surface, agents=agents, preps=tuple(preps)
        )
    return Arguments(head, True, objects=surface, agents=agents, preps=tuple(preps))
