"""Where shipped files are, and where the user's files are."""

import contextlib
import os
import tempfile
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_NAME = "NSK Desktop"


def _shipped(folder: str) -> Path:
    """*folder* inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def resource(*parts: str) -> Path:
    """A shipped file under ``resources/``."""
    return _shipped("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder of database migrations."""
    return _shipped("db")


def user_data() -> Path:
    """The default store folder: on this machine only, because a network folder destroys the journal of SQLite."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False, roaming=False)


def user_config() -> Path:
    """The folder of the user's settings."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False, roaming=False)


def user_log() -> Path:
    """The folder of the log file."""
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)


def user_state() -> Path:
    """The folder of what this machine remembers of its stores."""
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False, roaming=False)


def write_whole(path: Path, content: bytes) -> None:
    """Write *path* so that a reader finds the old content or the new, never half of it, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename in *folder* durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
