"""A dump taken in piece by piece: each finished piece is a file, so that a run that was killed goes on after the last.

A piece holds, parted by blank lines: how many lines of the dump it covers and what was refused in them (JSON), the rows, the
keys in order.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from lapwing.errors import DataError
from lapwing.lexicon.local.geonames import FAULTS, Fault, Feature, features, located
from lapwing.lexicon.local.shelf import Step

LINES: Final = 20_000
_MOST_REFUSED: Final = 0.01  # of all lines; above it the file is not what it is taken for
_FEW: Final = 10  # that many may be refused in a dump of any size, but not all there are


class Refused(Struct):
    """How many lines have a fault, and the first of them."""

    count: int
    line: int


class Piece(Struct):
    """What a stretch of a dump holds."""

    lines: int
    bytes: int
    refused: dict[Fault, Refused]
    rows: list[str] = []
    keys: list[str] = []


def pieces(
    dump: Iterator[bytes], work: Path, *, iso2: str, iso3: str, size: int, step: Step
) -> Iterator[Piece]:
    """All pieces of a dump in order, those of an earlier run from its files.

    Raises DataError where more than one line in a hundred is refused.
    """
    known, seen = features(), set[int]()
    refused: dict[Fault, Refused] = {}
    lines = done = number = 0
    while some := list(islice(dump, LINES)):
        path = work / f"{number:05}.piece"
        piece = _read(path, lines=len(some))
        if piece is None:
            piece = _taken(some, lines, seen, iso2=iso2, iso3=iso3, known=known)
            _write(path, piece)
        else:
            seen.update(int(row.split("\t", 1)[0]) for row in piece.rows)
        lines, done, number = lines + piece.lines, done + piece.bytes, number + 1
        for fault, found in piece.refused.items():
            before = refused.setdefault(fault, Refused(0, found.line))
            refused[fault] = Refused(before.count + found.count, before.line)
        _check(refused, lines, iso2)
        step("reading", done, size)
        yield piece


def _taken(
    some: list[bytes], before: int, seen: set[int], *, iso2: str, iso3: str, known: dict[str, Feature]
) -> Piece:
    piece = Piece(len(some), sum(map(len, some)) + len(some), {})
    for number, line in enumerate(some, before + 1):
        found = located(line, iso2=iso2, iso3=iso3, known=known)
        if not isinstance(found, str) and found.number in seen:
            found = "double"
        if isinstance(found, str):
            piece.refused.setdefault(found, Refused(0, number)).count += 1
            continue
        seen.add(found.number)
        piece.rows.append(found.row)
        piece.keys += found.keys
    piece.keys.sort()
    return piece


def _check(refused: dict[Fault, Refused], lines: int, iso2: str) -> None:
    count = sum(found.count for found in refused.values())
    if count < lines and count <= max(_FEW, _MOST_REFUSED * lines):
        return
    worst = max(refused, key=lambda fault: refused[fault].count)
    raise DataError(
        f"{count:,} of the first {lines:,} lines cannot be taken: line {refused[worst].line} {FAULTS[worst]}, as do"
        f" {refused[worst].count:,} lines in all. Give the dump {iso2}.zip of GeoNames as it was fetched; nothing was changed"
    )


def _write(path: Path, piece: Piece) -> None:
    head = msgspec.json.encode(Piece(piece.lines, piece.bytes, piece.refused)).decode()
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n\n".join((head, "\n".join(piece.rows), "\n".join(piece.keys))))
    part.replace(path)


def _read(path: Path, *, lines: int) -> Piece | None:
    """A piece of an earlier run; None where there is none or it is not whole."""
    try:
        head, rows, keys = path.read_bytes().decode("utf-8").split("\n\n")
        piece = msgspec.json.decode(head, type=Piece)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    if piece.lines != lines:
        return None
    piece.rows, piece.keys = rows.split("\n") if rows else [], keys.split("\n") if keys else []
    if len(piece.rows) + sum(found.count for found in piece.refused.values()) != lines:
        return None
    return piece
