"""The real reader for tests of sentences; where its weights are missing the tests are skipped with that reason."""

from functools import cache

import pytest

from lapwing.errors import LapwingError
from lapwing.lexicon.acts import ActLexicon, load_acts
from lapwing.model.parse import Parse


@cache
def act_lexicon() -> ActLexicon:
    """The shipped lexicon of acts."""
    return load_acts()


@cache
def _reader():  # type: ignore[no-untyped-def]
    from lapwing.read.reader import load_reader

    return load_reader()


def parse_of(text: str) -> Parse:
    """The parse of a text by the installed model."""
    try:
        return _reader().parse(text)
    except (LapwingError, ImportError, FileNotFoundError) as error:
        pytest.skip(f"no model to read with: {error}")
