"""How a text lies on the page: where a new line surely starts a new sentence, and which stretches are in one case."""

import re
from collections.abc import Sequence

from lapwing.model.span import Span

_BLANK = re.compile(r"\n[ \t\r\f\v\xa0]*\n|\f|\u2029|\r\r")
_LINE = re.compile(r"[\n\r\u2028\x0b\x85]")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_STOPS = frozenset(".?!")
_CLOSING = frozenset(('"', "”", "’", "'", "''", "’’", ")", "]", "»"))
QUOTES = frozenset(('"', "“", "‘", "«"))
_LETTERS = re.compile(r"(?:[A-Za-z]\.){2,6}")
_OPENERS = frozenset(
    {"The", "He", "She", "It", "They", "We", "In", "On", "But", "That", "This", "His", "Her", "Its", "These"}
)
_WRAPPED_SHORTEST, _WRAPPED_LONGEST = 45, 100


def breaks(text: str, tokens: Sequence[tuple[int, int]], zones: Sequence[Span] = ()) -> list[int]:
    """Indices of the tokens that surely start a sentence: the first, and those after a blank line,

    after a line end (unless the text is wrapped at a fixed width, or the line goes on in lower case), and at
    the edges of a zone.
    """
    edges = {z.start for z in zones} | {z.end for z in zones}
    wrapped = _is_wrapped(text)
    out = [0] if tokens else []
    crossed = sorted(edges)
    at = 0
    for n in range(1, len(tokens)):
        end, start = tokens[n - 1][1], tokens[n][0]
        while at < len(crossed) and crossed[at] < end:
            at += 1
        if (at < len(crossed) and crossed[at] <= start) or (
            start - end > 0 and _breaks(text[end:start], text[start], wrapped)
        ):
            out.append(n)
    return out


def _breaks(gap: str, following: str, wrapped: bool) -> bool:
    if gap == " ":
        return False
    if _BLANK.search(gap):
        return True
    return bool(_LINE.search(gap)) and not wrapped and not following.islower()


def _is_wrapped(text: str) -> bool:
    """Whether line ends carry no meaning: most lines are of a like, middling length and stop in mid-sentence."""
    lines = [line for block in _BLANK.split(text[:20_000]) for line in block.strip().split("\n")[:-1]]
    if len(lines) < 3:
        return False
    lengths = sorted(len(line) for line in lines)
    middling = lengths[len(lines) // 2] >= _WRAPPED_SHORTEST and lengths[-1] <= _WRAPPED_LONGEST
    return middling and sum(bool(_ENDS.search(line)) for line in lines) * 2 < len(lines)


def stops(text: str, tokens: Sequence[tuple[int, int]]) -> list[int]:
    """Tokens that start a sentence because a full stop and a blank stand before their capital.

    99 % of such places end a sentence in EWT and GUM (train), also where a quote or bracket closes behind the full
    stop; the numbers of lists, most of the rest, are left out.
    """
    words = [text[a:b] for a, b in tokens]
    return [n + 1 for n in range(1, len(words) - 1) if _stops(text, tokens, words, n)]


def _stops(text: str, tokens: Sequence[tuple[int, int]], words: Sequence[str], n: int) -> bool:
    mark, (start, end) = words[n], tokens[n + 1]
    if tokens[n][1] == start:
        return False
    if mark in _STOPS:
        listed = len(words[n - 1]) < 2 or words[n - 1].isdigit()
        return not listed and _opens(text, start, end)
    if mark in _CLOSING and words[n - 1] == "." and tokens[n - 1][1] == tokens[n][0]:
        return _opens(text, start, end)
    return words[n + 1] in _OPENERS and bool(_LETTERS.fullmatch(mark))


def _opens(text: str, start: int, end: int) -> bool:
    if text[start:end] in QUOTES:
        return text[end : end + 2].lstrip("[")[:1].isupper()
    return text[start].isupper() and (end - start == 1 or text[start + 1 : end].islower())


def closers(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Tokens that close a quotation or bracket: such a mark right behind the token before, with no letter behind it."""
    out = []
    for n in range(1, len(spans)):
        start, end = spans[n]
        if spans[n - 1][1] == start and text[start:end] in _CLOSING and not text[end : end + 1].isalnum():
            out.append(n)
    return frozenset(out)


def single_case(words: Sequence[str]) -> bool:
    """Whether the casing of a stretch of words says nothing: all capitals, or no capital at all."""
    letters = [w for w in words if any(c.isalpha() for c in w)]
    if len(letters) < 4:
        return False
    upper = sum(w.isupper() for w in letters)
    return upper >= 0.9 * len(letters) or not any(c.isupper() for w in letters for c in w)
