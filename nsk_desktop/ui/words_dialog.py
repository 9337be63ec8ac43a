"""Adding a colleague's computer: the six words that the colleague reads out on the phone."""

from PySide6.QtWidgets import QWidget

from nsk_desktop.i18n import _
from nsk_desktop.services.team import Card
from nsk_desktop.ui.asking import Asking
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.text import label


class WordsDialog(Asking):
    """The words are not shown: who has not called cannot type them, and who has a forged card gets others."""

    def __init__(self, owner: QWidget | None, card: Card) -> None:
        super().__init__(owner, _("Add {name}").format(name=card.name), _("Add the computer"))
        self._card = card
        text = _(
            "Call your colleague and have them read out the six words of their computer. They stand under Data in and "
            "out, Colleagues' computers. Type them here."
        )
        self.column.addWidget(label(text, wrap=True))
        self.words = TextEntry()
        self.field = Field(_("The six words"), self.words)
        self.column.addWidget(self.field)
        self.words.setFocus()

    @classmethod
    def ask(cls, owner: QWidget | None, card: Card) -> str | None:
        """The words, which fit the card; None when it is not to be added."""
        dialog = cls(owner, card)
        return dialog.words.line.text() if dialog.answered() else None

    def give(self) -> None:
        """Close only on the right words."""
        if self.words.line.text().casefold().split() == self._card.words.casefold().split():
            self.accept()
        else:
            self.field.say(
                _(
                    "These are not the words of the card. Have them read out once more. If they still differ, do not "
                    "add it: ask for a new card."
                )
            )
            self.words.setFocus()
