"""How far a clause reaches that looks ahead."""

from typing import Final

from lapwing.model.parse import Parse, Token

_CUT: Final = ("parataxis", "discourse", "vocative")
_STOPS: Final = frozenset({".", "!", "?"})


def extent(parse: Parse, head: int) -> tuple[int, int]:
    """The clause under a head, within plain full stops, without "that" before it or ", which ..." about it."""
    tokens = parse.subtree(head, without=_CUT)
    remarks = (t.index for t in parse.children(head) if t.deprel.endswith("relcl") and t.index > head)
    low = next((i + 1 for i in range(head - 1, tokens[0] - 1, -1) if _ends(parse, i)), tokens[0])
    high = next((i for i in range(head, tokens[-1] + 1) if _ends(parse, i)), tokens[-1] + 1)
    high = min([high, *(parse.subtree(i)[0] for i in remarks)])
    while low < head and _idle(parse.tokens[low]):
        low += 1
    while high > head + 1 and parse.tokens[high - 1].upos == "PUNCT":
        high -= 1
    return low, high


def _ends(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    following = parse.tokens[at + 1].text if at + 1 < len(parse.tokens) else "A"
    return token.text in _STOPS and not following[:1].islower() and following not in {",", ")"}


def _idle(token: Token) -> bool:
    if token.upos in {"PUNCT", "CCONJ"}:
        return token.text not in {"(", "["}
    return token.deprel == "mark" and token.text.lower() in {"that", "to"}
