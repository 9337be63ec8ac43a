"""The way back leads to where one came from, record by record, with keys and with the mouse's own buttons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.back_and_forward import Stop, Trail
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.recent_card import RecentCard
from tests.ui.conftest import TODAY

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def meeting(desk: Desk) -> str:
    return sessions.new_session(desk, title="Kvindegruppen", day=TODAY)


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: MainWindow, key: Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_back_from_a_meeting_returns_to_where_one_came_from(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    person = people.new_participant(window.context.desk, "Solsikke")
    window.go("participants", person)
    window.go("activities", meeting)
    press(window, Key.Key_Left, Alt)
    assert window._shown_stop() == Stop("participants", person)
    press(window, Key.Key_Left, Alt)
    assert window.pages.currentWidget() is window.start
    press(window, Key.Key_Right, Alt)
    press(window, Key.Key_Right, Alt)
    assert window._shown_stop() == Stop("activities", meeting)
    press(window, Key.Key_Right, Alt)
    assert window._shown_stop() == Stop("activities", meeting), "there is nothing further"


def test_back_from_a_meeting_that_was_opened_in_the_list_shows_the_list(
    qtbot: QtBot, meeting: str, window: MainWindow
) -> None:
    window.go("activities")
    window.go("activities", meeting)
    press(window, Key.Key_Left, Alt)
    assert window.activities.currentWidget() is window.activities.lists
    assert window.navigation.currentRow() == 1


def test_a_meeting_put_away_is_a_step_that_one_can_go_back_over(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    window.go("activities", meeting)
    window.activities.session._leave()
    press(window, Key.Key_Left, Alt)
    assert window.activities.currentWidget() is window.activities.session
    press(window, Key.Key_Left, Alt)
    assert window.pages.currentWidget() is window.start


def test_the_row_that_was_chosen_before_leaving_is_chosen_again(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    first, second = (actors.new_actor(desk, name=name) for name in ("Biblioteket", "Skolen"))
    window.go("actors", first)
    window.actors.list.table.choose(second)
    window.go("start")
    press(window, Key.Key_Left, Alt)
    assert window._shown_stop() == Stop("actors", second)


def test_a_tab_is_come_back_to(qtbot: QtBot, window: MainWindow) -> None:
    window.go("contacts")
    window.go("start")
    press(window, Key.Key_Left, Alt)
    assert window.actors.shown_name() == "contacts"


def test_the_mouse_has_buttons_for_it(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    window.go("activities", meeting)
    handle = window.windowHandle()
    middle = QPoint(window.width() // 2, window.height() // 2)
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, pos=middle)
    assert window.pages.currentWidget() is window.start
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, pos=middle)
    assert window._shown_stop() == Stop("activities", meeting)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=middle)
    assert window._shown_stop() == Stop("activities", meeting), "control: another button"


def test_what_was_being_written_is_saved_on_the_way_back(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    window.go("activities", meeting)
    line = window.activities.session.form.entry("place").target()
    line.setFocus()
    QTest.keyClicks(line, "Haven")
    press(window, Key.Key_Left, Alt)
    assert sessions.open_session(window.context.desk, meeting).session.place == "Haven"


def test_f6_goes_through_the_parts_of_the_window_and_round(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    actors.new_actor(desk, name="Skolen")
    window.go("actors")
    window.navigation.setFocus()
    seen = []
    for _step in range(4):
        QTest.keyClick(focused(), Key.Key_F6)
        list_page = window.actors.list
        places = {
            "bar": window.toolbar,
            "pages": window.navigation,
            "list": list_page.table,
            "record": list_page.detail,
        }
        seen += [name for name, part in places.items() if part is focused() or part.isAncestorOf(focused())]
    assert seen == ["list", "record", "bar", "pages"]
    QTest.keyClick(focused(), Key.Key_F6, Shift)
    assert window.toolbar.isAncestorOf(focused())


def test_f3_goes_from_hit_to_hit_and_round(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    ids = [people.new_participant(desk, name) for name in ("Anna", "Annika", "Anton")]
    window.go("participants")
    window.participants.search()
    QTest.keyClicks(focused(), "ann")
    chosen = []
    for key, modifier in ((Key.Key_F3, Qt.KeyboardModifier.NoModifier),) * 2 + ((Key.Key_F3, Shift),):
        QTest.keyClick(focused(), key, modifier)
        chosen.append(window._shown_stop().record)
    assert chosen == [ids[1], ids[0], ids[1]]


def test_what_was_opened_last_stands_on_start(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    (card,) = window.start.findChildren(RecentCard)
    assert not card.isVisible()
    window.go("activities", meeting)
    window.go("start")
    assert card.isVisible()
    assert [row.title for row in card.table.rows.rows()] == ["Kvindegruppen"]
    card.table.choose(meeting)
    QTest.keyClick(card.table, Key.Key_Return)
    assert window._shown_stop() == Stop("activities", meeting)
    sessions.delete_session(window.context.desk, meeting)
    window.go("start")
    assert not card.isVisible()


def test_a_trail_forgets_what_lay_ahead_and_takes_no_step_that_shows_the_same() -> None:
    trail = Trail()
    assert trail.step(-1) is None
    for name in "abc":
        trail.visit(Stop(name))
    assert [trail.step(-1), trail.step(-1), trail.step(-1)] == [Stop("b"), Stop("a"), None]
    trail.visit(Stop("d"))
    assert trail.step(1) is None
    trail.correct(Stop("a"))
    assert trail.step(-1) is None
    for number in range(300):
        trail.visit(Stop(str(number)))
    back = 0
    while trail.step(-1):
        back += 1
    assert back == 99
