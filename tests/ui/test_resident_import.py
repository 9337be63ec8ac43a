"""Residents from a file in the window: its columns, a look at it, the import, and one undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nsk_desktop.services import effort
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.resident_import import Says
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.area import AreaPage
from nsk_desktop.ui.pages.resident_import import ResidentImport
from tests.exchange.lists import text, workbook
from tests.ui.test_list_pages import type_in


@pytest.fixture
def card(window: MainWindow) -> ResidentImport:
    window.go("area")
    page = window.effort.parts["area"]
    assert isinstance(page, AreaPage)
    return page.residents.importer


def test_from_the_file_to_the_numbers_and_back_by_one_undo(
    desk: Desk, window: MainWindow, card: ResidentImport, tmp_path: Path
) -> None:
    card.open_file(text(tmp_path / "tal.csv", "Alder;Mænd;Kvinder;I alt\n0-12 år;420;399;819\nI alt;420;399;819\n"))
    assert [choice.value() for choice in card.columns] == [Says.AGE, Says.MEN, Says.WOMEN, Says.NOTHING]
    assert "hvilket år" in card.notice.sentence.text()
    assert not card.take_button.isEnabled()
    type_in(card.year, "2025")
    type_in(card.source, "Danmarks Statistik")
    lines = card.table.rows.rows()
    assert [[column.text(line) for column in card.table.rows.columns] for line in lines] == [
        ["2025", "0-12", "Kvinde", "", "399", "ny"],
        ["2025", "0-12", "Mand", "", "420", "ny"],
    ]
    card.take_button.setFocus()
    QTest.keyClick(card.take_button, Qt.Key.Key_Space)
    assert [(row.count, row.source) for row in effort.residents(effort.get_area(desk))] == [
        (399, "Danmarks Statistik"),
        (420, "Danmarks Statistik"),
    ]
    assert card.told.text() == "2 tal er indlæst."
    assert not card.steps.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert effort.residents(effort.get_area(desk)) == []


def test_a_column_that_was_guessed_wrong_is_put_right(card: ResidentImport, tmp_path: Path) -> None:
    rows = [("År", "Hvem", "Køn", "Antal"), (2025, "0-12", "Kvinder", 399)]
    card.open_file(workbook(tmp_path / "tal.xlsx", Ark=rows))
    assert [line.row.age_band for line in card.table.rows.rows()] == ["ukendt"]
    choice = card.columns[1]
    choice.set_value(Says.AGE)
    choice.committed.emit()
    assert [line.row.age_band for line in card.table.rows.rows()] == ["0-12"]
    assert card.take_button.isEnabled()


def test_cells_that_cannot_be_read_are_told_with_their_places_and_nothing_can_be_imported(
    card: ResidentImport, tmp_path: Path
) -> None:
    rows = [("År", "Alder", "Antal"), (2025, "0-12", ".."), (2025, "10-14", 5)]
    card.open_file(workbook(tmp_path / "tal.xlsx", Ark=rows))
    said = card.notice.sentence.text()
    assert "C2" in said
    assert "B3" in said
    assert not card.take_button.isEnabled()


def test_cancel_forgets_the_file(desk: Desk, card: ResidentImport, tmp_path: Path) -> None:
    card.open_file(workbook(tmp_path / "tal.xlsx", Ark=[("År", "Alder", "Antal"), (2025, "0-12", 5)]))
    card.cancel_button.click()
    assert not card.steps.isVisible()
    assert effort.get_area(desk) is None
