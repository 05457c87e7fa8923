"""Quotations and the cues that go with them, by where they stand to each other in the text.

"...," X said. / X said: "..." / "...," X said, "..." / "...," X said. "..." / X, ... . "..." (no cue at all).
Only characters, marks and the subject of a verb are used, since trees across quotation marks are shaky.
"""

from typing import Final, Literal

from msgspec import Struct

from lapwing.model.parse import Parse
from lapwing.resolve.attribution.bounds import ends_sentence
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.quotes import Quotation
from lapwing.resolve.attribution.speakers import speaker_after_quotation, speaker_beside

Place = Literal["after", "before", "shared", "tagged", "carried", "inside", "none"]

_WORDLESS: Final = frozenset({"PUNCT", "SYM"})
_MIN_WORDS: Final = 4
_NO_QUOTATION: Final = frozenset({"belief", "label", "credit"})
_GAP_BEFORE: Final = 14
_NEXT_TO: Final = 2
_STOPS: Final = frozenset([".", "!", "?", "…"])
_LONGEST_TAG: Final = 8
_IMPERSONAL: Final = frozenset({"it", "this", "that", "there", "which", "these", "those"})
_LINKS: Final = frozenset(["and", "or", "but", ",", ";", "–", "—", ":", "..."])


class Quoted(Struct, frozen=True):
    """A quotation with the tokens between its marks, `first` to `last` (exclusive), and its words counted."""

    quote: Quotation
    first: int
    last: int
    words: int
    ends: str

    @property
    def is_open(self) -> bool:
        """Whether the sentence goes on after the mark: it ends with a comma, a dash, a question, an exclamation."""
        return self.ends in {",", "?", "!", "—", "–", "-"}


class Told(Struct, frozen=True):
    """A quotation's cue and the head token of its speaker, and how it was found."""

    cue: Cue | None
    speaker: int | None
    place: Place


def quoted_runs(parse: Parse, quotations: tuple[Quotation, ...]) -> tuple[Quoted, ...]:
    """The quotations that hold at least one word, with their tokens."""
    found = []
    at = 0
    for quote in quotations:
        while at < len(parse.tokens) and parse.tokens[at].start < quote.start:
            at += 1
        last = at
        while last < len(parse.tokens) and parse.tokens[last].end <= quote.end:
            last += 1
        words = sum(t.upos not in _WORDLESS for t in parse.tokens[at:last])
        if words:
            after = parse.text[quote.close : quote.close + 1]
            ends = parse.text[quote.end - 1]
            found.append(Quoted(quote, at, last, words, "," if after == "," else ends))
    return tuple(found)


class Gaps:
    """The tokens outside quotations, and which cues stand there."""

    def __init__(self, parse: Parse, runs: tuple[Quoted, ...], cues: tuple[Cue, ...]) -> None:
        self.parse = parse
        self.runs = runs
        self._quote_at = {i: n for n, run in enumerate(runs) for i in range(run.first, run.last)}
        self._cue_at = {cue.token: cue for cue in cues if cue.token not in self._quote_at}

    def quoted(self, token: int) -> bool:
        """Whether a token stands inside quotation marks."""
        return token in self._quote_at

    def after(self, run: Quoted) -> tuple[int, int]:
        """Tokens from the closing mark to the end of that sentence or the next quotation."""
        first = self._past(run.quote.close, run.last)
        last = first
        tokens = self.parse.tokens
        while last < len(tokens) and last not in self._quote_at and not ends_sentence(self.parse, last):
            last += 1
        return first, last

    def before(self, run: Quoted) -> tuple[int, int]:
        """Tokens from the start of the sentence or the end of the last quotation to the opening mark."""
        last = run.first
        while last > 0 and self.parse.tokens[last - 1].start >= run.quote.open:
            last -= 1
        first = last
        while first > 0 and first - 1 not in self._quote_at and not ends_sentence(self.parse, first - 1):
            first -= 1
        return first, last

    def cues_in(self, first: int, last: int) -> list[Cue]:
        """Cues among those tokens, in order."""
        return [self._cue_at[i] for i in range(first, last) if i in self._cue_at]

    def content_words(self, first: int, last: int) -> int:
        """How many tokens there are words and no mere link ("and")."""
        return sum(t.upos != "PUNCT" and t.text.lower() not in _LINKS for t in self.parse.tokens[first:last])

    def _past(self, offset: int, at: int) -> int:
        while at < len(self.parse.tokens) and self.parse.tokens[at].start < offset:
            at += 1
        return at


def tell(gaps: Gaps, taken: frozenset[int]) -> tuple[Told, ...]:
    """For each run its cue and speaker. Runs in `taken` lie in a clause that a cue governs and get place `inside`."""
    found: list[Told] = []
    for number, run in enumerate(gaps.runs):
        previous = (gaps.runs[number - 1], found[-1]) if number else None
        found.append(_told(gaps, run, previous, inside=number in taken))
    return tuple(_shared_backwards(gaps, found))


def _told(gaps: Gaps, run: Quoted, previous: tuple[Quoted, Told] | None, *, inside: bool) -> Told:
    if inside:
        return Told(None, None, "inside")
    before, after = gaps.before(run), gaps.after(run)
    cue = _after(gaps, run, after)
    if cue is not None:
        return _with_speaker(gaps, cue, after, "after")
    cue = _before(gaps, before)
    if cue is not None:
        told = _with_speaker(gaps, cue, before, "before")
        place: Place = "shared" if previous is not None and previous[1].cue == cue else "before"
        return Told(told.cue, told.speaker, place)
    if (named := _tagged(gaps, run, before)) is not None:
        return Told(None, named, "tagged")
    if gaps.content_words(*before) == 0 and run.words >= _MIN_WORDS and not _goes_on(gaps, run, after):
        return _carried(gaps, run, previous)
    return Told(None, None, "none")


