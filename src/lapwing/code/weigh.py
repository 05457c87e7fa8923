"""Weighing: where the lexicon and the neural model disagree about an act, this is the one place that decides.

The lexicon says which words of the text name an act and why; the model says how likely each word is to. An act that
both see is kept; what only one sees needs more. Every act says in its rule who saw it: the frame's name alone,
the frame with "+ model", or "model". What is turned down becomes a refusal with the odds that turned it down.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from lapwing.code.phrases import phrase
from lapwing.model.event import MODES, Act, By, EventType, Status
from lapwing.model.parse import Parse
from lapwing.model.seen import SeenAct
from lapwing.model.span import Span


class Scales(Struct, frozen=True):
    """The odds at which each side is believed. Chosen on the development part of train/corpus, see docs/quality.md."""

    keep: float = 0.03
    """A frame's act is kept where the model gives any act at least these odds; below, the model's denial wins."""
    add: float = 0.70
    """The model alone makes an act from these odds on."""
    retype: float = 0.85
    """The model's type stands where it gives another type these odds, and the frame's type less than `keep`."""
    actor: float = 0.70
    recipient: float = 0.80
    """A word fills a slot of a frame's act by the model alone; in an act of the model alone `alone` is enough."""
    alone: float = 0.50
    party_kept: float = 0.12
    """A frame's party is kept."""
    mode: float = 0.60
    status: float = 0.90
    certainty: float = 0.60
    recall: float = 0.70
    """A refused act is coded all the same."""


SCALES = Scales()

RECALLED = frozenset(
    {
        "what does it is no party, weapon or attack",
        "neither side is a person, body or state",
        "the text names nobody who does it",
    }
)
"""Refusals for want of a party, which the model may know better; what is told as a drill, tale or wish stays refused."""


def weigh(parse: Parse, acts: Sequence[Act], by: By = "both", scales: Scales = SCALES) -> tuple[Act, ...]:
    """The acts of a text after the model was heard, in text order. `by` hears one side alone, for measuring."""
    if by == "rules" or not parse.seen.acts:
        return tuple(acts)
    return _Weighing(parse, scales).all(acts if by == "both" else ())


