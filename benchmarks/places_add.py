#!/usr/bin/env python3
"""How long `lapwing places add` takes for a dump of half a million rows, and what the added country costs a reading.

    taskset -c 1 python benchmarks/places_add.py [--rows 500000] [--json]

The dump is generated (invented names in three scripts, four other names a row on average, the feature codes in about the
shares of a mountain country) into a folder that is deleted again. The goal is a minute on one core.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

CODES = (
    "P.PPL",
    "P.PPL",
    "P.PPL",
    "P.PPLX",
    "T.MT",
    "T.VAL",
    "T.GRGE",
    "T.PASS",
    "H.STM",
    "H.SPNG",
    "L.LCTY",
    "S.FRM",
)
LATIN = (
    "a",
    "o",
    "i",
    "u",
    "bo",
    "dar",
    "khu",
    "jar",
    "qal",
    "shah",
    "rud",
    "sang",
    "tep",
    "zar",
    "obi",
    "kish",
    "mir",
    "gul",
)
CYRILLIC = (
    "а",
    "о",
    "и",
    "у",
    "бо",
    "дар",
    "ху",
    "джар",
    "кал",
    "шах",
    "руд",
    "санг",
    "теп",
    "зар",
    "оби",
    "киш",
    "мир",
    "гул",
)
ARABIC = (
    "ا",
    "و",
    "ی",
    "و",
    "بو",
    "در",
    "خو",
    "جر",
    "قل",
    "شاه",
    "رود",
    "سنگ",
    "تپ",
    "زر",
    "آب",
    "کش",
    "میر",
    "گل",
)
GOAL_SECONDS = 60.0


def dump_lines(rows: int, iso2: str = "TJ", seed: int = 1) -> Iterator[str]:
    """Lines of an invented dump of that many rows."""
    chance = random.Random(seed)
    for number in range(rows):
        syllables = [chance.randrange(len(LATIN)) for _ in range(chance.randint(2, 5))]
        name = "".join(LATIN[s] for s in syllables).title()
        others = [
            "".join(CYRILLIC[s] for s in syllables).title(),
            "".join(ARABIC[s] for s in syllables),
            name.replace("h", ""),
            *(f"{name}i {LATIN[chance.randrange(len(LATIN))].title()}" for _ in range(chance.randint(0, 2))),
        ]
        code = chance.choice(CODES)
        first = f"{number % 5:02}"
        if number < 5:
            code, first = "A.ADM1", f"{number:02}"
        group, _, code = code.partition(".")
        population = str(chance.randint(50, 5000)) if group == "P" else "0"
        lat, lon = f"{chance.uniform(36.7, 41.0):.5f}", f"{chance.uniform(67.4, 75.1):.5f}"
        yield "\t".join((
            str(90_000_000 + number), name, name, ",".join(others), lat, lon, group, code, iso2, "", first, "", "", "",
            population, "", "900", "Asia/Dushanbe", "2020-01-01",
        ))  # fmt: skip


def write_dump(path: Path, rows: int, iso2: str = "TJ", seed: int = 1) -> None:
    """An archive as GeoNames packs it."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(f"{iso2}.txt", "w", force_zip64=True) as file,
    ):
        for line in dump_lines(rows, iso2, seed):
            file.write(line.encode() + b"\n")


def opening(home: Path) -> float:
    """Seconds to open the gazetteer and look one name up, the best of five."""
    code = (
        "import time; from pathlib import Path; import sys\n"
        "from lapwing.lexicon.places import Gazetteer\n"
        "from lapwing.lexicon.local.shelf import added, folder_of\n"
        "home = Path(sys.argv[1]); began = time.perf_counter()\n"
        "g = Gazetteer(added=[folder_of(home, 'places', a) for a in added(home, 'places')]); g.find('Dushanbe')\n"
        "print(time.perf_counter() - began)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    """Generate, add, measure, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=500_000, help="rows of the dump")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump, home = Path(folder) / "TJ.zip", Path(folder) / "home"
        write_dump(dump, options.rows)
        command = [
            sys.executable,
            "-c",
            "from lapwing.cli.main import run; run()",
            "places",
            "add",
            "TJK",
            "--file",
            str(dump),
        ]
        began = time.perf_counter()
        subprocess.run(command, check=True, env=os.environ | {"LAPWING_HOME": str(home)}, stdout=sys.stderr)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = {
            "rows": options.rows,
            "wall_seconds": round(time.perf_counter() - began, 1),
            "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
            "goal_seconds": GOAL_SECONDS,
            "most_memory_mb": round(used.ru_maxrss / 1024),
            "dump_mb": round(dump.stat().st_size / 1e6, 1),
            "added_mb": round(sum(p.stat().st_size for p in home.rglob("*.blk")) / 1e6, 1),
            "opening_ms_without": round(1000 * opening(home / "none"), 1),
            "opening_ms_with": round(1000 * opening(home), 1),
        }
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):22}{value:>12,}")
    sys.exit(figures["cpu_seconds"] > GOAL_SECONDS)


if __name__ == "__main__":
    main()
