"""What can go wrong that a user can act on: one small class each.

Everything here is an expected condition: the message names the place and says what to do, in the
user's language, and the store is unchanged. Anything else that is raised is our own bug.
"""

from pathlib import Path

from nsk_desktop.i18n import _


class NskError(Exception):
    """A condition the user can act on. ``str(error)`` is the finished sentence."""

    def __str__(self) -> str:
        return self.message()

    def message(self) -> str:
        """The sentence for the user, built when it is shown, so that it is in the language of then."""
        return " ".join(str(part) for part in self.args)


class Cancelled(NskError):
    """The user stopped a long job; everything it did is rolled back."""

    def message(self) -> str:
        return _("Stopped. Nothing was changed.")


# The store


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
            "The key file {path} is missing. Without it the store cannot be unlocked. Copy it back from a backup."
        ).format(path=self.path)


class KeyFileDamaged(StoreError):
    """The key file is not as the program wrote it."""

    def message(self) -> str:
        return _("The key file {path} is damaged. Copy it back from a backup. Nothing was changed.").format(
            path=self.path
        )


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
            "The passphrase must have at least {least} characters and not be the same few characters over and over. "
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
