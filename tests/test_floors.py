"""The floors of HOUSE.md: a module imports from its own folder and from lower floors, never sideways, never up.

Every import statement counts: at the top, inside functions, under TYPE_CHECKING.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "lapwing"

FLOORS = {
    "errors": 0, "settings": 0, "ids": 0, "version": 0,
    "model": 1,
    "lexicon": 2,
    "ingest": 3, "reader": 3, "resolve": 3, "code": 3, "reconcile": 3, "store": 3,
    "flow": 4,
    "views": 5, "export": 5, "evaluate": 5,
    "cli": 6, "api": 6, "workbench": 6,
    "dates": 5, "places": 5, "actors": 5, "figures": 5, "attribution": 5,
}  # fmt: skip
DOOR = 6
"""`lapwing/__init__.py` is the Python door: it stands with the command line, and nobody imports it.
All may raise the errors of `lapwing.errors`."""

HEAVY = {
    "trafilatura": "ingest",
    "pypdfium2": "ingest",
    "docx": "ingest",
    "httpx2": "ingest",
    "onnxruntime": "reader",
    "tokenizers": "reader",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str, *, is_package: bool, bases: bool = False) -> Iterator[str]:
    """Full names of everything a module imports, relative imports made whole; with `bases`, of what it imports from."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                kept = module.split(".")[: len(module.split(".")) - node.level + is_package]
                base = ".".join([*kept, base] if base else kept)
            yield from (f"{base}.{alias.name}" for alias in node.names)
            yield from [base] * bases


def folder(name: str) -> str:
    """The part of the house that a module of Lapwing belongs to; '' for the door itself."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def faults(module: str, imported: Iterator[str]) -> list[str]:
    """One sentence for each import that the floors forbid."""
    here = folder(module)
    floor = FLOORS[here] if here else DOOR
    found = []
    for name in imported:
        if name.split(".")[0] != "lapwing":
            continue
        there = folder(name)
        if there not in FLOORS:
            found.append(f"{module} imports {name}, which stands on no floor")
        elif there not in (here, "errors") and FLOORS[there] >= floor:
            found.append(f"{module} (floor {floor}) imports {name} (floor {FLOORS[there]})")
    return found


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_keeps_to_its_floor(path: Path) -> None:
    name = module_name(path)
    found = imports(path.read_text(encoding="utf-8"), name, is_package=path.name == "__init__.py")
    assert faults(name, found) == []


def test_every_folder_stands_on_a_floor() -> None:
    parts = {
        p.stem if p.suffix == ".py" else p.name for p in SOURCE.iterdir() if p.suffix == ".py" or p.is_dir()
    }
    assert parts - {"__init__", "__pycache__"} <= set(FLOORS)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("lapwing.model.span", "from lapwing.lexicon.load import words"),
        ("lapwing.reader.reader", "from lapwing.resolve import dates"),
        ("lapwing.resolve.dates", "def f():\n    import lapwing.code.acts"),
        (
            "lapwing.code.acts",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from lapwing.flow import run",
        ),
        ("lapwing.views.table", "from ..cli import main"),
        ("lapwing.cli.main", "import lapwing.attic"),
    ],
)
def test_an_import_up_or_sideways_is_found_wherever_it_hides(module: str, source: str) -> None:
    assert len(faults(module, imports(source, module, is_package=False))) == 1


def test_an_import_down_or_within_a_folder_is_fine() -> None:
    source = "from lapwing.model.span import Span\nfrom .counts import x\nimport json"
    assert faults("lapwing.resolve.dates", imports(source, "lapwing.resolve.dates", is_package=False)) == []


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_a_heavy_library_is_imported_in_one_folder_only(library: str) -> None:
    users = {
        folder(module_name(path))
        for path in MODULES
        for name in imports(path.read_text(encoding="utf-8"), module_name(path), is_package=False)
        if name.split(".")[0] == library
    }
    assert users <= {HEAVY[library]}


def test_there_is_no_ring_of_imports() -> None:
    graph = {
        module_name(p): set(
            imports(
                p.read_text(encoding="utf-8"), module_name(p), is_package=p.name == "__init__.py", bases=True
            )
        )
        for p in MODULES
    }
    known = set(graph)
    edges = {
        m: {t for name in names if (t := _known(name, known)) and t != m}
        for m, names in graph.items()
        if m != "lapwing"
    }
    done: set[str] = set()
    for start in sorted(edges):
        assert _ring(start, edges, done, []) == []


def _known(name: str, known: set[str]) -> str | None:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def _ring(module: str, edges: dict[str, set[str]], done: set[str], path: list[str]) -> list[str]:
    if module in path:
        return [*path[path.index(module) :], module]
    if module in done:
        return []
    for target in sorted(edges.get(module, ())):
        if found := _ring(target, edges, done, [*path, module]):
            return found
    done.add(module)
    return []
