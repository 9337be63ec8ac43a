"""Bringing a store's database to the schema of this program, and making a new one: the same road.

The version is read by plain SQL first, so that the migration library is loaded only when there is
something to migrate, and so that a file of a newer program is refused before anything else opens it.
Revisions are numbered ("0001", "0002", …) in one line without branches; the file name begins with the
number.
"""

import os
import re
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from nsk_desktop import paths
from nsk_desktop.errors.store import NewerStore, UpgradeFailed
from nsk_desktop.store import cipher
from nsk_desktop.store.backup import make_backup
from nsk_desktop.store.folder import settle, settle_file

NEW: Final = 0
"""The version of a file that no migration has touched."""
_SCRIPT: Final = re.compile(r"(\d{4})_\w+\.py")


def latest(scripts: Path | None = None) -> int:
    """The schema version of this program: the greatest revision that is shipped with it."""
    names = ((scripts or paths.migrations()) / "versions").iterdir()
    return max(int(match[1]) for name in names if (match := _SCRIPT.fullmatch(name.name)))


def schema_version(path: Path, data_key: bytes) -> int:
    """The schema version of the store at *path*, read without writing anything."""
    cipher.look_at(path)
    with cipher.known_errors(path):
        connection = cipher.open_raw(path, data_key, "ro")
        try:
            cipher.read_once(connection)
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchall():
                return NEW
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        finally:
            connection.close()
    if len(rows) > 1 or any(not str(version).isdecimal() for (version,) in rows):
        raise NewerStore(path)
    return int(rows[0][0]) if rows else NEW


def is_newer(path: Path, data_key: bytes, scripts: Path | None = None) -> bool:
    """Whether a later version of the program has written the store at *path*."""
    return schema_version(path, data_key) > latest(scripts)


def needs_upgrade(path: Path, data_key: bytes, scripts: Path | None = None) -> bool:
    """Whether the store at *path* must be upgraded before this program can use it; a newer one is refused."""
    version = schema_version(path, data_key)
    if version > latest(scripts):
        raise NewerStore(path)
    return version < latest(scripts)


def upgrade(path: Path, data_key: bytes, backups: Path, scripts: Path | None = None) -> None:
    """Bring the store at *path* to the latest schema, after a backup into *backups*; make it if there is none."""
    if not path.exists():
        _create(path, data_key, scripts)
    elif needs_upgrade(path, data_key, scripts):
        make_backup(path, data_key, backups, "upgrade")
        _migrate(path, data_key, scripts, create=False)


def _create(path: Path, data_key: bytes, scripts: Path | None) -> None:
    """Make a new store beside its place and move it there whole: a half-made one is never found."""
    temporary = path.with_name(path.name + ".new")
    sides = [temporary.with_name(temporary.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    with cipher.known_errors(path):
        for left in sides:
            left.unlink(missing_ok=True)
        try:
            _migrate(temporary, data_key, scripts, create=True)
            settle_file(temporary)
            for ending in ("-wal", "-shm"):
                # The log of a database that is gone would be replayed onto the new one.
                path.with_name(path.name + ending).unlink(missing_ok=True)
            os.replace(temporary, path)
            settle(path.parent)
        finally:
            for left in sides:
                left.unlink(missing_ok=True)


def _migrate(path: Path, data_key: bytes, scripts: Path | None, *, create: bool) -> None:
    """Run every migration that is missing in one transaction that ends with a check of all references."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import URL, StaticPool, create_engine, event
    from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("script_location", str(scripts or paths.migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    connection = cipher.connect(path, data_key, create=create)
    # Off while tables are rebuilt, or dropping the old one would delete its children. Ignored inside a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as shared:
            config.attributes["connection"] = shared
            command.upgrade(config, "head")
            if shared.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise UpgradeFailed(path)
    except DBAPIError as exception:
        raise _known(exception, path) from exception
    finally:
        engine.dispose()
        connection.close()


def _known(exception: Any, path: Path) -> BaseException:
    if getattr(exception.orig, "sqlite_errorcode", 0) & 0xFF == driver.SQLITE_CONSTRAINT:
        return UpgradeFailed(path)
    return cipher.translate(exception, path) or exception
