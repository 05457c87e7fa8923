"""The weights installed with the package: found, checked against their digests, described."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from lapwing.errors import DataError

SHIPPED = Path(__file__).parent / "data"
MANIFEST = "manifest.json"


class Labels(Struct, frozen=True):
    """The inventories of the model's outputs, in their order."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    rels: tuple[str, ...]
    names: tuple[str, ...]
    mentions: tuple[str, ...]


class ActLabels(Struct, frozen=True):
    """The inventories of the heads for acts: label columns in their order, roles, and what distance does to each role.

    `apart` is roles × steps: a score for each number of sentences from word to word, from the farthest before to the farthest behind.
    """

    columns: dict[str, tuple[str, ...]]
    roles: tuple[str, ...]
    apart: tuple[tuple[float, ...], ...]


class Weights(Struct, frozen=True):
    """Checked weight files: where they lie, their labels, and a version that names their digest."""

    model: Path
    tokenizer: Path
    labels: Labels
    acts: ActLabels
    version: str


def find_weights(folder: Path | None = None) -> Weights:
    """The weights in `folder` (None: those shipped), every digest verified.

    Raises DataError where a file is missing, damaged or not described.
    """
    folder = folder or SHIPPED
    manifest = _manifest(folder / MANIFEST)
    try:
        labels = Labels(**{k: tuple(manifest["labels"][k]) for k in Labels.__struct_fields__})
        acts = msgspec.convert(manifest["acts"], ActLabels)
        digests = {name: str(manifest["files"][name]) for name in ("joint.onnx", "tokenizer.json")}
        version = str(manifest["version"])
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise DataError(
            f"{folder / MANIFEST} does not describe the reader's weights: install Lapwing again."
        ) from error
    for name, digest in digests.items():
        _check(folder / name, digest)
    return Weights(
        model=folder / "joint.onnx", tokenizer=folder / "tokenizer.json", labels=labels, acts=acts,
        version=f"{version} sha256:{digests['joint.onnx'][:12]}",
    )  # fmt: skip


def _manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"The list of the reader's weights, {path}, cannot be read: install Lapwing again."
        ) from error
    if not isinstance(found, dict):
        raise DataError(f"{path} does not describe the reader's weights: install Lapwing again.")
    return found


def _check(path: Path, digest: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataError(f"The reader's weights, {path}, are missing: install Lapwing again.") from error
    if found != digest:
        raise DataError(
            f"The reader's weights, {path}, are damaged (sha256 {found[:12]}, not {digest[:12]})."
        )
