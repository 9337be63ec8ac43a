"""The calendar by keys and by mouse: from day to day, from week to week, and into a meeting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.services import expected, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.asking import DayDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.calendar_page import CalendarPage, week_heading
from tests.ui.conftest import TODAY
from tests.ui.test_start_page import answer

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def group(desk: Desk) -> str:
    return series.new_series(
        desk,
        title="Kvindegruppen",
        weekday=2,
        from_time="18:00",
        to_time="20:00",
        place="Beboerhuset",
        start=date(2025, 3, 4),
    )


@pytest.fixture
def page(group: str, window: MainWindow) -> CalendarPage:
    window.go("calendar")
    made = window.activities.lists.calendar
    made.table.setFocus()
    return made


def cell(page: CalendarPage, row: int, column: int) -> str:
    return str(page.table.days.data(page.table.days.index(row, column)) or "")


def heads(page: CalendarPage) -> list[str]:
    model = page.table.days
    return [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(7)]


def test_the_week_of_today_is_shown_with_its_number_and_each_state_in_words(page: CalendarPage, desk: Desk) -> None:
    assert page.heading.text() == "uge 11 · 10.–16. marts 2025"
    assert heads(page)[:2] == ["man 10.03.\n", "tir 11.03.\ni dag"]
    assert cell(page, 0, 1) == "18.00–20.00\nKvindegruppen\nBeboerhuset\n! mangler registrering"
    spoken = page.table.days.data(page.table.days.index(0, 1), SPOKEN)
    assert spoken == "tirsdag den 11. marts 2025, 18.00–20.00, Kvindegruppen, Beboerhuset, ! mangler registrering"
    assert page.table.days.data(page.table.days.index(0, 3), SPOKEN) == "torsdag den 13. marts 2025, intet møde"


def test_held_planned_expected_and_cancelled_meetings_say_so(page: CalendarPage, desk: Desk, group: str) -> None:
    held = expected.register(desk, group, date(2025, 3, 4), TODAY)
    sessions.save_session(desk, held, type="dialogmøde", themes=["T2"], mode="anonym optælling")
    sessions.set_headcount(desk, held, low=5)
    sessions.complete_session(desk, held)
    expected.cancel(desk, group, date(2025, 3, 18))
    expected.move(desk, group, date(2025, 3, 25), date(2025, 3, 27))
    said = []
    for day, column in ((4, 1), (18, 1), (27, 3)):
        page.show_day(date(2025, 3, day))
        said.append(cell(page, 0, column).splitlines()[-1])
    page.show_day(date(2025, 4, 1))
    assert [*said, cell(page, 0, 1).splitlines()[-1]] == ["✓ 0 + 5", "– Aflyst", "○ Planlagt", "○ forventet"]


def test_holidays_are_named(page: CalendarPage, desk: Desk) -> None:
    page.show_day(date(2025, 4, 21))
    assert heads(page)[0] == "man 21.04.\n2. påskedag"
    assert week_heading(date(2024, 12, 30)) == "uge 1 · 30. december 2024 – 5. januar 2025"


def test_keys_go_from_day_to_day_and_over_the_edge_into_the_next_week(qtbot: QtBot, page: CalendarPage) -> None:
    table = page.table
    assert table.current() == (TODAY, page._chosen())
    for _day in range(5):
        QTest.keyClick(table, Key.Key_Right)
    assert page.heading.text().startswith("uge 11")
    QTest.keyClick(table, Key.Key_Right)
    current = table.current()
    assert current is not None
    assert current[0] == date(2025, 3, 17)
    QTest.keyClick(table, Key.Key_Left)
    assert page.heading.text().startswith("uge 11")
    QTest.keyClick(table, Key.Key_PageDown)
    QTest.keyClick(table, Key.Key_PageDown)
    assert page.heading.text().startswith("uge 13")
    QTest.keyClick(table, Key.Key_Home)
    current = table.current()
    assert current is not None
    assert current[0] == TODAY


def test_buttons_turn_the_weeks_too(qtbot: QtBot, page: CalendarPage) -> None:
    QTest.mouseClick(page.before, Left)
    assert page.heading.text().startswith("uge 10")
    QTest.mouseClick(page.after, Left)
    QTest.mouseClick(page.after, Left)
    assert page.heading.text().startswith("uge 12")
    QTest.mouseClick(page.now, Left)
    assert page.heading.text().startswith("uge 11")


def test_enter_registers_the_meeting_of_the_cell(
    qtbot: QtBot, page: CalendarPage, window: MainWindow, desk: Desk
) -> None:
    QTest.keyClick(page.table, Key.Key_Return)
    (row,) = sessions.list_sessions(desk)
    assert window.activities.session._id == row.id
    assert window.activities.currentWidget() is window.activities.session


def test_enter_on_an_empty_day_begins_a_meeting_of_that_day(
    qtbot: QtBot, page: CalendarPage, window: MainWindow, desk: Desk
) -> None:
    QTest.keyClick(page.table, Key.Key_Right)
    QTest.keyClick(page.table, Key.Key_Return)
    (row,) = sessions.list_sessions(desk)
    assert (row.day, row.state) == (date(2025, 3, 12), SessionState.PLANNED)


def test_a_meeting_is_moved_to_another_day_without_the_mouse(qtbot: QtBot, page: CalendarPage, desk: Desk) -> None:
    def to_friday(dialog: DayDialog) -> None:
        dialog.day.line.selectAll()
        QTest.keyClicks(dialog.day.line, "fredag")
        QTest.keyClick(dialog.day.line, Key.Key_Return)

    answer(DayDialog, to_friday)
    page.move_button.setFocus()
    QTest.keyClick(page.move_button, Key.Key_Space)
    assert cell(page, 0, 1) == ""
    assert "Kvindegruppen" in cell(page, 0, 4)
    assert page.table.hasFocus() or page.table is page.table.window().focusWidget()


def test_the_menu_offers_only_what_can_be_done(page: CalendarPage, desk: Desk, group: str) -> None:
    def offered() -> dict[str, bool]:
        return {each.text(): each.isEnabled() for each in page.make_menu().actions() if each.text()}

    assert offered() == {
        "Åbn eller registrér": True,
        "Flyt …": True,
        "Aflyst …": True,
        "Spring over": True,
        "Nyt møde denne dag": True,
    }
    expected.cancel(desk, group, TODAY)
    page.table.choose(0, 1)
    assert offered() == {
        "Åbn eller registrér": True,
        "Flyt …": False,
        "Aflyst …": False,
        "Spring over": False,
        "Nyt møde denne dag": True,
    }
    page.table.choose(0, 3)
    assert offered() == {"Nyt møde denne dag": True}


def test_the_list_of_meetings_can_show_only_those_that_nobody_counted(
    qtbot: QtBot, page: CalendarPage, window: MainWindow, desk: Desk, group: str
) -> None:
    for day, mode in ((date(2025, 3, 4), "ikke optalt"), (TODAY, "anonym optælling")):
        id = expected.register(desk, group, day, TODAY)
        sessions.save_session(desk, id, type="dialogmøde", themes=["T2"], mode=mode)
        if mode != "ikke optalt":
            sessions.set_headcount(desk, id, low=5)
        sessions.complete_session(desk, id)
    lists = window.activities.lists
    lists.tabs.setCurrentIndex(0)
    assert len(lists.table.rows.rows()) == 2
    lists.not_counted.setFocus()
    QTest.keyClick(lists.not_counted, Key.Key_Space)
    assert [row.day for row in lists.table.rows.rows()] == [date(2025, 3, 4)]
