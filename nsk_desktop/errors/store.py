"""What can go wrong with the store: its folder, keys, database and journal."""

import errno
from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class StoreError(NskError):
    """Something about a file of the store; *path* is the place the message names."""

    def __init__(self, path: Path | str = "") -> None:
        super().__init__(str(path))
        self.path = str(path)


class StoreMissing(StoreError):
    """The folder holds no store."""

    def message(self) -> str:
        return _("There is no store at {path}. Make one first, or choose the folder where it is.").format(
            path=self.path
        )


class StoreExists(StoreError):
    """A new store was asked for where one is already."""

    def message(self) -> str:
        return _("There is already a store in {path}. Unlock it, or choose an empty folder.").format(path=self.path)


class NotAFolder(StoreError):
    """A file stands where the folder of the store should be."""

    def message(self) -> str:
        return _("{path} is not a folder. Choose a folder for the store.").format(path=self.path)


class DatabaseMissing(StoreError):
    """The store has been used, but its database is gone."""

    def message(self) -> str:
        return _("The database {path} is missing. Put it back, or restore your latest backup.").format(path=self.path)


class NotEncrypted(StoreError):
    """An ordinary SQLite file stands where the encrypted store should be."""

    def message(self) -> str:
        return _(
            "{path} is an ordinary database without encryption, not a store made by this program. It was not opened. "
            "Move it away and restore your latest backup."
        ).format(path=self.path)


class StoreDamaged(StoreError):
    """The database fails its own checks, or another key made it."""

    def message(self) -> str:
        return _(
            "The database {path} is damaged or belongs to another key file. Nothing was changed. "
            "Restore your latest backup."
        ).format(path=self.path)


class NewerStore(StoreError):
    """A later version of the program has written here."""

    def message(self) -> str:
        return _(
            "{path} was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to open it."
        ).format(path=self.path)


class UpgradeFailed(StoreError):
    """The database could not be brought to the present schema; it is as it was."""

    def message(self) -> str:
        return _(
            "The database {path} could not be upgraded, because its contents do not agree with each other. "
            "It is unchanged. Keep using the earlier version of the program and ask for help."
        ).format(path=self.path)


class DiskFull(StoreError):
    """No room for what should be written."""

    def message(self) -> str:
        return _("The disk is full, so {path} could not be saved. Delete something else and try again.").format(
            path=self.path
        )


class NotAllowed(StoreError):
    """The file or its folder may not be read or written."""

    def message(self) -> str:
        return _(
            "The program may not read or write {path}. Check that the file is not write-protected and that you may "
            "use the folder."
        ).format(path=self.path)


class StoreBusy(StoreError):
    """Another program holds the database."""

    def message(self) -> str:
        return _("Another program is using {path}. Close it and try again.").format(path=self.path)


class DiskTrouble(StoreError):
    """The disk itself answered with an error."""

    def message(self) -> str:
        return _(
            "The disk gave an error when {path} was read or written. Check that the disk is connected, "
            "make a backup to another place and try again."
        ).format(path=self.path)


class AlreadyOpen(StoreError):
    """The program is running on this folder already."""

    def message(self) -> str:
        return _("The store in {path} is already open in another window. Use that one, or close it first.").format(
            path=self.path
        )


class NetworkFolder(StoreError):
    """A network drive: the database would be torn there."""

    def message(self) -> str:
        return _(
            "{path} is on a network drive, where the database can be damaged. "
            "Choose a folder on this computer's own disk."
        ).format(path=self.path)


class CloudFolder(StoreError):
    """A folder that a cloud service copies."""

    def message(self) -> str:
        return _(
            "{path} is copied to a cloud service, which can damage the database and take it out of the house. "
            "Choose a folder that is only on this computer."
        ).format(path=self.path)


class BackupDamaged(StoreError):
    """A backup does not pass its checks."""

    def message(self) -> str:
        return _("The backup {path} is damaged and cannot be used. Choose another backup.").format(path=self.path)


class KeyFileMissing(StoreError):
    """There is no key file beside the database."""

    def message(self) -> str:
        return _(
            "The key file {path} is missing. Without it the store cannot be unlocked. "
            "Copy it back from the folder backups beside it."
        ).format(path=self.path)


class KeyFileDamaged(StoreError):
    """The key file is not as the program wrote it."""

    def message(self) -> str:
        return _(
            "The key file {path} is damaged. Nothing was changed. Copy it back from the folder backups beside it."
        ).format(path=self.path)


class WrongPassphrase(NskError):
    """The passphrase opens no slot."""

    def message(self) -> str:
        return _("The passphrase is wrong. Try again, or use your recovery code.")


class WeakPassphrase(NskError):
    """The passphrase is too short, or one sign repeated."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least

    def message(self) -> str:
        return _(
            "The passphrase must have at least {least} characters, not only digits and not the same few over and over. "
            "Four or five words that do not belong together are easy to remember and hard to guess."
        ).format(least=self.least)


class MistypedRecoveryCode(NskError):
    """The recovery code fails its own checksum."""

    def message(self) -> str:
        return _("The recovery code is not typed correctly. Compare it with your printed copy, group by group.")


class WrongRecoveryCode(NskError):
    """A well-formed recovery code that belongs to another store."""

    def message(self) -> str:
        return _("The recovery code belongs to another store. Find the one that was printed for this store.")


_BY_SYSTEM: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: NotAllowed,
    errno.EPERM: NotAllowed,
    errno.EROFS: NotAllowed,
    errno.EBUSY: StoreBusy,
    errno.EIO: DiskTrouble,
}


def of_system(exception: OSError, path: Path | str = "") -> StoreError | None:
    """The known condition behind an error of the system at *path*, or None."""
    known = _BY_SYSTEM.get(exception.errno or 0)
    return known(path or str(exception.filename or "")) if known else None


class DamagedJournal(NskError):
    """Entries came in that no NSK Desktop could have written."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind

    def message(self) -> str:
        return _(
            "The file is damaged: it holds entries that do not fit together. Nothing was read in. Ask for a new one."
        )


class ChangedSince(NskError):
    """A change cannot be taken back without losing a later one."""

    def message(self) -> str:
        return _("This has been changed again since. It cannot be undone without losing the later change.")


class StoreFilled(NskError):
    """Example data were asked for in a store with real data."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder

    def message(self) -> str:
        return _("The store in {folder} has data already. Make the example data in a folder of their own.").format(
            folder=self.folder
        )
