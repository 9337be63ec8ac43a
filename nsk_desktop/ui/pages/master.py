"""A list at the left and the form of the chosen record at the right."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.conflicts import ConflictNotice
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.delete_key import on_delete
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import Allowed, guard_form
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import Line
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea
from nsk_desktop.ui.widgets.text import label

_SEARCH_LETTERS = 8


class MasterPage(Page):
    """Shows records of one kind; a subclass says how they are read, saved and deleted."""

    allowed: Allowed = MappingProxyType({})
    """What the text guard lets through in a field, because the field is made for it."""

    def __init__(
        self, context: Context, title: str, columns: Sequence[Column], form: Form, *, sentence: str, make: str
    ) -> None:
        super().__init__(context, title)
        if not title:
            self.title.hide()
            self.body.setContentsMargins(0, 10, 0, 0)
        self._id = ""
        self.form = form
        self.form.saved.connect(self._save)
        self.sheet = form.keep_drafts(context.drafts, lambda: self.place)
        guard_form(context, form, lambda: self.place, self.allowed)
        self.text = Line()
        self.text.setPlaceholderText(_("Search"))
        self.text.setAccessibleName(_("Search"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(320)
        # Never so narrow beside a choice and a long button that it says nothing.
        self.text.setMinimumWidth(self.fontMetrics().averageCharWidth() * _SEARCH_LETTERS)
        self.text.textChanged.connect(self._fill)
        self.make_button = button(make, self.make, kind="primary" if title else "ordinary", icon="add")
        self.head.insertWidget(0 if not title else 2, self.text, 1)
        self.head.addWidget(self.make_button)
        self.table = self.make_table(columns, title or make)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _row: self.form.setFocus())
        self.empty = EmptyState(sentence, ((make, self.make),))
        self.none_fit = self.make_none_fit()
        self.conflicts = ConflictNotice(context, form.names())
        self.detail, detail = card()
        self.detail_title = label("", "heading", wrap=True)
        self.delete_button = button(_("Delete"), self._delete, icon="delete", tip=_("Move to the bin (Delete)"))
        head = QHBoxLayout()
        # Without words: a name, a word and a button have to stand side by side in twice the size of text.
        tip = _("History: who changed what, and when")
        self.history_button = button("", self.show_history, icon="history", tip=tip)
        self.history_button.setAccessibleName(_("History"))
        head.addWidget(self.detail_title, 1)
        head.addWidget(self.history_button)
        head.addWidget(self.delete_button)
        detail.addLayout(head)
        detail.addWidget(self.conflicts)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(2, 2, 10, 2)
        # What is left over goes under the form, not between what stands after it.
        self.column.addWidget(form, 1)
        detail.addWidget(scrolled(content), 1)
        on_delete(self.table, self._delete)
        self._arrange()

    def _arrange(self, *above: QWidget) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for each in (self.table, self.empty, self.none_fit):
            column.addWidget(each, 1)
        splitter = Splitter((620, 380))
        splitter.add(left, 280)
        splitter.add(self.detail, 360)
        self.body.addWidget(SplitterArea(splitter, *above), 1)

    # what a subclass says

    def make_table(self, columns: Sequence[Column], name: str) -> Table:
        """The list."""
        return Table(columns, name)

    def narrowed(self) -> bool:
        """Whether fewer rows are asked for than there are, by something else than the search line."""
        return False

    def make_none_fit(self) -> EmptyState:
        """What stands where the rows would, when there are none that are asked for."""
        return EmptyState(_("Nothing fits the search."), ((_("Clear the search"), self.text.clear),))

    def fill(self, text: str) -> int:
        """Show the rows that fit *text*. Returns how many they are."""
        rows = self.read_rows(text)
        self.table.show_rows(rows)
        return len(rows)

    def read_rows(self, text: str) -> Sequence[Any]:
        """The rows that fit *text*."""
        raise NotImplementedError

    def read(self, id: str) -> Any:
        """The record behind a row, or None."""
        raise NotImplementedError

    def make(self) -> None:
        """Make a record and show its form."""
        raise NotImplementedError

    def save(self, id: str, name: str, value: Any) -> None:
        """Save one field."""
        raise NotImplementedError

    def delete(self, id: str) -> None:
        """Move a record to the bin."""
        raise NotImplementedError

    def show_record(self, record: Any) -> None:
        """Fill the form."""
        self.form.load(record)

    def name_of(self, record: Any) -> str:
        """How the record is called over its form."""
        raise NotImplementedError

    # the same for all

    def refresh(self) -> None:
        self._fill()
        self._show()

    def open_record(self, id: str) -> None:
        if id == "new":
            self.make()
            return
        self.text.clear()
        self._renew()
        self._id = id
        self.table.choose(id)
        self._show()
        self.sheet.go_to(self.context.drafts.kept(self.place, id))

    def begin(self, id: str, first: str) -> None:
        """Show a record that was just made, with the focus on its first field."""
        self.open_record(id)
        self.form.entry(first).setFocus()

    def shown_id(self) -> str:
        return self._id

    def finish(self) -> None:
        self.form.finish()

    def show_history(self) -> None:
        """Show what happened to the chosen record."""
        record = self.read(self._id) if self._id else None
        if record is not None:
            HistoryDialog.show_for(self, self.context, record, self.form.entries())

    def search(self) -> None:
        """Put the focus on the search line."""
        self.text.setFocus()

    def _fill(self, _text: str = "") -> None:
        typed = self.text.text().strip()
        number = self.fill(typed)
        asked = bool(typed) or self.narrowed()
        self.table.setVisible(bool(number))
        self.empty.setVisible(not number and not asked)
        self.none_fit.setVisible(not number and asked)
        # An empty list has its own button in the middle, and nothing to search in.
        for each in (self.text, self.make_button):
            each.setVisible(bool(number or asked))
        if number and not self.table.choose(self._id):
            self.table.choose(self.table.rows.key(self.table.rows.rows()[0]))
        elif not number:
            self._id = ""
            self._show()

    def _choose(self, row: Any) -> None:
        if row is not None and self.table.rows.key(row) != self._id:
            self.form.finish()
            self._id = self.table.rows.key(row)
            self._show()

    def _show(self) -> None:
        record = self.read(self._id) if self._id else None
        self.detail.setVisible(record is not None and not record.deleted)
        if record is not None:
            self.detail_title.setText(self.name_of(record))
            self.show_record(record)
            self.conflicts.show_for(record.id)

    def _save(self, name: str, value: Any) -> None:
        if self._id:
            self.save(self._id, name, value)

    def _delete(self) -> None:
        if self._id:
            gone, rows = self._id, self.table.rows
            place, shown = rows.place_of(gone), rows.rows()
            beside = [
                rows.key(shown[other]) for other in (place + 1, place - 1) if place >= 0 and 0 <= other < len(shown)
            ]
            self.delete(gone)
            if beside and rows.place_of(gone) < 0:
                self.table.choose(beside[0])
            self.context.tell(_("Moved to the bin."))
