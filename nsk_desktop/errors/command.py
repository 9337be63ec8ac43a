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


class FilterUnreadable(NskError):
    """What stands after --only says nothing that can be looked for."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        super().__init__(text)
        self.text, self.known = text, known

    def message(self) -> str:
        return _("--only {text}: write what is wanted and its key, for example theme=T1. Known are: {known}.").format(
            text=self.text, known=", ".join(self.known)
        )


class NothingCalled(NskError):
    """A filter names something that is not there."""

    def __init__(self, by: str, text: str) -> None:
        super().__init__(text)
        self.by, self.text = by, text

    def message(self) -> str:
        return _("There is nothing called “{text}” under {by}. nsk reach --by {by} shows what there is.").format(
            text=self.text, by=self.by
        )
