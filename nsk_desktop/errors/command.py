"""What the command `nsk` needs and was not given."""

from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class PassphraseMissing(NskError):
    """Nobody is at the keyboard and no passphrase was given."""

    def message(self) -> str:
        return _(
            "The passphrase is missing. Set NSK_PASSPHRASE, give --passphrase-file FILE, "
            "or run the command where you can type it."
        )


class PassphraseUnreadable(NskError):
    """The file with the passphrase cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def message(self) -> str:
        return _(
            "The passphrase could not be read from {file}. Check the name of the file and that it is plain text."
        ).format(file=self.path)


class UnsupportedYet(NskError):
    """Something of the public contract that this version does not do; *what* is a message id."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def message(self) -> str:
        return _("This version cannot make {what} yet. Nothing was written.").format(what=_(self.what))
