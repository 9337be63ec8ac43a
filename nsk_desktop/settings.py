"""The user's settings: one dataclass, kept as JSON in the user's own folder. No names and no figures are kept here."""

from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from nsk_desktop.i18n import LANGUAGES
from nsk_desktop.paths import user_config, write_whole

APPEARANCES = ("system", "light", "dark")
TEXT_SIZES = (100, 200)
SMALL_NUMBERS = (5, 50)
"""The least and the greatest limit: what is below 5 is never given out."""
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Settings:
    """What one user has chosen on this machine."""

    language: str = LANGUAGES[0]
    appearance: str = APPEARANCES[0]
    text_size: int = TEXT_SIZES[0]
    """Per cent of the ordinary size."""
    export_folder: str = ""
    """Where evaluation files go; empty means that the user is asked."""
    report_folder: str = ""
    store_folder: str = ""
    """The store opened last; empty means the usual place."""
    central_workbook: str = ""
    """The workbook that files were merged into last, where this is the centre."""
    central_receipts: str = ""
    """Where receipts go; empty means beside the workbook."""
    central_key: str = ""
    """The file of the key that signs receipts; empty means the usual one."""
    small_numbers: int = SMALL_NUMBERS[0]
    """Numbers below this one are hidden in files of counts."""
    window: str = ""
    """Size and place of the main window, as text made by the window itself."""
    unknown: dict[str, Any] = field(default_factory=dict)
    """What a newer version of the program wrote; kept, so that going back and forth loses nothing."""

    def valid(self) -> "Settings":
        """The same settings with every value that cannot be used put back to its default."""
        chosen = {name: getattr(self, name) for name in _NAMES if _fits(name, getattr(self, name))}
        return Settings(**chosen, unknown=self.unknown)


_NAMES = tuple(each.name for each in fields(Settings) if each.name != "unknown")


@dataclass(frozen=True)
class Loaded:
    """Settings as found, and whether the file was so damaged that the defaults had to be used instead."""

    settings: Settings
    damaged: bool = False
    """Tell the user with `SettingsDamaged`."""


def settings_file() -> Path:
    """The file that holds the settings."""
    return user_config() / "settings.json"


def load_settings(path: Path | None = None) -> Loaded:
    """The user's settings; the defaults when there are none yet or they cannot be read."""
    path = path or settings_file()
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE)
        import json  # only when there are settings: the first window waits for this module

        values = json.loads(content.decode("utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, ValueError, RecursionError):
        return Loaded(Settings(), damaged=True)
    if not isinstance(values, dict):
        return Loaded(Settings(), damaged=True)
    known = {name: values.pop(name) for name in _NAMES if name in values}
    return Loaded(Settings(**known, unknown=values).valid(), damaged=not all(_fits(*item) for item in known.items()))


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write *settings* whole or not at all."""
    values = asdict(settings.valid())
    values = values.pop("unknown") | values
    import json

    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
    write_whole(path or settings_file(), (text + "\n").encode("utf-8"))


def _fits(name: str, value: object) -> bool:
    """Whether *value* can stand in the field *name*."""
    if name == "language":
        return value in LANGUAGES
    if name == "appearance":
        return value in APPEARANCES
    if name == "text_size":
        return type(value) is int and TEXT_SIZES[0] <= value <= TEXT_SIZES[1]
    if name == "small_numbers":
        return type(value) is int and SMALL_NUMBERS[0] <= value <= SMALL_NUMBERS[1]
    return isinstance(value, str)
