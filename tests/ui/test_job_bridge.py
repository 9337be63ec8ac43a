"""The daily job of a bridge contact: the school and a new association, to be followed up in two weeks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from nsk_desktop.services import actors, bridges, follow_ups
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from tests.ui.conftest import TODAY
from tests.ui.hand import Hand

Key = Qt.Key
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_KEYS = 22


@pytest.fixture
def hand(desk: Desk, window: MainWindow) -> Hand:
    """A hand at a window that knows the school."""
    actors.new_actor(desk, "Mimers Skole", sector="skole")
    return Hand(window)


def build(hand: Hand, other: str, *, new: bool) -> None:
    """Write the contact with keys alone; the focus is where the next thing is written."""
    hand.press(Key.Key_B, Ctrl | Shift)
    hand.write("sko")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Tab)
    hand.write(other)
    hand.press(Key.Key_Return)
    if new:
        hand.press(Key.Key_Tab)
        hand.write("civ")
    for _effort_kind_day_what in range(4):
        hand.press(Key.Key_Tab)
    hand.write("Rektor vil gerne holde et oplæg")
    for _status_outcome_when in range(3):
        hand.press(Key.Key_Tab)
    hand.write("2u")
    hand.press(Key.Key_Return, Ctrl)


def test_a_contact_with_its_follow_up_takes_a_few_keys(desk: Desk, window: MainWindow, hand: Hand) -> None:
    build(hand, "Mødreforeningen", new=True)
    (row,) = bridges.list_bridges(desk)
    assert (row.from_label, row.to_label) == ("Mimers Skole", "Mødreforeningen")
    assert row.purpose == "Rektor vil gerne holde et oplæg"
    assert row.follow_up == date(2025, 3, 25)
    (made,) = [actor for actor in actors.list_actors(desk) if actor.name == "Mødreforeningen"]
    assert made.sector == "civilsamfundsaktør"
    assert hand.clicks == 0
    assert hand.keys <= MOST_KEYS
    assert hand.keys == 13


def test_the_follow_up_is_mine_and_stands_on_start_on_its_day(desk: Desk, window: MainWindow, hand: Hand) -> None:
    build(hand, "Mødreforeningen", new=True)
    (due,) = follow_ups.list_follow_ups(desk, date(2025, 3, 25))
    assert not due.overdue
    assert desk.store.author == "AB"
    (late,) = follow_ups.list_follow_ups(desk, date(2025, 3, 26))
    assert late.overdue


def test_the_next_contact_of_the_same_two_begins_where_the_last_one_was(
    desk: Desk, window: MainWindow, hand: Hand
) -> None:
    build(hand, "Mødreforeningen", new=True)
    (first,) = bridges.list_bridges(desk)
    bridges.set_status(desk, first.id, "kontakt formidlet", TODAY)
    build(hand, "mød", new=False)
    newest = next(row for row in bridges.list_bridges(desk) if row.id != first.id)
    assert newest.status == "kontakt formidlet"


def test_a_day_that_cannot_be_read_stays_and_is_told_under_its_field(
    desk: Desk, window: MainWindow, hand: Hand
) -> None:
    hand.press(Key.Key_B, Ctrl | Shift)
    box = window.actors.bridges.follow_up
    box.day.line.setText("31/2")
    hand.press(Key.Key_Return, Ctrl)
    assert follow_ups.list_follow_ups(desk, TODAY) == []
    assert "31/2" in box.day.line.text()
    assert box.day_field.problem.isVisible()
