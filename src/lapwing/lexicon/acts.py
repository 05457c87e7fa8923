"""The lexicon of acts: which words tell which PLOVER act, and who stands where around them.

`load_acts()` reads data/languages/en/acts/: one TOML file a type, classes of head words, and words that change
what becomes of an act. The format is described in docs/lexicon.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from lapwing.errors import DataError
from lapwing.lexicon.act_words import ActWords, make_words
from lapwing.lexicon.frames import Frame, Heads, Trigger, make_frame, make_heads
from lapwing.lexicon.load import data_path, digest, line_of, only_keys, read_toml, shown, words
from lapwing.lexicon.ontology import EventType, load_ontology

__all__ = ["ActLexicon", "ActWords", "Frame", "Heads", "Trigger", "load_acts"]

Classes = Mapping[str, frozenset[str]]

DEFAULTS = ("actor", "recipient")
"""Keys that a file may give once for all its frames."""


class ActLexicon:
    """Frames by the words that trigger them. Immutable by convention."""

    def __init__(
        self, frames: tuple[Frame, ...], classes: Classes, act_words: ActWords, files: tuple[Path, ...]
    ) -> None:
        self.frames = frames
        self.classes = classes
        self.words = act_words
        self._files = files
        self._verbs = _Index((f, w) for f in frames for w in f.verbs)
        self._nouns = _Index(((f, w) for f in frames for w in f.nouns), last=True)
        self._adjectives = _Index((f, w) for f in frames for w in f.adjectives)

    def verb_triggers(self, lemma: str) -> tuple[Trigger, ...]:
        """Triggers whose verb is `lemma`, the most exact first (more words, then more restrictions)."""
        return self._verbs.under(lemma)

    def noun_triggers(self, lemma: str) -> tuple[Trigger, ...]:
        """Triggers whose head noun is `lemma`, the most exact first."""
        return self._nouns.under(lemma)

    def adjective_triggers(self, word: str) -> tuple[Trigger, ...]:
        """Fixed phrases that begin with `word`, the longest first."""
        return self._adjectives.under(word)

    def frames_for_verb(self, lemma: str) -> tuple[Frame, ...]:
        """Frames that a verb can trigger, the most exact first."""
        return tuple(dict.fromkeys(t.frame for t in self.verb_triggers(lemma)))

    def frames_for_noun(self, lemma: str) -> tuple[Frame, ...]:
        """Frames that a head noun can trigger, the most exact first."""
        return tuple(dict.fromkeys(t.frame for t in self.noun_triggers(lemma)))

    @property
    def triggers(self) -> int:
        """How many wordings the lexicon holds, counted over frames."""
        return sum(len(f.verbs) + len(f.nouns) + len(f.adjectives) for f in self.frames)

    @cached_property
    def digest(self) -> str:
        """sha256 of the files, for `made_by.lexicon`."""
        return digest(self._files)


def load_acts(folder: Path | None = None) -> ActLexicon:
    """The lexicon of acts of one language (English unless told). Raises DataError with file and line."""
    folder = folder or data_path("languages", "en", "acts")
    types = load_ontology()
    classes = _classes(folder / "classes.toml")
    tables = {name: (path, read_toml(path)) for name, path in _type_files(folder, types).items()}
    resolver = _Resolver(classes, {name: table.get("frame", []) for name, (_, table) in tables.items()})
    frames: list[Frame] = []
    for name, (path, table) in tables.items():
        frames.extend(_frames(path, table, types[name], resolver))
    act_words = make_words(read_toml(folder / "words.toml"), at=shown(folder / "words.toml"))
    files = (folder / "classes.toml", folder / "words.toml", *(path for path, _ in tables.values()))
    return ActLexicon(tuple(frames), classes, act_words, files)


class _Resolver:
    """Classes and acts in word lists: "@armed" is a class, "@ASSAULT" the words of a type's frames."""

    def __init__(self, classes: Classes, rows: Mapping[str, list[Mapping[str, Any]]]) -> None:
        self._classes = classes
        self._rows = rows
        self._acts: dict[tuple[str, str], frozenset[str]] = {}
        self._heads: dict[tuple[str, ...], Heads] = {}

    def heads(self, listed: tuple[str, ...], at: str) -> Heads:
        """What may stand in a slot."""
        if listed not in self._heads:
            self._heads[listed] = make_heads(self._resolve(listed, "nouns", at), at)
        return self._heads[listed]

    def verbs(self, listed: tuple[str, ...], at: str) -> frozenset[str]:
        """Verbs of a complement clause."""
        return self._resolve(listed, "verbs", at)

    def _resolve(self, listed: Iterable[str], kind: str, at: str) -> frozenset[str]:
        found: set[str] = set()
        for word in listed:
            name = word[1:]
            if not word.startswith("@"):
                found.add(word)
            elif name in self._classes:
                found |= self._classes[name]
            elif name in self._rows:
                found |= self._of_type(name, kind)
            else:
                raise DataError(f"{at}: unknown class '{word}'; add it to classes.toml or mend its name")
        return frozenset(found)

    def _of_type(self, name: str, kind: str) -> frozenset[str]:
        """The words of a type's frames: single verbs, or heads of nouns."""
        if (name, kind) not in self._acts:
            listed = (w for row in self._rows[name] for w in words(row.get(kind, ""), at=f"{name}, {kind}"))
            parts = (w.split() for w in listed)
            self._acts[name, kind] = frozenset(p[-1] for p in parts if kind == "nouns" or len(p) == 1)
        return self._acts[name, kind]


