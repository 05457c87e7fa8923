"""Coded reports as word labels: acts, their attributes, and arcs from words to words.

Parties, places and figures are labelled at the head word of their span, as the reader's own tree has it: at run time the
tree gives the span back. Labels of an optional event are IGNORE, so that finding it costs nothing and missing it neither.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from lapwing.model.parse import Parse, Token
from lapwing.model.parse import Sentence as SentenceSpan
from lapwing.reader.reader import load_reader
from train.corpora import GUM_DEV, GUM_TEST, Document, Sentence, parties, read_conllu
from train.corpus import codes, sources

IGNORE = -100
MUC_HELD = "DEV-MUC3-1201"
"""The last hundred training reports of MUC-4 are kept to choose odds on."""
ROLES = ("actor", "recipient", "place", "time", "means", "source", "figure", "teller", "speaker", "same")
MODES = [f"{t}/{m}" for t, ms in codes.TYPES.items() for m in ["-", *ms.split()]]
MUC = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
COLUMNS: dict[str, list[str]] = {
    "act": ["-", *codes.TYPES],
    "mode": MODES,
    "status": codes.CHOICES["status"],
    "certainty": codes.CHOICES["certainty"],
    "background": ["no", "yes"],
    "measure": ["-", *codes.MEASURES],
    "victims": codes.CHOICES["victims"],
    "scope": ["event", "total"],
    "content": ["O", "B", "I"],
    "cue": ["O", "cue"],
    "muc": ["O", *(f"{p}-{r}" for r in MUC for p in "BI")],
}
_AT_ZERO = ("act", "measure", "content", "cue")  # columns in which every word of a coded report has a label
Columns = dict[str, NDArray[np.int64]]


@dataclass
class Coded:
    """Word labels of one document: a column each, arcs as (from, role, to), a party's number for words that name one."""

    columns: Columns
    arcs: list[tuple[int, int, int]] = field(default_factory=list)
    party: NDArray[np.int64] | None = None
    rows: frozenset[int] = frozenset()  # triggers whose arcs are known (firm or optional)


def is_test(gold: dict[str, Any]) -> bool:
    """Whether a report is of the tenth that is never trained on: by its template, or its own id where laid over."""
    return _bucket(gold) == 0


def is_dev(gold: dict[str, Any]) -> bool:
    """Whether a report is of the twentieth used to choose thresholds."""
    return _bucket(gold) == 1


def _bucket(gold: dict[str, Any]) -> int:
    report = gold["report"]
    key = report["id"] if report.get("source") else report.get("template") or report["id"]
    draw = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 20
    return 0 if draw < 2 else 1 if draw == 2 else 2


def load(folder: Path) -> Iterator[dict[str, Any]]:
    """The gold objects of a folder, with their text; those laid over texts that are not at hand are left out."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "text" not in gold["report"]:
            try:
                text = sources.find(gold["report"]["source"]).text
            except FileNotFoundError:
                continue
            if hashlib.sha256(text.encode()).hexdigest() != gold["report"]["sha256"]:
                raise ValueError(
                    f"{path}: the text of {gold['report']['source']} is not the one that was coded"
                )
            gold["report"]["text"] = text
        yield gold


def span_of(text: str, quote: Any) -> tuple[int, int] | None:
    """Offsets of a quote: words, [words, occurrence], or [start, end]."""
    if quote is None:
        return None
    if isinstance(quote, list) and isinstance(quote[0], int):
        return quote[0], quote[1]
    words, nth = (quote, 0) if isinstance(quote, str) else quote
    at = -1
    for _ in range(nth + 1):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


class Parser:
    """The shipped reader, with a memory on disk, so that the trees that train a model stay those of one reader."""

    def __init__(self, memory: Path) -> None:
        self._reader = load_reader()
        self._memory = memory
        self._memory.mkdir(parents=True, exist_ok=True)

    def parse(self, text: str) -> Parse:
        path = self._memory / hashlib.sha256(text.encode()).hexdigest()
        if path.exists():
            return msgspec.msgpack.decode(path.read_bytes(), type=Stored).parse(text)
        parse = self._reader.parse(text)
        path.write_bytes(msgspec.msgpack.encode(Stored(parse.tokens, parse.sentences)))
        return parse


class Stored(msgspec.Struct, array_like=True):
    """What of a parse training needs."""

    tokens: tuple[Token, ...]
    sentences: tuple[SentenceSpan, ...]

    def parse(self, text: str) -> Parse:
        return Parse(text, self.tokens, self.sentences)


class Words:
    """Spans to words of a parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.starts = np.array([t.start for t in parse.tokens])
        self.ends = np.array([t.end for t in parse.tokens])

    def within(self, span: tuple[int, int]) -> range:
        """The words that touch a span."""
        first = int(np.searchsorted(self.ends, span[0], "right"))
        last = int(np.searchsorted(self.starts, span[1], "left"))
        return range(first, last)

    def head(self, span: tuple[int, int] | None) -> int | None:
        """The word of a span that hangs outside it; None for an empty span."""
        inside = self.within(span) if span else range(0)
        tokens = self.parse.tokens
        outer = [i for i in inside if tokens[i].head not in inside and tokens[i].upos != "PUNCT"]
        return outer[0] if outer else next(iter(inside), None)


