"""Start shows what is to be done, and each line is a way into it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.services import follow_ups, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from tests.ui.conftest import TODAY

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def lacking(desk: Desk) -> str:
    """A meeting of last week that nobody has registered, and two follow-ups."""
    follow_ups.new_follow_up(desk, TODAY - timedelta(days=1), "Ring til skolen")
    follow_ups.new_follow_up(desk, TODAY + timedelta(days=30), "Senere")
    return sessions.new_session(desk, title="Kvindegruppen", day=date(2025, 3, 4))


def test_a_new_store_says_what_to_do_first(qtbot: QtBot, window: MainWindow) -> None:
    assert window.start.empty.isVisible()
    assert window.start.today.isHidden()
    first = window.start.empty.findChild(QPushButton)
    assert first is not None
    QTest.mouseClick(first, Left)
    assert window.pages.currentWidget() is window.activities


def test_what_lacks_registration_is_opened_with_enter(qtbot: QtBot, lacking: str, window: MainWindow) -> None:
    table = window.start.lacking.table
    assert window.start.lacking.heading.text() == "Mangler registrering (1)"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.activities
    assert window.activities.session._id == lacking


def test_a_meeting_that_did_not_take_place_leaves_the_list(
    qtbot: QtBot, lacking: str, window: MainWindow, desk: Desk
) -> None:
    QTest.mouseClick(window.start.lacking.buttons[1], Left)
    assert sessions.open_session(desk, lacking).session.state == SessionState.CANCELLED
    assert window.start.lacking.heading.text() == "Mangler registrering"
    assert window.snackbar.isVisible()


def test_only_what_is_due_is_shown_and_being_late_is_said_in_words(lacking: str, window: MainWindow) -> None:
    (row,) = window.start.due.table.rows.rows()
    model = window.start.due.table.rows
    assert row.overdue
    assert model.data(model.index(0, 0)) == "! Forfalden 10.03.2025"


def test_a_follow_up_is_done_or_postponed(qtbot: QtBot, lacking: str, window: MainWindow, desk: Desk) -> None:
    QTest.mouseClick(window.start.due.buttons[1], Left)
    assert follow_ups.list_follow_ups(desk, TODAY)[0].due == TODAY + timedelta(days=7)
    QTest.mouseClick(window.start.due.buttons[0], Left)
    assert [row.text for row in follow_ups.list_follow_ups(desk, TODAY)] == ["Senere"]
    assert window.start.due.sentence.text() == "Du har ingen opfølgninger i denne uge."
