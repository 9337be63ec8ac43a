"""Advice: local actors ask for knowledge, and are directed on. Of a case nothing but that it was one."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import DIRECTED_TO, THEMES_SHORT
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import advice
from nsk_desktop.services.advice import AdviceRow
from nsk_desktop.ui.actor_entry import make_actor_entry, shown_actor
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry

_LONGEST = 600


def advice_columns() -> tuple[Column, ...]:
    """When, who asked, about what, and where they were directed."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Asked by"), lambda row: row.actor_name, tip=lambda row: row.actor_name),
        Column(_("Theme"), lambda row: THEMES_SHORT.label(row.theme), tip=lambda row: THEMES_SHORT.label(row.theme)),
        Column(_("Kind"), lambda row: row.concrete, _kind, width=9),
        Column(_("Minutes"), lambda row: row.minutes, number=True, width=8),
        Column(_("Directed to"), lambda row: row.directed_to, _directed, tip=_directed),
    )


def _kind(row: AdviceRow) -> str:
    return _("Concrete") if row.concrete else _("General")


def _directed(row: AdviceRow) -> str:
    return ", ".join(DIRECTED_TO.label(code) for code in row.directed_to)


def make_advice_form(context: Context) -> Form:
    """What is kept of advice; there is no room for what a case was about."""
    fields = {
        "day": Field(_("Date"), DateEntry(context.today), required=True),
        "actor_id": Field(_("Asked by"), make_actor_entry(context), required=True),
        "theme": Field(_("Theme"), Choice(options_of(THEMES_SHORT), _("Choose …"))),
        "concrete": Field(
            "",
            Tick(_("It was about a concrete case")),
            note=_("Only that it was one: nothing about the case or who it is about is kept here."),
        ),
        "minutes": Field(_("Minutes"), NumberEntry(0, _LONGEST)),
        "directed_to": Field(_("Directed to"), CodeChecks(options_of(DIRECTED_TO))),
    }
    return Form(fields, tuple(fields))


class AdvicePage(MasterPage):
    """The advice that was given and its form."""

    kinds = frozenset({"advice", "actor"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            advice_columns(),
            make_advice_form(context),
            sentence=_("Note here when a local actor asks you for knowledge."),
            make=_("New advice"),
        )

    def read_rows(self, text: str) -> Sequence[AdviceRow]:
        return advice.list_advice(self.context.desk, text)

    def read(self, id: str) -> Any:
        return advice.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(advice.new_advice(self.context.desk, self.context.today()), "actor_id")

    def save(self, id: str, name: str, value: Any) -> None:
        advice.save_advice(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        advice.delete_advice(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self.form.load(record, {"actor_id": shown_actor(self.context, record.actor_id)})

    def name_of(self, record: Any) -> str:
        name = shown_actor(self.context, record.actor_id)[1]
        return name or _("New advice")
