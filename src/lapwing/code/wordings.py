"""Where a wording of the lexicon stands in the tree: "open fire", "gun down", "air strike", "en route"."""

from collections.abc import Iterator, Sequence

from lapwing.model.parse import Parse, Token

_BESIDE_VERB = ("compound:prt", "obj", "obl", "advmod", "xcomp", "nsubj:pass", "iobj", "advcl", "compound")
_INSIDE = ("case", "mark", "det", "amod", "compound", "nmod:poss", "nummod", "fixed", "obl", "nmod", "advmod")
_CLAUSES = ("advcl", "xcomp")
_BEFORE_NOUN = ("compound", "amod", "flat", "nummod", "nmod:poss", "punct", "nmod:desc")


def _is(token: Token, word: str) -> bool:
    lemma = token.lemma.lower()
    return word in (lemma, token.text.lower()) or lemma == word + "s"


def beside_verb(
    parse: Parse, verb: int, words: Sequence[str], near: Sequence[Token]
) -> tuple[int, ...] | None:
    """The tokens that carry the further words of a verb wording, the verb first; None where one is lacking.

    `near` are the words that may carry them (`words_near`).
    """
    found = [verb]
    for word in words[1:]:
        token = next((t for t in near if t.index not in found and _is(t, word) and _follows(t, verb)), None)
        if token is None or not _governs_here(parse, verb, token, words):
            return None
        found.append(token.index)
    return tuple(found)


def _follows(token: Token, verb: int) -> bool:
    """Whether a word stands where it may belong to the verb: particles and prepositions only after it."""
    return token.index > verb or token.upos not in ("ADP", "ADV") or token.lemma in ("not", "never")


def _governs_here(parse: Parse, verb: int, token: Token, words: Sequence[str]) -> bool:
    """Whether a word is the verb's own: "called on the army", not "calling her on a trip" or "off after a call"."""
    if token.lemma.lower() in ("not", "never"):
        return token.head == verb
    if token.deprel in ("obl", "nmod"):
        cases = parse.children(token.index, "case")
        return not cases or any(_is(t, word) for t in cases for word in words)
    if token.deprel != "case" or token.text.lower() in ("for", "of", "with"):
        return True
    noun = parse.tokens[token.head]
    if any(_is(noun, word) for word in words):
        return True
    between = [t for t in parse.children(verb, "obj", "xcomp") if verb < t.index < token.index]
    return not any(not any(_is(t, word) for word in words) for t in between)


def words_near(parse: Parse, verb: int) -> list[Token]:
    """A verb's particles, objects, complements and prepositional phrases, and what stands right inside these."""
    near: list[Token] = []
    for child in parse.children(verb, *_BESIDE_VERB):
        near.append(child)
        near.extend(parse.children(child.index, *(("mark",) if child.deprel in _CLAUSES else _INSIDE)))
    return sorted(near, key=lambda t: t.index)


def forms(tokens: Sequence[Token]) -> frozenset[str]:
    """Lemmas and words of tokens, in lower case, with the singular of words that are plural only."""
    lemmas = [t.lemma.lower() for t in tokens]
    return frozenset([*lemmas, *(t.text.lower() for t in tokens), *(w.removesuffix("s") for w in lemmas)])


def before_noun(parse: Parse, noun: int, words: Sequence[str]) -> tuple[int, ...] | None:
    """The tokens that carry a noun wording that ends on `noun`, in text order; None where a word is lacking."""
    plain = _run(parse, noun, words)
    if plain is not None:
        return plain
    modifiers = [
        t for c in parse.children(noun, *_BEFORE_NOUN) if c.index < noun for t in _with_inner(parse, c)
    ]
    found = [noun]
    for word in words[:-1]:
        token = next((t for t in modifiers if _is(t, word) and t.index not in found), None)
        if token is None:
            return None
        found.append(token.index)
    return tuple(sorted(found))


def _with_inner(parse: Parse, token: Token) -> Iterator[Token]:
    yield token
    yield from parse.children(token.index, *_BEFORE_NOUN)


def _run(parse: Parse, last: int, words: Sequence[str]) -> tuple[int, ...] | None:
    """The wording word for word, up to hyphens, articles and adjectives between ("lifting of the night curfew")."""
    at, found = last, []
    first = parse.sentence_of(last).first
    for word in reversed(words):
        while at >= first and at != last and _passes(parse.tokens[at], word):
            at -= 1
        if at < first or not _is(parse.tokens[at], word):
            return None
        found.append(at)
        at -= 1
    return tuple(reversed(found))


def _passes(token: Token, word: str) -> bool:
    """Whether a token between two words of a wording may be passed over."""
    return token.text in ("-", "–") or (
        token.deprel in ("det", "amod", "nmod:poss", "compound") and not _is(token, word)
    )


def from_word(parse: Parse, first: int, words: Sequence[str]) -> tuple[int, ...] | None:
    """The tokens of a fixed phrase that begins at `first`; None where another word stands in between."""
    last = parse.sentence_of(first).last
    if first + len(words) > last:
        return None
    run = tuple(range(first, first + len(words)))
    return run if all(_is(parse.tokens[i], w) for i, w in zip(run, words, strict=True)) else None


def top_of(parse: Parse, tokens: Sequence[int]) -> int:
    """The token of a wording that governs the others."""
    held = set(tokens)
    return next((i for i in tokens if parse.tokens[i].head not in held), tokens[0])
