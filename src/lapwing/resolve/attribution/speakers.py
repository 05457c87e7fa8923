"""Who speaks: the subject of a speech verb.

The tree's subject is taken where it stands as a subject can; else the noun phrase at the verb's left; else the subject
that the verb shares with another ("..., adding", "and said").
"""

from typing import Final

from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution.bounds import bounds
from lapwing.resolve.attribution.phrases import chunk, is_time

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVE: Final = frozenset({"who", "which", "whom"})
_SHARED: Final = frozenset({"conj", "advcl", "xcomp", "parataxis", "dep"})
_BETWEEN: Final = frozenset({"ADV", "AUX", "PART"})
_OPENS_INSERTION: Final = frozenset({",", "—", "–", "-", "("})
_CLOSES_INSERTION: Final = frozenset({",", "—", "–", "-", ")"})
_NO_SUBJECT: Final = frozenset({"ADP", "SCONJ"})
_STOPS: Final = frozenset({",", ".", ";", ":", "—", "–", "(", '"', "“", "”"})
_DEPTH: Final = 4
_NEAR: Final = 8


def speaker_of(
    parse: Parse, verb: int, *, inverted: bool = True, passive_too: bool = False, depth: int = 0
) -> int | None:
    """The token that heads the subject of a speech verb, or None. `inverted`: "said Ruiz" is possible."""
    token = parse.tokens[verb]
    subject = _inverted(parse, verb) if inverted and depth == 0 else None
    if subject is None:
        subject = _own_subject(parse, verb, passive_too=passive_too)
    if subject is None and depth == 0 and _takes_subject(parse, token):
        subject = _left_of(parse, verb)
    finite = token.xpos in {"VBD", "VBZ", "VBP"}
    if subject is None and inverted and finite and _may_invert(parse, verb):
        subject = _right_of(parse, verb)
    if subject is not None:
        return _antecedent(parse, token, subject)
    shared = _shared_subject(parse, token, depth) if depth < _DEPTH else None
    return _main_subject(parse, token) if shared is None and depth == 0 else shared


def _own_subject(parse: Parse, verb: int, *, passive_too: bool) -> Token | None:
    """The tree's subject: of several, the first before the verb (one after it is the subject of what is said)."""
    for token in parse.children(verb, "nsubj"):
        allowed = passive_too or token.deprel != "nsubj:pass"
        if allowed and token.index < verb and _stands_as_subject(parse, token, verb):
            return token
    return None


def _stands_as_subject(parse: Parse, subject: Token, verb: int) -> bool:
    """Whether no preposition governs the phrase, and nothing but adverbs or an insertion parts it from the verb."""
    first, last = chunk(parse, subject.index)
    start, _ = bounds(parse, verb)
    if is_time(subject) or subject.upos in {"VERB", "ADP"} or subject.index < start:
        return False
    governed = first > start and parse.tokens[first - 1].upos in _NO_SUBJECT
    if governed and parse.child(subject.index, "case") is not None:
        return False
    between = parse.tokens[last:verb]
    if last > verb or all(t.upos in _BETWEEN for t in between):
        return True
    if between[0].text in _OPENS_INSERTION:
        return between[-1].text in _CLOSES_INSERTION or not _names(_before_adverbs(parse, verb))
    return between[0].upos in {"ADP", "VERB", "PRON", "SCONJ"}


def _inverted(parse: Parse, verb: int) -> Token | None:
    """The subject in "..., said Ana Ruiz, a lawyer": what follows "say" can be nothing else, else a name."""
    token = parse.tokens[verb]
    if token.xpos not in {"VBD", "VBZ", "VBP"} or not _may_invert(parse, verb):
        return None
    beside = _right_of(parse, verb)
    if beside is None or beside.index > verb + _NEAR:
        return None
    person = any(m.named and m.label == "person" for m in parse.mentions_over(beside.index))
    return beside if person or (token.lemma.lower() == "say" and beside.upos != "PRON") else None


def _before_adverbs(parse: Parse, verb: int) -> Token:
    at = verb - 1
    while at > 0 and parse.tokens[at].upos in _BETWEEN and parse.tokens[at].xpos != "POS":
        at -= 1
    return parse.tokens[at]


def _right_of(parse: Parse, verb: int) -> Token | None:
    """The subject behind an inverted verb: the phrase that touches it, where no clause of its own follows."""
    at = verb + 1
    while at < len(parse.tokens) and parse.tokens[at].upos in {"DET", "ADJ", "NUM"}:
        at += 1
    beside = parse.tokens[at] if at < len(parse.tokens) else None
    if beside is None or at >= bounds(parse, verb)[1] or not _names(beside):
        return None
    last = chunk(parse, beside.index)[1]
    follows = parse.tokens[last] if last < len(parse.tokens) else None
    ends = follows is None or follows.upos == "ADP" or is_time(follows) or follows.text in _STOPS
    own = next((t for t in parse.children(verb, "nsubj") if t.index > verb), None)
    finite = follows is not None and (follows.upos == "AUX" or follows.xpos in {"VBD", "VBZ", "VBP", "MD"})
    return beside if ends else None if finite else own


