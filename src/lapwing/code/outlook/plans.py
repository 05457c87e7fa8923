"""Marks of the future told by order rather than by one word: "is to meet", "pledged 25 million dollars"."""

from typing import Final

from lapwing.lexicon.outlook import OutlookLexicon
from lapwing.model.parse import Parse, Token

PRESENT: Final = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_THINGS: Final = frozenset({"promise", "pledge", "threaten"})


def is_to(parse: Parse, token: Token, lexicon: OutlookLexicon) -> bool:
    """ "are to meet", "is to be heard": "to" right behind the present of "be"."""
    mark = next((t for t in parse.children(token.index, "mark", "aux") if t.text.lower() == "to"), None)
    if mark is None or mark.index > token.index or token.lemma.lower() == "blame":
        return False
    above = token.head if token.head >= 0 else token.index
    subject = parse.child(token.index, "nsubj") or parse.child(above, "nsubj")
    aims = subject is not None and subject.lemma.lower() in lexicon.schedule_aims
    before = parse.tokens[mark.index - 1].text.lower() if mark.index else ""
    return (
        not aims
        and (word_before(parse, mark.index) if before in {"not", "now", "also"} else before) in PRESENT
    )


def thing(parse: Parse, token: Token) -> Token | None:
    """What is promised or threatened as a thing: "pledged 25 million dollars", "threatened new attacks"."""
    if token.lemma.lower() not in _THINGS or parse.child(
        token.index, "xcomp", "ccomp", "aux:pass", "nsubj:pass"
    ):
        return None
    target = parse.child(token.index, "obj")
    if target is None or target.index < token.index or target.upos != "NOUN" or token.deprel == "amod":
        return None
    det = parse.child(target.index, "det")
    if det is not None and det.text.lower() == "the":
        return None
    agent = parse.child(token.index, "nsubj")
    return target if agent is not None and agent.index < token.index else None


def word_before(parse: Parse, at: int) -> str:
    at -= 1
    while at > 0 and parse.tokens[at].upos == "ADV":
        at -= 1
    return parse.tokens[at].text.lower() if at >= 0 else ""
