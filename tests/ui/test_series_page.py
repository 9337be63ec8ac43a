"""The series page: its expected meetings, and a change that is asked about so that the past stays as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.services import expected, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.series import Scope
from nsk_desktop.ui.asking import DayDialog, ScopeDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.series_page import SeriesPage
from tests import make
from tests.ui.conftest import TODAY
from tests.ui.test_list_pages import type_in
from tests.ui.test_start_page import answer, come_back, lines

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
START = date(2025, 2, 25)


@pytest.fixture
def group(desk: Desk) -> str:
    """A group on Tuesdays since two weeks, with its first meeting cancelled."""
    made = series.new_series(
        desk, title="Kvindegruppen", weekday=2, interval_weeks=1, from_time="18:00", place="Beboerhuset", start=START
    )
    expected.cancel(desk, made, START, "Sygdom")
    return made


@pytest.fixture
def page(group: str, window: MainWindow) -> SeriesPage:
    """The page of the group."""
    window.go("series", group)
    return window.activities.lists.series


def choose(scope: Scope) -> Callable[[ScopeDialog], None]:
    """Choose a scope with Space and press the button."""

    def act(dialog: ScopeDialog) -> None:
        QTest.keyClick(dialog.choices[scope], Key.Key_Space)
        QTest.mouseClick(dialog.go_on, Left)

    return act


def places(desk: Desk, group: str) -> list[str]:
    rows = expected.list_expected(desk, date(2025, 3, 4), date(2025, 3, 25), group)
    return [f"{row.day:%d.%m} {row.place}" for row in rows]


def test_what_lacks_and_what_comes_stands_over_the_form_and_how_it_went_in_numbers(
    page: SeriesPage, desk: Desk
) -> None:
    assert lines(page.meetings)[:3] == [
        "tir 04.03. 18.00 ! mangler registrering",
        "tir 11.03. 18.00 ! mangler registrering",
        "tir 18.03. 18.00 ○ forventet",
    ]
    assert page.standing.text() == "0 møder holdt · 1 aflyst"


def test_a_new_place_for_the_following_meetings_leaves_the_earlier_ones(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str
) -> None:
    page.meetings.table.choose(page.meetings.table.rows.rows()[2].id)
    assert "18.03.2025" in page.as_of.text()
    answer(ScopeDialog, choose(Scope.FOLLOWING))
    type_in(page.form.entry("place"), "Klubben")
    assert places(desk, group) == ["04.03 Beboerhuset", "11.03 Beboerhuset", "18.03 Klubben", "25.03 Klubben"]
    page.meetings.table.choose(page.meetings.table.rows.rows()[1].id)
    assert page.form.entry("place").value() == "Beboerhuset"
    desk.undo()
    assert places(desk, group)[2] == "18.03 Beboerhuset"


def test_only_this_meeting_becomes_a_planned_one(qtbot: QtBot, page: SeriesPage, desk: Desk, group: str) -> None:
    page.meetings.table.choose(page.meetings.table.rows.rows()[2].id)
    answer(ScopeDialog, choose(Scope.ONE))
    type_in(page.form.entry("place"), "Skolen")
    assert places(desk, group) == ["04.03 Beboerhuset", "11.03 Beboerhuset", "25.03 Beboerhuset"]
    assert "tir 18.03. 18.00 ○ Planlagt" in lines(page.meetings)


def test_all_coming_ones_are_answered_by_enter_and_what_was_chosen_is_offered_next_time(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, window: MainWindow
) -> None:
    answer(ScopeDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    type_in(page.form.entry("place"), "Klubben")
    assert places(desk, group) == ["04.03 Beboerhuset", "11.03 Klubben", "18.03 Klubben", "25.03 Klubben"]
    come_back(qtbot, window)
    answer(ScopeDialog, choose(Scope.ONE))
    type_in(page.form.entry("to_time"), "19")
    come_back(qtbot, window)
    seen: list[Scope] = []

    def look(dialog: ScopeDialog) -> None:
        seen.append(dialog.chosen())
        dialog.reject()

    answer(ScopeDialog, look)
    type_in(page.form.entry("place"), "Skolen")
    assert seen == [Scope.ONE]


def test_a_change_that_is_given_up_leaves_the_field_as_it_was(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str
) -> None:
    answer(ScopeDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    type_in(page.form.entry("place"), "Klubben")
    assert page.form.entry("place").value() == "Beboerhuset"
    assert desk.undo_label is not None
    assert "Aflys" in desk.undo_label


def test_of_one_meeting_alone_no_interval_is_asked_for(qtbot: QtBot, page: SeriesPage) -> None:
    offered: list[set[Scope]] = []

    def look(dialog: ScopeDialog) -> None:
        offered.append(set(dialog.choices))
        dialog.reject()

    answer(ScopeDialog, look)
    type_in(page.form.entry("interval_weeks"), "2")
    assert offered == [{Scope.FOLLOWING, Scope.ALL}]


def test_a_title_is_changed_without_a_question(qtbot: QtBot, page: SeriesPage, desk: Desk, group: str) -> None:
    type_in(page.form.entry("title"), "Kvinder i Mimers")
    made = series.get(desk, group)
    assert made is not None
    assert made.title == "Kvinder i Mimers"


def test_an_expected_meeting_is_moved_by_keyboard(qtbot: QtBot, page: SeriesPage, desk: Desk) -> None:
    page.meetings.table.choose(page.meetings.table.rows.rows()[2].id)

    def tomorrow(dialog: DayDialog) -> None:
        assert dialog.day.line.text() == "19.03.2025"
        QTest.keyClick(dialog.day.line, Key.Key_Down)
        QTest.keyClick(dialog.day.line, Key.Key_Return)

    answer(DayDialog, tomorrow)
    page.meetings.buttons[1].setFocus()
    QTest.keyClick(page.meetings.buttons[1], Key.Key_Space)
    assert [row.day for row in sessions.list_sessions(desk, first=TODAY)] == [date(2025, 3, 20)]


def test_a_series_without_a_weekday_says_how_to_be_reminded(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("activities", "new-series")
    page = window.activities.lists.series
    assert page.meetings.sentence.text() == "Vælg en ugedag herunder, så minder programmet dig om møderne."
    page.form.entry("weekday").set_value(2)
    page.form.entry("weekday").committed.emit()
    assert page.meetings.table.rows.rows()[0].day == TODAY


def test_the_new_meeting_of_a_series_is_the_one_expected_today(qtbot: QtBot, page: SeriesPage, desk: Desk) -> None:
    QTest.mouseClick(page.meet, Left)
    (today,) = sessions.list_sessions(desk, first=TODAY)
    with desk.store.read() as read:
        from nsk_desktop.domain.records import Session

        made = read.get(Session, today.id)
    assert made is not None
    assert made.expected_on == TODAY


def test_the_page_of_a_meeting_says_how_many_are_expected(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, window: MainWindow
) -> None:
    type_in(page.form.entry("expected"), "14")
    QTest.mouseClick(page.meet, Left)
    assert window.activities.session.foot.parts.text() == "ingen endnu · 14 ventet"


def test_what_two_laptops_disagree_about_is_decided_on_the_page(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, tmp_path: Path
) -> None:
    with make.desk(tmp_path / "andet", author="CD") as other:
        other.store.receive(desk.store.journal())
        for each, place in ((desk, "Klubben"), (other, "Skolen")):
            series.change_plan(each, group, {"place": place}, Scope.ALL, TODAY, TODAY)
        desk.store.receive(other.store.journal())
    page.refresh()
    (notice,) = page.plan_conflicts.notices
    chosen = next(each for each in notice.buttons if each.text().startswith("Klubben"))
    QTest.mouseClick(chosen, Left)
    assert page.plan_conflicts.isHidden()
    assert places(desk, group)[-1] == "25.03 Klubben"


def test_the_coming_meetings_are_saved_for_outlook(
    qtbot: QtBot, page: SeriesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "Møder.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    QTest.mouseClick(page.outlook, Left)
    content = chosen.read_text(encoding="utf-8")
    assert "20250311T180000" in content
    assert (TODAY + timedelta(weeks=1)).strftime("%Y%m%d") in content
    assert "Kvinde" not in content


def times(desk: Desk, group: str) -> list[str]:
    rows = expected.list_expected(desk, date(2025, 3, 4), date(2025, 3, 25), group)
    return [f"{row.day:%d.%m} {row.from_time}-{row.to_time}" for row in rows]


def test_from_and_to_are_one_change_and_one_question(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, window: MainWindow
) -> None:
    asked: list[str] = []

    def note(dialog: ScopeDialog) -> None:
        asked.append(dialog.choices[Scope.ALL].accessibleDescription())
        choose(Scope.FOLLOWING)(dialog)

    page.meetings.table.choose(page.meetings.table.rows.rows()[2].id)
    type_in(page.form.entry("from_time"), "17")
    assert asked == []
    assert times(desk, group)[2] == "18.03 18:00-None", "control: nothing is changed before it is answered"
    answer(ScopeDialog, note)
    type_in(page.form.entry("to_time"), "19")
    assert asked == ["Fra, Til"]
    assert times(desk, group) == ["04.03 18:00-None", "11.03 18:00-None", "18.03 17:00-19:00", "25.03 17:00-19:00"]
    desk.undo()
    assert times(desk, group)[2] == "18.03 18:00-None", "one step to undo"


def test_a_from_that_is_followed_by_no_new_to_is_asked_about_when_the_times_are_left(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str
) -> None:
    type_in(page.form.entry("from_time"), "17")
    answer(ScopeDialog, choose(Scope.ONE))
    QTest.keyClick(page.form.entry("to_time").target(), Key.Key_Tab)
    assert "tir 11.03. 17.00 ! Mangler 3 ting" in lines(page.meetings)


def test_given_up_both_times_are_as_they_were(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, window: MainWindow
) -> None:
    type_in(page.form.entry("from_time"), "17")
    answer(ScopeDialog, lambda dialog: dialog.reject())
    type_in(page.form.entry("to_time"), "19")
    assert [page.form.entry(name).words() for name in ("from_time", "to_time")] == ["18.00", ""]
    window.context.drafts.write()
    assert desk.store.drafts() == []


def test_a_time_that_waits_is_asked_about_before_the_page_is_left(
    qtbot: QtBot, page: SeriesPage, desk: Desk, group: str, window: MainWindow
) -> None:
    type_in(page.form.entry("from_time"), "17")
    answer(ScopeDialog, choose(Scope.ALL))
    window.go("start")
    assert times(desk, group)[2] == "18.03 17:00-None"
