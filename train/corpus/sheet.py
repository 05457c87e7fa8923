"""Coding sheets: the short form in which reports are coded, and the way from it to the gold format.

    python train/corpus/sheet.py check SHEET...          every mistake with its line; exit 1 if there is one
    python train/corpus/sheet.py count SHEET...          how often each type, mode, status, measure ... occurs
    python train/corpus/sheet.py build SHEET... --into DIR   one gold JSON a report (see ../../docs/corpus.md)

A sheet holds reports, each with its text (or `source:`, the id of a text in the shared corpora, whose
annotations are then stored by offset, without the words) and one line a finding. GUIDE.md says how to write one.
"""

import argparse
import hashlib
import json
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from train.corpus import codes, sources

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "them",
        "him",
        "her",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "we",
        "us",
        "our",
        "ours",
        "i",
        "me",
        "my",
        "you",
        "your",
        "who",
        "whom",
        "whose",
        "which",
        "himself",
        "herself",
        "itself",
        "themselves",
        "this",
        "that",
        "these",
        "those",
        "both",
        "all",
        "many",
        "some",
        "others",
    ]
)
HEADER = ("published", "register", "countries", "template", "title", "source")
EVENT_KEYS = frozenset(["t", "a", "r", "w", "d", "l", "m", "st", "c", "so", "bg", "opt"])
CLAIM_KEYS = frozenset(["s", "who", "v", "e", "so", "as", "c", "total", "opt"])
STATEMENT_KEYS = frozenset(["q", "by", "cue", "on", "via", "opt"])
OUTLOOK_KEYS = frozenset(["q", "by", "due", "opt"])


class SheetError(Exception):
    """A mistake in a sheet; its message says where and what."""


@dataclass
class Report:
    """One report of a sheet: its header, its text, its finding lines with their line numbers."""

    id: str
    line: int
    header: dict[str, str] = field(default_factory=dict)
    text: str = ""
    findings: list[tuple[int, str]] = field(default_factory=list)


def read_sheet(path: Path) -> Iterator[Report]:
    """The reports of a sheet, in order."""
    report: Report | None = None
    body: list[str] | None = None
    for n, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.rstrip()
        if body is not None and report is not None:
            if line == ":end":
                report.text, body = "\n".join(body).strip("\n"), None
            else:
                body.append(line)
        elif line.startswith("=== "):
            if report is not None:
                yield report
            report = Report(line[4:].strip(), n)
        elif report is None or not line.strip():
            continue
        elif line == "text:":
            body = []
        elif (key := line.split(":", 1)[0]) in HEADER and ":" in line:
            report.header[key] = line.split(":", 1)[1].strip()
        else:
            report.findings.append((n, line))
    if body is not None:
        raise SheetError(f"{path}: the text of {report.id if report else '?'} has no :end line")
    if report is not None:
        yield report


