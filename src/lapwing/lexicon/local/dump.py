"""A country's GeoNames dump, opened with care: which file of the archive, how large, whether it is text at all."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from lapwing.errors import DataError

LONGEST_LINE: Final = 200_000  # bytes; GeoNames allows 10,000 characters of other names
_RATIO: Final = 60
"""How many times larger than its archive a dump may be: those of GeoNames are 3 to 6 times."""


def size_of(path: Path, iso2: str, *, most: int) -> int:
    """Bytes of the dump, unpacked. Raises DataError where it is no dump of that country or too large."""
    with _refusing(path):
        if path.is_dir():
            raise IsADirectoryError
        if not zipfile.is_zipfile(path):
            size = path.stat().st_size
        else:
            with zipfile.ZipFile(path) as archive:
                member = _member(archive, path, iso2)
                size = member.file_size
                if size > 1_000_000 and size > _RATIO * max(1, member.compress_size):
                    raise _bomb(path)
    if size > most:
        raise DataError(
            f"{path}: {size:,} bytes unpacked, more than the {most:,} allowed; set LAPWING_MAX_DATA_BYTES"
        )
    if not size:
        raise DataError(f"{path}: holds nothing; fetch it again, or use --download")
    return size


def lines_of(path: Path, iso2: str, *, size: int) -> Iterator[bytes]:
    """The lines of the dump, ends of line left off. Raises DataError where it is damaged or larger than its own `size`."""
    with _refusing(path), _opened(path, iso2) as file:
        read = 0
        while line := file.readline(LONGEST_LINE + 1):
            read += len(line)
            if len(line) > LONGEST_LINE:
                raise DataError(
                    f"{path}: a line of more than {LONGEST_LINE:,} bytes; this is no GeoNames dump"
                )
            if read > size:
                raise _bomb(path)
            yield line.rstrip(b"\r\n")


@contextmanager
def _opened(path: Path, iso2: str) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as plain:
            yield plain
        return
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(_member(archive, path, iso2)) as packed,
        io.BufferedReader(packed, 1 << 20) as file,  # type: ignore[type-var]
    ):
        yield file


def _member(archive: zipfile.ZipFile, path: Path, iso2: str) -> zipfile.ZipInfo:
    wanted = f"{iso2}.txt".lower()
    for member in archive.infolist():
        if member.filename.lower() == wanted:
            return member
    held = ", ".join(member.filename for member in archive.infolist()[:4]) or "nothing"
    raise DataError(
        f"{path}: holds {held}, not {iso2}.txt; give the dump {iso2}.zip of GeoNames, or use --download"
    )


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Faults of the archive and the file as one sentence."""
    try:
        yield
    except FileNotFoundError:
        raise DataError(f"{path}: there is no such file; check the name, or use --download") from None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DataError(f"{path}: damaged ({error}); fetch it again, or use --download") from None
    except (
        RuntimeError,
        NotImplementedError,
    ) as error:  # zipfile's word for a password or an unknown packing
        raise DataError(f"{path}: cannot be unpacked ({error}); unpack it and give the .txt file") from None
    except IsADirectoryError:
        raise DataError(f"{path}: is a folder; give the .zip or .txt file in it") from None


def _bomb(path: Path) -> DataError:
    return DataError(
        f"{path}: unpacks to far more than a dump does (a zip bomb?) and is refused; fetch it again"
    )
