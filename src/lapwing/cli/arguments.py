"""The arguments of a command: one parser, whose errors are a sentence and whose help fits the terminal.

The standard library's parser, since libraries that build on it took a quarter of the time of a cold start.
"""

import argparse
from collections.abc import Iterable
from typing import NoReturn

from lapwing.errors import SettingError


class SlipError(SettingError):
    """A slip in the command line, told in one sentence."""


class _Format(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Usage: ")


class Arguments(argparse.ArgumentParser):
    """A parser that knows -h and --help, takes no abbreviated options, and raises SlipError."""

    def __init__(self, name: str, description: str, epilog: str = "") -> None:
        super().__init__(
            name, description=description, epilog=epilog, formatter_class=_Format, add_help=False,
            allow_abbrev=False,
        )  # fmt: skip
        self.add_argument("-h", "--help", action="store_true", help="Print this help and stop.")

    def error(self, message: str) -> NoReturn:
        """Raise the message as a sentence."""
        raise SlipError(f"{message}. See 'lapwing --help'.")

    def read(self, arguments: list[str]) -> argparse.Namespace | None:
        """The values given, options and sources in any order; None where the help was asked for and printed."""
        found = self.parse_intermixed_args(arguments)
        if found.help:
            print(self.format_help(), end="")
            return None
        return found


def whole_number(text: str) -> int:
    """The number of processes. Raises ArgumentTypeError where it is no integer from 1 to 256."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 256:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no integer from 1 to 256")
