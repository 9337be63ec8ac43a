"""The columns of a list, and what every model of one answers to Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication

from nsk_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
DISPLAY, _CHECK, _ALIGN, _TIP = (
    int(_Role.DisplayRole),
    int(_Role.CheckStateRole),
    int(_Role.TextAlignmentRole),
    int(_Role.ToolTipRole),
)
_INK = int(_Role.ForegroundRole)
_SPOKEN, _ROW = int(_Role.AccessibleTextRole), int(_Role.UserRole)
# Qt asks for a dozen roles of every cell that it paints; most of them need no row.
_ANSWERED = frozenset({DISPLAY, _CHECK, _TIP, _SPOKEN, _ROW})
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
    late: Callable[[Any], bool] | None = None
    """Whether the row's words are written in red, beside what they say."""
    order: str = ""
    """What the store calls it when it sorts a long list by it."""

    def text(self, row: Any) -> str:
        """What stands in the cell of *row*."""
        if self.show is not None:
            return self.show(row)
        value = self.value(row)
        return "" if value is None else str(value)


def by_id(row: Any) -> Any:
    """What most rows are told apart by."""
    return row.id


class ColumnsModel(QAbstractTableModel):
    """Rows shown by columns. Where the rows are is what its two kinds differ in."""

    ticked = Signal(object, bool)
    """A person wants the box of this row to be so."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any] = by_id, parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def rows(self) -> Sequence[Any]:
        """The rows as they stand."""
        raise NotImplementedError

    def place_of(self, key: Any) -> int:
        """The place of the row that is told apart by *key*; -1 when it is not here."""
        raise NotImplementedError

    def row_at(self, index: Index) -> Any:
        """The row at *index*, or None."""
        rows = self.rows()
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.rows())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == _INK:
            return self._ink(index)
        if role not in _ANSWERED:
            return _RIGHT if role == _ALIGN and self.columns[index.column()].number else None
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == DISPLAY:
            return column.text(row)
        if role == _CHECK:
            return None if column.checked is None else _box(column.checked(row))
        if role == _TIP:
            return (column.tip or column.text)(row)
        if role == _SPOKEN:
            return (column.spoken or column.text)(row)
        return row

    def _ink(self, index: Index) -> QBrush | None:
        """Red for what is late, in the red of the colours in use."""
        late = self.columns[index.column()].late
        row = self.row_at(index) if late is not None else None
        return QGuiApplication.palette().brightText() if late is not None and row is not None and late(row) else None

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

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            sideways = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(sideways | Qt.AlignmentFlag.AlignVCenter)
        if role == int(_Role.AccessibleDescriptionRole) and self._sorted and self._sorted[0] == section:
            return _("sorted ascending") if self._sorted[1] is Qt.SortOrder.AscendingOrder else _("sorted descending")
        return None


def _box(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
