"""Weights: found, checked, refused with a sentence that says what to do."""

import json
import shutil
from pathlib import Path

import pytest

from lapwing.errors import DataError
from lapwing.reader.reader import load_reader
from lapwing.reader.weights import SHIPPED, find_weights


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in ("joint.onnx", "tokenizer.json", "manifest.json"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def test_the_version_names_the_digest() -> None:
    digest = json.loads((SHIPPED / "manifest.json").read_text())["files"]["joint.onnx"]
    assert find_weights().version == f"minilm-joint-2 sha256:{digest[:12]}"


def test_damaged_weights_are_refused(copied: Path) -> None:
    data = bytearray((copied / "joint.onnx").read_bytes())
    data[1000] ^= 1
    (copied / "joint.onnx").write_bytes(bytes(data))
    with pytest.raises(DataError, match=r"joint\.onnx, are damaged"):
        load_reader(copied)


@pytest.mark.parametrize("name", ["joint.onnx", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(DataError, match="install Lapwing again"):
        load_reader(copied)


def test_a_manifest_that_says_nothing_is_refused(copied: Path) -> None:
    (copied / "manifest.json").write_text("[]")
    with pytest.raises(DataError, match="does not describe"):
        load_reader(copied)


def test_the_licence_lies_beside_the_weights() -> None:
    assert "CC BY-SA 4.0" in (SHIPPED / "LICENSE.md").read_text(encoding="utf-8")
