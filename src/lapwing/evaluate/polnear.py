"""How many of PolNeAR's attributions are found: content and source spans, measured on its brat files.

    python -m lapwing.evaluate.polnear FOLDER          FOLDER holds text/*.txt and attributions/*.ann

PolNeAR (Newell, Margolin and Ruths 2018) also marks what people think and want, so our statements alone can
reach only a part of it; the figures are given for statements and for all attributions. A content counts as found
where the characters shared are at least half of the two together (Dice); a source likewise, once its content is.
PolNeAR joins the parts of a split quotation, so ours are joined by their cue first. Where several people annotated a
text, the first of them is taken.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from lapwing.lexicon.cues import CueLexicon, load_cues
from lapwing.model.statement import Attribution
from lapwing.reader.reader import Reader, load_reader
from lapwing.resolve.attribution.read import read_attributions

_ENOUGH: Final = 0.5
Ranges = tuple[tuple[int, int], ...]


class Marked(Struct, frozen=True):
    """One annotated attribution: ranges of code points of its content and its source (empty where none)."""

    content: Ranges
    source: Ranges


class Found(Struct, frozen=True):
    """Counts of one measure: how many were right, how many made, how many wanted."""

    right: int
    made: int
    wanted: int

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, 0 where nothing was made or wanted."""
        p = self.right / self.made if self.made else 0.0
        r = self.right / self.wanted if self.wanted else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def read_marked(path: Path) -> tuple[Marked, ...]:
    """The attributions of one brat file."""
    spans: dict[str, Ranges] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            spans[name] = _ranges(rest.split("\t")[0])
        elif name.startswith("E"):
            parts = [part.split(":") for part in rest.split()]
            content = [s for role, t in parts if role.startswith("Content") for s in spans.get(t, ())]
            source = [s for role, t in parts if role.startswith("Source") for s in spans.get(t, ())]
            if content:
                found.append(Marked(tuple(sorted(content)), tuple(sorted(source))))
    return tuple(found)


def _ranges(field: str) -> Ranges:
    """ "Source 10 20;30 40" as pairs."""
    pairs = field.split(" ", 1)[1].split(";")
    return tuple((int(a), int(b)) for a, b in (pair.split() for pair in pairs))


def overlap(one: Ranges, other: Ranges) -> float:
    """Dice share of the characters of two sets of ranges."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    total = sum(b - a for a, b in one) + sum(d - c for c, d in other)
    return 2 * shared / total if total else 0.0


def joined(made: Iterable[Attribution]) -> tuple[Marked, ...]:
    """Our attributions in the same form, those that share a cue as one."""
    parts: dict[object, list[Attribution]] = {}
    for said in made:
        key = said.cue_token if said.cue_token is not None else (said.content.start, said.content.end)
        parts.setdefault(key, []).append(said)
    return tuple(
        Marked(
            tuple(sorted((a.content.start, a.content.end) for a in some)),
            ((first.speaker.start, first.speaker.end),) if (first := some[0]).speaker is not None else (),
        )
        for some in parts.values()
    )


def compare(wanted: Sequence[Marked], made: Sequence[Marked]) -> tuple[Found, Found]:
    """Counts for contents and for sources, paired one to one, the best overlap first."""
    ranked = sorted(
        (-score, i, j)
        for i, w in enumerate(wanted)
        for j, m in enumerate(made)
        if (score := overlap(w.content, m.content)) >= _ENOUGH
    )
    of_wanted: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in of_wanted and j not in taken:
            of_wanted[i] = j
            taken.add(j)
    sources = sum(overlap(wanted[i].source, made[j].source) >= _ENOUGH for i, j in of_wanted.items())
    return (
        Found(len(of_wanted), len(made), len(wanted)),
        Found(sources, sum(bool(m.source) for m in made), sum(bool(w.source) for w in wanted)),
    )


def measure(folder: Path, reader: Reader, lexicon: CueLexicon) -> dict[str, Found]:
    """Counts over a folder: `content` and `source`, each for statements and for all attributions."""
    totals = dict.fromkeys(
        ("content of statements", "source of statements", "content of all", "source of all"), Found(0, 0, 0)
    )
    for path in sorted((folder / "text").glob("*.txt")):
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotated:
            continue
        marked = read_marked(annotated[0])
        parse = reader.parse(path.read_text(encoding="utf-8"))
        made = [a for a in read_attributions(parse, (), None, lexicon) if not a.hedge]
        for name, some in (("statements", [a for a in made if a.statement]), ("all", made)):
            contents, sources = compare(marked, joined(some))
            totals[f"content of {name}"] = _add(totals[f"content of {name}"], contents)
            totals[f"source of {name}"] = _add(totals[f"source of {name}"], sources)
    return totals


def _add(one: Found, other: Found) -> Found:
    return Found(one.right + other.right, one.made + other.made, one.wanted + other.wanted)


def main(arguments: Iterable[str]) -> int:
    """Prints the four rows for the folder named."""
    folder = Path(next(iter(arguments)))
    for name, found in measure(folder, load_reader(), load_cues()).items():
        p, r, f = found.figures
        print(
            f"{name:24} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   ({found.right} of {found.made} made, {found.wanted} wanted)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
