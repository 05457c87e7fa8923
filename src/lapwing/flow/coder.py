"""Coder: the Python door to reading, which keeps the model between calls."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from lapwing.flow.kit import Kit, load_kit
from lapwing.flow.run import ReadFailure, read_document, read_documents
from lapwing.ingest.from_text import document_from_text
from lapwing.model.explanation import Explanation
from lapwing.model.reading import Reading
from lapwing.model.report import Document


class Coder:
    """Reads texts and documents with one loaded model. Safe to share between threads: it holds no state."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def read(
        self,
        text: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        id: str | None = None,
    ) -> Reading:
        """The reading of one text. Raises SettingError for a senseless day, SourceError for an empty text."""
        return read_document(self.kit, _document(text, published, title, publisher, id))

    def explain(
        self,
        text: str,
        wanted: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        id: str | None = None,
    ) -> Explanation:
        """Why a value of the text's reading ("e1", "d2", or an id) is what it is. Raises SettingError for an unknown one."""
        from lapwing.flow.explain.ask import explain

        return explain(self.kit, _document(text, published, title, publisher, id), wanted)

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Reading | ReadFailure]:
        """One Reading or ReadFailure a document, in order."""
        return read_documents(documents, kit=self.kit)


def _document(
    text: str, published: date | str | None, title: str | None, publisher: str | None, id: str | None
) -> Document:
    day = published.isoformat() if isinstance(published, date) else published
    return document_from_text(text, published=day, title=title, publisher=publisher, id=id)


def load_coder(*, weights: Path | None = None) -> Coder:
    """A Coder with the installed weights, or those given."""
    return Coder(load_kit(weights=weights))


@cache
def shared_coder() -> Coder:
    """The one Coder that `lapwing.read` uses, loaded at its first call."""
    return load_coder()
