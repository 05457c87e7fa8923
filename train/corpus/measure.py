"""What the corpus holds and how varied it is, for its card; and how two coders agree.

    python -m train.corpus.measure                         size, coverage, variety of all parts (Markdown)
    python -m train.corpus.measure --split test --into DIR the test split as gold, texts and all, for benchmarks/quality.py
    python -m train.corpus.measure --agreement train/corpus/second   the second pass against the first, by the shared scorer

The agreement figures are the rows of ../shared/tools/score.py with the first coding as gold and the second as a reading.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from train.acts import is_dev, is_test, load, span_of
from train.corpus import codes

HERE = Path(__file__).parent
PARTS = ("written", "laid_over")
SCORER = HERE.parents[2] / "shared/tools/score.py"
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)")
_GRAM = 4


def grams(text: str) -> list[tuple[str, ...]]:
    """The runs of four words of a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def variety(texts: Sequence[str]) -> dict[str, float]:
    """Share of distinct runs of four words, and how like its nearest neighbour each report is (Jaccard of such runs)."""
    each = [grams(t) for t in texts]
    every = [g for gs in each for g in gs]
    sets = [set(gs) for gs in each]
    of_gram: dict[tuple[str, ...], list[int]] = {}
    for n, held in enumerate(sets):
        for gram in held:
            of_gram.setdefault(gram, []).append(n)
    nearest = []
    for n, held in enumerate(sets):
        shared = Counter(m for gram in held for m in of_gram[gram] if m != n)
        nearest.append(max((k / len(held | sets[m]) for m, k in shared.items()), default=0.0))
    nearest.sort()
    return {
        "distinct 4-grams": len(set(every)) / max(1, len(every)),
        "nearest neighbour, mean": sum(nearest) / max(1, len(nearest)),
        "nearest neighbour, 95 %": nearest[int(0.95 * len(nearest))] if nearest else 0.0,
        "nearest neighbour, highest": nearest[-1] if nearest else 0.0,
    }


def counts(golds: Sequence[dict[str, Any]]) -> dict[str, Counter[str]]:
    """How often everything is coded."""
    out: dict[str, Counter[str]] = {
        k: Counter() for k in ("type", "mode", "status", "certainty", "measure", "victims", "scope", "statement", "outlook", "register", "country")
    }  # fmt: skip
    for gold in golds:
        out["register"][gold["report"].get("register", "?")] += 1
        out["country"].update(gold["report"].get("countries", []))
        for e in gold["events"]:
            out["type"][e["type"]] += 1
            out["mode"][f"{e['type']}/{e['mode'] or '-'}"] += 1
            out["status"][e["status"]] += 1
            out["certainty"][e["certainty"]] += 1
        for c in gold["claims"]:
            out["measure"][c["measure"]] += 1
            out["victims"][c["victims"]] += 1
            out["scope"][c["scope"]] += 1
        out["statement"].update(s["kind"] for s in gold["statements"])
        out["outlook"].update(o["kind"] for o in gold["outlook"])
    return out


