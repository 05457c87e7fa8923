"""Whether a date lies behind or ahead, by the tense of the verb that governs it."""

from lapwing.lexicon.dates import DateWords
from lapwing.model.parse import Parse, Token
from lapwing.resolve.dates.calendar import Direction

_PREDICATE = frozenset({"VERB", "AUX"})


def direction_at(parse: Parse, index: int, words: DateWords) -> Direction:
    """ "past" or "future" as the nearest finite verb above a token says; "near" for a bare present or none."""
    token: Token | None = parse.tokens[index]
    if _is_fixed_for(parse, index, words):
        return "future"
    while token is not None:
        if _points_ahead(parse, token, words):
            return "future"
        if token.upos in _PREDICATE or parse.child(token.index, "cop") is not None:
            found = _of_clause(parse, token, words)
            if found is not None:
                return found
        token = parse.head(token.index)
    return "near"


def _is_fixed_for(parse: Parse, index: int, words: DateWords) -> bool:
    """ "a strike for May 18", "was moved to May 31": what is fixed for a day, or put off to it, lies ahead of the telling."""
    head = parse.head(index)
    case = {t.lemma for t in parse.children(index, "case")}
    if head is None:
        return False
    fixed = head.upos == "NOUN" or head.lemma.lower() in words.dated | words.ahead
    return ("for" in case and fixed) or (
        bool(case & {"to", "until"}) and head.lemma.lower() in words.postponing
    )


def _points_ahead(parse: Parse, token: Token, words: DateWords) -> bool:
    """A noun with an adjective such as "scheduled", "upcoming"."""
    if token.upos in _PREDICATE:
        return False
    return any(child.text.lower() in words.ahead for child in parse.children(token.index, "amod"))


def _of_clause(parse: Parse, verb: Token, words: DateWords) -> Direction | None:
    helpers = parse.children(verb.index, "aux", "cop")
    if any(helper.text.lower() in words.modals for helper in helpers):
        return "future"
    if verb.xpos in ("VB", "NN") and any(
        t.lemma == "due" for t in parse.children(verb.index, "mark", "case")
    ):
        return "future"
    tags = {helper.xpos for helper in helpers}
    if any(helper.lemma == "have" for helper in helpers):
        return "past"
    if "VBD" in tags or verb.xpos == "VBD":
        return "future" if verb.xpos == "VBN" and verb.lemma.lower() in words.dated else "past"
    if any(child.lemma == "to" for child in parse.children(verb.index, "aux", "mark")):
        if any(helper.lemma == "be" and helper.xpos in ("VBZ", "VBP") for helper in helpers):
            return "future"
        return _of_infinitive(parse, verb, words)
    if tags & {"VBZ", "VBP"} or verb.xpos in ("VBZ", "VBP"):
        return _of_present(verb, words)
    return "past" if verb.xpos == "VBN" and not helpers else None


def _is_ahead(verb: Token, words: DateWords) -> bool:
    return verb.lemma.lower() in words.ahead or verb.text.lower() in words.ahead


def _of_present(verb: Token, words: DateWords) -> Direction:
    if _is_ahead(verb, words) and verb.xpos != "VBZ":
        return "future"
    if verb.lemma.lower() in words.timetable:
        return "future"
    return "past" if verb.lemma.lower() in words.reporting else "near"


def _of_infinitive(parse: Parse, verb: Token, words: DateWords) -> Direction | None:
    """ "plans to meet on Friday" lies ahead; "failed to meet on Friday" is as its governor."""
    governor = parse.head(verb.index)
    if governor is not None and _is_ahead(governor, words):
        return "future"
    if governor is not None and governor.lemma == "be":
        return "future"
    return None
