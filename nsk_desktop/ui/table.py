"""One table for every list: frozen rows and a tuple of columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nsk_desktop.domain.folding import sort_key
from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.text import restyle

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_DISPLAY, _CHECK, _ALIGN, _TIP = (
    int(_Role.DisplayRole),
    int(_Role.CheckStateRole),
    int(_Role.TextAlignmentRole),
    int(_Role.ToolTipRole),
)
_SPOKEN, _COLOUR = int(_Role.AccessibleTextRole), int(_Role.ForegroundRole)
_ROW = int(_Role.UserRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column:
    """One column: its heading, the value it sorts on, and how that is written."""

    title: str
    value: Callable[[Any], Any]
    show: Callable[[Any], str] | None = None
    """How a row is written here; without it, as the value's own text."""
    checked: Callable[[Any], bool] | None = None
    """Whether the row's box is ticked; None for a column without boxes."""
    spoken: Callable[[Any], str] | None = None
    """What a screen reader says; without it, what is written."""
    number: bool = False
    width: int = 0
    """In letters; 0 takes what is left."""
    least: int = 0
    """In letters: a column that takes what is left never gets narrower."""
    tip: Callable[[Any], str] | None = None

    def text(self, row: Any) -> str:
        """What stands in the cell of *row*."""
        if self.show is not None:
            return self.show(row)
        value = self.value(row)
        return "" if value is None else str(value)


def by_id(row: Any) -> Any:
    """What most rows are told apart by."""
    return row.id


class RowsModel(QAbstractTableModel):
    """Rows in memory, shown by columns and sorted on values."""

    ticked = Signal(object, bool)
    """A person wants the box of this row to be so."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any] = by_id, parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, sorted as before."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted:
            self._put_in_order(*self._sorted)
        self.endResetModel()

    def rows(self) -> Sequence[Any]:
        """The rows as they stand."""
        return self._rows

    def row_at(self, index: Index) -> Any:
        """The row at *index*, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, key: Any) -> int:
        """The place of the row that is told apart by *key*; -1 when it is not here."""
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == _DISPLAY:
            return column.text(row)
        if role == _CHECK:
            return None if column.checked is None else _box(column.checked(row))
        if role == _ALIGN:
            return _RIGHT if column.number else None
        if role == _TIP:
            return (column.tip or column.text)(row)
        if role == _SPOKEN:
            return (column.spoken or column.text)(row)
        return row if role == _ROW else None

    def setData(self, index: Index, value: Any, role: int = int(_Role.EditRole)) -> bool:
        row = self.row_at(index)
        if role != _CHECK or row is None or self.columns[index.column()].checked is None:
            return False
        self.ticked.emit(row, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.columns[index.column()].checked else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            sideways = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(sideways | Qt.AlignmentFlag.AlignVCenter)
        if role == int(_Role.AccessibleDescriptionRole) and self._sorted and self._sorted[0] == section:
            return _("sorted ascending") if self._sorted[1] is Qt.SortOrder.AscendingOrder else _("sorted descending")
        return None

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


def _box(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


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
        self.rows = RowsModel(columns, key, self)
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
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        self._fit(head)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(self.rows.row_at(now)))

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort now, and let a click on a heading sort."""
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show *rows*; the one that was current stays so if it is still there."""
        current = self.current()
        key = self.rows.key(current) if current is not None else None
        scrolled = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        if key is not None:
            self.choose(key)
        self.verticalScrollBar().setValue(scrolled)

    def current(self) -> Any:
        """The current row, or None."""
        return self.rows.row_at(self.currentIndex())

    def choose(self, key: Any) -> bool:
        """Make the row told apart by *key* the current one."""
        place = self.rows.place_of(key)
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

    def _fit(self, head: QHeaderView) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(self.rows.columns):
            if column.width:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(number, letter * column.width + 26)
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
            least = letter * (self.rows.columns[number].least or 10)
            head.resizeSection(number, max((self.viewport().width() - taken) // len(wide), least))