def label(gold: dict[str, Any], parse: Parse) -> Coded:
    """The word labels of a coded report."""
    text, words, count = gold["report"]["text"], Words(parse), len(parse.tokens)
    columns = {k: np.full(count, 0 if k in _AT_ZERO else IGNORE, dtype=np.int64) for k in COLUMNS}
    coded = Coded(columns, party=np.full(count, -1, dtype=np.int64))
    triggers = _label_events(gold, text, words, coded)
    _label_claims(gold, text, words, coded, triggers)
    _label_statements(gold, text, words, coded)
    for n, actor in enumerate(gold["actors"]):
        for quote in [*actor["names"], *actor.get("pronouns", [])]:
            at = words.head(span_of(text, quote))
            if at is not None and coded.party is not None:
                coded.party[at] = n
    return coded


def _index(column: str, value: str) -> int:
    return COLUMNS[column].index(value)


def _label_events(gold: dict[str, Any], text: str, words: Words, coded: Coded) -> dict[str, int]:
    triggers: dict[str, int] = {}
    taken: set[int] = set()
    for e in sorted(gold["events"], key=lambda e: bool(e.get("optional"))):
        at = words.head(span_of(text, e["trigger"]))
        if at is None or at in taken:
            continue
        taken.add(at)
        triggers[e["id"]] = at
        optional = bool(e.get("optional"))
        c = coded.columns
        c["act"][at] = IGNORE if optional else _index("act", e["type"])
        c["mode"][at] = _index("mode", f"{e['type']}/{e.get('mode') or '-'}")
        c["status"][at] = _index("status", e.get("status", "actual"))
        c["certainty"][at] = _index("certainty", e.get("certainty", "stated"))
        c["background"][at] = int(bool(e.get("background")))
        for role, key in (
            ("actor", "actors"),
            ("recipient", "recipients"),
            ("means", "means"),
            ("source", "sources"),
        ):
            for quote in e.get(key) or []:
                _arc(coded, at, role, words.head(span_of(text, quote)))
        _arc(coded, at, "place", words.head(span_of(text, e.get("where"))))
        _arc(coded, at, "time", words.head(span_of(text, e.get("when"))))
    coded.rows = frozenset(taken)
    return triggers


def _arc(coded: Coded, at: int, role: str, to: int | None) -> None:
    if to is not None:
        coded.arcs.append((at, ROLES.index(role), to))


def _label_claims(
    gold: dict[str, Any], text: str, words: Words, coded: Coded, triggers: dict[str, int]
) -> None:
    for claim in gold["claims"]:
        span = span_of(text, claim["span"])
        at = words.head(span)
        if at is None or span is None:
            continue
        optional = bool(claim.get("optional"))
        c = coded.columns
        c["measure"][at] = IGNORE if optional else _index("measure", claim["measure"])
        c["victims"][at] = _index("victims", claim.get("victims", "unknown"))
        c["scope"][at] = _index("scope", claim.get("scope", "event"))
        if claim.get("event") in triggers:
            _arc(coded, triggers[claim["event"]], "figure", at)
        for quote in claim.get("sources") or []:
            _arc(coded, at, "teller", words.head(span_of(text, quote)))


