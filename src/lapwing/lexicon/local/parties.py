"""A file of FollowTheMoney entities into the local lexicon of actors: `lapwing actors import`.

The file is read twice: first for the posts that persons hold (Occupancy, Position), then for the parties. Every line is
taken, known already, of no party, or refused with its reason: lines = taken + known + other + refused.
"""

import csv
import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from lapwing.errors import DataError, SettingError
from lapwing.lexicon.actors import NAME_COLUMNS, PERSON_COLUMNS, ActorLexicon, load_actors
from lapwing.lexicon.local.entities import FAULTS, Entity, Fault, Party, Titles, entity_of, is_party, party_of
from lapwing.lexicon.local.ordinary import Ordinary
from lapwing.lexicon.local.shelf import About, Step, check_room, put, writing
from lapwing.lexicon.local.weighed import Account, weighed
from lapwing.lexicon.places import Gazetteer

LONGEST_LINE: Final = 8_000_000  # bytes
MOST: Final = 200_000  # parties: each start of Lapwing reads them all
_FEW: Final = 10
_MOST_ODD: Final = 0.01  # of the lines; above it the file is something else
_HELD: Final = ("Occupancy", "Position")


class Imported(Struct, frozen=True):
    """What stands on the shelf now, and the account of the lines."""

    about: About
    account: Account


def checked_name(name: str) -> str:
    """A short name for a list, from that given or that of its file. Raises SettingError where none is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    if not plain:
        raise SettingError(f"{name!r} cannot name a list of actors: give --name with letters or digits")
    return plain


def import_actors(
    home: Path, source: Path, *, name: str, most: int, today: date, step: Step = lambda *_: None
) -> Imported:
    """Take the parties of a file into the data folder, in the place of an older list of that name.

    Raises DataError where the file is none of FollowTheMoney, holds no party that can be taken, or too many.
    """
    size = _size(source, most)
    check_room(home, size)
    lexicon = load_actors()
    with writing(home, "actors-added", name) as work:
        shutil.rmtree(work)
        made = work / "made"
        made.mkdir(parents=True)
        posts = _posts(source, size, step)
        account = Account()
        parties = list(
            _parties(source, posts, account, lexicon, lambda done: step("reading actors", done, size))
        )
        _check(account, source)
        rows = _write(parties, made)
        load_actors(imported=(made,))  # what cannot be read back must not reach the shelf
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        about = About(
            name=name, folder="", version="", source=source.name, source_sha256=digest, added=today.isoformat(),
            counts={"parties": len(parties), "rows": rows},
        )  # fmt: skip
        about = put(home, "actors-added", made, about)
        shutil.rmtree(work, ignore_errors=True)
    return Imported(about, account)


def _size(source: Path, most: int) -> int:
    if not source.is_file():
        raise DataError(
            f"{source}: there is no such file; give the path of a FollowTheMoney file, one entity a line"
        )
    size = source.stat().st_size
    if size > most:
        raise DataError(
            f"{source}: {size:,} bytes, more than the {most:,} allowed; set LAPWING_MAX_DATA_BYTES"
        )
    if not size:
        raise DataError(f"{source}: holds nothing; fetch it again")
    return size


def _lines(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise DataError(
                    f"{source}: a line of more than {LONGEST_LINE:,} bytes; one entity a line is needed"
                )
            yield line


def _posts(source: Path, size: int, step: Step) -> dict[str, list[str]]:
    """Names of the posts that each person holds, by the person's id."""
    held: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = {}
    done = 0
    for number, line in enumerate(_lines(source)):
        done += len(line)
        if number % 5000 == 0:
            step("reading posts", done, size)
        if not any(schema.encode() in line for schema in _HELD):
            continue
        entity = entity_of(line)
        if isinstance(entity, Entity) and entity.schema == "Position":
            names[entity.id] = entity.texts("name")
        elif isinstance(entity, Entity) and entity.schema == "Occupancy":
            for holder in entity.texts("holder"):
                held[holder] += entity.texts("post")
    return {holder: [n for post in posts for n in names.get(post, ())] for holder, posts in held.items()}


def _parties(
    source: Path,
    posts: dict[str, list[str]],
    account: Account,
    lexicon: ActorLexicon,
    told: Callable[[int], None],
) -> Iterator[Party]:
    """The parties taken; the account is kept as they are."""
    seen: set[str] = set()
    ordinary = Ordinary(lexicon, Gazetteer())
    titles = Titles(
        (t.title, t.sectors) for t in lexicon.titles.values() if not t.inherits and t.sectors != ("UNK",)
    )
    done = 0
    for line in _lines(source):
        account.lines += 1
        done += len(line)
        if account.lines % 2000 == 0:
            told(done)
        if not line.strip():
            account.other["empty line"] = account.other.get("empty line", 0) + 1
            continue
        entity = entity_of(line)
        if isinstance(entity, str):
            account.refuse(entity)
        elif entity.id in seen:
            account.refuse("double")
        elif not is_party(entity):
            account.other[entity.schema] = account.other.get(entity.schema, 0) + 1
        else:
            seen.add(entity.id)
            yield from weighed(party_of(entity, posts.get(entity.id, ()), titles), account, lexicon, ordinary)


def _check(account: Account, source: Path) -> None:
    """Raises DataError where the file is something else, or nothing in it can be taken, or too much."""
    assert account.accounted() == account.lines, "every line stands in one heap"
    odd = sum(account.refused.get(fault, (0, 0))[0] for fault in ("json", "entity"))
    taken = sum(account.taken.values())
    if odd == account.lines or odd > max(_FEW, _MOST_ODD * account.lines):
        fault: Fault = "json" if "json" in account.refused else "entity"
        raise DataError(
            f"{source}: {odd:,} of {account.lines:,} lines are no entities: line {account.refused[fault][1]} {FAULTS[fault]}."
            " Give a file of FollowTheMoney JSON, one entity a line (OpenSanctions: entities.ftm.json); nothing was changed"
        )
    if taken > MOST:
        raise DataError(
            f"{source}: {taken:,} parties, more than the {MOST:,} that can be read at each start: give the lines that you need"
        )
    if not taken:
        reasons = "; ".join(f"{count:,} lines: {FAULTS[f]}" for f, (count, _) in account.refused.items())
        raise DataError(
            f"{source}: no party could be taken ({reasons or 'all known already, or none a party'})"
        )


def _write(parties: list[Party], folder: Path) -> int:
    """The parties as CSV files in the layout of the shipped ones; the number of rows."""
    by_file: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for party in parties:
        sectors = "|".join(party.sectors)
        if party.file == "persons":
            by_file["persons"] += [(name, party.country, sectors) for name in party.names]
        else:
            main, *others = party.names
            by_file[party.file].append((main, party.country, party.kind, sectors, "|".join(others)))
    (folder / "actors").mkdir()
    for file, rows in sorted(by_file.items()):
        with (folder / "actors" / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(PERSON_COLUMNS if file == "persons" else NAME_COLUMNS)
            writer.writerows(dict.fromkeys(rows))
    return sum(len(rows) for rows in by_file.values())
