"""Start: what is on today, what lacks registration, and what is to be followed up."""

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day_long
from nsk_desktop.i18n import _
from nsk_desktop.services import follow_ups, sessions
from nsk_desktop.services.follow_ups import FollowUpRow
from nsk_desktop.services.sessions import SessionRow
from nsk_desktop.services.start import start_page
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.session_columns import follow_up_columns, session_columns
from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.notices import EmptyState

POSTPONED = timedelta(days=7)
_PAGES = {"session": "activities", "bridge_contact": "bridges", "actor": "actors"}


class StartPage(Page):
    """The first page: the day's work, each line a way into it."""

    kinds = frozenset({"session", "attendance", "headcount", "follow_up", "series", "bridge_contact"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Start"))
        self.today = ListCard(Table(session_columns(short=True), _("Meetings today")))
        self.lacking = ListCard(
            Table(session_columns(short=True), _("Meetings that lack registration")),
            ((_("Register"), "edit", self._open), (_("It was cancelled"), "close", self._cancel)),
        )
        self.due = ListCard(
            Table(follow_up_columns(), _("Follow-ups")),
            ((_("Done"), "check", self._done), (_("Postpone a week"), "time", self._postpone)),
        )
        self.empty = EmptyState(
            _(
                "Here you register meetings, participants and contacts in the area. Everything stays on your own "
                "computer, and it works without the internet."
            ),
            (
                (_("Make your first series"), lambda: context.go("activities", "new-series")),
                (_("Register a meeting"), lambda: context.go("activities", "new")),
            ),
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.empty, self.today, self.lacking, self.due):
            column.addWidget(each)
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)
        for listed in (self.today, self.lacking):
            listed.table.opened.connect(self._open)
        self.due.table.opened.connect(self._open_about)

    def refresh(self) -> None:
        today = self.context.today()
        found = start_page(self.context.desk, today)
        self.subtitle.setText(show_day_long(today))
        begun = bool(found.sessions or found.follow_ups)
        self.empty.setVisible(not begun)
        for listed in (self.today, self.lacking, self.due):
            listed.setVisible(begun)
        self.today.fill(found.today, _("Today"), _("No meetings today."))
        self.lacking.fill(found.lacking, _("Lacks registration"), _("Every meeting is registered."))
        self.due.fill(found.follow_ups, _("Follow-ups"), _("You have no follow-ups this week."))

    def focus_first(self) -> None:
        """Put the focus on the first thing to do."""
        for listed in (self.today, self.lacking, self.due):
            if listed.table.rows.rows():
                listed.table.setFocus()
                return

    def _open(self, row: SessionRow) -> None:
        self.context.go("activities", row.id)

    def _cancel(self, row: SessionRow) -> None:
        sessions.cancel_session(self.context.desk, row.id)
        self.context.tell(_("The meeting is cancelled."))

    def _done(self, row: FollowUpRow) -> None:
        follow_ups.mark_done(self.context.desk, row.id, self.context.today())
        self.context.tell(_("The follow-up is done."))

    def _postpone(self, row: FollowUpRow) -> None:
        from_day = max(row.due or self.context.today(), self.context.today())
        follow_ups.postpone(self.context.desk, row.id, from_day + POSTPONED)
        self.context.tell(_("The follow-up is postponed by a week."))

    def _open_about(self, row: FollowUpRow) -> None:
        if row.about_kind in _PAGES and row.about_id:
            self.context.go(_PAGES[row.about_kind], row.about_id)
