"""A list of stories or method cards that can be gone through by theme, actor and half-year, of any length."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.stories import OUTCOMES
from nsk_desktop.i18n import _
from nsk_desktop.services import outcome_evidence, outcomes
from nsk_desktop.services.outcomes import Order
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.outcome_cards import EvidenceCard
from nsk_desktop.ui.paged_table import PagedTable
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.pages.sieve_bar import SieveBar
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label

EVIDENCE_KINDS = frozenset(
    {
        "actor",
        "initiative",
        "series",
        "session",
        "bridge_contact",
        "cooperation_rating",
        "attendance",
        "headcount",
        "participant",
        "person_pair",
    }
)
"""The kinds of record that change what stands behind something told."""


class OutcomeList(MasterPage):
    """The list with its filter, the form, and what stands behind the record."""

    kind = ""
    """What is listed, one of `OUTCOMES`."""

    def __init__(self, context: Context, columns: Sequence[Column], form: Form, *, sentence: str, make: str) -> None:
        super().__init__(context, "", columns, form, sentence=sentence, make=make)
        self.weight = label("", "quiet", wrap=True)
        self.evidence = EvidenceCard(context)
        self.column.insertWidget(0, self.weight)
        self.column.addWidget(self.evidence)

    def _arrange(self, *above: QWidget) -> None:
        self.bar = SieveBar()
        self.bar.changed.connect(self._fill)
        super()._arrange(self.bar, *above)

    def make_table(self, columns: Sequence[Column], name: str) -> Table:
        self._list = PagedTable(columns, name, self._ids, partial(outcomes.rows, self.context.desk, self.kind))
        return self._list

    def make_none_fit(self) -> EmptyState:
        return EmptyState(_("Nothing fits the filter and the search."), ((_("Show all"), self.show_all),))

    def show_all(self) -> None:
        """Neither a filter nor a search."""
        self.text.clear()
        self.bar.clear()

    def refresh(self) -> None:
        desk = self.context.desk
        self.bar.offer(outcomes.actors(desk, self.kind), outcomes.half_years(desk, self.kind))
        super().refresh()

    def narrowed(self) -> bool:
        return bool(self.bar.value())

    def fill(self, text: str) -> int:
        number = outcomes.count(self.context.desk, self.kind)
        shown = self._list.renew()
        self.bar.say(shown, number)
        self.bar.setVisible(bool(number))
        return shown

    def _ids(self, by: str, descending: bool) -> Sequence[str]:
        order = Order(by, descending) if by else None
        return outcomes.ids(self.context.desk, self.kind, self.text.text().strip(), self.bar.value(), order)

    def open_record(self, id: str) -> None:
        # Who asks for a record wants to see it, whatever is chosen in the filter.
        if id != "new" and self.narrowed() and id not in self._ids("", False):
            self.bar.set_value(outcomes.Sieve())
        super().open_record(id)

    def read(self, id: str) -> Any:
        return next(iter(outcomes.rows(self.context.desk, self.kind, [id])), None)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        self.evidence.show_for(record)
        self._weigh(record)

    def _weigh(self, record: Any) -> None:
        """Say how many meetings and people stand behind it, as soon as they are counted."""
        assert isinstance(record, OUTCOMES[self.kind])
        if not outcome_evidence.has_meetings(record):
            self._say("")
            return
        weighing = self.context.weighing

        def show(words: str) -> None:
            if self.shown_id() == record.id:
                self._say(words)

        self.context.runner.run(lambda _progress: weighing.words(record), show)

    def _say(self, words: str) -> None:
        figures = _("Behind it: {figures}").format(figures=words)
        self.weight.setText(figures if words else _("No meetings stand behind it."))