def told(golds: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The figures of one part as Markdown lines."""
    texts = [g["report"]["text"] for g in golds]
    sentences = sum(len(_SENTENCE.findall(t)) for t in texts)
    held = counts(golds)
    events = sum(held["type"].values())
    none = sum(not [e for e in g["events"] if not e["optional"]] for g in golds)
    yield f"- {len(golds)} reports, {sentences} sentences, {sum(len(t.split()) for t in texts)} words; {none} reports without a firm event"
    yield (
        f"- {events} events ({sum(e['optional'] for g in golds for e in g['events'])} of them optional), "
        f"{sum(held['measure'].values())} claims, {sum(held['statement'].values())} statements, "
        f"{sum(held['outlook'].values())} outlooks, {sum(len(g['actors']) for g in golds)} actors"
    )
    yield f"- test {sum(map(is_test, golds))}, development {sum(map(is_dev, golds))} reports; {len(held['country'])} countries"
    yield "- " + ", ".join(f"{k} {v:.3f}" for k, v in variety(texts).items())
    every = [f"{t}/{m}" for t, ms in codes.TYPES.items() for m in ms.split() or ["-"]]
    rare = sorted((held["mode"][m], m) for m in every)
    yield f"- modes with fewer than 40 instances: {', '.join(f'{m} {n}' for n, m in rare if n < 40) or 'none'}"
    for key in (
        "type",
        "status",
        "certainty",
        "measure",
        "victims",
        "scope",
        "statement",
        "outlook",
        "register",
    ):
        yield f"- {key}: " + ", ".join(f"{x} {n}" for x, n in held[key].most_common())


def as_reading(gold: dict[str, Any]) -> dict[str, Any]:
    """A coding as a reading, so that it can be scored against another."""
    text = gold["report"]["text"]

    def span(quote: Any) -> dict[str, Any] | None:
        at = span_of(text, quote)
        return at and {"start": at[0], "end": at[1], "text": text[at[0] : at[1]]}

    def parties(quotes: Sequence[Any]) -> list[dict[str, Any]]:
        return [{"actor": None, "span": span(q)} for q in quotes or ()]

    events = [
        {"id": e["id"], "type": e["type"], "mode": e["mode"], "trigger": span(e["trigger"]), "mentions": [],
         "actors": parties(e["actors"]), "recipients": parties(e["recipients"]),
         "when": {"start": e.get("start"), "end": e.get("end"), "precision": e.get("precision", "unknown"),
                  "basis": e.get("basis", "unknown"), "span": span(e.get("when"))},
         "where": {"place": None, "relation": e.get("relation"), "span": span(e.get("where"))},
         "means": [span(m) for m in e.get("means") or ()], "status": e["status"], "background": e["background"],
         "certainty": e["certainty"], "sources": parties(e["sources"]), "confidence": 1.0}
        for e in gold["events"] if not e["optional"]
    ]  # fmt: skip
    claims = [
        {"id": f"c{n}", "event": c["event"], "measure": c["measure"],
         "value": {"low": c["low"], "best": c["best"], "high": c["high"], "exact": c["low"] == c["high"]},
         "who": span(c.get("who")), "victims": c["victims"], "scope": c["scope"], "as_of": c.get("as_of"),
         "certainty": c["certainty"], "sources": parties(c["sources"]), "span": span(c["span"]), "confidence": 1.0}
        for n, c in enumerate(gold["claims"]) if not c["optional"]
    ]  # fmt: skip
    statements = [
        {"id": f"s{n}", "speaker": {"actor": None, "span": span(s["speaker"])} if s["speaker"] else None,
         "cue": span(s.get("cue")), "content": span(s["content"]), "kind": s["kind"], "said_on": s.get("said_on"), "via": None}
        for n, s in enumerate(gold["statements"]) if not s["optional"]
    ]  # fmt: skip
    outlook = [
        {"id": f"o{n}", "kind": o["kind"], "by": {"actor": None, "span": span(o["by"])} if o["by"] else None,
         "content": span(o["content"]), "due": o.get("due"), "event": None}
        for n, o in enumerate(gold["outlook"]) if not o["optional"]
    ]  # fmt: skip
    return {"schema": "lapwing/reading/1", "report": gold["report"], "actors": [], "places": [], "dates": [],
            "events": events, "claims": claims, "statements": statements, "outlook": outlook, "refusals": []}  # fmt: skip


def agreement(second: Path) -> str:
    """The scorer's table of the second pass against the first, over the reports that were coded twice."""
    first = {
        g["report"]["sha256" if "sha256" in g["report"] else "text"]: g
        for part in PARTS
        for g in load(HERE / part)
    }
    pairs = [(first[g["report"].get("sha256") or g["report"]["text"]], g) for g in load(second)]
    with tempfile.TemporaryDirectory() as folder:
        gold, readings = Path(folder) / "gold", Path(folder) / "readings.jsonl"
        gold.mkdir()
        for n, (one, _) in enumerate(pairs):
            (gold / f"{n:03}.json").write_text(json.dumps(quoted(one)))
        readings.write_text("".join(json.dumps(as_reading(two)) + "\n" for _, two in pairs))
        command = [sys.executable, str(SCORER), "--gold", str(gold), "--readings", str(readings)]
        return (
            f"{len(pairs)} reports coded twice\n"
            + subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )


def quoted(gold: dict[str, Any]) -> dict[str, Any]:
    """A coding with every quote as gold.py reads it: words and occurrence."""
    text = gold["report"]["text"]

    def quote(value: Any) -> Any:
        at = span_of(text, value)
        if at is None:
            return None
        words, nth, found = text[at[0] : at[1]], 0, text.find(text[at[0] : at[1]])
        while found != at[0]:
            nth, found = nth + 1, text.find(words, found + 1)
        return [words, nth]

    single = ("trigger", "when", "where", "who", "span", "speaker", "content", "cue", "via", "by")
    many = ("names", "pronouns", "actors", "recipients", "means", "sources")
    out = {"report": gold["report"], "places": []}
    for part in ("actors", "events", "claims", "statements", "outlook"):
        out[part] = [
            {
                k: quote(v) if k in single else [quote(x) for x in v] if k in many else v
                for k, v in row.items()
            }
            for row in gold[part]
        ]
    return out


def write_split(corpus: Path, split: str, into: Path) -> int:
    """A split as gold files that the shared scorer reads."""
    into.mkdir(parents=True, exist_ok=True)
    chosen = is_test if split == "test" else is_dev
    golds = [g for part in PARTS for g in load(corpus / part) if chosen(g)]
    for gold in golds:
        (into / f"{gold['report']['id']}.json").write_text(json.dumps(quoted(gold)))
    print(f"{len(golds)} reports of the {split} split in {into}")
    return 0


def main() -> int:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpus", type=Path, default=HERE)
    p.add_argument("--agreement", type=Path, default=None)
    p.add_argument("--split", choices=("test", "dev"), default="test")
    p.add_argument(
        "--into", type=Path, default=None, help="write a split as gold with its texts into this folder"
    )
    o = p.parse_args()
    if o.into:
        return write_split(o.corpus, o.split, o.into)
    if o.agreement:
        print(agreement(o.agreement))
        return 0
    every = []
    for part in PARTS:
        golds = list(load(o.corpus / part))
        every += golds
        print(f"\n### {part}\n", *told(golds), sep="\n")
    print("\n### both\n", *told(every), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
