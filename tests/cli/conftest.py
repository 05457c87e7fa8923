"""The command line in this process: arguments in, exit code and both streams out; and a reader that codes nothing."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from lapwing.cli.main import outcome
from lapwing.model.reading import MadeBy, Reading
from lapwing.model.refusal import Refusal
from lapwing.model.report import Document


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Lapwing = Callable[..., Outcome]


@pytest.fixture
def lapwing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Lapwing:
    """Runs `lapwing` with the arguments given, in an empty folder, with the bytes given on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LAPWING_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LAPWING_DEBUG", raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = outcome(list(arguments))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@dataclass(frozen=True)
class ReadFailure:
    """As flow's own."""

    source: str
    message: str


@pytest.fixture
def idle_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flow that codes nothing, so that a test sees the command line alone. It fails on 'cannot be read'."""
    flow = ModuleType("lapwing.flow.run")
    flow.__dict__.update(
        READ_LANGUAGES=frozenset({"en", None}), ReadFailure=ReadFailure, read_documents=_read_documents
    )
    monkeypatch.setitem(sys.modules, "lapwing.flow.run", flow)


def _read_documents(documents: Iterable[Document], *, jobs: int = 1) -> Iterator[Reading | ReadFailure]:
    assert jobs >= 1
    for document in documents:
        if "cannot be read" in document.report.text:
            yield ReadFailure(document.source, "it is too large to read")
        else:
            yield _empty_reading(document)


def _empty_reading(document: Document) -> Reading:
    foreign = document.report.language not in ("en", None)
    refusals = (Refusal("language", None, "another language"),) if foreign else ()
    return Reading(
        report=document.report, actors=(), places=(), dates=(), events=(), claims=(), statements=(), outlook=(),
        refusals=refusals, made_by=MadeBy("0", "none", "none", "1"),
    )  # fmt: skip