def _after(gaps: Gaps, run: Quoted, after: tuple[int, int]) -> Cue | None:
    """The cue in the rest of the sentence: the first one whose speaker stands there too, or touches it."""
    if not (run.is_open or (run.ends in {".", "…"} and _lower_follows(gaps, after))):
        return None
    for cue in gaps.cues_in(*after):
        if not cue.real or cue.cls in _NO_QUOTATION or cue.passive:
            continue
        if parenthesis(gaps, cue, after):
            return cue
    return None


def parenthesis(gaps: Gaps, cue: Cue, after: tuple[int, int]) -> bool:
    """Whether a cue is the main verb of what follows a quotation: "X said", "said X", "X, who ..., said"."""
    token = gaps.parse.tokens[cue.token]
    if token.deprel.startswith("acl") and cue.token > after[0] + 1:
        return False
    if speaker_after_quotation(gaps.parse, cue.token, after[0]) is not None:
        return True
    return cue.speaker is not None and after[0] <= cue.speaker < after[1]


def _lower_follows(gaps: Gaps, after: tuple[int, int]) -> bool:
    first, last = after
    return first < last and gaps.parse.tokens[first].text[:1].islower()


def _before(gaps: Gaps, before: tuple[int, int]) -> Cue | None:
    """The cue that leads up to the opening mark: X said, "..." / X said in a letter to Y: "..." """
    for cue in reversed(gaps.cues_in(*before)):
        if not cue.real or cue.cls in {"belief", "credit"} or (cue.passive and cue.speaker is None):
            continue
        between = range(cue.token + 1, before[1])
        near = _GAP_BEFORE if cue.cls in {"say", "ask", "utter"} else _NEXT_TO
        if len(between) <= near and not _clause_between(gaps, cue, before[1]):
            return cue
    return None


def _tagged(gaps: Gaps, run: Quoted, before: tuple[int, int]) -> int | None:
    """Who a quotation behind a colon is given to: the name before it ("the pm: '...'"), else the sentence's subject."""
    first, last = before
    tokens = gaps.parse.tokens[first:last]
    lead = next((n for n in range(len(tokens) - 1, -1, -1) if tokens[n].text == ":"), None)
    if lead is None or any(t.upos not in _WORDLESS for t in tokens[lead:]):
        return None
    named = [t for t in tokens[:lead] if t.upos in {"NOUN", "PROPN"}]
    if not named or (tokens[lead - 1].upos not in {"NOUN", "PROPN"} and run.words < _MIN_WORDS):
        return None
    if not any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} for t in tokens[:lead]):
        return named[-1].index if tokens[lead - 1] is named[-1] and lead <= _LONGEST_TAG else None
    subject = next(
        (t for t in tokens[:lead] if t.deprel == "nsubj" and t.upos in {"NOUN", "PROPN", "PRON"}), None
    )
    return subject.index if subject is not None and subject.text.lower() not in _IMPERSONAL else None


def _clause_between(gaps: Gaps, cue: Cue, end: int) -> bool:
    """Whether a clause of its own stands between the cue and the mark, so that the quotation is part of that."""
    tokens = gaps.parse.tokens[cue.token + 1 : end]
    if tokens and tokens[-1].text == ":":
        return False
    subjects = [t for t in tokens if t.deprel.startswith(("nsubj", "expl")) and t.index != cue.speaker]
    return any(t.head > cue.token for t in subjects)


def _with_speaker(gaps: Gaps, cue: Cue, around: tuple[int, int], place: Place) -> Told:
    speaker = cue.speaker
    if place == "after":
        speaker = speaker_after_quotation(gaps.parse, cue.token, around[0]) or speaker
    if speaker is None or gaps.quoted(speaker):
        speaker = speaker_beside(gaps.parse, cue.token, *around)
    return Told(cue, speaker, place)


def _goes_on(gaps: Gaps, run: Quoted, after: tuple[int, int]) -> bool:
    """Whether the quotation is only the beginning of a sentence of the report's own."""
    return run.ends not in _STOPS and gaps.content_words(*after) > 0


def _carried(gaps: Gaps, run: Quoted, previous: tuple[Quoted, Told] | None) -> Told:
    """A quotation that stands alone after another's cue ("...," he said. "...") shares it."""
    if previous is None:
        return Told(None, None, "carried")
    other, told = previous
    first, last = gaps.after(other)
    near = gaps.before(run)[1] - last <= 2
    tail = told.place == "after" and told.cue is not None and first <= told.cue.token < last
    if near and told.speaker is not None and (tail or first == last):
        return Told(told.cue, told.speaker, "shared")
    return Told(None, None, "carried")


def _shared_backwards(gaps: Gaps, found: list[Told]) -> list[Told]:
    """A run that only "and" parts from the next one takes that one's cue."""
    for number in range(len(found) - 2, -1, -1):
        run, told, following = gaps.runs[number], found[number], found[number + 1]
        if told.cue is None and told.place in {"none", "carried"} and following.place in {"after", "shared"}:
            first, last = gaps.after(run)
            joined = last >= gaps.before(gaps.runs[number + 1])[1]
            if joined and gaps.content_words(first, last) == 0 and run.words >= _MIN_WORDS:
                found[number] = Told(following.cue, following.speaker, "shared")
    return found
