"""Locations of a name, side by side: a plain table, and a small map of characters of where they lie."""

import unicodedata
from collections.abc import Callable, Sequence
from string import ascii_lowercase, digits
from typing import Any, Final

from lapwing.lexicon.places import Candidate, Entry

MARKS: Final = digits[1:] + ascii_lowercase
MOST: Final = len(MARKS)
_WIDE, _HIGH = 60, 16
_HEAD: Final = ("", "name", "kind", "country", "admin1", "lat", "lon", "radius", "population", "id")
_RIGHT: Final = frozenset({"lat", "lon", "radius", "population"})

Named = Callable[[str], Entry | None]


def table(found: Sequence[Candidate], named: Named) -> str:
    """The candidates in the order given, numbered as on the map. `named` looks an id up."""
    rows = [_HEAD, *(_row(mark, c, named) for mark, c in zip(MARKS, found, strict=False))]
    widths = [max(_width(row[n]) for row in rows) for n in range(len(_HEAD))]
    lines = []
    for row in rows:
        cells = [
            _padded(cell, width, _HEAD[n] in _RIGHT)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def charmap(found: Sequence[Candidate]) -> str:
    """Where the candidates lie, north up, within a frame that tells the corners' coordinates; '+' where several meet."""
    entries = [c.entry for c in found[:MOST]]
    south, north = _bounds([e.lat for e in entries])
    west, east = _bounds([e.lon for e in entries])
    grid = [[" "] * _WIDE for _ in range(_HIGH)]
    for mark, entry in zip(MARKS, entries, strict=False):
        x = min(_WIDE - 1, int((entry.lon - west) / (east - west) * _WIDE))
        y = min(_HIGH - 1, int((north - entry.lat) / (north - south) * _HIGH))
        grid[y][x] = mark if grid[y][x] == " " else "+"
    top, bottom = f" {degrees(north, 'NS')} ", f" {degrees(south, 'NS')} "
    left, right = f" {degrees(west, 'EW')} ", f" {degrees(east, 'EW')} "
    return "\n".join(
        [
            "+" + top.center(_WIDE, "-") + "+",
            *("|" + "".join(line) + "|" for line in grid),
            "+" + left + bottom.center(_WIDE - len(left) - len(right), "-") + right + "+",
        ]
    )


def degrees(value: float, sides: str) -> str:
    """'38.5 N' for 38.5."""
    return f"{abs(value):.1f} {sides[value < 0]}"


def as_data(found: Sequence[Candidate], named: Named) -> list[dict[str, Any]]:
    """The candidates for machines: every field of the gazetteer, the divisions' names beside their ids."""
    return [
        {
            "id": c.entry.id, "name": c.entry.name, "main_name": c.primary, "kind": c.entry.kind, "country": c.entry.country,
            "admin1": c.entry.admin1, "admin1_name": _name(c.entry.admin1, named), "admin2": c.entry.admin2,
            "admin2_name": _name(c.entry.admin2, named), "lat": c.entry.lat, "lon": c.entry.lon, "radius_km": c.entry.radius_km,
            "where_prec": c.entry.where_prec, "population": c.entry.population or None,
        }
        for c in found
    ]  # fmt: skip


def _row(mark: str, candidate: Candidate, named: Named) -> tuple[str, ...]:
    entry = candidate.entry
    people = f"{entry.population:,}" if entry.population else "?"
    return (
        mark, entry.name, entry.kind, entry.country or "-", _name(entry.admin1, named) or "-", f"{entry.lat:.3f}",
        f"{entry.lon:.3f}", f"{entry.radius_km:g} km", people, entry.id,
    )  # fmt: skip


def _name(entry_id: str | None, named: Named) -> str | None:
    entry = named(entry_id) if entry_id else None
    return entry.name if entry else None


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis: those of the values with a margin, a degree apart at least."""
    low, high = min(values), max(values)
    margin = max(0.5, 0.05 * (high - low))
    return low - margin, high + margin


def _width(text: str) -> int:
    """Columns that a text takes in a terminal: two for wide letters, none for marks that stand on others."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks
