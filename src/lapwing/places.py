"""Places alone: every location that a text names, with coordinates and an honest radius (docs/places.md).

lapwing.places.parse("Shelling was heard about 20 km north of Kandahar, Afghanistan.")
"""

from lapwing.flow.alone import parsed
from lapwing.lexicon.places import load_gazetteer
from lapwing.resolve.places.read import PlacesRead, read_places


def parse(text: str) -> PlacesRead:
    """The places of a text with their mentions, and a refusal with the reason for each name that stayed unknown.

    Raises SourceError for an empty text.
    """
    _, tree = parsed(text)
    return read_places(tree, load_gazetteer())
