"""Importing Lapwing does nothing: no heavy library comes along, no file but Python's own is opened, nothing is printed."""

import subprocess
import sys
import tomllib
from pathlib import Path

import lapwing
from lapwing.version import VERSION

_PROBE = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
{statement}
heavy = {{"numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "pypdfium2", "docx", "httpx2", "rich", "jinja2"}}
print(sorted(heavy & set(sys.modules)))
print(sorted(name for name in opened if not name.endswith((".py", ".pyc", ".so")) and ".pyc." not in name and "__pycache__" not in name and not name.isdigit()))
"""


def _probe(statement: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE.format(statement=statement)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_importing_lapwing_loads_nothing_heavy_and_opens_no_file() -> None:
    assert _probe("import lapwing") == ["[]", "[]"]


def test_importing_ingest_loads_no_reader_of_any_format() -> None:
    assert _probe("import lapwing.ingest.sources") == ["[]", "[]"]


def test_lapwing_read_is_a_function_whatever_was_imported_before() -> None:
    """No folder of the package bears the name of a function of its door; Python would put the folder in its place."""
    folders = {p.name for p in Path(lapwing.__file__).parent.iterdir()}
    assert callable(lapwing.read)
    assert not {"read", "load", "read.py", "load.py"} & folders


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION == lapwing.__version__
