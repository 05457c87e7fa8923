"""The command itself: help, version, schema, doctor, and what happens when something goes wrong."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from lapwing import __version__
from lapwing.cli import main
from tests.cli.conftest import Lapwing


def test_no_arguments_print_the_help(lapwing: Lapwing) -> None:
    done = lapwing()
    assert done.code == 0
    assert "Usage: lapwing" in done.out
    assert all(command in done.out for command in ("read", "doctor", "schema"))


def test_read_without_sources_prints_its_help(lapwing: Lapwing) -> None:
    done = lapwing("read")
    assert done.code == 2
    assert "Usage: lapwing read" in done.out
    assert "Examples" in done.out


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help(lapwing: Lapwing, option: str) -> None:
    done = lapwing("read", option)
    assert done.code == 0
    assert "--published" in done.out


def test_version(lapwing: Lapwing) -> None:
    assert lapwing("--version").out == f"lapwing {__version__}\n"


def test_the_schema_is_a_schema(lapwing: Lapwing) -> None:
    done = lapwing("schema")
    assert done.code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(done.out))


def test_doctor_names_every_library_and_digest(lapwing: Lapwing) -> None:
    done = lapwing("doctor", "--format", "json")
    checks = {check["name"]: check for check in json.loads(done.out)}
    assert {"lapwing", "python", "onnxruntime", "tokenizers", "trafilatura"} <= set(checks)
    assert done.code == (0 if all(check["ok"] for check in checks.values()) else 2)


def test_doctor_says_what_is_missing(lapwing: Lapwing, monkeypatch: pytest.MonkeyPatch) -> None:
    from lapwing.cli import doctor

    monkeypatch.setattr(
        "importlib.metadata.requires", lambda _: ["no-such-library>=1", "ruff; extra == 'dev'"]
    )
    monkeypatch.setattr(doctor, "_data", list)
    done = lapwing("doctor")
    assert done.code == 2
    assert "missing" in done.out
    assert "pip install 'no-such-library>=1'" in done.out
    assert "ruff" not in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("red",), "red"),
        (("read", "x.txt", "--frmat", "json"), "--frmat"),
        (("read", "x.txt", "--format", "xml"), "xml"),
        (("read", "x.txt", "--jobs", "0"), "jobs"),
        (("read", "x.txt", "--jobs", "two"), "integer"),
    ],
)
def test_a_slip_in_the_arguments_is_one_sentence(
    lapwing: Lapwing, arguments: tuple[str, ...], words: str
) -> None:
    done = lapwing(*arguments)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_a_fault_of_our_own_is_one_sentence_too(lapwing: Lapwing, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> int:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(main, "app", broken)
    done = lapwing("read", "x.txt")
    assert done.code == 1
    assert "ZeroDivisionError: division by zero" in done.err
    assert done.err.count("\n") == 1
    monkeypatch.setenv("LAPWING_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        lapwing("read", "x.txt")


def test_stopped_by_the_keyboard(lapwing: Lapwing, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(**_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "app", stopped)
    done = lapwing("read", "x.txt")
    assert (done.code, done.err) == (130, "lapwing: stopped\n")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -c 'from lapwing.cli.main import run; run()' schema | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["{", "0"]


def test_the_installed_command_runs(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("lapwing")
    if not command.exists():
        pytest.skip("the lapwing command is not installed beside this Python")
    done = subprocess.run(
        [command, "read", "none.txt"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lapwing: none.txt: there is no such file or folder; check the name\n"
