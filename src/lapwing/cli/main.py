"""The `lapwing` command. Exit codes: 0 all read, 2 nothing could be read, 3 some could not, 1 a fault of Lapwing's own."""

import os
import sys
from typing import Annotated

import typer

from lapwing.cli.doctor import doctor
from lapwing.cli.read import EXAMPLES, read
from lapwing.cli.tally import EXIT_REFUSED, say
from lapwing.errors import LapwingError
from lapwing.version import VERSION

EXIT_FAULT = 1
EXIT_STOPPED = 130

app = typer.Typer(
    name="lapwing",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"lapwing {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def lapwing(
    context: typer.Context,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Reads reports of conflict and politics: who did what to whom, where, when, how many, and who says so."""
    if context.invoked_subcommand is None:
        print(context.get_help())


def schema() -> None:
    """Print the JSON Schema (2020-12) that every reading is valid by."""
    import msgspec

    from lapwing.model.reading import json_schema

    print(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())


app.command(epilog=EXAMPLES)(read)
app.command()(doctor)
app.command()(schema)


def run() -> None:
    """The entry point: runs the command line and turns every failure into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(outcome())


def outcome(arguments: list[str] | None = None) -> int:
    """Run the arguments (those of the process, where None) and give the exit code; failures are told on standard error."""
    try:
        code = app(args=arguments, prog_name="lapwing", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except LapwingError as error:
        return say(str(error), EXIT_REFUSED)
    except (
        BrokenPipeError,
        SystemExit,
    ):  # typer turns the first into the second, and exits for no other reason
        return _reader_left()
    except (KeyboardInterrupt, typer.Abort):
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
    """A slip in the command line (typer's and click's errors share `format_message`), else a fault of our own."""
    if hasattr(error, "format_message"):
        return say(f"{error.format_message().rstrip('.')}. See 'lapwing --help'.", EXIT_REFUSED)
    if os.environ.get("LAPWING_DEBUG"):
        raise error
    name = f"{type(error).__name__}: {error}".splitlines()[0]
    return say(
        f"a fault of Lapwing's own ({name}); set LAPWING_DEBUG=1 to see where, and report it", EXIT_FAULT
    )
