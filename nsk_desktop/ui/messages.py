"""Dialogs that say one thing: a known problem, or a question before something that cannot be taken back."""

import errno
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from nsk_desktop.errors import Cancelled, NskError
from nsk_desktop.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QMessageBox


def sentence_of(error: BaseException) -> str:
    """What to tell the user about a condition of the world; empty for an error of our own."""
    if isinstance(error, NskError):
        return str(error)
    if isinstance(error, OSError):
        return _sentence_of_system(error)
    return ""


def _sentence_of_system(error: OSError) -> str:
    name = str(error.filename or "")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("There is no room left on the disk, so nothing was saved. Make room, and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("{path} cannot be written to. Close it in other programs, or choose another folder.").format(path=name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _("{path} does not exist. Is the USB key plugged in? Choose another folder, or try again.").format(
            path=name
        )
    return ""


def show_problem(error: BaseException, owner: QWidget | None = None) -> bool:
    """Show a known condition calmly. False when *error* is none: then it is our own bug."""
    sentence = sentence_of(error)
    if not sentence:
        return False
    if not isinstance(error, Cancelled):
        tell(sentence, owner)
    return True


def tell(sentence: str, owner: QWidget | None = None) -> None:
    """Show *sentence* until it is closed."""
    told_box(sentence, owner).exec()


def ask(question: str, yes: str, owner: QWidget | None = None) -> bool:
    """Ask before something that cannot be taken back; the safe answer has the focus."""
    box, chosen = question_box(question, yes, owner)
    box.exec()
    return box.clickedButton() is chosen


def question_box(question: str, yes: str, owner: QWidget | None) -> "tuple[QMessageBox, QAbstractButton]":
    """The box that asks, and its button that says yes."""
    from PySide6.QtWidgets import QMessageBox

    box = told_box(question, owner)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    box.setIcon(QMessageBox.Icon.Question)
    chosen = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box, chosen


def told_box(text: str, owner: QWidget | None) -> "QMessageBox":
    """The box that says *text*."""
    # Loaded here: the first window has no use for it.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    ok = QMessageBox.StandardButton.Ok
    box = QMessageBox(QMessageBox.Icon.Information, QApplication.applicationDisplayName(), text, ok, owner)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
