"""Somebody at the centre's window: files are dragged, questions answered, and what came of it read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.services.central_plan import State
from nsk_desktop.ui.central_question import AcceptDialog
from nsk_desktop.ui.central_window import CentralWindow
from tests.exchange.laptops import write_file
from tests.services.central_files import actors
from tests.ui.central_screens import accept_all, settle

Key = Qt.Key


def drop(window: CentralWindow, *paths: Path, on: QWidget | None = None) -> bool:
    """Drag files over the window and let go of them there; whether the window wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = (on or window.view.files).mapTo(window, QPoint(20, 20))
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(at), *held)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(at), *held))
    return enter.isAccepted()


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def states(window: CentralWindow) -> list[State]:
    assert window.plan is not None
    return [line.state for line in window.plan.lines]


def in_the_question(act: Callable[[AcceptDialog], object]) -> None:
    """Do *act* with the question, once it is there."""

    def when_there() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AcceptDialog)
        act(dialog)

    QTimer.singleShot(0, when_there)


def says_yes(dialog: AcceptDialog) -> None:
    """By keyboard: the tick has the focus, Enter gives the answer."""
    QTest.keyClick(dialog.tick.box, Key.Key_Space)
    QTest.keyClick(dialog, Key.Key_Return)


def merged_once(qtbot: QtBot, window: CentralWindow, workbook: Path) -> None:
    """One computer has sent a file before."""
    window.use_workbook(workbook)
    window.add([write_file(workbook.parent / "usb", actors("Skolen", "Klubben"))])
    settle(qtbot, window)
    accept_all(qtbot, window)
    window.merge()
    settle(qtbot, window)
    window.go_home()


def names(workbook: Path) -> list[object]:
    return [line["navn"] for line in read_tables(workbook)["nsk_Aktører"].rows]
