"""Lapwing reads reports into a record that can be audited. Importing it does nothing.

import lapwing
reading = lapwing.read("Gunmen attacked a police post in Kunduz on Friday.", published="2021-06-14")
for event in reading.events:
    print(event.type, event.trigger.text, event.when.start)

coder = lapwing.load()                 # keeps the model for many calls
readings = [coder.read(text) for text in texts]

lapwing.dates.parse("by Tuesday", published="2021-06-14")     # each of dates, places, actors, figures, attribution alone
"""

from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from lapwing.version import VERSION

if TYPE_CHECKING:
    from lapwing import actors, attribution, dates, figures, places
    from lapwing.flow.coder import Coder
    from lapwing.model.reading import Reading

__version__ = VERSION
__all__ = ["__version__", "actors", "attribution", "dates", "figures", "load", "places", "read"]

_DOORS = frozenset({"actors", "attribution", "dates", "figures", "places"})


def __getattr__(name: str) -> ModuleType:
    """The modules that do one thing alone, imported when first asked for."""
    if name in _DOORS:
        return import_module(f"lapwing.{name}")
    raise AttributeError(f"module 'lapwing' has no attribute {name!r}")


def load(*, weights: Path | None = None) -> "Coder":
    """A Coder: the model and the lexicon, loaded once for many calls. Raises DataError if they are damaged."""
    from lapwing.flow.coder import load_coder

    return load_coder(weights=weights)


def read(
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> "Reading":
    """The reading of one text (codebook section 7). Loads the model at the first call and keeps it.

    `published` is the day of publication, as a date or "YYYY-MM-DD"; without it, relative dates stay unknown.
    Raises SettingError for a day that makes no sense, SourceError for an empty text.
    """
    from lapwing.flow.coder import shared_coder

    return shared_coder().read(text, published=published, title=title, publisher=publisher)
