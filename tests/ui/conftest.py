"""Windows for tests: a real store in a folder of the test, the day fixed, Danish, and no Qt warning unseen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services.central import new_workbook
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.central_window import CentralWindow
from nsk_desktop.ui.context import Bus, Change, Context, SettingsHolder
from nsk_desktop.ui.language import speak
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.theme import apply_theme
from tests import make
from tests.ui.central_screens import new_window, settle
from tests.ui.screen import Screen, screens
from tests.ui.screens import House

TODAY = date(2025, 3, 11)
_kept: list[QWidget] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt fails the test that caused it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said by the offscreen platform, which is no real one.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _looks(qapp: QApplication) -> None:
    """Our looks and language, as the program starts with them."""
    if qapp.property("spoken") is None:
        speak(qapp)
        qapp.setProperty("spoken", True)
    apply_theme(qapp, "light", 100)
    # The last window of a test is not the last of all: a quit that is still on its way would end the next dialog.
    qapp.setQuitOnLastWindowClosed(False)
    _kept.clear()
    # What another test left open waits for a search for garbage, and is no window of this one.
    for left in qapp.topLevelWidgets():
        left.hide()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty store, open."""
    with make.desk(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def runner() -> Iterator[Runner]:
    """The worker, stopped afterwards."""
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def context(desk: Desk, runner: Runner) -> Context:
    """What a page is given, without a main window."""
    bus = Bus()
    desk.listen(lambda done: bus.changed.emit(Change(done.label, done.kinds)))
    return Context(desk, bus, runner, SettingsHolder(bus), lambda: TODAY)


@pytest.fixture
def window(desk: Desk, runner: Runner, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window, shown and active. Fill the store first by asking for `desk` before it."""
    made = MainWindow(desk, runner, lambda: TODAY)
    # Not the bot's: it would delete the window before the jobs have ended that still report to it.
    show(qtbot, made, owned_by_bot=False)
    yield made
    # Before the store is closed: a window that is still open would go on reading it.
    qtbot.waitUntil(lambda: not runner.busy)
    made.close()
    made.deleteLater()


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    """A window at a year of a believable effort."""
    made = House(tmp_path, qtbot)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def empty_house(tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    """A window at a store with nothing in it."""
    made = House(tmp_path, qtbot, lived_in=False)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A real X server for this test alone, for tests marked ``xvfb``."""
    yield from screens()


@pytest.fixture
def centre(qtbot: QtBot) -> Iterator[CentralWindow]:
    """The centre's window as an evaluator opens it, without a store."""
    made = new_window()
    show(qtbot, made, owned_by_bot=False)
    yield made
    settle(qtbot, made)
    made.close()
    made.deleteLater()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """An empty central workbook."""
    path = tmp_path / "Central.xlsx"
    new_workbook(path)
    return path


def show(qtbot: QtBot, widget: QWidget, *, owned_by_bot: bool = True) -> None:
    """Show *widget* as the window that has the keyboard."""
    # The bot keeps no strong reference, and a window that nobody holds is gone at once.
    _kept.append(widget)
    if owned_by_bot:
        qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
