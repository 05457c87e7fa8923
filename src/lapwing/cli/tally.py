"""What became of the sources: in = read + failed, told on standard error and by the exit code."""

import sys
from collections.abc import Iterable, Iterator
from typing import Final

from lapwing.errors import SourceError
from lapwing.model.report import Document

EXIT_REFUSED: Final = 2
EXIT_PARTLY: Final = 3


def say(sentence: str, code: int = 0) -> int:
    """Print one sentence on standard error; the exit code is handed back."""
    print(f"lapwing: {sentence}", file=sys.stderr, flush=True)
    return code


class Tally:
    """Counts reports read and failed, and names each failure when it happens."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0

    def fail(self, sentence: str) -> None:
        """One report could not be read, for the reason given."""
        self.failed += 1
        say(sentence)

    def good(self, opened: Iterable[Document | SourceError]) -> Iterator[Document]:
        """The Documents among what was opened; the errors are told and counted."""
        for each in opened:
            if isinstance(each, SourceError):
                self.fail(str(each))
            else:
                yield each

    @property
    def exit_code(self) -> int:
        """0 all read, 2 nothing read, 3 some read and some failed."""
        if not self.failed:
            return 0
        return EXIT_PARTLY if self.read else EXIT_REFUSED
