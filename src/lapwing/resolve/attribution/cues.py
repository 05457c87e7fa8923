"""Cues: the speech verbs of a text, who their subject is, and whether they tell of something said.

A verb that is denied, asked for, foreseen or made a condition ("did not say", "refused to say", "is expected to
announce", "if he says") is a cue that is not `real`: it credits nobody.
"""

from typing import Final, Literal

from msgspec import Struct

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution.bounds import bounds
from lapwing.resolve.attribution.speakers import speaker_of
from lapwing.resolve.attribution.tails import tail

CueClass = Literal["say", "ask", "label", "quoted", "utter", "belief", "credit"]

_CLASSES: Final[tuple[CueClass, ...]] = ("say", "ask", "label", "quoted", "utter", "belief", "credit")
_NEVER_BEHIND: Final = frozenset({"label", "quoted", "credit"})
_NEGATIVE: Final = frozenset({"not", "never", "n't", "n’t", "nor", "neither", "hardly"})
_MODAL: Final = frozenset(
    {"will", "would", "may", "might", "could", "should", "can", "must", "shall", "'ll", "’ll", "'d"}
)
_CONDITION: Final = frozenset({"if", "unless", "whether", "without", "lest"})
_GOING_ON: Final = frozenset(
    {"go", "continue", "begin", "start", "quote", "cite", "report", "appear", "seem", "proceed"}
)
TELLERS: Final = frozenset(
    {"tell", "assure", "inform", "notify", "remind", "warn", "advise", "brief", "message"}
)
_QUOTING: Final = frozenset({"quote", "cite"})
_AS_WITHIN: Final = 14
_NOUN_OPENS: Final = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
_NOBODY: Final = frozenset({"nobody", "none", "neither"})
_NOT_CUES: Final = frozenset(
    {"according", "including", "following", "regarding", "concerning", "excluding", "considering"}
)


class Cue(Struct, frozen=True):
    """A speech verb: its token, class, the head token of its speaker, and whether something was really said.

    `via` is the token of an outlet that only passes the words on ("Interfax quoted a source as saying").
    """

    token: int
    lemma: str
    cls: CueClass
    speaker: int | None
    real: bool
    passive: bool
    via: int | None = None


def find_cues(parse: Parse, lexicon: CueLexicon) -> tuple[Cue, ...]:
    """Every verb of the lexicon in the text, in order, those inside quotations included."""
    return tuple(
        cue
        for token in parse.tokens
        if (token.xpos[:2] == "VB" or _gerund(parse, token))
        and (cue := _cue(parse, token, lexicon)) is not None
    )


def _gerund(parse: Parse, token: Token) -> bool:
    """Whether a word tagged as a noun is the verb of "with the minister warning that ..."."""
    if token.xpos != "NN" or not token.text.endswith("ing") or not 0 < token.index < len(parse.tokens) - 1:
        return False
    before, after = parse.tokens[token.index - 1], parse.tokens[token.index + 1]
    return after.text.lower() == "that" and before.upos in {"NOUN", "PROPN", "PRON"}


def _verb_lemma(token: Token, lexicon: CueLexicon) -> str:
    """The lemma as a verb's, where the reader took a gerund for a noun or "alleges" for a past form."""
    lemma = token.lemma.lower()
    if token.xpos != "NN":
        return lemma.removesuffix("s") if lemma.removesuffix("s") in lexicon.say else lemma
    stem = lemma.removesuffix("ing")
    return stem if stem in lexicon.say else f"{stem}e"


def class_of(lemma: str, lexicon: CueLexicon) -> CueClass | None:
    """The class of a verb: the first of the classes that lists it."""
    for cls in _CLASSES:
        if lemma in getattr(lexicon, cls):
            return cls
    return None


def _cue(parse: Parse, token: Token, lexicon: CueLexicon) -> Cue | None:
    lemma = _verb_lemma(token, lexicon)
    if token.text.lower() in _NOT_CUES:
        return None
    if _let_it_be(parse, token):
        behind = tail(parse, token.index)
        told = behind.head if behind is not None else speaker_of(parse, token.index)
        return Cue(token.index + 3, "let it be known", "say", told, _is_real(parse, token), passive=False)
    cls = class_of(lemma, lexicon)
    particle = _particle(parse, token, lemma, lexicon)
    if particle is not None and (lemma, particle.text.lower()) in lexicon.particles:
        cls = "say"
    elif particle is not None and cls == "label":
        return None
    if cls is None:
        return None
    if cls not in _NEVER_BEHIND and (behind := tail(parse, token.index)) is not None:
        return Cue(token.index, lemma, cls, behind.head, real=True, passive=False)
    passive = _is_passive(parse, token) or _reduced_passive(parse, token)
    quoting = _quoting(parse, token.index)
    if quoting is not None:
        speaker, via = _quoted_speaker(parse, quoting, token.index)
        return Cue(token.index, lemma, cls, speaker, speaker is not None, passive, via)
    if lemma in _QUOTING and any(
        t.text.lower() == "as" for t in parse.tokens[token.index : token.index + _AS_WITHIN]
    ):
        return None
    speaker = _speaker(parse, token, passive=passive)
    return Cue(token.index, lemma, cls, speaker, _is_real(parse, token), passive)


def _particle(parse: Parse, token: Token, lemma: str, lexicon: CueLexicon) -> Token | None:
    """The particle of "point out", by the tree, or right behind the verb where the lexicon knows the two ("shot back")."""
    found = parse.child(token.index, "compound:prt")
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else token
    return found or (following if (lemma, following.text.lower()) in lexicon.particles else None)


