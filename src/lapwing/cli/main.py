"""The `lapwing` command. Exit codes: 0 all read, 2 nothing could be read, 3 some could not, 1 a fault of Lapwing's own."""

import os
import sys
from collections.abc import Callable
from typing import Final

from lapwing.cli.arguments import Arguments, SlipError
from lapwing.cli.read import read
from lapwing.cli.tally import EXIT_REFUSED, say
from lapwing.errors import LapwingError
from lapwing.version import VERSION

EXIT_FAULT = 1
EXIT_STOPPED = 130

HELP = """Usage: lapwing COMMAND [OPTIONS]

Reads reports of conflict and politics: who did what to whom, where, when, how many, and who says so.

Commands:
  read     Read reports: events, figures, statements and outlook, each with the words that say so.
  places   Add a country's GeoNames dump to the local gazetteer; show where the places of a name lie.
  actors   Import people and bodies of a FollowTheMoney or OpenSanctions file.
  doctor   Say what is installed and what is missing, with versions and digests.
  schema   Print the JSON Schema (2020-12) that every reading is valid by.

Options:
  -h, --help   Print this help and stop; after a command, the help of that command.
  --version    Print the version and stop."""


def app(*, args: list[str]) -> int:
    """Run one command; the exit code."""
    first, *rest = args or ["--help"]
    if first in ("-h", "--help"):
        print(HELP)
        return 0
    if first == "--version":
        print(f"lapwing {VERSION}")
        return 0
    if first in COMMANDS:
        return COMMANDS[first](rest)
    raise SlipError(f"there is no command {first!r}. See 'lapwing --help'.")


def schema(arguments: list[str]) -> int:
    """`lapwing schema`: the exit code."""
    if (
        Arguments("lapwing schema", "Print the JSON Schema that every reading is valid by.").read(arguments)
        is None
    ):
        return 0
    import msgspec

    from lapwing.model.reading import json_schema

    print(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())
    return 0


def _doctor(arguments: list[str]) -> int:
    from lapwing.cli.doctor import doctor

    return doctor(arguments)


def _places(arguments: list[str]) -> int:
    from lapwing.cli.places import places

    return places(arguments)


def _actors(arguments: list[str]) -> int:
    from lapwing.cli.actors import actors

    return actors(arguments)


COMMANDS: Final[dict[str, Callable[[list[str]], int]]] = {
    "read": read, "places": _places, "actors": _actors, "doctor": _doctor, "schema": schema,
}  # fmt: skip


def run() -> None:
    """The entry point: runs the command line and turns every failure into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(outcome())


def outcome(arguments: list[str] | None = None) -> int:
    """Run the arguments (those of the process, where None) and give the exit code; failures are told on standard error."""
    try:
        code = app(args=sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return code
    except LapwingError as error:
        return say(str(error), EXIT_REFUSED)
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return say("stopped", EXIT_STOPPED)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return say(
            f"{name}{error.strerror or error}; check the name, its permissions and the disk", EXIT_REFUSED
        )
    except Exception as error:
        return _unforeseen(error)


def _reader_left() -> int:
    """Whoever read our output has gone, as in `lapwing read … | head`: nothing is wrong, and nothing more is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unforeseen(error: Exception) -> int:
    """A fault of our own, told in one sentence."""
    if os.environ.get("LAPWING_DEBUG"):
        raise error
    name = f"{type(error).__name__}: {error}".splitlines()[0]
    return say(
        f"a fault of Lapwing's own ({name}); set LAPWING_DEBUG=1 to see where, and report it", EXIT_FAULT
    )
