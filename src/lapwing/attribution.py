"""Attribution alone: who says what in a text (docs/attribution.md).

lapwing.attribution.parse("The raid failed, a source told Interfax.")
"""

from lapwing.flow.alone import parsed
from lapwing.lexicon.cues import load_cues
from lapwing.model.statement import Attribution
from lapwing.resolve.attribution.read import read_attributions


def parse(text: str, *, publisher: str | None = None) -> tuple[Attribution, ...]:
    """Every attribution in text order: speaker, cue, content, and the outlet it came through. `publisher` is never that outlet.

    Raises SourceError for an empty text.
    """
    document, tree = parsed(text, publisher=publisher)
    return read_attributions(tree, document.zones, publisher, load_cues())
