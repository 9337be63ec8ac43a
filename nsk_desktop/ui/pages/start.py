"""Start: what is on today, what lacks registration, and what is to be followed up."""

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day, show_day_long
from nsk_desktop.i18n import _
from nsk_desktop.services import appointments, follow_ups, steering
from nsk_desktop.services.follow_ups import FollowUpRow
from nsk_desktop.services.start import start_page
from nsk_desktop.services.steering import DecisionRow
from nsk_desktop.services.submission import this_month
from nsk_desktop.ui.asking import DayDialog, postpone_dialog
from nsk_desktop.ui.calendar_file import keep_file
from nsk_desktop.ui.columns import Column
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.getting_started import GettingStarted
from nsk_desktop.ui.meeting_acts import MeetingActs, can_cancel, can_skip
from nsk_desktop.ui.meeting_columns import meeting_columns, not_counted_columns, state_of
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.recent_card import RecentCard
from nsk_desktop.ui.session_columns import due_decision_columns, follow_up_columns
from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.notices import EmptyState

_PAGES = {"session": "activities", "bridge_contact": "bridges", "actor": "actors"}
REGISTER, CANCEL, SKIP = range(3)


class StartPage(Page):
    """The first page: the day's work, each line a way into it."""

    kinds = (
        frozenset(
            {
                *("session", "attendance", "headcount", "follow_up", "series", "plan_change", "expectation"),
                *("bridge_contact", "decision"),
            }
        )
        | GettingStarted.kinds
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Start"))
        self._greeted = False
        self.acts = MeetingActs(context, self)
        self.today = self._meetings(Table(meeting_columns(context.today, day=False), _("Meetings today")))
        self.lacking = self._meetings(Table(meeting_columns(context.today), _("Meetings that lack registration")))
        self.holidays = ListCard(
            Table(meeting_columns(context.today), _("Meetings on holidays")),
            (
                (_("Yes, it is held"), "check", self.acts.keep),
                (_("Skip"), "close", self.acts.skip),
                (_("Move …"), "calendar", self.acts.move),
            ),
        )
        self.due = ListCard(
            Table(follow_up_columns(), _("Follow-ups")),
            (
                (_("Done"), "check", self._done),
                (_("Postpone …"), "time", self._postpone),
                (_("Put into Outlook (.ics) …"), "calendar", self._keep_one),
                (_("All of them (.ics) …"), "calendar", self._keep_all),
            ),
        )
        self.decisions = ListCard(
            Table(due_decision_columns(), _("Decisions of the steering group")),
            ((_("Done"), "check", self._decided), (_("Open"), "edit", self._open_decision)),
        )
        self.not_counted = ListCard(
            Table(not_counted_columns(), _("Meetings that nobody counted")), ((_("Open"), "edit", self.acts.open),)
        )
        self.empty = EmptyState(
            _(
                "Here you register meetings, participants and contacts in the area. Everything stays on your own "
                "computer, and it works without the internet."
            ),
            (
                (_("Make your first series"), lambda: context.go("activities", "new-series")),
                (_("Register a meeting"), lambda: context.go("activities", "new")),
                (_("Fetch from an Excel sheet"), lambda: context.go("import")),
            ),
        )
        self.first_steps = GettingStarted(context)
        context.bus.settings_changed.connect(lambda _settings: self.first_steps.refresh())
        columns = (
            Column(_("Month"), lambda row: row.title, width=18),
            Column(_("Status"), lambda row: row.said),
        )
        self.month = ListCard(Table(columns, _("Submission")), ((_("Check and make the file"), "send", self._submit),))
        self.month.table.opened.connect(self._submit)
        self.cards = (
            *(self.today, self.lacking, self.holidays, self.due),
            *(self.decisions, self.not_counted, self.month),
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.first_steps, self.empty, *self.cards, RecentCard(context)):
            column.addWidget(each)
        column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)
        for listed in (self.today, self.lacking, self.not_counted):
            listed.table.opened.connect(self.acts.open)
        self.holidays.table.opened.connect(self.acts.keep)
        self.due.table.opened.connect(self._open_about)
        self.decisions.table.opened.connect(self._open_decision)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, the first thing to do has the focus: Enter begins it."""
        super().showEvent(event)
        if not self._greeted:
            self._greeted = True
            self.focus_first()

    def refresh(self) -> None:
        today = self.context.today()
        found = start_page(self.context.desk, today)
        self.first_steps.refresh()
        month = this_month(self.context.desk, today)
        self.subtitle.setText(show_day_long(today))
        self.empty.setVisible(not found.begun)
        for listed, needed in (
            (self.today, True),
            (self.lacking, True),
            (self.holidays, bool(found.holidays)),
            (self.due, True),
            (self.decisions, bool(found.decisions)),
            (self.not_counted, bool(found.not_counted)),
            (self.month, bool(month.meetings)),
        ):
            listed.setVisible(found.begun and needed)
        self.today.fill(found.today, _("Today"), _("No meetings today."))
        self.lacking.fill(found.lacking, _("Lacks registration"), _("Every meeting is registered."))
        self.holidays.fill(found.holidays, _("Is the meeting held on the holiday?"), "")
        self.due.fill(found.follow_ups, _("Follow-ups"), self._no_follow_ups())
        self.decisions.fill(found.decisions, _("Decisions of the steering group"), "")
        self.month.fill([month], _("Submission"), "")
        self.month.heading.setText(_("Submission"))
        self.not_counted.fill(found.not_counted, _("Nobody counted"), "")

    def focus_first(self) -> None:
        """Put the focus on the first thing to do."""
        for listed in self.cards:
            rows = listed.table.rows.rows()
            if listed is self.today:
                rows = [row for row in rows if state_of(row, self.context.today())[0] in "!?"]
            if rows:
                listed.table.choose(listed.table.rows.key(rows[0]))
                listed.table.setFocus()
                return

    def _meetings(self, table: Table) -> ListCard:
        made = ListCard(
            table,
            (
                (_("Register"), "edit", self.acts.open),
                (_("It was cancelled"), "close", self.acts.cancel),
                (_("Skip"), "chevron-right", self.acts.skip),
            ),
        )
        made.limit(CANCEL, can_cancel)
        made.limit(SKIP, can_skip)
        made.add_keys(CANCEL, "Alt+A")
        made.add_keys(SKIP, "Alt+O")
        return made

    def _submit(self, _month: object) -> None:
        self.context.go("submission")

    def _no_follow_ups(self) -> str:
        later = follow_ups.list_follow_ups(self.context.desk, self.context.today())
        if not later or later[0].due is None:
            return _("You have no follow-ups.")
        return _("You have no follow-ups this week. The next is on {day}.").format(day=show_day(later[0].due))

    def _done(self, row: FollowUpRow) -> None:
        follow_ups.mark_done(self.context.desk, row.id, self.context.today())
        self.context.tell(_("The follow-up is done."))

    def _decided(self, row: DecisionRow) -> None:
        steering.save_decision(self.context.desk, row.id, done=self.context.today())
        self.context.tell(_("The decision is done."))

    def _open_decision(self, row: DecisionRow) -> None:
        self.context.go("steering-decisions", row.id)

    def _postpone(self, row: FollowUpRow) -> None:
        today = self.context.today
        day = DayDialog.ask(postpone_dialog(self, row.due or today(), today))
        if day is not None:
            follow_ups.postpone(self.context.desk, row.id, day)
            self.context.tell(_("The follow-up is postponed to {day}.").format(day=show_day(day)))

    def _keep_one(self, row: FollowUpRow) -> None:
        self._keep([row])

    def _keep_all(self, _row: FollowUpRow) -> None:
        self._keep([row for row in self.due.table.rows.rows() if row.due])

    def _keep(self, rows: list[FollowUpRow]) -> None:
        def write(path: Path) -> None:
            appointments.write_follow_ups(self.context.desk, path, [row.id for row in rows])

        keep_file(self, self.context, _("Follow-ups"), write)

    def _open_about(self, row: FollowUpRow) -> None:
        if row.about_kind in _PAGES and row.about_id:
            self.context.go(_PAGES[row.about_kind], row.about_id)
