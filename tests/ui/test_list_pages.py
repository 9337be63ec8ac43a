"""Lists with a form: meetings and series, participants, actors and bridges."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import BridgeStatus, PairVerdict
from nsk_desktop.services import actors, bridges, follow_ups, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.widgets.button import PushButton
from tests.ui.conftest import TODAY

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


def type_in(entry: object, text: str) -> None:
    """Type into an entry as a person does, and leave it with Tab."""
    target = entry.target()  # type: ignore[attr-defined]
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, text)
    QTest.keyClick(target, Key.Key_Tab)


def test_the_list_of_meetings_is_filtered_and_the_filter_cleared(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    sessions.new_session(desk, title="Kvindegruppen", day=TODAY, themes=["T2"])
    sessions.new_session(desk, title="Fædregruppen", day=date(2024, 3, 1), themes=["T3"])
    window.go("activities")
    lists = window.activities.lists
    assert [row.title for row in lists.table.rows.rows()] == ["Kvindegruppen", "Fædregruppen"]
    QTest.keyClick(window, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lists.text, "faed")
    assert [row.title for row in lists.table.rows.rows()] == ["Fædregruppen"]
    QTest.keyClicks(lists.text, "xx")
    assert lists.none_fit.isVisible()
    QTest.mouseClick(lists.none_fit.findChildren(PushButton)[0], Left)
    assert len(lists.table.rows.rows()) == 2


def test_a_series_is_made_and_a_meeting_of_it_knows_everything(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("activities", "new-series")
    page = window.activities.lists.series
    assert page.form.entry("title").line.hasFocus()
    type_in(page.form.entry("title"), "Kvindegruppen")
    type_in(page.form.entry("from_time"), "1830")
    QTest.keyClick(page.form.entry("themes").boxes["T2"], Key.Key_Space)
    (row,) = series.list_series(desk)
    made = series.get(desk, row.id)
    assert made is not None
    assert (made.title, made.from_time, made.themes) == ("Kvindegruppen", "18:30", ["T2"])
    QTest.mouseClick(page.meet, Left)
    session = sessions.open_session(desk, window.activities.session._id).session
    assert (session.title, session.from_time, session.themes, session.day) == (
        "Kvindegruppen",
        "18:30",
        ["T2"],
        TODAY,
    )


def test_a_participant_is_found_without_danish_letters_and_changed(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    id = people.new_participant(desk, "Åse Ødegård")
    people.new_participant(desk, "Zahra")
    window.go("participants")
    QTest.keyClicks(window.participants.list.text, "odegard")
    assert [row.id for row in window.participants.list.table.rows.rows()] == [id]
    type_in(window.participants.list.form.entry("birth_year"), "1985")
    person = people.get(desk, id)
    assert person is not None
    assert person.birth_year == 1985
    assert window.participants.list.table.rows.rows()[0].age_band == "30-59"


def test_a_birth_year_that_is_none_is_refused_under_the_field(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    id = people.new_participant(desk, "Zahra")
    window.go("participants", id)
    type_in(window.participants.list.form.entry("birth_year"), "85")
    field = window.participants.list.form.fields["birth_year"]
    assert field.problem.isVisible()
    assert field.entry.target().text() == "85"  # type: ignore[attr-defined]
    person = people.get(desk, id)
    assert person is not None
    assert person.birth_year is None


def test_two_participants_are_said_to_be_maybe_the_same_then_joined_and_taken_back(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    one, other = people.new_participant(desk, "Amina Yusuf"), people.new_participant(desk, "Amina Yousef")
    window.go("participants", one)
    page = window.participants.list
    page.other.line.setFocus()
    QTest.keyClicks(page.other.line, "you")
    QTest.keyClick(page.other._popup, Key.Key_Return)
    (pair,) = people.list_pairs(desk)
    assert (pair.verdict, {pair.first.id, pair.second.id}) == (PairVerdict.POSSIBLY, {one, other})
    same = next(each for each in page.pairs.findChildren(PushButton) if each.text() == "Samme person")
    QTest.mouseClick(same, Left)
    assert people.list_pairs(desk)[0].verdict == PairVerdict.SAME
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert people.list_pairs(desk)[0].verdict == PairVerdict.POSSIBLY


def test_a_bridge_is_built_by_keyboard_with_an_actor_made_on_the_way(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    school = actors.new_actor(desk, "Mimers Skole", sector="skole")
    QTest.keyClick(window, Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.actors.bridges
    begin, end = page.form.entry("from_actor_id"), page.form.entry("to_actor_id")
    assert begin.line.hasFocus()
    QTest.keyClicks(begin.line, "mim")
    QTest.keyClick(begin._popup, Key.Key_Return)
    end.line.setFocus()
    QTest.keyClicks(end.line, "Mødreforeningen")
    QTest.keyClick(end._popup, Key.Key_Return)
    (row,) = bridges.list_bridges(desk)
    assert (row.from_label, row.to_label, row.day) == ("Mimers Skole", "Mødreforeningen", TODAY)
    made = bridges.get(desk, row.id)
    assert made is not None
    assert made.from_actor_id == school
    QTest.keyClicks(page.follow_up.day.line, "om 2 uger")
    QTest.mouseClick(page.follow_up.add, Left)
    (due,) = follow_ups.list_follow_ups(desk, TODAY)
    assert (due.due, due.about_id) == (date(2025, 3, 25), row.id)


def test_a_step_of_a_bridge_gets_its_day(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    id = bridges.new_bridge(desk, day=date(2025, 3, 1))
    window.go("bridges", id)
    entry = window.actors.bridges.form.entry("status")
    entry.box.setFocus()
    entry.set_value(BridgeStatus.FIRST_MEETING)
    entry.committed.emit()
    made = bridges.get(desk, id)
    assert made is not None
    assert (made.status, made.first_meeting_on) == (BridgeStatus.FIRST_MEETING, TODAY)
    assert "Første møde holdt 11.03.2025" in window.actors.bridges.steps.text()


def test_a_follow_up_without_a_day_is_asked_for(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("bridges", bridges.new_bridge(desk, day=TODAY))
    page = window.actors.bridges
    QTest.mouseClick(page.follow_up.add, Left)
    assert page.follow_up.day_field.problem.isVisible()
    assert follow_ups.list_follow_ups(desk, TODAY) == []


def test_a_deleted_actor_leaves_the_list_and_comes_back(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    actors.new_actor(desk, "Mimers Skole")
    window.go("actors")
    page = window.actors.list
    QTest.mouseClick(page.delete_button, Left)
    assert actors.list_actors(desk) == []
    assert page.empty.isVisible()
    QTest.mouseClick(window.snackbar.undo, Left)
    assert [row.name for row in page.table.rows.rows()] == ["Mimers Skole"]


@pytest.mark.parametrize("place", ["participants", "actors", "bridges", "activities"])
def test_an_empty_page_says_what_will_come_there(window: MainWindow, place: str) -> None:
    window.go(place)
    page = {
        "participants": lambda: window.participants.list.empty,
        "actors": lambda: window.actors.list.empty,
        "bridges": lambda: window.actors.bridges.empty,
        "activities": lambda: window.activities.lists.none,
    }[place]()
    assert page.isVisible()
    assert page.sentence.text()
