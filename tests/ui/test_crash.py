"""Errors: known ones are said calmly, our own are reported without a name."""

import errno

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.store import WrongPassphrase
from nsk_desktop.ui import crash
from nsk_desktop.ui.crash_dialog import CrashDialog
from nsk_desktop.ui.messages import sentence_of


@pytest.fixture(autouse=True)
def _no_old_window(qtbot: QtBot) -> None:
    """A window of the test before that is still to be deleted would take a dialog with it that it owns."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def in_dialog(act: object) -> list[str]:
    """Raise as Qt would hand it over; returns what the dialog said."""
    said: list[str] = []

    def look() -> None:
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        for each in shown:
            if isinstance(each, QMessageBox):
                said.append(each.text())
                each.close()
            elif isinstance(each, CrashDialog):
                said.append(each.report)
                each.close()
        if not said:
            QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)
    error = act if isinstance(act, BaseException) else ValueError(act)
    crash.on_error(type(error), error, error.__traceback__)
    return said


def test_a_known_condition_is_one_calm_sentence(qtbot: QtBot) -> None:
    (said,) = in_dialog(WrongPassphrase())
    assert said.startswith("Adgangssætningen er forkert.")


def test_our_own_error_gives_a_report_without_its_words(qtbot: QtBot) -> None:
    try:
        raise ValueError("Åse Ødegård")
    except ValueError as error:
        (report,) = in_dialog(error)
    assert "ValueError" in report
    assert "Ødegård" not in report


def test_a_stopped_job_needs_no_message(qtbot: QtBot) -> None:
    crash.on_error(Cancelled, Cancelled(), None)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "plads"), (errno.EACCES, "kan ikke skrives"), (errno.ENOENT, "USB-nøglen")]
)
def test_conditions_of_the_disk_are_known(number: int, words: str) -> None:
    assert words in sentence_of(OSError(number, "x", "/media/usb/fil"))
    assert sentence_of(OSError(errno.EPIPE, "x")) == ""
