"""The program as a whole: one instance, Qt in Danish, and the way from the first window to the second."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nsk_desktop.app import Desktop, may_be_running, server_name
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.single import Single
from tests.ui.conftest import show


def test_qt_speaks_danish_with_the_words_of_ours(qapp: QApplication) -> None:
    def said(context: str, text: str) -> str:
        return QCoreApplication.translate(context, text)

    assert said("QPlatformTheme", "Cancel") == "Annuller"
    assert said("QWidgetTextControl", "&Redo") == "&Gentag"
    assert said("QPlatformTheme", "no such text") == "no such text"


def test_a_second_start_brings_the_first_one_forward(qtbot: QtBot, tmp_path: Path) -> None:
    calls: list[str] = []
    first = Single(server_name(tmp_path), lambda: calls.append("forward"))
    assert not may_be_running(tmp_path)
    assert first.claim()
    assert may_be_running(tmp_path)
    second = Single(server_name(tmp_path), lambda: None)
    assert not second.claim()
    qtbot.waitUntil(lambda: calls == ["forward"])
    first.release()
    assert second.claim()
    second.release()


def test_two_stores_are_two_programs(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = (Single(server_name(tmp_path / name), lambda: None) for name in "ab")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_an_unlocked_store_opens_the_main_window_and_hides_the_first(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "none")
    show(qtbot, desktop.unlock)
    desktop.unlock.unlocked.emit(desk)
    main = desktop.main
    assert main is not None
    qtbot.addWidget(main)
    assert main.isVisible()
    assert not desktop.unlock.isVisible()
    assert desktop.window() is main
    main.close()
    desktop.runner.close()
