"""The money on screen: what is shown is what the services say, and it can be gone after."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.measures.money_plot import money_plot
from nsk_desktop.services import budget, economy, initiatives, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.plot_files import save_plot
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.budget import BudgetPage
from nsk_desktop.ui.pages.economy import EconomyPage
from nsk_desktop.ui.pages.economy_account import MoneyWord, read_money
from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.button import PushButton
from nsk_desktop.ui.widgets.choice import Choice

Left = Qt.MouseButton.LeftButton
DAY = date(2025, 3, 4)


@pytest.fixture
def meeting(desk: Desk) -> str:
    """A meeting of an initiative that cost 900 kroner, beside staff and the effort's own budget."""
    budget.enter_granted(desk)
    garden = initiatives.new_initiative(desk, "Haven", themes=["T1"])
    fields = {"type": "åbent arrangement", "target_groups": ["M1"], "themes": ["T1"], "state": "afholdt"}
    id = sessions.new_session(desk, title="Åbent hus", day=DAY, initiative_id=garden, **fields)
    sessions.set_headcount(desk, id, low=10, high=18)
    sessions.complete_session(desk, id)
    budget.new_posting(desk, DAY, text="Kaffe", amount_ore=90_000, session_id=id)
    budget.new_posting(desk, DAY, text="Løn", amount_ore=180_000, kind="medarbejder")
    return id


def page_of(qtbot: QtBot, window: MainWindow) -> EconomyPage:
    window.go("budget")
    page = window.effort.parts["budget"]
    assert isinstance(page, BudgetPage)
    settled(qtbot, window)
    return page.overview


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def choose(qtbot: QtBot, window: MainWindow, choice: Choice, value: str) -> None:
    choice.set_value(value)
    choice.committed.emit()
    settled(qtbot, window)


def cells(table: Table, row: int) -> list[str]:
    """What stands in a line."""
    return [column.text(table.rows.rows()[row]) for column in table.rows.columns]


