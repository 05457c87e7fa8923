"""From documents to readings: one after the other, or in several processes with the same result.

in = read + failed: every document that goes in comes out, in order, as a Reading or a ReadFailure.
"""

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lapwing.errors import LapwingError
from lapwing.flow.kit import Kit, load_kit
from lapwing.flow.layers import Layers
from lapwing.flow.steps import STEPS, assemble
from lapwing.model.reading import Reading
from lapwing.model.refusal import Refusal
from lapwing.model.report import Document

if TYPE_CHECKING:
    from concurrent.futures import Future

READ_LANGUAGES = frozenset({"en", None})
"""Languages that the reader was trained on; None is 'too short to tell'."""

_LOOK_AHEAD = 4
"""Documents waiting per worker: enough to keep it busy, few enough to bound memory."""


@dataclass(frozen=True)
class ReadFailure:
    """A document that could not be read, with one sentence that says why. The others go on."""

    source: str
    message: str


class Timings:
    """Seconds spent in each step, summed over the documents read."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, step: str, seconds: float) -> None:
        """Count `seconds` for `step`."""
        self.seconds[step] = self.seconds.get(step, 0.0) + seconds


def read_document(kit: Kit, document: Document, *, timings: Timings | None = None) -> Reading:
    """The reading of one document. Pure: the same document and kit give the same reading."""
    report = document.report
    if report.language not in READ_LANGUAGES:
        return _unread(kit, document)
    return reading_of(kit, read_layers(kit, document, timings=timings))


def read_layers(kit: Kit, document: Document, *, timings: Timings | None = None) -> Layers:
    """All that the steps find in one document, the parse included."""
    report = document.report
    layers = Layers(document, date.fromisoformat(report.published) if report.published else None)
    for step in assemble(STEPS):
        began = time.perf_counter()
        layers = replace(layers, **step.run(kit, layers))
        if timings is not None:
            timings.add(step.name, time.perf_counter() - began)
    return layers


def reading_of(kit: Kit, layers: Layers) -> Reading:
    """The layers of one document as its reading."""
    return Reading(
        report=layers.document.report,
        actors=layers.actors.actors,
        places=layers.places,
        dates=layers.dates,
        events=layers.events,
        claims=layers.claims,
        statements=layers.statements,
        outlook=layers.outlook,
        refusals=(*_about_the_report(layers), *layers.refusals),
        made_by=kit.made_by,
    )


def _about_the_report(layers: Layers) -> list[Refusal]:
    if layers.published is not None:
        return []
    reason = (
        "the day of publication is not known, so words such as 'on Monday' cannot be fixed: give --published"
    )
    return [Refusal("published", None, reason)]


def _unread(kit: Kit, document: Document) -> Reading:
    language = document.report.language
    reason = (
        f"the text is in another language ({language}); this version reads English only, so nothing was coded"
    )
    return Reading(
        report=document.report, actors=(), places=(), dates=(), events=(), claims=(), statements=(), outlook=(),
        refusals=(Refusal("language", None, reason),), made_by=kit.made_by,
    )  # fmt: skip


def read_documents(
    documents: Iterable[Document], *, jobs: int = 1, weights: Path | None = None, kit: Kit | None = None
) -> Iterator[Reading | ReadFailure]:
    """One Reading or ReadFailure a document, in the order of the documents, whatever `jobs` is."""
    if jobs <= 1:
        kit = kit or load_kit(weights=weights)
        for document in documents:
            yield _attempt(kit, document)
    else:
        yield from _in_processes(documents, jobs=jobs, weights=weights)


def _attempt(kit: Kit, document: Document) -> Reading | ReadFailure:
    try:
        return read_document(kit, document)
    except (LapwingError, MemoryError, RecursionError) as error:
        name = document.source or document.report.id
        return ReadFailure(name, str(error) or f"the report is too large to read ({type(error).__name__})")


_worker_kit: Kit | None = None


def _start_worker(weights: Path | None) -> None:
    global _worker_kit  # noqa: PLW0603  one kit a process, loaded when the process starts
    _worker_kit = load_kit(weights=weights)


def _work(document: Document) -> Reading | ReadFailure:
    if _worker_kit is None:
        raise LapwingError("the worker process started without its model: run again with --jobs 1")
    return _attempt(_worker_kit, document)


def _in_processes(
    documents: Iterable[Document], *, jobs: int, weights: Path | None
) -> Iterator[Reading | ReadFailure]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[Reading | ReadFailure]] = deque()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (weights,)) as pool:
        try:
            for document in documents:
                waiting.append(pool.submit(_work, document))
                if len(waiting) >= jobs * _LOOK_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            message = "a worker process was stopped (out of memory?): run again with a smaller --jobs"
            raise LapwingError(message) from error
