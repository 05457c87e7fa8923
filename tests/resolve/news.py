"""The second series of cases: sentences in the manner of news, answered by the codebook before the program was run on them.

    python -m tests.resolve.news            prints the share right of each kind, and the misses
    python -m tests.resolve.news freeze     parses the sentences anew (needs the reader's weights)

All sentences are invented.
"""

import csv
import sys
from datetime import date
from itertools import groupby
from typing import NamedTuple

from lapwing.code.claims.coder import code_claims
from lapwing.lexicon.actors import load_actors
from lapwing.model.actor import Actor
from lapwing.model.span import Span, quote
from lapwing.model.when import TimeExpression
from lapwing.resolve.actors.read import read_actors
from lapwing.resolve.counts import read_counts
from lapwing.resolve.dates import read_dates
from tests.resolve.frozen import CASES, freeze, trees

DATES, FIGURES, ACTORS = "dates_news.csv", "figures_news.csv", "actors_news.csv"
PUBLISHED = date(2021, 5, 9)
"""The day on which the sentences with figures appeared."""

Row = dict[str, str]


class Nobody:
    """An actor index that knows no actors."""

    actors: tuple[Actor, ...] = ()

    def at(self, span: Span) -> str | None:  # noqa: ARG002
        return None


class Verdict(NamedTuple):
    """One case: its text, what is wanted, what was found, and whether that is the same."""

    text: str
    wanted: str
    found: str
    right: bool


def rows(name: str) -> list[Row]:
    """The rows of a file of cases by column; a line that begins with # is a remark."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="|" if name == ACTORS else ","))


def dates_read(row: Row) -> tuple[TimeExpression, ...]:
    """The time expressions of a row's text."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return read_dates(trees(DATES)[row["text"]], published, row["country"] or None)


def _days(start: str | None, end: str | None, precision: str) -> str:
    return f"{start or ''}..{end or ''} {precision}"


def dates() -> list[Verdict]:
    """One verdict an expression: its first and last day and its precision; an empty row asks that nothing be read."""
    verdicts = []
    for _, group in groupby(rows(DATES), lambda r: (r["text"], r["published"], r["country"])):
        at = 0
        for row in group:
            start = row["text"].index(row["phrase"], at)
            at = start + len(row["phrase"])
            found = dates_read(row)
            shown = "; ".join(f"{t.span.text} = {_days(t.start, t.end, t.precision)}" for t in found)
            wanted = _days(row["start"], row["end"], row["precision"])
            values = [
                _days(t.start, t.end, t.precision) for t in found if t.span.start < at and start < t.span.end
            ]
            right = values == [wanted] if row["phrase"] else not found
            verdicts.append(Verdict(row["text"], f"{row['phrase']} = {wanted}", shown, right))
    return verdicts


def extents() -> tuple[int, int, int]:
    """How many expressions are wanted, how many are found, and how many of these have the very words wanted."""
    wanted = found = same = 0
    for _, group in groupby(rows(DATES), lambda r: (r["text"], r["published"], r["country"])):
        listed = list(group)
        phrases = [row["phrase"] for row in listed if row["phrase"]]
        read = [t.span.text for t in dates_read(listed[0])]
        wanted, found = wanted + len(phrases), found + len(read)
        same += sum(min(phrases.count(p), read.count(p)) for p in set(phrases))
    return wanted, found, same


def figures() -> list[Verdict]:
    """One verdict a sentence: every figure with its measure, bounds and scope, said of the right people, and none besides."""
    verdicts = []
    for text, group in groupby(rows(FIGURES), lambda r: r["text"]):
        parse = trees(FIGURES)[text]
        counts, days = read_counts(parse), read_dates(parse, PUBLISHED)
        claims = code_claims(parse, counts, (), (), days, Nobody(), PUBLISHED, "report")
        told = [
            (f"{c.measure} {_bounds(c.value.low, c.value.best, c.value.high)} {c.scope}", c.span.text)
            for c in claims
        ]
        wanted = [
            (f"{r['measure']} {_bounds(r['low'], r['best'], r['high'])} {r['scope']}", r["word"])
            for r in group
            if r["measure"]
        ]
        first, second = sorted(told), sorted(wanted)
        right = [f for f, _ in first] == [w for w, _ in second] and all(
            any(f == w and word in span for f, span in told) for w, word in wanted
        )
        verdicts.append(
            Verdict(text, "; ".join(map(" | ".join, second)), "; ".join(map(" | ".join, first)), right)
        )
    return verdicts


def _bounds(*values: int | str | None) -> str:
    return "/".join("-" if v is None else str(v) for v in values)


def actors() -> list[tuple[Row, Actor | None]]:
    """Each phrase with the party it was read as."""
    lexicon, found = load_actors(), []
    for row in rows(ACTORS):
        parse = trees(ACTORS)[row["sentence"]]
        start = parse.text.index(row["phrase"])
        span = quote(parse.text, start, start + len(row["phrase"]))
        read = read_actors(parse, [span], (), lexicon)
        found.append((row, next((a for a in read.actors if a.id == read.at(span)), None)))
    return found


def told(actor: Actor | None, column: str) -> str:
    """The country, the first sector or the kind of a party; "none" where there is no party."""
    if actor is None:
        return "none"
    return {"country": actor.country or "", "sector": actor.sectors[0], "kind": actor.kind}[column]


def _freeze() -> None:
    from lapwing.reader.reader import load_reader

    reader = load_reader()
    for name in (DATES, FIGURES, ACTORS):
        texts = dict.fromkeys(row["sentence" if name == ACTORS else "text"] for row in rows(name))
        blocks = [freeze(reader.parse(text)).rstrip("\n") for text in texts]
        (CASES / name).with_suffix(".conllu").write_text("\n\n\n".join(blocks) + "\n", encoding="utf-8")


def _print(kind: str, verdicts: list[Verdict]) -> None:
    for v in verdicts:
        if not v.right:
            print(f"{kind}: {v.text}\n    wanted {v.wanted}\n    found  {v.found}")


def main(arguments: list[str]) -> None:
    """Freeze, or print misses and shares."""
    if arguments == ["freeze"]:
        _freeze()
        return
    read = {"dates": dates(), "figures": figures()}
    parties = actors()
    for column in ("country", "sector", "kind"):
        read[column] = [
            Verdict(row["phrase"], row[column], told(a, column), told(a, column) == row[column])
            for row, a in parties
        ]
    for kind, verdicts in read.items():
        _print(kind, verdicts)
    wanted, found, same = extents()
    for kind, verdicts in read.items():
        print(
            f"{kind:8} {sum(v.right for v in verdicts)} of {len(verdicts)} right: {sum(v.right for v in verdicts) / len(verdicts):.2f}"
        )
    print(
        f"extents  {same} of {wanted} wanted, {found} found: P {same / found:.2f} R {same / wanted:.2f} F1 {2 * same / (found + wanted):.2f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
