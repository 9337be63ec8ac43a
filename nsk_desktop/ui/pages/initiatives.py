"""Initiatives: what the effort tries together with local actors, and what is learned from it."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import ACTOR_ROLES, INITIATIVE_STATUSES, THEMES, THEMES_SHORT
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.records import Initiative
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import actors, initiatives
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.outcome_cards import OutcomesCard
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.numbers_entry import AmountEntry
from nsk_desktop.ui.widgets.roles import RolesEntry

_PARTNER = "partner"


def initiative_columns() -> tuple[Column, ...]:
    """What, how far it is, with how many, and since when."""
    return (
        Column(_("Initiative"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Status"), lambda row: INITIATIVE_STATUSES.label(row.status), width=20),
        Column(_("Partners"), lambda row: len(row.partners), number=True, width=8),
        Column(_("First day"), lambda row: row.start, lambda row: show_day(row.start) if row.start else "", width=10),
    )


def spread_options() -> list[tuple[int, str]]:
    """How well it can be spread city-wide."""
    words = (_("not at all"), _("hardly"), _("in part"), _("well"), _("fully"))
    return [(degree, f"{degree} · {word}") for degree, word in enumerate(words, 1)]


def make_initiative_form(context: Context) -> Form:
    """What is kept of an initiative."""
    partners = RolesEntry(
        find_actors(context),
        actor_name(context),
        options_of(ACTOR_ROLES),
        _PARTNER,
        _("Type the name of an actor"),
    )
    partners.create_wanted.connect(lambda name: partners.add(actors.new_actor(context.desk, name)))
    spread = Choice(spread_options(), _("Choose …"))  # type: ignore[arg-type]
    fields = {
        "title": Field(_("Title"), TextEntry(), required=True),
        "status": Field(_("Status"), Choice(options_of(INITIATIVE_STATUSES), _("Choose …"))),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES), required=True),
        "partners": Field(_("Partners and their roles"), partners),
        "start": Field(_("First day"), DateEntry(context.today)),
        "end": Field(_("Last day"), DateEntry(context.today)),
        "method": Field(_("Method"), LongText(3)),
        "hypothesis": Field(_("What we expect, and why"), LongText(3)),
        "budget_ore": Field(_("Budget (kr.)"), AmountEntry()),
        "learning": Field(_("What we learned"), LongText(3)),
        "spread": Field(_("Can be spread city-wide"), spread),
    }
    rows = (
        "title",
        "status",
        "themes",
        "partners",
        "start",
        "end",
        "method",
        "hypothesis",
        "budget_ore",
        "#" + _("Afterwards"),
        "learning",
        "spread",
    )
    return Form(fields, rows).in_order(("start", "end"))


class InitiativesPage(MasterPage):
    """The initiatives and their form."""

    kinds = frozenset({"initiative", "actor", "story", "method_card"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            initiative_columns(),
            make_initiative_form(context),
            sentence=_("Note here what you try together with local actors, from the first idea on."),
            make=_("New initiative"),
        )
        self.outcomes = OutcomesCard(context)
        self.column.addWidget(self.outcomes)

    def read_rows(self, text: str) -> Sequence[Initiative]:
        listed = initiatives.list_initiatives(self.context.desk)
        return [one for one in listed if not text or matches(text, one.title)]

    def read(self, id: str) -> Any:
        return initiatives.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(initiatives.new_initiative(self.context.desk, "", status="idé"), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        initiatives.save_initiative(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        initiatives.delete_initiative(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        self.outcomes.show_for(record.id)

    def name_of(self, record: Any) -> str:
        if not record.title:
            return _("New initiative")
        number = len(record.partners)
        if not number:
            return str(record.title)
        with_whom = ngettext("{number} partner", "{number} partners", number).format(number=number)
        return f"{record.title} · {with_whom}"
