"""Where shipped files are, and where the user's files are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


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

    return user_data_path("NSK Desktop", appauthor=False, roaming=False)
