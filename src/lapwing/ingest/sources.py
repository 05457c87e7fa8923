"""Sources as the user names them: files, folders, URLs, `-`. Each becomes Documents, or an error that names it."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from lapwing.errors import SourceError
from lapwing.ingest.from_docx import docx_material
from lapwing.ingest.from_html import html_material
from lapwing.ingest.from_lines import documents_in_lines
from lapwing.ingest.from_mail import mail_material
from lapwing.ingest.from_pdf import pdf_material
from lapwing.ingest.from_text import settle, text_material
from lapwing.ingest.from_url import fetch
from lapwing.ingest.material import Given, Material, Unreadable
from lapwing.model.report import Document

STANDARD_INPUT: Final = "-"
SUFFIXES: Final = (".txt", ".text", ".html", ".htm", ".pdf", ".docx", ".eml", ".jsonl", ".ndjson")
_LINES = (".jsonl", ".ndjson")

Opened = Iterator[Document | SourceError]


def open_sources(sources: Iterable[str], given: Given) -> Opened:
    """The Documents of all sources, in order, read one at a time; a SourceError for each that cannot be read."""
    for source in sources:
        yield from open_source(source, given)


def open_source(source: str, given: Given) -> Opened:
    """The Documents of one source: one for most files, several for a folder or JSON Lines."""
    try:
        if source == STANDARD_INPUT:
            yield from _from_input(sys.stdin.buffer, given)
        elif "://" in source:
            yield from _from_url(source, given)
        elif Path(source).is_dir():
            yield from _from_folder(Path(source), given)
        else:
            yield from _from_file(Path(source), source, given)
    except Unreadable as error:
        yield SourceError(source, str(error))
    except OSError as error:
        yield SourceError(source, _plainly(error))


def files_in(folder: Path) -> list[Path]:
    """Every file of a known kind in a folder and the folders in it, by name; hidden ones left out."""
    found = (each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
    return sorted(
        each for each in found if not any(p.startswith(".") for p in each.relative_to(folder).parts)
    )


def count_reports(sources: Iterable[str]) -> int | None:
    """How many reports the sources hold; None where that is not known before they are read."""
    total = 0
    for source in sources:
        path = Path(source)
        files = files_in(path) if path.is_dir() else [path]
        if source == STANDARD_INPUT or any(file.suffix.lower() in _LINES for file in files):
            return None
        total += len(files)
    return total


def _from_folder(folder: Path, given: Given) -> Opened:
    files = files_in(folder)
    if not files:
        raise Unreadable(f"the folder has no file that Lapwing reads ({', '.join(SUFFIXES)})")
    for file in files:
        yield from open_source(str(file), given)


def _from_file(path: Path, source: str, given: Given) -> Opened:
    suffix = path.suffix.lower()
    if suffix in _LINES:
        with path.open("rb") as lines:
            yield from _from_lines(lines, given, source)
        return
    most = given.settings.max_bytes
    if path.stat().st_size > most:
        raise Unreadable(f"it is larger than {most:,} bytes; split it into its reports")
    yield from _from_bytes(path.read_bytes(), suffix, given, source)


def _from_bytes(data: bytes, suffix: str, given: Given, source: str) -> Opened:
    """The Documents of bytes in the format that the suffix names or, where it names none, that they look like."""
    if suffix not in SUFFIXES:
        suffix = sniffed_suffix(data)
    if suffix in _LINES:
        yield from _from_lines(io.BytesIO(data), given, source)
    else:
        yield settle(_material(data, suffix, given), given, source=source)


def _from_lines(lines: BinaryIO, given: Given, source: str) -> Opened:
    empty = True
    for each in documents_in_lines(lines, given, source=source):
        empty = False
        yield each
    if empty:
        raise Unreadable("it holds no report; give a file with one JSON object a line")


def _from_input(stream: BinaryIO, given: Given) -> Opened:
    most = given.settings.max_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"it is larger than {most:,} bytes; give files instead")
    yield from _from_bytes(data, "", given, STANDARD_INPUT)


def _from_url(url: str, given: Given) -> Opened:
    page = fetch(url, given.settings)
    if page.suffix in _LINES:
        yield from _from_lines(io.BytesIO(page.data), given, url)
    else:
        material = _material(page.data, page.suffix, given, url=page.url, declared=page.declared)
        yield settle(replace(material, url=page.url), given, source=url)


def _material(
    data: bytes, suffix: str, given: Given, *, url: str | None = None, declared: str | None = None
) -> Material:
    """The Material of bytes in the format that the suffix names; plain text for any other suffix."""
    if not data:
        raise Unreadable("it is empty; give a file with a report in it")
    match suffix:
        case ".html" | ".htm":
            return html_material(data, url=url, declared=declared)
        case ".pdf":
            return pdf_material(data, most_characters=given.settings.max_characters)
        case ".docx":
            return docx_material(data, most_bytes=given.settings.max_bytes)
        case ".eml":
            return mail_material(data)
        case _:
            return text_material(data)


def sniffed_suffix(data: bytes) -> str:
    """The format of bytes that come without a name."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".docx"
    if head[:1] == b"{":
        return ".jsonl"
    return ".html" if head[:15].lower().startswith((b"<!doctype html", b"<html")) else ".txt"


def _plainly(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder; check the name"
        case PermissionError():
            return "it may not be read; change its permissions (chmod +r) or copy it"
        case _:
            return (
                f"it cannot be read ({error.strerror or type(error).__name__}); check the file and the disk"
            )
