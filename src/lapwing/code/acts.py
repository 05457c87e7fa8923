"""Acts: every mention of an act that the lexicon knows, with its parties and status, from the parse.

The neural reader gives the tree; everything here is plain rules over it. Frames and word lists are
data (lexicon/data/languages/en/acts/); docs/code.md tells the order of decisions.
"""

from collections.abc import Sequence

from lapwing.code.kinds import Kinds
from lapwing.code.match import Found, Matcher
from lapwing.code.means import means_of
from lapwing.code.parties import Parties, spans
from lapwing.code.status import Standing, standing
from lapwing.lexicon.acts import ActLexicon
from lapwing.model.event import VERBAL_TYPES, Act, Status
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention
from lapwing.model.span import Span
from lapwing.model.statement import Attribution

_DROPS_BELOW = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
"""Verbal acts whose content is not coded beside them, unless the frame says so."""

_CONFIDENCE = {"verb": 0.8, "light": 0.75, "noun": 0.55, "phrase": 0.6}
"""Share of acts of each form that matched the gold dev texts, rounded (docs/code.md)."""


def find_acts(
    parse: Parse,
    lexicon: ActLexicon,
    attributions: Sequence[Attribution],  # noqa: ARG001  the flow hands every step the same kind of layers
    place_mentions: Sequence[PlaceMention],
) -> tuple[Act, ...]:
    """Every act mention in text order, those kept from being events included (`refused` says why)."""
    kinds = Kinds(parse, place_mentions)
    found = Matcher(parse, lexicon, kinds).all()
    effects = {f.light if f.light is not None else f.token: _embeds(f) for f in found}
    effects |= {f.token: _embeds(f) for f in found}
    makers = Parties(parse, kinds)
    weapons = lexicon.classes.get("weapons", frozenset())
    return tuple(
        _act(
            parse,
            f,
            makers,
            standing(parse, f.token, lexicon.words, lambda i: effects.get(i, ""), via=f.light),
            weapons,
        )
        for f in found
    )


def _embeds(found: Found) -> str:
    if found.frame.embeds:
        return found.frame.embeds
    if found.noun is not None:
        return ""
    return "drop" if found.frame.type in _DROPS_BELOW else ""


def _act(parse: Parse, found: Found, makers: Parties, stands: Standing, weapons: frozenset[str]) -> Act:
    frame = found.frame
    actors, recipients = makers.of(found)
    return Act(
        token=found.token,
        trigger=_trigger(parse, found),
        type=frame.type,  # type: ignore[arg-type]
        mode=frame.mode or None,
        actors=spans(parse, actors),
        recipients=spans(parse, recipients),
        means=means_of(parse, found, weapons),
        status=_status(found, stands),
        hedged=stands.hedged,
        rule=frame.name,
        confidence=_CONFIDENCE[_form(found)],
        governors=stands.governors,
        refused=stands.refused or _lacking(found, makers, actors, recipients),
    )


def _status(found: Found, stands: Standing) -> Status:
    """The frame's own status where the grammar says no more than "actual"."""
    if found.frame.status and stands.status == "actual":
        return found.frame.status  # type: ignore[return-value]
    return stands.status


def _form(found: Found) -> str:
    if found.noun is not None:
        return "light" if found.light is not None else "noun"
    return "verb"


def _trigger(parse: Parse, found: Found) -> Span:
    """The words of the act: verb and particle, light verb to noun, or the noun with its fixed modifiers."""
    tokens = list(found.tokens)
    if found.light is not None and 0 < found.token - found.light <= 6:
        tokens.append(found.light)
    first, last = min(tokens), max(tokens)
    if last - first > 8:
        return parse.span(found.token, found.token + 1)
    return parse.span(first, last + 1)


def _lacking(found: Found, makers: Parties, actors: Sequence[int], recipients: Sequence[int]) -> str:
    """Why a frame that asks for a party gives no act, "" where it asks for none or has one."""
    if found.frame.actor_needed and not actors:
        return "the text names nobody who does it"
    if found.frame.party_needed and not any(makers.kinds.party(i) for i in (*actors, *recipients)):
        return "neither side is a person, body or state"
    return ""


def is_verbal(act: Act) -> bool:
    """Whether the act is done by words, so that its actor is also its speaker."""
    return act.type in VERBAL_TYPES
