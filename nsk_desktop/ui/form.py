"""Forms: named fields, filled from a record and saved one at a time, as soon as each is left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.ui.widgets.entry import Entry, LineEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label

Rows = Sequence[str | tuple[str, ...]]
"""Names of fields from top to bottom; those in a tuple stand side by side. ``#text`` is a heading."""


class Form(QWidget):
    """Fields bound to a record by name."""

    saved = Signal(str, object)
    """A person has given this field this value."""

    def __init__(self, fields: Mapping[str, Field], rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "sheet")
        self.fields = dict(fields)
        self._record: object = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for row in rows:
            if isinstance(row, tuple):
                side = QHBoxLayout()
                side.setSpacing(12)
                for name in row:
                    side.addWidget(self.fields[name], 1)
                layout.addLayout(side)
            elif row.startswith("#"):
                layout.addSpacing(6)
                layout.addWidget(label(row[1:], "heading"))
            else:
                layout.addWidget(self.fields[row])
        layout.addStretch(1)
        for name, field in self.fields.items():
            field.entry.committed.connect(lambda name=name: self._save(name))

    def entry(self, name: str) -> Any:
        """The entry of a field."""
        return self.fields[name].entry

    def load(self, record: Any, shown: Mapping[str, Any] | None = None) -> None:
        """Show *record*; *shown* gives values that are not simply its fields.

        The same record shown anew leaves alone what is just being written, and what could not be read.
        """
        same = getattr(record, "id", None) == self._record
        self._record = getattr(record, "id", None)
        for name, field in self.fields.items():
            if same and _is_being_written(field.entry):
                continue
            value = shown[name] if shown and name in shown else getattr(record, name, None)
            if isinstance(value, tuple) and not isinstance(value, str):
                field.entry.set_value(*value)
            else:
                field.entry.set_value(value)

    def finish(self) -> None:
        """Take over what is being written in the field that has the focus."""
        for field in self.fields.values():
            if isinstance(field.entry, LongText):
                field.entry.finish()
            elif isinstance(field.entry, LineEntry) and field.entry.line.hasFocus():
                field.entry.line.left.emit()

    def first_problem(self) -> Field | None:
        """The first field whose text cannot be read."""
        return next((field for field in self.fields.values() if field.entry.problem), None)

    def _save(self, name: str) -> None:
        self.fields[name].say("")
        self.saved.emit(name, self.fields[name].entry.value())


def _is_being_written(entry: Entry) -> bool:
    if entry.problem:
        return True
    if isinstance(entry, LongText):
        return entry.paper.toPlainText() != entry.value()
    if isinstance(entry, LineEntry):
        return entry.line.hasFocus() and entry.unfinished()
    return False
