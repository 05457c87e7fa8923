"""Where a reported clause ends: at the sentence's end, or where the speaker's next act or the report's own remark begins."""

from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.runs import FINITE, MARKS, has_finite

_CARRIED_ON: Final = frozenset({"add", "note", "stress", "reiterate", "emphasize", "emphasise", "continue"})
_WITHHELD: Final = frozenset(
    {
        "give",
        "elaborate",
        "say",
        "specify",
        "provide",
        "name",
        "identify",
        "offer",
        "comment",
        "explain",
        "disclose",
        "detail",
    }
)
_REMARKS: Final = frozenset({"refer", "cite", "use", "quote", "speak", "allude"})
_NAME: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_NAME_WITHIN: Final = 7
_CLAUSE_WITHIN: Final = 12


def clause_end(parse: Parse, cue: Cue, first: int, end: int, lexicon: CueLexicon) -> int:
    """Where the clause ends: at the sentence's end, or where the speaker's next act begins."""
    cuts = [end]
    for at in range(first + 1, end - 1):
        token, following = parse.tokens[at], parse.tokens[at + 1]
        if token.upos == "CCONJ" and following.text.lower() == "according":
            cuts.append(at)
        elif token.upos == "CCONJ":
            verb = _verb_after(parse, at, end)
            if verb is not None and _next_act(parse, cue, verb, lexicon):
                cuts.append(at)
        elif token.text == ",":
            if parse.tokens[at + 1].text in MARKS and at + 2 < end:
                following = parse.tokens[at + 2]
            other = _another_tells(parse, at, end, lexicon)
            if other or _goes_on_saying(following, cue, lexicon) or _meanwhile(parse, at, end):
                cuts.append(at)
    for branch in parse.children(cue.token, "advcl", "parataxis"):
        edge = min(parse.subtree(branch.index))
        marked = parse.tokens[edge].deprel in {"mark", "advmod"} or parse.tokens[edge].upos == "PUNCT"
        if branch.index > first + 1 and edge > first + 1 and marked and has_finite(parse.tokens[first:edge]):
            cuts.append(edge)
    return min(cuts)


def _goes_on_saying(token: Token, cue: Cue, lexicon: CueLexicon) -> bool:
    lemma = token.lemma.lower()
    if token.xpos != "VBG":
        return False
    return lemma in _REMARKS or (lemma in lexicon.say and (lemma in _CARRIED_ON or token.head == cue.token))


def _another_tells(parse: Parse, comma: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether ", and the police chief threatened" follows: somebody else has the word."""
    at = comma + 1
    if at < end and parse.tokens[at].upos == "CCONJ":
        at += 1
    first = at
    while at < end and at - first < _NAME_WITHIN and parse.tokens[at].upos in _NAME:
        at += 1
    verb = parse.tokens[at] if first < at < end else None
    if verb is None or verb.xpos not in FINITE - {"MD"} or verb.lemma.lower() not in lexicon.say:
        return False
    named = parse.tokens[at - 1].upos in {"NOUN", "PROPN"}
    return named and at + 1 < end and parse.tokens[at + 1].upos != "PUNCT"


def _meanwhile(parse: Parse, comma: int, end: int) -> bool:
    """Whether ", as troops moved in" or ", while the mayor denied it" follows: what the report tells beside, not what is said."""
    if parse.tokens[comma + 1].text.lower() not in {"as", "while"} or comma + 3 >= end:
        return False
    opens = (
        parse.tokens[comma + 2].upos in {"DET", "PROPN", "NOUN"}
        and parse.tokens[comma + 2].text.lower() != "well"
    )
    return opens and has_finite(parse.tokens[comma + 2 : min(end, comma + 2 + _CLAUSE_WITHIN)])


def _verb_after(parse: Parse, conjunction: int, end: int) -> Token | None:
    """The finite verb right after a conjunction, adverbs skipped; None where a subject comes first."""
    for token in parse.tokens[conjunction + 1 : min(conjunction + 4, end)]:
        if token.xpos in FINITE or token.upos == "VERB":
            return token
        if token.upos not in {"ADV", "PUNCT"}:
            return None
    return None


def _next_act(parse: Parse, cue: Cue, verb: Token, lexicon: CueLexicon) -> bool:
    if _adds_nothing(parse, verb):
        return True
    if verb.upos == "AUX":
        above = parse.head(verb.index)
        return above is not None and above.head == cue.token and above.deprel == "conj"
    if verb.head == cue.token and verb.deprel == "conj" and verb.xpos == parse.tokens[cue.token].xpos:
        return True
    speaks = verb.lemma.lower() in lexicon.say and verb.xpos in {parse.tokens[cue.token].xpos, "VBD", "VBN"}
    following = parse.tokens[verb.index + 1] if verb.index + 1 < len(parse.tokens) else verb
    opens = following.text.lower() in {"that", "to"} or following.text in MARKS
    return speaks and (opens or has_finite(parse.tokens[verb.index + 1 : verb.index + 1 + _CLAUSE_WITHIN]))


def _adds_nothing(parse: Parse, verb: Token) -> bool:
    """ "but did not elaborate": the report's own remark on the speaker."""
    following = parse.tokens[verb.index + 1 : verb.index + 4]
    return verb.lemma.lower() == "do" and any(t.lemma.lower() in _WITHHELD for t in following)
