"""Carrying over: a day or a place that stands elsewhere in the report and still holds (codebook section 6).

A verbal act without a day takes that of the statement it is part of, where one speaker speaks on one day. What is
carried is `resolved`, and its rule says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count

from lapwing.code.credit import SPOKEN_TYPES, Contents
from lapwing.code.fullest import FIRST_PERSON
from lapwing.code.same import Telling
from lapwing.code.when import Timeline
from lapwing.model.actor import ActorIndex
from lapwing.model.parse import Parse
from lapwing.model.place import Place, PlaceMention, Where
from lapwing.model.span import SpanIndex
from lapwing.model.statement import Attribution
from lapwing.model.when import When

_COUNTRY = 6
_LEADING = 0.5
_REACH = 3
"""Sentences over which a speaker's day holds."""


def carried(
    parse: Parse,
    told: Sequence[Telling],
    timeline: Timeline,
    attributions: Sequence[Attribution],
    actors: ActorIndex,
) -> list[Telling]:
    """The tellings, with a speaker's day where a verbal act has none of its own."""
    days = _speaking_days(parse, told, timeline, attributions, actors)
    contents = SpanIndex((a.content, a) for a in attributions)
    return [_with_day(parse, t, days, contents, actors) for t in told]


Days = Mapping[str, Mapping[int, Sequence[tuple[int, When]]]]
"""For each speaker and sentence the days, numbered in the order found."""


def _speaking_days(
    parse: Parse,
    told: Sequence[Telling],
    timeline: Timeline,
    attributions: Sequence[Attribution],
    actors: ActorIndex,
) -> Days:
    """For each actor the sentences in which it speaks on a known day."""
    found: dict[str, dict[int, list[tuple[int, When]]]] = {}
    number = count()

    def note(speaker: str, token: int, when: When) -> None:
        sentences = found.setdefault(speaker, {})
        sentences.setdefault(parse.tokens[token].sentence, []).append((next(number), when))

    for said in attributions:
        speaker = actors.at(said.speaker) if said.speaker is not None else None
        when = timeline.said_on(said.cue_token) if said.cue_token is not None else None
        if speaker is not None and when is not None and said.cue_token is not None:
            note(speaker, said.cue_token, when)
    for t in told:
        if t.act.type in SPOKEN_TYPES and t.when.start is not None and t.when.precision == "day":
            for span in t.act.actors:
                if (speaker := actors.at(span)) is not None:
                    note(speaker, t.act.token, t.when)
    return found


def _with_day(parse: Parse, telling: Telling, days: Days, contents: Contents, actors: ActorIndex) -> Telling:
    act = telling.act
    if act.type not in SPOKEN_TYPES or act.status != "actual" or telling.when.start is not None:
        return telling
    here = parse.tokens[act.token].sentence
    near = [
        (abs(sentence - here), rank, number, when)
        for rank, speaker in enumerate(_speakers(telling, contents, actors))
        for sentence in range(here - _REACH, here + _REACH + 1)
        for number, when in days.get(speaker, {}).get(sentence, ())
    ]
    if not near:
        return telling
    when = min(near, key=lambda n: n[:3])[3]
    day = When(when.start, when.end, when.precision, "resolved", when.span, f"{when.rule}; the speaker's day")
    return Telling(act, day, telling.where)


def _speakers(telling: Telling, contents: Contents, actors: ActorIndex) -> list[str]:
    """Who does a verbal act: its actors, and for "we" in a quotation whoever is quoted."""
    act = telling.act
    found = [actors.at(span) for span in act.actors]
    if any(span.text.lower() in FIRST_PERSON for span in act.actors):
        found += [actors.at(a.speaker) for a in contents.over(act.trigger) if a.speaker is not None]
    return [speaker for speaker in found if speaker is not None]


def focus_country(mentions: Sequence[PlaceMention], places: Sequence[Place]) -> Where | None:
    """The country that most place names of a report lie in, where it is itself named; None where no country leads.

    It is context, not told of any one act: no relation and no words.
    """
    by_id = {p.id: p for p in places}
    counts = Counter(
        country for m in mentions if not m.as_actor and (p := by_id.get(m.place)) and (country := p.country)
    )
    if not counts:
        return None
    (country, most), *rest = counts.most_common(2)
    if most < _LEADING * sum(counts.values()) or (rest and rest[0][1] == most):
        return None
    whole = next((p for p in places if p.country == country and p.where_prec == _COUNTRY), None)
    return Where(whole.id, None, None) if whole is not None else None
