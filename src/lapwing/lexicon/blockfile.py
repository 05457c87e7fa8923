"""Block files: many sorted lines in a small file that opens at once and is read a few kilobytes at a time.

    magic (8 bytes) · length of the index (u32, little-endian) · index (zlib, JSON) · blocks (zlib)

A block holds some hundred lines. A keyed file is sorted by the part of a line before its first tab, a numbered file is
read by line number.
"""

import json
import mmap
import struct
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from lapwing.errors import DataError

MAGIC = b"LAPWBLK1"
_LENGTH = struct.Struct("<I")
_KEPT_BLOCKS = 256  # decoded blocks kept in memory, some 15 KB each


def write_blocks(path: Path, lines: Sequence[str], *, per_block: int, level: int = 9) -> int:
    """Write lines as a block file and return its size in bytes. The same lines give the same bytes.

    For look-up by key, the lines must be sorted. `level` is zlib's: 9 packs a tenth smaller than 6, at four times the time.
    """
    blocks, first, ends = [], [], [0]
    for at in range(0, len(lines), per_block):
        some = lines[at : at + per_block]
        first.append(some[0].split("\t", 1)[0])
        blocks.append(zlib.compress("\n".join(some).encode(), level))
        ends.append(ends[-1] + len(blocks[-1]))
    index = {"per_block": per_block, "lines": len(lines), "ends": ends, "first": first}
    head = zlib.compress(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    path.write_bytes(b"".join([MAGIC, _LENGTH.pack(len(head)), head, *blocks]))
    return path.stat().st_size


class BlockFile:
    """A block file opened for reading. Raises DataError where the file is missing or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if self._data[: len(MAGIC)] != MAGIC:
                raise ValueError("it does not begin as a block file does")
            start = len(MAGIC) + _LENGTH.size
            (length,) = _LENGTH.unpack(self._data[len(MAGIC) : start])
            index = json.loads(zlib.decompress(self._data[start : start + length]))
            if len(self._data) != start + length + index["ends"][-1]:
                raise ValueError("it is cut short")
        except (OSError, ValueError, KeyError, zlib.error, struct.error) as error:
            raise DataError(f"{path}: cannot be read as a block file ({error}); reinstall lapwing") from error
        self._start = start + length
        self._ends: list[int] = index["ends"]
        self._first: list[str] = index["first"]
        self._per_block: int = index["per_block"]
        self._lines: int = index["lines"]
        self._block = lru_cache(maxsize=_KEPT_BLOCKS)(self._read_block)

    def __len__(self) -> int:
        return self._lines

    def line(self, number: int) -> str:
        """Line `number`, from 0. Raises IndexError past the last."""
        if not 0 <= number < self._lines:
            raise IndexError(number)
        return self._block(number // self._per_block)[number % self._per_block]

    def find(self, key: str) -> str | None:
        """What follows the tab in the line of that key, or None."""
        at = bisect_right(self._first, key) - 1
        if at < 0:
            return None
        wanted = key + "\t"
        lines = self._block(at)
        line = bisect_left(
            lines, wanted
        )  # a tab sorts before every letter, so lines are in order as keys are
        if line == len(lines) or not lines[line].startswith(wanted):
            return None
        return lines[line][len(wanted) :]

    def lines(self) -> Iterable[str]:
        """Every line in order."""
        for number in range(len(self._first)):
            yield from self._block(number)

    def _read_block(self, number: int) -> list[str]:
        raw = self._data[self._start + self._ends[number] : self._start + self._ends[number + 1]]
        try:
            return zlib.decompress(raw).decode().split("\n")
        except (zlib.error, UnicodeDecodeError) as error:
            raise DataError(f"{self._path}: block {number} is damaged; reinstall lapwing") from error
