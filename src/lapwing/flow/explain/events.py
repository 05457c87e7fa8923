"""Why an event is what it is: the lexicon's frame and the model's odds, what was joined, and what was refused near it."""

from collections.abc import Iterator
from typing import Final

from lapwing.code.acts import find_acts
from lapwing.code.weigh import weigh
from lapwing.flow.explain.case import Case, said
from lapwing.flow.explain.slots import certain, when, where, who
from lapwing.flow.explain.standing import status
from lapwing.lexicon.frames import Trigger
from lapwing.model.event import Act, By, Event
from lapwing.model.explanation import Answer, Rival
from lapwing.model.seen import SeenAct
from lapwing.model.words import one_line, type_words

_MOST: Final = 6
_ENOUGH: Final = 0.02
"""Odds below which a type is not told as a rival."""
_SIDES: Final[tuple[tuple[By, str], ...]] = (("rules", "the lexicon alone"), ("model", "the model alone"))


def explain_event(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one event."""
    event = case.layers.events[index]
    acts = acts_of(case, event)
    answers = [what(case, event, acts), status(case, event, acts), *who(case, event), when(case, event)]
    answers += [where(case, event), certain(case, event), _told(case, event, acts), _refused(case, event)]
    return f"{type_words(event)} · {event.status} · confidence {event.confidence:.2f}", answers


def acts_of(case: Case, event: Event) -> list[Act]:
    """The mentions that were joined into an event; the one that gives its words first."""
    of = dict(case.layers.event_of_act)
    acts = [a for a in case.layers.acts if not a.refused and of.get(a.token) == event.id]
    return sorted(acts, key=lambda a: (a.trigger != event.trigger, a.token))


def what(case: Case, event: Event, acts: list[Act]) -> Answer:
    """Which act the words tell."""
    rivals = [*_frames(case, event, acts), *_odds(case, acts)]
    by = "the lexicon and the model" if "+ model" in event.rule else "the model" if event.rule == "model" else "the lexicon"  # fmt: skip
    why = f"Seen by {by}. {_frame_words(case, event)}".strip()
    return Answer("Which act", type_words(event), event.rule, why, tuple(rivals), tuple(_sides(case, event)))


def _frame_words(case: Case, event: Event) -> str:
    name = event.rule.partition(" ")[0].rstrip(",")
    frame = next((f for f in case.kit.acts.frames if f.name == name), None)
    if frame is None:
        return ""
    example = f" Its example: “{one_line(frame.example, 100)}”" if frame.example else ""
    return f"The lexicon's frame {frame.name} fits the words and what stands around them.{example}"


def _frames(case: Case, event: Event, acts: list[Act]) -> Iterator[Rival]:
    """The frames of the lexicon that know the word, most exact first."""
    if not acts:
        return
    token = case.layers.parse.tokens[acts[0].token]
    lexicon, lemma = case.kit.acts, token.lemma.lower()
    verbal = token.upos in ("VERB", "AUX")
    known: dict[str, Trigger] = {}
    for trigger in lexicon.verb_triggers(lemma) if verbal else lexicon.noun_triggers(lemma):
        known.setdefault(trigger.frame.name, trigger)
    sentence = case.layers.parse.sentence_tokens(case.layers.parse.sentence_of(token.index))
    here = {word for t in sentence for word in (t.lemma.lower(), t.text.lower())}
    used = event.rule.partition(" ")[0].rstrip(",")
    listed = sorted(known.values(), key=lambda t: (t.frame.name != used, bool(set(t.words) - here)))
    for trigger in listed[:_MOST]:
        frame, chosen = trigger.frame, trigger.frame.name == used
        kind = f"{frame.type} {frame.mode}".strip()
        why = "its words stand here, and what it asks for around them" if chosen else _unfit(trigger, here)
        yield Rival(f"frame {frame.name} ({kind})", None, chosen, why)


def _unfit(trigger: Trigger, here: set[str]) -> str:
    """What a frame asks for that is not here, or is only asked for by it."""
    frame = trigger.frame
    if set(trigger.words) - here:
        return f"needs the words {said(' '.join(trigger.words))}"
    asked = [
        *["an object of a certain kind"] * (frame.object is not None),
        *["a subject of a certain kind"] * (frame.subject is not None),
        *(f"“{preposition}”" for preposition in frame.prep),
        *["a certain verb below it"] * bool(frame.complement),
        *["the active"] * (not frame.passive),
        *["the passive"] * (not frame.active),
    ]
    return (
        f"asks for {', '.join(asked)}"
        if asked
        else "fits less exactly, or finds no party where it asks for one"
    )


def _odds(case: Case, acts: list[Act]) -> Iterator[Rival]:
    """What the model gives each type at the event's words."""
    for seen in _seen(case, acts):
        word = case.layers.parse.tokens[seen.token].text
        for type_, odds in seen.types:
            if odds >= _ENOUGH:
                yield Rival(f"model: {type_} at {said(word)}", round(odds, 2), type_ == acts[0].type,
                            f"the word names an act with odds of {seen.odds:.2f}")  # fmt: skip


def _seen(case: Case, acts: list[Act]) -> list[SeenAct]:
    tokens = {t.index for a in acts[:1] for t in case.layers.parse.tokens_in(a.trigger)} | {
        a.token for a in acts[:1]
    }
    return [s for s in case.layers.parse.seen.acts if s.token in tokens]


def _sides(case: Case, event: Event) -> Iterator[str]:
    """What each side would make of the words if it were heard alone."""
    at = case.layers
    if not at.parse.seen.acts:
        return
    told = find_acts(at.parse, case.kit.acts, at.attributions, at.place_mentions)
    for by, name in _SIDES:
        acts = [a for a in weigh(at.parse, told, by) if a.trigger.overlaps(event.trigger)]
        kept = [a for a in acts if not a.refused]
        if kept:
            yield f"If {name} were heard: {' and '.join(dict.fromkeys(f'{a.type} {a.mode or str()}'.strip() for a in kept))}."  # fmt: skip
        else:
            reason = f" ({acts[0].refused})" if acts else ""
            yield f"If {name} were heard: no event{reason}."


def _told(case: Case, event: Event, acts: list[Act]) -> Answer:
    words = tuple(case.quoted(a.trigger, a.rule) for a in acts)
    count = len(words)
    value = f"{count} {'mention' if count == 1 else 'mentions'}"
    why = "Mentions of one type are one event where nothing known of them differs and the words take each other up."
    others = [
        Rival(f"{case.short(e.id)} {type_words(e)} {said(e.trigger.text)}", None, False, "an event of its own")
        for e in case.layers.events
        if e.type == event.type and e.id != event.id
    ]  # fmt: skip
    return Answer("Told how often", value, "same act", why, tuple(others[:_MOST]), (), words)


def _refused(case: Case, event: Event) -> Answer:
    """What was seen within a sentence of the event and not coded."""
    here = case.sentence(event.trigger)
    near = [
        (n, r)
        for n, r in enumerate(case.reading.refusals)
        if r.span is not None and abs(case.sentence(r.span) - here) <= 1
    ]
    rivals = tuple(Rival(f"r{n + 1} {said(r.span.text)} ({r.what})", None, False, r.reason) for n, r in near if r.span)  # fmt: skip
    why = "Seen in this sentence or the one before or after it, and not coded." if near else "Nothing was refused in this sentence, the one before or the one after."  # fmt: skip
    return Answer("Refused near it", str(len(near)), "refusals", why, rivals)
