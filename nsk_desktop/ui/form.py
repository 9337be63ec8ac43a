"""Forms: named fields, filled from a record and saved one at a time, as soon as each is left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.errors.typed import EndsBefore, TimesBackwards
from nsk_desktop.ui.drafts import LOOSE, Drafts, Sheet
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.text import label

Rows = Sequence[str | tuple[str, ...]]
"""Names of fields from top to bottom; those in a tuple stand side by side. ``#text`` is a heading."""


class Guard(Protocol):
    """Looks at a field that is left, before what stands there is saved."""

    def look(self) -> bool:
        """Show what is the matter; returns whether the words may be saved."""

    def holds_back(self) -> bool:
        """Whether the words must be stored nowhere."""

    def forget(self) -> None:
        """The field shows another record."""


class Form(QWidget):
    """Fields bound to a record by name."""

    saved = Signal(str, object)
    """A person has given this field this value."""

    def __init__(self, fields: Mapping[str, Field], rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "sheet")
        # In the order in which they are seen, so that the first that is wrong is the uppermost.
        shown = [name for row in rows for name in (row if isinstance(row, tuple) else (row,)) if name in fields]
        self.fields = {name: fields[name] for name in (*shown, *fields)}
        self._record = ""
        self._unconfirmed: set[str] = set()
        self._saving = ""
        self._spans: tuple[tuple[str, str], ...] = ()
        self._backwards: set[str] = set()
        self.sheet: Sheet | None = None
        self.guards: dict[str, Guard] = {}
        """Who looks at what is written in a field before it is saved."""
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
                layout.addWidget(label(row[1:], "heading", wrap=True))
            else:
                layout.addWidget(self.fields[row])
        layout.addStretch(1)
        for name, field in self.fields.items():
            field.entry.committed.connect(lambda name=name: self._save(name))

    def entry(self, name: str) -> Any:
        """The entry of a field."""
        return self.fields[name].entry

    def in_order(self, *spans: tuple[str, str]) -> "Form":
        """Say under the second field of each of *spans* when what it says lies before the first."""
        self._spans = spans
        return self

    def record(self) -> str:
        """The id of the record that is shown; empty when none is."""
        return self._record

    def keep_drafts(self, drafts: Drafts, place: Callable[[], str]) -> Sheet:
        """Keep what is typed here and not saved yet, as words of the page called *place*."""
        self.sheet = Sheet(drafts, place, lambda: self._record or LOOSE)
        for name, field in self.fields.items():
            self.sheet.add(name, _FieldWords(self, name), field.entry.edited)
        sheet = self.sheet
        self.destroyed.connect(lambda: drafts.let_be(sheet))
        return sheet

    def load(self, record: Any, shown: Mapping[str, Any] | None = None) -> None:
        """Show *record*; *shown* gives values that are not simply its fields.

        The same record shown anew leaves alone what is just being written, and what could not be read. Another
        one brings back what was written about it earlier.
        """
        self._join_page()
        id = getattr(record, "id", None) or ""
        same = id == self._record
        for name in self._backwards:
            # The field itself can be read: it is shown anew like any other.
            self.fields[name].say("")
        self._backwards.clear()
        if not same and self.sheet is not None:
            self.sheet.look()
        self._record = id
        for name, field in self.fields.items():
            if same and (field.entry.problem or field.entry.unsaved() or self.is_held_back(name)):
                continue
            if not same:
                # What was lacking there is no word about this one.
                field.say("")
            value = shown[name] if shown and name in shown else getattr(record, name, None)
            self._show(field.entry, value, keep=same and name in self._unconfirmed and name != self._saving)
        self._unconfirmed.clear()
        for guard in self.guards.values() if not same else ():
            guard.forget()
        if self.sheet is not None:
            if not same:
                self.sheet.put_back()
            self.sheet.look_again()
        self._look_at_spans()

    def _look_at_spans(self) -> None:
        for first, last in self._spans:
            begin, end = (self.fields[name].entry for name in (first, last))
            sentence = "" if end.unsaved() else _backwards(begin.value(), end.value())
            if sentence or last in self._backwards:
                self.fields[last].say(sentence)
                (self._backwards.add if sentence else self._backwards.discard)(last)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring back what was written, in a form that shows no record but makes one."""
        super().showEvent(event)
        if self.sheet is None:
            self._join_page()
            if self.sheet is not None:
                self.sheet.put_back()

    def _join_page(self) -> None:
        """Keep what is typed here under the name of the page that the form stands on."""
        page = self.parentWidget()
        while page is not None and not getattr(page, "place", ""):
            page = page.parentWidget()
        if self.sheet is None and page is not None:
            self.keep_drafts(page.context.drafts, lambda: page.place)  # type: ignore[attr-defined]

    def _show(self, entry: Entry, value: Any, *, keep: bool) -> None:
        """Show *value*; *keep* says that saving what stands there may have gone wrong, so that it must not vanish."""
        words = entry.words()
        if isinstance(value, tuple) and not isinstance(value, str):
            entry.set_value(*value)
        else:
            entry.set_value(value)
        if keep and words and entry.words() != words:
            entry.put_back(words)

    def finish(self) -> None:
        """Take over what is being written."""
        for field in self.fields.values():
            field.entry.finish()

    def save_again(self) -> None:
        """Save what could not be when its field was left: there may be room on the disk now."""
        for name in sorted(self._unconfirmed):
            if not self.fields[name].entry.unsaved() and not self.is_held_back(name):
                self._save(name)

    def is_confirmed(self, name: str) -> bool:
        """Whether the record has been read since the field was last saved; until then the save may have gone wrong."""
        return name not in self._unconfirmed

    def settle(self, names: Iterable[str]) -> None:
        """What stands in these fields is answered for: the record says what they show next."""
        self._unconfirmed.difference_update(names)

    def is_held_back(self, name: str) -> bool:
        """Whether what stands in the field must be stored nowhere, not even as a draft."""
        return name in self.guards and self.guards[name].holds_back()

    def names(self) -> dict[str, str]:
        """What each field is called."""
        return {name: field.entry.name() for name, field in self.fields.items()}

    def entries(self) -> dict[str, Entry]:
        """Every entry by the name of its field."""
        return {name: field.entry for name, field in self.fields.items()}

    def go_to(self, names: Sequence[str]) -> None:
        """Put the focus on the first of the fields called *names*; each stays as it is."""
        found = next((field for name, field in self.fields.items() if name in names), None)
        if found is not None:
            found.entry.setFocus()

    def first_problem(self) -> Field | None:
        """The first field whose text cannot be read."""
        return next((field for field in self.fields.values() if field.entry.problem), None)

    def _save(self, name: str) -> None:
        self.fields[name].say("")
        if name in self.guards and not self.guards[name].look():
            return
        self._unconfirmed.add(name)
        self._saving = name
        self.saved.emit(name, self.fields[name].entry.value())
        self._saving = ""
        self._look_at_spans()


def _backwards(begin: Any, end: Any) -> str:
    """What is wrong when *end* is not after *begin*; both are days or times of day."""
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        return str(EndsBefore())
    if begin and end and isinstance(begin, str) and isinstance(end, str) and end <= begin:
        return str(TimesBackwards(begin, end))
    return ""


class _FieldWords:
    """The words of one field: unsaved while they are being typed, and when saving them went wrong."""

    def __init__(self, form: Form, name: str) -> None:
        self._form, self._name = form, name
        self._entry: Entry = form.fields[name].entry

    def unsaved(self) -> bool:
        unsaved = self._entry.unsaved() or not self._form.is_confirmed(self._name)
        return unsaved and not self._form.is_held_back(self._name)

    def words(self) -> str:
        return self._entry.words()

    def put_back(self, words: str) -> None:
        self._entry.put_back(words)

    def focus(self) -> None:
        self._entry.setFocus()
