"""Who speaks: the subject of a speech verb, and the phrase that names it.

The phrase is the fullest noun phrase without its leading article and without what trails it: relative and participle
clauses, an apposition after a name ("Ana Ruiz, a teacher" gives "Ana Ruiz", "the mayor, Ana Ruiz" stays whole).
"""

from typing import Final

from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_CUT: Final = (
    "acl",
    "advcl",
    "parataxis",
    "punct",
    "dep",
    "discourse",
    "orphan",
    "vocative",
    "ccomp",
    "xcomp",
    "cop",
)
_ARTICLES: Final = frozenset({"the", "a", "an"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_SUBJECT_FROM_HEAD: Final = frozenset({"conj", "advcl", "xcomp", "parataxis"})
_DEPTH: Final = 4


def speaker_of(parse: Parse, verb: int, *, passive_too: bool = False, depth: int = 0) -> int | None:
    """The token that heads the subject of a speech verb, shared or controlled subjects included, or None."""
    token = parse.tokens[verb]
    subject = _own_subject(parse, verb, passive_too=passive_too)
    if subject is not None:
        return _antecedent(parse, token, subject)
    if depth >= _DEPTH or token.head < 0:
        return None
    if token.deprel.startswith("acl"):
        return token.head
    if token.deprel.split(":")[0] in _SUBJECT_FROM_HEAD:
        above = parse.tokens[token.head]
        if above.upos in {"VERB", "AUX", "ADJ"} or parse.child(above.index, "nsubj", "cop") is not None:
            return speaker_of(parse, above.index, passive_too=token.deprel != "conj", depth=depth + 1)
        if token.deprel == "advcl" and above.upos in _NOMINAL:
            return above.index
    return None


def _own_subject(parse: Parse, verb: int, *, passive_too: bool) -> Token | None:
    """Of several subjects, the first before the verb: one after it is in truth the subject of what is said."""
    kids = parse.children(verb, "nsubj", "obl:agent")
    agent = next((t for t in kids if t.deprel == "obl:agent"), None)
    if parse.child(verb, "aux:pass") is not None or (
        passive_too and any(t.deprel == "nsubj:pass" for t in kids)
    ):
        return next((t for t in kids if t.deprel == "nsubj:pass"), agent) if passive_too else agent
    subjects = [t for t in kids if t.deprel.startswith("nsubj")]
    before = [t for t in subjects if t.index < verb]
    return before[0] if before else subjects[0] if subjects else agent


def _antecedent(parse: Parse, verb: Token, subject: Token) -> int:
    if subject.text.lower() not in _RELATIVE or subject.xpos == "DT":
        return subject.index
    clause: Token | None = verb
    while clause is not None and clause.deprel in {"conj", "xcomp"}:
        clause = parse.head(clause.index)
    if clause is not None and clause.deprel.startswith("acl") and clause.head >= 0:
        return clause.head
    return subject.index


def speaker_beside(parse: Parse, verb: int, first: int, last: int) -> int | None:
    """The head of the noun phrase that touches a verb within tokens `first` to `last` (exclusive).

    For trees that miss the subject: "said Ana Ruiz", "Ruiz said".
    """
    for at, step in ((verb + 1, 1), (verb - 1, -1)):
        while first <= at < last and parse.tokens[at].upos in {"DET", "ADV", "AUX", "PART"}:
            at += step
        if first <= at < last and parse.tokens[at].upos in {"PROPN", "NOUN", "PRON"}:
            return _climb(parse, at, first, last, verb)
    return None


def _climb(parse: Parse, at: int, first: int, last: int, verb: int) -> int:
    low, high = (verb + 1, last) if at > verb else (first, verb)
    while low <= (above := parse.tokens[at].head) < high and parse.tokens[above].upos in {
        "PROPN",
        "NOUN",
        "PRON",
    }:
        at = above
    return at


def phrase_of(parse: Parse, head: int, *, without: tuple[int, ...] = ()) -> Span:
    """The phrase that a token heads, as a speaker is quoted. Tokens in `without` are left out with their branches."""
    tokens = sorted(_phrase_tokens(parse, head, set(without)))
    run = _run_around(parse, tokens, head)
    while len(run) > 1 and parse.tokens[run[0]].text.lower() in _ARTICLES:
        run = run[1:]
    while len(run) > 1 and parse.tokens[run[-1]].upos in {"PUNCT", "CCONJ", "ADP"}:
        run = run[:-1]
    if len(run) > 1 and parse.tokens[run[-1]].xpos == "POS" and parse.tokens[run[-1]].head != run[-2]:
        run = run[:-1]
    return parse.span(run[0], run[-1] + 1)


def _phrase_tokens(parse: Parse, head: int, without: set[int]) -> list[int]:
    found, waiting = [head], [head]
    while waiting:
        at = waiting.pop()
        for token in parse.children(at):
            if token.index in without or not _belongs(parse, head, at, token):
                continue
            found.append(token.index)
            waiting.append(token.index)
    return found


def _belongs(parse: Parse, head: int, above: int, token: Token) -> bool:
    relation = token.deprel.split(":")[0]
    top = parse.tokens[above]
    if relation in _CUT:
        return False
    if above == head and (
        relation in {"case", "mark", "cc", "nsubj", "obj", "obl", "aux"} or token.deprel == "nmod:tmod"
    ):
        return relation == "cc" and token.index > head
    if relation == "advmod":
        return token.index < top.index and above != head
    if above == head and relation == "appos":
        return token.upos == "PROPN" and (top.upos != "PROPN" or _is_body(parse, top))
    if above == head and relation == "nmod" and token.index > head and top.upos == "PROPN":
        return parse.tokens[token.index - 1].index == head or not _is_person(parse, top)
    if relation == "conj":
        return token.upos in {"NOUN", "PROPN", "PRON", "ADJ"}
    return True


def _is_person(parse: Parse, token: Token) -> bool:
    """Whether a name looks like a person's: marked so by the model, or flat ("Ana Ruiz")."""
    for mention in parse.mentions:
        if mention.head == token.index and mention.named:
            return mention.label == "person"
    return parse.child(token.index, "flat") is not None


def _is_body(parse: Parse, token: Token) -> bool:
    """Whether a proper noun is a title or a body rather than a name ("the Ministry, ...")."""
    return parse.child(token.index, "det") is not None and not _is_person(parse, token)


def _run_around(parse: Parse, tokens: list[int], head: int) -> list[int]:
    """The tokens from the first to the last of the phrase, cut where a clause left out stands between."""
    low = high = tokens.index(head)
    while low > 0 and _bridged(parse, tokens[low - 1], tokens[low]):
        low -= 1
    while high + 1 < len(tokens) and _bridged(parse, tokens[high], tokens[high + 1]):
        high += 1
    return tokens[low : high + 1]


def _bridged(parse: Parse, left: int, right: int) -> bool:
    between = parse.tokens[left + 1 : right]
    return all(t.upos in {"PUNCT", "CCONJ", "SYM"} for t in between) or len(between) == 0
