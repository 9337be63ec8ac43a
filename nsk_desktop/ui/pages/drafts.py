"""What was begun and put with the drafts, or stands unsaved in a field: to go on with, or to throw away."""

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import drafts
from nsk_desktop.services.drafts import Unfinished
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.draft_offer import name_of
from nsk_desktop.ui.pages.page import Page
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.notices import EmptyState


class DraftsPage(Page):
    """Words that are typed and not saved, by the record they belong to."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.go_on = button(_("Continue"), self._go_on, kind="primary")
        self.throw = button(_("Throw away …"), self._throw_away, icon="delete")
        self.head.addWidget(self.throw)
        self.head.addWidget(self.go_on)
        self.table = Table(_columns(), _("Drafts"), key=lambda row: (row.place, row.record))
        self.table.opened.connect(lambda _row: self._go_on())
        self.empty = EmptyState(_("Nothing is half written. What stands unsaved in a field is kept here."))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        # Not only after a change: words are kept without one.
        self._stale = True
        self.context.drafts.write()
        rows = drafts.list_unfinished(self.context.desk)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for each in (self.go_on, self.throw):
            each.setVisible(bool(rows))
        if rows and self.table.current() is None:
            self.table.choose(self.table.rows.key(rows[0]))

    def _go_on(self) -> None:
        row = self.table.current()
        if row is not None:
            self.context.go(row.place, row.opens_with())

    def _throw_away(self) -> None:
        row = self.table.current()
        question = _("Throw these words away? They cannot be brought back.")
        if row is not None and messages.ask(question, _("Throw away"), self):
            drafts.throw_away(self.context.desk, row)
            self.context.drafts.read_again()
            self.refresh()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Where"), lambda row: name_of(row), width=26),
        Column(_("Written"), _words, least=20),
        Column(_("When"), lambda row: row.written, _moment, width=17),
    )


def _words(row: Unfinished) -> str:
    return " · ".join(" ".join(one.words.split()) for one in row.drafts)


def _moment(row: Unfinished) -> str:
    local = row.written.astimezone()
    return f"{show_day(local.date())} {local:%H.%M}"
