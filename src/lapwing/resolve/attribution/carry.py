"""Quotations without a cue of their own: the nearest phrase before them that names who speaks."""

from typing import Final

from lapwing.model.parse import Parse
from lapwing.model.span import Span
from lapwing.model.statement import Attribution
from lapwing.resolve.attribution.direct import Quoted
from lapwing.resolve.attribution.phrases import phrase_of

_SENTENCES_BACK: Final = 2
_SPEAKERS: Final = frozenset({"PROPN", "PRON", "NOUN"})
_IMPERSONAL: Final = frozenset({"it", "this", "that", "there", "which", "these", "those"})


def speaker_before(parse: Parse, run: Quoted, told: list[Attribution]) -> Span | None:
    """The speaker of the statement just before a lone quotation, else the subject of the sentence before it."""
    here = parse.tokens[run.first].sentence
    for earlier in sorted(told, key=lambda a: -a.content.end):
        if earlier.speaker is None or earlier.content.start >= run.quote.start:
            continue
        at = parse.tokens_in(earlier.speaker)
        if at and here - at[0].sentence <= _SENTENCES_BACK and _last_said(parse, earlier, here):
            return earlier.speaker
    return _subject_before(parse, run.first - 1 if run.first else 0)


def _last_said(parse: Parse, earlier: Attribution, here: int) -> bool:
    """Whether the statement reaches into the sentence before the quotation."""
    tokens = parse.tokens_in(earlier.content)
    return (
        bool(tokens)
        and here - max(tokens[-1].sentence, parse.tokens_in(earlier.speaker or earlier.content)[0].sentence)
        <= 1
    )


def _subject_before(parse: Parse, opening: int) -> Span | None:
    """The subject of the last finite clause before the quotation that names somebody."""
    if opening == 0:
        return None
    sentence = parse.sentence_of(opening - 1)
    for token in parse.tokens[sentence.first : opening]:
        if token.deprel == "nsubj" and token.upos in _SPEAKERS and token.text.lower() not in _IMPERSONAL:
            above = parse.head(token.index)
            if above is not None and above.deprel in {"root", "conj", "parataxis"}:
                return phrase_of(parse, token.index)
    return None
