"""Every error that Lapwing raises on purpose. Each message says what to do next.

    LapwingError            the run cannot go on as asked; the command line exits 2
    ├── SourceError         one source cannot be taken in; other sources go on
    ├── SettingError        an option or setting that makes no sense
    └── DataError           Lapwing's own data (weights, lexicon, gazetteer) is missing or damaged

A Refusal (model/refusal.py) is not an error: it is a value, part of a reading.
"""


class LapwingError(Exception):
    """The run cannot go on as asked. Its text is one or two plain sentences for the user."""


class SourceError(LapwingError):
    """One source cannot be read. `source` names it as the user did."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message


class SettingError(LapwingError):
    """An option, setting or argument that makes no sense."""


class DataError(LapwingError):
    """A file that Lapwing ships or was given as data is missing, damaged or ill-formed."""
