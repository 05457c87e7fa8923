"""The text as a line of symbols, over which the date grammar is written as regular expressions.

An atom is a run of letters, a run of digits or a mark, whatever the tokens are, so that the grammar does not hang on how
"2015-09-04" was tokenized. Each atom becomes a symbol: N4 a number, W2 a number word, O3 an ordinal, M9 a month,
D0 a weekday, Uweek (Uweeks) a unit, P… a part of a day, S6 a season, C1990 a decade, else the word in lower case. After each
symbol stands a blank, or "_" where the next atom follows without one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lapwing.lexicon.dates import DateWords
from lapwing.model.parse import Parse, Sentence
from lapwing.model.span import quote

_ATOM = re.compile(r"\d+|[^\W\d_]+|\S")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_MONTH_VERBS = frozenset({"may", "march", "mar"})
_WHOLE = frozenset({"march", "april", "may", "june", "july"})
_SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
_CURLY = str.maketrans("’‘", "''")


class Atom(NamedTuple):
    """A symbol and the code points of the report it stands for."""

    symbol: str
    start: int
    end: int


class Line(NamedTuple):
    """One sentence as symbols; `at` maps an offset in `symbols` to the atom that begins there."""

    sentence: Sentence
    atoms: tuple[Atom, ...]
    symbols: str
    at: dict[int, int]

    def first_atom(self, offset: int) -> int:
        """The number of the atom whose symbol begins at an offset of the line."""
        return self.at[offset]


def lines(parse: Parse, words: DateWords) -> Iterator[Line]:
    """Each sentence of a parse as a line of symbols."""
    for sentence in parse.sentences:
        atoms = tuple(_atoms(parse, sentence, words))
        symbols, at = [], {}
        offset = 0
        for number, atom in enumerate(atoms):
            at[offset] = number
            glued = number + 1 < len(atoms) and atoms[number + 1].start == atom.end
            symbols.append(atom.symbol + ("_" if glued else " "))
            offset += len(symbols[-1])
        at[offset] = len(atoms)
        yield Line(sentence, atoms, "".join(symbols), at)


def _atoms(parse: Parse, sentence: Sentence, words: DateWords) -> Iterator[Atom]:
    found = list(_ATOM.finditer(parse.text, sentence.start, sentence.end))
    skip = -1
    for number, match in enumerate(found):
        if number <= skip:
            continue
        word, end = match.group().lower().translate(_CURLY), match.end()
        after = found[number + 1] if number + 1 < len(found) else None
        if (
            word.isdigit()
            and after is not None
            and after.start() == end
            and after.group().lower() in _ORDINAL
        ):
            yield Atom(f"O{int(word)}", match.start(), after.end())
            skip = number + 1
            continue
        symbol = _symbol(word, match, after, parse, words)
        if symbol[0] in "MD" and _dotted(word, after, end, number + 2 < len(found)):
            end, skip = end + 1, number + 1
        yield Atom(symbol, match.start(), end)


def _dotted(word: str, after: re.Match[str] | None, end: int, more: bool) -> bool:
    if word in _WHOLE:
        return False
    return len(word) <= 5 and more and after is not None and after.group() == "." and after.start() == end


def _symbol(
    word: str, match: re.Match[str], after: re.Match[str] | None, parse: Parse, words: DateWords
) -> str:
    if word.isdigit():
        return f"N{word}"
    if word in words.months:
        return f"M{words.months[word]}" if _is_month(word, match, after, parse) else word
    if word in words.weekdays:
        return f"D{words.weekdays[word]}" if _is_weekday(word, match, after) else word
    if word in words.units:
        return f"U{words.units[word]}s" if word.endswith("s") else f"U{words.units[word]}"
    if word in words.parts:
        return f"P{word}"
    if word in words.numbers:
        return f"W{words.numbers[word]}"
    if word in words.ordinals:
        return f"O{words.ordinals[word]}"
    if word in words.seasons:
        return f"S{words.seasons[word]}"
    return f"C{words.decades[word]}" if word in words.decades else word


def _is_month(word: str, match: re.Match[str], after: re.Match[str] | None, parse: Parse) -> bool:
    """Whether "may", "march", "mar" is the month: by its tag, or by a number of a day or year beside it."""
    if word not in _MONTH_VERBS:
        return word not in ("dec", "jan", "sep") or match.group()[0].isupper()
    numbers = [after.group()] if after else []
    before = parse.text[max(0, match.start() - 3) : match.start()].split()
    if any(n.isdigit() and (int(n) <= 31 or 1500 < int(n) < 2100) for n in numbers + before):
        return True
    tokens = parse.tokens_in(quote(parse.text, match.start(), match.end()))
    return (
        bool(tokens) and tokens[0].xpos == "NNP" and match.group()[0].isupper() and tokens[0].upos == "PROPN"
    )


def _is_weekday(word: str, match: re.Match[str], after: re.Match[str] | None) -> bool:
    """Short forms ("sun", "sat", "wed") are weekdays only with a capital letter and a mark or number after them."""
    if word not in _SHORT_DAYS:
        return True
    return (
        match.group()[0].isupper()
        and after is not None
        and (after.group() in ".," or after.group().isdigit())
    )
