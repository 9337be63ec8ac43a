"""An entry for free text of several lines."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nsk_desktop.domain.plain_words import several_lines
from nsk_desktop.ui.widgets.entry import Entry


class _Paper(QPlainTextEdit):
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            document = self.document()
            if (undo and not document.isUndoAvailable()) or (redo and not document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LongText(Entry):
    """Free text of several lines; saved when it is left."""

    def __init__(self, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = _Paper(self)
        self.paper.setTabChangesFocus(True)
        self._value = self._shown = ""
        self._hold(self.paper)
        self.paper.setFixedHeight(self.paper.fontMetrics().lineSpacing() * rows + 20)
        self.paper.left.connect(self.finish)
        self.paper.textChanged.connect(self.edited)

    def value(self) -> str:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or ""
        if self.paper.toPlainText() != self._value:
            self.paper.setPlainText(self._value)
        # The paper knows no hard spaces: a text with one is not changed by being shown.
        self._shown = self.paper.toPlainText()

    def target(self) -> QWidget:
        return self.paper

    def unsaved(self) -> bool:
        return self.paper.toPlainText() != self._shown

    def words(self) -> str:
        return self.paper.toPlainText()

    def put_back(self, words: str) -> None:
        self.paper.setPlainText(words)

    def finish(self) -> None:
        """Take over what has been written so far."""
        text = self.paper.toPlainText()
        if text != self._shown:
            self._value, self._shown = several_lines(text), text
            self.committed.emit()