def _main_subject(parse: Parse, token: Token) -> int | None:
    """For a participle that hangs nowhere ("..., saying"): the subject of the sentence's last finite verb before it."""
    if token.xpos != "VBG" or parse.child(token.index, "aux") is not None:
        return None
    first, _ = bounds(parse, token.index)
    for at in range(token.index - 1, first - 1, -1):
        main = parse.tokens[at].xpos in {"VBD", "VBZ", "VBP"} and parse.child(at, "nsubj") is not None
        if main and parse.tokens[at].deprel in {"root", "conj", "parataxis"}:
            return speaker_of(parse, at, inverted=False, passive_too=True, depth=_DEPTH)
    return None


def _may_invert(parse: Parse, verb: int) -> bool:
    """Whether the subject can follow: the verb stands right after a comma, a mark or a dash, or begins."""
    if verb == 0:
        return True
    before = parse.tokens[verb - 1]
    return before.upos in {"PUNCT", "SYM"} or before.sentence != parse.tokens[verb].sentence


def _takes_subject(parse: Parse, token: Token) -> bool:
    if token.xpos in {"VBD", "VBZ", "VBP"}:
        return True
    return token.xpos in {"VBG", "VBN", "VB"} and parse.child(token.index, "aux") is not None


def _left_of(parse: Parse, verb: int) -> Token | None:
    """The noun phrase at the verb's left, over adverbs, or over an insertion between commas."""
    start, _ = bounds(parse, verb)
    at = _before_adverbs(parse, verb).index
    if at < start:
        return None
    if parse.tokens[at].text in {",", "—", "–"}:
        return _before_insertion(parse, at, start)
    return parse.tokens[at] if _names(parse.tokens[at]) else None


def _before_insertion(parse: Parse, comma: int, first: int) -> Token | None:
    """The phrase that an insertion follows: in "In Bern, Ruiz, a lawyer, said" it is Ruiz."""
    commas = [
        i
        for i in range(first, comma)
        if parse.tokens[i].text in _OPENS_INSERTION and parse.tokens[i].xpos != "HYPH"
    ]
    start = first
    for at in commas:
        opening = parse.tokens[start]
        if opening.upos not in {"ADP", "ADV", "SCONJ", "CCONJ", "VERB", "AUX"} and _names(
            parse.tokens[at - 1]
        ):
            return parse.tokens[at - 1]
        start = at + 1
    return None


def _names(token: Token) -> bool:
    return token.upos in _NOMINAL and not is_time(token)


def _antecedent(parse: Parse, verb: Token, subject: Token) -> int:
    """For "who" the noun it stands for."""
    relative = subject.text.lower() in _RELATIVE or (subject.text.lower() == "that" and subject.xpos == "WDT")
    if not relative:
        return subject.index
    at = subject.index - 1
    while at >= 0 and parse.tokens[at].text in {",", "—"}:
        at -= 1
    if at >= 0 and _names(parse.tokens[at]):
        return _noun_over(parse, at)
    return verb.head if verb.deprel.startswith("acl") and verb.head >= 0 else subject.index


def _noun_over(parse: Parse, at: int) -> int:
    """The head of the phrase that ends at a token: "a resident of the town, who" is the resident."""
    head = at
    while (
        parse.tokens[head].deprel in {"nmod", "flat", "compound", "nmod:poss"}
        and 0 <= parse.tokens[head].head < at
    ):
        head = parse.tokens[head].head
    return head if _names(parse.tokens[head]) else at


def _shared_subject(parse: Parse, token: Token, depth: int) -> int | None:
    if token.head < 0:
        return None
    above = parse.tokens[token.head]
    after_comma = token.index > 0 and parse.tokens[token.index - 1].text == "," and token.xpos == "VBG"
    if after_comma and depth == 0 and (main := _main_subject(parse, token)) is not None:
        return main
    if token.deprel.startswith("acl") and _names(above):
        return above.index
    if token.deprel.split(":")[0] in _SHARED:
        if above.upos in _NOMINAL and parse.child(above.index, "cop") is None and token.deprel != "conj":
            return above.index
        return speaker_of(
            parse, above.index, inverted=False, passive_too=token.deprel != "conj", depth=depth + 1
        )
    return None


def speaker_beside(parse: Parse, verb: int, first: int, last: int) -> int | None:
    """The noun next to a verb within tokens `first` to `last` (exclusive): "said Ana Ruiz", "Ruiz said"."""
    for at, step in ((verb + 1, 1), (verb - 1, -1)):
        while first <= at < last and parse.tokens[at].upos in {"DET", "ADV", "AUX", "PART", "ADJ", "NUM"}:
            at += step
        if first <= at < last and _names(parse.tokens[at]):
            return at
    return None


def speaker_after_quotation(parse: Parse, verb: int, first: int) -> int | None:
    """The subject of a cue behind a quotation: the phrase between mark and verb, else the one behind the verb."""
    at = first
    while at < verb and parse.tokens[at].upos in {"PUNCT", "DET", "ADJ", "NUM", "ADV"}:
        at += 1
    if at < verb and _names(parse.tokens[at]):
        return _last_noun(parse, at, verb)
    return speaker_beside(parse, verb, verb, len(parse.tokens)) if at >= verb else None


def _last_noun(parse: Parse, at: int, end: int) -> int:
    """The last noun of the run that begins here, so that the whole phrase is taken ("lecturer Soli Ozel")."""
    while at + 1 < end and (
        parse.tokens[at + 1].upos in {"NOUN", "PROPN"} or parse.tokens[at + 1].xpos in {"POS", "HYPH"}
    ):
        at += 1
    return at if _names(parse.tokens[at]) else at - 1
