"""How far a clause reaches that looks ahead."""

from typing import Final

from lapwing.model.parse import Parse, Token

_CUT: Final = ("parataxis", "discourse", "vocative")
_CONDITIONS: Final = frozenset({"if", "unless", "should"})
_STOPS: Final = frozenset({".", "!", "?"})


def extent(parse: Parse, head: int) -> tuple[int, int]:
    """The clause under a head, within plain full stops, without "that" before it or ", which ..." about it."""
    tokens = parse.subtree(head, without=_CUT)
    remarks = [t.index for t in parse.children(head) if t.deprel.endswith("relcl") and t.index > head]
    remarks += [t.index for t in parse.children(head, "conj", "advcl") if t.index > head and _apart(parse, t)]
    low = next((i + 1 for i in range(head - 1, tokens[0] - 1, -1) if _ends(parse, i)), tokens[0])
    high = next(
        (i for i in range(head, tokens[-1] + 1) if _ends(parse, i) or parse.tokens[i].text == ";"),
        tokens[-1] + 1,
    )
    high = min([high, *(parse.subtree(i)[0] for i in remarks)])
    while low < head and _idle(parse.tokens[low]):
        low += 1
    while high > head + 1 and parse.tokens[high - 1].upos == "PUNCT":
        high -= 1
    return low, high


def _apart(parse: Parse, token: Token) -> bool:
    """Whether a clause of its own is joined on: one with subject and finite verb, or a participle after a comma."""
    first = parse.subtree(token.index)[0]
    before = parse.tokens[first - 1].text if first else ""
    if token.deprel.startswith("conj"):
        verbs = [token, *parse.children(token.index, "aux", "cop")]
        finite = any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} for t in verbs)
        subject = parse.child(token.index, "nsubj", "expl") is not None
        return finite and (subject or any(t.xpos == "MD" for t in verbs))
    opens = parse.tokens[first].text == "," or before == ","
    return opens and token.xpos in {"VBG", "VBN"} and parse.child(token.index, "mark", "nsubj", "aux") is None


def spoken(parse: Parse, head: int, low: int, high: int) -> tuple[int, int]:
    """The extent without a subject that a clause is set into: "the bank, which ..., will pay" gives "will pay"."""
    subject = parse.child(head, "nsubj")
    if subject is None or subject.index > head:
        return low, high
    last = parse.subtree(subject.index)[-1]
    inserted = any(t.deprel.endswith("relcl") for t in parse.children(subject.index))
    return (
        (last + 1, high)
        if inserted and parse.tokens[last].text == "," and low <= last < head
        else (low, high)
    )


def conditioned(parse: Parse, head: int) -> bool:
    """Whether "if" or "unless" stands to a clause, behind it or before it."""
    for branch in parse.children(head, "advcl"):
        if any(t.text.lower() in _CONDITIONS for t in parse.children(branch.index, "mark", "aux", "advmod")):
            return True
    return False


def _ends(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    following = parse.tokens[at + 1].text if at + 1 < len(parse.tokens) else "A"
    return token.text in _STOPS and not following[:1].islower() and following not in {",", ")"}


def _idle(token: Token) -> bool:
    if token.upos in {"PUNCT", "CCONJ"}:
        return token.text not in {"(", "["}
    return token.deprel == "mark" and token.text.lower() in {"that", "to"}