def _type_files(folder: Path, types: Mapping[str, EventType]) -> dict[str, Path]:
    paths = {name: folder / f"{name.lower()}.toml" for name in types}
    known = {p.name for p in paths.values()} | {"classes.toml", "words.toml"}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            raise DataError(f"{shown(path)}: no event type has this name; see ontologies/plover.toml")
    return paths


def _frames(path: Path, table: Mapping[str, Any], kind: EventType, resolver: _Resolver) -> list[Frame]:
    only_keys(table, frozenset({"type", "frame", *DEFAULTS}), at=shown(path))
    if table.get("type") != kind.name:
        raise DataError(f"{shown(path)}: must begin with type = '{kind.name}'")
    found: list[Frame] = []
    seen: set[str] = set()
    modes = frozenset(kind.modes)
    defaults = {key: table[key] for key in DEFAULTS if key in table}
    for number, row in enumerate(table.get("frame", [])):
        try:
            frame = make_frame({**defaults, **row}, type=kind.name, modes=modes, resolver=resolver, at="")
            if frame.name in seen:
                raise DataError(f" ({row['id']}): this id is used twice")
        except DataError as error:
            raise DataError(f"{shown(path)}, line {line_of(path, '[[frame]]', number)}{error}") from None
        seen.add(frame.name)
        found.append(frame)
    return found


def _classes(path: Path) -> dict[str, frozenset[str]]:
    """Classes of head words; a class may hold other classes ("@armed"), named before it."""
    table = read_toml(path)
    only_keys(table, frozenset({"classes"}), at=shown(path))
    found: dict[str, frozenset[str]] = {}
    for name, value in table["classes"].items():
        held: set[str] = set()
        for word in words(value, at=f"{shown(path)} ({name})"):
            if not word.startswith("@"):
                held.add(word)
            elif word[1:] in found:
                held |= found[word[1:]]
            else:
                raise DataError(f"{shown(path)} ({name}): class '{word}' is not named above it")
        found[name] = frozenset(held)
    return found


def _verb_first(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a wording with the verb before its "not"."""
    return (*parts[1:2], "not", *parts[2:]) if parts[0] == "not" else parts


class _Index:
    """Triggers under their key word, sorted when first asked for (a report needs few of the thousands)."""

    def __init__(self, wordings: Iterable[tuple[Frame, str]], *, last: bool = False) -> None:
        self._raw: defaultdict[str, list[tuple[Frame, str]]] = defaultdict(list)
        self._sorted: dict[str, tuple[Trigger, ...]] = {}
        for frame, wording in wordings:
            key = wording.rpartition(" ")[2] if last else wording.removeprefix("not ").partition(" ")[0]
            self._raw[key].append((frame, wording))

    def under(self, word: str) -> tuple[Trigger, ...]:
        """Triggers of a key word: more words first, then more restrictions, then the order of the files."""
        if word not in self._sorted:
            found = [Trigger(_verb_first(tuple(w.split())), f) for f, w in self._raw.get(word, ())]
            self._sorted[word] = tuple(sorted(found, key=lambda t: (-len(t.words), -t.frame.weight)))
        return self._sorted[word]
