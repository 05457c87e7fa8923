"""What a user's data folder adds to a reading: which folders the loaders read, and what readings name."""

import hashlib
from pathlib import Path
from typing import Final

from msgspec import Struct

from lapwing.lexicon.local.shelf import added, folder_of

_OWN: Final = ("actors", "countries")


class Extras(Struct, frozen=True):
    """Folders of added places, folders of actors (rows of the user's own, imported ones), and their versions.

    `version` follows the lexicon's in every reading: '+TJK:1f0c…' for an added country, '+own:…' for rows of the user's
    own, '+actors/sanctions:…' for imported actors; empty where nothing was added.
    """

    places: tuple[Path, ...] = ()
    own: tuple[Path, ...] = ()
    imported: tuple[Path, ...] = ()
    version: str = ""


def load_extras(home: Path) -> Extras:
    """What the folder adds; nothing where there is no such folder. Raises DataError where an addition is not whole."""
    if not home.is_dir():
        return Extras()
    countries, actors = added(home, "places"), added(home, "actors-added")
    rows = [path for part in _OWN for path in sorted((home / part).glob("*.csv"))]
    versions = [f"+{each.name}:{each.version}" for each in countries]
    if rows:
        versions.append(f"+own:{_digest(rows)}")
    versions += [f"+actors/{each.name}:{each.version}" for each in actors]
    return Extras(
        tuple(folder_of(home, "places", each) for each in countries),
        (home,) if rows else (),
        tuple(folder_of(home, "actors-added", each) for each in actors),
        "".join(versions),
    )


def _digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.parent.name}/{path.name}".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]
