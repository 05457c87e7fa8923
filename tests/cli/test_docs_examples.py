"""The console examples of the docs are run: what is shown under a command stands in what the command prints, in order.

White space and the width of the terminal do not count; "…" stands for anything.
"""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Lapwing

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("dates", "places", "actors", "figures", "attribution", "cli")
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```", re.DOTALL)
EXAMPLES = [
    (page, match["command"], match["shown"])
    for page in PAGES
    for match in _BLOCK.finditer((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_how_to_ask_why(page: str) -> None:
    assert any(of == page and "--explain" in command for of, command, _ in EXAMPLES)


@pytest.mark.parametrize(
    ("page", "command", "shown"), EXAMPLES, ids=[f"{p}-{n}" for n, (p, _, _) in enumerate(EXAMPLES)]
)
def test_the_examples_print_what_the_docs_show(lapwing: Lapwing, page: str, command: str, shown: str) -> None:
    echoed, _, called = command.rpartition(" | ")
    words = shlex.split(called)
    assert words[0] == "lapwing", page
    stdin = "".join(shlex.split(echoed)[1:]).encode()
    told = [str(ROOT / w) if w.startswith("examples/") else w for w in words[1:]]
    done = lapwing(*told, stdin=stdin)
    assert (done.code, done.err) == (0, "")
    rest = plain(done.out)
    for part in filter(None, map(plain, shown.split("…"))):
        assert part in rest, f"docs/{page}.md shows what is not printed"
        rest = rest.partition(part)[2]
