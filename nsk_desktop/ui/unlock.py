"""The first window: unlock the store, make a new one, or try the program with made-up data.

It is painted before SQLAlchemy and everything else that is slow to load.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.services import opening
from nsk_desktop.ui import crash, messages
from nsk_desktop.ui.background import Progress, Runner
from nsk_desktop.ui.unlock_pages import CodePage, CreatePage, Question, RecoveryPage, UnlockPage
from nsk_desktop.ui.widgets.scrolling import InOrder, scrolling
from nsk_desktop.ui.widgets.text import breakable

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk

P = TypeVar("P", bound=Question)
PRACTICE_PASSPHRASE = "øvelse gør mester"


class UnlockWindow(InOrder):
    """Leads to an open store. `unlocked` brings the desk."""

    unlocked = Signal(object)
    seen = Signal()
    central_wanted = Signal()
    """Somebody wants to merge files at the centre, which needs no store."""

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
    def unlock_page(self) -> UnlockPage:
        page = UnlockPage()
        page.wanted.connect(self._unlock)
        page.forgotten.connect(lambda: self._show(self.recovery_page))
        return self._add(page)

    @cached_property
    def create_page(self) -> CreatePage:
        page = CreatePage()
        page.wanted.connect(self._create)
        return self._add(page)

    @cached_property
    def code_page(self) -> CodePage:
        page = CodePage()
        page.confirmed.connect(self._confirm_code)
        return self._add(page)

    @cached_property
    def recovery_page(self) -> RecoveryPage:
        page = RecoveryPage()
        page.wanted.connect(self._recover)
        page.back.connect(lambda: self._show(self.unlock_page))
        return self._add(page)

    def _add(self, page: P) -> P:
        page.practice.connect(self._practise)
        page.other_folder.connect(self._choose_folder)
        page.central.connect(self.central_wanted)
        self.pages.addWidget(page)
        return page

    def show_place(self, folder: Path) -> None:
        """Work with the store in *folder*, or offer to make one there."""
        self.folder = folder
        page: Question
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
