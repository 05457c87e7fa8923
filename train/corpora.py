"""The open corpora as documents of sentences, one adapter each. Where they lie: `--corpora`, see MODEL_CARD.md.

A layer that a corpus does not have is None, so that its loss can be left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GUM_DEV = frozenset(
    [
        "academic_exposure",
        "academic_librarians",
        "bio_byron",
        "bio_emperor",
        "court_loan",
        "court_negligence",
        "interview_cyclone",
        "interview_gaming",
        "news_homeopathic",
        "news_iodine",
        "voyage_athens",
        "voyage_coron",
    ]
)
GUM_TEST = frozenset(
    [
        "academic_discrimination",
        "academic_eegimaa",
        "bio_dvorak",
        "bio_jespersen",
        "court_insanity",
        "court_mitigation",
        "interview_hill",
        "interview_libertarian",
        "news_nasa",
        "news_sensitive",
        "voyage_oakland",
        "voyage_vavau",
    ]
)
NAME_KINDS = ("person", "organization", "place", "other")
MENTION_KINDS = ("person", "organization", "place", "event", "time", "object", "abstract", "other")
_UNER = {"PER": "person", "ORG": "organization", "LOC": "place", "OTH": "other"}
_WNUT = {"person": "person", "group": "organization", "corporation": "organization", "location": "place",
         "product": "other", "creative-work": "other"}  # fmt: skip
_WIKIGOLD = {"PER": "person", "ORG": "organization", "LOC": "place", "MISC": "other"}
_CROSSNER = {"politician": "person", "person": "person", "politicalparty": "organization",
             "organisation": "organization", "location": "place", "country": "place",
             "election": "other", "event": "other", "misc": "other"}  # fmt: skip
_RE3D = {"Person": "person", "Organisation": "organization", "Location": "place"}
MASKED = "?"


@dataclass
class Sentence:
    """Words with whatever layers the corpus has; heads count from 1, 0 is the root."""

    words: list[str]
    key: str = ""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    rels: list[str] | None = None
    names: list[str] | None = None
    mentions: list[str] | None = None
    new_paragraph: bool = False
    space_after: list[bool] = field(default_factory=list)


@dataclass
class Document:
    """Consecutive sentences of one text. `whole` is false where the order says nothing."""

    corpus: str
    key: str
    sentences: list[Sentence]
    whole: bool = True


def read_conllu(path: Path, corpus: str) -> list[Document]:
    """Documents of a CoNLL-U file, GUM's entities included."""
    documents: list[Document] = []
    for block in re.split(r"\n\n+", path.read_text(encoding="utf-8").strip()):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        for c in comments:
            if c.startswith("# newdoc"):
                documents.append(Document(corpus, c.split("=", 1)[1].strip(), []))
        documents[-1].sentences.append(_conllu_sentence(lines, comments))
        if len(documents[-1].sentences) == 1:
            documents[-1].sentences[0].new_paragraph = True
    if corpus == "gum":
        for document in documents:
            _mark_mentions(document, path)
    return documents


def _conllu_sentence(lines: list[str], comments: list[str]) -> Sentence:
    rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
    words = [r for r in rows if r[0].isdigit()]
    spaces = ["SpaceAfter=No" not in r[9] for r in words]
    at = {int(r[0]): i for i, r in enumerate(words)}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            for n in range(first, last):
                spaces[at[n]] = False
            spaces[at[last]] = "SpaceAfter=No" not in row[9]
    key = next((c.split("=", 1)[1].strip() for c in comments if c.startswith("# sent_id")), "")
    return Sentence(
        words=[r[1] for r in words], key=key, upos=[r[3] for r in words], xpos=[r[4] for r in words],
        lemmas=[r[2] for r in words], heads=[int(r[6]) for r in words], rels=[r[7] for r in words],
        new_paragraph=any(c.startswith("# newpar") and "block" not in c for c in comments), space_after=spaces,
    )  # fmt: skip


_OPEN_CLOSE = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")


def parties(document: Document, path: Path) -> list[int]:
    """For each word of a GUM document the number of the smallest entity whose head it is, -1 where none."""
    found = _entity_heads(document, path)
    count = sum(len(s.words) for s in document.sentences)
    return [int(found[i][2]) if i in found else -1 for i in range(count)]


