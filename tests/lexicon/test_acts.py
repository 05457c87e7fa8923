"""The lexicon of acts: complete, well-formed, and right about words with several senses."""

import shutil
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from lapwing.code.acts import find_acts
from lapwing.errors import DataError, LapwingError
from lapwing.lexicon.acts import ActLexicon, Heads, load_acts
from lapwing.lexicon.load import data_path
from lapwing.lexicon.ontology import load_ontology
from lapwing.model.event import Act
from lapwing.model.parse import Parse
from lapwing.reader.reader import Reader, load_reader

CASES = Path(__file__).parent.parent / "cases" / "act_senses.toml"
ACTS = ("languages", "en", "acts")


@cache
def act_lexicon() -> ActLexicon:
    return load_acts()


@cache
def reader() -> Reader:
    return load_reader()


def parse_of(text: str) -> Parse:
    try:
        return reader().parse(text)
    except LapwingError as error:
        pytest.skip(f"no model to read with: {error}")


@cache
def triggers() -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for frame in act_lexicon().frames:
        found[frame.type, frame.mode] += len(frame.verbs) + len(frame.nouns) + len(frame.adjectives)
    return found


def live(text: str) -> list[Act]:
    return [a for a in find_acts(parse_of(text), act_lexicon(), (), ()) if not a.refused]


def test_enough_words() -> None:
    assert act_lexicon().triggers >= 6000
    assert len(act_lexicon().frames) >= 250
    assert act_lexicon().triggers == sum(triggers().values())


def test_every_type_and_mode_has_words() -> None:
    for kind in load_ontology().values():
        assert sum(n for (name, _), n in triggers().items() if name == kind.name) >= 100
        for mode in kind.modes:
            assert triggers()[kind.name, mode] >= 3, f"{kind.name} {mode}"


def test_ontology_holds_the_modes_of_the_codebook() -> None:
    types = load_ontology()
    assert len(types) == 16
    assert list(types["RETREAT"].modes) == ["withdraw", "release", "disarm", "ceasefire", "access", "resign"]
    assert types["AGREE"].modes == {}
    assert all(kind.definition and kind.side for kind in types.values())


def test_every_frame_has_an_example() -> None:
    assert [f.name for f in act_lexicon().frames if not f.example] == []


def test_examples_are_read_as_their_type() -> None:
    frames = act_lexicon().frames
    wrong = [f"{f.name}: {f.example}" for f in frames if f.type not in {a.type for a in live(f.example)}]
    assert len(wrong) <= 0.05 * len(frames), "\n".join(wrong)


def test_words_with_several_senses() -> None:
    table = tomllib.loads(CASES.read_text(encoding="utf-8"))
    cases = [(text, sorted(wanted)) for group in table["word"] for text, *wanted in group["cases"]]
    wrong = []
    for text, wanted in cases:
        found = sorted({f"{a.type} {a.mode or ''}".strip() for a in live(text)})
        if found != wanted:
            wrong.append(f"{text} wanted {wanted}, found {found}")
    assert len(wrong) <= 0.08 * len(cases), "\n".join(wrong)


def test_exact_wordings_and_frames_come_first() -> None:
    lexicon = act_lexicon()
    found = lexicon.verb_triggers("open")
    assert found[0].words[0] == "open"
    assert [len(t.words) for t in found] == sorted((len(t.words) for t in found), reverse=True)
    assert lexicon.noun_triggers("strike")[0].frame.type in ("ASSAULT", "PROTEST", "SANCTION")
    assert lexicon.verb_triggers("zzz") == ()


def test_not_stands_behind_its_verb() -> None:
    wordings = {t.words for t in act_lexicon().verb_triggers("succumb")}
    assert ("succumb", "not", "to") in wordings


