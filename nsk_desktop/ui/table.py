"""One table for every list: frozen rows and a tuple of columns."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nsk_desktop.domain.folding import sort_key
from nsk_desktop.ui.columns import Column, ColumnsModel, Index, by_id
from nsk_desktop.ui.widgets.text import restyle

__all__ = ["Column", "Index", "RowsModel", "Table", "by_id"]

LEAST = 16
"""In letters: a name that is cut off sooner could be anybody's."""


class RowsModel(ColumnsModel):
    """Rows in memory, sorted on values."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any] = by_id, parent: Any = None) -> None:
        super().__init__(columns, key, parent)
        self._rows: list[Any] = []

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, sorted as before."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted:
            self._put_in_order(*self._sorted)
        self.endResetModel()

    def rows(self) -> Sequence[Any]:
        return self._rows

    def place_of(self, key: Any) -> int:
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(index, self.key(self._rows[index.row()])) for index in before]
        self._sorted = (column, order)
        self._put_in_order(column, order)
        after = [self.index(self.place_of(key), index.column()) for index, key in kept]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put_in_order(self, column: int, order: Qt.SortOrder) -> None:
        value = self.columns[column].value
        self._rows.sort(key=lambda row: _order(value(row)), reverse=order is Qt.SortOrder.DescendingOrder)


def _order(value: Any) -> tuple[bool, Any]:
    """Nothing comes last when the order is ascending; words come as Danish sorts them."""
    return value is None, 0 if value is None else sort_key(value) if isinstance(value, str) else value


class Table(QTableView):
    """A list of rows. Enter and a double click open one."""

    opened = Signal(object)
    chosen = Signal(object)
    """Another row is the current one; None when there is none."""

    def __init__(
        self, columns: Sequence[Column], name: str, key: Callable[[Any], Any] = by_id, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = self.make_model(columns, key)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        self._fit()
        self._fitted = False
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(self.rows.row_at(now)))

    def make_model(self, columns: Sequence[Column], key: Callable[[Any], Any]) -> Any:
        """Where the rows are kept."""
        return RowsModel(columns, key, self)

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort now, and let a click on a heading sort."""
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show *rows*; the one that was current stays so if it is still there."""
        self._keeping_the_place(lambda: self.rows.set_rows(rows))

    def _keeping_the_place(self, change: Callable[[], object]) -> None:
        """Do *change*; the row that was current stays so, and what is in view stays in view."""
        current = self.current()
        key = self.rows.key(current) if current is not None else None
        scrolled = self.verticalScrollBar().value()
        change()
        if key is not None:
            self.choose(key)
        self.verticalScrollBar().setValue(scrolled)

    def current(self) -> Any:
        """The current row, or None."""
        return self.rows.row_at(self.currentIndex())

    def choose(self, key: Any) -> bool:
        """Make the row told apart by *key* the current one."""
        place = int(self.rows.place_of(key))
        if place >= 0:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.rows.index(place, column))
        return place >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the chosen row strongly while the keyboard is here."""
        super().focusInEvent(event)
        restyle(self, "focused", "true")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, "focused", "false")

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.opened.emit(row)

    def changeEvent(self, event: QEvent) -> None:
        """Give rows and columns other sizes when the text has another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fitted = False
            if self.isVisible():
                self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known in which letters the headings are written."""
        if not self._fitted:
            self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        self._fitted = True
        head, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        head.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        for number, column in enumerate(self.rows.columns):
            if column.width:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(number, max(letter * column.width + 26, head.sectionSizeHint(number)))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide columns what is left, but never so little that they say nothing."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        head, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        wide = [number for number, column in enumerate(self.rows.columns) if not column.width]
        taken = sum(head.sectionSize(number) for number, column in enumerate(self.rows.columns) if column.width)
        for number in wide:
            least = max(letter * (self.rows.columns[number].least or LEAST), head.sectionSizeHint(number))
            head.resizeSection(number, max((self.viewport().width() - taken) // len(wide), least))
