"""Dates against GUM: extent and value of `<date>` in the corpus's XML, read from its gold trees.

    python benchmarks/gum_dates.py /work/shared/corpora/gum [--genre news] [--misses]

A date counts as found where spans touch; as right where first and last day agree too. Open sides (notBefore, notAfter) are compared
as they stand. `<time>` elements (clock times) count neither way. Publication day: the document's dateCreated.
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.conllu import parse_conllu

from lapwing.model.parse import Parse
from lapwing.model.when import TimeExpression
from lapwing.resolve.dates import read_dates
from lapwing.resolve.dates.calendar import Days, month_of, one_day, year_of

_OPEN = re.compile(r"<(date|time)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
Gold = tuple[str, dict[str, str], int, int]


def gold_dates(xml: str) -> list[Gold]:
    """(element, attributes, first token, last token exclusive) of each date and time of a document."""
    found: list[Gold] = []
    open_ones: list[tuple[str, dict[str, str], int]] = []
    token = 0
    for line in xml.splitlines():
        if not line.startswith("<"):
            token += "\t" in line
        elif match := _OPEN.match(line):
            open_ones.append((match[1], dict(_ATTRIBUTE.findall(match[2])), token))
        elif line.startswith(("</date", "</time")) and open_ones:
            name, attributes, first = open_ones.pop()
            found.append((name, attributes, first, token))
    return found


def days_of(value: str) -> Days | None:
    """The days of "2015", "2015-09" or "2015-09-04"; None for other forms."""
    parts = value.split("T")[0].split("-")
    try:
        if len(parts) == 1:
            return year_of(int(parts[0]))
        if len(parts) == 2:
            return month_of(int(parts[0]), int(parts[1]))
        return one_day(date.fromisoformat("-".join(parts)))
    except ValueError:
        return None


def bounds(attributes: dict[str, str]) -> tuple[str | None, str | None] | None:
    """First and last day of a gold date; None where it has no calendar value."""
    low = attributes.get("when") or attributes.get("from") or attributes.get("notBefore")
    high = attributes.get("when") or attributes.get("to") or attributes.get("notAfter")
    first, last = days_of(low) if low else None, days_of(high) if high else None
    if first is None and last is None:
        return None
    return (first.first.isoformat() if first else None, last.last.isoformat() if last else None)


def agrees(read: TimeExpression, wanted: tuple[str | None, str | None]) -> bool:
    """Same days, where the two schemes can agree: GUM marks both ends of "from 2004 to 2009" singly, leaves "since" and "by"
    outside, and gives the whole unit for "this year"; a reading of one range is right where it begins or ends with the gold date."""
    if read.rule.startswith(("from", "since", "by", "until", "before", "the running", "the rest")):
        return (read.start is not None and read.start == wanted[0]) or (
            read.end is not None and read.end == wanted[1]
        )
    return (read.start, read.end) == wanted


def main() -> None:
    """Prints extent and value figures over the corpus, by genre where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--genre", default="")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    gold = touched = exact = right = made = 0
    for path in sorted((options.corpus / "conllu").glob(f"GUM_{options.genre}*.conllu")):
        xml = (options.corpus / "xml" / f"{path.stem}.xml").read_text(encoding="utf-8")
        parse = parse_conllu(path.read_text(encoding="utf-8"))
        created = re.search(r'dateCreated="(\d{4}-\d\d-\d\d)"', xml)
        published = date.fromisoformat(created[1]) if created else None
        read = list(read_dates(parse, published))
        used: set[int] = set()
        for name, attributes, first, last in gold_dates(xml):
            span = parse.span(first, last)
            at = next((n for n, t in enumerate(read) if t.span.overlaps(span)), None)
            if at is not None:
                used.add(at)
            if name == "time":
                continue
            gold += 1
            touched += at is not None
            wanted = bounds(attributes)
            if at is None:
                report(options.misses, "missed", parse, span.text, attributes, None)
                continue
            exact += read[at].span == span
            if wanted is None or agrees(read[at], wanted):
                right += 1
            else:
                report(options.misses, "value", parse, span.text, attributes, read[at])
        extra = [t for n, t in enumerate(read) if n not in used and t.rule != "hour of the passage's day"]
        made += len(used) + len(extra)
        for t in extra:
            report(options.misses, "extra", parse, "", {}, t)
    if not (gold and made and touched):
        raise SystemExit("no dates found there: give GUM's folder, which holds conllu/ and xml/")
    print(
        f"gold {gold}  read {made}  found R {touched / gold:.3f}  P {touched / made:.3f}  exact extent {exact / gold:.3f}  value {right / touched:.3f} of found"
    )


def report(
    wanted: bool, kind: str, parse: Parse, text: str, attributes: dict[str, str], read: TimeExpression | None
) -> None:
    """Prints one difference."""
    if wanted:
        found = (
            f"{read.span.text!r} {read.start} {read.end} [{read.rule}] … {parse.text[max(0, read.span.start - 40) : read.span.end + 30]!r}"
            if read
            else ""
        )
        print(kind, repr(text), {k: v for k, v in attributes.items() if k != "rend"}, found, sep="\t")


if __name__ == "__main__":
    main()
