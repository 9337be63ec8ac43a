"""Copies of the store to come back to: made while it is in use, checked before they count, thinned with age.

A backup is encrypted with the store's own data key, so the key file opens it too; the newest good key
file is kept beside the backups, because without one they are worthless.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from nsk_desktop.errors.store import BackupDamaged, KeyFileDamaged, NotEncrypted, StoreDamaged
from nsk_desktop.store import cipher, keyfile
from nsk_desktop.store.folder import StoreFolder, make_private, settle, settle_file, write_whole

DAYS: Final = 7
WEEKS: Final = 4
RECENT: Final = 10
"""The most copies of the latest 24 hours that are kept besides."""
_NAME: Final = re.compile(r"nsk-(\d{8}T\d{6}Z)(?:-(\d+))?-([a-z]+)\.db")
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One finished backup: when it was made (UTC), which of that second, and what for."""

    made: datetime
    ordinal: int
    reason: str
    path: Path


def make_backup(path: Path, data_key: bytes, folder: Path, reason: str, now: datetime | None = None) -> Path:
    """Copy the store at *path*, open or not, into *folder*; *reason* is one lower-case word for its name."""
    made = (now or datetime.now(UTC)).astimezone(UTC)
    make_private(folder)
    temporary = folder / "nsk-unfinished.tmp"
    final = _free_name(folder, made, reason)
    with cipher.known_errors(folder):
        _remove(temporary)
        try:
            _copy(path, temporary, data_key)
            check(temporary, data_key)
            settle_file(temporary)
            os.replace(temporary, final)
            settle(folder)
        finally:
            _remove(temporary)
    _keep_key_file(path.parent, folder)
    thin(folder, keep=final)
    return final


def _keep_key_file(root: Path, folder: Path) -> None:
    """Lay the present key file beside the backups, unless it is damaged: then the earlier good copy stays."""
    source = StoreFolder(root).keys
    if not source.exists():
        return
    content = source.read_bytes()
    with suppress(KeyFileDamaged):
        keyfile.parse(content, source)
        write_whole(StoreFolder(folder).keys, content)


def _copy(source: Path, target: Path, data_key: bytes) -> None:
    """Copy page by page through SQLite: the result is one moment of the store, with what its log still holds."""
    origin = cipher.connect(source, data_key)
    try:
        copy = cipher.open_raw(target, data_key, "rwc")
        try:
            origin.backup(copy)
        finally:
            copy.close()
    finally:
        origin.close()


def check(path: Path, data_key: bytes) -> None:
    """Refuse a backup that does not open with the key or has any page that is not as it was written."""
    try:
        connection = cipher.connect(path, data_key)
        try:
            cipher.check_quickly(connection, path)
            cipher.check_every_page(connection, path)
        finally:
            connection.close()
    except (StoreDamaged, NotEncrypted) as error:
        raise BackupDamaged(path) from error


def list_backups(folder: Path) -> list[Backup]:
    """The finished backups in *folder*, newest first."""
    if not folder.is_dir():
        return []
    found = [(_NAME.fullmatch(path.name), path) for path in folder.iterdir()]
    return sorted(
        (
            Backup(datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), int(match[2] or 0), match[3], path)
            for match, path in found
            if match
        ),
        reverse=True,
    )


def thin(folder: Path, keep: Path | None = None) -> list[Path]:
    """Delete what is neither recent nor the newest of one of 7 days or 4 weeks; *keep* stays in any case."""
    backups = list_backups(folder)
    # A bad day, with one import after another, is when each of its copies is wanted.
    recent = [backup.path for backup in backups[:RECENT] if backups[0].made - backup.made < timedelta(days=1)]
    kept = {keep, *recent}
    for span, most in ((_day, DAYS), (_week, WEEKS)):
        newest: dict[tuple[int, ...], Path] = {}
        for backup in backups:
            newest.setdefault(span(backup.made), backup.path)
        kept.update(list(newest.values())[:most])
    # The copy from before the last upgrade is the only way back to the earlier version of the program.
    kept.update([backup.path for backup in backups if backup.reason == "upgrade"][:1])
    gone = [backup.path for backup in backups if backup.path not in kept]
    for path in gone:
        _remove(path)
    return gone


def restore(backup: Path, path: Path, data_key: bytes, now: datetime | None = None) -> Path | None:
    """Put *backup* in the place of the store at *path*, which nobody may have open.

    The present file is kept; its new place is returned. The caller must take a new device identity:
    two lives of one store would otherwise write entries under the same name.
    """
    cipher.look_at(backup)
    temporary = path.with_name(path.name + ".restoring")
    with cipher.known_errors(path):
        _remove(temporary)
        try:
            temporary.write_bytes(backup.read_bytes())
            try:
                check(temporary, data_key)
            except BackupDamaged as error:
                raise BackupDamaged(backup) from error
            settle_file(temporary)
            aside = _set_aside(path, now or datetime.now(UTC))
            os.replace(temporary, path)
            settle(path.parent)
        finally:
            _remove(temporary)
    return aside


def _set_aside(path: Path, now: datetime) -> Path | None:
    """Keep the present file as it is under another name, together with its log.

    A log that stayed behind would be replayed onto the backup.
    """
    aside = next(
        name
        for number in count()
        if not (name := path.with_name(f"{path.stem}-aside-{now:{_STAMP}}{f'-{number}' if number else ''}.db")).exists()
    )
    if path.exists():
        os.replace(path, aside)
    for ending in _SIDE_FILES:
        side = path.with_name(path.name + ending)
        if side.exists():
            os.replace(side, aside.with_name(aside.name + ending))
    return aside if aside.exists() else None


def _day(made: datetime) -> tuple[int, ...]:
    local = made.astimezone()
    return (local.year, local.month, local.day)


def _week(made: datetime) -> tuple[int, ...]:
    return made.astimezone().isocalendar()[:2]


def is_due(folder: Path, now: datetime | None = None) -> bool:
    """Whether no backup has been made yet on this day."""
    backups = list_backups(folder)
    moment = now or datetime.now(UTC)
    return not backups or _day(backups[0].made) != _day(moment) or moment - backups[0].made > timedelta(days=1)


def _free_name(folder: Path, made: datetime, reason: str) -> Path:
    for number in count():
        path = folder / f"nsk-{made:{_STAMP}}{f'-{number}' if number else ''}-{reason}.db"
        if _NAME.fullmatch(path.name) is None:
            raise ValueError("a reason is one lower-case word")
        if not path.exists():
            return path
    raise AssertionError("unreachable")


def _remove(path: Path) -> None:
    for ending in ("", *_SIDE_FILES):
        path.with_name(path.name + ending).unlink(missing_ok=True)
