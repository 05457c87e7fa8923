"""Plain text to a Document: the text stays exactly as given; day, title, zones and language are settled here."""

from datetime import date

from lapwing.errors import SettingError, SourceError
from lapwing.ids import content_id, digest
from lapwing.ingest.days import checked_day, day_in_metadata
from lapwing.ingest.encodings import NotText, decode
from lapwing.ingest.material import Given, Material, Unreadable
from lapwing.ingest.tidy import Frame, shared_tidier
from lapwing.ingest.tongue import language_of
from lapwing.lexicon.languages import shared_languages
from lapwing.model.report import Document, Report, Witness, Zone
from lapwing.model.span import quote

_SENTENCE_OF_SIZE = (
    "it has {size:,} characters, more than the {limit:,} of one report: split it into its reports"
)


def document_from_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    id: str | None = None,
    language: str | None = None,
    today: date | None = None,
) -> Document:
    """The Document of a text in memory. Raises SettingError for a senseless day, SourceError for an unreadable text."""
    given = Given(published, title, publisher, language, today or date.today())
    if given.published is not None:
        checked_day(given.published, today=given.today)
    try:
        return settle(Material(text, id=id), given, source="text")
    except Unreadable as error:
        raise SourceError("text", str(error)) from None


def text_material(data: bytes) -> Material:
    """The Material of a text file's bytes. Raises Unreadable for binary data."""
    return Material(decoded(data))


def decoded(data: bytes, *, declared: str | None = None) -> str:
    """`encodings.decode` with its failure turned into Unreadable."""
    try:
        return decode(data, declared=declared)
    except NotText as error:
        raise Unreadable(
            f"{error}; save it as UTF-8 text, or give a .txt .html .pdf .docx .eml or .jsonl file"
        ) from None


def settle(material: Material, given: Given, *, source: str) -> Document:
    """The Document of a Material. Raises Unreadable where there is no text or too much."""
    text = material.text
    _check(text, given.settings.max_characters)
    frame = shared_tidier().frame(text)
    published, witness = _published(material, given, frame)
    report = Report(
        id=material.id or content_id("report", digest(text), published),
        title=given.title or material.title or frame.headline,
        publisher=given.publisher or material.publisher or frame.agency,
        published=published,
        language=given.language or language_of(text, shared_languages()),
        sha256=digest(text),
        text=text,
    )
    return Document(report, _with_captions(frame, material), witness, source, material.url)


def _check(text: str, limit: int) -> None:
    if not text.strip():
        raise Unreadable("it holds no text; give a file with a report in it")
    if len(text) > limit:
        raise Unreadable(_SENTENCE_OF_SIZE.format(size=len(text), limit=limit))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = error.start + 1
        raise Unreadable(
            f"character {place} is half of a surrogate pair, which no file can hold; mend the text"
        ) from None


def _published(material: Material, given: Given, frame: Frame) -> tuple[str | None, Witness]:
    """The day and who says so: the user, else the source's metadata, else the dateline."""
    if given.published:
        return given.published, "given"
    if day := day_in_metadata(material.published, today=given.today):
        return day, "metadata"
    if frame.day and (day := day_in_metadata(frame.day.isoformat(), today=given.today)):
        return day, "dateline"
    return None, "unknown"


def _with_captions(frame: Frame, material: Material) -> tuple[Zone, ...]:
    known = tuple(Zone("caption", quote(material.text, *bounds)) for bounds in material.captions)
    others = (z for z in frame.zones if not any(z.span.overlaps(k.span) for k in known))
    return tuple(sorted((*known, *others), key=lambda z: (z.span.start, -z.span.end)))


def checked_published(raw: object, given: Given) -> str:
    """A `published` value out of a record, as an ISO day. Raises Unreadable where it is no possible day."""
    day = raw[:10] if isinstance(raw, str) else str(raw)
    try:
        return checked_day(day, today=given.today)
    except SettingError as error:
        raise Unreadable(str(error)) from None
