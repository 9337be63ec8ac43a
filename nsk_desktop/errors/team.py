"""What keeps a colleague's card or team file from being taken. Every refusal has a code and changes nothing."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class TeamRefused(NskError):
    """A file of the team was not taken; *name* is the file the message names."""

    code = "T00"

    def __init__(self, name: str, *facts: object) -> None:
        super().__init__(name, *facts)
        self.name = name

    def __str__(self) -> str:
        return _("{sentence} (code {code})").format(sentence=self.message(), code=self.code)


class TeamTooBig(TeamRefused):
    """Larger than any team's whole history."""

    code = "T01"

    def message(self) -> str:
        return _("{name} is too large to be read safely. Nothing was changed. Ask where the file comes from.").format(
            name=self.name
        )


class NoTeamFile(TeamRefused):
    """Something else than a locked team file."""

    code = "T02"

    def message(self) -> str:
        return _(
            "{name} is not a file from a colleague's computer. Nothing was changed. "
            "Choose a file whose name ends in .nskteam."
        ).format(name=self.name)


class TeamDamaged(TeamRefused):
    """Torn, or its parts do not fit together."""

    code = "T03"

    def message(self) -> str:
        return _("{name} is damaged and cannot be read. Nothing was changed. Ask for the file again.").format(
            name=self.name
        )


class NotForUs(TeamRefused):
    """Locked for others."""

    code = "T04"

    def message(self) -> str:
        return _(
            "{name} is not locked for this computer. Nothing was changed. Give your colleague this computer's card "
            "and ask for a new file."
        ).format(name=self.name)


class SenderUnknown(TeamRefused):
    """From a computer that nobody has added here."""

    code = "T05"

    def message(self) -> str:
        return _(
            "{name} comes from a computer that is not among your colleagues'. Nothing was changed. "
            "Add its card first, and compare the six words."
        ).format(name=self.name)


class SenderRevoked(TeamRefused):
    """From a computer that was lost."""

    code = "T06"

    def __init__(self, name: str, colleague: str) -> None:
        super().__init__(name, colleague)
        self.colleague = colleague

    def message(self) -> str:
        return _(
            "{name} comes from {colleague}, which has been shut out. Nothing was changed. "
            "Ask the colleague who made the file."
        ).format(name=self.name, colleague=self.colleague)


class TeamForged(TeamRefused):
    """Not signed by who it says it is from."""

    code = "T07"

    def message(self) -> str:
        return _("{name} was changed after it was made. Nothing was taken in. Ask for a new file.").format(
            name=self.name
        )


class TeamNewer(TeamRefused):
    """Made by a later version of the program."""

    code = "T08"

    def message(self) -> str:
        return _(
            "{name} was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to read it."
        ).format(name=self.name)


class TeamBadEntry(TeamRefused):
    """Holds an entry that no NSK Desktop could have written, or one that does not fit what is here."""

    code = "T09"

    def message(self) -> str:
        return _(
            "{name} holds entries that do not fit together. Nothing was changed. "
            "Ask your colleague to check their data and to make a new file."
        ).format(name=self.name)


class PracticeApart(TeamRefused):
    """Example data and real data would be mixed."""

    code = "T10"

    def message(self) -> str:
        return _("{name} and the data here do not belong together: one of them is only for practice.").format(
            name=self.name
        )


class OwnTeamFile(TeamRefused):
    """The file was made from this very store."""

    code = "T11"

    def message(self) -> str:
        return _("{name} was made on this computer. There is nothing to take in. Give it to your colleagues.").format(
            name=self.name
        )


class NoCard(TeamRefused):
    """Something else than a card."""

    code = "T12"

    def message(self) -> str:
        return _(
            "{name} is not a card from a colleague's computer, or it was changed. Nothing was changed. "
            "Ask for a new card."
        ).format(name=self.name)


class CardChanged(TeamRefused):
    """A computer that is known has other keys."""

    code = "T13"

    def __init__(self, name: str, known: str, present: str) -> None:
        super().__init__(name, known, present)
        self.known, self.present = known, present

    def message(self) -> str:
        return _(
            "{name} is from a computer you know, but its keys are others. It was not added. Call your colleague: known "
            "is “{known}”, the card says “{present}”. If the new one is right, shut the old one out first."
        ).format(name=self.name, known=self.known, present=self.present)


class OwnCard(TeamRefused):
    """This computer's own card."""

    code = "T14"

    def message(self) -> str:
        return _("{name} is this computer's own card. Give it to your colleagues, and add theirs here.").format(
            name=self.name
        )


class CardRevoked(TeamRefused):
    """A card that was shut out comes back."""

    code = "T15"

    def message(self) -> str:
        return _(
            "{name} is the card of a computer that has been shut out. It was not added. If the computer was found, "
            "make a new store on it and use the new card."
        ).format(name=self.name)


class WordsDiffer(TeamRefused):
    """The words that the colleague read out are others than the card's."""

    code = "T16"

    def message(self) -> str:
        return _(
            "The words do not fit {name}. It was not added. Read them to each other once more; if they still differ, "
            "ask for a new card."
        ).format(name=self.name)


class NobodyToSendTo(NskError):
    """A team file without recipients."""

    def message(self) -> str:
        return _("There is nobody to lock the file for. Add a colleague's card first.")


class NoTeamInPractice(NskError):
    """Example data never leave."""

    def message(self) -> str:
        return _("Example data are not exchanged with colleagues. Open your own data first.")


class NoSuchColleague(NskError):
    """No colleague's key, or several, begin as somebody wrote it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def message(self) -> str:
        return _("No single computer has a key that begins with “{key}”. `nsk team list` shows them.").format(
            key=self.key
        )
