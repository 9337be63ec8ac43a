"""Quiet messages inside the window: an empty page, a warning with a choice, and what was just done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label

Choice = tuple[str, Callable[[], object]]
SNACK_SECONDS = 10


class EmptyState(QWidget):
    """What stands where a list will be: one sentence and the button that begins it."""

    def __init__(self, sentence: str, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.sentence = label(sentence, "quiet", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # It breaks in large text: what can be done is never to be scrolled sideways for.
        row = FlowLayout(None, 8, 8, middle=True)
        for number, (text, act) in enumerate(choices):
            row.addWidget(button(text, act, kind="primary" if not number else "ordinary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        layout.addStretch(2)


class Notice(QFrame):
    """A warning with a few choices, above what it is about: beside the sentence, or under it for want of room."""

    def __init__(self, sentence: str = "", choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.setProperty("look", "warning")
        self.sentence = label("", wrap=True)
        self._choices = QWidget()
        self._row = FlowLayout(self._choices, 6, 6)
        self.buttons: list[PushButton] = []
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.sentence, 1)
        self._column.addWidget(self._choices)
        self.show_choices(sentence, choices)

    def show_choices(self, sentence: str, choices: Sequence[Choice] = ()) -> None:
        """Say *sentence* and offer *choices*; an empty one hides the notice."""
        self.sentence.setText(f"! {sentence}" if sentence else "")
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self.buttons = [button(text, act) for text, act in choices]
        for each in self.buttons:
            self._row.addWidget(each)
        self._choices.setVisible(bool(choices))
        self._turn()
        if not sentence:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Stand in one line if all of it can be read there."""
        choices = sum(each.sizeHint().width() + 6 for each in self.buttons)
        lines = self.sentence.text().split("\n")
        words = max(self.sentence.fontMetrics().horizontalAdvance(line) for line in lines)
        margins = self._column.contentsMargins()
        beside = words + choices + 24 <= self.width() - margins.left() - margins.right()
        self._choices.setMinimumWidth(choices if beside else 0)
        turned = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._column.direction() is not turned:
            self._column.setDirection(turned)


class Snackbar(QFrame):
    """What was just done, with a button to take it back. It goes by itself; the menu keeps the way back."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "snack")
        self.text = label("", wrap=True)
        self.undo = button(_("Undo"), undo)
        self.close_button = button("✕", self.hide)
        self.close_button.setAccessibleName(_("Close the message"))
        self.close_button.setToolTip(_("Close the message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, *, undoable: bool) -> None:
        """Show *text* for a while."""
        self.text.setText(text)
        self.undo.setVisible(undoable)
        self.show()
        announce(self, text)
        self._timer.start(SNACK_SECONDS * 1000)
