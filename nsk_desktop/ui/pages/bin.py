"""The bin: what was deleted in the last thirty days, and the way back."""

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import bin as bin_service
from nsk_desktop.services import kinds
from nsk_desktop.services.bin import KEPT_DAYS, BinRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Page
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import Line
from nsk_desktop.ui.widgets.notices import EmptyState


class BinPage(Page):
    """Deleted records of every kind, the last deleted first. Enter takes one back."""

    kinds = frozenset(KINDS)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.text = Line()
        self.text.setPlaceholderText(_("Search in the bin"))
        self.text.setAccessibleName(_("Search in the bin"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(320)
        self.text.textChanged.connect(self._fill)
        self.restore = button(_("Restore"), self._restore, kind="primary", icon="undo")
        self.head.insertWidget(0, self.text, 1)
        self.head.addWidget(self.restore)
        self.table = Table(self._columns(), _("Bin"), key=lambda row: (row.kind, row.id))
        self.table.opened.connect(lambda _row: self._restore())
        self.table.sort_by(2)
        sentence = _("The bin is empty. What you delete can be taken back here for {number} days.")
        self.empty = EmptyState(sentence.format(number=KEPT_DAYS))
        self.none_fit = EmptyState(_("Nothing fits the search."), ((_("Clear the search"), self.text.clear),))
        for each in (self.table, self.empty, self.none_fit):
            self.body.addWidget(each, 1)

    def refresh(self) -> None:
        self._fill()

    def search(self) -> None:
        """Put the focus on the search line."""
        self.text.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("What"), lambda row: row.label, lambda row: row.label or _("without a title"), least=16),
            Column(_("Kind"), lambda row: kinds.name_of_kind(row.kind), width=20),
            Column(_("Days left"), self._days, self._days_text, width=12),
            Column(_("Deleted"), lambda row: row.when, _moment, width=17),
            Column(_("By"), lambda row: row.who, lambda row: row.who or "?", width=6),
        )

    def _days(self, row: BinRow) -> int:
        # The newest first is also the most days left first.
        return -row.days_left(self.context.today())

    def _days_text(self, row: BinRow) -> str:
        number = row.days_left(self.context.today())
        return ngettext("{number} day", "{number} days", number).format(number=number)

    def _fill(self, _text: str = "") -> None:
        typed = self.text.text().strip()
        rows = bin_service.list_deleted(self.context.desk, self.context.today(), typed)
        self.table.show_rows(rows)
        for each, shown in (
            (self.table, rows),
            (self.empty, not rows and not typed),
            (self.none_fit, not rows and typed),
        ):
            each.setVisible(bool(shown))
        # Where there is nothing, there is nothing to search in or to take back.
        self.text.setVisible(bool(rows or typed))
        self.restore.setVisible(bool(rows))
        if rows and self.table.current() is None:
            self.table.choose(self.table.rows.key(self.table.rows.rows()[0]))

    def _restore(self) -> None:
        row = self.table.current()
        if row is not None:
            bin_service.restore(self.context.desk, row.kind, row.id)
            self.context.tell(_("{what} is back.").format(what=row.label or kinds.name_of_kind(row.kind)))


def _moment(row: BinRow) -> str:
    local = row.when.astimezone()
    return f"{show_day(local.date())} {local:%H.%M}"
