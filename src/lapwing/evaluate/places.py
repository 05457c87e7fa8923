"""How well places are found and located, from raw text, on the corpora LGL (local news) and GeoVirus (Wikinews).

    python -m lapwing.evaluate.places FOLDER [--limit N] [--misses]

FOLDER holds lgl.xml and GeoVirus.xml, which are not part of Lapwing. A name is found where a span of ours has the same
ends (`exact`) or shares a character (`touching`, one to one); it is right where it also lies within 161 km of the gold
coordinates. Gold demonyms ("Iraqi") are left out: the codebook makes them actors.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from msgspec import Struct

from lapwing.lexicon.places import Gazetteer
from lapwing.model.parse import Parse
from lapwing.model.place import Place
from lapwing.resolve.places.geo import km
from lapwing.resolve.places.read import read_places

NEAR_KM: Final = 161.0


class GoldName(Struct, frozen=True):
    """A place name of the corpus: code points `start` to `end`; coordinates where the corpus knows them."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None


class GeoScore(Struct):
    """Counts over a corpus, and the figures they give."""

    wanted: int = 0
    made: int = 0
    exact: int = 0
    touching: int = 0
    located: int = 0
    near: int = 0

    def figures(self) -> dict[str, float]:
        """F1 of names found, share of names with coordinates found and near, and share near of those found."""
        total = self.wanted + self.made or 1
        return {
            "names": self.wanted,
            "f1_exact": round(2 * self.exact / total, 3),
            "f1_touching": round(2 * self.touching / total, 3),
            "precision": round(self.touching / (self.made or 1), 3),
            "recall": round(self.touching / (self.wanted or 1), 3),
            "found_and_near": round(self.near / (self.located or 1), 3),
        }


def read_lgl(path: Path) -> Iterator[tuple[str, tuple[GoldName, ...]]]:
    """(text, names) of each article of LGL."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        names = [
            GoldName(
                int(t.findtext("start", "0")), int(t.findtext("end", "0")), t.findtext("phrase", ""),
                _number(t.findtext("gaztag/lat")), _number(t.findtext("gaztag/lon")),
            )
            for t in article.iter("toponym")
        ]  # fmt: skip
        yield article.findtext("text", ""), tuple(names)


def read_geovirus(path: Path) -> Iterator[tuple[str, tuple[GoldName, ...]]]:
    """(text, names) of each article of GeoVirus. Its offsets count from 1."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        names = [
            GoldName(
                int(t.findtext("start", "1")) - 1, int(t.findtext("end", "1")) - 1, t.findtext("name", ""),
                _number(t.findtext("lat")), _number(t.findtext("lon")),
            )
            for t in article.iter("location")
        ]  # fmt: skip
        yield article.findtext("text", ""), tuple(names)


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def score(
    articles: Sequence[tuple[str, tuple[GoldName, ...]]], parse: Callable[[str], Parse], gazetteer: Gazetteer,
    *, misses: list[tuple[str, ...]] | None = None,
) -> GeoScore:  # fmt: skip
    """The score of reading places over articles. `misses`, where given, is filled with what went wrong."""
    total = GeoScore()
    for text, gold in articles:
        read = read_places(parse(text), gazetteer)
        made = sorted((s.start, s.end, p) for p in _named(read.places) for s in p.mentions)
        wanted = [g for g in gold if gazetteer.demonym(g.text) is None]
        skipped = [g for g in gold if gazetteer.demonym(g.text) is not None]
        made = [m for m in made if not any(m[0] < g.end and g.start < m[1] for g in skipped)]
        _count(total, text, wanted, made, misses)
    return total


def _named(places: Sequence[Place]) -> list[Place]:
    return [p for p in places if p.method != "offset"]


def _count(
    total: GeoScore, text: str, wanted: Sequence[GoldName], made: Sequence[tuple[int, int, Place]],
    misses: list[tuple[str, ...]] | None,
) -> None:  # fmt: skip
    made = [m for m in made if text[m[0] : m[1]][:1].isupper()]
    total.wanted += len(wanted)
    total.made += len(made)
    free = list(made)
    for gold in wanted:
        mine = next((m for m in free if m[0] < gold.end and gold.start < m[1]), None)
        if mine is not None:
            free.remove(mine)
            total.touching += 1
            total.exact += (mine[0], mine[1]) == (gold.start, gold.end)
        near = _near(gold, mine[2]) if mine else False
        total.located += gold.lat is not None
        total.near += near
        if misses is not None and not near and gold.lat is not None:
            got = f"{mine[2].name} {mine[2].country} {mine[2].lat},{mine[2].lon}" if mine else "not found"
            misses.append(
                (
                    "far" if mine else "missed",
                    text[max(0, gold.start - 40) : gold.end + 40],
                    gold.text,
                    f"{gold.lat},{gold.lon}",
                    got,
                )
            )
    if misses is not None:
        misses += [
            ("made up", text[max(0, m[0] - 40) : m[1] + 40], text[m[0] : m[1]], "", m[2].name) for m in free
        ]


def _near(gold: GoldName, place: Place) -> bool:
    if gold.lat is None or gold.lon is None or place.lat is None or place.lon is None:
        return False
    return km(gold.lat, gold.lon, place.lat, place.lon) <= NEAR_KM
