"""Events: acts told once or more become events with day, place, status, credit and a content id."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from lapwing.code.carry import carried, focus_country
from lapwing.code.credit import Contents, certainty_of, party, sources_of
from lapwing.code.fullest import Fullest
from lapwing.code.same import Judge, Telling
from lapwing.code.scene import Scenes
from lapwing.code.when import Timeline
from lapwing.code.where import Map
from lapwing.ids import content_id
from lapwing.model.actor import ActorIndex
from lapwing.model.event import Act, Event
from lapwing.model.parse import Parse
from lapwing.model.place import Place, PlaceMention, Where
from lapwing.model.refusal import Refusal
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression, When

_BACKGROUND = timedelta(days=30)
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_AT_HOME = frozenset({"COERCE"})
_AT_HOME_MODES = frozenset({"convict", "release"})
"""What those in power do holds in the country that the report is about, unless it names another place. An attack or a
march happens at one spot: for it a country's centre would be no place."""

_VAGUE = 9
"""Rank of a place whose precision code is not known: after UCDP's seven."""

_PRESUPPOSED = "only presupposed in passing: no party, day or place of its own"


class EventsRead(Struct, frozen=True):
    """The events in text order, what was seen and not coded, and the event of each act by its head token."""

    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...]
    of_act: Mapping[int, str]


def code_events(
    parse: Parse,
    acts: Sequence[Act],
    dates: Sequence[TimeExpression],
    places: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
    actors: ActorIndex,
    published: date | None,
    report_key: str,
    *,
    known_places: Sequence[Place] = (),
) -> EventsRead:
    """Events of one report. `report_key` is what the content ids hang on. Pure and deterministic.

    `known_places` are the places that the mentions name; with them a deed without words of place is put in the
    country that the report is about.
    """
    timeline = Timeline(parse, dates, attributions, acts, published)
    atlas = Map(parse, places, attributions, frozenset(a.token for a in acts))
    told = [Telling(act, timeline.of(act), atlas.of(act)) for act in acts if not act.refused]
    told = carried(parse, told, timeline, attributions, actors)
    fullest = Fullest(parse, actors, attributions)
    groups, passing = _grouped(parse, told, Judge(parse, actors))
    home = focus_country(places, known_places)
    scenes = Scenes(parse, groups, places)
    contents = SpanIndex((a.content, a) for a in attributions)
    exactness = {p.id: p.where_prec for p in known_places if p.where_prec is not None}
    events: dict[str, Event] = {}
    of_act: dict[int, str] = {}
    for group in groups:
        event = _event(
            parse, group, contents, actors, fullest, scenes, home, exactness, published, report_key
        )
        events.setdefault(event.id, event)
        of_act.update((t.act.token, event.id) for t in group)
    refusals = [Refusal("event", act.trigger, act.refused) for act in acts if act.refused]
    refusals += [Refusal("event", t.act.trigger, _PRESUPPOSED) for t in passing]
    ordered = sorted(events.values(), key=lambda e: (e.trigger.start, e.type))
    return EventsRead(tuple(ordered), tuple(sorted(refusals, key=lambda r: r.span or Span(0, 0, ""))), of_act)


def _grouped(
    parse: Parse, told: Sequence[Telling], judge: Judge
) -> tuple[list[list[Telling]], list[Telling]]:
    """Mentions of one act together; apart, those that only presuppose an act told nowhere."""
    groups: list[list[Telling]] = []
    passing: list[Telling] = []
    for telling in told:
        home = judge.home(telling, groups)
        if home is not None:
            home.append(telling)
        elif _tells_nothing(parse, telling):
            passing.append(telling)
        else:
            groups.append([telling])
    return groups, passing


def _tells_nothing(parse: Parse, telling: Telling) -> bool:
    """Whether a noun stands there without party, day and place."""
    act = telling.act
    if parse.tokens[act.token].upos not in ("NOUN", "PROPN") or len(act.trigger.text.split()) > 2:
        return False
    parties = [s for s in (*act.actors, *act.recipients) if s.text.lower() not in _OWNERS]
    return not (parties or telling.when.precision != "unknown" or telling.where.place)


def _weight(telling: Telling) -> tuple[int, int]:
    """How much a mention tells of who and whom; of equals the first counts. Day and place are gathered from all."""
    act = telling.act
    return bool(act.actors) + bool(act.recipients), -act.trigger.start


def _event(
    parse: Parse,
    group: Sequence[Telling],
    contents: Contents,
    actors: ActorIndex,
    fullest: Fullest,
    scenes: Scenes,
    home: Where | None,
    exactness: Mapping[str, int],
    published: date | None,
    report_key: str,
) -> Event:
    ranked = sorted(group, key=_weight, reverse=True)
    act = ranked[0].act
    when = _first_known(ranked)
    done_to = _first_filled([t.act.recipients for t in ranked])
    doers = tuple(fullest.of(s, done_to) for s in _first_filled([t.act.actors for t in ranked]))
    sources = sources_of(parse, act, doers, fullest.recalled(act.token), contents, actors)
    return Event(
        id=content_id("e", report_key, act.type, act.trigger.start, act.trigger.end),
        type=act.type,
        mode=next((t.act.mode for t in ranked if t.act.mode), None),
        trigger=act.trigger,
        mentions=tuple(sorted(t.act.trigger for t in group)),
        actors=tuple(party(actors, s) for s in doers),
        recipients=tuple(party(actors, fullest.of(s, doers)) for s in done_to),
        when=when,
        where=_where(ranked, scenes, home, exactness),
        means=tuple(sorted({s for t in group for s in t.act.means})),
        status=act.status,
        background=_is_background(when, published) or (when.end is None and act.long_past),
        certainty=certainty_of(parse, act, contents, sources),
        sources=sources,
        confidence=_confidence(group, act),
        rule=act.rule,
    )


def _where(
    ranked: Sequence[Telling], scenes: Scenes, home: Where | None, exactness: Mapping[str, int]
) -> Where:
    """The most exact place that a mention gives, of equals the main mention's; else the country the report is about."""
    named = [t.where for t in ranked if t.where.place is not None]
    if named:
        return min(named, key=lambda w: exactness.get(w.place or "", _VAGUE))
    if (scene := scenes.of(ranked[0])) is not None:
        return scene
    act = ranked[0].act
    at_home = act.status == "actual" and (act.type in _AT_HOME or act.mode in _AT_HOME_MODES)
    return home if home is not None and at_home else ranked[0].where


def _first_filled(listed: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    return next((spans for spans in listed if spans), ())


def _first_known(ranked: Sequence[Telling]) -> When:
    """The main mention's date, else one carried over from another mention (then worked out, not stated there)."""
    dated = [t.when for t in ranked if t.when.precision != "unknown"]
    own = ranked[0].when
    if own.start is not None or not dated:
        return own
    full = next((w for w in dated if w.start is not None), None)
    if full is None:
        return own if own.precision != "unknown" else dated[0]
    return When(full.start, full.end, full.precision, "resolved", full.span, f"{full.rule}; carried over")


def _is_background(when: When, published: date | None) -> bool:
    if when.end is None or published is None:
        return False
    return date.fromisoformat(when.end) < published - _BACKGROUND


def _confidence(group: Sequence[Telling], act: Act) -> float:
    """The rule's own reliability, a tenth less without a party, half a tenth more for each further mention (to 0.95)."""
    value = act.confidence - 0.1 * (not act.actors and not act.recipients) + 0.05 * (len(group) - 1)
    return round(min(0.95, max(0.05, value)), 2)
