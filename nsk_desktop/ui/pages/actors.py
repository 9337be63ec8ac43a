"""Local actors: who they are, and the bridges built between them."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import ACTOR_STATUSES, OWNERSHIPS, SECTORS
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import actors
from nsk_desktop.services.actors import ActorRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.outcome_cards import OutcomesCard
from nsk_desktop.ui.pages.advice import AdvicePage
from nsk_desktop.ui.pages.bridges import BridgesPage
from nsk_desktop.ui.pages.contacts import ContactsPage
from nsk_desktop.ui.pages.existing_efforts import ExistingEffortsPage
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.pages.network import NetworkPage
from nsk_desktop.ui.pages.ratings import RatingsPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText


def actor_columns() -> tuple[Column, ...]:
    """Name, sector, status, and the latest contact."""
    return (
        Column(_("Actor"), lambda row: row.name, lambda row: row.name or _("without a name")),
        Column(_("Sector"), lambda row: SECTORS.label(row.sector)),
        Column(_("Status"), lambda row: ACTOR_STATUSES.label(row.status), width=8),
        Column(
            _("Last contact"),
            lambda row: row.last_contact,
            lambda row: show_day(row.last_contact) if row.last_contact else "",
            width=11,
        ),
        Column(_("Bridges"), lambda row: row.bridges, number=True, width=7),
    )


def make_actor_form(context: Context) -> Form:
    """What is kept of a local actor."""
    fields = {
        "name": Field(_("Name"), TextEntry(), required=True),
        "sector": Field(_("Sector"), Choice(options_of(SECTORS), _("Choose …"))),
        "ownership": Field(_("Municipal, civil or private"), Choice(options_of(OWNERSHIPS), _("Choose …"))),
        "status": Field(_("Status"), Choice(options_of(ACTOR_STATUSES))),
        "mobilised_on": Field(_("Mobilised on"), DateEntry(context.today)),
        "mobilised_how": Field(_("How"), TextEntry()),
        "relation_before": Field(_("Relation before the effort"), TextEntry()),
        "notes": Field(_("Notes"), LongText(3), note=_("Stays on this computer. Write no names of citizens.")),
    }
    rows = ("name", "sector", ("ownership", "status"), "mobilised_on", "mobilised_how", "relation_before", "notes")
    return Form(fields, rows)


class ActorList(MasterPage):
    """The local actors and their form."""

    kinds = frozenset({"actor", "bridge_contact", "session", "story", "method_card"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            actor_columns(),
            make_actor_form(context),
            sentence=_("Schools, clubs, housing associations and others who are in the area come onto this list."),
            make=_("New actor"),
        )
        self.table.sort_by(0)
        self.outcomes = OutcomesCard(context)
        self.column.addWidget(self.outcomes)

    def read_rows(self, text: str) -> Sequence[ActorRow]:
        return actors.list_actors(self.context.desk, text)

    def read(self, id: str) -> Any:
        return actors.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(actors.new_actor(self.context.desk, ""), "name")

    def save(self, id: str, name: str, value: Any) -> None:
        actors.save_actor(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        actors.delete_actor(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        self.outcomes.show_for(record.id)

    def name_of(self, record: Any) -> str:
        return record.name or _("New actor")


class ActorsPage(TabbedPage):
    """The list, the bridges, and what is known of how actors work together."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Local actors"))
        self.list = ActorList(context)
        self.bridges = BridgesPage(context)
        self.add("actors", self.list, _("List"))
        self.contacts, self.efforts = ContactsPage(context), ExistingEffortsPage(context)
        self.ratings, self.advice = RatingsPage(context), AdvicePage(context)
        self.network = NetworkPage(context)
        self.add("bridges", self.bridges, _("Bridge-building"))
        self.add("contacts", self.contacts, _("Contact persons"))
        self.add("existing-efforts", self.efforts, _("Existing efforts"))
        self.add("ratings", self.ratings, _("Cooperation ratings"))
        self.add("network", self.network, _("Network"))
        self.add("advice", self.advice, _("Advice"))