def _mark_mentions(document: Document, path: Path) -> None:
    """Give each word the kind of the smallest entity whose head it is, else "O"."""
    found = _entity_heads(document, path)
    at = 0
    for sentence in document.sentences:
        kinds = [found[at + i][1] if at + i in found else "O" for i in range(len(sentence.words))]
        sentence.mentions = [k if k in MENTION_KINDS or k == "O" else "other" for k in kinds]
        at += len(sentence.words)


def _entity_heads(document: Document, path: Path) -> dict[int, tuple[int, str, str]]:
    """Head words of GUM's entities: length, kind and number of the smallest entity of which a word is the head."""
    blocks = re.split(r"\n\n+", path.read_text(encoding="utf-8").strip())
    opened: dict[str, list[tuple[int, str]]] = {}
    at = 0
    heads: list[int] = []
    found: dict[int, tuple[int, str, str]] = {}
    spans: list[tuple[int, int, str, str]] = []
    for sentence, block in zip(document.sentences, blocks, strict=True):
        rows = [r for r in (line.split("\t") for line in block.split("\n")) if r[0].isdigit()]
        heads += [at + h - 1 if h else -1 for h in sentence.heads or ()]
        for i, row in enumerate(rows):
            entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
            for m in _OPEN_CLOSE.finditer(entity):
                if m[1] and m[3]:
                    spans.append((at + i, at + i, m[2], m[1]))
                elif m[1]:
                    opened.setdefault(m[1], []).append((at + i, m[2]))
                elif opened.get(m[4]):
                    start, kind = opened[m[4]].pop()
                    spans.append((start, at + i, kind, m[4]))
        at += len(rows)
    for first, last, kind, number in spans:
        outside = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
        if outside and (outside[0] not in found or last - first < found[outside[0]][0]):
            found[outside[0]] = (last - first, kind, number)
    return found


def read_gum(root: Path) -> dict[str, list[Document]]:
    """GUM by split: the official lists of UD_GUM, met with the documents that are here."""
    out: dict[str, list[Document]] = {"train": [], "dev": [], "test": []}
    for path in sorted((root / "gum/conllu").glob("*.conllu")):
        name = path.stem.removeprefix("GUM_")
        split = "dev" if name in GUM_DEV else "test" if name in GUM_TEST else "train"
        out[split] += read_conllu(path, "gum")
    return out


def read_ewt(root: Path, split: str) -> list[Document]:
    """UD English EWT with the names of UNER."""
    documents = read_conllu(root / f"ud_ewt/en_ewt-ud-{split}.conllu", "ewt")
    names = _read_uner(root / f"ner/uner_ewt/en_ewt-ud-{split}.iob2")
    for document in documents:
        for sentence in document.sentences:
            tags = names.get(sentence.key)
            if tags and len(tags) == len(sentence.words):
                sentence.names = tags
    return documents


