"""A field of a form: its label, its entry and, when something is wrong, the sentence that says so."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.text import label


class Field(QWidget):
    """A label over an entry; what is wrong is said under it and read aloud, and what was typed stays."""

    def __init__(self, text: str, entry: Entry, *, required: bool = False, note: str = "") -> None:
        super().__init__()
        self.entry = entry
        shown = _("{label} (*required)").format(label=text) if required else text
        self.label = label(shown)
        self.label.setProperty("look", "strong")
        self.label.setBuddy(entry.target())
        self.note = label(note, "quiet", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        if entry.labels_itself:
            self.label.hide()
        elif not entry.target().accessibleName():
            entry.target().setAccessibleName(text)
        for widget in (self.label, entry, self.note, self.problem):
            layout.addWidget(widget)
        # Only now: a widget that is shown before it has a parent is a window of its own.
        self.note.setVisible(bool(note))
        # In a row of fields the lower ones stay up beside their neighbours.
        layout.addStretch(1)
        entry.problem_changed.connect(self._show_problem)

    def say(self, sentence: str) -> None:
        """Show a problem that the entry could not know of; an empty *sentence* takes it away."""
        self.entry.set_problem(sentence)

    def attach(self, widget: QWidget) -> None:
        """Put *widget* under the entry."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.problem) + 1, widget)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(f"✕ {sentence}" if sentence else "")
        self.problem.setVisible(bool(sentence))
        target = self.entry.target()
        target.setAccessibleDescription(sentence)
        if sentence:
            announce(target, sentence)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say *sentence*."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
