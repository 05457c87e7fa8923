"""What a cue governs: the clause beside it, as a run of tokens without "that", cue and speaker.

Reported speech in news is plain in its order: "X said [Monday] [that] C", "C, X said", "c, X said, C". The order gives
the run; the tree only confirms that there is a clause and shows where the speaker's next act cuts it off ("said C and
left"). So a wrong attachment inside the clause does no harm.
"""

from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.ends import clause_end
from lapwing.resolve.attribution.phrases import chunk
from lapwing.resolve.attribution.runs import FINITE, MARKS, Clause, has_finite, head_in, trimmed
from lapwing.resolve.attribution.starts import SUBORDINATE, begins_clause, past_adjuncts, that_after
from lapwing.resolve.attribution.tails import Tail, segment, tail

_SPEAKER_WITHIN: Final = 4
PROMISES: Final = frozenset({"vow", "pledge", "promise", "swear", "threaten"})
_INFINITIVE: Final = frozenset({"claim", "admit", "confess", "deny", "report"})


def clause_of(parse: Parse, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    """The clause a cue governs: what follows it, else what it is put into or after ("..., he said")."""
    finite = parse.tokens[cue.token].xpos in FINITE or parse.child(cue.token, "aux") is not None
    ends = tail(parse, cue.token if cue.lemma != "let it be known" else cue.token - 3)
    if (finite or ends is not None) and (found := _parenthesis(parse, cue, ends)) is not None:
        return found
    return _following(parse, cue, lexicon) or _infinitive(parse, cue)


def _parenthesis(parse: Parse, cue: Cue, ends: Tail | None) -> Clause | None:
    """ "C, X said." / "C, said X." / "c, X said, C": comma before, and nothing but a stop or an adjunct after."""
    subject = cue.via if cue.via is not None else cue.speaker
    if subject is None:
        return None
    first, last = chunk(parse, subject) if ends is None else (ends.first, ends.last)
    start, end = segment(parse, cue.token)
    lead, tail = min(first, cue.token), max(last, cue.token + 1)
    if cue.token < subject and any(t.text.lower() == "that" for t in parse.tokens[cue.token : subject]):
        return None
    while lead > start and parse.tokens[lead - 1].deprel == "det" and parse.tokens[lead - 1].head >= lead:
        lead -= 1
    if lead <= start + 1 or parse.tokens[lead - 1].text not in {",", "—", "–", "-", "?"} | MARKS:
        return None
    if ends is None and subject < cue.token and not _closes(parse, cue, tail, end):
        return None
    before = parse.tokens[start:lead]
    after = next((i for i in range(tail, min(tail + 3, end)) if parse.tokens[i].text == ","), None)
    weighty = has_finite(before) and before[0].text.lower() not in SUBORDINATE
    quoted = parse.tokens[lead - 1].text in MARKS
    if not weighty and after is not None and not quoted and has_finite(parse.tokens[after:end]):
        return trimmed(parse, head_in(parse, after + 1, end), after + 1, end)
    if not has_finite(before) or any(t.lemma.lower() == "say" and t.xpos in FINITE for t in before):
        return None
    return trimmed(parse, head_in(parse, start, lead), start, lead)


def _closes(parse: Parse, cue: Cue, tail: int, last: int) -> bool:
    """Whether no clause follows "X said": a stop or comma, a day, whom it was told, "in a statement"."""
    if tail >= last or parse.tokens[tail].text in {".", ",", "—", "–", ";", "?", "!"} | MARKS:
        return True
    rest = parse.tokens[tail:last]
    until = next((n for n, t in enumerate(rest) if t.text in {",", ";", "—", "–"}), len(rest))
    complement = parse.child(cue.token, "ccomp")
    inside = complement is not None and tail <= complement.index < tail + until
    return not has_finite(rest[:until]) and not inside


def _following(parse: Parse, cue: Cue, lexicon: CueLexicon) -> Clause | None:
    end = _reach(parse, cue)
    that = that_after(parse, cue, end)
    first = that + 1 if that is not None else past_adjuncts(parse, cue, end)
    if first is None or first >= end:
        return None
    subject = cue.via if cue.via is not None else cue.speaker
    if subject is not None and cue.token < subject < first + _SPEAKER_WITHIN:
        return None
    last = clause_end(parse, cue, first, end, lexicon)
    if that is None and not begins_clause(parse, cue, first, last, lexicon):
        return None
    return trimmed(parse, _head_of_complement(parse, cue, first, last), first, last)


def _reach(parse: Parse, cue: Cue) -> int:
    """How far the clause can go: to the sentence's end, but "With X warning that C, ..." ends at the comma."""
    _, end = segment(parse, cue.token)
    if parse.tokens[cue.token].xpos in FINITE:
        return end
    branch = max(parse.subtree(cue.token)) + 1
    root_after = any(t.deprel == "root" for t in parse.tokens[branch:end])
    parted = any(t.text == "," for t in parse.tokens[branch - 1 : branch + 1])
    return branch if root_after and parted else end


def _infinitive(parse: Parse, cue: Cue) -> Clause | None:
    """ "claimed to have killed", "denied killing", "vowed to crush": without "to", but not without "not to"."""
    if cue.lemma not in _INFINITIVE and cue.lemma not in PROMISES:
        return None
    for token in parse.children(cue.token, "xcomp", "ccomp"):
        marks = {t.text.lower() for t in parse.children(token.index, "mark", "aux")}
        if token.index > cue.token and (marks & {"to", "having"} or token.xpos == "VBG"):
            tokens = [i for i in parse.subtree(token.index) if i > cue.token]
            first = min(tokens) + (parse.tokens[min(tokens)].text.lower() == "to")
            run = trimmed(parse, token.index, first, max(tokens) + 1)
            return Clause(run.head, run.first, run.last, infinitive=True) if run is not None else None
    return None


def _head_of_complement(parse: Parse, cue: Cue, first: int, last: int) -> int:
    for token in parse.children(cue.token, "ccomp"):
        if first <= token.index < last:
            return token.index
    return head_in(parse, first, last)
