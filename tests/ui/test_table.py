"""The one table: Qt's own model tester, sorting on values, and what a screen reader hears."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.dates import show_day
from nsk_desktop.ui.table import Column, RowsModel, Table
from tests.ui.conftest import show


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    day: date | None
    came: bool = False


ROWS = [
    Row("1", "Østerbro", date(2025, 3, 4)),
    Row("2", "Aase", date(2024, 12, 30), came=True),
    Row("3", "Zahra", None),
    Row("4", "Ægir", date(2025, 1, 2)),
]
COLUMNS = (
    Column(
        "Navn",
        lambda row: row.name,
        checked=lambda row: row.came,
        spoken=lambda row: f"{row.name}: {'mødt op' if row.came else 'ikke mødt'}",
    ),
    Column("Dato", lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10, number=True),
)


@pytest.fixture
def model() -> RowsModel:
    made = RowsModel(COLUMNS)
    made.set_rows(ROWS)
    return made


def names(model: RowsModel) -> list[str]:
    return [row.name for row in model.rows()]


def test_qt_finds_nothing_wrong_with_the_model_whatever_is_done_to_it(model: RowsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0)
    model.set_rows(ROWS[:2])
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_rows([])
    assert model.rowCount() == 0


def test_names_sort_as_danes_do_and_not_as_bytes(model: RowsModel) -> None:
    model.sort(0)
    assert names(model) == ["Zahra", "Ægir", "Østerbro", "Aase"]
    assert names(model) != sorted(names(model))


def test_days_sort_as_days_and_nothing_comes_last(model: RowsModel) -> None:
    model.sort(1)
    assert names(model) == ["Aase", "Ægir", "Østerbro", "Zahra"]


def test_a_row_that_is_pointed_at_is_followed_when_the_order_changes(model: RowsModel) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    pointed = QPersistentModelIndex(model.index(0, 0))
    model.sort(0)
    assert model.row_at(pointed).name == "Østerbro"


def test_a_box_is_spoken_with_its_name_and_state(model: RowsModel) -> None:
    assert model.data(model.index(1, 0), int(Qt.ItemDataRole.AccessibleTextRole)) == "Aase: mødt op"
    assert model.data(model.index(1, 0), int(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    assert model.data(model.index(1, 1), int(Qt.ItemDataRole.CheckStateRole)) is None


def test_nothing_is_shown_outside_the_rows(model: RowsModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.row_at(QModelIndex()) is None


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot) -> None:
    table = Table(COLUMNS, "Liste")
    show(qtbot, table)
    table.show_rows(ROWS)
    table.choose("2")
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_space_asks_for_the_box_to_be_ticked_and_changes_nothing_itself(qtbot: QtBot) -> None:
    table = Table(COLUMNS, "Liste")
    show(qtbot, table)
    table.show_rows(ROWS)
    table.choose("1")
    with qtbot.waitSignal(table.rows.ticked) as ticked:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert ticked.args == [ROWS[0], True]


def test_the_chosen_row_stays_chosen_when_the_list_is_read_anew(qtbot: QtBot) -> None:
    table = Table(COLUMNS, "Liste")
    show(qtbot, table)
    table.show_rows(ROWS)
    table.choose("3")
    table.show_rows(ROWS[1:])
    assert table.current() == ROWS[2]


def _shown(qtbot: QtBot, table: Table, width: int) -> list[int]:
    table.resize(width, 200)
    show(qtbot, table)
    return [table.columnWidth(number) for number in range(len(table.rows.columns))]


def test_where_there_is_little_room_a_column_takes_no_more_than_its_words_need(qtbot: QtBot) -> None:
    columns = (
        Column("Navn", lambda row: row.name),
        Column("Bydel", lambda _row: "Nordvest og omegn", least=6),
        Column("Dato", lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=40),
    )
    table = Table(columns, "Møder")
    table.show_rows(ROWS)
    widths = _shown(qtbot, table, 440)
    assert sum(widths) <= table.viewport().width(), "nothing is to be scrolled sideways for"
    written = table.fontMetrics().horizontalAdvance("04.03.2025")
    assert written < widths[2] < 2 * written
    # The control: where there is room, the column is as wide as was asked for.
    wide = Table(columns, "Møder")
    wide.show_rows(ROWS)
    assert _shown(qtbot, wide, 1200)[2] > 3 * written


def test_what_is_left_goes_to_the_column_whose_words_are_cut_off(qtbot: QtBot) -> None:
    long = "Mødreforeningen Solstrålen og venner"
    columns = (Column("A", lambda row: row.id, least=4), Column("B", lambda _row: long, least=4))
    table = Table(columns, "Aktører")
    table.show_rows(ROWS)
    need = table.fontMetrics().horizontalAdvance(long)
    short, wide = _shown(qtbot, table, need + 120)
    assert wide > need > short
    # The control: with nothing to read, they share alike.
    empty = Table(columns, "Aktører")
    assert len(set(_shown(qtbot, empty, need + 120))) == 1


def test_only_the_heading_that_is_sorted_by_has_room_for_an_arrow(qtbot: QtBot) -> None:
    table = Table(COLUMNS, "Møder")
    table.show_rows(ROWS)
    head = table.horizontalHeader()
    _shown(qtbot, table, 400)
    table.sort_by(0)
    first = head.sectionSizeHint(0)
    table.sort_by(1)
    assert head.sectionSizeHint(0) < first


def test_what_is_late_is_red_as_well_as_said(qtbot: QtBot) -> None:
    late = Column("Frist", lambda row: row.day, lambda _row: "Forfalden", late=lambda row: row.name == "Aase")
    table = Table((COLUMNS[0], late), "Opfølgninger")
    table.show_rows(ROWS)
    ink = int(Qt.ItemDataRole.ForegroundRole)
    inks = {row.name: table.rows.data(table.rows.index(place, 1), ink) for place, row in enumerate(ROWS)}
    assert [name for name, brush in inks.items() if brush is not None] == ["Aase"]
    assert inks["Aase"].color() == table.palette().brightText().color()
    assert table.rows.data(table.rows.index(1, 0), ink) is None


def test_a_box_is_ticked_by_a_click_beside_its_edge_and_the_name_is_not(qtbot: QtBot) -> None:
    """A13: the box is drawn smaller than what can be hit."""
    table = Table(COLUMNS, "Deltagere")
    show(qtbot, table)
    table.show_rows(ROWS)
    ticked: list[tuple[str, bool]] = []
    table.rows.ticked.connect(lambda row, on: ticked.append((row.name, on)))
    cell = table.visualRect(table.rows.index(0, 0))
    name = table.rows.rows()[0].name
    left = Qt.MouseButton.LeftButton
    corners = [(1, 1), (23, 1), (1, cell.height() - 2), (23, cell.height() - 2)]
    for x, y in corners:
        QTest.mouseClick(table.viewport(), left, pos=cell.topLeft() + QPoint(x, y))
    assert ticked == [(name, True)] * 4
    assert cell.height() >= 24
    QTest.mouseClick(table.viewport(), left, pos=cell.topLeft() + QPoint(60, cell.height() // 2))
    QTest.mouseClick(table.viewport(), left, pos=table.visualRect(table.rows.index(0, 1)).center())
    assert len(ticked) == 4
