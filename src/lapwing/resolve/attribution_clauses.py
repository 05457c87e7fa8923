"""What a cue governs: the clause beside it, as a run of tokens without "that", cue and speaker.

Reported speech in news is plain in its order: "X said [Monday] [that] C", "C, X said", "c, X said, C". The order gives
the run; the tree only confirms that there is a clause and shows where the speaker's next act cuts it off ("said C and
left"). So a wrong attachment inside the clause does no harm.
"""

from typing import Final

from msgspec import Struct

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.resolve.attribution_bounds import bounds
from lapwing.resolve.attribution_cues import TELLERS, Cue
from lapwing.resolve.attribution_phrases import chunk

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CARRIED_ON: Final = frozenset({"add", "note", "stress", "reiterate", "emphasize", "emphasise", "continue"})
_INFINITIVE: Final = frozenset({"claim", "admit", "confess", "deny", "report"})
_DAYS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
)
_SUBORDINATE: Final = frozenset(
    {
        "if",
        "when",
        "as",
        "while",
        "although",
        "though",
        "because",
        "after",
        "before",
        "since",
        "once",
        "unless",
    }
)
_NOMINATIVE: Final = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "there",
        "you",
        "this",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
    }
)
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
_NO_CLAUSE: Final = frozenset(
    {"nothing", "little", "something", "anything", "so", "yes", "goodbye", "thanks"}
)
_REMARKS: Final = frozenset({"refer", "cite", "use", "quote", "speak", "allude"})
_EDGE: Final = frozenset({"PUNCT", "CCONJ", "SYM"})
_KEPT_FIRST: Final = frozenset({"(", "[", "$", "£", "€", "#"})
_KEPT_LAST: Final = frozenset({")", "]", "%"})
_MARKS: Final = frozenset({'"', "“", "”", "''", "``", "«"})
_THAT_WITHIN: Final = 14
_CLAUSE_WITHIN: Final = 12
_RECIPIENT_LONGEST: Final = 8


class Clause(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) of the text, and the token that heads them."""

    head: int
    first: int
    last: int


def clause_of(parse: Parse, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    """The clause a cue governs: what follows it, else what it is put into or after ("..., he said")."""
    finite = parse.tokens[cue.token].xpos in _FINITE or parse.child(cue.token, "aux") is not None
    if finite and (found := _parenthesis(parse, cue)) is not None:
        return found
    return _following(parse, cue, lexicon) or _infinitive(parse, cue)


def _parenthesis(parse: Parse, cue: Cue) -> Clause | None:
    """ "C, X said." / "C, said X." / "c, X said, C": comma before, and nothing but a stop or an adjunct after."""
    subject = cue.via if cue.via is not None else cue.speaker
    if subject is None:
        return None
    first, last = chunk(parse, subject)
    start, end = bounds(parse, cue.token)
    lead, tail = min(first, cue.token), max(last, cue.token + 1)
    if cue.token < subject and any(t.text.lower() == "that" for t in parse.tokens[cue.token : subject]):
        return None
    while lead > start and parse.tokens[lead - 1].deprel == "det" and parse.tokens[lead - 1].head >= lead:
        lead -= 1
    if lead <= start + 1 or parse.tokens[lead - 1].text not in {",", "—", "–", "-", "?"} | _MARKS:
        return None
    if subject < cue.token and not _closes(parse, cue, tail, end):
        return None
    before = parse.tokens[start:lead]
    after = next((i for i in range(tail, min(tail + 3, end)) if parse.tokens[i].text == ","), None)
    weighty = has_finite(before) and before[0].text.lower() not in _SUBORDINATE
    quoted = parse.tokens[lead - 1].text in _MARKS
    if not weighty and after is not None and not quoted and has_finite(parse.tokens[after:end]):
        return trimmed(parse, head_in(parse, after + 1, end), after + 1, end)
    if not has_finite(before) or any(t.lemma.lower() == "say" and t.xpos in _FINITE for t in before):
        return None
    return trimmed(parse, head_in(parse, start, lead), start, lead)


def _closes(parse: Parse, cue: Cue, tail: int, last: int) -> bool:
    """Whether no clause follows "X said": a stop or comma, a day, whom it was told, "in a statement"."""
    if tail >= last or parse.tokens[tail].text in {".", ",", "—", "–", ";", "?", "!"} | _MARKS:
        return True
    rest = parse.tokens[tail:last]
    until = next((n for n, t in enumerate(rest) if t.text in {",", ";", "—", "–"}), len(rest))
    complement = parse.child(cue.token, "ccomp")
    inside = complement is not None and tail <= complement.index < tail + until
    return not has_finite(rest[:until]) and not inside


def _following(parse: Parse, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    end = _reach(parse, cue)
    that = _that_after(parse, cue, end)
    first = that + 1 if that is not None else _past_adjuncts(parse, cue, end)
    if first is None or first >= end:
        return None
    last = _cut_off(parse, cue, first, end, lexicon)
    if that is None and not _begins_clause(parse, cue, first, last):
        return None
    return trimmed(parse, _head_of_complement(parse, cue, first, last), first, last)


def _reach(parse: Parse, cue: Cue) -> int:
    """How far the clause can go: to the sentence's end, but "With X warning that C, ..." ends at the comma."""
    _, end = bounds(parse, cue.token)
    if parse.tokens[cue.token].xpos in _FINITE:
        return end
    branch = max(parse.subtree(cue.token)) + 1
    root_after = any(t.deprel == "root" for t in parse.tokens[branch:end])
    parted = any(t.text == "," for t in parse.tokens[branch - 1 : branch + 1])
    return branch if root_after and parted else end


