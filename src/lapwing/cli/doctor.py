"""`lapwing doctor`: what is installed, what is missing, versions and digests."""

import platform
import sys
from dataclasses import asdict, dataclass

from lapwing.cli.arguments import Arguments
from lapwing.cli.tally import EXIT_REFUSED
from lapwing.version import VERSION

EXIT_MISSING = EXIT_REFUSED


@dataclass(frozen=True)
class Check:
    """One thing looked at: its name, whether it is in order, and its version, digest or what to do."""

    name: str
    ok: bool
    found: str


def doctor(arguments: list[str]) -> int:
    """`lapwing doctor`: the exit code."""
    parser = Arguments(
        "lapwing doctor", "Say what is installed and what is missing, with versions and digests."
    )
    parser.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="table to look at, json for a bug report.",
    )
    asked = parser.read(arguments)
    if asked is None:
        return 0
    checks = [*_programs(), *_libraries(), *_data(), *_added()]
    if asked.format == "json":
        import msgspec

        print(msgspec.json.encode([asdict(check) for check in checks]).decode())
    else:
        _print(checks)
    return 0 if all(check.ok for check in checks) else EXIT_MISSING


def _programs() -> list[Check]:
    return [
        Check("lapwing", True, VERSION),
        Check("python", sys.version_info >= (3, 11), platform.python_version()),
        Check("system", True, f"{platform.system()} {platform.machine()}"),
    ]


def _libraries() -> list[Check]:
    """Every library that Lapwing's own metadata requires at run time."""
    from importlib import metadata

    try:
        required = metadata.requires("lapwing") or []
    except metadata.PackageNotFoundError:
        return [Check("lapwing's metadata", False, "not installed: run `pip install .`")]
    return [_library(line) for line in required if "extra ==" not in line]


def _library(requirement: str) -> Check:
    from importlib import metadata

    name = requirement
    for mark in "<>=!~;[ ":
        name = name.partition(mark)[0]
    try:
        return Check(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, False, f"missing: run `pip install '{requirement}'`")


def _data() -> list[Check]:
    """The model, the lexicon and the gazetteer, loaded as a reading loads them."""
    from lapwing.errors import LapwingError

    try:
        from lapwing.flow.kit import load_kit

        kit = load_kit()
        gazetteer = _gazetteer_digest()
    except (LapwingError, ImportError) as error:
        return [Check("data", False, str(error))]
    return [
        Check("model", True, kit.made_by.model),
        Check("lexicon", True, kit.made_by.lexicon),
        Check("gazetteer", True, f"{gazetteer}, {len(kit.gazetteer):,} places"),
        Check("codebook", True, kit.made_by.codebook),
    ]


def _added() -> list[Check]:
    """The user's data folder, and every country and list in it, its files read whole and held against its version."""
    import os

    from lapwing.errors import LapwingError
    from lapwing.lexicon.local.shelf import SORTS, added, digest_of, folder_of
    from lapwing.settings import home_folder

    home = home_folder(os.environ)
    checks = [
        Check("data folder", True, f"{home}{'' if home.is_dir() else ' (none yet: nothing was added)'}")
    ]
    try:
        for sort, what in SORTS.items():
            for each in added(home, sort):
                whole = digest_of(folder_of(home, sort, each)) == each.version
                counts = ", ".join(
                    f"{each.counts[k]:,} {k}" for k in ("rows", "names", "parties") if k in each.counts
                )
                told = f"{each.version}, {counts}, from {each.source}, added {each.added}"
                found = told if whole else f"damaged: add {each.name} again"
                checks.append(Check(f"{what} {each.name}", whole, found))
    except LapwingError as error:
        checks.append(Check("data folder", False, str(error)))
    return checks


def _gazetteer_digest() -> str:
    from lapwing.lexicon.load import data_path, digest

    return f"sha256:{digest(tuple(sorted(data_path('places').iterdir())))[:12]}"


def _print(checks: list[Check]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    for check in checks:
        mark = "[green]ok[/green]" if check.ok else "[red]missing[/red]"
        table.add_row(mark, check.name, check.found)
    Console(highlight=False).print(table)
    wrong = [check.name for check in checks if not check.ok]
    print("\nEverything is in place." if not wrong else f"\nNot in order: {', '.join(wrong)}.")
