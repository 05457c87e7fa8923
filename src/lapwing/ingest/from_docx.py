"""DOCX: paragraphs and table cells in order, one a line, by python-docx.

The file's own dates are not used: they tell when the file was made, and templates carry dates years old.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lapwing.ingest.material import Material, Unreadable

_BROKEN = "it is no Word file that can be opened; open it in a word processor and save it again as .docx"
_TOO_LARGE = "it unpacks to more than {limit:,} bytes; save its text as a .txt file"


def docx_material(data: bytes, *, most_bytes: int) -> Material:
    """The Material of a Word file. Raises Unreadable where it is broken or far larger unpacked."""
    _check_size(data, most_bytes)
    import docx

    try:
        file = docx.Document(io.BytesIO(data))
        paragraphs = list(_paragraphs(file))
        title = file.core_properties.title or None
    except Exception:  # python-docx and lxml raise a dozen unrelated kinds for broken parts
        raise Unreadable(_BROKEN) from None
    return _material(paragraphs, title)


def _check_size(data: bytes, most_bytes: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise Unreadable(_BROKEN) from None
    if unpacked > most_bytes:
        raise Unreadable(_TOO_LARGE.format(limit=most_bytes))


def _paragraphs(file: Any) -> Iterator[tuple[str, str]]:
    """Text and style name of each paragraph, those in tables included, in document order."""
    for block in file.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                seen = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield from ((cell, "Table") for cell in seen if cell)
        elif block.text.strip():
            yield block.text.strip(), block.style.name if block.style else ""


def _material(paragraphs: list[tuple[str, str]], title: str | None) -> Material:
    text, captions = "", []
    for words, style in paragraphs:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + words
        if style == "Caption":
            captions.append((start, len(text)))
    headed = next((words for words, style in paragraphs if style == "Title"), None)
    return Material(text, title=title or headed, captions=tuple(captions))
