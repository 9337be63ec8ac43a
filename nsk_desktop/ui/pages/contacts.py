"""Contact persons: whom to reach at which actor, with work phone and work e-mail only."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from nsk_desktop.domain.text_guard import NAME
from nsk_desktop.i18n import _
from nsk_desktop.services import actors
from nsk_desktop.services.actors import ContactRow
from nsk_desktop.ui.actor_entry import make_actor_entry, shown_actor
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.guarding import Allowed
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Tick
from nsk_desktop.ui.widgets.contact_entry import EmailEntry, PhoneEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field


def contact_columns() -> tuple[Column, ...]:
    """Who, where, and how to reach them."""
    return (
        Column(_("Name"), lambda row: row.name, lambda row: row.name or _("without a name")),
        Column(_("Actor"), lambda row: row.actor_name),
        Column(_("Role"), lambda row: row.role, width=16),
        Column(_("Work phone"), lambda row: row.phone, width=13),
        Column(_("Status"), lambda row: not row.active, lambda row: "" if row.active else _("Has left"), width=10),
    )


def make_contact_form(context: Context) -> Form:
    """What is kept of a contact person."""
    fields = {
        "name": Field(_("Name"), TextEntry(), required=True),
        "actor_id": Field(_("Actor"), make_actor_entry(context), required=True),
        "role": Field(_("Role"), TextEntry()),
        "phone": Field(_("Work phone"), PhoneEntry()),
        "email": Field(_("Work e-mail"), EmailEntry(), note=_("Only what belongs to the work. It stays between you.")),
        "active": Field("", Tick(_("Can be reached there now"))),
    }
    return Form(fields, tuple(fields))


class ContactsPage(MasterPage):
    """The contact persons of every actor and their form."""

    kinds = frozenset({"contact_person", "actor"})
    allowed: Allowed = MappingProxyType({"name": frozenset({NAME})})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            contact_columns(),
            make_contact_form(context),
            sentence=_("Note here whom you talk to at the school, the club or the housing association."),
            make=_("New contact person"),
        )

    def read_rows(self, text: str) -> Sequence[ContactRow]:
        return actors.find_contacts(self.context.desk, text)

    def read(self, id: str) -> Any:
        return actors.get_contact(self.context.desk, id)

    def make(self) -> None:
        self.begin(actors.new_contact(self.context.desk, None, ""), "name")

    def save(self, id: str, name: str, value: Any) -> None:
        actors.save_contact(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        actors.delete_contact(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.form.load(record, {"actor_id": shown_actor(self.context, record.actor_id)})

    def name_of(self, record: Any) -> str:
        return record.name or _("New contact person")
