"""The meeting page, driven as a coordinator does it: by keyboard, every field saved at once."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import Mode, Presence
from nsk_desktop.services import actors, follow_ups, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from nsk_desktop.ui.pages.session_page import SessionPage
from tests.ui.conftest import TODAY

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Ctrl = Qt.KeyboardModifier.ControlModifier
NAMES = ["Amina", "Åse Ødegård", "Fatma", "Leyla Yıldız", "Sol"]


@pytest.fixture
def group(desk: Desk) -> str:
    """A women's group that met last week, with five people there."""
    id = series.new_series(
        desk,
        title="Kvindegruppen",
        type="netværks-/kvindegruppe",
        themes=["T2"],
        target_groups=["M1"],
        from_time="18:00",
        place="Beboerhuset",
    )
    last = sessions.new_in_series(desk, id, date(2025, 3, 4))
    for name in NAMES:
        people.new_and_present(desk, last, name, gender="kvinde", age_band="30-59")
    sessions.complete_session(desk, last)
    return id


@pytest.fixture
def tonight(group: str, desk: Desk) -> str:
    return sessions.new_in_series(desk, group, TODAY)


@pytest.fixture
def page(tonight: str, window: MainWindow) -> SessionPage:
    """The meeting of tonight, open."""
    window.go("activities", tonight)
    return window.activities.session


