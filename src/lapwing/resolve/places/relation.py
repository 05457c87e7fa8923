"""How the text relates to a place ("near", "from", "towards"), and whether the name acts instead of locating."""

from typing import Final

from lapwing.lexicon.place_words import PlaceWords
from lapwing.lexicon.places import Entry
from lapwing.model.parse import Parse, Token
from lapwing.model.place import Relation

_PREPOSITIONS: Final[dict[Relation, str]] = {
    "near": "near outside close by beside alongside opposite off beyond",
    "around": "around surrounding round",
    "from": "from out",
    "towards": "to toward towards for",
}
_RELATIONS: Final[dict[str, Relation]] = {
    w: told for told, words in _PREPOSITIONS.items() for w in words.split()
}
_PARTNERS: Final = frozenset(
    ["with", "against", "between", "for", "about", "than", "like", "as", "despite", "versus", "behind"]
)
_BURDENS: Final = frozenset(
    [
        "sanction",
        "tariff",
        "pressure",
        "ban",
        "embargo",
        "impose",
        "restriction",
        "levy",
        "rely",
        "depend",
        "call",
    ]
)
_STATES: Final = frozenset({"country", "capital", "landmark", "continent"})
_BODIES: Final = frozenset({"person", "organization"})


def relate(parse: Parse, head: int, entry: Entry | None, words: PlaceWords) -> tuple[Relation, bool]:
    """(relation, as_actor) of the place name with that head token.

    States, capitals and seats of power ("Ankara", "the Kremlin") act where they are subject, agent, possessor or partner;
    a town acts only where it speaks or stands with "against" and the like.
    """
    token = climb(parse, head, words)
    case = _case(parse, token)
    state = entry is not None and entry.kind in _STATES
    if case is not None:
        return _RELATIONS.get(case, "in"), _acts_with(parse, token, case, state, words)
    return "in", _acts_bare(parse, token, state, words)


def climb(parse: Parse, head: int, words: PlaceWords) -> Token:
    """The token that carries the phrase's role: from "Mosul" in "in the city of Mosul" to "city"."""
    token = parse.tokens[head]
    for _ in range(6):
        above = parse.head(token.index)
        if above is None:
            break
        case = _case(parse, token)
        relation = token.deprel.split(":")[0]
        listed = relation in ("conj", "appos", "flat", "list") and case is None
        geographic = (
            above.lemma.lower() in words.kinds
            or above.lemma.lower() in words.locates
            or _is_direction(above, words)
        )
        part = (
            relation in ("compound", "nmod", "dep", "flat", "amod", "nummod")
            and geographic
            and case in (None, "of")
        )
        if not (listed or part):
            break
        token = above
    return token


def _is_direction(token: Token, words: PlaceWords) -> bool:
    return token.text.lower() in words.bearings


def _case(parse: Parse, token: Token) -> str | None:
    """The first preposition of a phrase, lower case; the possessive mark is none."""
    marks = [m.text.lower() for m in parse.children(token.index, "case") if m.xpos != "POS"]
    marks = [m for m in marks if m not in ("'s", "’s", "'", "’")]
    if len(marks) > 1 and marks[0] in ("along", "together"):
        return marks[1]
    return marks[0] if marks else None


def _acts_with(parse: Parse, token: Token, case: str, state: bool, words: PlaceWords) -> bool:
    above = parse.head(token.index)
    lemma = above.lemma.lower() if above else ""
    if case == "for" and lemma in words.motion:
        return False
    if case in _PARTNERS:
        return state or case in ("against", "with", "like", "than", "as")
    if case == "by":
        return token.deprel == "obl:agent" or state
    if case in ("of", "on", "over", "in") and not state:
        return False
    if case == "of":
        return above is not None and _labelled(parse, above.index)
    if case == "on":
        return lemma in _BURDENS
    if case in ("to", "from", "toward", "towards") and state:
        return lemma not in words.motion and lemma not in words.reach
    return False


def _acts_bare(parse: Parse, token: Token, state: bool, words: PlaceWords) -> bool:
    above = parse.head(token.index)
    relation = token.deprel.split(":")[0]
    lemma = above.lemma.lower() if above else ""
    if relation == "nsubj":
        if above is not None and (lemma in words.static or above.upos not in ("VERB", "AUX")):
            return False
        if token.deprel == "nsubj:pass" and lemma in words.reach:
            return False
        return state
    if relation in ("obj", "iobj"):
        return state and lemma not in words.reach
    if relation == "nmod":
        return state and token.deprel == "nmod:poss"
    if relation in ("compound", "amod"):
        adjective = "." in token.text or token.text in ("US", "UK")
        return state and above is not None and (adjective or _labelled(parse, above.index))
    return False


def _labelled(parse: Parse, index: int) -> bool:
    """Whether a mention of a person or body has this head word."""
    return any(m.head == index and m.label in _BODIES for m in parse.mentions_over(index))
