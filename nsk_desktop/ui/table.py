"""One table for every list: frozen rows and a tuple of columns."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nsk_desktop.domain.folding import sort_key
from nsk_desktop.ui.columns import Column, ColumnsModel, Index, by_id
from nsk_desktop.ui.tick_zone import TickZone
from nsk_desktop.ui.widgets.text import restyle

__all__ = ["Column", "Index", "RowsModel", "Table", "by_id"]

LEAST = 16
"""In letters: a name that is cut off sooner could be anybody's."""
_SAMPLE = 32
"""So many rows are looked at to see how much room their words need."""
_AROUND, _BOX, _MARGIN = 27, 30, 4
"""What a cell has around its words, and before them when it has a box to tick."""


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


class _Head(QHeaderView):
    """Headings as wide as their words; only the one that is sorted by has room for an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def sectionSizeFromContents(self, section: int) -> QSize:
        size = super().sectionSizeFromContents(section)
        if self.isSortIndicatorShown() and section != self.sortIndicatorSection():
            # Qt keeps as much room for the arrow as the words are high, and some around it.
            size.setWidth(size.width() - self.fontMetrics().height() - _MARGIN)
        return size


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
        self.setItemDelegate(TickZone(self))
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
        self.setHorizontalHeader(_Head(self))
        self.horizontalHeader().sortIndicatorChanged.connect(self._share_width)
        self._texts: tuple[int, ...] = ()
        self._least_rows = 0
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
        if not self._texts and self.rows.rowCount():
            self._share_width()

    def show_at_least(self, rows: int) -> None:
        """Never be so low that fewer than *rows* are seen at once under the headings."""
        self._least_rows = rows
        self._be_high_enough()

    def _be_high_enough(self) -> None:
        if self._least_rows:
            around = self.horizontalScrollBar().sizeHint().height() + 2 * _MARGIN
            rows = self._least_rows * self.verticalHeader().defaultSectionSize()
            self.setMinimumHeight(rows + self.horizontalHeader().sizeHint().height() + around)

    def measure(self) -> None:
        """Look anew at how much room the words need: other words stand in the same rows."""
        self._texts = ()
        self._share_width()

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
        """Only now is it known in which letters the headings are written, and what there is to be read."""
        self._texts = ()
        if not self._fitted:
            self._fit()
        else:
            self._share_width()
        super().showEvent(event)

    def _fit(self) -> None:
        self._fitted = True
        self.horizontalHeader().ensurePolished()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        self._be_high_enough()
        self._texts = ()
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide columns what is left, but never so little that they say nothing."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self, *_sorted: object) -> None:
        """Give every column its room: all that was asked for, or no more than its words need where that is too much."""
        head, letter, room = self.horizontalHeader(), self.fontMetrics().averageCharWidth(), self.viewport().width()
        columns, needs = self.rows.columns, self._text_widths()
        least = [head.sectionSizeHint(number) for number in range(len(columns))]
        widths = [max(letter * column.width + 26, hint) for column, hint in zip(columns, least, strict=True)]
        wide = [number for number, column in enumerate(columns) if not column.width]
        for number in wide:
            widths[number] = max(letter * (columns[number].least or LEAST), least[number])
        wanted = sum(
            max(widths[number], needs[number]) if number in wide else widths[number] for number in range(len(widths))
        )
        if wanted > room:
            for number, column in enumerate(columns):
                if column.width:
                    widths[number] = min(widths[number], max(needs[number], least[number]))
        self._give_out(room - sum(widths), wide, widths, needs)
        for number, width in enumerate(widths):
            if head.sectionSize(number) != width:
                head.resizeSection(number, width)

    def _give_out(self, left: int, wide: Sequence[int], widths: list[int], needs: Sequence[int]) -> None:
        """Give what is left to the columns whose words are cut off, by how much they lack; the rest to all alike."""
        lacking = {number: needs[number] - widths[number] for number in wide if needs[number] > widths[number]}
        part = min(1.0, max(left, 0) / sum(lacking.values())) if lacking else 0.0
        for number, lack in lacking.items():
            widths[number] += int(lack * part)
            left -= int(lack * part)
        for number in wide if left > 0 else ():
            widths[number] += left // len(wide)

    def _text_widths(self) -> tuple[int, ...]:
        """How wide the words of the first rows are, by column; measured once for what is shown."""
        if not self._texts and self.rows.rowCount():
            metrics = self.fontMetrics()
            seen = [self.rows.row_at(self.rows.index(place, 0)) for place in range(min(self.rows.rowCount(), _SAMPLE))]
            self._texts = tuple(
                max((metrics.horizontalAdvance(column.text(row)) for row in seen if row is not None), default=0)
                + _AROUND
                + (_BOX if column.checked is not None else 0)
                for column in self.rows.columns
            )
        return self._texts or (0,) * len(self.rows.columns)
