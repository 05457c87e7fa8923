"""A reading as one self-contained HTML page: the text with every span marked, the coded values beside it."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from lapwing.model.reading import Reading
from lapwing.views import words
from lapwing.views.colours import QUADS
from lapwing.views.marks import segments_of


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("lapwing", "views/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=words.day_words, when=words.when_words, amount=words.amount_words, short=words.one_line
    )
    return environment.get_template("reading.html")


def render(reading: Reading) -> str:
    """The page. Nothing is loaded from elsewhere; text of the report is always escaped."""
    return _template().render(
        reading=reading,
        report=reading.report,
        segments=segments_of(reading),
        quads=QUADS,
        actors={actor.id: actor for actor in reading.actors},
        places={place.id: place for place in reading.places},
        party=lambda p: words.party_word(reading, p),
        where=lambda e: words.place_words(reading, e),
        kind=words.type_words,
        number=lambda things, noun: f"{len(things)} {noun}{'' if len(things) == 1 else 's'}",
        in_use=_used_actors(reading),
    )


def _used_actors(reading: Reading) -> list[str]:
    """Ids of the actors that stand in a slot, in order of the actor list."""
    used = {p.actor for e in reading.events for p in (*e.actors, *e.recipients, *e.sources)}
    used |= {p.actor for c in reading.claims for p in c.sources}
    used |= {s.speaker.actor for s in reading.statements if s.speaker}
    return [actor.id for actor in reading.actors if actor.id in used]
