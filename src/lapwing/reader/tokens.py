"""Text to tokens with exact offsets, cut as the EWT and GUM treebanks cut them.

Clitics are words of their own (do|n't, Putin|'s), hyphens part words except after prefixes (U.S.|-|backed, but
anti-war), abbreviations keep their period, marks of one kind in a row stay together. One pass over the text: every
repetition is possessive and becomes the token, or is bounded, so that no text takes more than linear time.
"""

import re

# letters go on through combining marks, so that a decomposed é stays in its word
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u200c\u200d"
_UNSEEN = "\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_PREFIXES = (
    "anti|agro|ante|arch|bi|bio|co|counter|cross|cyber|de|eco|e|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|"
    "mini|multi|neo|non|over|pan|para|post|pre|pro|pseudo|quasi|re|semi|sub|super|trans|tri|ultra|un|under|uni|vice"
)
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Drs|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Pvt|Cmdr|Cdr|Brig|Adm|Rev|Hon|Gov|Sen|Sens|Rep|Reps|Supt|Insp|"
    "MR|MRS|MS|DR|PROF|GEN|COL|LT|SGT|MAJ|CAPT|GOV|SEN|REP|REV|ST|VS|INC|CORP|LTD|JR|SR|JAN|FEB|AUG|SEPT|OCT|NOV|DEC|"
    "Det|Messrs|Mme|Mlle|St|Ste|Mt|Ft|Jr|Sr|Inc|Corp|Ltd|Co|Cos|Bros|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|"
    "Thu|Thur|Thurs|Fri|Sat|Sun|vs|al|ca|approx|dept|est|Dept|Univ|Ave|Blvd|Rd|Vol|vol|Ed|eds|esp|cf|ibid|Attn|Ph"
)
_CLITICS = "s|m|d|ll|ve|re"

_TOKEN = re.compile(
    rf"""
    (?P<url>(?i:https?://|www\.)\S{{0,2000}}[^\s.,;:!?'"“”‘’()\[\]<>])
  | (?P<mail>[\w.+-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+){{0,6}}+)
  | (?P<handle>(?<![\w&])[@\#][^\W\d]\w{{1,60}}+)
  | (?P<site>(?<![\w.-])[A-Za-z0-9-]{{2,63}}(?:\.[A-Za-z0-9-]{{2,63}}){{0,4}}\.(?i:com|org|net|edu|gov|mil|int|info|co\.uk|eu)
        (?![\w-])(?:/[^\s,;:!?'"“”‘’()\[\]<>]{{0,500}}[^\s.,;:!?'"“”‘’()\[\]<>])?)
  | (?P<file>(?<!\w)[\w-]{{1,60}}\.(?i:docx?|xlsx?|pdf|txt|jpe?g|png|gif|html?|pptx?|zip|exe|mp3|url)(?!\w))
  | (?P<degree>(?<!\w)(?:Ph\.D|M\.Sc|B\.Sc|Lt\.Col)(?:\.|(?!\w)))
  | (?P<letters>(?<![\w.])(?:[^\W\d_]\.){{1,12}}[^\W\d_](?:\.|(?!\w)))
  | (?P<abbreviation>(?<!\w)(?:(?:{_ABBREVIATIONS})\.|(?i:etc\.)(?!\s+[A-Z]|\s*$)|(?:No|NO|Nos|no|p|pp|fig|Fig|Art|Sec|Ch)\.(?=\s?\d)))
  | (?P<initial>(?<![\w'’])[A-HJ-Z]\.(?=\s+[^\W\d_]|-))
  | (?P<year>(?<![\w'’])['’]\d\ds?(?!\w))
  | (?P<phone>(?<![\w-])(?:1-)?(?:\d{{3}}-\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}|\d{{1,2}}-\d{{1,2}}-\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?![\w-]))
  | (?P<number>[+]?(?:\d{{1,3}}(?:,\d{{3}}){{1,8}}(?!,?\d)(?:\.\d{{1,12}})?|\d++(?:[.:/]\d++)*+)
        (?:(?i:st|nd|rd|th|s)(?!\w))?+)
  | (?P<decimal>(?<![\w.])\.\d++)
  | (?P<dollar>(?<!\w)(?:US|A|C|NZ|HK|S|U|R|AU)\$)
  | (?P<initials>(?<!\w)[A-Za-z]{{1,3}}&[A-Za-z]{{1,2}}(?!\w))
  | (?P<prefixed>(?<![\w-])(?i:{_PREFIXES})-[^\W\d_]++)
  | (?P<word>[^\W\d_][^\W_{_MARKS}]*+(?:[{_MARKS}]++[^\W_]*+)*+(?:['’`][^\W\d_]++){{0,3}}+)
  | (?P<clitic>(?<!['’])['’](?i:{_CLITICS})(?!\w))
  | (?P<face>(?:(?<![\w])[:;=][-'o^]?[()\[\]DPp|/\\]++|[:;]-?[()]++|<3)(?![\w/])|\^_\^)
  | (?P<omission>\[(?:\.\.\.|…)\])
  | (?P<stops>[.!?]{{2,}}+|…\.*+)
  | (?P<quotes>''|``|’’|‘‘|‘’|,,)
  | (?P<row>(?P<row_mark>[-=*_~+<>|\#^])(?P=row_mark)++)
  | (?P<single>_++|[^\s{_UNSEEN}])
    """,
    re.VERBOSE,
)
_END_CLITIC = re.compile(rf"(?i)(?:(?<=.)n['’]t|['’`](?:{_CLITICS}))$")
_FUSED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dont": 2, "cant": 2, "wont": 2,
    "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "arent": 3, "arnt": 2,
    "havent": 4, "hasnt": 3, "hadnt": 3, "werent": 4, "youre": 3, "theyre": 4, "ive": 1, "youve": 3, "weve": 2,
    "theyve": 4, "im": 1, "thats": 4, "whats": 4, "theres": 5, "youll": 3, "theyll": 4, "itll": 2,
}  # fmt: skip


def tokenize(text: str) -> list[tuple[int, int]]:
    """The tokens of a text as (start, end), in order, never overlapping; characters that show nothing have none."""
    out: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "word":
            cut = _cut(match.group())
            if cut:
                out += [(start, start + cut), (start + cut, end)]
                continue
        out.append((start, end))
    return out


def _cut(word: str) -> int:
    """Where a word parts into a word and a clitic; 0 where it does not."""
    if len(word) < 8 and word.isascii() and word.isalpha():
        fused = _FUSED.get(word.lower(), 0)
        return 0 if word.isupper() and word in ("IM", "IVE") else fused
    if "'" in word or "’" in word or "`" in word:
        found = _END_CLITIC.search(word)
        return found.start() if found else 0
    return 0
