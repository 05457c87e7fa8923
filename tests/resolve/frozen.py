"""Trees kept beside the cases they belong to, so that a case does not change with the weights of the reader.

    python -m tests.resolve.frozen CASES.toml ...      parses the cases of each file and writes CASES.conllu

Freeze again after adding a case; look at the new trees before committing them.
"""

import ast
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from lapwing.model.parse import EntityLabel, Mention, Parse, Sentence, Token

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file in tests/cases, each with its number as `id`."""
    rows = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [row | {"id": number} for number, row in enumerate(rows)]


@cache
def trees(name: str) -> dict[str, Parse]:
    """The frozen parse of each text of a file in tests/cases."""
    blocks = (CASES / name).with_suffix(".conllu").read_text(encoding="utf-8").split("\n\n\n")
    parses = (_thaw(block.strip("\n")) for block in blocks if block.strip())
    return {parse.text: parse for parse in parses}


def freeze(parse: Parse) -> str:
    """A parse as CoNLL-U with the text and each token's offset."""
    marked = (f"{m.first}:{m.last}:{m.head}:{m.label}:{int(m.named)}" for m in parse.mentions)
    lines = [f"# text = {parse.text!r}", "# mentions = " + " ".join(marked)]
    for sentence in parse.sentences:
        for token in parse.sentence_tokens(sentence):
            head = token.head - sentence.first + 1 if token.head >= 0 else 0
            number = token.index - sentence.first + 1
            lines.append(
                f"{number}\t{token.text}\t{token.lemma}\t{token.upos}\t{token.xpos}\t_\t{head}\t{token.deprel}\t_\t{token.start}"
            )
        lines.append("")
    return "\n".join(lines)


def _thaw(block: str) -> Parse:
    first, _, rest = block.partition("\n")
    text = ast.literal_eval(first.removeprefix("# text = "))
    second, _, rest = rest.partition("\n")
    mentions = tuple(_mention(row) for row in second.removeprefix("# mentions = ").split())
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for part in rest.strip("\n").split("\n\n"):
        base = len(tokens)
        for line in part.splitlines():
            cells = line.split("\t")
            head, start = int(cells[6]), int(cells[9])
            tokens.append(
                Token(
                    len(tokens),
                    start,
                    start + len(cells[1]),
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    base + head - 1 if head else -1,
                    cells[7],
                    len(sentences),
                )
            )
        sentences.append(Sentence(len(sentences), base, len(tokens), tokens[base].start, tokens[-1].end))
    return Parse(text, tuple(tokens), tuple(sentences), mentions)


def _mention(row: str) -> Mention:
    first, last, head, label, named = row.split(":")
    kind = msgspec.convert(label, EntityLabel)
    return Mention(int(first), int(last), int(head), kind, named == "1", 1.0)


def main(names: list[str]) -> None:
    """Writes the trees of each file of cases."""
    from lapwing.reader.reader import load_reader

    reader = load_reader()
    for name in names:
        texts = dict.fromkeys(row["text"] for row in cases(name))
        blocks = [freeze(reader.parse(text)).rstrip("\n") for text in texts]
        (CASES / name).with_suffix(".conllu").write_text("\n\n\n".join(blocks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
