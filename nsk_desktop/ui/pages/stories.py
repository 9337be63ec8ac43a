"""Stories: what changed for whom, and which of them may be used in the evaluation."""

from typing import Any

from PySide6.QtCore import Qt

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.records import Story
from nsk_desktop.i18n import _
from nsk_desktop.services import stories
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


def story_columns() -> tuple[Column, ...]:
    """When, what it is called, whether it is printed, and whether it may be used."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10, order="day"),
        Column(
            _("Story"), lambda row: row.title, lambda row: row.title or _("without a title"), tip=_told, order="title"
        ),
        Column(
            _("Report"), lambda row: row.in_report, lambda row: "✓" if row.in_report else "", width=7, order="in_report"
        ),
        Column(
            _("Evaluation"), lambda row: row.for_evaluation, lambda row: "✓" if row.for_evaluation else "", width=10
        ),
    )


def _told(row: Story) -> str:
    return " · ".join(part for part in (row.title, row.who) if part)


def make_story_form(context: Context) -> Form:
    """What makes a change worth telling; who it is about is a kind of actor or a group, never a named citizen."""
    fields = {
        "title": Field(_("Title"), TextEntry(), required=True),
        "day": Field(_("When"), DateEntry(context.today)),
        "who": Field(_("Who changed"), TextEntry(), note=_("A kind of actor or a group, never a named citizen.")),
        "what": Field(_("What changed"), LongText(3)),
        "significance": Field(_("Why it matters"), LongText(2)),
        "contribution": Field(_("What the effort did towards it"), LongText(2)),
        "evidence": Field(_("What it can be seen from"), LongText(2)),
        "substantiated_by": Field(_("Who can confirm it"), TextEntry(), note=_("Stays on this computer.")),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES)),
        "in_report": Field(
            "",
            Tick(_("Print it in the report")),
            note=_("In the report of the period that its date lies in. What may identify somebody is not printed."),
        ),
        "for_evaluation": Field(
            "",
            Tick(_("May be used in the evaluation")),
            note=_("Then its words leave this computer with the next file, after a check for names."),
        ),
    }
    behind = evidence_fields(context)
    return Form(fields | behind, (*fields, "#" + _("What it rests on"), *behind))


class StoriesPage(OutcomeList):
    """The stories and their form."""

    kind = "story"
    kinds = frozenset({"story", *EVIDENCE_KINDS})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            story_columns(),
            make_story_form(context),
            sentence=_("Note here when somebody in the area has begun to do something in another way."),
            make=_("New story"),
        )
        self.table.sort_by(0, Qt.SortOrder.DescendingOrder)

    def make(self) -> None:
        self.begin(stories.new_story(self.context.desk, day=self.context.today()), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        stories.save_story(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        stories.delete_story(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return record.title or _("New story")
