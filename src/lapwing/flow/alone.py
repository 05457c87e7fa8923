"""What the single doors share: one text made into a document and a tree, with one reader kept between calls."""

from datetime import date
from functools import cache

from lapwing.flow.coder import shared_coder
from lapwing.ingest.from_text import document_from_text
from lapwing.model.parse import Parse
from lapwing.model.report import Document
from lapwing.reader.reader import Reader, load_reader

Day = date | str | None


@cache
def _own_reader() -> Reader:
    return load_reader()


def _reader() -> Reader:
    """The reader of the shared coder where that is loaded, else one of its own without the rest."""
    return shared_coder().kit.reader if shared_coder.cache_info().currsize else _own_reader()


def parsed(text: str, published: Day = None, publisher: str | None = None) -> tuple[Document, Parse]:
    """A text with its zones and day, and its trees. Raises SettingError for a senseless day, SourceError for an empty text."""
    day = published.isoformat() if isinstance(published, date) else published
    document = document_from_text(text, published=day, publisher=publisher)
    return document, _reader().parse(document.report.text, document.zones)


def day_of(document: Document) -> date | None:
    """The day of publication, None where it is not known."""
    told = document.report.published
    return date.fromisoformat(told) if told else None
