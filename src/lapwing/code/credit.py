"""Credit: who tells an act, and how sure the report is of it."""

from collections.abc import Sequence

from lapwing.code.phrases import phrase
from lapwing.model.actor import ActorIndex, Party
from lapwing.model.event import VERBAL_TYPES, Act, Certainty
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution

_SELF = frozenset({"i", "we"})
_SEEN = 0.6
"""The odds from which a voice that the model ties to an act is credited where no attribution holds the act."""

SPOKEN_TYPES = VERBAL_TYPES - {"CONSULT"}
"""Acts done by saying something. A meeting is verbal cooperation, yet no telling of it is the meeting."""


def party(actors: ActorIndex, span: Span) -> Party:
    """A phrase as a party."""
    return Party(actors.at(span), span)


Contents = SpanIndex[Attribution]
"""The attributions of a text by their contents."""


def tellers(parse: Parse, act: Act, contents: Contents) -> tuple[Attribution, ...]:
    """The attributions whose content holds the act's trigger, the nearest (shortest) first."""
    covering = [
        a for a in contents.over(act.trigger)
        if not (a.cue is not None and a.cue.overlaps(act.trigger))
        and not (a.kind == "indirect" and _aside(parse, act.token, a.content))
    ]  # fmt: skip
    return tuple(sorted(covering, key=lambda a: (a.content.end - a.content.start, a.content.start)))


def _aside(parse: Parse, token: int, content: Span) -> bool:
    """Whether the report adds an act in its own voice to reported words: "said the girls, who were kidnapped in May, …"."""
    word = parse.tokens[token]
    while content.start <= word.start and word.end <= content.end and word.head >= 0:
        above = parse.tokens[word.head]
        if word.deprel == "acl:relcl" and content.start <= above.start and above.end <= content.end:
            return True
        word = above
    return False


def sources_of(
    parse: Parse,
    act: Act,
    doers: Sequence[Span],
    recalled: bool,
    contents: Contents,
    actors: ActorIndex,
) -> tuple[Party, ...]:
    """Whoever the report credits for the act, nearest voice first. Nobody for the report's own voice.

    `doers` are the act's actors. The speaker of a verbal act is its actor and not also a source, unless the act is only
    `recalled` in what he says ("said he had condemned the raid").
    """
    found: list[Span] = []
    for said in tellers(parse, act, contents)[:1]:
        found += [s for s in (said.speaker, said.via) if s is not None and s not in found]
        recalled = recalled and said.kind == "indirect"
        if act.type in SPOKEN_TYPES and said.kind == "direct" and any(d.text.lower() in _SELF for d in doers):
            found = [s for s in found if s is not said.speaker]
    if not found and act.type not in SPOKEN_TYPES:
        likely = max(
            (a for a in act.arcs if a.role == "source" and a.odds >= _SEEN),
            key=lambda a: a.odds,
            default=None,
        )
        found = [phrase(parse, likely.token)] if likely is not None else []
    if act.type in SPOKEN_TYPES and not recalled:
        found = [s for s in found if not any(_same(actors, s, a) for a in doers)]
    return tuple(party(actors, s) for s in found)


def _same(actors: ActorIndex, one: Span, other: Span) -> bool:
    known = actors.at(one)
    return one.overlaps(other) or (known is not None and known == actors.at(other))


def certainty_of(parse: Parse, act: Act, contents: Contents, sources: Sequence[Party]) -> Certainty:
    """Stated, attributed, hedged, or disputed where the model sees a contrary account in the report."""
    told = tellers(parse, act, contents)
    if act.disputed:
        return "disputed"
    if act.hedged or any(a.hedge for a in told[:1]):
        return "hedged"
    own_words = act.type in SPOKEN_TYPES and not sources
    return "attributed" if sources or (told and not own_words) else "stated"