def _that_after(parse: Parse, cue: Cue, end: int) -> int | None:
    """The "that" (or "whether") which opens the clause, across adjuncts: "announced on Friday in Bern that"."""
    for at in range(cue.token + 1, min(cue.token + _THAT_WITHIN, end)):
        token = parse.tokens[at]
        if token.xpos in _FINITE or token.text in {".", ";", ":"}:
            return None
        if token.text.lower() == "that" and token.xpos == "IN":
            return at if _no_object(parse, cue, at) else None
        if (
            token.text.lower() in {"whether", "if", "why", "how", "what", "who", "where"}
            and at == cue.token + 1
        ):
            return at - 1
    return None


def _no_object(parse: Parse, cue: Cue, at: int) -> bool:
    """Whether "that" can belong to the cue: no noun of its own stands before it ("announced a plan that")."""
    if cue.lemma in TELLERS:
        return True
    above = parse.tokens[parse.tokens[at].head] if parse.tokens[at].head >= 0 else None
    if above is not None and (above.head == cue.token or above.deprel == "ccomp"):
        return True
    return not any(t.index < at for t in parse.children(cue.token, "obj"))


def _past_adjuncts(parse: Parse, cue: Cue, end: int) -> int | None:
    """Where the clause can begin after "told reporters Monday"; None where a stop or a mark cuts it off."""
    at = cue.token + 1
    if at < end and parse.tokens[at].deprel == "compound:prt":
        at += 1
    if cue.lemma in TELLERS:
        at = _past_recipient(parse, at, end)
    while at < end and (width := _day_words(parse, at)):
        at += width
    return None if at >= end or parse.tokens[at].text in {",", ".", ":", ";"} else at


def _past_recipient(parse: Parse, at: int, end: int) -> int:
    mention = next(
        (m for m in parse.mentions if m.first == at and m.last - m.first <= _RECIPIENT_LONGEST), None
    )
    if parse.tokens[at].upos == "PRON":
        return at + 1
    if mention is not None and mention.last < end and not has_finite(parse.tokens[at : mention.last]):
        return mention.last
    start = at
    while (
        at < end
        and at - start < _RECIPIENT_LONGEST
        and parse.tokens[at].upos in {"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"}
    ):
        token = parse.tokens[at]
        begins_anew = token.upos == "DET" or token.text.lower() in _NOMINATIVE
        if begins_anew and at > start:
            break
        at += 1
        if token.upos == "NOUN" and (at >= end or parse.tokens[at].upos in {"DET", "PRON", "ADJ", "PROPN"}):
            break
    return at


def _day_words(parse: Parse, at: int) -> int:
    """How many tokens of "Monday", "on Monday" stand here: the day of saying, not of what is said."""
    width = 2 if parse.tokens[at].text.lower() == "on" else 1
    if at + width >= len(parse.tokens) or parse.tokens[at + width - 1].text.lower() not in _DAYS:
        return 0
    following = parse.tokens[at + width]
    return (
        width
        if following.text not in {",", "'s", "’s"} and following.upos not in {"NOUN", "VERB", "AUX"}
        else 0
    )


def _begins_clause(parse: Parse, cue: Cue, first: int, last: int) -> bool:
    """Whether a clause with its own subject and finite verb stands here, "that" being left out."""
    tokens = parse.tokens[first:last]
    opening = tokens[0]
    if opening.text.lower() in _NO_CLAUSE or opening.upos in {"CCONJ", "AUX"} or opening.xpos == "TO":
        return False
    if opening.upos == "VERB" and opening.xpos != "VBG":
        return False
    complement = parse.child(cue.token, "ccomp")
    if complement is not None and first < complement.index < last:
        return True
    verb = next((t for t in tokens if t.xpos in _FINITE), None)
    if verb is None:
        return False
    if cue.cls != "say" or opening.upos == "ADP":
        return cue.lemma == "say" and opening.text.lower() in _SUBORDINATE
    if cue.lemma in {"say", "tell"} or opening.text.lower() in _NOMINATIVE:
        return True
    between = tokens[: verb.index - first]
    subjects = any(t.deprel.startswith(("nsubj", "expl")) for t in between)
    return (
        subjects and not any(t.xpos in {"WDT", "WP"} for t in between) and not parse.child(cue.token, "obj")
    )


