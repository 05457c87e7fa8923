"""Invented GeoNames dumps, small and of any fault. No place of theirs exists."""

import zipfile
from collections.abc import Iterable
from pathlib import Path


def row(
    id: int | str,
    name: str,
    code: str = "P.PPL",
    *,
    others: str = "",
    at: tuple[object, object] = (38.5, 70.5),
    first: str = "",
    second: str = "",
    people: object = 0,
    country: str = "TJ",
    plain: str | None = None,
) -> str:
    """One line of a dump."""
    group, _, code = code.partition(".")
    return "\t".join((
        str(id), name, name if plain is None else plain, others, str(at[0]), str(at[1]), group, code, country, "", first, second,
        "", "", str(people), "", "900", "Asia/Dushanbe", "2020-01-01",
    ))  # fmt: skip


VALLEY = (
    row(91_000_001, "Zarqola Province", "A.ADM1", first="77"),
    row(91_000_002, "Sangdara District", "A.ADM2", first="77", second="770"),
    row(
        91_000_003,
        "Obizarq",
        others="Обизарқ,Обизарк,آبزرق,Obi-Zarq,kishlak,TJQ",
        first="77",
        second="770",
        people=312,
    ),
    row(91_000_004, "Obizarq", "T.VAL", at=(38.6, 70.6), first="77", second="770"),
    row(91_000_005, "Tangi Zarq", "T.GRGE", others="Zarq Gorge", at=(38.7, 70.7), first="77"),
    row(1221874, "Dushanbe", "P.PPLC", others="Zarqanabad", at=(38.5, 68.8), people=5),
)


def many(count: int) -> list[str]:
    """Villages by number, none called as another."""
    return [
        row(
            92_000_000 + n, "Deha " + "".join(chr(97 + int(digit)) for digit in str(n * 7919)), people=n % 900
        )
        for n in range(count)
    ]


def packed(path: Path, lines: Iterable[str | bytes], member: str = "TJ.txt") -> Path:
    """The lines as GeoNames packs them."""
    data = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme")
        archive.writestr(member, data)
    return path
