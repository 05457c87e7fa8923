"""PDF: the text layer by pypdfium2, lines joined into paragraphs.

The file's own creation date is not used: it is the day the file was made, often long after publication.
"""

import re
from statistics import quantiles

from lapwing.ingest.material import Material, Unreadable

_NO_TEXT = "it has no text layer, only pictures; run OCR first, e.g. `ocrmypdf in.pdf out.pdf`"
_LOCKED = "it is locked with a password; save a copy without one"
_BROKEN = "it is no PDF that can be opened ({reason}); download or export it again"
_HYPHEN = re.compile(r"(?<=\w)(?:\ufffe|\xad|-)\r?\n(?=[a-z])")
_FULL_LINE = 0.75
"""A line shorter than this share of the usual full width ends its paragraph."""


def pdf_material(data: bytes, *, most_characters: int) -> Material:
    """The Material of a PDF. Raises Unreadable where it is broken, locked or has only pictures."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        raise Unreadable(_LOCKED if locked else _BROKEN.format(reason=_reason(error))) from None
    with file:
        pages: list[str] = []
        for number in range(len(file)):
            pages.append(_page_text(file, number))
            if sum(map(len, pages)) > most_characters:
                break
        title = file.get_metadata_dict(skip_empty=True).get("Title")
    if not any(page.strip() for page in pages):
        raise Unreadable(_NO_TEXT)
    return Material("\n".join(map(joined_lines, pages)).strip(), title=title)


def _page_text(file: object, number: int) -> str:
    page = file[number]  # type: ignore[index]
    return str(page.get_textpage().get_text_bounded())


def _reason(error: Exception) -> str:
    return str(error).partition("(")[2].rstrip(").") or "damaged"


def joined_lines(page: str) -> str:
    """One line a paragraph: printed lines that run on are joined, words parted at a line's end made whole."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).splitlines()]
    full = _full_width(lines)
    paragraphs: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and line:
            paragraphs[-1] += " " + line
        elif line:
            paragraphs.append(line)
        runs_on = bool(line) and len(line) >= _FULL_LINE * full
    return "\n".join(paragraphs)


def _full_width(lines: list[str]) -> float:
    """The width that nine of ten lines stay under."""
    widths = [len(line) for line in lines if line]
    return quantiles(widths, n=10)[-1] if len(widths) > 1 else 1e9
