"""A rough tree for date tests: tags by a few word lists, everything hangs on the first verb of its sentence.

Enough to tell past from future; it stands in for the reader so that the date tests need no model.
"""

import re

from lapwing.model.parse import Parse, Sentence, Token

_FINITE = {
    "will": "MD",
    "would": "MD",
    "might": "MD",
    "was": "VBD",
    "were": "VBD",
    "had": "VBD",
    "is": "VBZ",
    "are": "VBP",
    "has": "VBZ",
    "have": "VBP",
}
_PAST = frozenset(
    [
        "met",
        "fled",
        "said",
        "killed",
        "began",
        "signed",
        "died",
        "struck",
        "left",
        "fell",
        "took",
        "won",
        "ended",
        "came",
        "opened",
    ]
)
_BASE = frozenset(["meet", "vote", "begin", "resume", "end", "open", "leave", "take", "hold"])
_PRESENT = frozenset(
    ["meets", "meet", "rules", "opens", "begins", "says", "plan", "plans", "expect", "comes"]
)
_DETERMINERS = frozenset(["no", "the", "both", "all", "many", "several"])
_TOKEN = re.compile(r"\d[\d,.]*\d|\w+(?=n['’]t)|n['’]t|['’]s\b|[A-Z][a-z]+\.(?=\s\d)|\w+|\S")


def _tag(word: str) -> tuple[str, str]:
    low = word.lower()
    if low in _FINITE:
        return "AUX", _FINITE[low]
    if low in _PAST or (low.endswith("ed") and len(low) > 4):
        return "VERB", "VBD"
    if (low in _PRESENT and low.endswith("s")) or low in ("plan", "expect"):
        return "VERB", "VBZ" if low.endswith("s") else "VBP"
    if low in _BASE:
        return "VERB", "VB"
    if not low[0].isalnum():
        return "PUNCT", low
    if low in _DETERMINERS:
        return "DET", "DT"
    if word[0].isdigit() or low in ("one", "two", "three", "five", "seven"):
        return "NUM", "CD"
    if word[0].isupper():
        return "PROPN", "NNP"
    return ("NOUN", "NNS") if low.endswith("s") and len(low) > 3 else ("NOUN", "NN")


def rough_parse(text: str) -> Parse:
    """A Parse of plain text; sentences end at a full stop before a blank and a capital letter."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for match in re.finditer(r"\S.*?(?:(?<![A-Z])[.!?](?=\s+[A-Z])|$)", text):
        first = len(tokens)
        found = list(_TOKEN.finditer(text, match.start(), match.end()))
        tags = [_tag(m.group()) for m in found]
        root = first + next((i for i, t in enumerate(tags) if t[0] == "VERB"), 0)
        for number, (m, (upos, xpos)) in enumerate(zip(found, tags, strict=True)):
            at = first + number
            head, relation = root, "aux" if upos == "AUX" else "obl"
            noun = next(
                (n for n in range(number + 1, min(number + 3, len(tags))) if tags[n][1] in ("NNS", "NN")),
                None,
            )
            if upos in ("NUM", "DET") and noun is not None:
                head, relation = first + noun, "nummod" if upos == "NUM" else "det"
            relation = "root" if at == root else relation
            tokens.append(
                Token(
                    at,
                    m.start(),
                    m.end(),
                    m.group(),
                    m.group().lower(),
                    upos,
                    xpos,
                    -1 if at == root else head,
                    relation,
                    len(sentences),
                )
            )
        sentences.append(Sentence(len(sentences), first, len(tokens), match.start(), match.end()))
    return Parse(text, tuple(tokens), tuple(sentences))
