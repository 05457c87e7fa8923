"""Settings: one declared table, read once from the environment, frozen, passed in."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lapwing.errors import SettingError


@dataclass(frozen=True)
class Setting:
    """One knob: its name, what it is without being set, and what it does. Set by LAPWING_<NAME>."""

    name: str
    default: int | str
    lowest: int
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"LAPWING_{self.name.upper()}"


SETTINGS: Final = (
    Setting("max_bytes", 64_000_000, 1, "A file or page larger than this many bytes is refused unread."),
    Setting("max_characters", 2_000_000, 1, "A text longer than this many characters is refused: split it."),
    Setting("url_seconds", 20, 1, "A page that has not arrived whole after this many seconds is given up."),
    Setting("max_data_bytes", 2_000_000_000, 1, "A gazetteer dump or file of actors larger than this, unpacked, is refused."),
    Setting("geonames_url", "https://download.geonames.org/export/dump", 0, "Where `places add --download` finds the dumps."),
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The values in force. Fields are named as in SETTINGS."""

    max_bytes: int = 64_000_000
    max_characters: int = 2_000_000
    url_seconds: int = 20
    max_data_bytes: int = 2_000_000_000
    geonames_url: str = "https://download.geonames.org/export/dump"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings as the environment has them. Raises SettingError for a value that is no number in range."""
    values: dict[str, Any] = {
        s.name: _value(s, environ[s.variable]) for s in SETTINGS if environ.get(s.variable)
    }
    return Settings(**values)


def home_folder(environ: Mapping[str, str]) -> Path:
    """The user's data folder: LAPWING_HOME, else `lapwing` where the system keeps data of programs. It need not exist."""
    if environ.get("LAPWING_HOME"):
        return Path(environ["LAPWING_HOME"]).expanduser()
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "lapwing"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "lapwing"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lapwing"


def _value(setting: Setting, raw: str) -> int | str:
    if isinstance(setting.default, str):
        return raw.rstrip("/")
    if raw.isascii() and raw.isdigit() and int(raw) >= setting.lowest:
        return int(raw)
    raise SettingError(f"{setting.variable} is {raw!r}: set it to a whole number of {setting.lowest} or more")
