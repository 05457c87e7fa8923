"""Actors alone: who is who in a text, with country, kind and sectors (docs/actors.md).

lapwing.actors.parse("Turkish soldiers crossed the border.", parties=["Turkish soldiers"])
"""

from collections.abc import Sequence

from lapwing.errors import SettingError
from lapwing.flow.alone import parsed
from lapwing.lexicon.actors import load_actors
from lapwing.lexicon.cues import load_cues
from lapwing.model.actor import Actor
from lapwing.model.span import Span, quote
from lapwing.resolve.actors.read import read_actors
from lapwing.resolve.attribution.read import read_attributions


def parse(text: str, *, parties: Sequence[str] = ()) -> tuple[Actor, ...]:
    """One actor for each party: every person and body named, everyone who speaks, and the phrases in `parties`.

    Raises SettingError for a phrase that is not in the text, SourceError for an empty text.
    """
    document, tree = parsed(text)
    said = read_attributions(tree, document.zones, None, load_cues())
    speakers = {s for a in said for s in (a.speaker, a.via) if s is not None}
    asked = speakers | {_found(tree.text, phrase) for phrase in parties}
    return read_actors(tree, sorted(asked), (), load_actors()).actors


def _found(text: str, phrase: str) -> Span:
    start = text.find(phrase)
    if start < 0 or not phrase:
        raise SettingError(f"parties: {phrase!r} is not in the text; give its very words")
    return quote(text, start, start + len(phrase))
