"""The lexicon's version: a digest over every data file, so that a reading names the lists it was made with."""

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_TEXT = (".toml", ".csv", ".txt")


@cache
def lexicon_version() -> str:
    """`sha256:` and twelve hex digits over names and contents of the word lists, in name order.

    The gazetteer's block files count through `places/digests.txt`, which their builder writes.
    """
    total = hashlib.sha256()
    for name, file in sorted(_text_files(resources.files("lapwing.lexicon") / "data")):
        total.update(name.encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return f"sha256:{total.hexdigest()[:12]}"


def _text_files(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _text_files(entry, name)
        elif entry.name.endswith(_TEXT):
            found.append((name, entry))
    return found
