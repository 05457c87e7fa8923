"""Scenes: a deed told right after another, with no place of its own, happened where that one did.

News tells the deeds of one scene in a row, in the simple past, and names the place once. The day is not carried:
on reports coded by us two carried days in three were wrong, of places one in three.
"""

from collections.abc import Sequence

from lapwing.code.same import Telling
from lapwing.model.parse import Parse
from lapwing.model.place import PlaceMention, Where

_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_REACH = 2
"""Sentences over which a scene holds."""


class Scenes:
    """The places of deeds told, for deeds told in their wake."""

    def __init__(
        self, parse: Parse, groups: Sequence[Sequence[Telling]], places: Sequence[PlaceMention]
    ) -> None:
        self._parse = parse
        named = (parse.tokens_in(m.span) for m in places if not m.as_actor)
        self._placed = frozenset(tokens[0].sentence for tokens in named if tokens)
        self._scenes = sorted(
            (
                (t.act.token, t.where)
                for group in groups
                for t in group
                if t.where.place is not None and t.act.type in _DEEDS and t.act.status == "actual"
            ),
            key=lambda s: s[0],
        )

    def of(self, telling: Telling) -> Where | None:
        """The place of the scene that a deed is told in, without words of its own; None where there is none."""
        if not self._told_in_a_row(telling):
            return None
        token = telling.act.token
        here = self._parse.tokens[token].sentence
        for at, where in reversed(self._scenes):
            gap = here - self._parse.tokens[at].sentence
            if at >= token or gap < 0:
                continue
            if gap > _REACH:
                return None
            if gap == 0 or here not in self._placed:
                return Where(where.place, where.relation, None)
        return None

    def _told_in_a_row(self, telling: Telling) -> bool:
        """Whether a deed is told as done, by a verb in the simple past or a participle that goes with one."""
        act = telling.act
        verb = self._parse.tokens[act.token]
        perfect = any(t.lemma == "have" for t in self._parse.children(act.token, "aux"))
        return (
            act.type in _DEEDS
            and act.status == "actual"
            and verb.xpos in ("VBD", "VBN", "VBG")
            and not perfect
        )
