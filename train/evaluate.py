"""Measure the reader on the test sets and print the table of docs/read.md.

    python -m train.evaluate --corpora /work/shared/corpora [--split test] [--only raw,gold,…] [--weights DIR]

`gold` rows give the reader gold tokens and sentences; `raw` rows give it text and align words by characters, as
the CoNLL 2018 shared task did: a word counts where its span is right, its head where the head's span is right too.
LAS compares universal relations (subtypes off); LAS+ compares subtypes as well.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lapwing.lexicon.lemmas import lemma
from lapwing.model.parse import Parse
from lapwing.reader.reader import Reader
from lapwing.reader.tokens import tokenize
from train.corpora import Document, raw_text, read_crossner_test, read_ewt, read_gum

Span = tuple[int, int]
Recase = Callable[[str], str]


def same(text: str) -> str:
    """The text as it is."""
    return text


def upper(text: str) -> str:
    """All capitals, length kept."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def lower(text: str) -> str:
    """No capitals, length kept."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Counts:
    """Right, said and gold counts by column."""

    def __init__(self) -> None:
        self.right: dict[str, int] = {}
        self.said: dict[str, int] = {}
        self.gold: dict[str, int] = {}

    def add(self, key: str, right: int, said: int, gold: int) -> None:
        for table, n in ((self.right, right), (self.said, said), (self.gold, gold)):
            table[key] = table.get(key, 0) + n

    def f1(self) -> dict[str, float]:
        return {k: round(200 * n / max(1, self.said[k] + self.gold[k]), 2) for k, n in self.right.items()}


def score_trees(
    reader: Reader, documents: Sequence[Document], *, gold_tokens: bool, recase: Recase = same
) -> dict[str, float]:
    """Words, sentences, tags, lemmas and trees."""
    counts = Counts()
    for d in documents:
        text, spans, sentences, paragraphs = raw_text(d)
        text = recase(text)
        if gold_tokens:
            parse = reader.parse_tokens(text, spans, paragraphs, sentences)
        else:
            parse = reader.parse(text)
        _compare(counts, d, parse, spans, sentences)
    return counts.f1()


def _compare(counts: Counts, d: Document, parse: Parse, spans: list[Span], sentences: list[int]) -> None:
    words = [
        w
        for s in d.sentences
        for w in zip(s.words, s.upos or (), s.xpos or (), s.lemmas or (), s.rels or (), strict=True)
    ]
    heads = [
        at + h - 1 if h else -1 for s, at in zip(d.sentences, sentences, strict=True) for h in s.heads or ()
    ]
    found = {(t.start, t.end): t for t in parse.tokens}
    pairs = [(i, found[span]) for i, span in enumerate(spans) if span in found]
    said, gold = len(parse.tokens), len(spans)
    counts.add("words", len(pairs), said, gold)
    stops = [*sentences[1:], len(spans)]
    whole = {(spans[a][0], spans[b - 1][1]) for a, b in zip(sentences, stops, strict=True)}
    counts.add(
        "sentences",
        len(whole & {(s.start, s.end) for s in parse.sentences}),
        len(parse.sentences),
        len(whole),
    )
    for column, n in (("upos", 1), ("xpos", 2), ("lemma", 3)):
        counts.add(column, sum(getattr(t, column) == words[i][n] for i, t in pairs), said, gold)
    uas = las = full = 0
    for i, t in pairs:
        above = (parse.tokens[t.head].start, parse.tokens[t.head].end) if t.head >= 0 else None
        if above == (spans[heads[i]] if heads[i] >= 0 else None):
            uas += 1
            las += t.deprel.split(":")[0] == words[i][4].split(":")[0]
            full += t.deprel == words[i][4]
    for column, n in (("uas", uas), ("las", las), ("las+", full)):
        counts.add(column, n, said, gold)


def score_names(
    reader: Reader, documents: Sequence[Document], *, recase: Recase = same, kinds: Sequence[str]
) -> dict[str, float]:
    """Exact names of `kinds`, gold tokens and sentences."""
    counts = Counts()
    for d in documents:
        text, spans, sentences, paragraphs = raw_text(d) if d.whole else _loose(d)
        parse = reader.parse_tokens(recase(text), spans, paragraphs, sentences)
        said = {(m.first, m.last, m.label) for m in parse.mentions if m.named and m.label in kinds}
        gold: set[tuple[int, int, str]] = set()
        for s, at in zip(d.sentences, sentences, strict=True):
            gold |= {(at + a, at + b, k) for a, b, k in _spans(s.names or []) if k in kinds}
        for kind in kinds:
            one, two = {x for x in said if x[2] == kind}, {x for x in gold if x[2] == kind}
            counts.add(kind, len(one & two), len(one), len(two))
        counts.add("names", len(said & gold), len(said), len(gold))
    return counts.f1()


def _loose(d: Document) -> tuple[str, list[Span], list[int], list[int]]:
    for s in d.sentences:
        s.space_after = [True] * len(s.words)
        s.new_paragraph = True
    return raw_text(d)


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            out.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and out:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out


def score_mentions(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
    """GUM: head word and kind of every entity that is no pronoun; names and nominals alike."""
    counts = Counts()
    for d in documents:
        text, spans, sentences, paragraphs = raw_text(d)
        parse = reader.parse_tokens(text, spans, paragraphs, sentences)
        kinds = [k for s in d.sentences for k in s.mentions or ()]
        tags = [u for s in d.sentences for u in s.upos or ()]
        gold = {(i, k) for i, k in enumerate(kinds) if k != "O" and tags[i] != "PRON"}
        said = {(m.head, m.label) for m in parse.mentions}
        counts.add("heads", len({i for i, _ in said} & {i for i, _ in gold}), len(said), len(gold))
        counts.add("heads and kinds", len(said & gold), len(said), len(gold))
        for kind in ("person", "organization", "place", "event", "time"):
            one, two = {x for x in said if x[1] == kind}, {x for x in gold if x[1] == kind}
            counts.add(kind, len(one & two), len(one), len(two))
    return counts.f1()


def score_tokens(documents: Sequence[Document], recase: Recase = same) -> dict[str, float]:
    """Words by the tokeniser alone."""
    counts = Counts()
    for d in documents:
        text, spans, _, _ = raw_text(d)
        said = tokenize(recase(text))
        counts.add("words", len(set(said) & set(spans)), len(said), len(spans))
    return counts.f1()


def score_lemmas(documents: Sequence[Document]) -> float:
    """Lemmas of the rules under gold tags, per cent."""
    rows = [
        r
        for d in documents
        for s in d.sentences
        for r in zip(s.words, s.upos or (), s.xpos or (), s.lemmas or (), strict=True)
    ]
    return round(100 * sum(lemma(w, u, x) == gold for w, u, x, gold in rows) / len(rows), 2)


def speed(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
    """Words a second of the whole `parse`, raw text, one thread."""
    texts = [raw_text(d)[0] for d in documents]
    for text in texts[:2]:
        reader.parse(text)
    started = time.perf_counter()
    words = sum(len(reader.parse(text).tokens) for text in texts)
    return {"words/s": round(words / (time.perf_counter() - started)), "words": words}


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, default=Path("/work/shared/corpora"))
    p.add_argument("--split", choices=("dev", "test"), default="test")
    p.add_argument("--only", default="tokens,lemmas,gold,raw,names,mentions,case,speed")
    p.add_argument("--weights", type=Path)
    run(p.parse_args())


def run(o: argparse.Namespace) -> None:
    """Every row asked for, one line of JSON each."""
    wanted = set(o.only.split(","))
    ewt, gum = read_ewt(o.corpora, o.split), read_gum(o.corpora)[o.split]
    three = ("person", "organization", "place")
    rows: list[tuple[str, str, Callable[[Reader], object]]] = [
        ("tokens", "tokeniser, EWT", lambda _: score_tokens(ewt)),
        ("tokens", "tokeniser, GUM", lambda _: score_tokens(gum)),
        ("lemmas", "lemma rules, gold tags, EWT", lambda _: score_lemmas(ewt)),
        ("gold", "gold tokens, EWT", lambda r: score_trees(r, ewt, gold_tokens=True)),
        ("gold", "gold tokens, GUM", lambda r: score_trees(r, gum, gold_tokens=True)),
        ("raw", "raw text, EWT", lambda r: score_trees(r, ewt, gold_tokens=False)),
        ("raw", "raw text, GUM", lambda r: score_trees(r, gum, gold_tokens=False)),
        ("raw", "raw text, GUM news", lambda r: score_trees(r, [d for d in gum if "news" in d.key], gold_tokens=False)),
        ("names", "names, UNER EWT", lambda r: score_names(r, ewt, kinds=three)),
        ("names", "names, CrossNER politics test", lambda r: score_names(r, read_crossner_test(o.corpora), kinds=three)),
        ("mentions", "entity heads, GUM", lambda r: score_mentions(r, gum)),
        ("case", "gold tokens, EWT UPPER", lambda r: score_trees(r, ewt, gold_tokens=True, recase=upper)),
        ("case", "gold tokens, EWT lower", lambda r: score_trees(r, ewt, gold_tokens=True, recase=lower)),
        ("case", "raw text, EWT UPPER", lambda r: score_trees(r, ewt, gold_tokens=False, recase=upper)),
        ("case", "raw text, EWT lower", lambda r: score_trees(r, ewt, gold_tokens=False, recase=lower)),
        ("case", "names, UNER EWT UPPER", lambda r: score_names(r, ewt, kinds=three, recase=upper)),
        ("case", "names, UNER EWT lower", lambda r: score_names(r, ewt, kinds=three, recase=lower)),
        ("speed", "speed, GUM", lambda r: speed(r, gum)),
    ]  # fmt: skip
    reader = Reader(o.weights)
    print(json.dumps({"reader": reader.version, "split": o.split}))
    for group, name, measure in rows:
        if group in wanted:
            print(json.dumps({name: measure(reader)}), flush=True)


if __name__ == "__main__":
    main()
