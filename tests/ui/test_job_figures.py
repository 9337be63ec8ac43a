"""The daily jobs that ask for figures: the half-year summary in four keys, and how many were reached in one."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from tests.ui.hand import Hand
from tests.ui.test_start_page import come_back

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def busy_year(desk: Desk) -> None:
    """Meetings in two themes, in the last half-year and in this year."""
    for day, theme, low in ((date(2024, 10, 1), "T1", 4), (date(2025, 2, 4), "T2", 7), (date(2025, 3, 4), "T3", 5)):
        id = sessions.new_session(
            desk, title=f"Møde {theme}", day=day, type="dialogmøde", themes=[theme], target_groups=["M1"]
        )
        sessions.set_headcount(desk, id, low=low)
        if theme == "T2":
            for name in ("Amina", "Bilan"):
                people.new_and_present(desk, id, name)
        sessions.complete_session(desk, id)


@pytest.fixture
def hand(busy_year: None, window: MainWindow) -> Hand:
    """A hand at the window as it opens."""
    return Hand(window)


def test_how_many_were_reached_this_year_takes_one_key(window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    hand.press(Key.Key_5, Ctrl)
    qtbot.waitUntil(lambda: "borgere nået" in window.overview.headline.text())
    assert (hand.keys, hand.letters, hand.clicks) == (1, 0, 0)
    assert window.overview.headline.text() == "9-14 borgere nået"
    themes = [group.key for group in window.overview.groups.rows.rows()]
    assert {"T2", "T3"} <= set(themes)
    assert "T1" not in themes, "the period is this year"
    assert "ikke lægges sammen" in window.overview.not_additive.text()


def test_the_meetings_behind_a_figure_are_one_more_key_away(window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    hand.press(Key.Key_5, Ctrl)
    qtbot.waitUntil(window.overview.groups.hasFocus)
    hand.press(Key.Key_Return)
    behind = window.overview.account.behind.table
    qtbot.waitUntil(behind.hasFocus)
    assert [row.title for row in behind.rows.rows()] == ["Møde T2"]
    assert "Mindst 9" in window.overview.account.how.text()
    assert hand.keys == 2
    hand.press(Key.Key_Return)
    assert window.activities.session.isVisible()


def test_each_theme_says_who_is_new(desk: Desk, window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    hand.press(Key.Key_5, Ctrl)
    qtbot.waitUntil(lambda: bool(window.overview.groups.rows.rows()))
    headings = [column.title for column in window.overview.groups.rows.columns]
    assert headings[1:] == [
        *("Møder", "Fremmøder", "Forskellige personer", "Registreret enkeltvis", "Heraf nye", "Uden navn")
    ]
    assert [group.new for group in window.overview.groups.rows.rows()] == [2, 0]


def test_the_meetings_behind_a_figure_are_two_clicks_away(window: MainWindow, hand: Hand, qtbot: QtBot) -> None:
    hand.press(Key.Key_5, Ctrl)
    overview = window.overview
    qtbot.waitUntil(overview.groups.hasFocus)
    hand.click_cell(overview.groups, 1)
    overview.area.ensureWidgetVisible(overview.behind)
    hand.click(overview.behind)
    behind = window.overview.account.behind.table
    qtbot.waitUntil(lambda: [row.title for row in behind.rows.rows()] == ["Møde T3"])
    assert hand.clicks == 2


def test_the_summary_for_the_steering_group_is_printed_with_three_keys(
    window: MainWindow, hand: Hand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def take_it(dialog: QPrintDialog) -> int:
        # The dialog of the system stands here; its Enter is the third key.
        asked.append(dialog.printer().docName())
        hand.keys += 1
        return int(QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", take_it)
    hand.press(Key.Key_6, Ctrl)
    qtbot.waitUntil(lambda: bool(window.reports.pages))
    assert window.reports.period.choice.value() == "2024H2"
    # On a slow machine the dialog of a long job has come and gone.
    come_back(qtbot, window)
    hand.press(Key.Key_P, Ctrl)
    assert asked == ["Aktivitetsoversigt"]
    assert hand.keys <= 4
