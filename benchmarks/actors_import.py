#!/usr/bin/env python3
"""How long `lapwing actors import` takes, and what the imported list costs each start of Lapwing.

    taskset -c 1 python benchmarks/actors_import.py [--entities 100000]

The file is generated (invented names; two persons to a body; an address for every second party) and deleted again.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lapwing.lexicon.actors import load_actors
from lapwing.lexicon.local.extras import load_extras
from lapwing.lexicon.local.parties import import_actors

SYLLABLES = (
    "ba",
    "dar",
    "go",
    "khu",
    "la",
    "mir",
    "no",
    "qo",
    "rah",
    "shu",
    "ta",
    "vo",
    "yu",
    "zar",
    "man",
    "din",
    "sho",
    "bek",
)
POSTS = ("Minister of Energy", "Member of Parliament", "Judge", "Mayor", "Ambassador")


def entities(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """That many invented parties, and addresses beside them."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).title()

    for number in range(count):
        country = [chance.choice(("tj", "uz", "kz", "kg", "af"))]
        if number % 3:
            name = f"{word()} {word()}"
            properties = {
                "name": [name, f"{name.split()[1].upper()} {name.split()[0]}"],
                "nationality": country,
                "position": [chance.choice(POSTS)],
            }
            yield {"id": f"p{number}", "schema": "Person", "caption": name, "properties": properties}
        else:
            name = f"{word()} {word()} Trading"
            yield {
                "id": f"c{number}",
                "schema": "Company",
                "caption": name,
                "properties": {"jurisdiction": country, "alias": [word() + " LLC"]},
            }
        if number % 2:
            yield {"id": f"a{number}", "schema": "Address", "caption": "", "properties": {}}


def main() -> None:
    """Generate, import, measure, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entities", type=int, default=100_000, help="parties in the file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, home = Path(folder) / "invented.json", Path(folder) / "home"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in entities(options.entities))
        began = time.process_time()
        done = import_actors(home, source, name="invented", most=10**10, today=date.today())
        took = time.process_time() - began
        began = time.process_time()
        load_actors()
        without = time.process_time() - began
        began = time.process_time()
        load_actors(imported=load_extras(home).imported)
        with_list = time.process_time() - began
    print(
        f"entities {options.entities:,}: {sum(done.account.taken.values()):,} taken, {done.about.counts['rows']:,} rows"
    )
    print(
        f"import {took:.1f} s; loading the actors {1000 * without:.0f} ms without the list, {1000 * with_list:.0f} ms with it (CPU time)"
    )


if __name__ == "__main__":
    main()
