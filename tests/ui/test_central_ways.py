"""The ways to the centre's window: from the first window without a store, from the menu, and from the command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nsk_desktop import app
from nsk_desktop.app import Desktop
from nsk_desktop.services import opening
from nsk_desktop.services.desk import Desk
from nsk_desktop.settings import load_settings
from tests.ui.conftest import show


def test_the_first_window_leads_there_without_a_store(qtbot: QtBot, tmp_path: Path, workbook: Path) -> None:
    desktop = Desktop(tmp_path / "none")
    show(qtbot, desktop.unlock)
    QTest.mouseClick(desktop.unlock.create_page.central_button, Qt.MouseButton.LeftButton)
    centre = desktop.central
    assert centre is not None
    assert centre.isVisible()
    assert not opening.exists(tmp_path / "none")
    desktop.unlock.central_wanted.emit()
    assert desktop.central is centre, "one window is enough"
    centre.use_workbook(workbook)
    qtbot.waitUntil(lambda: load_settings().settings.central_workbook == str(workbook))
    centre.close()
    desktop.unlock.central_wanted.emit()
    assert desktop.central is not centre
    assert desktop.central.workbook == workbook
    desktop.central.close()
    desktop.close()


def test_the_menu_leads_there_and_the_window_goes_with_the_store(
    qtbot: QtBot, desk: Desk, tmp_path: Path, workbook: Path
) -> None:
    desktop = Desktop(tmp_path / "none")
    desktop.unlock.unlocked.emit(desk)
    main = desktop.main
    assert main is not None
    qtbot.addWidget(main)
    main.actions_by_name["central"].trigger()
    assert desktop.central is not None
    desktop.central.use_workbook(workbook)
    qtbot.waitUntil(lambda: main.context.settings.now.central_workbook == str(workbook))
    main.close()
    assert not desktop.central.isVisible()
    assert load_settings().settings.central_workbook == str(workbook), "the window that closed last forgets nothing"
    desktop.close()


def test_the_command_line_opens_it_alone(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, seen = set(qapp.topLevelWidgets()), {}

    def run(_app: object) -> int:
        new = set(qapp.topLevelWidgets()) - before
        seen.update({type(each).__name__: each.isVisible() for each in new if each.isWindow()})
        return 0

    monkeypatch.setattr(QApplication, "exec", run)
    monkeypatch.setattr(app, "install_hook", lambda: None)
    assert app.main(["--central", "--store", str(tmp_path / "none")]) == 0
    assert (seen["CentralWindow"], seen["UnlockWindow"]) == (True, False)
    assert not opening.exists(tmp_path / "none")


def test_a_window_that_another_test_left_open_is_not_seen(qapp: QApplication) -> None:
    assert not [each for each in qapp.topLevelWidgets() if each.isVisible()]


def test_the_first_window_loads_nothing_of_it(checkout: Path) -> None:
    program = "import sys, nsk_desktop.app; print([name for name in sys.modules if 'central' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
