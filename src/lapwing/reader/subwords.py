"""What the encoder sees of a word: its subwords and the class of its casing.

The encoder is uncased and saw plain quotes when it was trained, so marks are flattened here and the casing travels
beside the subwords as one of eight classes. Training and reading both go through this file.
"""

from collections.abc import Sequence
from typing import Any

LOWER, TITLE, UPPER, MIXED, DIGIT, MARK, CAPITAL, UNKNOWN = range(8)
UNK, CLS, SEP = 100, 101, 102
WORD_LIMIT = 10
_CACHE_LIMIT = 60_000
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
     "…": "...", "‐": "-", "‑": "-", "−": "-"}
)  # fmt: skip


def plain(word: str) -> str:
    """The word with typographic quotes, hyphens and dots replaced by those of the training text."""
    if word.isascii() and "`" not in word:
        return word
    whole = word.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no character
    return whole.translate(_PLAIN).replace("''", '"')


def casing(word: str) -> int:
    """The casing class of a word: one of LOWER … CAPITAL."""
    if word.islower():
        return LOWER
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return DIGIT if any(c.isdigit() for c in word) else MARK
    if word.isupper():
        return CAPITAL if len(letters) == 1 else UPPER
    if word[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return TITLE
    return MIXED if any(c.isupper() for c in letters) else LOWER


class Subwords:
    """Words to subword numbers, remembered. A word has at least one and at most `WORD_LIMIT` of them."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The subword numbers of each word."""
        if len(self._known) > _CACHE_LIMIT:
            self._known.clear()
        missing = [w for w in dict.fromkeys(words) if w not in self._known]
        if missing:
            found = self._tokenizer.encode_batch([plain(w[:100]) for w in missing], add_special_tokens=False)
            for word, encoding in zip(missing, found, strict=True):
                self._known[word] = tuple(encoding.ids[:WORD_LIMIT]) or (UNK,)
        return [self._known[w] for w in words]
