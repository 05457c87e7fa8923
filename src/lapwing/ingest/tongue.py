"""What language a text is written in: its script first, then the share of each language's small words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from lapwing.lexicon.languages import Language

UNDETERMINED = "und"
"""ISO 639-2: a language that is none of the table's."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_LEAST_SHARE = 0.08
"""Running text has 25 to 50 of a hundred words among its own language's small words, others' below 8."""
_ENOUGH_WORDS = 40
_ENOUGH_HITS = 3
"""Fewer small words of a language that is not English can be names: 'Port-au-Prince'."""


def language_of(text: str, languages: Sequence[Language]) -> str | None:
    """Code of the language, 'und' where it is none of those known, None where the text is too short to tell."""
    sample = _sample(text)
    script = _main_script(sample)
    spoken = [each for each in languages if each.script == script]
    if script is None:
        return None
    counts = Counter(_WORD.findall(sample.casefold()))
    total = counts.total()
    hits = [(sum(counts[word] for word in each.words), -place) for place, each in enumerate(spoken)]
    if not hits:
        return UNDETERMINED
    most, place = max(hits)
    if most >= _LEAST_SHARE * total and (most >= _ENOUGH_HITS or (spoken[-place].code == "en" and most)):
        return spoken[-place].code
    if script != "LATIN":
        return spoken[0].code
    return UNDETERMINED if total >= _ENOUGH_WORDS else None


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]


def _main_script(sample: str) -> str | None:
    """The Unicode name of the script of most letters, None where there are no letters."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(sample).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "?").partition(" ")[0]] += count
    if not scripts:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] / 5:
        scripts["HIRAGANA"] += scripts.pop("CJK", 0)
    return max(scripts, key=lambda script: (scripts[script], script))
