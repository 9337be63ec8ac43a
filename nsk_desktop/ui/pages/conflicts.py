"""What laptops disagree about: every value with its author and time, and a choice that can be undone."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.services import team_conflicts
from nsk_desktop.services.team_conflicts import Dispute, Wording
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea
from nsk_desktop.ui.widgets.text import label


class ConflictsPage(Page):
    """The list of them, and the values of the one that is chosen."""

    kinds = frozenset(KINDS)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.table = Table(
            (
                Column(_("What"), lambda one: one.record_name, _record, least=20),
                Column(_("Field"), lambda one: one.field_name, width=18),
                Column(_("Versions"), lambda one: len(one.sides), number=True, width=10),
            ),
            _("Conflicts"),
        )
        self.table.chosen.connect(self._show)
        self.choices: list[PushButton] = []
        self._sides = QWidget()
        self._column = QVBoxLayout(self._sides)
        self._column.setContentsMargins(12, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        splitter = Splitter((3, 2))
        splitter.add(self.table, 320)
        splitter.add(scrolled(self._sides), 300)
        self.parts = SplitterArea(splitter)
        self.empty = EmptyState(
            _("No conflicts. When you and a colleague write different things in the same field, you choose here.")
        )
        self.body.addWidget(self.parts, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        rows = team_conflicts.disputes(self.context.desk)
        self.table.show_rows(rows)
        self.parts.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.choose(rows[0].id)
        self._show(self.table.current())

    def open_record(self, id: str) -> None:
        for row in self.table.rows.rows():
            if row.record == id:
                self.table.choose(row.id)

    def _show(self, one: Dispute | None) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.choices = []
        if one is None:
            return
        heading = label(f"{one.kind_name}: {one.record_name}", "heading", wrap=True)
        shown: list[QWidget] = [heading, label(one.field_name, "strong", wrap=True)]
        shown += [self._side(one, side) for side in one.sides]
        if one.kind in PAGES:
            shown.append(_in_a_row(button(_("Open the record"), partial(self.context.go, PAGES[one.kind], one.record))))
        for place, widget in enumerate(shown):
            self._column.insertWidget(place, widget)

    def _side(self, one: Dispute, side: Wording) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(label(side.text, wrap=True))
        local = side.when.astimezone()
        who = _("{who}, {day} at {time}").format(
            who=side.who or _("unknown"), day=show_day(local.date()), time=f"{local:%H.%M}"
        )
        shown = _("shown now")
        layout.addWidget(label(f"{who} · {shown}" if side.shown else who, "quiet", wrap=True))
        choose = button(_("Let this one stand"), partial(self._decide, one, side), icon="check")
        choose.setAccessibleName(_("Let this one stand: {value}").format(value=side.text[:60]))
        self.choices.append(choose)
        layout.addWidget(_in_a_row(choose))
        return frame

    def _decide(self, one: Dispute, side: Wording) -> None:
        team_conflicts.decide(self.context.desk, one, side)
        self.table.setFocus()
        said = _("{field}: “{value}” stands.").format(field=one.field_name, value=side.text[:60])
        self.context.tell(said)


def _record(one: Dispute) -> str:
    return f"{one.kind_name}: {one.record_name}"


def _in_a_row(made: PushButton) -> QWidget:
    """A button as wide as its words."""
    held = QWidget()
    row = FlowLayout(held, 8, 8)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(made)
    return held
