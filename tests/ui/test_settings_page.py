"""Settings work at once and are kept; the passphrase is changed with the present one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nsk_desktop.errors.store import WrongPassphrase
from nsk_desktop.services import opening
from nsk_desktop.settings import load_settings
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.tokens import DARK

Left = Qt.MouseButton.LeftButton


def test_dark_is_used_at_once_and_kept(qtbot: QtBot, window: MainWindow, qapp: QApplication) -> None:
    window.go("settings")
    QTest.mouseClick(window.settings.appearance.buttons["dark"], Left)
    assert qapp.palette().window().color().name().upper() == DARK.window
    assert load_settings().settings.appearance == "dark"


def test_a_wrong_present_passphrase_is_said_under_its_field(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path, _old: str, _new: str) -> None:
        raise WrongPassphrase

    monkeypatch.setattr(opening, "change_passphrase", refuse)
    window.go("settings")
    page = window.settings
    QTest.keyClicks(page.old.line, "forkert")
    QTest.keyClicks(page.new.line, "fire nye gode ord")
    page._change_passphrase()
    qtbot.waitUntil(page.old_field.problem.isVisible)
    assert page.new.typed() == "fire nye gode ord"


def test_a_changed_passphrase_empties_both_fields(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, str]] = []
    monkeypatch.setattr(opening, "change_passphrase", lambda _folder, old, new: calls.append((old, new)))
    window.go("settings")
    page = window.settings
    page.old.set_value("gammel")
    page.new.set_value("ny og lang nok")
    page._change_passphrase()
    qtbot.waitUntil(lambda: page.old.typed() == "")
    assert calls == [("gammel", "ny og lang nok")]
