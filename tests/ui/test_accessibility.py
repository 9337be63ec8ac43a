"""What a screen reader and a keyboard need: names on everything that takes the focus, and targets that can be hit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services import sessions
from nsk_desktop.ui.main_window import MainWindow
from tests.ui.conftest import TODAY

LEAST = 24
KINDS = (QLineEdit, QComboBox, QPlainTextEdit, QTableView, QAbstractButton)


def reachable(window: QWidget) -> list[QWidget]:
    """What can take the focus now."""
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, KINDS) and each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def nameless(window: QWidget) -> list[QWidget]:
    """What has neither a name, a label nor a text of its own."""
    labelled = {label.buddy() for label in window.findChildren(QLabel)}
    found = []
    for each in reachable(window):
        own = each.text() if isinstance(each, QAbstractButton) else ""
        if not (each.accessibleName() or own or each in labelled):
            found.append(each)
    return found


def pages(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Show every page in turn; the names of those where *nameless* finds something."""
    bad = []
    id = sessions.new_session(window.context.desk, title="Kvindegruppen", day=TODAY)
    for place, record in [*((place.name, "") for place in window.navigation.places), ("activities", id)]:
        window.go(place, record)
        qtbot.waitUntil(lambda: not window.context.runner.busy)
        bad += [f"{place}: {type(each).__name__}" for each in nameless(window)]
    return bad


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    assert pages(qtbot, window) == []


def test_a_field_without_a_name_is_found(qtbot: QtBot, window: MainWindow) -> None:
    stray = QLineEdit(window.start)
    stray.show()
    assert nameless(window) == [stray]


def test_every_button_can_be_hit_by_an_unsteady_hand(qtbot: QtBot, window: MainWindow) -> None:
    id = sessions.new_session(window.context.desk, title="Kvindegruppen", day=TODAY)
    for place, record in (("activities", id), ("participants", ""), ("settings", "")):
        window.go(place, record)
        small = [
            (each.text(), each.width(), each.height())
            for each in reachable(window)
            if isinstance(each, QAbstractButton) and min(each.width(), each.height()) < LEAST
        ]
        assert small == [], place