def _let_it_be(parse: Parse, token: Token) -> bool:
    """Whether "let it be known" begins here."""
    words = [t.text.lower() for t in parse.tokens[token.index + 1 : token.index + 4]]
    return token.lemma.lower() == "let" and words == ["it", "be", "known"]


def _quoting(parse: Parse, at: int) -> int | None:
    """The "quoted" of "quoted X as saying", for the token of "saying"."""
    if at < 2 or parse.tokens[at - 1].text.lower() != "as" or parse.tokens[at].xpos != "VBG":
        return None
    first, _ = bounds(parse, at)
    before = range(at - 2, max(first, at - _AS_WITHIN) - 1, -1)
    return next((i for i in before if parse.tokens[i].lemma.lower() in _QUOTING), None)


def _quoted_speaker(parse: Parse, quoting: int, saying: int) -> tuple[int | None, int | None]:
    """Who is quoted, and who quotes: "Interfax quoted a source as", "a source was quoted by Interfax as"."""
    verb = parse.tokens[quoting]
    nouns = [t.index for t in parse.tokens[quoting + 1 : saying - 1] if t.upos in {"NOUN", "PROPN", "PRON"}]
    if not _is_passive(parse, verb):
        return (nouns[-1] if nouns else None), speaker_of(parse, quoting, inverted=False)
    by = any(t.text.lower() == "by" for t in parse.tokens[quoting + 1 : saying - 1])
    return speaker_of(parse, quoting, inverted=False, passive_too=True), nouns[-1] if by and nouns else None


def _is_passive(parse: Parse, token: Token) -> bool:
    """ "was accused": a participle after a form of "be", by the tree or, over adverbs, by order."""
    if parse.child(token.index, "aux:pass", "nsubj:pass") is not None:
        return True
    at = token.index - 1
    while at > 0 and parse.tokens[at].upos == "ADV":
        at -= 1
    return token.xpos in {"VBN", "VBD"} and at >= 0 and parse.tokens[at].lemma.lower() == "be"


def _reduced_passive(parse: Parse, token: Token) -> bool:
    """A past participle after its noun ("a toll reported by Reuters") or first ("Asked if ...") has no subject."""
    opens = token.xpos in {"VBN", "VBD"} and token.index == bounds(parse, token.index)[0]
    if opens and parse.tokens[min(token.index + 1, len(parse.tokens) - 1)].upos not in _NOUN_OPENS:
        return True
    bare = parse.child(token.index, "aux", "nsubj") is None
    return bare and token.xpos == "VBN" and token.deprel in {"acl", "amod"}


def _speaker(parse: Parse, token: Token, *, passive: bool) -> int | None:
    if passive:
        agent = parse.child(token.index, "obl:agent")
        if agent is None:
            agent = next((t for t in parse.children(token.index, "obl") if _by(parse, t)), None)
        return agent.index if agent is not None else None
    if token.xpos == "NN":
        return token.index - 1
    return speaker_of(parse, token.index, inverted=token.lemma.lower() not in TELLERS)


def _by(parse: Parse, token: Token) -> bool:
    case = parse.child(token.index, "case")
    return case is not None and case.text.lower() == "by"


def _is_real(parse: Parse, token: Token) -> bool:
    kids = parse.children(token.index, "advmod", "aux", "mark", "case", "cc")
    words = {t.text.lower() for t in kids}
    if words & _NEGATIVE or words & _MODAL or words & _CONDITION or _nobody(parse, token):
        return False
    if token.deprel.startswith("csubj"):
        return False
    above = parse.head(token.index)
    if above is None:
        return True
    if token.deprel == "conj" and parse.child(token.index, "nsubj") is None and above.upos == "VERB":
        return _governed_real(parse, above)
    to = "to" in words and token.xpos == "VB"
    if token.deprel in {"xcomp", "ccomp"} and to:
        return above.lemma.lower() in _GOING_ON and _is_real(parse, above)
    if token.deprel == "acl" and to:
        return False
    return not (token.xpos == "VB" and not to and parse.child(token.index, "nsubj", "aux") is None)


def _nobody(parse: Parse, token: Token) -> bool:
    """ "No group has claimed", "nobody said"."""
    subject = parse.child(token.index, "nsubj")
    if subject is None or subject.index > token.index:
        return False
    det = parse.child(subject.index, "det")
    return subject.text.lower() in _NOBODY or (det is not None and det.text.lower() == "no")


def _governed_real(parse: Parse, above: Token) -> bool:
    """A coordinated verb shares a modal with the first ("will meet and say") but not its negation."""
    words = {t.text.lower() for t in parse.children(above.index, "aux")}
    return not words & _MODAL


def listeners(parse: Parse, cue: Cue) -> tuple[int, ...]:
    """Tokens of who is told: "told **reporters**", "said in an interview with **Radio Sahel**"."""
    found = []
    if cue.lemma in TELLERS:
        at = cue.token + 1
        while at < len(parse.tokens) and parse.tokens[at].upos in {"DET", "ADJ"}:
            at += 1
        if at < len(parse.tokens) and parse.tokens[at].upos in {"NOUN", "PROPN"}:
            found.append(at)
    for obl in parse.children(cue.token, "obl", "nmod"):
        for inner in (obl, *parse.children(obl.index, "nmod")):
            case = parse.child(inner.index, "case")
            if case is not None and case.text.lower() in {"to", "with", "by", "on", "for"}:
                found.append(inner.index)
    return tuple(found)
