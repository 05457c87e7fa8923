"""JSON Lines: one report a line with `text` and, if known, id, title, publisher, published, url."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from lapwing.errors import SourceError
from lapwing.ingest.from_text import checked_published, settle
from lapwing.ingest.material import Given, Material, Unreadable
from lapwing.model.report import Document

_BYTES_PER_CHARACTER = 12
"""The longest JSON form of one character: two \\u escapes."""


class _Line(msgspec.Struct):
    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def documents_in_lines(lines: BinaryIO, given: Given, *, source: str) -> Iterator[Document | SourceError]:
    """A Document for each good line, a SourceError naming the line for each bad one, in order. Empty lines are left out.

    Raises Unreadable where the file is in UTF-16.
    """
    limit = given.settings.max_characters * _BYTES_PER_CHARACTER
    number = 0
    while line := lines.readline(limit + 1):
        number += 1
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Unreadable("it is in UTF-16; save it as UTF-8, which JSON Lines must be in")
        name = f"{source}, line {number}"
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > limit:
            yield SourceError(name, "the line is longer than one report can be: split the report")
            _skip_rest(lines, limit)
        elif line.strip():
            yield _document(line, given, name)


def _skip_rest(lines: BinaryIO, limit: int) -> None:
    while (rest := lines.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _document(line: bytes, given: Given, name: str) -> Document | SourceError:
    try:
        record = msgspec.json.decode(line, type=_Line)
        published = record.published and checked_published(record.published, given)
        material = Material(
            record.text,
            title=record.title,
            publisher=record.publisher,
            published=published,
            url=record.url,
            id=str(record.id) if record.id is not None else None,
        )
        return settle(material, given, source=name)
    except Unreadable as error:
        return SourceError(name, str(error))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return SourceError(
            name, f"not a report in JSON ({_plainly(error)}); write one object with a `text` on the line"
        )


def _plainly(error: Exception) -> str:
    return str(error).replace("JSON is malformed: ", "").replace("Object ", "the object ").rstrip(".")
