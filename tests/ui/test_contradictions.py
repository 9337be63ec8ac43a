"""The list of contradictions in the window: what is wrong, and the way to where it is mended."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.contradictions import Why
from nsk_desktop.services import budget
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.contradictions import ContradictionsPage
from tests.services.odd_desk import plant


def page_of(window: MainWindow) -> ContradictionsPage:
    window.go("contradictions")
    page = window.data.shown()
    assert isinstance(page, ContradictionsPage)
    return page


def test_a_store_in_order_has_an_empty_list_that_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.mend_button.isVisible()


def test_each_line_leads_to_its_record_and_goes_when_it_is_mended(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    id = plant(desk, Why.OTHER_YEAR)
    page = page_of(window)
    qtbot.waitUntil(page.table.isVisible)
    (row,) = page.table.rows.rows()
    assert row.id == id
    QTest.mouseClick(page.mend_button, Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    budget.save_posting(desk, id, year=2025)
    page = page_of(window)
    qtbot.waitUntil(page.empty.isVisible)