def focused() -> QWidget:
    """The widget that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def present(desk: Desk, id: str) -> set[str]:
    return {row.name for row in sessions.open_session(desk, id).roster if row.status == Presence.PRESENT}


def test_tonights_meeting_takes_few_keys(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    """Daily job (a): as last time, one did not come, one came back, five without a name, finished."""
    keys = 0
    press(qtbot, Key.Key_S, Alt)
    keys += 1
    for typed in ("am",):
        QTest.keyClicks(focused(), typed)
        press(qtbot, Key.Key_Space)
        keys += len(typed) + 1
    press(qtbot, Key.Key_U, Alt)
    QTest.keyClicks(focused(), "5")
    press(qtbot, Key.Key_Tab)
    QTest.keyClicks(focused(), "2")
    press(qtbot, Key.Key_Return, Ctrl)
    keys += 5
    page_after = sessions.open_session(desk, tonight)
    assert present(desk, tonight) == set(NAMES) - {"Amina"}
    assert [(cell.low, cell.high, cell.first_time) for cell in page_after.headcounts] == [(5, 5, 2)]
    assert page_after.session.completed
    assert page_after.session.mode == Mode.MIXED
    assert keys <= 25


def test_letters_without_accents_find_the_person_and_the_line_clears(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    for typed in ("odeg", "yildiz"):
        QTest.keyClicks(page.roster.line, typed)
        assert len([mark for mark in page.roster.table.rows.rows() if not mark.is_new]) == 1
        press(qtbot, Key.Key_Space)
        assert page.roster.line.text() == ""
        assert page.roster.line.hasFocus()
    assert present(desk, tonight) == {"Åse Ødegård", "Leyla Yıldız"}


def test_space_in_the_list_takes_the_mark_away_again(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    table = page.roster.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Key.Key_Space)
    assert len(present(desk, tonight)) == 1
    QTest.keyClick(table, Key.Key_Space)
    assert present(desk, tonight) == set()


def test_a_box_is_ticked_by_mouse(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    table = page.roster.table
    at = table.visualRect(table.rows.index(0, 0))
    at.setWidth(34)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at.center())
    assert len(present(desk, tonight)) == 1


def test_somebody_known_from_another_group_is_offered(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    people.new_participant(desk, "Zahra")
    QTest.keyClicks(page.roster.line, "zah")
    press(qtbot, Key.Key_Return)
    assert present(desk, tonight) == {"Zahra"}


def test_somebody_new_is_made_in_the_same_list(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewParticipantDialog)
        assert dialog.alias.line.text() == "Nadia Ny"
        dialog.age.set_value("18-29")
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)

    QTest.keyClicks(page.roster.line, "Nadia Ny")
    assert page.roster.table.current().is_new
    QTimer.singleShot(0, answer)
    press(qtbot, Key.Key_Return)
    row = next(row for row in sessions.open_session(desk, tonight).roster if row.name == "Nadia Ny")
    assert (row.status, row.age_band) == (Presence.PRESENT, "18-29")


def test_the_dialog_for_somebody_new_says_who_is_like_them(group: str, window: MainWindow, qtbot: QtBot) -> None:
    dialog = NewParticipantDialog(window, window.context, "Amina")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.like.found))
    assert "Amina (sidst set 04.03.2025 i Kvindegruppen)" in dialog.like.sentence.text()
    dialog.alias.line.setText("Ingen af dem")
    qtbot.waitUntil(dialog.like.isHidden)


def test_each_field_is_saved_when_it_is_left(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    place = page.form.entry("place").line
    place.setFocus()
    place.selectAll()
    QTest.keyClicks(place, "Biblioteket")
    QTest.keyClick(place, Key.Key_Tab)
    assert sessions.open_session(desk, tonight).session.place == "Biblioteket"
    QTest.keyClick(focused(), Key.Key_Z, Ctrl)
    assert sessions.open_session(desk, tonight).session.place == "Beboerhuset"
    assert place.text() == "Beboerhuset"


def test_a_bad_date_is_said_under_the_field_and_saves_nothing(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    field = page.form.fields["day"]
    line = field.entry.target()
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "31/2")
    QTest.keyClick(line, Key.Key_Tab)
    assert "findes ikke" in field.problem.text()
    sessions.save_session(desk, tonight, place="Et andet sted")
    assert line.text() == "31/2"  # type: ignore[attr-defined]
    assert sessions.open_session(desk, tonight).session.day == TODAY
    QTest.keyClick(page, Key.Key_Return, Ctrl)
    assert not sessions.open_session(desk, tonight).session.completed


def test_finishing_too_early_shows_what_is_missing_and_goes_there(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    id = sessions.new_session(desk, title="Åbent hus", day=TODAY, type="åbent arrangement", state="afholdt")
    window.go("activities", id)
    page = window.activities.session
    QTest.keyClick(page, Key.Key_Return, Ctrl)
    assert page.form.fields["themes"].problem.isVisible()
    assert page.form.entry("themes").boxes["T1"].hasFocus()
    assert not sessions.open_session(desk, id).session.completed
    QTest.keyClick(page.form.entry("themes").boxes["T1"], Key.Key_Space)
    assert not page.form.fields["themes"].problem.isVisible()
    assert sessions.open_session(desk, id).session.themes == ["T1"]


def test_not_counted_is_not_zero(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    QTest.mouseClick(page.mode.buttons[Mode.NOT_COUNTED], Qt.MouseButton.LeftButton)
    assert sessions.open_session(desk, tonight).session.mode == Mode.NOT_COUNTED
    assert page.foot.total.text() == "Ikke optalt"


def test_an_estimate_by_age_and_gender_is_kept_per_cell(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    QTest.mouseClick(page.counter.split, Qt.MouseButton.LeftButton)
    entry = page.counter.spans["13-17", "mand"]
    entry.line.setFocus()
    QTest.keyClicks(entry.line, "4-6")
    QTest.keyClick(entry.line, Key.Key_Tab)
    (cell,) = sessions.open_session(desk, tonight).headcounts
    assert (cell.age_band, cell.gender, cell.low, cell.high) == ("13-17", "mand", 4, 6)
    assert page.foot.total.text() == "4-6"


def test_a_co_host_that_is_not_known_is_made_on_the_way(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    hosts = page.form.entry("hosts")
    hosts.line.line.setFocus()
    QTest.keyClicks(hosts.line.line, "Mødreforeningen")
    QTest.keyClick(hosts.line._popup, Key.Key_Return)
    (actor,) = actors.list_actors(desk)
    assert actor.name == "Mødreforeningen"
    assert sessions.open_session(desk, tonight).session.hosts == [{"actor": actor.id, "role": "medarrangør"}]


def test_a_follow_up_is_written_as_people_say_it(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    QTest.keyClicks(page.follow_up.text.line, "Ring til skolen")
    QTest.keyClicks(page.follow_up.day.line, "om 2 uger")
    QTest.mouseClick(page.follow_up.add, Qt.MouseButton.LeftButton)
    (row,) = follow_ups.list_follow_ups(desk, TODAY)
    assert (row.due, row.text, row.about_id) == (date(2025, 3, 25), "Ring til skolen", tonight)


def test_undo_takes_a_mark_back_while_the_search_line_has_the_focus(
    qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str
) -> None:
    QTest.keyClicks(page.roster.line, "sol")
    press(qtbot, Key.Key_Space)
    assert present(desk, tonight) == {"Sol"}
    assert page.roster.line.hasFocus()
    press(qtbot, Key.Key_Z, Ctrl)
    assert present(desk, tonight) == set()


def test_the_next_meeting_keeps_day_place_and_theme(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    page.roster.marked.emit(sessions.open_session(desk, tonight).roster[0].participant_id, Presence.PRESENT)
    QTest.mouseClick(page.finish_new, Qt.MouseButton.LeftButton)
    new = sessions.open_session(desk, page._id).session
    assert new.id != tonight
    assert (new.day, new.place, new.themes, new.completed) == (TODAY, "Beboerhuset", ["T2"], False)


def test_a_finished_meeting_can_be_opened_again(qtbot: QtBot, page: SessionPage, desk: Desk, tonight: str) -> None:
    page.roster.marked.emit(sessions.open_session(desk, tonight).roster[0].participant_id, Presence.PRESENT)
    QTest.keyClick(page, Key.Key_Return, Ctrl)
    page.context.go("activities", tonight)
    QTest.mouseClick(page.reopen, Qt.MouseButton.LeftButton)
    assert not sessions.open_session(desk, tonight).session.completed


def test_what_one_meeting_lacks_is_not_said_of_the_next(window: MainWindow, desk: Desk, tonight: str) -> None:
    window.go("activities", sessions.new_session(desk, state="afholdt"))
    page = window.activities.session
    page._complete()
    assert page.form.fields["type"].problem.text()
    window.go("activities", tonight)
    assert not page.form.fields["type"].problem.text()