class _Weighing:
    def __init__(self, parse: Parse, scales: Scales) -> None:
        self._parse = parse
        self._scales = scales
        self._seen: Mapping[int, SeenAct] = {a.token: a for a in parse.seen.acts}
        self._told: dict[str, set[int]] = {}

    def all(self, acts: Sequence[Act]) -> tuple[Act, ...]:
        out, covered = [], set[int]()
        for act in acts:
            self._told.setdefault(act.type, set()).add(act.token)
        for act in acts:
            tokens = self._tokens(act)
            weighed = self._weighed(act, tokens)
            if not weighed.refused or act.refused:
                covered |= tokens
            out.append(weighed)
        for seen in self._parse.seen.acts:
            if seen.odds >= self._scales.add and seen.token not in covered:
                out.append(self._made(seen))
        return tuple(sorted(out, key=lambda a: (a.token, a.type)))

    def _tokens(self, act: Act) -> set[int]:
        """The words that an act stands on: its head, its trigger, the light verb or the noun beside it."""
        return {act.token, *(t.index for t in self._parse.tokens_in(act.trigger))}

    def _weighed(self, act: Act, tokens: Iterable[int]) -> Act:
        near = [self._seen[i] for i in sorted({*tokens, *self._beside(act)}) if i in self._seen]
        best = max(near, key=lambda s: (s.type_odds(act.type), s.odds), default=None)
        told = best.type_odds(act.type) if best is not None else 0.0
        scales = self._scales
        if act.refused:
            if best is not None and told >= scales.recall and act.refused in RECALLED:
                return self._slots(replace(act, refused="", rule=f"{act.rule}, recalled by the model"), best)
            return act
        if best is None or best.odds < scales.keep:
            odds = best.odds if best is not None else 0.0
            return replace(act, refused=f"the model gives an act here odds of {odds:.2f} only")
        if told < scales.keep and best.types and best.types[0][1] >= scales.retype:
            type_: EventType = best.types[0][0]  # type: ignore[assignment]
            rule = f"{act.rule}, but model: {type_}"
            return self._slots(replace(act, type=type_, mode=None, rule=rule), best)
        return self._slots(replace(act, rule=f"{act.rule} + model"), best)

    def _beside(self, act: Act) -> set[int]:
        """Words of other acts of this type right above or below it in the tree ("the shelling killed"): one thing is told."""
        head = self._parse.tokens[act.token].head
        return {
            i for i in self._told.get(act.type, ()) if i == head or self._parse.tokens[i].head == act.token
        }

    def _slots(self, act: Act, seen: SeenAct) -> Act:
        """An act with the parties, mode and status that both sides agree on, or the surer one gives."""
        actors = self._parties(act, seen, "actor", act.actors)
        recipients = self._parties(
            act, seen, "recipient", tuple(s for s in act.recipients if s not in actors)
        )
        return replace(
            act,
            actors=actors,
            recipients=tuple(s for s in recipients if s not in actors),
            mode=self._mode(act.type, act.mode, seen),
            status=self._status(act.status, seen),
            confidence=round(max(seen.type_odds(act.type), 0.05), 2),
            hedged=act.hedged or self._certain(seen, "hedged"),
            disputed=self._certain(seen, "disputed"),
            long_past=seen.background >= self._scales.certainty,
            arcs=tuple(a for a in seen.arcs if a.role in ("place", "time", "source", "figure")),
        )

    def _certain(self, seen: SeenAct, label: str) -> bool:
        return any(name == label and odds >= self._scales.certainty for name, odds in seen.certainty)

    def _parties(self, act: Act, seen: SeenAct, role: str, given: Sequence[Span]) -> tuple[Span, ...]:
        kept = [s for s in given if self._odds_within(seen, role, s) >= self._scales.party_kept]
        least = (
            self._scales.alone
            if act.rule.endswith("model") and "+" not in act.rule
            else getattr(self._scales, role)
        )
        found = [h for h in seen.of(role, least) if not any(self._inside(h, s) for s in kept)]
        others = frozenset((act.token, *seen.of("recipient" if role == "actor" else "actor")))
        kept += [phrase(self._parse, h, others - {h}) for h in found]
        if not found and not kept:
            kept = list(given)
        return tuple(sorted(set(kept)))

    def _odds_within(self, seen: SeenAct, role: str, span: Span) -> float:
        inside = {t.index for t in self._parse.tokens_in(span)}
        return max((a.odds for a in seen.arcs if a.role == role and a.token in inside), default=0.0)

    def _inside(self, token: int, span: Span) -> bool:
        word = self._parse.tokens[token]
        return span.start <= word.start and word.end <= span.end

    def _mode(self, type_: str, mode: str | None, seen: SeenAct) -> str | None:
        if mode is not None:
            return mode
        for label, odds in seen.modes:
            of_type, _, name = label.partition("/")
            if of_type == type_ and odds >= self._scales.mode:
                return name if name in MODES[type_] else mode
        return mode

    def _status(self, status: Status, seen: SeenAct) -> Status:
        label, odds = seen.status[0] if seen.status else (status, 0.0)
        if status != "actual":  # the rules read it off words of the sentence
            return status
        return label if odds >= self._scales.status else status  # type: ignore[return-value]

    def _made(self, seen: SeenAct) -> Act:
        """An act that the model alone saw."""
        parse, token = self._parse, self._parse.tokens[seen.token]
        type_: EventType = seen.types[0][0]  # type: ignore[assignment]
        particle = parse.child(seen.token, "compound:prt")
        last = particle.index if particle is not None and particle.index == seen.token + 1 else seen.token
        bare = Act(
            token=seen.token, trigger=parse.span(token.index, last + 1), type=type_, mode=None, actors=(), recipients=(),
            means=tuple(phrase(parse, i) for i in seen.of("means")), status="actual", hedged=False, rule="model", confidence=seen.odds,
        )  # fmt: skip
        return self._slots(bare, seen)
