"""Targets: what the effort wants to have reached, of what and by when, and what contradicts itself among them."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import INDICATORS, THEMES_SHORT
from nsk_desktop.domain.numbers import whole
from nsk_desktop.domain.targets import period_label
from nsk_desktop.i18n import _
from nsk_desktop.services import targets
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry

_MOST = 1_000_000


def target_columns() -> tuple[Column, ...]:
    """What is counted, how much is wanted, when, and of which theme."""
    return (
        Column(_("What is counted"), lambda row: INDICATORS.label(row.indicator), least=24),
        Column(_("Target"), lambda row: row.value, _wanted, number=True, width=8),
        Column(_("Period"), lambda row: row.period, lambda row: period_label(row.period), width=16),
        Column(_("Theme"), lambda row: THEMES_SHORT.label(row.theme), width=12),
    )


def _wanted(row: Any) -> str:
    return "" if row.value is None else whole(row.value)


def make_target_form() -> Form:
    """What makes a number a target."""
    fields = {
        "indicator": Field(_("What is counted"), Choice(options_of(INDICATORS))),
        "period": Field(_("Period"), Choice([])),
        "theme": Field(_("Theme"), Choice(options_of(THEMES_SHORT), _("The whole effort"))),
        "value": Field(_("The number that is wanted"), NumberEntry(0, _MOST), required=True),
        "notes": Field(_("Notes"), LongText(3), note=_("For example where the target comes from.")),
    }
    return Form(fields, tuple(fields))


class TargetsPage(MasterPage):
    """The targets and their form, with what is wrong over it."""

    kinds = frozenset({"target", "programme"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            target_columns(),
            make_target_form(),
            sentence=_(
                "Write down what the effort wants to reach. Overview shows how far it is, and how sure that is."
            ),
            make=_("New target"),
        )
        self.flaws = Notice()
        self.column.insertWidget(0, self.flaws)
        self.far = button(_("See how far it is"), lambda: context.go("overview"), icon="overview")
        self.column.addWidget(self.far)

    def read_rows(self, text: str) -> Sequence[Any]:
        period: Choice = self.form.entry("period")
        period.set_options(targets.choices_of_period(self.context.desk, self.context.today()))
        return targets.list_targets(self.context.desk, text)

    def read(self, id: str) -> Any:
        return targets.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(targets.new_target(self.context.desk, self.context.today()), "indicator")

    def save(self, id: str, name: str, value: Any) -> None:
        targets.save_target(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        targets.delete_target(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        told = targets.flaws(self.context.desk).get(record.id, [])
        self.flaws.show_choices("\n".join(told))
        self.flaws.setVisible(bool(told))

    def name_of(self, record: Any) -> str:
        return targets.name_of(record)
