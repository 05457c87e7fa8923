"""Finds the number phrases of a report that may count persons, with low, best and high as the words state them.

Value conventions are those of codebook section 3: "around" is within a tenth, "at least" leaves the high open, "up to" the low, "more
than" begins one above; bounds are rounded half up to whole persons.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from lapwing.lexicon.counts import CountLexicon, Force, load_counts
from lapwing.model.amount import Amount, Count
from lapwing.model.parse import Parse, Sentence, Token
from lapwing.resolve.counts_not import counts_nobody
from lapwing.resolve.numbers import number_at

_REACH = 5  # words of the longest modifier or vague phrase
_SKIPPED = frozenset({"another", "additional", "other", "further", "the", "all"})
_DEFINITE = frozenset(
    {"the", "all"}
)  # before these the number is given: "about the eight" is no "around eight"
_TO = frozenset({"to", "-", "–", "or"})


class Found(NamedTuple):
    """A number phrase on words `first` to `last` (exclusive) of a sentence; `core` is where the bare number begins."""

    first: int
    core: int
    last: int
    value: Amount
    force: Force | None


def read_counts(parse: Parse, lexicon: CountLexicon | None = None) -> tuple[Count, ...]:
    """Every number phrase that may count persons, in text order.

    Ages, years, money, lengths, times, ordinals, percentages and numbers in names are left out (counts_not.py).
    """
    lexicon = lexicon or load_counts()
    counts: list[Count] = []
    for sentence in parse.sentences:
        counts.extend(_of_sentence(parse, sentence, lexicon))
    return tuple(counts)


def _of_sentence(parse: Parse, sentence: Sentence, lexicon: CountLexicon) -> list[Count]:
    tokens = parse.sentence_tokens(sentence)
    words = [t.text.lower() for t in tokens]
    found: list[Found] = []
    starters = lexicon.starters
    at = 0
    while at < len(words):
        if words[at] not in starters and not words[at][0].isdigit() and "-" not in words[at]:
            at += 1
            continue
        here = _amount_at(words, at, lexicon)
        if here is None or counts_nobody(parse, tokens, here.core, here.last, lexicon):
            at = at + 1 if here is None else here.last
            continue
        found.append(here)
        at = here.last
    nouns = [_noun(parse, tokens, f) for f in found]
    found = _spread_floor(parse, tokens, found, nouns)
    return [
        Count(
            parse.span(tokens[f.first].index, tokens[f.last - 1].index + 1),
            f.value,
            tokens[f.first].index,
            tokens[f.last - 1].index + 1,
            noun,
        )
        for f, noun in zip(found, nouns, strict=True)
    ]


def _amount_at(words: Sequence[str], at: int, lexicon: CountLexicon) -> Found | None:
    vague = _vague_at(words, at, lexicon)
    number = number_at(words, at, lexicon)
    share = _fraction_at(words, at, lexicon)
    if share is not None:
        return share
    if vague is not None and (number is None or vague.last > number.last):
        return _modified(words, vague, lexicon)
    if number is None:
        return None
    ranged = _range_at(words, at, number.last, number.value, lexicon)
    if ranged is not None:
        return ranged
    return _modified(words, Found(at, at, number.last, _exact(number.value), None), lexicon)


def _exact(number: int) -> Amount:
    return Amount(number, number, number, True, "number")


def _vague_at(words: Sequence[str], at: int, lexicon: CountLexicon) -> Found | None:
    for length in range(_REACH, 0, -1):
        bounds = lexicon.vague.get(" ".join(words[at : at + length])) if at + length <= len(words) else None
        if bounds is not None:
            low, best, high = bounds
            return Found(
                at, at, at + length, Amount(low, best, high, low == best == high, "vague amount"), None
            )
    return None


def _fraction_at(words: Sequence[str], at: int, lexicon: CountLexicon) -> Found | None:
    """ "half of the 60", "two-thirds of the 90": a share of a stated number."""
    times, share, rest = _share_at(words, at, lexicon)
    if share not in lexicon.fractions or words[rest : rest + 1] != ["of"]:
        return None
    while rest < len(words) and words[rest] in ("of", "the", "its", "their"):
        rest += 1
    number = number_at(words, rest, lexicon) if rest < len(words) else None
    if number is None:
        return None
    value = number.value * times * lexicon.fractions[share]
    return _modified(words, Found(at, at, number.last, _exact(int(value + Fraction(1, 2))), None), lexicon)


def _share_at(words: Sequence[str], at: int, lexicon: CountLexicon) -> tuple[int, str, int]:
    """Numerator, fraction word and the place after it: "half", "a third", "two-thirds"."""
    parts = [part for word in words[at : at + 3] for part in (word.split("-") if len(word) > 1 else [word])]
    if parts[0] in lexicon.fractions:
        return 1, parts[0], at + 1
    times = 1 if parts[0] in ("a", "one") else lexicon.cardinals.get(parts[0], 0)
    rest = [part for part in parts[1:] if part != "-"]
    if not times or not rest or rest[0] not in lexicon.fractions:
        return 1, "", at
    used = next(n for n in (1, 2, 3) if rest[0] in " ".join(words[at : at + n]).replace("-", " ").split())
    return times, rest[0], at + used


def _range_at(words: Sequence[str], at: int, last: int, low: int, lexicon: CountLexicon) -> Found | None:
    """ "10 to 15", "between 1,500 and 3,000": low and high stated, best open."""
    before = words[at - 1] if at else ""
    if last >= len(words) - 1 or not (words[last] in _TO or (words[last] == "and" and before == "between")):
        return None
    second = number_at(words, last + 1, lexicon)
    if second is None or (before == "from" and at > 1 and words[at - 2] in lexicon.changes):
        return None
    scale = second.value // max(1, int(str(second.value).rstrip("0") or 1))
    if (
        low < second.value
        and low * scale < second.value
        and words[second.last - 1] in lexicon.scales
        and words[last - 1] not in lexicon.scales
    ):
        low *= lexicon.scales[words[second.last - 1]]
    if low >= second.value:
        return None
    first = at - 1 if before in ("between", "from") else at
    return Found(first, at, second.last, Amount(low, None, second.value, False, "range"), None)


def _modified(words: Sequence[str], found: Found, lexicon: CountLexicon) -> Found:
    """The phrase with the words before and after it that loosen or bound it."""
    first, force = found.first, None
    while (step := _before(words, first, lexicon)) is not None and (
        first == found.first or words[first] not in _DEFINITE
    ):
        first, new = step
        force = new if force in (None, "exact") else force
    last = found.last
    for length in (2, 1):
        after = lexicon.after.get(" ".join(words[last : last + length]))
        if after is not None and last + length <= len(words) and force in (None, "exact"):
            last, force = last + length, after
            break
    value = bounded(found.value, force) if force else found.value
    return Found(first, found.core, last, value, force)


def _before(words: Sequence[str], first: int, lexicon: CountLexicon) -> tuple[int, Force] | None:
    for length in range(_REACH, 0, -1):
        force = lexicon.before.get(" ".join(words[first - length : first])) if first >= length else None
        if force is not None:
            return first - length, force
    return None


def bounded(value: Amount, force: Force) -> Amount:
    """What "at least", "around", "up to" … make of a figure (codebook section 3)."""
    low, best, high = value.low, value.best, value.high
    base = best if value.exact else low
    if base is None or force == "exact":
        return value
    if force == "floor":
        return Amount(low, best, None, False, "at least")
    if force == "over":
        return Amount(base + 1, base + 1 if value.exact else best, None, False, "more than")
    if force == "ceiling":
        return Amount(None, best, high, False, "up to")
    if force == "under":
        return Amount(None, max(0, base - 1), max(0, base - 1), False, "less than")
    if not value.exact:
        return value
    low, high = (9 * base + 5) // 10, (11 * base + 5) // 10
    if force == "nearly":
        return Amount(low, base, base, False, "nearly, within a tenth below")
    return Amount(low, base, high, False, "around, within a tenth")


def _noun(parse: Parse, tokens: Sequence[Token], found: Found) -> int | None:
    """The counted head word: what the number modifies, or what follows its "of"."""
    inside = {t.index for t in tokens[found.first : found.last]}
    end = tokens[found.last - 1].index
    head = next((t for t in tokens[found.core : found.last] if t.head not in inside), tokens[found.last - 1])
    if head.deprel.split(":")[0] in _MODIFIERS and head.head > end and _unbroken(parse, end + 1, head.head):
        return _past_adjectives(parse, head.head) if parse.tokens[head.head].upos in _NOMINAL else None
    for index in sorted(inside):
        for child in parse.children(index, "nmod", "obl"):
            if child.index not in inside and any(
                c.lemma == "of" for c in parse.children(child.index, "case")
            ):
                return child.index
    return _noun_after(parse, end)


def _past_adjectives(parse: Parse, head: int) -> int:
    """The noun behind an adjective that the tree counts instead ("seven additional members")."""
    while (
        parse.tokens[head].upos == "ADJ"
        and parse.tokens[head].deprel == "amod"
        and parse.tokens[head].head > head
    ):
        head = parse.tokens[head].head
    return head


_MODIFIERS = frozenset({"nummod", "det", "amod", "compound"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_BREAKS = frozenset({"ADP", "VERB", "AUX", "SCONJ", "CCONJ"})


def _unbroken(parse: Parse, first: int, last: int) -> bool:
    """Whether no preposition, verb or conjunction stands between a number and its noun."""
    return not any(_breaks(t) for t in parse.tokens[first:last])


def _breaks(token: Token) -> bool:
    """A participle ("10 suspected militants") or a name in capitals ("seven IS members") breaks nothing."""
    if token.xpos in ("VBN", "VBG") and token.deprel == "amod":
        return False
    return token.text == "," or (token.upos in _BREAKS and not token.text.isupper())


def _noun_after(parse: Parse, end: int) -> int | None:
    """Where the tree does not tell: the last noun of the run right after the number."""
    sentence = parse.sentence_of(end)
    at = end + 1
    while at < sentence.last and (
        parse.tokens[at].upos in ("ADJ", "NOUN", "PROPN") or parse.tokens[at].deprel == "amod"
    ):
        at += 1
    last = parse.tokens[at - 1]
    return last.index if at > end + 1 and last.upos in ("NOUN", "PROPN") else None


def _spread_floor(
    parse: Parse, tokens: Sequence[Token], found: list[Found], nouns: list[int | None]
) -> list[Found]:
    """ "at least 12 soldiers and 5 civilians": "at least" holds for every number coordinated with it."""
    heads = [noun if noun is not None else tokens[f.core].index for f, noun in zip(found, nouns, strict=True)]
    spread = list(found)
    for n, f in enumerate(spread):
        if f.force is not None or not f.value.exact:
            continue
        for m in range(n):
            if spread[m].force == "floor" and _coordinated(parse, heads[m], heads[n]):
                spread[n] = f._replace(value=bounded(f.value, "floor"), force="floor")
                break
    return spread


def _coordinated(parse: Parse, first: int, second: int) -> bool:
    """Whether the second word is a conjunct of the first, directly or through others."""
    at = second
    while parse.tokens[at].deprel == "conj":
        at = parse.tokens[at].head
        if at == first:
            return True
    return False
