"""The fullest phrase for a party in the sentence of its act (codebook section 6): a pronoun gives way to a name there."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from lapwing.code.lists import listed
from lapwing.code.phrases import phrase
from lapwing.model.actor import ActorIndex
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution

PRONOUNS = listed(
    "i we you he she they it me us him her them my our your his its their myself themselves itself"
)

_OTHER_TIMES = listed("had has have would will 'd ’d")
FIRST_PERSON = listed("i we me us my our")


class Fullest:
    """Finds fuller phrases for the pronouns of one text."""

    def __init__(self, parse: Parse, actors: ActorIndex, attributions: Sequence[Attribution]) -> None:
        self._contents = SpanIndex((a.content, a) for a in attributions)
        self._parse = parse
        self._actors = actors
        self._mentions = {a.id: a.mentions for a in actors.actors}

    def of(self, span: Span, taken: tuple[Span, ...]) -> Span:
        """The longest other phrase for the same actor in the sentence of a pronoun, else the pronoun itself.

        `taken` are the phrases of the act's other side: nobody stands on both.
        """
        if span.text.lower() not in PRONOUNS:
            return span
        if span.text.lower() in FIRST_PERSON and (speaker := self._speaker(span)) is not None:
            return speaker
        known = self._actors.at(span)
        if known is None or any(self._actors.at(t) == known for t in taken):
            return span
        here = self._parse.head_of(span)
        if here is None:
            return span
        sentence = self._parse.sentences[here.sentence]
        mentions = self._mentions.get(known, ())
        from_here = bisect_left(mentions, sentence.start, key=lambda m: m.start)
        near = takewhile(lambda m: m.start < sentence.end, islice(mentions, from_here, None))
        phrases = [self._phrase(m) for m in near if self._fits(m, here.sentence)]
        fuller = [p for p in phrases if not any(p.overlaps(t) for t in taken)]
        return max(fuller, key=lambda s: (s.end - s.start, -s.start), default=span)

    def recalled(self, token: int) -> bool:
        """Whether a verbal act is told as past or yet to come, not done by the very words that tell it."""
        word = self._parse.tokens[token]
        helpers = {t.text.lower() for t in self._parse.children(token, "aux")}
        return word.xpos == "VBD" or bool(helpers & _OTHER_TIMES)

    def _speaker(self, span: Span) -> Span | None:
        """Who says "we" in a quotation, where the sentence names him."""
        here = self._parse.head_of(span)
        for said in self._contents.over(span):
            if said.speaker is None or said.kind == "indirect" or here is None:
                continue
            head = self._parse.head_of(said.speaker)
            return said.speaker if head is not None and head.sentence == here.sentence else None
        return None

    def _fits(self, mention: Span, sentence: int) -> bool:
        head = self._parse.head_of(mention)
        return head is not None and head.sentence == sentence and mention.text.lower() not in PRONOUNS

    def _phrase(self, mention: Span) -> Span:
        head = self._parse.head_of(mention)
        whole = phrase(self._parse, head.index) if head is not None else mention
        return whole if whole.covers(mention) else mention
