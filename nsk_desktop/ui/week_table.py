"""A week as a table: a column for each day, a line for each meeting, and one empty cell for a new one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nsk_desktop.domain.dates import show_day, show_day_long, weekday_name
from nsk_desktop.i18n import _
from nsk_desktop.services.start import Meeting
from nsk_desktop.services.week import WeekDay
from nsk_desktop.ui.meeting_columns import state_of
from nsk_desktop.ui.widgets.text import restyle

_Role = Qt.ItemDataRole
_DISPLAY, _SPOKEN, _TIP = int(_Role.DisplayRole), int(_Role.AccessibleTextRole), int(_Role.ToolTipRole)
_ALIGN = int(_Role.TextAlignmentRole)
_TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_AROUND = 22
"""What the style leaves free at both sides of a cell's words, and the line between two cells."""
_LETTERS = 15
"""A day never gets narrower than this many letters."""
Day = tuple[date, Meeting | None]
Index = QModelIndex | QPersistentModelIndex


class WeekModel(QAbstractTableModel):
    """The meetings of seven days."""

    def __init__(self, owner: QTableView) -> None:
        super().__init__(owner)
        self._days: Sequence[WeekDay] = ()
        self._today = date.min

    def set_days(self, days: Sequence[WeekDay], today: date) -> None:
        """Show another week, or the same anew."""
        self.beginResetModel()
        self._days, self._today = days, today
        self.endResetModel()

    def at(self, index: Index) -> Day | None:
        """The day of a cell, and its meeting if it has one."""
        if not index.isValid() or index.column() >= len(self._days):
            return None
        day = self._days[index.column()]
        return day.day, day.meetings[index.row()] if index.row() < len(day.meetings) else None

    def find(self, day: date, id: str) -> QModelIndex:
        """The cell of a meeting, or the first cell of its day."""
        for column, listed in enumerate(self._days):
            if listed.day == day:
                rows = [row for row, meeting in enumerate(listed.meetings) if meeting.id == id]
                return self.index(rows[0] if rows else 0, column)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() or not self._days else 1 + max(len(day.meetings) for day in self._days)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._days)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        found = self.at(index)
        if found is None:
            return None
        day, meeting = found
        if role == _SPOKEN:
            return self._spoken(day, meeting)
        if role == _ALIGN:
            return _TOP
        if meeting is None:
            return None
        if role in (_DISPLAY, _TIP):
            return "\n".join(part for part in self._parts(meeting) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._days):
            return None
        if role == _ALIGN:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != _DISPLAY:
            return None
        listed = self._days[section]
        name = f"{weekday_name(listed.day.isoweekday())[:3]} {show_day(listed.day)[:6]}"
        beside = [_("today")] if listed.day == self._today else []
        # A line of its own even when it is empty: a head that changes its height makes the week jump.
        return "\n".join((name, " · ".join([*beside, *([listed.holiday] if listed.holiday else [])])))

    def _parts(self, meeting: Meeting) -> tuple[str, ...]:
        sign, word = state_of(meeting, self._today)
        clock = "–".join(time.replace(":", ".") for time in (meeting.from_time, meeting.to_time) if time)
        return clock, meeting.title or _("without a title"), meeting.place, f"{sign} {word}"

    def _spoken(self, day: date, meeting: Meeting | None) -> str:
        said = [show_day_long(day)]
        said += [part for part in self._parts(meeting) if part] if meeting else [_("no meeting")]
        return ", ".join(said)


class WeekTable(QTableView):
    """Seven days side by side. Arrow keys go from cell to cell, and over the edge into the next week."""

    opened = Signal(object)
    """Enter or a double click on a cell: its `Day`."""
    turned = Signal(int)
    """So many weeks further; nought is the week of today."""
    menu_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.days = WeekModel(self)
        self.setModel(self.days)
        self.setObjectName("week")
        self.setAccessibleName(_("Calendar"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    def show_week(self, days: Sequence[WeekDay], today: date) -> None:
        """Show *days*; the cell that was current stays so as far as it is there."""
        before = self.currentIndex()
        row, column = max(before.row(), 0), max(before.column(), 0)
        self.days.set_days(days, today)
        self._fit()
        self.choose(min(row, self.days.rowCount() - 1), column)

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self.days.index(row, column))

    def current(self) -> Day | None:
        """The day and the meeting of the current cell."""
        return self.days.at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        key, column = event.key(), self.currentIndex().column()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return lambda: self._open(self.currentIndex())
        if key == Qt.Key.Key_Left and column == 0:
            return lambda: self._turn(-1, 6)
        if key == Qt.Key.Key_Right and column == self.days.columnCount() - 1:
            return lambda: self._turn(1, 0)
        weeks = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: 0}
        return (lambda: self.turned.emit(weeks[Qt.Key(key)])) if key in weeks else None

    def _turn(self, weeks: int, column: int) -> None:
        self.turned.emit(weeks)
        self.choose(0, column)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell: under the mouse, or of the current one when a key asks."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.setCurrentIndex(index)
        self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the chosen cell strongly while the keyboard is here."""
        super().focusInEvent(event)
        restyle(self, "focused", "true")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, "focused", "false")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the days, but let none become unreadable."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        found = self.days.at(index)
        if found is not None:
            self.opened.emit(found)

    def _fit(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _LETTERS
        width = max(self.viewport().width() // 7, least)
        for column in range(self.days.columnCount()):
            self.setColumnWidth(column, width)
        heights = [self._height(row, width) for row in range(self.days.rowCount())]
        if heights:
            # The days reach down to the end: the last row is the empty one.
            heights[-1] += max(self.viewport().height() - sum(heights), 0)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)

    def _height(self, row: int, width: int) -> int:
        """What the tallest cell of a row needs: the style knows nothing of words that go on in the next line."""
        words = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        room = QRect(0, 0, width - _AROUND, 10_000)
        texts = [self.days.data(self.days.index(row, column)) for column in range(self.days.columnCount())]
        heights = [self.fontMetrics().boundingRect(room, words, text).height() for text in texts if text]
        return max([*heights, self.fontMetrics().height() * 2]) + 12
