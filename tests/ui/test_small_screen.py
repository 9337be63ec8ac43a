"""A small screen with large text: hints are read whole, lists show rows, and the form of a meeting has the room."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services import sessions
from nsk_desktop.ui.columns import Column
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Table
from nsk_desktop.ui.theme import apply_theme
from nsk_desktop.ui.widgets.counter_grid import CounterGrid
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import Line
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.numbers_entry import SpanEntry

SMALL = QSize(1024, 640)


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Text of twice the size."""
    apply_theme(qapp, "light", 200)
    yield
    apply_theme(qapp, "light", 100)


def hint_is_whole(line: Line) -> bool:
    """Whether the hint fits between the borders of the line."""
    return line.fontMetrics().horizontalAdvance(line.placeholderText()) <= line.width() - 20


@pytest.mark.usefixtures("large")
def test_a_hint_is_read_whole_however_narrow_its_line_is(qtbot: QtBot) -> None:
    day, narrow, plain = DateEntry(), SpanEntry(), SpanEntry()
    day.hint("f.eks. om to eller tre uger")
    for entry in (narrow, plain):
        entry.narrow(4)
    narrow.hint("5 eller 5-8")
    plain.line.setPlaceholderText("5 eller 5-8")
    for each in (day, narrow, plain):
        qtbot.addWidget(each)
        each.resize(900, 60)
        each.show()
    assert hint_is_whole(day.line)
    assert hint_is_whole(narrow.line)
    assert not hint_is_whole(plain.line), "control"


@pytest.mark.usefixtures("large")
def test_the_hint_of_the_count_without_names_is_whole_where_there_is_little_room(qtbot: QtBot) -> None:
    grid = CounterGrid()
    qtbot.addWidget(grid)
    grid.resize(600, 400)
    grid.show()
    assert hint_is_whole(grid.total.line)
    assert grid.split.mapTo(grid, grid.split.rect().bottomRight()).x() < grid.width()


def names_table() -> Table:
    """A list of one wide column."""
    return Table((Column("Navn", lambda row: row, least=40),), "Navne", key=lambda row: row)


def test_a_list_that_shall_show_rows_is_never_lower_than_they_are(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    free, kept = names_table(), names_table()
    kept.show_at_least(3)
    for table in (free, kept):
        table.show_rows(["Ida", "Amina", "Fatma", "Omar"])
        column.addWidget(table)
    qtbot.addWidget(holder)
    holder.resize(500, 100)
    holder.show()
    row = kept.verticalHeader().defaultSectionSize()
    assert kept.viewport().height() >= 3 * row
    assert free.viewport().height() < 3 * row, "control"


def test_the_bar_under_a_short_list_hides_none_of_its_rows(qtbot: QtBot) -> None:
    card = ListCard(names_table())
    qtbot.addWidget(card)
    card.fill(["Ida", "Amina"], "Navne", "")
    rows = 2 * card.table.verticalHeader().defaultSectionSize()
    for width, bar in ((900, False), (160, True)):
        card.resize(width, 300)
        card.show()
        qtbot.waitUntil(lambda bar=bar: bool(card.table.horizontalScrollBar().maximum()) is bar)  # type: ignore[misc]
        qtbot.waitUntil(lambda: card.table.viewport().height() >= rows)


def test_what_stands_at_the_bottom_of_a_row_that_flows_stands_there(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    high, low, ordinary = QPushButton("a"), QPushButton("b"), QPushButton("c")
    high.setFixedHeight(90)
    for each in (high, low, ordinary):
        flow.addWidget(each)
    flow.setAlignment(low, Qt.AlignmentFlag.AlignBottom)
    qtbot.addWidget(holder)
    holder.resize(900, 200)
    holder.show()
    assert low.geometry().bottom() == high.geometry().bottom()
    assert ordinary.geometry().top() == high.geometry().top()


@pytest.mark.usefixtures("large")
def test_in_large_text_the_form_of_a_meeting_has_the_room_of_a_small_screen(window: MainWindow) -> None:
    window.go("activities", sessions.new_session(window.context.desk))
    page = window.activities.session
    window.resize(SMALL)
    window.show()
    QApplication.sendPostedEvents()
    lacks = page.foot.lacks
    assert lacks.isVisibleTo(page)
    assert page.area.isAncestorOf(lacks)
    assert page.area.isAncestorOf(page.head_actions)
    assert page.area.height() > page.foot.height() * 2
    window.resize(1400, 2000)
    QApplication.sendPostedEvents()
    assert page.foot.isAncestorOf(lacks)
    assert lacks.isVisibleTo(page)


@pytest.mark.usefixtures("large")
def test_in_large_text_the_list_of_meetings_shows_rows_on_a_small_screen(window: MainWindow) -> None:
    for number in range(9):
        sessions.new_session(window.context.desk, title=f"Møde {number}")
    window.go("activities")
    window.resize(SMALL)
    window.show()
    QApplication.sendPostedEvents()
    table = window.activities.lists.table
    assert table.viewport().height() >= 4 * table.verticalHeader().defaultSectionSize()