def _label_statements(gold: dict[str, Any], text: str, words: Words, coded: Coded) -> None:
    c = coded.columns
    for s in gold["statements"]:
        span = span_of(text, s["content"])
        inside = list(words.within(span)) if span else []
        if not inside:
            continue
        optional = bool(s.get("optional"))
        c["content"][inside] = IGNORE if optional else _index("content", "I")
        c["content"][inside[0]] = IGNORE if optional else _index("content", "B")
        for i in words.within(cue) if (cue := span_of(text, s.get("cue"))) else ():
            c["cue"][i] = IGNORE if optional else 1
        _arc(coded, inside[0], "speaker", words.head(span_of(text, s.get("speaker"))))


def as_document(key: str, parse: Parse, corpus: str = "own") -> Document:
    """A parse as a training document: the reader's own trees stand in for annotated ones."""
    sentences = []
    gaps = [0, *(s.start for s in parse.sentences)]
    for s in parse.sentences:
        tokens = parse.tokens[s.first : s.last]
        broken = (
            "\n" in parse.text[gaps[s.index] : s.start] or "\n" in parse.text[max(0, s.start - 2) : s.start]
        )
        sentences.append(
            Sentence([t.text for t in tokens], key=f"{key}-{s.index}", upos=[t.upos for t in tokens],
                     xpos=[t.xpos for t in tokens], heads=[t.head - s.first + 1 if t.head >= 0 else 0 for t in tokens],
                     rels=[t.deprel for t in tokens], new_paragraph=broken))  # fmt: skip
    return Document(corpus, key, sentences)


def own_reports(folders: Iterable[Path], reader: Parser) -> Iterator[tuple[dict[str, Any], Document, Coded]]:
    """Every coded report with its document and labels."""
    for folder in folders:
        for gold in load(folder):
            parse = reader.parse(gold["report"]["text"])
            yield gold, as_document(gold["report"]["id"], parse), label(gold, parse)


def gum_reports(root: Path) -> Iterator[tuple[Document, Coded]]:
    """GUM's training documents with their trees and with the number of each word's entity; acts are unknown."""
    for path in sorted((root / "gum/conllu").glob("*.conllu")):
        if path.stem.removeprefix("GUM_") in GUM_DEV | GUM_TEST:
            continue
        for document in read_conllu(path, "gum"):
            numbers = np.array(parties(document, path), dtype=np.int64)
            columns = {k: np.full(len(numbers), IGNORE, dtype=np.int64) for k in COLUMNS}
            yield document, Coded(columns, party=numbers)


def muc_reports(root: Path, reader: Parser) -> Iterator[tuple[Document, Coded]]:
    """MUC-4 training reports with their role fillers as B and I labels; everything else is unknown."""
    for line in (root / "muc4/train.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["docid"] >= MUC_HELD:
            continue
        parse = reader.parse(row["doctext"])
        words, count = Words(parse), len(parse.tokens)
        columns = {k: np.full(count, 0 if k == "muc" else IGNORE, dtype=np.int64) for k in COLUMNS}
        for role, text, start in muc_fillers(row):
            inside = list(words.within((start, start + len(text))))
            for n, i in enumerate(inside):
                columns["muc"][i] = _index("muc", f"{'B' if n == 0 else 'I'}-{role}")
        yield as_document(row["docid"], parse), Coded(columns)


def muc_fillers(row: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """(role, words, offset) of every place where a filler of a role is named."""
    for template in row["templates"]:
        for role in MUC:
            for text in {text for entity in template.get(role, []) for text, _ in entity}:
                for m in re.finditer(rf"\b{re.escape(text)}\b", row["doctext"]):
                    yield role, text, m.start()