class Coding:
    """Turns the lines of one report into a gold object; collects mistakes instead of stopping."""

    def __init__(self, report: Report, text: str, path: Path) -> None:
        self.report, self.text, self.path = report, text, path
        self.mistakes: list[str] = []
        self.at = report.line
        self.gold: dict[str, Any] = {
            k: [] for k in ("actors", "places", "events", "claims", "statements", "outlook")
        }

    def wrong(self, what: str) -> None:
        self.mistakes.append(f"{self.path.name}:{self.at}: {self.report.id}: {what}")

    def span(self, quote: str) -> tuple[int, int] | None:
        """`words`, `words#2` (its third occurrence) or `first words ... last words`."""
        words, _, nth = (
            quote.strip().rpartition("#") if re.search(r"#\d+$", quote.strip()) else (quote.strip(), "", "0")
        )
        head, dots, tail = words.partition(" ... ")
        at = -1
        for _ in range(int(nth) + 1):
            at = self.text.find(head, at + 1)
            if at < 0:
                self.wrong(f"not in the text (occurrence {nth}): {head!r}")
                return None
        end = at + len(head)
        if dots:
            last = self.text.find(tail, end)
            if last < 0:
                self.wrong(f"not in the text behind {head!r}: {tail!r}")
                return None
            end = last + len(tail)
        if not head:
            self.wrong("an empty quote")
            return None
        return at, end

    def quote(self, quote: str) -> list[Any] | str | None:
        """The span as gold.py quotes it: words, or [words, occurrence]."""
        found = self.span(quote)
        if found is None:
            return None
        words = self.text[found[0] : found[1]]
        nth, at = 0, self.text.find(words)
        while at != found[0]:
            nth, at = nth + 1, self.text.find(words, at + 1)
        return [words, nth] if nth else words

    def quotes(self, value: str | None) -> list[Any]:
        return [
            q for part in (value or "").split(";") if part.strip() and (q := self.quote(part)) is not None
        ]

    def fields(self, line: str, known: frozenset[str]) -> tuple[list[str], dict[str, str]]:
        head, *rest = re.split(r"\s*\|\s*", line.strip())
        out: dict[str, str] = {}
        for part in rest:
            key, _, value = part.partition(":")
            key = key.strip()
            if key not in known:
                self.wrong(f"no field {key!r} here; there are {' '.join(sorted(known))}")
            elif key in out:
                self.wrong(f"field {key!r} twice")
            else:
                out[key] = value.strip()
        return head.split(), out

    def choice(self, value: str, kind: str) -> str:
        if value not in codes.CHOICES[kind]:
            self.wrong(f"{kind} is {value!r}, not one of {' '.join(codes.CHOICES[kind])}")
        return value

    def day(self, value: str | None) -> str | None:
        if not value or value == "-":
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.wrong(f"{value!r} is not an ISO day")
            return None

    def when(self, value: str) -> dict[str, Any]:
        """`DAY`, `DAY/DAY`, `-/DAY`, `2019-03`, `2019`, then a precision or `stated` where they differ from the usual."""
        first, *rest = value.split()
        basis = "stated" if "stated" in rest else "resolved"
        precision = next((w for w in rest if w != "stated"), "")
        if re.fullmatch(r"\d{4}-\d\d", first):
            year, month = map(int, first.split("-"))
            start, end, usual = f"{first}-01", f"{first}-{monthrange(year, month)[1]:02}", "month"
        elif re.fullmatch(r"\d{4}", first):
            start, end, usual = f"{first}-01-01", f"{first}-12-31", "year"
        elif "/" in first:
            start, end = first.split("/", 1)
            usual = "range"
        else:
            start, end, usual = first, first, "day"
        days = {"start": self.day(start), "end": self.day(end)}
        return {**days, "precision": self.choice(precision or usual, "precision"), "basis": basis}

    def add(self, line: str) -> None:
        kind = line.split(None, 1)[0]
        if kind == "A":
            self.actor(line)
        elif re.fullmatch(r"E\d+", kind):
            self.event(line)
        elif kind == "C":
            self.claim(line)
        elif kind == "S":
            self.statement(line)
        elif kind == "O":
            self.outlook(line)
        else:
            self.wrong(f"a line starts with A, E1, C, S or O, not {kind!r}")

    def actor(self, line: str) -> None:
        head, _, rest = line.partition("|")
        words = head.split()
        if len(words) < 3 or words[2] not in codes.KINDS:
            self.wrong(
                f"an actor line is: A id kind [COUNTRY] [SECTOR ...] | mention; mention; kinds: {' '.join(codes.KINDS)}"
            )
            return
        country = words[3] if len(words) > 3 and words[3] not in codes.SECTORS else None
        sectors = [w for w in words[3:] if w != country]
        if country is not None and country not in codes.COUNTRIES:
            self.wrong(f"{country!r} is no ISO 3166 alpha-3 country")
        self.wrong(f"unknown sectors in {sectors}") if not set(sectors) <= set(codes.SECTORS) else None
        mentions = self.quotes(rest)
        names = [q for q in mentions if _words(q).lower() not in PRONOUNS]
        pronouns = [q for q in mentions if _words(q).lower() in PRONOUNS]
        longest = max(names, key=lambda q: len(_words(q)), default=words[1])
        self.gold["actors"].append(
            {"id": words[1], "name": _words(longest), "kind": words[2], "country": country, "sectors": sectors,
             "names": names, "pronouns": pronouns})  # fmt: skip

    def event(self, line: str) -> None:
        head, f = self.fields(line, EVENT_KEYS)
        if len(head) not in (2, 3) or head[1] not in codes.TYPES:
            self.wrong("an event line begins: E1 TYPE [mode] | t: trigger")
            return
        mode = head[2] if len(head) == 3 else None
        if mode and mode not in codes.TYPES[head[1]].split():
            self.wrong(f"mode {mode!r} is not one of {head[1]}'s: {codes.TYPES[head[1]] or '(none)'}")
        if "t" not in f:
            self.wrong("an event needs t: its trigger")
            return
        if head[0] in {e["id"] for e in self.gold["events"]}:
            self.wrong(f"event {head[0]} twice")
        event: dict[str, Any] = {"id": head[0], "type": head[1], "mode": mode, "trigger": self.quote(f["t"]),
                                 "actors": self.quotes(f.get("a")), "recipients": self.quotes(f.get("r"))}  # fmt: skip
        if f.get("d"):
            event |= self.when(f["d"])
        if "w" in f:
            event["when"] = self.quote(f["w"])
        if "l" in f:
            relation, _, words = f["l"].rpartition(">")
            event["relation"] = self.choice(relation.strip() or "in", "relation")
            event["where"] = self.quote(words)
        event |= {"means": self.quotes(f.get("m")), "status": self.choice(f.get("st", "actual"), "status"),
                  "background": "bg" in f, "certainty": self.choice(f.get("c", "attributed" if f.get("so") else "stated"), "certainty"),
                  "sources": self.quotes(f.get("so")), "optional": "opt" in f}  # fmt: skip
        self.gold["events"].append(event)

    def claim(self, line: str) -> None:
        head, f = self.fields(line, CLAIM_KEYS)
        if len(head) != 3 or head[1] not in codes.MEASURES or "s" not in f:
            self.wrong(
                "a claim line is: C measure VALUE | s: the words of the figure | e: E1 | v: victims ..."
            )
            return
        low, best, high = self.value(head[2])
        if f.get("e") and f["e"] not in {e["id"] for e in self.gold["events"]}:
            self.wrong(f"event {f['e']!r} stands on no line above")
        self.gold["claims"].append(
            {"event": f.get("e") or None, "measure": head[1], "low": low, "best": best, "high": high,
             "who": self.quote(f["who"]) if f.get("who") else None,
             "victims": self.choice(f.get("v", "unknown"), "victims"), "scope": "total" if "total" in f else "event",
             "as_of": self.day(f.get("as")), "sources": self.quotes(f.get("so")),
             "certainty": self.choice(f.get("c", "attributed" if f.get("so") else "stated"), "certainty"),
             "span": self.quote(f["s"]), "optional": "opt" in f})  # fmt: skip

    def value(self, written: str) -> list[int | None]:
        parts = written.split("/")
        if len(parts) == 1:
            parts *= 3
        if len(parts) != 3 or not all(p == "-" or p.isdigit() for p in parts):
            self.wrong(f"a value is N or low/best/high with - for unknown, not {written!r}")
            return [None, None, None]
        return [None if p == "-" else int(p) for p in parts]

    def statement(self, line: str) -> None:
        head, f = self.fields(line, STATEMENT_KEYS)
        if len(head) != 2 or "q" not in f:
            self.wrong(
                "a statement line is: S direct|indirect|mixed | q: content | by: speaker | cue: said | on: DAY"
            )
            return
        self.gold["statements"].append(
            {"speaker": self.quote(f["by"]) if f.get("by") else None, "content": self.quote(f["q"]),
             "cue": self.quote(f["cue"]) if f.get("cue") else None, "kind": self.choice(head[1], "statement"),
             "said_on": self.day(f.get("on")), "via": self.quote(f["via"]) if f.get("via") else None,
             "optional": "opt" in f})  # fmt: skip

    def outlook(self, line: str) -> None:
        head, f = self.fields(line, OUTLOOK_KEYS)
        if len(head) != 2 or "q" not in f:
            self.wrong(
                "an outlook line is: O schedule|pledge|threat|forecast | q: content | by: who | due: DAY"
            )
            return
        self.gold["outlook"].append(
            {"kind": self.choice(head[1], "outlook"), "by": self.quote(f["by"]) if f.get("by") else None,
             "content": self.quote(f["q"]), "due": self.day(f.get("due")), "optional": "opt" in f})  # fmt: skip


