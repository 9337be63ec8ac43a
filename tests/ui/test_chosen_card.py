"""Reports shows which stories are printed: a tick chooses, and what is kept out is told before anything is printed."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import method_cards, people, stories
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.chosen_card import ChosenCard
from tests.reports.pages import text

DAY = date(2024, 10, 1)
"""In the half-year that ended last."""


def reports_card(qtbot: QtBot, window: MainWindow) -> ChosenCard:
    window.go("reports")
    qtbot.waitUntil(lambda: bool(window.reports.pages) and not window.context.runner.busy)
    return window.reports.chosen


def tick(qtbot: QtBot, window: MainWindow, row: int) -> None:
    """Tick the box of a row by the keyboard, and wait for the new report."""
    table = window.reports.chosen.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def page_text(window: MainWindow) -> str:
    return text(window.reports._document)


def test_a_tick_prints_a_story_and_taking_it_away_does_not(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    stories.new_story(desk, title="Et råd i gården", day=DAY, what="Dannede et råd")
    method_cards.new_card(desk, title="Kaffe først", day=DAY)
    stories.new_story(desk, title="Fra en anden tid", day=date(2025, 2, 1), in_report=True)
    card = reports_card(qtbot, window)
    assert [offer.title for offer in card.table.rows.rows()] == ["Et råd i gården", "Kaffe først"]
    assert card.note.text() == "0 kommer med."
    assert "Et råd i gården" not in page_text(window)
    tick(qtbot, window, 0)
    assert card.note.text() == "1 kommer med."
    assert "Dannede et råd" in page_text(window)
    tick(qtbot, window, 0)
    assert "Dannede et råd" not in page_text(window)


def test_what_is_kept_out_is_told_with_the_way_to_it(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    people.new_participant(desk, "Zarifa")
    id = stories.new_story(desk, title="Rådet", day=DAY, what="Zarifas idé", in_report=True)
    stories.new_story(desk, title="Uden dag", in_report=True)
    card = reports_card(qtbot, window)
    assert card.note.text().splitlines() == [
        "0 kommer med.",
        "! 1, du har valgt, bliver holdt ude: Åbn den og ret ordene, eller fjern fluebenet.",
        "“Rådet”: Den rummer navnet på en deltager i “Hvad ændrede sig”.",
        "1, du har valgt, har ingen dato og er ikke i nogen rapport.",
    ]
    assert "Zarifa" not in page_text(window)
    card.buttons[0].click()
    assert window.effort.parts["stories"].shown_id() == id
    stories.save_story(desk, id, what="Gruppens idé")
    assert reports_card(qtbot, window).note.text().splitlines()[0] == "1 kommer med."
    assert "Gruppens idé" in page_text(window)


def test_control_a_period_without_any_says_so(qtbot: QtBot, window: MainWindow) -> None:
    card = reports_card(qtbot, window)
    assert card.sentence.text() == "Ingen med en dato i perioden."
    assert not card.note.isVisible()
    assert not card.table.isVisible()
