"""The first daily job: tonight's meeting, 14 we know and 5 without a name, by keys alone and by mouse alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from nsk_desktop.services import people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from tests.ui.conftest import TODAY
from tests.ui.hand import Hand
from tests.ui.test_start_page import lines

Key = Qt.Key
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAMES = (
    *("Amina", "Bilan", "Ceyda", "Deqa", "Elif", "Fatima", "Gulsum", "Hodan"),
    *("Ikram", "Jamila", "Khadra", "Leyla", "Maryam", "Nasra", "Rana"),
)
MOST_KEYS, MOST_CLICKS, MOST_KEYS_NEW = 25, 12, 12


@pytest.fixture
def group(desk: Desk) -> str:
    """A group that meets today. Last week fifteen came; Sumeya has not come before."""
    group = series.new_series(
        desk,
        title="Kvindegruppen Mimers",
        type="netværks-/kvindegruppe",
        themes=["T2"],
        target_groups=["M1"],
        weekday=TODAY.isoweekday(),
        interval_weeks=1,
        from_time="18:00",
        to_time="20:00",
        place="Mimersgade",
        start=date(2025, 3, 4),
    )
    last = sessions.new_in_series(desk, group, date(2025, 3, 4))
    for name in NAMES:
        people.new_and_present(desk, last, name, gender="kvinde")
    sessions.complete_session(desk, last)
    people.new_participant(desk, "Sumeya", gender="kvinde")
    return group


@pytest.fixture
def hand(group: str, window: MainWindow) -> Hand:
    """A hand at the window as it opens on the evening."""
    return Hand(window)


def registered(desk: Desk, group: str) -> tuple[int, int, bool]:
    """How many are named and how many are not at today's meeting, and whether it counts."""
    (row,) = sessions.list_sessions(desk, first=TODAY, last=TODAY, series_id=group)
    return row.registered, row.low, row.completed


def do_it_by_keys(hand: Hand) -> None:
    """The evening as a coordinator types it in: two of last time stayed away, one was there who was not."""
    hand.press(Key.Key_Return)
    hand.press(Key.Key_S, Alt)
    for name in ("ami", "bil", "sum"):
        hand.write(name)
        hand.press(Key.Key_Space)
    hand.press(Key.Key_U, Alt)
    hand.write("5")
    hand.press(Key.Key_Return, Ctrl)


def test_the_evening_takes_a_few_keys(desk: Desk, group: str, window: MainWindow, hand: Hand) -> None:
    do_it_by_keys(hand)
    assert registered(desk, group) == (14, 5, True)
    assert hand.clicks == 0
    # Even with the letters of the names it stays below.
    assert hand.keys + hand.letters <= MOST_KEYS
    assert (hand.keys, hand.letters) == (7, 10)


def test_start_shows_how_many_came_afterwards(desk: Desk, group: str, window: MainWindow, hand: Hand) -> None:
    do_it_by_keys(hand)
    window.go("start")
    assert any("14 + 5 ✓" in line for line in lines(window.start.today))


def test_the_evening_takes_a_few_clicks(desk: Desk, group: str, window: MainWindow, hand: Hand) -> None:
    hand.click(window.start.today.buttons[0])
    page = window.activities.session
    hand.click(page.same_button)
    rows = page.roster.table.rows.rows()
    hand.click_cell(page.roster.table, [row.name for row in rows].index("Amina"))
    for _each in range(5):
        hand.click(page.counter.more)
    hand.click(page.finish_button)
    assert registered(desk, group) == (14, 5, True)
    assert hand.keys == hand.letters == 0
    assert hand.clicks <= MOST_CLICKS
    assert hand.clicks == 9


def test_somebody_new_is_named_within_the_roster(desk: Desk, group: str, window: MainWindow, hand: Hand) -> None:
    hand.press(Key.Key_Return)
    before = hand.keys
    answered: list[bool] = []
    tries = iter(range(500))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if isinstance(dialog, NewParticipantDialog) and focus is not None and dialog.isAncestorOf(focus):
            hand.write("30")
            hand.press(Key.Key_Tab)
            hand.write("k")
            hand.press(Key.Key_Return)
            answered.append(True)
            dialog.reject() if dialog.isVisible() else None
        elif next(tries, None) is not None:
            QTimer.singleShot(5, answer)
        elif dialog is not None:
            dialog.close()

    QTimer.singleShot(0, answer)
    hand.write("Zeynep")
    hand.press(Key.Key_Return)
    assert answered
    (zeynep,) = people.list_participants(desk, "zeynep")
    assert (zeynep.age_band, zeynep.gender, zeynep.times) == ("30-59", "kvinde", 1)
    assert hand.keys - before + len("30k") <= MOST_KEYS_NEW


def test_control_the_long_way_is_counted_and_is_too_long(
    desk: Desk, group: str, window: MainWindow, hand: Hand
) -> None:
    """Without "Som sidst": every name is looked up, as in a list without a memory."""
    hand.press(Key.Key_Return)
    for name in (*NAMES[2:], "Sumeya"):
        hand.write(name[:3])
        hand.press(Key.Key_Space)
    hand.press(Key.Key_U, Alt)
    hand.write("5")
    hand.press(Key.Key_Return, Ctrl)
    assert registered(desk, group) == (14, 5, True)
    assert hand.keys + hand.letters > MOST_KEYS


def test_control_a_click_on_what_is_hidden_is_no_click(window: MainWindow, hand: Hand) -> None:
    with pytest.raises(AssertionError):
        hand.click(window.activities.session.finish_button)
    assert hand.clicks == 0
