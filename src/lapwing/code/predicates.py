"""What stands at a predicate itself: negation and conditions."""

from lapwing.lexicon.act_words import ActWords
from lapwing.model.parse import Parse, Token


def negated(parse: Parse, head: int, words: ActWords, wording: frozenset[int]) -> bool:
    """Whether a predicate is negated: "not", "never", a subject or object with "no".

    A negation that is part of the act's own wording ("does not allow") does not count.
    """
    for token in parse.children(head, "advmod", "nsubj", "obj", "obl", "cc:preconj", "det"):
        word = token.lemma.lower()
        own = token.index in wording
        if token.deprel in ("advmod", "cc:preconj") and (
            not own and (word in words.negators or token.text.lower() in words.negators)
        ):
            return True
        if token.deprel.split(":")[0] in ("nsubj", "obj") and _none(parse, token):
            return True
    return False


def _none(parse: Parse, token: Token) -> bool:
    if token.text.lower() in ("nobody", "none", "nothing", "no-one"):
        return True
    if any(t.text.lower() in ("no", "neither") for t in parse.children(token.index, "det")):
        return True
    nots = [t for t in parse.children(token.index, "advmod") if t.text.lower() == "not"]
    return any(parse.tokens[t.index + 1].text.lower() in ("a", "an", "one") for t in nots)


def no_event(parse: Parse, noun: int, words: ActWords) -> bool:
    """Whether an act noun with the word before it names another thing ("heart attack")."""
    lemma = parse.tokens[noun].lemma.lower()
    before = parse.children(noun, "compound", "amod")
    return any(f"{t.lemma.lower()} {lemma}" in words.not_events for t in before)


def has_if_clause(parse: Parse, head: int, words: ActWords) -> bool:
    """Whether a condition hangs on the predicate ("will retaliate if …")."""
    return any(
        t.lemma.lower() in words.conditional
        for clause in parse.children(head, "advcl")
        for t in parse.children(clause.index, "mark")
    )
