"""Existing efforts: what was in the area before, whose it is, and how well it is linked."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import TARGET_GROUPS, THEMES, THEMES_SHORT
from nsk_desktop.i18n import _
from nsk_desktop.services import existing_efforts
from nsk_desktop.services.existing_efforts import EffortRow
from nsk_desktop.ui.actor_entry import make_actor_entry, shown_actor
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate


def effort_columns() -> tuple[Column, ...]:
    """What, whose, how far it is trusted, and whether it stands alone."""
    return (
        Column(_("Existing effort"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Owner"), lambda row: row.actor_name),
        Column(_("Trust"), lambda row: row.trust, number=True, width=6),
        Column(_("Isolated"), lambda row: row.isolated, lambda row: _("Yes") if row.isolated else "", width=8),
        Column(_("Bridges"), lambda row: row.bridges, number=True, width=12),
    )


def trust_options() -> list[tuple[int, str]]:
    """The degrees of residents' trust."""
    words = (_("none"), _("a little"), _("some"), _("much"), _("very much"))
    return [(degree, f"{degree} · {word}") for degree, word in enumerate(words, 1)]


def make_effort_form(context: Context) -> Form:
    """What is kept of an existing effort."""
    linked = ManyEntry(
        lambda text: [Candidate(*found) for found in existing_efforts.find_linked(context.desk, text)],
        lambda id: existing_efforts.linked_name(context.desk, id),
        _("Type the name of an actor, an initiative or an effort"),
    )
    linked.create_wanted.connect(lambda title: linked.add(existing_efforts.new_effort(context.desk, title)))
    trust = Choice(trust_options(), _("Choose …"))  # type: ignore[arg-type]
    fields = {
        "title": Field(_("Title"), TextEntry(), required=True),
        "actor_id": Field(_("Owner"), make_actor_entry(context)),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES)),
        "target_groups": Field(_("Target groups"), CodeChecks(options_of(TARGET_GROUPS))),
        "trust": Field(_("The residents' trust in it"), trust),
        "isolated": Field("", Tick(_("Stands alone, without contact to others"))),
        "linked_to": Field(_("Linked to"), linked),
    }
    return Form(fields, tuple(fields))


class ExistingEffortsPage(MasterPage):
    """The existing efforts and their form."""

    kinds = frozenset({"existing_effort", "actor", "bridge_contact", "initiative"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            effort_columns(),
            make_effort_form(context),
            sentence=_("Note here what the actors did in the area already, so that you can build upon it."),
            make=_("New existing effort"),
        )

    def read_rows(self, text: str) -> Sequence[EffortRow]:
        return existing_efforts.list_efforts(self.context.desk, text)

    def read(self, id: str) -> Any:
        return existing_efforts.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(existing_efforts.new_effort(self.context.desk, ""), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        existing_efforts.save_effort(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        existing_efforts.delete_effort(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.form.load(record, {"actor_id": shown_actor(self.context, record.actor_id)})

    def name_of(self, record: Any) -> str:
        return record.title or _("New existing effort")
