"""Text to tokens with exact offsets, cut as the EWT and GUM treebanks cut them (first version)."""

import re

_TOKEN = re.compile(
    r"""
    (?P<url>(?:https?://|www\.)\S*[^\s.,;:!?'"()\[\]<>])
  | (?P<mail>[\w.+-]++@[\w-]++(?:\.[\w-]++)++)
  | (?P<abbr>(?:[A-Za-z]\.){2,}+)
  | (?P<title>(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Maj|Capt|Prof|Rev|Gov|Sen|Rep|Reps|Sens|St|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|vs|No|Jr|Sr|Inc|Corp|Ltd|Co|Brig|Adm|Cmdr|Hon|Mt|Ft|etc|Mon|Tue|Wed|Thu|Fri|Sat|Sun|e\.g|i\.e)\.)
  | (?P<initial>[A-Z]\.)
  | (?P<num>\d++(?:[.,:/]\d++)*+(?:-\d{3,4}-\d{4})?)
  | (?P<word>[^\W\d_]++(?:['’][^\W\d_]++)?)
  | (?P<dots>\.{2,}+|…)
  | (?P<dash>-{2,}+)
  | (?P<marks>[!?]{2,}+)
  | (?P<same>\w++)
  | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?<=.)(n['’]t|['’](?:s|m|d|ll|ve|re))$")
_PREFIX = re.compile(r"(?i)(?:anti|co|non|pre|post|mid|ex|semi|counter|sub|re|e|pro)-$")


def tokenize(text: str) -> list[tuple[int, int]]:
    """The tokens of a text as (start, end), in order."""
    out: list[tuple[int, int]] = []
    for m in _TOKEN.finditer(text):
        a, b = m.span()
        if m.lastgroup == "word":
            c = _CLITIC.search(m.group())
            if c:
                out += [(a, a + c.start()), (a + c.start(), b)]
                continue
            if m.group().lower() == "cannot":
                out += [(a, a + 3), (a + 3, b)]
                continue
        out.append((a, b))
    return [s for s in out if s[0] < s[1]]
