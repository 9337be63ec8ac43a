"""What every entry has in common: a value, and a word when a person has changed it."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from nsk_desktop.domain.plain_words import one_line
from nsk_desktop.errors import NskError
from nsk_desktop.ui.widgets.text import restyle

_AROUND = 36
"""What a line has around its words, and some room to type in."""


class Entry(QWidget):
    """Shows one value and lets a person change it."""

    committed = Signal()
    """A person has changed the value; it can be read."""
    problem_changed = Signal(str)
    """What was typed cannot be read: the sentence that says why. Empty when it can again."""
    edited = Signal()
    """What stands in the entry has changed, perhaps without being taken over."""
    labels_itself = False
    """Whether the words stand in the entry, as beside a box to tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = ""

    def value(self) -> Any:
        """The value last read or set."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show *value*; nobody is told."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """The widget inside that is typed into or pressed."""
        raise NotImplementedError

    def unsaved(self) -> bool:
        """Whether words stand here that are not the value: half typed, or such as cannot be read."""
        return False

    def words(self) -> str:
        """What stands here, as it was typed."""
        return ""

    def put_back(self, words: str) -> None:
        """Show *words* that were typed earlier and never taken over."""

    def finish(self) -> None:
        """Take over what stands here, as if the entry were left."""

    def describe(self, value: Any) -> str | None:
        """How *value* is written for people; None when the entry knows no better than its bare text."""
        return None

    def name(self) -> str:
        """What it asks for, as a screen reader says it."""
        return self.target().accessibleName()

    @property
    def problem(self) -> str:
        """Why what stands in the entry cannot be read; empty when it can."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """Mark the entry as wrong, or as right again with an empty *sentence*. What was typed stays."""
        changed = sentence != self._problem
        self._problem = sentence
        restyle(self.target(), "bad", "true" if sentence else "false")
        if changed:
            self.problem_changed.emit(sentence)

    def _hold(self, widget: QWidget) -> None:
        """Fill the entry with *widget*, which is its target."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(widget, 1)
        self.setFocusProxy(widget)

    def narrow(self, letters: int) -> None:
        """Make room for *letters* only, at the left."""
        target = self.target()
        target.setMaximumWidth(target.fontMetrics().averageCharWidth() * letters + _AROUND)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 0)
            layout.addStretch(1)


class _OnOneLine(QValidator):
    """Lets everything through, but what is pasted from several lines, or is no letter, as it is seen: on one line."""

    def validate(self, text: str, place: int) -> object:
        plain = one_line(text)
        return QValidator.State.Acceptable, plain, min(place, len(plain))


class Line(QLineEdit):
    """A line that says when it is left or Enter is pressed, whether or not anything was typed."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(_OnOneLine(self))

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing has been typed here to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence

            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (0x01000004, 0x01000005):  # Return and Enter
            self.left.emit()


class LineEntry(Entry):
    """A line of text that means a value. What cannot be read stays as it was typed."""

    empty: Any = None
    """The value of an empty line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(self)
        self._value: Any = self.empty
        self._hold(self.line)
        self.line.left.connect(self._finish)
        self.line.textChanged.connect(self.edited)

    def hint(self, words: str) -> None:
        """Say in the empty line what may be typed; a narrow line is wide enough to read it."""
        self.line.setPlaceholderText(words)
        wide = self.line.fontMetrics().horizontalAdvance(words) + _AROUND
        self.line.setMaximumWidth(max(self.line.maximumWidth(), wide))

    def read(self, text: str) -> Any:
        """The value that *text* means; raises the error that says why it means none."""
        return text

    def show_text(self, value: Any) -> str:
        """How *value* is written in the line."""
        return str(value)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        self.line.setText(self._written(value))
        self.line.setCursorPosition(0)
        self.set_problem("")

    def target(self) -> QWidget:
        return self.line

    def unsaved(self) -> bool:
        return self.line.text() != self._written(self._value)

    def words(self) -> str:
        return self.line.text()

    def put_back(self, words: str) -> None:
        self.line.setText(words)
        try:
            self.read(words.strip() or self._written(self._value))
        except NskError as error:
            self.set_problem(str(error) if words.strip() else "")

    def finish(self) -> None:
        if self.unsaved():
            self.line.left.emit()

    def _written(self, value: Any) -> str:
        return "" if value is None or value == self.empty else one_line(self.show_text(value))

    def _finish(self) -> None:
        text = self.line.text().strip()
        try:
            # What stands here unchanged is not saved anew in the words of one line.
            value = (
                self._value if text == self._written(self._value).strip() else self.read(text) if text else self.empty
            )
        except NskError as error:
            self.set_problem(str(error))
            return
        if text == self._written(self._value).strip():
            # What another laptop said on several lines is not said anew on one.
            value = self._value
        changed = value != self._value
        self._value = value
        if changed or self.line.text() != self._written(value):
            # Also when it reads the same: setting it ends the line's own undo, so that Ctrl+Z takes back the save.
            self.line.setText(self._written(value))
        self.set_problem("")
        if changed:
            self.committed.emit()


class TextEntry(LineEntry):
    """One line of free text."""

    empty = ""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.setPlaceholderText(placeholder)
