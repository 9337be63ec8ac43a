"""Bridge-building: who was put in touch with whom, how far it came, and what is next."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS, FROM_STAFF
from nsk_desktop.domain.codes import BRIDGE_KINDS, BRIDGE_STATUSES, SECTORS
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import actors, bridges, existing_efforts
from nsk_desktop.services.bridges import BridgeRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.follow_up_box import FollowUpBox
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.type_ahead import Candidate, TypeAhead

ENDS = ("from_actor_id", "to_actor_id")


def bridge_columns() -> tuple[Column, ...]:
    """When, from whom to whom, how far, and what is next."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("From"), lambda row: row.from_label),
        Column(_("To"), lambda row: row.to_label),
        Column(_("Status"), lambda row: BRIDGE_STATUSES.label(row.status), width=18),
        Column(
            _("Follow-up"), lambda row: row.follow_up, lambda r: show_day(r.follow_up) if r.follow_up else "", width=10
        ),
    )


def make_bridge_form(context: Context) -> Form:
    """What is kept of a bridge contact; an actor that is not known yet is made on the way."""

    efforts = TypeAhead(_find_efforts(context), can_create=True, placeholder=_("Type the name of an effort"))

    def make_effort(title: str) -> None:
        efforts.set_value(existing_efforts.new_effort(context.desk, title), title)
        efforts.committed.emit()

    efforts.create_wanted.connect(make_effort)

    def actor(field: str) -> TypeAhead:
        entry = TypeAhead(find_actors(context), can_create=True, placeholder=_("Type the name of an actor"))

        def create(name: str) -> None:
            entry.set_value(actors.new_actor(context.desk, name), name)
            entry.committed.emit()

        entry.create_wanted.connect(create)
        entry.setObjectName(field)
        return entry

    starts = [(FROM_ACTOR, _("An actor")), (FROM_CITIZENS, _("Citizens")), (FROM_STAFF, _("Staff member"))]
    fields = {
        "from_kind": Field(_("It starts from"), Choice(starts)),
        "from_actor_id": Field(_("From actor"), actor("from")),
        "citizens": Field(_("Number of citizens"), NumberEntry()),
        "to_actor_id": Field(_("To actor"), actor("to")),
        "to_effort_id": Field(_("or to an existing effort"), efforts),
        "to_text": Field(_("or to another effort"), TextEntry()),
        "sector": Field(_("The sector of the new actor"), Choice(options_of(SECTORS), _("Choose …"))),
        "kind": Field(_("Kind"), Choice(options_of(BRIDGE_KINDS), _("Choose …"))),
        "day": Field(_("Date"), DateEntry(context.today)),
        "purpose": Field(_("What happened?"), LongText(3)),
        "status": Field(_("Status"), Choice(options_of(BRIDGE_STATUSES))),
        "outcome": Field(_("Outcome"), LongText(2)),
    }
    rows = (
        "from_kind",
        "from_actor_id",
        "citizens",
        "to_actor_id",
        "sector",
        "to_effort_id",
        "to_text",
        "kind",
        "day",
        "purpose",
        "status",
    )
    return Form(fields, (*rows, "outcome"))


class BridgesPage(MasterPage):
    """The bridge contacts, their form, and the next follow-up."""

    kinds = frozenset({"bridge_contact", "actor", "follow_up", "existing_effort"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            bridge_columns(),
            make_bridge_form(context),
            sentence=_("Note here when you put two actors in touch with each other."),
            make=_("New bridge"),
        )
        self.steps = label("", "quiet", wrap=True)
        self.follow_up = FollowUpBox(context, "bridge_contact", self.sheet, day_first=True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.save_and_finish)
        self.column.addWidget(self.steps)
        self.column.addWidget(self.follow_up)

    def save_and_finish(self) -> None:
        """Take over all that is written, with the follow-up if there is one, and go back to the list."""
        self.form.finish()
        wrong = self.form.first_problem()
        if wrong is not None:
            wrong.entry.setFocus()
        elif not self.follow_up.begun() or self.follow_up.make():
            self.table.setFocus()
            self.context.tell(_("The bridge contact is saved."))

    def _say_sector(self, id: str, sector: str | None) -> None:
        """The sector is that of an actor who has none yet: the one who was just made."""
        new = self._without_sector(bridges.get(self.context.desk, id))
        if new is not None:
            actors.save_actor(self.context.desk, new, sector=sector)

    def _without_sector(self, record: Any) -> str | None:
        ends = [id for field in reversed(ENDS) if (id := getattr(record, field, None))]
        found = (actors.get(self.context.desk, id) for id in ends)
        return next((actor.id for actor in found if actor is not None and not actor.sector), None)

    def read_rows(self, text: str) -> Sequence[BridgeRow]:
        return bridges.list_bridges(self.context.desk, text)

    def read(self, id: str) -> Any:
        return bridges.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(bridges.new_bridge(self.context.desk, day=self.context.today()), "from_actor_id")

    def save(self, id: str, name: str, value: Any) -> None:
        if name == "status":
            bridges.set_status(self.context.desk, id, value, self.context.today())
        elif name in ENDS:
            bridges.name_end(self.context.desk, id, name, value, self.context.today())
        elif name == "sector":
            self._say_sector(id, value)
        else:
            bridges.save_bridge(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        bridges.delete_bridge(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        name = actor_name(self.context)
        ends = (record.from_actor_id, record.to_actor_id)
        names = [name(end) for end in ends if end]
        return " → ".join(names) if len(names) == 2 else _("Bridge contact")

    def show_record(self, record: Any) -> None:
        name = actor_name(self.context)
        named = {
            field: (getattr(record, field), name(getattr(record, field)) if getattr(record, field) else "")
            for field in ("from_actor_id", "to_actor_id")
        }
        effort = existing_efforts.get(self.context.desk, record.to_effort_id) if record.to_effort_id else None
        named["to_effort_id"] = (record.to_effort_id, effort.title if effort else "")
        self.form.load(record, named)
        self.form.fields["sector"].setVisible(self._without_sector(record) is not None)
        # What was written before efforts were records of their own.
        self.form.fields["to_text"].setVisible(bool(record.to_text))
        self.form.fields["from_actor_id"].setVisible(record.from_kind == FROM_ACTOR)
        self.form.fields["citizens"].setVisible(record.from_kind == FROM_CITIZENS)
        self.steps.setText(_steps_text(record))


def _find_efforts(context: Context) -> Callable[[str], Sequence[Candidate]]:
    return lambda text: [Candidate(row.id, row.title) for row in existing_efforts.list_efforts(context.desk, text)]


def _steps_text(record: Any) -> str:
    """The steps it has come through, each with its day."""
    seen: dict[str, str] = {}
    for code, field in bridges.STEP_DATES.items():
        day = getattr(record, field)
        if day is not None and field not in seen and (field != "ended_on" or code == record.status):
            seen[field] = f"{BRIDGE_STATUSES.label(code)} {show_day(day)}"
    return " · ".join(seen.values())
