"""Score Lapwing against gold, from raw text: python benchmarks/quality.py [--gold DIR] [--misses] [--write]

Reads every gold report with the installed Lapwing, hands the readings to the shared scorer, and prints its table.
With --write the table goes into docs/quality.md between its two marks. Skips with the reason where ../shared is absent.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lapwing.flow.kit import load_kit
from lapwing.flow.run import ReadFailure, read_documents
from lapwing.ingest.from_text import document_from_text
from lapwing.model.event import By
from lapwing.model.report import Document

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- gold table: begin -->", "<!-- gold table: end -->"


def documents(gold: Path) -> Iterator[Document]:
    """The gold reports as documents: text, title, publisher and day, nothing of the annotations."""
    for path in sorted(gold.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))["report"]
        yield document_from_text(
            report["text"],
            published=report.get("published"),
            title=report.get("title"),
            publisher=report.get("publisher"),
            id=report.get("id"),
        )


def write_readings(gold: Path, out: Path, *, by: By = "both", weights: Path | None = None) -> None:
    """One reading a line. Raises SystemExit where a report could not be read."""
    with out.open("w", encoding="utf-8") as file:
        for result in read_documents(documents(gold), kit=load_kit(by=by, weights=weights)):
            if isinstance(result, ReadFailure):
                raise SystemExit(f"{result.source}: {result.message}")
            file.write(result.to_json() + "\n")


def scorer_output(gold: Path, readings: Path, *, misses: bool) -> str:
    """What the shared scorer prints."""
    command = [
        sys.executable,
        str(SHARED / "tools" / "score.py"),
        "--gold",
        str(gold),
        "--readings",
        str(readings),
    ]
    command += ["--misses"] if misses else []
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def write_table(table: str) -> None:
    """Put the table into docs/quality.md between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n```\n{table.strip()}\n```\n{END}{tail}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--readings", type=Path, help="keep the readings in this file")
    parser.add_argument("--by", choices=("rules", "model", "both"), default="both", help="who finds the acts")
    parser.add_argument("--weights", type=Path, help="a folder of weights other than those shipped")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    args = parser.parse_args()
    if not args.gold.is_dir():
        print(f"skipped: {args.gold} is not here (the gold lies beside the project, in ../shared)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        readings = args.readings or Path(folder) / "readings.jsonl"
        write_readings(args.gold, readings, by=args.by, weights=args.weights)
        table = scorer_output(args.gold, readings, misses=args.misses)
    print(table)
    if args.write:
        write_table(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
