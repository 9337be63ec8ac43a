"""Start shows what is to be done, and each line is a way into it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import Presence, SessionState
from nsk_desktop.services import expected, follow_ups, people, series, sessions, steering, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.asking import CancelDialog, DayDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.list_card import ListCard
from tests.ui.conftest import TODAY

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Alt = Qt.KeyboardModifier.AltModifier


def answer(kind: type, act: Callable[..., None]) -> None:
    """Do *act* with the dialog of this kind as soon as it is open."""
    # One that never opens must not be waited for in the next test.
    left = iter(range(200))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        elif next(left, None) is not None:
            QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """The keyboard is the window's again after a dialog; a window manager would do so by itself."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def lines(card: ListCard) -> list[str]:
    """The rows of a list as they are read."""
    model = card.table.rows
    return [
        " ".join(str(model.data(model.index(row, column))) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


@pytest.fixture
def lacking(desk: Desk) -> str:
    """A meeting of last week that nobody has registered, and two follow-ups."""
    follow_ups.new_follow_up(desk, TODAY - timedelta(days=1), "Ring til skolen")
    follow_ups.new_follow_up(desk, TODAY + timedelta(days=30), "Senere")
    return sessions.new_session(desk, title="Kvindegruppen", day=date(2025, 3, 4))


@pytest.fixture
def group(desk: Desk) -> str:
    """A group that meets on Tuesdays since last week: today, too."""
    return series.new_series(
        desk,
        title="Kvindegruppen",
        type="netværks-/kvindegruppe",
        themes=["T2"],
        weekday=2,
        from_time="18:00",
        start=date(2025, 3, 4),
    )


def test_a_new_store_says_what_to_do_first(qtbot: QtBot, window: MainWindow) -> None:
    assert window.start.empty.isVisible()
    assert window.start.today.isHidden()
    first = window.start.empty.findChild(QPushButton)
    assert first is not None
    QTest.mouseClick(first, Left)
    assert window.pages.currentWidget() is window.activities


def test_the_days_meeting_has_the_focus_and_enter_registers_it(
    qtbot: QtBot, desk: Desk, group: str, window: MainWindow
) -> None:
    assert lines(window.start.today) == ["18.00 Kvindegruppen ! mangler registrering"]
    assert QApplication.focusWidget() is window.start.today.table
    QTest.keyClick(window.start.today.table, Key.Key_Return)
    assert window.pages.currentWidget() is window.activities
    opened = sessions.open_session(desk, window.activities.session._id).session
    assert (opened.day, opened.expected_on, opened.series_id) == (TODAY, TODAY, group)
    assert opened.state == SessionState.HELD


def test_after_the_meeting_its_line_says_how_many_came(
    qtbot: QtBot, desk: Desk, group: str, window: MainWindow
) -> None:
    QTest.keyClick(window.start.today.table, Key.Key_Return)
    id = window.activities.session._id
    for number in range(14):
        person = people.new_participant(desk, f"Blomst {number}")
        sessions.set_presence(desk, id, person, Presence.PRESENT)
    sessions.set_headcount(desk, id, low=5)
    QTest.mouseClick(window.activities.session.finish_button, Left)
    window.go("start")
    assert lines(window.start.today) == ["18.00 Kvindegruppen 14 + 5 ✓"]


def test_what_lacks_registration_is_opened_with_enter(qtbot: QtBot, lacking: str, window: MainWindow) -> None:
    table = window.start.lacking.table
    assert window.start.lacking.heading.text() == "Mangler registrering (1)"
    assert QApplication.focusWidget() is table
    QTest.keyClick(table, Key.Key_Return)
    assert window.pages.currentWidget() is window.activities
    assert window.activities.session._id == lacking


def test_expected_meetings_of_the_last_weeks_and_drafts_stand_in_one_list(
    desk: Desk, group: str, lacking: str, window: MainWindow
) -> None:
    series.new_series(desk, title="Fædregruppen", weekday=4, from_time="19:00", start=date(2024, 9, 1))
    rows = window.start.lacking.table.rows.rows()
    assert [row.title for row in rows].count("Fædregruppen") == 8
    assert len(rows) == 10
    assert min(row.day for row in rows) == date(2025, 1, 16)


def test_a_meeting_that_did_not_take_place_leaves_the_list_with_its_reason(
    qtbot: QtBot, lacking: str, window: MainWindow, desk: Desk
) -> None:
    def say_why(dialog: CancelDialog) -> None:
        QTest.keyClicks(dialog.reason.line, "Sygdom")
        QTest.keyClick(dialog.reason.line, Key.Key_Return)

    answer(CancelDialog, say_why)
    QTest.mouseClick(window.start.lacking.buttons[1], Left)
    session = sessions.open_session(desk, lacking).session
    assert (session.state, session.cancel_reason) == (SessionState.CANCELLED, "Sygdom")
    assert window.start.lacking.heading.text() == "Mangler registrering"
    assert window.snackbar.isVisible()


def test_cancelling_is_left_with_escape_and_nothing_is_said(
    qtbot: QtBot, desk: Desk, group: str, window: MainWindow
) -> None:
    answer(CancelDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    QTest.keyClick(window.start.today.table, Key.Key_A, Alt)
    assert sessions.list_sessions(desk) == []
    come_back(qtbot, window)
    answer(CancelDialog, lambda dialog: QTest.keyClick(dialog.reason.line, Key.Key_Return))
    QTest.keyClick(window.start.today.table, Key.Key_A, Alt)
    assert [row.state for row in sessions.list_sessions(desk)] == [SessionState.CANCELLED]


def test_an_expected_meeting_is_skipped_by_key_and_a_draft_cannot_be(
    qtbot: QtBot, desk: Desk, group: str, lacking: str, window: MainWindow
) -> None:
    # The draft of the same day stands for the expected meeting only if it belongs to the series.
    card = window.start.lacking
    assert [row.state for row in card.table.rows.rows()] == [SessionState.PLANNED, expected.EXPECTED]
    assert not card.buttons[2].isEnabled()
    card.table.setFocus()
    QTest.keyClick(card.table, Key.Key_Down)
    assert card.buttons[2].isEnabled()
    QTest.keyClick(card.table, Key.Key_O, Alt)
    assert [row.id for row in card.table.rows.rows()] == [lacking]
    assert expected.skipped_days(desk, group, date(2025, 3, 1), TODAY) == [date(2025, 3, 4)]
    QTest.mouseClick(window.snackbar.undo, Left)
    assert len(card.table.rows.rows()) == 2


def test_a_meeting_on_a_holiday_is_asked_about(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    series.new_series(desk, title="Unge i dialog", weekday=1, from_time="17:00", start=date(2025, 3, 17))
    window.start.refresh()
    card = window.start.holidays
    assert card.isVisible()
    assert lines(card) == ["man 21.04.2025 17.00 Unge i dialog ? 2. påskedag: Holdes mødet?"]

    def to_tuesday(dialog: DayDialog) -> None:
        dialog.day.line.selectAll()
        QTest.keyClicks(dialog.day.line, "22.04.2025")
        QTest.keyClick(dialog.day.line, Key.Key_Return)

    answer(DayDialog, to_tuesday)
    QTest.mouseClick(card.buttons[2], Left)
    (row,) = sessions.list_sessions(desk)
    assert (row.day, row.state) == (date(2025, 4, 22), SessionState.PLANNED)
    assert card.isHidden()
    desk.undo()
    QTest.mouseClick(card.buttons[0], Left)
    assert card.isHidden()
    assert [row.holiday for row in expected.list_expected(desk, date(2025, 4, 21), date(2025, 4, 21))] == [""]


def test_meetings_that_nobody_counted_stand_in_a_list_of_their_own(
    qtbot: QtBot, desk: Desk, group: str, window: MainWindow
) -> None:
    id = expected.register(desk, group, date(2025, 3, 4), TODAY)
    assert window.start.not_counted.isHidden()
    sessions.save_session(desk, id, mode="ikke optalt")
    sessions.complete_session(desk, id)
    assert window.start.not_counted.heading.text() == "Ikke optalt (1)"
    QTest.mouseClick(window.start.not_counted.buttons[0], Left)
    assert window.activities.session._id == id


def test_only_what_is_due_is_shown_and_being_late_is_said_in_words(lacking: str, window: MainWindow) -> None:
    (row,) = window.start.due.table.rows.rows()
    model = window.start.due.table.rows
    assert row.overdue
    assert model.data(model.index(0, 0)) == "! Forfalden 10.03.2025"


def test_a_follow_up_is_postponed_by_a_click_or_to_a_day_and_done(
    qtbot: QtBot, lacking: str, window: MainWindow, desk: Desk
) -> None:
    def due() -> date | None:
        return follow_ups.list_follow_ups(desk, TODAY)[0].due

    answer(DayDialog, lambda dialog: QTest.mouseClick(dialog.steps[0], Left))
    QTest.mouseClick(window.start.due.buttons[1], Left)
    assert due() == TODAY + timedelta(weeks=1)

    def nonsense_then_a_day(dialog: DayDialog) -> None:
        dialog.day.line.selectAll()
        QTest.keyClicks(dialog.day.line, "engang")
        QTest.keyClick(dialog.day.line, Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.field.problem.isVisible()
        dialog.day.line.selectAll()
        QTest.keyClicks(dialog.day.line, "om 3 dage")
        QTest.keyClick(dialog.day.line, Key.Key_Return)

    answer(DayDialog, nonsense_then_a_day)
    QTest.mouseClick(window.start.due.buttons[1], Left)
    assert due() == TODAY + timedelta(days=3)
    QTest.mouseClick(window.start.due.buttons[0], Left)
    assert [row.text for row in follow_ups.list_follow_ups(desk, TODAY)] == ["Senere"]
    assert "10.04.2025" in window.start.due.sentence.text()


def test_follow_ups_are_saved_for_outlook(
    qtbot: QtBot, lacking: str, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "Opfølgninger.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    QTest.mouseClick(window.start.due.buttons[2], Left)
    content = chosen.read_text(encoding="utf-8")
    assert "20250310" in content
    assert "Ring" not in content
    assert window.snackbar.isVisible()


def test_what_the_steering_group_decided_stands_here_when_it_is_due(
    qtbot: QtBot, window: MainWindow, desk: Desk, lacking: str
) -> None:
    late = steering.new_decision(desk, None, "Find en kontaktperson", owner="ME", deadline=TODAY - timedelta(days=1))
    steering.new_decision(desk, None, "Plan for næste år", deadline=TODAY + timedelta(days=60))
    steering.new_decision(desk, None, "Uden frist")
    done = steering.new_decision(desk, None, "Er gjort", deadline=TODAY)
    steering.save_decision(desk, done, done=TODAY)
    shown = window.start.decisions
    assert len(lines(shown)) == 1
    assert "Forfalden" in lines(shown)[0]
    assert lines(shown)[0].endswith("Find en kontaktperson ME")
    QTest.mouseClick(shown.buttons[0], Left)
    decided = steering.get_decision(desk, late)
    assert decided is not None
    assert decided.done == TODAY
    assert shown.isHidden()
    desk.undo()
    shown.table.setFocus()
    QTest.keyClick(shown.table, Key.Key_Return)
    assert window.pages.currentWidget() is window.effort


def test_the_check_before_the_file_leads_to_a_meeting_that_was_only_expected(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    made = series.new_series(desk, title="Kvindegruppen", weekday=TODAY.isoweekday(), interval_weeks=1)
    series.save_series(desk, made, start=TODAY - timedelta(weeks=1))
    window.go("submission")
    listed = window.submission.findings
    qtbot.waitUntil(lambda: len(lines(listed)) == 1)
    assert "Mangler registrering" in lines(listed)[0]
    QTest.mouseClick(listed.buttons[0], Left)
    assert [row.day for row in sessions.list_sessions(desk)] == [TODAY - timedelta(weeks=1)]
    assert submission.check(desk, TODAY)[0].kind == "session"
    assert window.pages.currentWidget() is window.activities
