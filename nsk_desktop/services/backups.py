"""The copies of the store: which there are, one more now, and going back to one."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nsk_desktop.errors.store import BackupDamaged
from nsk_desktop.i18n import N_, _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import backup
from nsk_desktop.store.folder import StoreFolder

BY_HAND, BEFORE_RESTORING = "manual", "restore"
_REASONS = {
    "daily": N_("first start of the day"),
    "import": N_("before an import"),
    "upgrade": N_("before an upgrade of the program"),
    BY_HAND: N_("taken by hand"),
    BEFORE_RESTORING: N_("before a copy was restored"),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the store to come back to."""

    path: Path
    made: datetime
    size: int
    reason: str
    """Why it was made, in the user's language."""

    @property
    def id(self) -> str:
        return self.path.name


def list_copies(desk: Desk) -> list[Copy]:
    """Every copy, newest first."""
    found = []
    for one in backup.list_backups(StoreFolder(desk.folder).backups):
        try:
            size = one.path.stat().st_size
        except FileNotFoundError:
            # Thinned out by the worker at this very moment.
            continue
        found.append(Copy(one.path, one.made, size, _(_REASONS.get(one.reason, one.reason))))
    return found


def copy_now(desk: Desk) -> Path | None:
    """One more checked copy of the store as it is."""
    return desk.back_up(BY_HAND)


def prepare(desk: Desk, copy: Copy) -> Path:
    """Lay the chosen copy ready beside the store, and copy the store as it is first: that may thin the older ones.

    Raises `BackupDamaged` when the copy is not whole or is of another store: nothing is closed for it.
    """
    ready = desk.folder / "nsk-chosen.tmp"
    shutil.copyfile(copy.path, ready)
    try:
        try:
            desk.check_copy(ready)
        except BackupDamaged as error:
            raise BackupDamaged(copy.path) from error
        desk.back_up(BEFORE_RESTORING)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def go_back(desk: Desk, ready: Path) -> None:
    """Close the store and put the copy that lies ready in its place.

    When it is opened next it is older than its marks say, so it takes a new identity. Raises `BackupDamaged` when the
    copy is not whole; the store is then as it was.
    """
    try:
        desk.put_back(ready)
    finally:
        ready.unlink(missing_ok=True)