def test_the_effort_s_budget_is_entered_by_one_button_and_gives_eight_million(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    page = page_of(qtbot, window)
    assert page.none.isVisible()
    enter = next(each for each in page.none.findChildren(PushButton) if each.text() == "Læg indsatsens budget ind")
    QTest.mouseClick(enter, Left)
    settled(qtbot, window)
    assert len(budget.list_lines(desk)) == 8
    assert page.left.text() == "8.000.000,00 kr. tilbage af 8.000.000,00 kr."
    assert page.years.rows.rowCount() == 8 + 4 + 1
    assert [cells(page.years, row)[:3] for row in (0, 1, 2, 12)] == [
        ["2024", "Medarbejder", "1.600.000,00 kr."],
        ["2024", "Aktivitet", "400.000,00 kr."],
        ["2024", "I alt", "2.000.000,00 kr."],
        ["I alt", "", "8.000.000,00 kr."],
    ]
    assert "2024: rest 2.000.000,00 kr." in page.chart.view.accessibleDescription()
    assert not page.enter_button.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert page.none.isVisible()


def test_a_posting_without_any_budget_still_offers_the_effort_s_own(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    budget.new_posting(desk, DAY, amount_ore=5)
    assert page_of(qtbot, window).enter_button.isVisible()


def test_costs_are_shown_with_and_without_staff_as_an_interval(qtbot: QtBot, meeting: str, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.costs_told.text().splitlines() == [
        "Bogført på aktivitet: 900,00 kr. pr. møde · 50,00 kr. til 90,00 kr. pr. borger",
        "Med medarbejdere: 2.700,00 kr. pr. møde · 150,00 kr. til 270,00 kr. pr. borger",
    ]
    assert cells(page.costs, 0) == [
        *("2025", "1", "10-18", "900,00 kr.", "1.800,00 kr.", "900,00 kr."),
        "50,00 kr. til 90,00 kr.",
    ]
    choose(qtbot, window, page.basis, "booked_with_staff")
    assert cells(page.costs, 0)[-2:] == ["2.700,00 kr.", "150,00 kr. til 270,00 kr."]
    choose(qtbot, window, page.by, "theme")
    assert cells(page.costs, 0)[4:] == ["0,00 kr.", "", ""]


@pytest.mark.parametrize("by", ["year", "kind", "theme", "initiative"])
def test_every_grouping_shows_what_the_service_says(
    qtbot: QtBot, meeting: str, desk: Desk, window: MainWindow, by: str
) -> None:
    page = page_of(qtbot, window)
    for period in ("", "2025", "2025H1"):
        choose(qtbot, window, page.period, period)
        choose(qtbot, window, page.by, by)
        assert page.found == economy.economy(desk, by, period)
        table = page.years if by == "year" else page.table
        assert table.isVisible()
        assert table.rows.rows()[-1].money == page.found.total
        assert page.chart.view.accessibleName() == money_plot(by, page.found.groups).title


def test_half_a_year_says_what_was_used_and_nothing_of_what_is_left(
    qtbot: QtBot, meeting: str, window: MainWindow
) -> None:
    page = page_of(qtbot, window)
    choose(qtbot, window, page.period, "2025H1")
    assert page.left.text() == "2.700,00 kr. brugt"
    assert cells(page.years, 0)[2] == ""


def test_enter_on_a_line_shows_the_postings_and_meetings_behind_it_and_the_way_back(
    qtbot: QtBot, meeting: str, desk: Desk, window: MainWindow
) -> None:
    page = page_of(qtbot, window)
    choose(qtbot, window, page.by, "theme")
    page.table.choose("T1")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    account = page.account
    assert account.isVisible()
    assert page.shown_id() == MoneyWord("theme", "T1").word()
    assert account.headline.text() == "900,00 kr. bogført"
    assert "mindst 900,00 kr. delt med 18, altså 50,00 kr." in account.how.text()
    assert [row.text for row in account.postings.table.rows.rows()] == ["Kaffe"]
    assert [row.id for row in account.sessions.table.rows.rows()] == [meeting]
    QTest.mouseClick(account.back, Left)
    assert page.area.isVisible()
    assert page.by.isVisible()
    QTest.mouseClick(page.how, Left)
    settled(qtbot, window)
    assert {row.text for row in account.postings.table.rows.rows()} == {"Kaffe", "Løn"}
    QTest.keyClick(account.postings.table, Qt.Key.Key_Return)
    parent = window.effort.parts["budget"]
    assert isinstance(parent, BudgetPage)
    assert parent.shown() is parent.postings


def test_what_stands_out_is_told_with_a_way_to_it_and_breaks_nothing(
    qtbot: QtBot, meeting: str, desk: Desk, window: MainWindow
) -> None:
    odd = budget.new_posting(desk, date(2019, 1, 1), text="Gammel", amount_ore=-500)
    budget.new_posting(desk, DAY, text="Løn", amount_ore=300_000_000, kind="medarbejder")
    page = page_of(qtbot, window)
    assert page.odd.isVisible()
    assert {str(row.kind) for row in page.odd.table.rows.rows()} == {"outside-the-effort", "credit"}
    assert "Der er brugt mere, end der er bevilget: 2025" in page.odd.sentence.text()
    QTest.mouseClick(page.odd.buttons[0], Left)
    parent = window.effort.parts["budget"]
    assert isinstance(parent, BudgetPage)
    assert parent.shown() is parent.postings
    assert parent.postings.shown_id() == odd


def test_the_effort_s_table_is_saved_as_a_workbook_and_a_page(desk: Desk, tmp_path: Path) -> None:
    budget.enter_granted(desk)
    plot = money_plot("year", economy.economy(desk).groups)
    save_plot(plot, tmp_path / "budget.pdf")
    assert (tmp_path / "budget.pdf").read_bytes().startswith(b"%PDF")
    save_plot(plot, tmp_path / "budget.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "budget.xlsx").active
    assert sheet is not None
    rows = [row[:2] for row in sheet.iter_rows(values_only=True) if row[0] in ("2024", "2025", "2026", "2027")]
    assert rows == [(year, 2_000_000) for year in ("2024", "2025", "2026", "2027")]


def test_a_figure_of_money_is_carried_as_a_word() -> None:
    for figure in (MoneyWord("theme", "T1", "2025H1"), MoneyWord("year"), MoneyWord("initiative", "a|b")):
        assert read_money(figure.word()) == figure
    assert read_money("0123") is None
