"""Meetings of the steering group: agenda, which members came, and what was decided."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import PRESENCE, SESSION_STATES, SessionState
from nsk_desktop.domain.dates import show_day, show_day_long
from nsk_desktop.i18n import _
from nsk_desktop.services import steering
from nsk_desktop.services.steering import DecisionRow, MeetingPage, MeetingRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import LooseWords
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import GuardedWords, guard_answer
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.time_entry import TimeEntry


def meeting_columns() -> tuple[Column, ...]:
    """When, whether it was held, who came, and what is open."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Title"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Status"), lambda row: SESSION_STATES.label(row.state), width=9),
        Column(_("Present"), lambda row: row.present, number=True, width=10),
        Column(_("Decisions"), lambda row: row.decisions, number=True, width=12),
        Column(_("Not done"), lambda row: row.open_decisions, number=True, width=8),
    )


def make_meeting_form(context: Context) -> Form:
    """What is kept of a meeting, beside who came and what was decided."""
    fields = {
        "title": Field(_("Title"), TextEntry(), required=True),
        "day": Field(_("Date"), DateEntry(context.today), required=True),
        "from_time": Field(_("From"), TimeEntry()),
        "to_time": Field(_("To"), TimeEntry()),
        "place": Field(_("Place"), TextEntry()),
        "agenda": Field(_("Agenda"), LongText(5), note=_("Stays on this computer.")),
        "summary": Field(_("Summary"), LongText(4), note=_("Stays on this computer. Write no names of citizens.")),
    }
    return Form(fields, ("title", "day", ("from_time", "to_time"), "place", "agenda", "summary"))


class Attendance(QWidget):
    """Which members came: each with a choice, and one button for all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._session = context, ""
        self.marks: dict[str, Choice] = {}
        """The choice of each member, by id."""
        self.none = label(_("No members yet. Add them under Members."), "quiet", wrap=True)
        self.all_present = button(_("All came"), self._mark_all, icon="check")
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(_("Who came"), "heading"))
        for widget in (self.none, self._list):
            column.addWidget(widget)
        column.addWidget(self.all_present, 0, Qt.AlignmentFlag.AlignLeft)

    def show_page(self, page: MeetingPage) -> None:
        """Show the members of *page* and how they are marked."""
        members = [(row.id, row.name, row.actor_name) for row in page.members]
        if (page.session.id, [id for id, _name, _actor in members]) != (self._session, list(self.marks)):
            self._session = page.session.id
            self._build(members)
        for id, choice in self.marks.items():
            choice.set_value(page.attendance.get(id))
        self.none.setVisible(not members)
        self.all_present.setVisible(any(id not in page.attendance for id in self.marks))

    def _build(self, members: Sequence[tuple[str, str, str]]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.marks.clear()
        for row, (id, name, actor) in enumerate(members):
            choice = Choice(options_of(PRESENCE), _("Not marked"))
            choice.box.setAccessibleName(name or _("without a name"))
            choice.committed.connect(partial(self._mark, id))
            self.marks[id] = choice
            self._grid.addWidget(label(", ".join(part for part in (name, actor) if part), wrap=True), row, 0)
            self._grid.addWidget(choice, row, 1)

    def _mark(self, member: str) -> None:
        steering.mark_member(self._context.desk, self._session, member, self.marks[member].value())

    def _mark_all(self) -> None:
        steering.mark_all_present(self._context.desk, self._session)


def short_decision_columns() -> tuple[Column, ...]:
    """What, by when, and whether it is done."""
    return (
        Column(_("Decision"), lambda row: row.text, least=12, tip=lambda row: row.text),
        Column(_("Deadline"), lambda row: row.deadline, lambda r: show_day(r.deadline) if r.deadline else "", width=10),
        Column(_("Done"), lambda row: row.done, lambda row: "✓" if row.done else "", width=7),
    )


class SteeringMeetingsPage(MasterPage):
    """The meetings, newest first, with everything about the chosen one."""

    kinds = frozenset({"session", "steering_meeting", "steering_attendance", "steering_member", "decision", "actor"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            meeting_columns(),
            make_meeting_form(context),
            sentence=_("Note here when the steering group meets, what is on the agenda, and what it decides."),
            make=_("New meeting of the group"),
        )
        self.hold = button(_("The meeting was held"), self._hold, icon="check")
        self.column.insertWidget(0, self.hold, 0, Qt.AlignmentFlag.AlignLeft)
        self.attendance = Attendance(context)
        self.decisions = ListCard(
            Table(short_decision_columns(), _("Decisions")), ((_("Open the decision"), "edit", self._open_decision),)
        )
        self.text_of_new, self.deadline = TextEntry(), DateEntry(context.today)
        self.deadline.hint(_("e.g. in 2 weeks"))
        self.new_field = Field(_("New decision"), self.text_of_new)
        self.new_guard = guard_answer(context, self.new_field, lambda: f"{self.place}/{self._id}/decision")
        self.add_decision = button(_("Add the decision"), self._add_decision, icon="add")
        for widget in (self.attendance, self.decisions, self.new_field, Field(_("Deadline"), self.deadline)):
            self.column.addWidget(widget)
        self.column.addWidget(self.add_decision, 0, Qt.AlignmentFlag.AlignLeft)
        self.sheet.add_beside("decision", GuardedWords(self.new_guard), self.text_of_new.edited)
        self.sheet.add_beside("decision-deadline", LooseWords(self.deadline), self.deadline.edited)

    def read_rows(self, text: str) -> Sequence[MeetingRow]:
        return steering.list_meetings(self.context.desk, text)

    def read(self, id: str) -> Any:
        try:
            return steering.open_meeting(self.context.desk, id).session
        except LookupError:
            return None

    def make(self) -> None:
        today = self.context.today()
        self.begin(steering.new_meeting(self.context.desk, today, today), "day")

    def save(self, id: str, name: str, value: Any) -> None:
        steering.save_meeting(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        steering.delete_meeting(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        page = steering.open_meeting(self.context.desk, record.id)
        self.form.load(record, {"agenda": page.agenda})
        planned = record.state == SessionState.PLANNED
        self.hold.setVisible(planned and (record.day is None or record.day <= self.context.today()))
        self.attendance.show_page(page)
        decided = steering.list_decisions(self.context.desk, self.context.today(), session_id=record.id)
        self.decisions.fill(decided, _("Decisions"), _("Nothing was decided yet."))

    def name_of(self, record: Any) -> str:
        return show_day_long(record.day) if record.day else record.title or _("Steering group meeting")

    def _hold(self) -> None:
        steering.hold_meeting(self.context.desk, self._id)

    def _open_decision(self, row: DecisionRow) -> None:
        self.context.go("steering-decisions", row.id)

    def _add_decision(self) -> None:
        self.deadline.line.left.emit()
        text = self.text_of_new.line.text().strip()
        if not text:
            self.new_field.say(_("Write what was decided."))
            self.text_of_new.line.setFocus()
            return
        if self.deadline.problem:
            self.deadline.line.setFocus()
            return
        if not self.new_guard.lets_through():
            return
        steering.new_decision(self.context.desk, self._id, text, deadline=self.deadline.value())
        self.new_field.say("")
        self.text_of_new.set_value("")
        self.new_guard.forget()
        self.deadline.set_value(None)
        self.text_of_new.line.setFocus()
