"""What a cue governs: the clause or phrase beside it, as a run of tokens without "that", cue and speaker."""

from typing import Final

from msgspec import Struct

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution_cues import Cue

_TIME_WORDS: Final = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"]
)
_CARRIED_ON: Final = frozenset({"add", "note", "stress", "reiterate", "emphasize", "emphasise", "continue"})
_INFINITIVE: Final = frozenset({"claim", "admit", "confess", "deny", "report"})
_FREE: Final = ("obl", "nmod:tmod", "nmod:unmarked", "advmod")
_KEPT_FIRST: Final = frozenset(["(", "[", "$", "£", "€", "#"])
_KEPT_LAST: Final = frozenset([")", "]", "%"])
_EDGE: Final = frozenset({"PUNCT", "CCONJ", "SYM"})
_CLAUSAL: Final = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM"})


class Clause(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) of the text, and the token that heads them."""

    head: int
    first: int
    last: int


def clause_of(parse: Parse, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    """The clause a cue governs: its complement, or the clause it is put into or after ("..., he said")."""
    complement = _complement(parse, cue)
    if complement is not None:
        return _clause(parse, complement.index, cue, lexicon)
    host = _host(parse, cue)
    if host is not None:
        return _clause(parse, host, cue, lexicon)
    return _rest_of_sentence(parse, cue) if cue.lemma in {"say", "tell"} else None


def _complement(parse: Parse, cue: Cue) -> Token | None:
    found = [t for t in parse.children(cue.token, "ccomp") if t.deprel == "ccomp"]
    if found:
        return found[-1] if found[-1].index > cue.token else found[0]
    for token in parse.children(cue.token, "xcomp"):
        marks = {t.text.lower() for t in parse.children(token.index, "mark", "aux")}
        if "that" in marks or (cue.lemma in _INFINITIVE and (marks & {"to"} or token.xpos == "VBG")):
            return token
        if parse.child(token.index, "nsubj") is not None and token.index > cue.token and cue.cls == "say":
            return token
    after = [
        t for t in parse.children(cue.token, "parataxis") if t.index > cue.token and _is_clause(parse, t)
    ]
    return after[0] if after and cue.cls == "say" else None


def _is_clause(parse: Parse, token: Token) -> bool:
    return parse.child(token.index, "nsubj", "expl", "csubj") is not None


def _host(parse: Parse, cue: Cue) -> int | None:
    """The head of the clause that holds a parenthetical cue: "..., he said", "this, he says, would ..."."""
    token = parse.tokens[cue.token]
    parenthetical = token.deprel.split(":")[0] == "parataxis" and token.head >= 0 and _is_clause(parse, token)
    if parenthetical and cue.speaker is not None and cue.cls in {"say", "ask", "belief"}:
        return token.head
    before = [
        t for t in parse.children(cue.token, "parataxis") if t.index < cue.token and _is_clause(parse, t)
    ]
    return before[-1].index if before and cue.cls in {"say", "ask"} else None


def _rest_of_sentence(parse: Parse, cue: Cue) -> Clause | None:
    """What follows "X said" up to the sentence's end, where the tree holds no complement."""
    if cue.speaker is None or cue.speaker > cue.token:
        return None
    sentence = parse.sentence_of(cue.token)
    after = range(cue.token + 1, sentence.last)
    verbs = [i for i in after if parse.tokens[i].xpos in {"VBD", "VBZ", "VBP", "MD"}]
    if not verbs or parse.tokens[cue.token + 1].text in {",", "."}:
        return None
    skip = {
        i
        for t in parse.children(cue.token, "obj", "iobj")
        if t.index < verbs[0]
        for i in parse.subtree(t.index)
    }
    skip = {i for i in skip if i < verbs[0] and _starts_at(cue.token, skip, i)}
    first = max(skip, default=cue.token) + 1
    if first >= verbs[0]:
        first = cue.token + 1
    return trimmed(parse, verbs[0], first, sentence.last)


def _starts_at(token: int, indices: set[int], at: int) -> bool:
    return all(i in indices for i in range(token + 1, at))


def _clause(parse: Parse, head: int, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    tokens = _tokens_under(parse, head, cue, lexicon)
    if cue.speaker is not None and cue.speaker in tokens and cue.speaker != head:
        tokens -= set(parse.subtree(cue.speaker))
    tokens.discard(cue.token)
    sides = {t for t in tokens if (t > cue.token) == (head > cue.token)}
    if not sides:
        return None
    first, last = min(sides), max(sides) + 1
    if cue.speaker is not None and head > cue.token and first < cue.speaker < head:
        first = min((t for t in sides if t > cue.speaker), default=first)
    if cue.speaker is not None and head < cue.token and head < cue.speaker < cue.token:
        last = max((t for t in sides if t < cue.speaker), default=last - 1) + 1
    return trimmed(parse, head, first, last)


def _tokens_under(parse: Parse, head: int, cue: Cue, lexicon: CueLexicon) -> set[int]:
    found, waiting = {head}, [head]
    while waiting:
        for token in parse.children(waiting.pop()):
            if token.index == cue.token or _another_cue(parse, token, cue, lexicon):
                continue
            found.add(token.index)
            waiting.append(token.index)
    return found


def _another_cue(parse: Parse, token: Token, cue: Cue, lexicon: CueLexicon) -> bool:
    """Whether a branch of the complement is in truth the speaker's next speech verb ("... but says B")."""
    lemma = token.lemma.lower()
    if lemma not in lexicon.say or not token.xpos.startswith("VB") or token.index < cue.token:
        return False
    if parse.child(token.index, "nsubj", "aux:pass") is not None:
        return False
    if token.deprel == "conj":
        return token.xpos == parse.tokens[cue.token].xpos and parse.child(token.index, "ccomp") is not None
    return token.deprel == "advcl" and token.xpos == "VBG" and lemma in _CARRIED_ON


def trimmed(parse: Parse, head: int, first: int, last: int) -> Clause | None:
    """The run without marks, "that", conjunctions and the cue's own time words at its edges."""
    while first < last and (width := _idle_words(parse, first, head)):
        first += width
    while (
        last > first
        and parse.tokens[last - 1].upos in _EDGE
        and parse.tokens[last - 1].text not in _KEPT_LAST
    ):
        last -= 1
    return Clause(head, first, last) if first < last else None


def _idle_words(parse: Parse, at: int, head: int) -> int:
    """How many tokens at the start of a clause do not belong to it."""
    token = parse.tokens[at]
    if token.upos in _EDGE:
        return int(token.text not in _KEPT_FIRST)
    if token.deprel == "mark" and token.text.lower() == "that":
        return 1
    width = 2 if token.text.lower() == "on" else 1
    day = parse.tokens[at + width - 1] if at + width < len(parse.tokens) else token
    if day.index == head or day.text.lower() not in _TIME_WORDS or not day.deprel.startswith(_FREE):
        return 0
    return width if parse.tokens[day.index + 1].text != "," else 0


def is_clause_head(parse: Parse, at: int) -> bool:
    """Whether a token heads a clause rather than a phrase: it has a subject, or is a finite verb."""
    token = parse.tokens[at]
    if token.upos not in _CLAUSAL:
        return False
    return token.upos in {"VERB", "AUX"} or parse.child(at, "nsubj", "cop", "expl", "csubj") is not None
