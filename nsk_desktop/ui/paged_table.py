"""A table for lists of any length: the store gives the ids in order, and rows are read a portion at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, overload

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nsk_desktop.services.long_list import LongList
from nsk_desktop.ui.columns import Column, ColumnsModel, Index, by_id
from nsk_desktop.ui.table import Table

PORTION = 64
_KEPT = 30

ReadIds = Callable[[str, bool], Sequence[str]]
"""The ids in order: sorted by what (nothing: as the store likes it), and whether the other way round."""
ReadRows = Callable[[Sequence[str]], Sequence[Any]]
"""The rows with these ids; one that is gone is left out."""


class PagedModel(ColumnsModel):
    """As many rows as there are ids; those that are looked at are read, a portion at a time, and soon forgotten."""

    def __init__(self, columns: Sequence[Column], read_ids: ReadIds, read_rows: ReadRows, parent: Any = None) -> None:
        super().__init__(columns, by_id, parent)
        self._read_ids = read_ids
        self._read_rows = read_rows
        self._ids: Sequence[str] = ()
        self._begun = False
        self._portions: OrderedDict[int, list[Any]] = OrderedDict()
        self._alone: tuple[str, Any] | None = None
        self._view = _Rows(self)

    def renew(self) -> None:
        """Read the ids anew, and the rows that are shown."""
        self._begun = True
        ids = self._ordered()
        self._portions.clear()
        self._alone = None
        if len(ids) == len(self._ids):
            self._ids = ids
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()

    def rows(self) -> Sequence[Any]:
        return self._view

    def row_at(self, index: Index) -> Any:
        return self.row(index.row()) if index.isValid() else None

    def row(self, place: int) -> Any:
        """The row at *place*; None when it is gone."""
        if not 0 <= place < len(self._ids):
            return None
        portion, within = divmod(place, PORTION)
        rows = self._portions.get(portion)
        if rows is None and (id := self._known_alone(place)) is not None:
            return self._row_alone(id)
        if rows is None:
            rows = self._portions[portion] = self._read(portion)
            if len(self._portions) > _KEPT:
                self._portions.popitem(last=False)
        return rows[within]

    def _known_alone(self, place: int) -> str | None:
        return self._ids.found(place) if isinstance(self._ids, LongList) else None

    def _row_alone(self, id: str) -> Any:
        """The row with this id. Nobody looks at what lies around it, so that is not read for its sake."""
        if self._alone is None or self._alone[0] != id:
            self._alone = (id, next(iter(self._read_rows([id])), None))
        return self._alone[1]

    def place_of(self, key: Any) -> int:
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or not self.columns[column].order:
            return
        if self._begun and self._sorted == (column, order):
            # Qt asks twice for one click.
            return
        self._sorted = (column, order)
        if not self._begun:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(index, self._ids[index.row()]) for index in before]
        self._ids = self._ordered()
        self._portions.clear()
        # The current row has an index for each column; its place is asked for once.
        places = {key: self.place_of(key) for key in {key for _index, key in kept}}
        self.changePersistentIndexList(before, [self.index(places[key], index.column()) for index, key in kept])
        self.layoutChanged.emit()

    def _ordered(self) -> Sequence[str]:
        if self._sorted is None:
            return self._read_ids("", False)
        column, order = self._sorted
        return self._read_ids(self.columns[column].order, order is Qt.SortOrder.DescendingOrder)

    def _read(self, portion: int) -> list[Any]:
        ids = self._ids[portion * PORTION : (portion + 1) * PORTION]
        found = {self.key(row): row for row in self._read_rows(ids)}
        return [found.get(id) for id in ids]


class _Rows(Sequence[Any]):
    """The rows of a model as a sequence, read when they are looked at."""

    def __init__(self, model: PagedModel) -> None:
        self._model = model

    def __len__(self) -> int:
        return self._model.rowCount()

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self._model.row(each) for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._model.row(place % len(self))


class PagedTable(Table):
    """A list as quick with a hundred thousand rows as with a hundred. A click on a heading sorts in the store."""

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        read_ids: ReadIds,
        read_rows: ReadRows,
        parent: QWidget | None = None,
    ) -> None:
        self._read = read_ids, read_rows
        super().__init__(columns, name, parent=parent)

    def make_model(self, columns: Sequence[Column], key: Callable[[Any], Any]) -> PagedModel:
        return PagedModel(columns, *self._read, parent=self)

    def renew(self) -> int:
        """Read the list anew. Returns how many rows it has."""
        self._keeping_the_place(self.rows.renew)
        return int(self.rows.rowCount())
