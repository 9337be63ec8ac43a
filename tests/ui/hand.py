"""A hand at the keyboard or the mouse that counts: a key chord is one, a click is one, letters are counted apart.

It sends events to what has the focus or lies under the pointer, and nothing else: it sets no values and no focus.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nsk_desktop.ui.table import Table

_NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Somebody who works in a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = self.clicks = self.letters = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """One key chord."""
        self.keys += 1
        QTest.keyClick(self._listener(), key, modifier)

    def write(self, text: str) -> None:
        """Letters of names, words and dates."""
        self.letters += len(text)
        QTest.keyClicks(self._listener(), text)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """One click on what can be seen; *at* counts from the widget's upper left."""
        assert widget.isVisible()
        assert widget.isEnabled()
        point = at if at is not None else widget.rect().center()
        on_screen = widget.mapToGlobal(point)
        top = widget.window()
        assert top.rect().contains(top.mapFromGlobal(on_screen)), "it is outside the window"
        found = top.childAt(top.mapFromGlobal(on_screen))
        assert found is widget or (found is not None and widget.isAncestorOf(found)), f"{found} lies over it"
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, point)

    def click_cell(self, table: Table, row: int, column: int = 0) -> None:
        """One click on the box of a row, or on the row."""
        box = table.visualRect(table.rows.index(row, column))
        self.click(table.viewport(), QPoint(box.left() + 16, box.center().y()))

    def _listener(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        found = popup or QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found
