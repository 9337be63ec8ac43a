"""A layout that breaks its row when there is no more room, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets from left to right, and on the next line where they do not fit. Hidden ones leave no gap."""

    def __init__(self, parent: QWidget | None = None, across: int = 8, down: int = 6, *, middle: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across, self._down, self._middle = across, down, middle
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put every widget in its place (or only find out); returns the height that is needed."""
        y = rect.y()
        for row in self._rows(rect.width()):
            hints = [item.sizeHint() for item in row]
            left = rect.width() - sum(hint.width() for hint in hints) - self._across * (len(row) - 1)
            high = max(hint.height() for hint in hints)
            x = rect.x() + (max(left, 0) // 2 if self._middle else 0)
            for item, hint in zip(row, hints, strict=True):
                if move:
                    low = high - hint.height() if item.alignment() & Qt.AlignmentFlag.AlignBottom else 0
                    item.setGeometry(QRect(QPoint(x, y + low), hint))
                x += hint.width() + self._across
            y += high + self._down
        return max(y - self._down - rect.y(), 0)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """Which widgets stand beside each other."""
        rows: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not rows or taken + self._across + wide > width:
                rows.append([item])
                taken = wide
            else:
                rows[-1].append(item)
                taken += self._across + wide
        return rows
