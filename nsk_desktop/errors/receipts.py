"""Receipts that are refused, and the centre's key."""

from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.errors.travelling import FileRefused
from nsk_desktop.i18n import _


class ReceiptForeign(FileRefused):
    """Some other file."""

    def message(self) -> str:
        return _(
            "{name} is not a receipt from the central evaluation. Nothing was changed. "
            "Choose a file whose name begins with kvittering."
        ).format(name=self.name)


class ReceiptDamaged(FileRefused):
    """Torn, or not in the one form a receipt has."""

    def message(self) -> str:
        return _("{name} is damaged and cannot be read. Nothing was changed. Ask for the receipt again.").format(
            name=self.name
        )


class ReceiptAltered(FileRefused):
    """The signature does not hold."""

    def message(self) -> str:
        return _(
            "{name} was changed after it was made, or somebody else made it. Nothing was changed here. "
            "Ask the central evaluation for the receipt again."
        ).format(name=self.name)


class ReceiptForOther(FileRefused):
    """The files of another laptop."""

    def __init__(self, name: str, device: str) -> None:
        super().__init__(name, device)
        self.device = device

    def message(self) -> str:
        return _(
            "{name} is a receipt for another laptop ({device}). Nothing was changed. "
            "Give it to the colleague it is for."
        ).format(name=self.name, device=self.device[:8])


class ReceiptOfOtherFile(FileRefused):
    """A file with a number that was used here for other content."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(name, number)
        self.number = number

    def message(self) -> str:
        return _(
            "{name} speaks of a file number {number} with other content than the one made here. Nothing was changed. "
            "Has the program been copied to another computer? Make a new file and send it."
        ).format(name=self.name, number=self.number)


class CentreKeyChanged(FileRefused):
    """The receipt is signed with another key than the earlier ones."""

    def __init__(self, name: str, known: str, present: str) -> None:
        super().__init__(name, known, present)
        self.known, self.present = known, present

    def message(self) -> str:
        return _(
            "{name} is signed with another key than the central evaluation's earlier receipts. Nothing was changed. "
            "Call them: known is “{known}”, the receipt says “{present}”. If the new one is right, "
            "read the receipt in again and accept the new key."
        ).format(name=self.name, known=self.known, present=self.present)


class ReceiptsNotWritten(NskError):
    """The merge is done, and then its receipts found no room."""

    def __init__(self, problem: NskError) -> None:
        super().__init__(problem)
        self.problem = problem

    def message(self) -> str:
        return _(
            "The files are merged, but the receipts are not written. {problem} Merge the same files once more to get "
            "the receipts: nothing else happens the second time."
        ).format(problem=self.problem)


class CentreKeyDamaged(NskError):
    """The file with the centre's own key cannot be read."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.place = place

    def message(self) -> str:
        return _(
            "The central evaluation's key in {place} cannot be read. Nothing was merged. Put a copy of the file back. "
            "If there is none, move it away: a new key is made, and the laptops must accept it."
        ).format(place=self.place)
