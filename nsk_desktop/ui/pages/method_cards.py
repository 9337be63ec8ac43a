"""Method cards: how something was done, for others who want to do it too."""

from typing import Any

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import method_cards
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.evidence_entries import evidence_fields
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.outcome_list import EVIDENCE_KINDS, OutcomeList
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText


def card_columns() -> tuple[Column, ...]:
    """When it was tried, what it is called, its themes, and whether it is printed."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10, order="day"),
        Column(_("Method"), lambda row: row.title, lambda row: row.title or _("without a title"), order="title"),
        Column(_("Themes"), lambda row: ", ".join(THEMES_SHORT.label(theme) for theme in row.themes)),
        Column(
            _("Report"), lambda row: row.in_report, lambda row: "✓" if row.in_report else "", width=7, order="in_report"
        ),
    )


def make_card_form(context: Context) -> Form:
    """What somebody else has to know to do the same."""
    fields = {
        "title": Field(_("Method"), TextEntry(), required=True),
        "day": Field(_("When it was tried"), DateEntry(context.today)),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES)),
        "context": Field(_("Where and with whom it was tried"), LongText(2)),
        "steps": Field(_("Steps"), LongText(4), note=_("One step on each line.")),
        "resources": Field(_("What it takes (time, people, money, place)"), LongText(2)),
        "worked_for": Field(_("What worked, and for whom"), LongText(2)),
        "conditions": Field(_("What has to be in place"), LongText(2)),
        "in_report": Field(
            "",
            Tick(_("Print it in the report")),
            note=_("In the report of the period that its date lies in. What may identify somebody is not printed."),
        ),
    }
    behind = evidence_fields(context)
    return Form(fields | behind, (*fields, "#" + _("What it rests on"), *behind))


class MethodCardsPage(OutcomeList):
    """The method cards and their form."""

    kind = "method_card"
    kinds = frozenset({"method_card", *EVIDENCE_KINDS})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            card_columns(),
            make_card_form(context),
            sentence=_("Write a method down when it works, so that other areas can use it."),
            make=_("New method card"),
        )
        self.table.sort_by(1)

    def make(self) -> None:
        self.begin(method_cards.new_card(self.context.desk, day=self.context.today()), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        method_cards.save_card(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        method_cards.delete_card(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return record.title or _("New method card")
