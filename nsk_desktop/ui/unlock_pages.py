"""The pages of the first window: a passphrase, a new store, its recovery code, and the way in with that code."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.passphrase import PassphraseEntry
from nsk_desktop.ui.widgets.text import label


def at_left(widget: QWidget) -> QHBoxLayout:
    """A row that keeps *widget* at the left at its own size."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row


class Question(QWidget):
    """A title, fields, one button that goes on, and quiet ways elsewhere."""

    practice = Signal()
    other_folder = Signal()
    central = Signal()

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, "title", wrap=True))
        self.body.addWidget(label(sentence, wrap=True))
        self.place = label("", "quiet", wrap=True)

    def finish(self, go_on: str, act: Callable[[], object], *, ways: bool = True) -> None:
        """Put the button and the other ways under the fields."""
        self.go_on = button(go_on, act, kind="primary")
        self.body.addLayout(at_left(self.go_on))
        self.body.addStretch(1)
        if ways:
            self.body.addWidget(self.place)
            self.try_button = button(_("Try with made-up data"), self.practice.emit, kind="quiet")
            self.folder_button = button(_("Another folder …"), self.other_folder.emit, kind="quiet")
            self.central_button = button(_("Central evaluation …"), self.central.emit, kind="quiet")
            for each in (self.try_button, self.folder_button, self.central_button):
                self.body.addLayout(at_left(each))


class UnlockPage(Question):
    """Asks for the passphrase."""

    wanted = Signal(str)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__(_("Unlock"), _("Your data are encrypted. The passphrase opens them."))
        self.passphrase = PassphraseEntry()
        self.field = Field(_("Passphrase"), self.passphrase)
        self.body.addWidget(self.field)
        self.forgot = button(_("Forgotten? Use your recovery code"), self.forgotten.emit, kind="quiet")
        self.finish(_("Unlock"), self._go)
        self.body.insertLayout(self.body.indexOf(self.place) - 1, at_left(self.forgot))
        self.passphrase.line.returnPressed.connect(self._go)
        self.setFocusProxy(self.passphrase)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; the passphrase stays to be looked at."""
        self.field.say(sentence)
        self.passphrase.line.selectAll()

    def _go(self) -> None:
        if self.passphrase.typed():
            self.field.say("")
            self.wanted.emit(self.passphrase.typed())
        else:
            self.field.say(_("Write your passphrase."))


class CreatePage(Question):
    """Asks for a new passphrase, twice, and for the initials of who is at the keyboard."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            _("Welcome"),
            _(
                "Here you register meetings, participants and contacts in the area. Everything stays on your own "
                "computer, and it works without the internet."
            ),
        )
        self.passphrase = PassphraseEntry()
        self.again = PassphraseEntry()
        self.author = TextEntry()
        self.author.narrow(12)
        self.author.line.setMaxLength(12)
        note = _("Four or five words that do not belong together are easy to remember and hard to guess.")
        self.field = Field(_("Choose a passphrase"), self.passphrase, note=note)
        self.again_field = Field(_("The passphrase once more"), self.again)
        self.body.addWidget(self.field)
        self.body.addWidget(self.again_field)
        self.body.addWidget(Field(_("Your initials (optional)"), self.author))
        self.finish(_("Create"), self._go)
        for line in (self.passphrase.line, self.again.line, self.author.line):
            line.returnPressed.connect(self._go)
        self.setFocusProxy(self.passphrase)

    def refuse(self, sentence: str) -> None:
        """Say why no store was made."""
        self.field.say(sentence)

    def _go(self) -> None:
        same = self.passphrase.typed() == self.again.typed()
        self.again_field.say("" if same else _("The two are not the same. Write it once more."))
        self.field.say("" if self.passphrase.typed() else _("Write a passphrase."))
        if same and self.passphrase.typed():
            self.wanted.emit(self.passphrase.typed(), self.author.line.text().strip())


class CodePage(Question):
    """Shows the recovery code this once, and has it typed back from the paper."""

    confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Write down your recovery code"),
            _(
                "It is the only way in if the passphrase is forgotten. It is shown only now. Write it on paper and "
                "keep it where you keep keys."
            ),
        )
        self.code = label("", "code", wrap=True)
        from PySide6.QtCore import Qt

        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.typed = TextEntry()
        self.field = Field(_("Type the code from your paper"), self.typed)
        self.body.addWidget(self.code)
        self.body.addLayout(at_left(button(_("Copy"), self._copy, icon="copy")))
        self.body.addWidget(self.field)
        self.finish(_("I have it, go on"), self._go, ways=False)
        self.typed.line.returnPressed.connect(self._go)
        self.setFocusProxy(self.typed)

    def show_code(self, code: str) -> None:
        """Show *code* in two lines of three groups."""
        groups = code.split("-")
        self.code.setText("-".join(groups[:3]) + "\n" + "-".join(groups[3:]))

    def refuse(self, sentence: str) -> None:
        """Say that what was typed is not the code."""
        self.field.say(sentence)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.code.text().replace("\n", "-"))

    def _go(self) -> None:
        self.confirmed.emit(self.typed.line.text())


class RecoveryPage(Question):
    """The way in with the recovery code: it asks for a new passphrase at once."""

    wanted = Signal(str, str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__(_("Use your recovery code"), _("Then you choose a new passphrase."))
        self.code = TextEntry()
        self.passphrase = PassphraseEntry()
        self.field = Field(_("Recovery code"), self.code)
        self.new_field = Field(_("New passphrase"), self.passphrase)
        self.body.addWidget(self.field)
        self.body.addWidget(self.new_field)
        self.finish(_("Unlock"), self._go, ways=False)
        self.body.addLayout(at_left(button(_("Back"), self.back.emit, kind="quiet")))
        self.passphrase.line.returnPressed.connect(self._go)
        self.setFocusProxy(self.code)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.field.say(sentence)

    def _go(self) -> None:
        self.field.say("")
        self.wanted.emit(self.code.line.text(), self.passphrase.typed())
