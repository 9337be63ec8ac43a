"""Targets on Overview: where each stands, the account behind it, and the way to the target."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.services import sessions, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.target_card import TargetCard
from tests.services.test_periods import meeting
from tests.ui.conftest import TODAY


def card_of(qtbot: QtBot, window: MainWindow) -> TargetCard:
    window.go("overview")
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    return window.overview.targets


@pytest.fixture
def aims(desk: Desk) -> dict[str, str]:
    """A meeting with two known and some unknown, and two targets of this year."""
    held = meeting(desk, "Ode", "Aya", day=date(2025, 3, 4))
    sessions.set_headcount(desk, held, low=3, high=6)
    return {
        "persons": targets.new_target(desk, TODAY, value=7),
        "ties": targets.new_target(desk, TODAY, value=3, indicator=Indicator.TIES),
    }


def shown(card: TargetCard) -> list[list[str]]:
    return [[column.text(row) for column in card.table.rows.columns] for row in card.table.rows.rows()]


def test_each_target_stands_with_its_figure_how_sure_it_is_and_the_time(
    aims: dict[str, str], qtbot: QtBot, window: MainWindow
) -> None:
    card = card_of(qtbot, window)
    assert shown(card) == [
        ["Borgere nået, 2025", "7", "5-8", "måske nået", "19 %"],
        ["Samarbejder på niveau 3 eller højere, 2025", "3", "", "ikke kendt", "19 %"],
    ]
    assert card.view.accessibleDescription() == "Borgere nået, 2025: 5-8 af 7"
    assert not card.write.isVisibleTo(card)


def test_the_account_of_the_figure_opens_by_key_from_the_picture(
    aims: dict[str, str], qtbot: QtBot, window: MainWindow
) -> None:
    card = card_of(qtbot, window)
    card.view.setFocus()
    QTest.keyClick(card.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    figure = window.overview.account.shown
    assert figure is not None
    assert (figure.first, figure.last) == (date(2025, 1, 1), date(2025, 12, 31))


def test_the_target_opens_from_the_list_and_a_figure_without_meetings_has_no_account(
    aims: dict[str, str], qtbot: QtBot, window: MainWindow
) -> None:
    card = card_of(qtbot, window)
    card.table.choose(aims["ties"])
    assert not card.buttons[0].isEnabled()
    card.buttons[1].click()
    assert window.effort.parts["targets"].shown_id() == aims["ties"]


def test_what_is_registered_moves_the_figure(
    desk: Desk, aims: dict[str, str], qtbot: QtBot, window: MainWindow
) -> None:
    card = card_of(qtbot, window)
    held = sessions.list_sessions(desk)[0].id
    sessions.set_headcount(desk, held, low=5, high=6)
    qtbot.waitUntil(lambda: not window.context.runner.busy and shown(card)[0][3] == "nået")


def test_without_targets_the_card_says_how_one_comes(desk: Desk, qtbot: QtBot, window: MainWindow) -> None:
    card = card_of(qtbot, window)
    assert card.write.isVisibleTo(card)
    assert not card.view.isVisibleTo(card)
    card.write.click()
    assert len(targets.list_targets(desk)) == 1
