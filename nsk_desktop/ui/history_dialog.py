"""The history of a record: who changed what, when, from what to what, and the way back to an earlier version."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import history, kinds, receipts
from nsk_desktop.services.field_names import name_of_field
from nsk_desktop.services.history import MADE, Line, Value
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.text import label

PORTION = 50


class HistoryDialog(QDialog):
    """Newest first, a portion of the saves at a time."""

    def __init__(self, owner: QWidget | None, context: Context, record: Any, entries: Mapping[str, Entry]) -> None:
        super().__init__(owner)
        self._context, self._entries = context, entries
        self._kind, self._id = type(record).record_kind(), record.id
        self._lines: list[Line] = []
        self._newest = ""
        self.setWindowTitle(_("History"))
        letters = self.fontMetrics()
        wanted = QSize(letters.averageCharWidth() * 125, letters.lineSpacing() * 30)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.92))
        self.table = Table(self._columns(), _("History"))
        self.table.chosen.connect(self._choose)
        self.detail = label("", wrap=True)
        self.count = label("", "quiet")
        self.sent = label(receipts.sent_text(context.desk, self._kind, self._id), "quiet")
        self.more = button(_("Show more"), self._show_more)
        self.restore = button(_("Restore this version"), self._restore, icon="history")
        self.close_button = button(_("Close"), self.accept, kind="primary")
        self._arrange()
        self.read_again()

    @classmethod
    def show_for(
        cls, owner: QWidget | None, context: Context, record: Any, entries: Mapping[str, Entry] | None = None
    ) -> None:
        """Show the history of *record*; the *entries* of its form know what the fields and their values are called."""
        dialog = cls(owner, context, record, entries or {})
        dialog.exec()
        dialog.deleteLater()

    def read_again(self) -> None:
        """Show the newest saves."""
        self._lines = []
        self._show_more()
        if self._lines:
            self.table.choose(self._lines[0].id)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(_("History"), "heading"))
        head.addWidget(self.sent)
        head.addStretch(1)
        head.addWidget(self.count)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout.addLayout(row)
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("When"), lambda line: line.when, _moment, width=17),
            Column(_("Who"), lambda line: line.who, lambda line: line.who or "?", width=6),
            Column(_("What"), self._name, width=22),
            Column(_("Before"), lambda line: self._text(line, line.before, line.before_text), least=12),
            Column(_("After"), lambda line: self._text(line, line.after, line.after_text), least=12),
        )

    def _name(self, line: Line) -> str:
        if line.kind != self._kind:
            return f"{kinds.name_of_kind(line.kind)}: {line.about}"
        entry = self._entries.get(line.field)
        if entry is not None:
            return entry.name()
        own = {MADE: _("Made"), "deleted": _("In the bin"), "completed": _("Finished"), "state": _("Status")}
        return own.get(line.field) or name_of_field(line.field)

    def _text(self, line: Line, value: Value, text: str) -> str:
        """A value as its own entry writes it, or as it is written everywhere."""
        entry = self._entries.get(line.field) if line.kind == self._kind else None
        said = entry.describe(value) if entry is not None and value not in (None, "", [], {}) else None
        return text if said is None else said

    def _show_more(self) -> None:
        seen = self.more.property("saves") or 0 if self._lines else 0
        found = history.lines(self._context.desk, self._kind, self._id, first=seen, count=PORTION)
        self._lines += found.lines
        self._newest = found.newest
        shown = min(seen + PORTION, found.saves)
        self.more.setProperty("saves", shown)
        self.more.setVisible(shown < found.saves)
        text = ngettext("{shown} of {number} save", "{shown} of {number} saves", found.saves)
        self.count.setText(text.format(shown=shown, number=found.saves))
        self.table.show_rows(self._lines)

    def _choose(self, line: Line | None) -> None:
        earlier = line is not None and line.record == self._id and line.entry != self._newest
        self.restore.setEnabled(earlier)
        if line is None:
            self.detail.setText("")
            return
        before, after = self._text(line, line.before, line.before_text), self._text(line, line.after, line.after_text)
        empty = _("(empty)")
        words = f"{before or empty} → {after or empty}" if before or after else ""
        self.detail.setText(f"{self._name(line)}  {words}".strip())

    def _restore(self) -> None:
        line = self.table.current()
        if line is not None and history.restore_version(self._context.desk, self._id, line.entry):
            self._context.tell(_("The version of {when} is restored.").format(when=_moment(line)))
        self.read_again()


def _moment(line: Line) -> str:
    """When, as the clock on the wall said."""
    local = line.when.astimezone()
    return f"{show_day(local.date())} {local:%H.%M}"
