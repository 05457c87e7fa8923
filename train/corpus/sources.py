"""The texts that annotations are laid over, found by id in the shared corpora; nothing of them is stored here.

    muc4:DEV-MUC3-0001   gum:GUM_news_afghan   re3d:CENTCOM/001C9C3F...   ecb:1_10ecbplus
    gum:GUM_bio_byron:0:2400     the part of a text from one character to another

A text comes the same from the same files, character by character; its digest is kept beside the annotation.
"""

import json
import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

CORPORA = Path(os.environ.get("LAPWING_CORPORA", Path(__file__).resolve().parents[3] / "shared/corpora"))
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_DATELINE = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")


@dataclass(frozen=True)
class Text:
    """A text of a corpus and its day of publication, where the corpus tells it."""

    text: str
    published: str | None = None


def find(source: str) -> Text:
    """The text of an id. KeyError where there is none, FileNotFoundError where the corpora are not at hand."""
    corpus, name, *part = source.split(":")
    whole = {"muc4": _muc, "gum": _gum, "re3d": _re3d, "ecb": _ecb}[corpus](name)
    if not part:
        return whole
    first, last = map(int, part)
    return Text(whole.text[first:last], whole.published)


@cache
def _muc_texts() -> dict[str, str]:
    lines = (CORPORA / "muc4/train.json").read_text(encoding="utf-8").splitlines()
    return {row["docid"]: row["doctext"] for row in map(json.loads, lines)}


@cache
def _muc_days() -> dict[str, str]:
    days: dict[str, str] = {}
    for path in sorted((CORPORA / "muc4/raw").glob("dev-muc3-*")):
        for chunk in re.split(r"(?m)^(?=DEV-MUC3-\d{4})", path.read_text(encoding="latin-1")):
            found = _DATELINE.search(chunk[:400])
            if found:
                year, month = 1900 + int(found[3]), _MONTHS[found[2]]
                try:
                    days[chunk[:13]] = date(year, month, int(found[1])).isoformat()
                except ValueError:
                    continue
    return days


def _muc(name: str) -> Text:
    return Text(_natural(_muc_texts()[name]), _muc_days().get(name))


def _natural(text: str) -> str:
    """Lower-case text with capitals where a sentence starts; no character is added or lost."""
    return re.sub(r"(^|[.?!]\s+\W?)([a-z])", lambda m: m[1] + m[2].upper(), text)


def _gum(name: str) -> Text:
    published, words = None, [""]
    for line in (CORPORA / f"gum/conllu/{name}.conllu").read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::dateCreated"):
            day = line.split("=", 1)[1].strip()
            published = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        elif line.startswith("# newpar") and not line.startswith("# newpar_block") and words[-1]:
            words.append("\n")
        elif line.startswith("# text =") and words[-1]:
            words.append(("" if words[-1].endswith("\n") else " ") + line.split("=", 1)[1].strip())
        elif line.startswith("# text ="):
            words[-1] = line.split("=", 1)[1].strip()
    return Text("".join(words), published)


def _re3d(name: str) -> Text:
    folder, _, wanted = name.partition("/")
    for line in (CORPORA / f"re3d/{folder}/documents.json").read_text(encoding="utf-8").splitlines():
        if line.strip() and (row := json.loads(line))["_id"] == wanted:
            return Text(str(row["text"]))
    raise KeyError(name)


def _ecb(name: str) -> Text:
    root = ElementTree.parse(CORPORA / f"ecbplus/{name.split('_')[0]}/{name}.xml").getroot()
    sentences: dict[int, list[str]] = {}
    for token in root.iter("token"):
        sentences.setdefault(int(token.attrib["sentence"]), []).append(token.text or "")
    return Text("\n".join(_spaced(words) for _, words in sorted(sentences.items())))


def _spaced(words: list[str]) -> str:
    line = " ".join(words)
    line = re.sub(r" (?=[,.;:!?%)\]”’]|'s\b|n't\b|'\w)", "", line)
    return re.sub(r"(?<=[(\[“$])\s", "", line)


if __name__ == "__main__":
    import sys

    for arg in sys.argv[1:]:
        told = find(arg)
        print(f"--- {arg}   published {told.published or 'not told'}\n{told.text}\n")
