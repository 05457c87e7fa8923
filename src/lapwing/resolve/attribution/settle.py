"""Speakers settled in view of what comes before: shared subjects, subjects inside quotations, outlets that only cite."""

from itertools import takewhile
from typing import Final

import msgspec

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse
from lapwing.resolve.attribution.bounds import bounds
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.direct import Gaps
from lapwing.resolve.attribution.phrases import phrase_of
from lapwing.resolve.attribution.speakers import speaker_beside

_REACH: Final = 60


def settled(parse: Parse, cues: tuple[Cue, ...], gaps: Gaps, lexicon: CueLexicon) -> tuple[Cue, ...]:
    """The cues with their speakers settled. A cue of the report's own text has no speaker inside a quotation:
    it shares the last one's, or has the noun beside it.
    """
    return _Settler(parse, gaps, lexicon).all(cues)


class _Settler:
    def __init__(self, parse: Parse, gaps: Gaps, lexicon: CueLexicon) -> None:
        self.parse = parse
        self.gaps = gaps
        self.lexicon = lexicon

    def all(self, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        """The cues in order, those inside quotations untouched."""
        settled: list[Cue] = []
        last: int | None = None
        for cue in cues:
            if self.gaps.quoted(cue.token):
                settled.append(cue)
                continue
            bare = cue.speaker is None and not cue.passive
            if (bare and self._follows(cue, last)) or (last is not None and self._goes_on(cue, settled)):
                cue = msgspec.structs.replace(cue, speaker=last)
            elif cue.speaker is not None and self.gaps.quoted(cue.speaker):
                cue = msgspec.structs.replace(cue, speaker=self._outside(cue, last))
            if cue.real and cue.speaker is not None and cue.cls != "belief":
                last = cue.speaker
            settled.append(self._citing(cue))
        return tuple(settled)

    def _citing(self, cue: Cue) -> Cue:
        """ "TASS said, citing the ministry": the ministry speaks, the outlet passes it on."""
        if cue.speaker is None or cue.via is not None or cue.cls != "say":
            return cue
        if not self.lexicon.is_outlet(phrase_of(self.parse, cue.speaker).text):
            return cue
        for at in range(cue.speaker + 1, bounds(self.parse, cue.token)[1] - 1):
            token = self.parse.tokens[at]
            if token.text.lower() in {"citing", "quoting"} and self.parse.tokens[at - 1].text == ",":
                cited = speaker_beside(self.parse, at, at + 1, len(self.parse.tokens))
                if cited is not None and not self.gaps.quoted(cited):
                    return msgspec.structs.replace(cue, speaker=cited, via=cue.speaker)
        return cue

    def _goes_on(self, cue: Cue, earlier: list[Cue]) -> bool:
        """ "said A but said B": a verb of saying right after "and" or "but" has the subject of the one before."""
        at = cue.token - 1
        while at > 0 and self.parse.tokens[at].upos == "ADV":
            at -= 1
        if self.parse.tokens[at].upos != "CCONJ" or cue.cls != "say" or cue.passive:
            return False
        first, _ = bounds(self.parse, cue.token)
        tag = self.parse.tokens[cue.token].xpos
        here = takewhile(lambda c: first <= c.token, reversed(earlier))
        before = (c for c in here if c.cls == "say" and not self.gaps.quoted(c.token))
        return any(self.parse.tokens[c.token].xpos == tag for c in before)

    def _outside(self, cue: Cue, last: int | None) -> int | None:
        """A speaker outside quotations: the last one for a verb without subject, else the noun beside the verb."""
        if cue.passive:
            return None
        if self._follows(cue, last):
            return last
        beside = speaker_beside(self.parse, cue.token, *bounds(self.parse, cue.token))
        return None if beside is None or self.gaps.quoted(beside) else beside

    def _follows(self, cue: Cue, speaker: int | None) -> bool:
        """Whether a cue without a subject of its own goes on from that speaker ("..., adding", "and said")."""
        if speaker is None or not 0 < cue.token - speaker < _REACH:
            return False
        return self.parse.tokens[cue.token].xpos == "VBG" or self.parse.tokens[cue.token].deprel == "conj"
