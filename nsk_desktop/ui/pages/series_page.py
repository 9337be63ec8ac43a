"""Series: what the meetings of a group have in common, the meetings that are expected, and how it changes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from nsk_desktop.domain.codes import SESSION_TYPES
from nsk_desktop.domain.dates import show_day, weekday_name
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.recurrence import CHANGEABLE
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import appointments, expected, series
from nsk_desktop.services.expected import ExpectedRow
from nsk_desktop.services.series import Scope, SeriesDay, Standing
from nsk_desktop.ui.asking import ScopeDialog
from nsk_desktop.ui.calendar_file import keep_file
from nsk_desktop.ui.conflicts import ConflictNotice
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.meeting_acts import MeetingActs, can_cancel, can_move, can_skip
from nsk_desktop.ui.meeting_columns import series_meeting_columns
from nsk_desktop.ui.outcome_cards import OutcomesCard
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import hosts_value, initiative_options, make_series_form
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label

TIMES = ("from_time", "to_time")


def _when(row: series.SeriesRow) -> str:
    weekday = weekday_name(row.weekday) if row.weekday else ""
    return f"{weekday} {(row.from_time or '').replace(':', '.')}".strip()


def series_columns() -> tuple[Column, ...]:
    """Title, type, when it meets, and how often it has."""
    return (
        Column(_("Series"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Type"), lambda row: SESSION_TYPES.label(row.type), width=20),
        Column(_("When"), lambda row: row.weekday, _when, width=13),
        Column(_("Meetings"), lambda row: row.sessions, number=True, width=7),
        Column(
            _("Last"), lambda row: row.last_day, lambda row: show_day(row.last_day) if row.last_day else "", width=10
        ),
    )


def standing_text(found: Standing) -> str:
    """How a series stands, in numbers only."""
    parts = [ngettext("{number} meeting held", "{number} meetings held", found.held).format(number=found.held)]
    if found.cancelled:
        parts.append(_("{number} cancelled").format(number=found.cancelled))
    if found.came:
        parts.append(_("{number} registered have come").format(number=found.came))
        parts.append(_("{number} came three times or more").format(number=found.retained))
    return " · ".join(parts)


class SeriesPage(MasterPage):
    """The series and their form."""

    kinds = frozenset(
        {
            "series",
            "session",
            "actor",
            "initiative",
            "plan_change",
            "expectation",
            "attendance",
            "headcount",
            "story",
            "method_card",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            series_columns(),
            make_series_form(context),
            sentence=_("A series keeps place, time and themes, so that each meeting is quick to register."),
            make=_("New series"),
        )
        self._hosts: list[dict[str, Any]] = []
        self._day: SeriesDay | None = None
        self._scope = Scope.ALL
        self._waiting: dict[str, Any] = {}
        """What is changed and not asked about yet."""
        for name in TIMES:
            self.form.entry(name).line.left.connect(partial(self._leave_time, name))
        self.acts = MeetingActs(context, self)
        self.standing = label("", "quiet", wrap=True)
        self.meet = button(_("New meeting in the series"), self._meet, icon="add")
        self.outlook = button(
            _("Outlook (.ics) …"), self._keep, icon="calendar", tip=_("Save the coming meetings for a calendar")
        )
        self.meetings = self._make_meetings()
        self.as_of = label("", "quiet", wrap=True)
        row = FlowLayout()
        row.addWidget(self.meet)
        row.addWidget(self.outlook)
        said = {"value": _("The plan"), "answer": _("Expected meeting")}
        self.plan_conflicts = ConflictNotice(context, said)
        self.column.insertWidget(0, self.plan_conflicts)
        self.column.insertWidget(1, self.standing)
        self.column.insertLayout(2, row)
        self.column.insertWidget(3, self.meetings)
        self.column.insertWidget(4, self.as_of)
        self.outcomes = OutcomesCard(context)
        self.column.addWidget(self.outcomes)

    def read_rows(self, text: str) -> Sequence[series.SeriesRow]:
        rows = series.list_series(self.context.desk)
        return [row for row in rows if not text or matches(text, row.title)]

    def read(self, id: str) -> Any:
        return series.get(self.context.desk, id)

    def make(self) -> None:
        today = self.context.today()
        self.begin(series.new_series(self.context.desk, title="", target_groups=["M1"], start=today), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        if name == "hosts":
            value = hosts_value(value, self._hosts)
        if name in CHANGEABLE and self._day is not None and self._day.begun:
            self._waiting[name] = value
            if not self._goes_on_from(name):
                self._change(id, self._day)
        else:
            series.save_series(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        series.delete_series(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self._hosts = list(record.hosts)
        self.form.entry("initiative_id").set_options(initiative_options(self.context))
        self.standing.setText(standing_text(series.standing(self.context.desk, record.id)))
        self.plan_conflicts.show_for(*series.in_dispute(self.context.desk, record.id))
        rows = series.meetings(self.context.desk, record.id, self.context.today())
        self.meetings.fill(rows, _("Lacking and coming meetings"), self._no_meetings(record))
        self._show_form(record)
        self.outcomes.show_for(record.id)

    def name_of(self, record: Any) -> str:
        return record.title or _("New series")

    def _make_meetings(self) -> ListCard:
        made = ListCard(
            Table(series_meeting_columns(self.context.today), _("Lacking and coming meetings")),
            (
                (_("Register"), "edit", self.acts.open),
                (_("Move …"), "calendar", self.acts.move),
                (_("Cancelled …"), "close", self.acts.cancel),
                (_("Skip"), "chevron-right", self.acts.skip),
            ),
        )
        for number, allowed in ((1, can_move), (2, can_cancel), (3, can_skip)):
            made.limit(number, allowed)
        made.table.opened.connect(self.acts.open)
        made.table.chosen.connect(lambda row: self._show_form(self.read(self._id)) if row and self._id else None)
        return made

    def _no_meetings(self, record: Any) -> str:
        if not record.weekday:
            return _("Choose a weekday below, and the program will remind you of the meetings.")
        if record.start is None:
            return _("Write below when the first meeting is, and the program will remind you of the meetings.")
        return _("No more meetings are expected.")

    def _show_form(self, record: Any) -> None:
        """Show the plan as it is for the chosen meeting, or for the next one."""
        today, chosen = self.context.today(), self.meetings.table.current()
        day = chosen.day if isinstance(chosen, ExpectedRow) and chosen.day >= today else None
        self._day = series.on_day(self.context.desk, record.id, today, day)
        if self._day is None:
            return
        begun = self._day.begun and self._day.day is not None
        as_of = show_day(self._day.day) if self._day.day else ""
        self.as_of.setText(_("As it is for the meeting on {day}:").format(day=as_of) if begun else "")
        self.as_of.setVisible(begun)
        self.form.load(record, {**self._day.values, "hosts": [host["actor"] for host in record.hosts]})

    def finish(self) -> None:
        super().finish()
        if self._day is not None:
            self._change(self._id, self._day)

    def _goes_on_from(self, name: str) -> bool:
        """Whether one time is left for the other: when a meeting begins and ends is one change and one question."""
        others = [self.form.entry(other).target() for other in TIMES if name in TIMES and other != name]
        return QApplication.focusWidget() in others

    def _leave_time(self, name: str) -> None:
        if self._waiting and self._day is not None and not self._goes_on_from(name):
            self._change(self._id, self._day)

    def _change(self, id: str, day: SeriesDay) -> None:
        """Ask which meetings another weekday, time or place is for; the past is not among them."""
        values = {name: value for name, value in self._waiting.items() if value != day.values[name]}
        self._waiting.clear()
        if not values:
            return
        what = ", ".join(self.form.fields[name].label.text() for name in values)
        one = "interval_weeks" not in values and None not in values.values()
        scope = ScopeDialog.ask(self, what, day.day, self._scope, one=one)
        self.form.settle(values)
        if scope is None:
            self._show_form(day.series)
            return
        self._scope = scope
        today = self.context.today()
        series.change_plan(self.context.desk, id, values, scope, day.day or today, today)
        self.context.tell(_("The series is changed. What is past stays as it was."))

    def _meet(self) -> None:
        today = self.context.today()
        self.context.go("activities", expected.meet(self.context.desk, self._id, today, today))

    def _keep(self) -> None:
        def write(path: Path) -> None:
            appointments.write_meetings(self.context.desk, path, self._id, self.context.today())

        keep_file(self, self.context, _("Meetings"), write)
