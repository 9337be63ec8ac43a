"""Method cards: how something was done, for others who want to do it too."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT
from nsk_desktop.i18n import _
from nsk_desktop.services import method_cards
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import CodeChecks, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText


def card_columns() -> tuple[Column, ...]:
    """What the method is called, and its themes."""
    return (
        Column(_("Method"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Themes"), lambda row: ", ".join(THEMES_SHORT.label(theme) for theme in row.themes)),
    )


def make_card_form() -> Form:
    """What somebody else has to know to do the same."""
    fields = {
        "title": Field(_("Method"), TextEntry(), required=True),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES)),
        "context": Field(_("Where and with whom it was tried"), LongText(2)),
        "steps": Field(_("Steps"), LongText(4), note=_("One step on each line.")),
        "resources": Field(_("What it takes (time, people, money, place)"), LongText(2)),
        "worked_for": Field(_("What worked, and for whom"), LongText(2)),
        "conditions": Field(_("What has to be in place"), LongText(2)),
    }
    return Form(fields, tuple(fields))


class MethodCardsPage(MasterPage):
    """The method cards and their form."""

    kinds = frozenset({"method_card"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            card_columns(),
            make_card_form(),
            sentence=_("Write a method down when it works, so that other areas can use it."),
            make=_("New method card"),
        )

    def read_rows(self, text: str) -> Sequence[Any]:
        return method_cards.list_cards(self.context.desk, text)

    def read(self, id: str) -> Any:
        return method_cards.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(method_cards.new_card(self.context.desk), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        method_cards.save_card(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        method_cards.delete_card(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return record.title or _("New method card")
