"""Where readings go: standard output, one file, or a folder with a file for each report."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO

from lapwing.errors import SettingError
from lapwing.model.reading import Reading

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "json", "jsonl", "md", "html"]
SUFFIX: Final[dict[str, str]] = {
    "table": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "md": ".md",
    "html": ".html",
}
_PIPED_WIDTH = 120
_ONE_PAGE = "html makes one page for each report: give one report, or --out FOLDER/ for a page each"

Write = Callable[[Reading], None]


@contextmanager
def writer(format: Format, out: str | None) -> Iterator[Write]:
    """A function that writes a reading in the format, to where `out` says. Files are whole or not there at all."""
    if out is not None and (out.endswith(("/", os.sep)) or Path(out).is_dir()):
        Path(out).mkdir(parents=True, exist_ok=True)
        yield _to_folder(format, Path(out))
    else:
        with one_stream(out) as stream:
            yield _to_stream(format, stream)


@contextmanager
def one_stream(out: str | None) -> Iterator[TextIO]:
    """Standard output, or one file that is whole or not there at all."""
    if out is None:
        yield sys.stdout
        return
    part = Path(out + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def console_on(stream: TextIO) -> "Console":
    """A console as wide as the terminal, or of a fixed width where nobody watches."""
    from rich.console import Console

    return Console(file=stream, width=None if stream.isatty() else _PIPED_WIDTH, highlight=False)


def _to_stream(format: Format, stream: TextIO) -> Write:
    count = 0

    def write(reading: Reading) -> None:
        nonlocal count
        if format == "html" and count:
            raise SettingError(_ONE_PAGE)
        if format == "md" and count:
            stream.write("\n---\n\n")
        count += 1
        _write(format, reading, stream)

    return write


def _to_folder(format: Format, folder: Path) -> Write:
    taken: dict[str, int] = {}

    def write(reading: Reading) -> None:
        name = re.sub(r"[^\w.-]+", "_", reading.report.id)[:80].strip("._") or "report"
        taken[name] = taken.get(name, 0) + 1
        number = f"-{taken[name]}" if taken[name] > 1 else ""
        with (folder / f"{name}{number}{SUFFIX[format]}").open("w", encoding="utf-8", newline="\n") as stream:
            _write(format, reading, stream)

    return write


def _write(format: Format, reading: Reading, stream: TextIO) -> None:
    match format:
        case "table":
            _print_table(reading, stream)
        case "json" | "jsonl":
            stream.write(reading.to_json() + "\n")
        case "md":
            from lapwing.views import markdown

            stream.write(markdown.render(reading).rstrip("\n") + "\n")
        case "html":
            from lapwing.views import html

            stream.write(html.render(reading).rstrip("\n") + "\n")
    stream.flush()


def _print_table(reading: Reading, stream: TextIO) -> None:
    from lapwing.views.table import print_reading

    print_reading(reading, console_on(stream))
