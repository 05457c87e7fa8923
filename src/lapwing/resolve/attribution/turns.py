"""Transcripts: text in which tags name who speaks ("HOST: ...", "Ana Ruiz: ..."). One turn is one statement.

A text is a transcript where at least three tags stand at the start of a line or of a sentence, and either two of
them come twice or one of them is the outlet's ("HOST").
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.span import quote
from lapwing.model.statement import Attribution

_TAG: Final = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!”\"’)\]] ))(?P<tag>[A-Z][\w.’'/-]*(?: [A-Z][\w.’'/-]*){0,4})(?: \([^)]{1,40}\)|, [a-z][^:.?!\n]{1,50})?: (?=\S)"
)
_TURNS: Final = 3


def read_turns(text: str, publisher: str | None, lexicon: CueLexicon) -> Iterator[Attribution]:
    """A direct statement a turn; turns of the outlet's own staff give none: they are the report's voice."""
    tags = list(_TAG.finditer(text))
    names = Counter(m.group("tag") for m in tags)
    twice = sum(n > 1 for n in names.values())
    staffed = any(is_staff(tag, publisher, lexicon) for tag in names)
    if len(tags) < _TURNS or len(names) < 2 or not (twice > 1 or (twice and staffed)):
        return
    for number, match in enumerate(tags):
        end = tags[number + 1].start() if number + 1 < len(tags) else len(text)
        body = text[match.end() : end].rstrip()
        if not body or is_staff(match.group("tag"), publisher, lexicon):
            continue
        yield Attribution(
            cue=None,
            cue_token=None,
            speaker=quote(text, match.start("tag"), match.end("tag")),
            content=quote(text, match.end(), match.end() + len(body)),
            kind="direct",
            via=None,
            statement=True,
            hedge=False,
            rule="turn",
        )


def is_staff(tag: str, publisher: str | None, lexicon: CueLexicon) -> bool:
    """Whether a tag names the outlet or one of its people by office ("HOST", "VOA", "Reporter")."""
    words = tag.lower().replace("/", " ").split()
    own = (publisher or "").lower().split()
    return any(w in lexicon.staff for w in words) or bool(own and set(words) & set(own))
