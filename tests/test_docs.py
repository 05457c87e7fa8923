"""The docs are held against the code: every command, option, format, setting, error and zone is documented."""

import ast
import contextlib
import inspect
import io
import re
import typing
from pathlib import Path

import pytest

from lapwing import errors
from lapwing.cli import main, read
from lapwing.cli.writers import Format
from lapwing.ingest.sources import SUFFIXES
from lapwing.model.report import ZoneKind
from lapwing.settings import SETTINGS, Settings

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
INTAKE = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")

COMMANDS = tuple(main.COMMANDS)


def options(command: str) -> list[str]:
    """The long options of a command, from its help."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        main.app(args=[command, "--help"])
    return sorted(set(re.findall(r"--[a-z]+", told.getvalue())) - {"--help"})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_chapter(command: str) -> None:
    assert f"## `lapwing {command}`" in CLI


@pytest.mark.parametrize(("command", "option"), [(c, o) for c in COMMANDS for o in options(c)])
def test_every_option_is_told(command: str, option: str) -> None:
    chapter = CLI.partition(f"## `lapwing {command}`")[2].partition("\n## ")[0]
    assert option in chapter.partition("\n## `lapwing")[0]


@pytest.mark.parametrize("format", typing.get_args(Format))
def test_every_format_is_told(format: str) -> None:
    assert f"`--format {format}`" in CLI


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: str(s.name))
def test_every_setting_is_told_with_its_default(setting: typing.Any) -> None:
    assert f"| `{setting.variable}` | {setting.default} |" in CLI
    assert getattr(Settings(), setting.name) == setting.default


@pytest.mark.parametrize("name", [n for n, e in vars(errors).items() if inspect.isclass(e)])
def test_every_error_is_told(name: str) -> None:
    assert f"| `{name}` |" in CLI


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".text"])
def test_every_kind_of_file_is_told(suffix: str) -> None:
    assert f"`{suffix}`" in INTAKE


@pytest.mark.parametrize("zone", typing.get_args(ZoneKind))
def test_every_zone_is_told(zone: str) -> None:
    assert f"| `{zone}` |" in INTAKE


def test_the_help_and_the_docs_give_the_same_examples() -> None:
    examples = [line for line in read.EXAMPLES.splitlines() if "lapwing read" in line]
    assert examples
    assert all(line in CLI for line in examples)


def test_the_network_is_used_where_the_docs_say() -> None:
    users = [
        path.relative_to(ROOT / "src" / "lapwing").as_posix()
        for path in (ROOT / "src" / "lapwing").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        and any(a.name.split(".")[0] in {"httpx2", "socket", "urllib"} for a in node.names)
    ]
    assert sorted(users) == ["ingest/download.py", "ingest/from_url.py"]
