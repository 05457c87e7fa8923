"""Speed and memory of reading, on reports of about 600 words: python benchmarks/read_speed.py [--json]

Measured: the first result of a cold `lapwing read`; reports a second through worker processes, their start left out and
counted in; the peak memory of the workers together; the share of each step. Processor time stands beside the clock's, for
machines that do other work too: there the clock shows how busy the machine is. The reports are put together from the
paragraphs of examples/, so nothing but this checkout is needed.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lapwing.flow.kit import load_kit
from lapwing.flow.run import Timings, read_document, read_documents
from lapwing.ingest.from_text import document_from_text
from lapwing.ingest.material import Given
from lapwing.ingest.sources import open_source
from lapwing.model.reading import Reading
from lapwing.model.report import Document

EXAMPLES = Path(__file__).parent.parent / "examples"
WORDS = 600
PUBLISHED = "2022-05-19"


def make_reports(count: int) -> list[Document]:
    """That many reports of about 600 words, each a different run of example paragraphs."""
    opened = open_source(str(EXAMPLES), Given())
    paragraphs = [
        line.strip()
        for each in opened
        if isinstance(each, Document)
        for line in each.report.text.splitlines()
        if len(line.split()) > 12 and not line.startswith("[")
    ]
    return [
        document_from_text(_run_of(paragraphs, start=7 * number), published=PUBLISHED, id=f"bench-{number}")
        for number in range(count)
    ]


def _run_of(paragraphs: list[str], *, start: int) -> str:
    taken: list[str] = []
    while sum(len(each.split()) for each in taken) < WORDS:
        taken.append(paragraphs[(start + len(taken)) % len(paragraphs)])
    return "\n\n".join(taken)


def cold_start(document: Document, *, times: int) -> list[tuple[float, float]]:
    """Seconds by the clock and of processor time from starting a process to its end, for one report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(document.report.text, encoding="utf-8")
        command = [sys.executable, "-c", "from lapwing.cli.main import run; run()", "read", str(path)]
        command += ["--format", "json", "--published", PUBLISHED]
        _seconds_of(command)  # the first run writes the compiled modules, as an installation does
        return [_seconds_of(command) for _ in range(times)]


def _seconds_of(command: list[str]) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def throughput(documents: list[Document], *, jobs: int) -> dict[str, float | None]:
    """Reports a second with and without the start of the workers, and the sum of the workers' peak memory."""
    watch = WorkerMemory()
    arrivals: list[float] = []
    began = time.perf_counter()
    with watch:
        for outcome in read_documents(iter(documents), jobs=jobs):
            assert isinstance(outcome, Reading), outcome
            arrivals.append(time.perf_counter())
    # The first results of all workers stand for their start; what comes after them is the steady pace.
    steady = (len(arrivals) - jobs) / (arrivals[-1] - arrivals[jobs - 1])
    return {
        "reports_per_second": steady,
        "reports_per_second_with_start": len(arrivals) / (arrivals[-1] - began),
        "first_result_seconds": arrivals[0] - began,
        "workers_mb": watch.megabytes(),
    }


class WorkerMemory:
    """Peak resident memory of each worker process, asked for every tenth of a second. Linux only; elsewhere None."""

    def __init__(self) -> None:
        self.peaks: dict[int, float] = {}
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "WorkerMemory":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def megabytes(self) -> float | None:
        """The sum of the peaks."""
        return sum(self.peaks.values()) or None

    def _watch(self) -> None:
        while not self.done.wait(0.1):
            for process in _workers():
                if (peak := _peak(process)) is not None:
                    self.peaks[process] = peak


def _workers() -> Iterator[int]:
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        try:
            for process in map(int, task.read_text().split()):
                if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes():
                    yield process
        except OSError:
            continue


def _peak(process: int) -> float | None:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)


def step_shares(documents: list[Document]) -> dict[str, Any]:
    """Milliseconds a report of each step, and of ingest before them, in one process on one thread."""
    kit = load_kit()
    read_document(kit, documents[0])
    timings, spent, busy = Timings(), [], []
    for document in documents:
        began = time.perf_counter()
        document_from_text(document.report.text, published=PUBLISHED)
        timings.add("ingest", time.perf_counter() - began)
        began, worked = time.perf_counter(), time.process_time()
        reading = read_document(kit, document, timings=timings)
        spent.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
        began = time.perf_counter()
        reading.to_json()
        timings.add("json", time.perf_counter() - began)
    return {
        "milliseconds": {step: 1000 * s / len(documents) for step, s in timings.seconds.items()},
        "median_report_ms": 1000 * statistics.median(spent),
        "median_report_cpu_ms": 1000 * statistics.median(busy),
    }


def measure(*, reports: int, jobs: int, cold: int) -> dict[str, Any]:
    """Every figure of the benchmark."""
    load = os.getloadavg()[0]
    documents = make_reports(reports)
    cold_runs = cold_start(documents[0], times=cold)
    return {
        "machine": {
            "cpus": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
        },
        "load_before": load,
        "reports": reports,
        "words": statistics.mean(len(d.report.text.split()) for d in documents),
        "jobs": jobs,
        "cold_seconds": [clock for clock, _ in cold_runs],
        "cold_cpu_seconds": [busy for _, busy in cold_runs],
        **throughput(documents, jobs=jobs),
        "steps": step_shares(documents[: max(10, reports // 5)]),
    }


def show(found: dict[str, Any]) -> None:
    """The figures as a table, each beside its goal."""
    memory = found["workers_mb"]
    rows = (
        (
            "first result of a cold start",
            f"{statistics.median(found['cold_seconds']):.2f} s",
            "at most 1.5 s",
        ),
        ("… of processor time", f"{statistics.median(found['cold_cpu_seconds']):.2f} s", ""),
        (f"reports a second, {found['jobs']} workers", f"{found['reports_per_second']:.1f}", "at least 10"),
        ("… their start counted in", f"{found['reports_per_second_with_start']:.1f}", ""),
        (
            "memory of the workers together",
            f"{memory:.0f} MB" if memory else "not measured",
            "at most 700 MB",
        ),
    )
    print(
        f"{found['reports']} reports of {found['words']:.0f} words; {found['machine']['cpus']} cores; {found['machine']['system']}\n"
    )
    if found["load_before"] > found["machine"]["cpus"] / 2:
        print(
            f"The machine was busy with other work (load {found['load_before']:.1f}): the clock shows too much.\n"
        )
    for name, value, goal in rows:
        print(f"{name:36}{value:>12}   {goal}")
    steps = found["steps"]["milliseconds"]
    one = found["steps"]
    print(
        f"\nOne process, one thread: {one['median_report_ms']:.1f} ms a report by the clock,"
        f" {one['median_report_cpu_ms']:.1f} ms of processor time (medians)"
    )
    for step, spent in sorted(steps.items(), key=lambda each: -each[1]):
        print(f"  {step:16}{spent:8.2f} ms {100 * spent / sum(steps.values()):6.1f} %")


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, not as a table")
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cold", type=int, default=5, help="how many cold starts; their median is shown")
    asked = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    found = measure(reports=asked.reports, jobs=asked.jobs, cold=asked.cold)
    if asked.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
