"""A table that reads a portion at a time shows the right rows, whatever is put in, taken out and sorted."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.paged_table import PORTION, PagedModel, PagedTable
from nsk_desktop.ui.table import Column
from tests.ui.conftest import show

COLUMNS = (
    Column("Navn", lambda row: row.name, order="name"),
    Column("Andet", lambda row: row.id, width=10),
)


@dataclass(frozen=True)
class Row:
    id: str
    name: str


class Source:
    """Rows as a store would keep them, and what was asked for."""

    def __init__(self, number: int) -> None:
        self.rows = {f"{place:05}": Row(f"{place:05}", f"navn {place:05}") for place in range(number)}
        self.read: list[str] = []

    def ids(self, by: str, descending: bool) -> Sequence[str]:
        assert by in ("", "name")
        return sorted(self.rows, key=lambda id: self.rows[id].name, reverse=descending)

    def some(self, ids: Sequence[str]) -> Sequence[Row]:
        self.read += ids
        return [self.rows[id] for id in ids if id in self.rows]


@pytest.fixture
def source() -> Source:
    return Source(1000)


def test_qt_finds_nothing_wrong_with_the_model_whatever_is_done_to_it() -> None:
    source = Source(90)
    model = PagedModel(COLUMNS, source.ids, source.some)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.renew()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    del source.rows["00010"]
    model.renew()
    source.rows["00011"] = Row("00011", "zzz")
    model.renew()
    model.sort(1)
    source.rows.clear()
    model.renew()
    assert model.rowCount() == 0


def test_only_what_is_looked_at_is_read(qtbot: QtBot, source: Source) -> None:
    table = PagedTable(COLUMNS, "Liste", source.ids, source.some)
    show(qtbot, table)
    assert table.renew() == 1000
    table.viewport().grab()
    assert 0 < len(source.read) <= 2 * PORTION
    table.scrollToBottom()
    table.viewport().grab()
    assert len(source.read) <= 5 * PORTION
    assert table.rows.rows()[-1] == source.rows["00999"]


def test_what_is_put_in_and_taken_out_moves_the_rows(qtbot: QtBot, source: Source) -> None:
    table = PagedTable(COLUMNS, "Liste", source.ids, source.some)
    show(qtbot, table)
    table.renew()
    table.choose("00500")
    source.rows["x"] = Row("x", "navn 00000a")
    table.renew()
    assert (table.current().id, table.currentIndex().row()) == ("00500", 501)
    del source.rows["x"], source.rows["00001"]
    table.renew()
    assert (table.current().id, table.currentIndex().row()) == ("00500", 499)
    source.rows["00500"] = Row("00500", "a first")
    table.renew()
    assert (table.current().name, table.currentIndex().row()) == ("a first", 0)
    assert [row.id for row in table.rows.rows()] == list(source.ids("", False))


def test_a_row_that_is_pointed_at_is_followed_when_the_order_changes(source: Source) -> None:
    model = PagedModel(COLUMNS, source.ids, source.some)
    model.renew()
    pointed = QPersistentModelIndex(model.index(3, 1))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert (pointed.row(), model.row_at(pointed).id) == (996, "00003")
    asked = len(source.read)
    model.sort(1)
    assert model.row_at(pointed).id == "00003"
    assert len(source.read) == asked, "a column without an order sorts nothing"


def test_a_row_that_is_gone_in_the_meantime_is_empty(source: Source) -> None:
    model = PagedModel(COLUMNS, source.ids, source.some)
    model.renew()
    del source.rows["00002"]
    assert model.data(model.index(2, 0)) is None
    assert model.data(model.index(3, 0)) == "navn 00003"


def test_the_list_of_participants_follows_what_is_made_deleted_and_undone(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    for name in ("Ødegård", "Zahra", "Aase"):
        people.new_participant(desk, name)
    window.go("participants")
    table = window.participants.list.table

    def names() -> list[str]:
        return [row.name for row in table.rows.rows()]

    assert names() == ["Zahra", "Ødegård", "Aase"]
    id = people.new_participant(desk, "Ægir")
    assert names() == ["Zahra", "Ægir", "Ødegård", "Aase"]
    people.save_participant(desk, id, alias="Åge")
    assert names() == ["Zahra", "Ødegård", "Åge", "Aase"]
    people.delete_participant(desk, id)
    assert names() == ["Zahra", "Ødegård", "Aase"]
    desk.undo()
    desk.undo()
    assert names() == ["Zahra", "Ægir", "Ødegård", "Aase"]
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names() == ["Aase", "Ødegård", "Ægir", "Zahra"]