def test_heads_take_words_labels_and_peoples() -> None:
    heads = Heads(frozenset({"troop"}), frozenset({"person", "Organization"}))
    assert heads.take("troop")
    assert heads.take("troops")
    assert heads.take("farmer", "person")
    assert heads.take("Liberians", "other", named=True)
    assert not heads.take("vase", "other")
    assert heads.take("nato", "organization", named=True)
    assert not heads.take("committee", "organization")
    assert Heads(any=True).take("anything")


def test_classes_and_act_types_are_resolved() -> None:
    lexicon = act_lexicon()
    attack = next(f for f in lexicon.frames if f.name == "ACCUSE.attribute")
    assert attack.object is not None
    assert {"bombing", "raid"} <= attack.object.words
    assert "soldier" in lexicon.classes["armed"]
    assert not any(w.startswith("@") for held in lexicon.classes.values() for w in held)


def test_effects_of_words() -> None:
    words = act_lexicon().words
    assert words.of_verb("deny") == "denied"
    assert words.of_verb("call", "for") == "drop"
    assert words.of_noun("anniversary", "of") == "drop"
    assert words.of_noun("fear") == "possible"
    assert words.of_verb("eat") == ""


def test_digest_names_the_content(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    assert load_acts(folder).digest == act_lexicon().digest
    path = folder / "agree.toml"
    path.write_text(path.read_text() + "# a remark\n")
    assert load_acts(folder).digest != act_lexicon().digest


def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_path(*ACTS), tmp_path / "acts"))


def load_with(tmp_path: Path, name: str, text: str) -> ActLexicon:
    folder = copy(tmp_path)
    (folder / name).write_text(text, encoding="utf-8")
    return load_acts(folder)


FRAME = "type = 'AGREE'\n\n[[frame]]\nid = 'a'\n"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("agree.toml", FRAME + "verbs = 'sign'\nverb = 'x'\n", r"agree\.toml, line 3.*unknown key 'verb'"),
        ("agree.toml", FRAME, r"line 3 \(a\): give at least one of verbs"),
        ("agree.toml", FRAME + "verbs = 'sign,,ink'\n", r"line 3 \(a\), verbs: holds an empty word"),
        ("agree.toml", FRAME + "verbs = 'sign'\nmode = 'phone'\n", r"mode 'phone' is not one of"),
        ("agree.toml", FRAME + "verbs = 'sign'\nstatus = 'maybe'\n", r"status 'maybe' is not one of"),
        ("agree.toml", FRAME + "verbs = 'sign'\nobject = '@nothing'\n", r"unknown class '@nothing'"),
        ("agree.toml", FRAME + "verbs = 'sign'\nobject = '<persn>'\n", r"object: unknown mark '<persn>'"),
        ("agree.toml", FRAME + "verbs = 'sign'\nprep = 'to'\n", r"prep: must be a table"),
        ("agree.toml", FRAME + "verbs = 'sign'\nactor_needed = 1\n", r"must be true or false"),
        (
            "agree.toml",
            FRAME + "verbs = 'x'\n[[frame]]\nid = 'a'\nverbs = 'y'\n",
            r"line 6 \(a\): .*used twice",
        ),
        ("agree.toml", "type = 'AID'\n", r"must begin with type = 'AGREE'"),
        ("agree.toml", "type = AGREE\n", r"agree\.toml: .*line 1"),
        ("agree.toml", FRAME + "verbs = 3\n", r"must be a list of words, not int"),
        ("greet.toml", FRAME, r"greet\.toml: no event type has this name"),
        ("classes.toml", "[classes]\na = '@b'\n", r"classes\.toml \(a\): class '@b' is not named above"),
        (
            "words.toml",
            "[verbs]\nactual = 'try'\ndenied = 'try'\n",
            r"'try' is listed under actual and denied",
        ),
        ("words.toml", "[verbs]\nperhaps = 'try'\n", r"unknown key 'perhaps'"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_with(tmp_path, name, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / "assault.toml").unlink()
    with pytest.raises(DataError, match=r"assault\.toml: missing"):
        load_acts(folder)
