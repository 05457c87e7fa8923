"""The user's data folder: what was added, in which version. Nothing half-written is ever seen.

HOME/places/TJK.json          says which folder is in force: replaced in one step, after all else is on the disk
HOME/places/TJK-1f0c…/        its files
HOME/places/.TJK.work/        pieces of a run that has not ended; the next run goes on from them
HOME/actors-added/NAME.json   as above, for imported actors
HOME/countries, HOME/actors   rows of your own, in the layout of the shipped files
"""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NoReturn, TypeVar

import msgspec
from msgspec import Struct

from lapwing.errors import DataError

Sort = Literal["places", "actors-added"]
SORTS: Final[dict[Sort, str]] = {"places": "places", "actors-added": "actors"}
"""The folders that things stand in, and what is in them."""
FORMAT: Final = 1
"""Counts up when the files of an older Lapwing can no longer be read."""

Step = Callable[[str, int, int], None]
"""Told how far a run is: what is being done, how much is done, of how much."""

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
T = TypeVar("T")


class About(Struct, frozen=True, kw_only=True):
    """One thing on the shelf. `version` is a digest of its files, `folder` where they lie beside this description."""

    name: str
    folder: str
    version: str
    source: str
    source_sha256: str
    added: str
    counts: dict[str, int]
    format: int = FORMAT


def added(home: Path, sort: Sort) -> tuple[About, ...]:
    """What is on the shelf, by name. Raises DataError for a description that cannot be read or is too old."""
    folder = home / sort
    if not folder.is_dir():
        return ()
    return tuple(_about(path) for path in sorted(folder.glob("*.json")))


def folder_of(home: Path, sort: Sort, about: About) -> Path:
    """Where the files of a thing on the shelf lie. Raises DataError where they are gone."""
    folder = home / sort / about.folder
    if not folder.is_dir():
        raise DataError(f"{folder}: missing; add {about.name} again, or delete {about.name}.json beside it")
    return folder


def digest_of(folder: Path) -> str:
    """Twelve hex digits over the names and contents of a folder's files."""
    total = hashlib.sha256()
    for path in _files(folder):
        with path.open("rb") as file:
            total.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:12]


def put(home: Path, sort: Sort, made: Path, about: About) -> About:
    """Put a finished folder on the shelf in the place of an older one; its description as it now stands.

    Killed at any moment, either the old or the new is in force, whole.
    """
    about = msgspec.structs.replace(
        about, version=(version := digest_of(made)), folder=f"{about.name}-{version}"
    )
    final = home / sort / about.folder
    for path in _files(made):
        _flush(path)
    if not final.is_dir() or digest_of(final) != version:
        shutil.rmtree(final, ignore_errors=True)
        made.rename(final)
    pointer = home / sort / f"{about.name}.json"
    part = pointer.with_suffix(".part")
    part.write_bytes(msgspec.json.format(msgspec.json.encode(about), indent=1))
    _flush(part)
    part.replace(pointer)
    older = re.compile(re.escape(about.name) + "-[0-9a-f]{12}")
    for old in (home / sort).iterdir():
        if old != final and older.fullmatch(old.name):
            shutil.rmtree(old, ignore_errors=True)
    return about


@contextmanager
def writing(home: Path, sort: Sort, name: str) -> Iterator[Path]:
    """A folder to work in, kept where the run is cut short, which no other run enters meanwhile.

    Raises DataError where another run is at work or the disk is full.
    """
    try:
        work = home / sort / f".{name}.work"
        work.mkdir(parents=True, exist_ok=True)
        with (home / sort / f".{name}.lock").open("w") as lock:
            _claim(lock.fileno(), name)
            yield work
    except OSError as error:
        if error.errno in _NO_ROOM:
            no_room(home)
        raise


def no_room(home: Path) -> NoReturn:
    """Raise the sentence for a full disk."""
    raise DataError(
        f"the disk is full: {home} could not be written; what stood there stands. Make room, or set LAPWING_HOME to a"
        " folder with room, and run again: it goes on where it stopped"
    )


def check_room(home: Path, needed: int) -> None:
    """Raises DataError where the disk that holds the folder has less than `needed` bytes free."""
    there = next(path for path in (home, *home.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise DataError(
            f"{home} needs about {needed / 1e6:,.0f} MB and has {free / 1e6:,.0f} MB free: make room, or set LAPWING_HOME"
            " to a folder with room"
        )


def _claim(descriptor: int, name: str) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: the second run then meets files in use, and says so
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DataError(f"another run is adding {name}: wait until it has ended") from None


def _about(path: Path) -> About:
    try:
        about = msgspec.json.decode(path.read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(
            f"{path}: cannot be read ({error}); add {path.stem} again, or delete this file"
        ) from error
    if about.format != FORMAT:
        raise DataError(f"{path}: was added by another version of Lapwing; add {path.stem} again")
    return about


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _flush(path: Path) -> None:
    """Wait until a file is on the disk and not only in the system's memory."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