def _words(quote: list[Any] | str) -> str:
    return quote if isinstance(quote, str) else str(quote[0])


def coded(report: Report, path: Path) -> Coding:
    """The coding of one report of a sheet, mistakes and all."""
    source = report.header.get("source")
    text = report.text
    found: sources.Text | None = None
    if source:
        found = sources.find(source)
        text = found.text
    coding = Coding(report, text, path)
    if not text:
        coding.wrong("no text and no source")
        return coding
    published = report.header.get("published") or (found.published if found else None)
    coding.day(published)
    if not source:
        for key in ("published", "register", "countries", "template"):
            if not report.header.get(key):
                coding.wrong(f"the header lacks {key}:")
    for coding.at, line in report.findings:
        coding.add(line)
    note = "written for training; nothing in it happened" if not source else f"laid over {source}"
    coding.gold = {"report": {"id": report.id, "title": report.header.get("title", ""), "publisher": "",
                              "published": published, "text": text, "note": note, **_kept(report)}, **coding.gold}  # fmt: skip
    return coding


def _kept(report: Report) -> dict[str, Any]:
    keep = {k: report.header[k] for k in ("register", "template", "source") if report.header.get(k)}
    return {**keep, "countries": report.header.get("countries", "").replace(",", " ").split()}


def offsets(coding: Coding) -> dict[str, Any]:
    """The gold object without its text: every quote as [start, end], the text named by digest."""
    text = coding.text

    def place(value: Any) -> Any:
        words, nth = (value, 0) if isinstance(value, str) else value
        at = -1
        for _ in range(nth + 1):
            at = text.find(words, at + 1)
        return [at, at + len(words)]

    single = {"trigger", "when", "where", "who", "span", "speaker", "content", "cue", "via", "by"}
    many = {"names", "pronouns", "actors", "recipients", "means", "sources"}
    out: dict[str, Any] = {"report": {k: v for k, v in coding.gold["report"].items() if k != "text"}}
    out["report"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    for part in ("actors", "events", "claims", "statements", "outlook"):
        out[part] = [
            {k: place(v) if k in single and v is not None else [place(x) for x in v] if k in many else v
             for k, v in row.items() if k != "name"}
            for row in coding.gold[part]
        ]  # fmt: skip
    return out


def count(codings: list[Coding]) -> str:
    """How often everything occurs, what is rare first, and what is missing."""
    modes: Counter[str] = Counter()
    other: dict[str, Counter[str]] = {k: Counter() for k in ("type", "status", "certainty", "measure", "victims", "scope", "statement", "outlook", "register", "country")}  # fmt: skip
    sentences = 0
    for c in codings:
        sentences += len(re.findall(r"[.!?][\"”’')\]]*(?=\s|$)", c.text))
        other["register"][c.report.header.get("register", "?")] += 1
        other["country"].update(c.gold["report"]["countries"])
        for e in c.gold["events"]:
            other["type"][e["type"]] += 1
            other["status"][e["status"]] += 1
            other["certainty"][e["certainty"]] += 1
            modes[f"{e['type']}/{e['mode'] or '-'}"] += 1
        for k in c.gold["claims"]:
            other["measure"][k["measure"]] += 1
            other["victims"][k["victims"]] += 1
            other["scope"][k["scope"]] += 1
        other["statement"].update(s["kind"] for s in c.gold["statements"])
        other["outlook"].update(o["kind"] for o in c.gold["outlook"])
    every = [f"{t}/{m}" for t, ms in codes.TYPES.items() for m in ms.split() or ["-"]]
    lines = [f"{len(codings)} reports, about {sentences} sentences, {sum(other['type'].values())} events"]
    lines.append(
        "modes, rarest first: " + " ".join(f"{m} {modes[m]}" for m in sorted(every, key=lambda m: modes[m]))
    )
    lines += [
        f"{k}: " + " ".join(f"{x} {n}" for x, n in v.most_common())
        for k, v in other.items()
        if k != "country"
    ]
    lines.append(f"countries: {len(other['country'])}: " + " ".join(sorted(other["country"])))
    return "\n".join(lines)


def main() -> int:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("check", "count", "build"))
    p.add_argument("sheets", type=Path, nargs="+")
    p.add_argument("--into", type=Path)
    o = p.parse_args()
    codings, bad, seen = [], 0, set[str]()
    for path in o.sheets:
        for report in read_sheet(path):
            coding = coded(report, path)
            if report.id in seen:
                coding.wrong("this id was used before")
            seen.add(report.id)
            codings.append(coding)
            for mistake in coding.mistakes:
                bad += 1
                print(mistake)
    if o.what == "count":
        print(count(codings))
    if o.what == "build" and not bad:
        o.into.mkdir(parents=True, exist_ok=True)
        for c in codings:
            made = offsets(c) if c.report.header.get("source") else c.gold
            (o.into / f"{c.report.id}.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    print(f"{len(codings)} reports, {bad} mistakes")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
