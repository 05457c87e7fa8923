"""Material: what a reader of one file format hands on, before dates, zones and language are settled.

bytes ─► Material ─► Document
"""

from dataclasses import dataclass, field
from datetime import date

from lapwing.settings import Settings


@dataclass(frozen=True)
class Given:
    """What the user says of every source; None leaves it to the source. `today` bounds publication days."""

    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    today: date = field(default_factory=date.today)
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True)
class Material:
    """A text with what its source says of it. `captions` are bounds of paragraphs known to be captions."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None
    captions: tuple[tuple[int, int], ...] = ()


class Unreadable(ValueError):
    """One source cannot be taken in; the message is one sentence without the source's name."""
