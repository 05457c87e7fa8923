#!/usr/bin/env python3
"""Measure places on LGL and GeoVirus, from raw text.

python benchmarks/places.py /work/shared/corpora/geo [--limit N] [--misses]
"""

import argparse
import json
import time
from pathlib import Path

from lapwing.evaluate.places import read_geovirus, read_lgl, score
from lapwing.lexicon.places import load_gazetteer
from lapwing.model.parse import Parse
from lapwing.reader.reader import load_reader


def main() -> None:
    """Read the command line and print one line of figures a corpus."""
    parser = argparse.ArgumentParser(description="Measure places on LGL and GeoVirus.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N articles of each")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    reader, gazetteer = load_reader(), load_gazetteer()

    def parse(text: str) -> Parse:
        return reader.parse(text)

    for name, articles in (
        ("lgl", read_lgl(options.folder / "lgl.xml")),
        ("geovirus", read_geovirus(options.folder / "GeoVirus.xml")),
    ):
        started = time.perf_counter()
        misses: list[tuple[str, ...]] | None = [] if options.misses else None
        total = score(list(articles)[: options.limit], parse, gazetteer, misses=misses)
        for miss in misses or []:
            print(name, *(part.replace("\n", " ") for part in miss), sep="\t")
        print(
            json.dumps(
                {"corpus": name, **total.figures(), "seconds": round(time.perf_counter() - started, 1)}
            )
        )


if __name__ == "__main__":
    main()
