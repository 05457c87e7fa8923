"""`lapwing read`: sources in, readings out, in the order of the sources whatever the number of processes."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import get_args

from lapwing.cli.arguments import Arguments, whole_number
from lapwing.cli.tally import EXIT_REFUSED, Tally
from lapwing.cli.writers import Format, writer
from lapwing.errors import SettingError
from lapwing.ingest.material import Given
from lapwing.model.reading import Reading
from lapwing.model.report import Document

DESCRIPTION = "Read reports: events, figures, statements and outlook, each with the words that say so."
EXAMPLES = """
Examples:

lapwing read report.txt --published 2015-09-14
lapwing read page.html --format html --out reading.html
lapwing read folder/ reports.jsonl --format jsonl --jobs 2 --out readings.jsonl
curl -s https://example.org/news.html | lapwing read -
lapwing read report.txt --explain e1

Exit codes: 0 all read, 2 nothing could be read, 3 some sources were read and some were not.
"""


def read(arguments: list[str]) -> int:
    """`lapwing read`: the exit code."""
    parser = _parser()
    asked = parser.read(arguments)
    if asked is None:
        return 0
    if not asked.sources:
        print(parser.format_help(), end="")
        return EXIT_REFUSED
    given = _given(
        published=asked.published, title=asked.title, publisher=asked.publisher, language=asked.language
    )
    if asked.explain is not None:
        from lapwing.cli.explain import explain_one

        return explain_one(asked.sources, given, asked.explain, format=asked.format, out=asked.out)
    return _read_all(asked.sources, given, format=asked.format, jobs=asked.jobs, out=asked.out)


def _parser() -> Arguments:
    parser = Arguments("lapwing read", DESCRIPTION, EXAMPLES)
    add = parser.add_argument
    add("sources", nargs="*", metavar="SOURCE",
        help="Files (.txt .html .pdf .docx .eml .jsonl), folders, URLs, or - for standard input.")  # fmt: skip
    add("--published", metavar="DAY",
        help="Day of publication, YYYY-MM-DD. Else taken from the source's metadata, else from a dateline, else unknown.")  # fmt: skip
    add("--title", metavar="TEXT", help="Headline. Else the source's own.")
    add("--publisher", metavar="TEXT", help="Outlet. Else the source's own.")
    add("--language", metavar="CODE", help="Language, such as en, where the guess from the text is wrong.")
    add("--format", choices=get_args(Format), default="table",
        help="table to look at (default); json or jsonl: one object a line; md; html: one self-contained page.")  # fmt: skip
    add("--explain", metavar="ID",
        help="Instead of the reading, why one value of it is what it is: e1, c2, s1, o1, a3, p1, d4, r1, or an id of --format json."
             " One report; --format table or json.")  # fmt: skip
    add("--jobs", type=whole_number, default=1, metavar="N", help="Processes that read side by side.")
    add("--out", metavar="PATH",
        help="Write to this file; or to a folder (NAME/), one file for each report.")  # fmt: skip
    return parser


def _given(*, published: str | None, title: str | None, publisher: str | None, language: str | None) -> Given:
    from lapwing.ingest.days import checked_day
    from lapwing.settings import read_settings

    today = date.today()
    if published is not None:
        try:
            published = checked_day(published, today=today)
        except SettingError as error:
            raise SettingError(f"--{error}") from None
    return Given(published, title, publisher, language, today, read_settings(os.environ))


def _read_all(sources: list[str], given: Given, *, format: Format, jobs: int, out: str | None) -> int:
    """Read every source and write every reading; the exit code."""
    from lapwing.ingest.sources import open_sources

    tally = Tally()
    documents = tally.good(open_sources(sources, given))
    first = next(documents, None)
    if first is None:
        return tally.exit_code
    with writer(format, out) as write, _progress(sources, quiet=not _is_watched(out)) as step:
        for reading in _readings(_chained(first, documents), tally, jobs=jobs):
            write(reading)
            step()
    return tally.exit_code


def _chained(first: Document, rest: Iterable[Document]) -> Iterator[Document]:
    yield first
    yield from rest


def _readings(documents: Iterator[Document], tally: Tally, *, jobs: int) -> Iterator[Reading]:
    """The readings, in order; failures and texts in other languages are told and counted."""
    from lapwing.flow.run import READ_LANGUAGES, ReadFailure, read_documents

    for outcome in read_documents(_language_told(documents, tally, READ_LANGUAGES), jobs=jobs):
        if isinstance(outcome, ReadFailure):
            tally.fail(f"{outcome.source}: {outcome.message}")
            continue
        tally.read += outcome.report.language in READ_LANGUAGES
        yield outcome


def _language_told(
    documents: Iterable[Document], tally: Tally, readable: frozenset[str | None]
) -> Iterator[Document]:
    """The documents; those in another language are named as they pass, for they will be read as empty."""
    from lapwing.lexicon.languages import language_name

    for document in documents:
        code = document.report.language
        if code not in readable:
            tally.fail(
                f"{document.source}: the text is in {language_name(code)} ({code}) and was not read: this version"
                " reads English only; if it is English after all, give --language en"
            )
        yield document


@contextmanager
def _progress(sources: list[str], *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where a person watches it and there is more than one report; call it once a report."""
    from lapwing.ingest.sources import count_reports

    total = None if quiet else count_reports(sources)
    if quiet or total == 1:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("reports"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)


def _is_watched(out: str | None) -> bool:
    """Whether a bar on standard error is seen and does not run through the readings themselves."""
    return sys.stderr.isatty() and (out is not None or not sys.stdout.isatty())
