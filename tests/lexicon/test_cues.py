"""The lists of cues and of words that look ahead: loaded whole, refused with file and list where they are wrong."""

from pathlib import Path

import pytest

from lapwing.errors import DataError
from lapwing.lexicon.cues import load_cues
from lapwing.lexicon.load import data_path
from lapwing.lexicon.outlook import load_outlook

CUES_FILE = data_path("languages", "en", "cues.toml")
OUTLOOK_FILE = data_path("languages", "en", "outlook.toml")


def test_verbs_are_known_by_class() -> None:
    cues = load_cues()
    assert {"say", "tell", "warn", "tweet"} <= cues.say
    assert "urge" in cues.quoted
    assert "describe" in cues.label
    assert "believe" in cues.belief
    assert cues.is_verb("say")
    assert not cues.is_verb("walk")


def test_verbs_with_a_particle_and_phrases_are_split() -> None:
    cues = load_cues()
    assert ("point", "out") in cues.particles
    assert ("according", "to") in cues.according
    assert [len(p) for p in cues.according] == sorted((len(p) for p in cues.according), reverse=True)


def test_no_word_is_written_in_upper_case() -> None:
    cues = load_cues()
    for words in (cues.say, cues.quoted, cues.label, cues.belief, cues.outlet_names, cues.staff):
        assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[hedges]", "[hedge]", "unknown key 'hedge'"),
        ("adverbs =", "adverb =", "unknown key 'adverb'"),
        ('that = """underscore', 'that = """walk, underscore', "walk must stand in the list say too"),
        ('labels = ""', "", ""),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = CUES_FILE.read_text(encoding="utf-8")
    path = tmp_path / "cues.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    if not message:
        assert load_cues(path) == load_cues()
        return
    with pytest.raises(DataError, match=message):
        load_cues(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    text = OUTLOOK_FILE.read_text(encoding="utf-8")
    path = tmp_path / "outlook.toml"
    path.write_text(text[: text.index("[forecast]")], encoding="utf-8")
    with pytest.raises(DataError, match=r"table \[forecast\] is missing"):
        load_outlook(path)
