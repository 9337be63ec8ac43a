"""The steering group: its meetings, its members, and what it has decided."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt

from nsk_desktop.domain.codes import OWNERSHIPS
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.text_guard import NAME
from nsk_desktop.i18n import _
from nsk_desktop.services import steering
from nsk_desktop.services.steering import DecisionRow, MemberRow
from nsk_desktop.ui.actor_entry import make_actor_entry, shown_actor
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import Allowed
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.pages.steering_meetings import SteeringMeetingsPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText


def member_columns() -> tuple[Column, ...]:
    """Who, for whom, and until when."""
    return (
        Column(_("Name"), lambda row: row.name, lambda row: row.name or _("without a name")),
        Column(_("Actor"), lambda row: row.actor_name),
        Column(_("Role"), lambda row: row.role, width=16),
        Column(_("Ownership"), lambda row: OWNERSHIPS.label(row.ownership), width=10),
        Column(_("Until"), lambda row: row.last_day, lambda r: show_day(r.last_day) if r.last_day else "", width=10),
    )


def make_member_form(context: Context) -> Form:
    """What is kept of a member."""
    fields = {
        "name": Field(_("Name"), TextEntry(), required=True, note=_("Stays on this computer.")),
        "actor_id": Field(_("Sits there for"), make_actor_entry(context)),
        "role": Field(_("Role"), TextEntry()),
        "ownership": Field(_("Municipal, civil or private"), Choice(options_of(OWNERSHIPS), _("As the actor"))),
        "first_day": Field(_("Member from"), DateEntry(context.today)),
        "last_day": Field(_("Member until"), DateEntry(context.today)),
    }
    return Form(fields, tuple(fields)).in_order(("first_day", "last_day"))


class MembersPage(MasterPage):
    """The members of the steering group and their form."""

    kinds = frozenset({"steering_member", "actor"})
    allowed: Allowed = MappingProxyType({"name": frozenset({NAME})})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            member_columns(),
            make_member_form(context),
            sentence=_("Note here who sits in the steering group, and for which actor."),
            make=_("New member"),
        )

    def read_rows(self, text: str) -> Sequence[MemberRow]:
        return steering.list_members(self.context.desk, text)

    def read(self, id: str) -> Any:
        return steering.get_member(self.context.desk, id)

    def make(self) -> None:
        self.begin(steering.new_member(self.context.desk, "", first_day=self.context.today()), "name")

    def save(self, id: str, name: str, value: Any) -> None:
        steering.save_member(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        steering.delete_member(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.form.load(record, {"actor_id": shown_actor(self.context, record.actor_id)})

    def name_of(self, record: Any) -> str:
        return record.name or _("New member")


def decision_columns() -> tuple[Column, ...]:
    """What, who sees to it, by when, and whether it is done."""
    return (
        Column(_("Decision"), lambda row: row.text, lambda row: row.text or _("without a text"), tip=lambda r: r.text),
        Column(_("Who sees to it"), lambda row: row.owner, width=18),
        Column(
            _("Deadline"),
            lambda row: row.deadline,
            lambda row: show_day(row.deadline) if row.deadline else "",
            width=10,
        ),
        Column(
            _("Status"),
            lambda row: (row.done is not None, not row.overdue),
            decision_status,
            width=14,
            late=lambda row: row.overdue,
        ),
        Column(
            _("Meeting"),
            lambda row: row.meeting_day,
            lambda row: show_day(row.meeting_day) if row.meeting_day else "",
            width=10,
        ),
    )


def decision_status(row: DecisionRow) -> str:
    """How far a decision is, in words."""
    if row.done:
        return _("Done {day}").format(day=show_day(row.done))
    return _("! Overdue") if row.overdue else _("Not done yet")


def make_decision_form(context: Context) -> Form:
    """What is kept of a decision."""
    fields = {
        "text": Field(_("Decision"), LongText(3), required=True),
        "owner": Field(_("Who sees to it"), TextEntry(), note=_("A role or initials are enough.")),
        "deadline": Field(_("Deadline"), DateEntry(context.today)),
        "done": Field(_("Done on"), DateEntry(context.today)),
    }
    return Form(fields, tuple(fields))


class DecisionsPage(MasterPage):
    """Every decision, what is open first, and its form."""

    kinds = frozenset({"decision", "steering_meeting", "session"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            decision_columns(),
            make_decision_form(context),
            sentence=_("Decisions of the steering group are gathered here, so that none is forgotten."),
            make=_("New decision"),
        )
        self.is_done = button(_("It is done"), self._done, icon="check")
        self.column.insertWidget(0, self.is_done, 0, Qt.AlignmentFlag.AlignLeft)

    def read_rows(self, text: str) -> Sequence[DecisionRow]:
        rows = steering.list_decisions(self.context.desk, self.context.today())
        return [row for row in rows if not text or matches(text, f"{row.text} {row.owner}")]

    def read(self, id: str) -> Any:
        return steering.get_decision(self.context.desk, id)

    def make(self) -> None:
        self.begin(steering.new_decision(self.context.desk, None, ""), "text")

    def save(self, id: str, name: str, value: Any) -> None:
        steering.save_decision(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        steering.delete_decision(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.is_done.setVisible(record.done is None)
        super().show_record(record)

    def name_of(self, record: Any) -> str:
        if record.deadline:
            return _("Deadline {day}").format(day=show_day(record.deadline))
        return _("Decision")

    def _done(self) -> None:
        steering.save_decision(self.context.desk, self._id, done=self.context.today())
        self.context.tell(_("The decision is done."))


class SteeringPage(TabbedPage):
    """The meetings first; members and decisions beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Steering group"))
        for heading in (self.title, self.subtitle):
            heading.hide()
        self.body.setContentsMargins(0, 4, 0, 0)
        self.meetings, self.decisions = SteeringMeetingsPage(context), DecisionsPage(context)
        self.members = MembersPage(context)
        self.add("steering", self.meetings, _("Meetings"))
        self.add("steering-decisions", self.decisions, _("Decisions"))
        self.add("steering-members", self.members, _("Members"))