def _read_uner(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            key = line.split("=", 1)[1].strip()
            found[key] = []
        elif line and not line.startswith("#"):
            found[key].append(_kind(line.split("\t")[2], _UNER))
    return found


def _kind(tag: str, table: dict[str, str]) -> str:
    prefix, _, kind = tag.partition("-")
    return f"{prefix}-{table[kind]}" if kind in table else "O"


def _column_file(path: Path, table: dict[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split()
        if len(cells) >= 2:
            words.append(cells[0])
            tags.append(_kind(cells[-1], table))
        elif words:
            yield words, _begin(tags)
            words, tags = [], []


def _begin(tags: list[str]) -> list[str]:
    """IOB1 to IOB2."""
    out: list[str] = []
    for i, tag in enumerate(tags):
        joins = i and tags[i - 1] != "O" and tags[i - 1][2:] == tag[2:]
        out.append("B" + tag[1:] if tag.startswith("I-") and not joins else tag)
    return out


def split_words(words: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """Cut words at hyphens and slashes as EWT does, carrying the tags along."""
    from lapwing.reader.tokens import tokenize

    out: list[str] = []
    kinds: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        parts = [word[a:b] for a, b in tokenize(word)] or [word]
        out += parts
        kinds += [tag] + ["I" + tag[1:] if tag[0] == "B" else tag] * (len(parts) - 1)
    return out, kinds


def read_names(root: Path) -> list[Document]:
    """The corpora that have names only, for training."""
    ner = root / "ner"
    files = [
        ("wikigold", ner / "wikigold/CONLL-format/data/wikigold.conll.txt", _WIKIGOLD),
        ("wnut17", ner / "wnut17/wnut17train.conll", _WNUT),
        ("crossner", ner / "crossner_politics/train.txt", _CROSSNER),
        ("crossner", ner / "crossner_politics/dev.txt", _CROSSNER),
    ]
    out = []
    for corpus, path, table in files:
        for n, (words, tags) in enumerate(_column_file(path, table)):
            if words[0] == "-DOCSTART-":
                continue
            words, tags = split_words(words, tags)
            out.append(Document(corpus, f"{path.stem}-{n}", [Sentence(words, names=tags)], whole=False))
    return out + list(read_re3d(root))


def read_crossner_test(root: Path) -> list[Document]:
    """CrossNER politics, test."""
    rows = _column_file(root / "ner/crossner_politics/test.txt", _CROSSNER)
    pairs = [split_words(w, t) for w, t in rows]
    return [
        Document("crossner", str(n), [Sentence(w, names=t)], whole=False) for n, (w, t) in enumerate(pairs)
    ]


def read_re3d(root: Path) -> Iterator[Document]:
    """Re3d: entities that look like names are names; words of other entities are left out of the loss."""
    for folder in sorted(p for p in (root / "re3d").iterdir() if p.is_dir()):
        entities: dict[str, list[dict[str, object]]] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                e = json.loads(line)
                entities.setdefault(e["documentId"], []).append(e)
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                d = json.loads(line)
                yield from _re3d_document(d["text"], entities.get(d["_id"], []), d["_id"])


_LOOKS_NAMED = re.compile(r"^[A-Z]")
_SMALL = {"of", "and", "the", "for", "in", "al", "de", "on", "-", "'s", "&", "."}


def _re3d_document(text: str, entities: list[dict[str, object]], key: str) -> Iterator[Document]:
    from lapwing.reader.tokens import tokenize

    spans = list(tokenize(text))
    words = [text[a:b] for a, b in spans]
    tags = ["O"] * len(words)
    for e in sorted(entities, key=lambda e: int(str(e["end"])) - int(str(e["begin"]))):
        inside = [
            i for i, (a, b) in enumerate(spans) if a >= int(str(e["begin"])) and b <= int(str(e["end"]))
        ]
        while inside and words[inside[0]].lower() in {"the", "a", "an"}:
            inside = inside[1:]
        if not inside:
            continue
        kind = _RE3D.get(str(e["type"]))
        shown = [words[i] for i in inside]
        named = (
            kind and all(_LOOKS_NAMED.match(w) or w in _SMALL for w in shown) and _LOOKS_NAMED.match(shown[0])
        )
        for i in inside:
            if not named:
                tags[i] = MASKED if tags[i] == "O" else tags[i]
        if named and all(tags[i] in ("O", MASKED) or tags[i][2:] == kind for i in inside):
            for n, i in enumerate(inside):
                tags[i] = ("I-" if n else "B-") + str(kind)
    start = 0
    for i, word in enumerate(words):
        if (word in ".!?" and (i + 1 == len(words) or _LOOKS_NAMED.match(words[i + 1]))) or i + 1 == len(
            words
        ):
            part = Sentence(words[start : i + 1], names=tags[start : i + 1])
            if len(part.words) < 150 and part.words:
                yield Document("re3d", f"{key}-{start}", [part], whole=False)
            start = i + 1


def raw_text(document: Document) -> tuple[str, list[tuple[int, int]], list[int], list[int]]:
    """The text of a document, its gold word spans, and the words that start a sentence and a paragraph.

    Paragraphs are joined by a blank line.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    for s in document.sentences:
        if text and s.new_paragraph:
            text = text.rstrip(" ") + "\n\n"
        if s.new_paragraph:
            paragraphs.append(len(spans))
        sentences.append(len(spans))
        for word, space in zip(s.words, s.space_after, strict=True):
            spans.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
    return text.rstrip(), spans, sentences, paragraphs
