"""A country's GeoNames dump into the local gazetteer: `lapwing places add`.

The dump is read piece by piece (pieces.py), the pieces become three block files, and these take the place of an older
version in one step (shelf.py).
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from lapwing.errors import SettingError
from lapwing.lexicon.blockfile import write_blocks
from lapwing.lexicon.countries import Country, load_countries
from lapwing.lexicon.local.dump import lines_of, size_of
from lapwing.lexicon.local.geonames import FAULTS, features
from lapwing.lexicon.local.pieces import Piece, pieces
from lapwing.lexicon.local.shelf import FORMAT, About, Step, check_room, put, writing
from lapwing.lexicon.places import KINDS

ROWS_PER_BLOCK: Final = 96
NAMES_PER_BLOCK: Final = 256
IDS_PER_BLOCK: Final = 512
_LEVEL: Final = 6  # of packing: 9 would save a tenth of the size and cost a fifth of the minute
_ROOM: Final = 3.0  # bytes on the disk for a byte of the dump, pieces and result together
_ADMIN1, _ADMIN2 = str(KINDS.index("admin1")), str(KINDS.index("admin2"))


class Job(Struct, frozen=True):
    """What the pieces in a working folder were made of: only an equal job may go on with them."""

    source_sha256: str
    features: str
    format: int = FORMAT


def known_country(text: str) -> Country:
    """The country of an ISO code of three letters, or two. Raises SettingError with a proposal where there is none."""
    code = text.strip().upper()
    countries = load_countries()
    for country in countries:
        if code in (country.iso3, country.iso2):
            return country
    named = next(
        (c for c in countries if code in (n.upper() for n in (c.name, c.official, *c.names) if n)), None
    )
    hint = f"{named.name} is {named.iso3}" if named else "give its ISO 3166 code, such as TJK"
    raise SettingError(f"{text!r} is no country's code: {hint}")


def add_country(
    home: Path, country: Country, dump: Path, *, most: int, today: date, step: Step = lambda *_: None
) -> About:
    """Add the dump to the data folder; what was added. An equal dump that stands there already stays as it is.

    Raises DataError where the file is no dump of that country or is damaged, and where the disk is full.
    """
    size = size_of(dump, country.iso2, most=most)
    check_room(home, int(_ROOM * size))
    with writing(home, "places", country.iso3) as work:
        job = Job(_sha256(dump), hashlib.sha256(repr(sorted(features().items())).encode()).hexdigest())
        _begin(work, job)
        found = pieces(
            lines_of(dump, country.iso2, size=size),
            work,
            iso2=country.iso2,
            iso3=country.iso3,
            size=size,
            step=step,
        )
        made = work / "made"
        made.mkdir(exist_ok=True)
        counts = _build(found, made, step)
        about = About(
            name=country.iso3, folder="", version="", source=dump.name, source_sha256=job.source_sha256,
            added=today.isoformat(), counts=counts,
        )  # fmt: skip
        about = put(home, "places", made, about)
        shutil.rmtree(work, ignore_errors=True)
    return about


def _begin(work: Path, job: Job) -> None:
    """Keep the pieces of an equal job, drop all others."""
    path = work / "job.json"
    wanted = msgspec.json.encode(job)
    if not path.exists() or path.read_bytes() != wanted:
        shutil.rmtree(work)
        work.mkdir()
        path.write_bytes(wanted)


def _build(found: Iterator[Piece], folder: Path, step: Step) -> dict[str, int]:
    """Write the three block files; how many lines, rows, names there are, and how many lines each fault has."""
    rows: list[str] = []
    keys: list[str] = []
    counts = {"lines": 0} | dict.fromkeys(FAULTS, 0)
    for piece in found:
        rows += piece.rows
        keys += piece.keys
        counts["lines"] += piece.lines
        for fault, refused in piece.refused.items():
            counts[fault] += refused.count
    step("sorting", 0, 3)
    keys.sort()  # the pieces are sorted already, so this only merges them
    names = list(_name_lines(keys, rows))
    del keys
    step("packing", 1, 3)
    write_blocks(folder / "names.blk", names, per_block=NAMES_PER_BLOCK, level=_LEVEL)
    count = len(names)
    del names
    step("packing", 2, 3)
    write_blocks(folder / "rows.blk", list(_rows(rows)), per_block=ROWS_PER_BLOCK, level=_LEVEL)
    ids = sorted(f"geonames:{_id(row)}\t{number}" for number, row in enumerate(rows))
    write_blocks(folder / "ids.blk", ids, per_block=IDS_PER_BLOCK, level=_LEVEL)
    step("packing", 3, 3)
    return {key: value for key, value in counts.items() if value} | {"rows": len(rows), "names": count}


def _rows(rows: Sequence[str]) -> Iterator[str]:
    """The rows with the ids of their divisions in the place of GeoNames' codes."""
    ids: dict[tuple[str, ...], str] = {}
    for row in rows:
        id_, _, kind, _, first, second, _ = row.split("\t", 6)
        if kind == _ADMIN1:
            ids.setdefault((first,), id_)
        elif kind == _ADMIN2:
            ids.setdefault((first, second), id_)
    for row in rows:
        id_, name, kind, country, first, second, rest = row.split("\t", 6)
        above = ids.get((first,), "") if kind != _ADMIN1 else ""
        below = ids.get((first, second), "") if second and kind not in (_ADMIN1, _ADMIN2) else ""
        yield "\t".join((id_, name, kind, country, above, below, rest))


def _name_lines(keys: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    """key, tab, the rows that bear it: main names first, then the more populous; a star marks another name."""
    ids = [_id(row) for row in rows]
    ranked = sorted(range(len(rows)), key=lambda n: (-int(rows[n].rpartition("\t")[2] or 0), int(ids[n])))
    bearer = {ids[n]: (rank, _base36(n)) for rank, n in enumerate(ranked)}
    last, found = "", list[tuple[bool, int, str]]()
    for line in keys:
        key, _, id_ = line.partition("\t")
        if key != last:
            if found:
                yield _name_line(last, found)
            last, found = key, []
        other = id_.endswith("*")
        found.append((other, *bearer[id_[:-1] if other else id_]))
    if found:
        yield _name_line(last, found)


def _name_line(key: str, found: list[tuple[bool, int, str]]) -> str:
    found.sort()
    return key + "\t" + " ".join(number + "*" if other else number for other, _, number in found)


def _id(row: str) -> str:
    return row[: row.index("\t")]


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
