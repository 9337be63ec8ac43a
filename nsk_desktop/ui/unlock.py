"""The first window: unlock the store, make a new one, or try the program with made-up data.

It is painted before SQLAlchemy and everything else that is slow to load.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.services import opening
from nsk_desktop.ui import crash, messages
from nsk_desktop.ui.background import Progress, Runner
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.passphrase import PassphraseEntry
from nsk_desktop.ui.widgets.scrolling import InOrder, scrolling
from nsk_desktop.ui.widgets.text import breakable, label

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk

P = TypeVar("P", bound="_Page")
PRACTICE_PASSPHRASE = "øvelse gør mester"


class UnlockWindow(InOrder):
    """Leads to an open store. `unlocked` brings the desk."""

    unlocked = Signal(object)
    seen = Signal()

    def __init__(self, folder: Path, runner: Runner) -> None:
        super().__init__()
        self.folder = folder
        self._runner = runner
        self._made: Desk | None = None
        self.setWindowTitle(QApplication.applicationDisplayName())
        line = self.fontMetrics().height()
        self.resize(QSize(350 + 12 * line, 200 + 24 * line).boundedTo(self.screen().availableSize() * 0.92))
        self.setMinimumSize(420, 420)
        self.pages = QStackedWidget()
        self.pages.setContentsMargins(40, 28, 40, 24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self.pages))
        self.pages.installEventFilter(self)
        self.show_place(folder)

    # Only the page that is needed is made: the others would make the first window late.

    @cached_property
    def unlock_page(self) -> "UnlockPage":
        page = UnlockPage()
        page.wanted.connect(self._unlock)
        page.forgotten.connect(lambda: self._show(self.recovery_page))
        return self._add(page)

    @cached_property
    def create_page(self) -> "CreatePage":
        page = CreatePage()
        page.wanted.connect(self._create)
        return self._add(page)

    @cached_property
    def code_page(self) -> "CodePage":
        page = CodePage()
        page.confirmed.connect(self._confirm_code)
        return self._add(page)

    @cached_property
    def recovery_page(self) -> "RecoveryPage":
        page = RecoveryPage()
        page.wanted.connect(self._recover)
        page.back.connect(lambda: self._show(self.unlock_page))
        return self._add(page)

    def _add(self, page: P) -> P:
        page.practice.connect(self._practise)
        page.other_folder.connect(self._choose_folder)
        self.pages.addWidget(page)
        return page

    def show_place(self, folder: Path) -> None:
        """Work with the store in *folder*, or offer to make one there."""
        self.folder = folder
        page: _Page
        if opening.exists(folder):
            page, text = self.unlock_page, _("Data on this computer: {folder}")
        else:
            page, text = self.create_page, _("They will be kept on this computer: {folder}")
        page.place.setText(text.format(folder=breakable(folder)))
        self._show(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the window is seen for the first time: what can wait has waited for that.

        What is watched are the pages: where they scroll, nothing of the window itself is left to be painted.
        """
        if watched is self.pages and event.type() == QEvent.Type.Paint:
            self.pages.removeEventFilter(self)
            QTimer.singleShot(0, self.seen.emit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._page().setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A store that was just made stays; only the code must be shown again some other way."""
        if self._made is not None:
            self._made.close()
        super().closeEvent(event)

    def _page(self) -> QWidget:
        page = self.pages.currentWidget()
        assert page is not None
        return page

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self, _("Choose the folder of the data"), str(self.folder.parent))
        if name:
            self.show_place(Path(name))

    def _unlock(self, passphrase: str) -> None:
        folder = self.folder
        self._work(lambda _progress: opening.open_store(folder, passphrase), self._open, self.unlock_page.refuse)

    def _recover(self, code: str, passphrase: str) -> None:
        folder = self.folder

        def job(_progress: Progress) -> "Desk":
            opening.set_passphrase_with_recovery(folder, code, passphrase)
            return opening.open_with_recovery(folder, code)

        self._work(job, self._open, self.recovery_page.refuse)

    def _create(self, passphrase: str, author: str) -> None:
        folder = self.folder

        def done(made: "tuple[Desk, str]") -> None:
            self._made, code = made
            self.code_page.show_code(code)
            self._show(self.code_page)

        self._work(lambda _progress: opening.create(folder, passphrase, author=author), done, self.create_page.refuse)

    def _confirm_code(self, code: str) -> None:
        folder, made = self.folder, self._made
        if made is not None:
            self._work(
                lambda _progress: opening.verify_recovery(folder, code),
                lambda _none: self._open(made),
                self.code_page.refuse,
            )

    def _practise(self) -> None:
        folder = practice_folder(self.folder)

        def job(progress: Progress) -> "Desk":
            if opening.exists(folder):
                return opening.open_store(folder, PRACTICE_PASSPHRASE)
            desk, _code = opening.create(folder, PRACTICE_PASSPHRASE, practice=True, author="ØV")
            from nsk_desktop.services import demo

            progress()
            demo.fill(desk)
            return desk

        page = self._page()
        refuse = page.refuse if isinstance(page, UnlockPage | CreatePage) else None
        self._work(job, self._open, refuse, _("The made-up data are being prepared"))

    def _work(
        self,
        job: "Callable[[Progress], object]",
        done: "Callable[..., object]",
        refuse: Callable[[str], object] | None,
        title: str = "",
    ) -> None:
        """Run *job* beside the window; a known problem is said on the page, and what was typed stays."""
        self.pages.setEnabled(False)
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.BusyCursor)

        def end() -> None:
            self.unsetCursor()
            self.pages.setEnabled(True)
            self._page().setFocus()

        def finish(result: object) -> None:
            end()
            done(result)

        def fail(error: Exception) -> None:
            end()
            sentence = messages.sentence_of(error)
            if sentence and refuse is not None and isinstance(error, NskError):
                refuse(sentence)
            else:
                crash.on_error(type(error), error, error.__traceback__)

        self._runner.run(job, finish, failed=fail, title=title, owner=self)

    def _open(self, desk: "Desk") -> None:
        self._made = None
        self.unlocked.emit(desk)


def practice_folder(folder: Path) -> Path:
    """Where the made-up data beside the store in *folder* are kept."""
    return folder if folder.name.endswith("-practice") else folder.with_name(f"{folder.name}-practice")


def at_left(widget: QWidget) -> QHBoxLayout:
    """A row that keeps *widget* at the left at its own size."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row


class _Page(QWidget):
    """A title, fields, one button that goes on, and quiet ways elsewhere."""

    practice = Signal()
    other_folder = Signal()

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
            for each in (self.try_button, self.folder_button):
                self.body.addLayout(at_left(each))


class UnlockPage(_Page):
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


class CreatePage(_Page):
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


class CodePage(_Page):
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


class RecoveryPage(_Page):
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