def _cut_off(parse: Parse, cue: Cue, first: int, end: int, lexicon: CueLexicon) -> int:
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
            if parse.tokens[at + 1].text in _MARKS and at + 2 < end:
                following = parse.tokens[at + 2]
            if _goes_on_saying(following, cue, lexicon) or _meanwhile(parse, at, end):
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


def _meanwhile(parse: Parse, comma: int, end: int) -> bool:
    """Whether ", as troops moved in" follows: what the report tells beside, not what is said."""
    if parse.tokens[comma + 1].text.lower() != "as" or comma + 3 >= end:
        return False
    opens = (
        parse.tokens[comma + 2].upos in {"DET", "PROPN", "NOUN"}
        and parse.tokens[comma + 2].text.lower() != "well"
    )
    return opens and has_finite(parse.tokens[comma + 2 : min(end, comma + 2 + _CLAUSE_WITHIN)])


def _verb_after(parse: Parse, conjunction: int, end: int) -> Token | None:
    """The finite verb right after a conjunction, adverbs skipped; None where a subject comes first."""
    for token in parse.tokens[conjunction + 1 : min(conjunction + 4, end)]:
        if token.xpos in _FINITE or token.upos == "VERB":
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
    opens = following.text.lower() in {"that", "to"} or following.text in _MARKS
    return speaks and (opens or has_finite(parse.tokens[verb.index + 1 : verb.index + 1 + _CLAUSE_WITHIN]))


def _adds_nothing(parse: Parse, verb: Token) -> bool:
    """ "but did not elaborate": the report's own remark on the speaker."""
    following = parse.tokens[verb.index + 1 : verb.index + 4]
    return verb.lemma.lower() == "do" and any(t.lemma.lower() in _WITHHELD for t in following)


def _infinitive(parse: Parse, cue: Cue) -> Clause | None:
    """ "claimed to have killed", "denied killing"."""
    if cue.lemma not in _INFINITIVE:
        return None
    for token in parse.children(cue.token, "xcomp", "ccomp"):
        marks = {t.text.lower() for t in parse.children(token.index, "mark", "aux")}
        if token.index > cue.token and ("to" in marks or token.xpos == "VBG"):
            tokens = [i for i in parse.subtree(token.index) if i > cue.token]
            return trimmed(parse, token.index, min(tokens), max(tokens) + 1)
    return None


def _head_of_complement(parse: Parse, cue: Cue, first: int, last: int) -> int:
    for token in parse.children(cue.token, "ccomp"):
        if first <= token.index < last:
            return token.index
    return head_in(parse, first, last)


def head_in(parse: Parse, first: int, last: int) -> int:
    """The token of a run whose governor lies outside it: a verb rather than anything else."""
    tops = [t for t in parse.tokens[first:last] if not first <= t.head < last and t.upos != "PUNCT"]
    verbs = [t for t in tops if is_clause_head(parse, t.index)]
    return (verbs or tops or list(parse.tokens[first : first + 1]))[0].index


def has_finite(tokens: tuple[Token, ...]) -> bool:
    """Whether a finite verb stands among the tokens."""
    return any(t.xpos in _FINITE for t in tokens)


def trimmed(parse: Parse, head: int, first: int, last: int) -> Clause | None:
    """The run without marks, "that" and conjunctions at its edges; None where nothing is left."""
    while first < last and _idle(parse.tokens[first]):
        first += 1
    while (
        last > first
        and parse.tokens[last - 1].upos in _EDGE
        and parse.tokens[last - 1].text not in _KEPT_LAST
    ):
        last -= 1
    return Clause(head, first, last) if first < last else None


def _idle(token: Token) -> bool:
    if token.upos in _EDGE:
        return token.text not in _KEPT_FIRST
    return token.deprel == "mark" and token.text.lower() == "that"


def is_clause_head(parse: Parse, at: int) -> bool:
    """Whether a token heads a clause rather than a phrase: it has a subject, or is a verb."""
    return (
        parse.tokens[at].upos in {"VERB", "AUX"}
        or parse.child(at, "nsubj", "cop", "expl", "csubj") is not None
    )
