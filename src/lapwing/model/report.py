"""Report: one document as received."""

from typing import Literal

from msgspec import Struct

from lapwing.model.span import Span

ZoneKind = Literal["dateline", "credit", "headline", "caption", "boilerplate"]
Witness = Literal["given", "metadata", "dateline", "unknown"]


class Report(Struct, frozen=True):
    """The text as ingested, never altered, and what is known of where it comes from."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    sha256: str
    text: str


class Zone(Struct, frozen=True):
    """A part of the text that is not running prose: a dateline, a wire mark, a caption."""

    kind: ZoneKind
    span: Span


class Document(Struct, frozen=True):
    """What ingest hands to the reader: the report, its zones, and who says when it was published."""

    report: Report
    zones: tuple[Zone, ...] = ()
    published_by: Witness = "unknown"
    source: str = ""
    url: str | None = None
