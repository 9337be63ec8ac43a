"""What something told rests on, and what is told that rests on something: short lists that lead there."""

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.stories import Outcome
from nsk_desktop.i18n import _
from nsk_desktop.services import outcome_evidence, outcomes
from nsk_desktop.services.kinds import name_of_kind
from nsk_desktop.services.outcome_evidence import Link
from nsk_desktop.services.outcomes import Told
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.table import Column, Table

_MOST = 50


class EvidenceCard(ListCard):
    """The records behind a story or a method card; Enter or the button opens one."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column(_("Kind"), lambda link: name_of_kind(link.kind), width=13),
            Column(_("What"), lambda link: link.title, lambda link: link.title or _("without a title")),
        )
        super().__init__(Table(columns, _("What it rests on")), ((_("Open"), "chevron-right", self._open),))
        self._context = context
        self.table.opened.connect(self._open)

    def show_for(self, outcome: Outcome) -> None:
        """Show what *outcome* rests on."""
        none = _("Nothing yet. Choose above what shows it, and the figures of its meetings stand beside it.")
        self.fill(outcome_evidence.links(self._context.desk, outcome), _("What it rests on"), none)

    def _open(self, link: Link) -> None:
        self._context.go(PAGES[link.kind], link.id)


class OutcomesCard(ListCard):
    """The stories and method cards that rest on a record; not there while there are none."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column(_("What"), lambda told: told.title, _called),
            Column(_("Date"), lambda told: told.day, lambda told: show_day(told.day) if told.day else "", width=10),
        )
        title = _("Stories and method cards")
        super().__init__(Table(columns, title), ((_("Open"), "chevron-right", self._open),))
        self._context = context
        self.table.opened.connect(self._open)

    def show_for(self, id: str) -> None:
        """Show those that rest on the record with this id."""
        told, number = outcomes.resting_on(self._context.desk, id, _MOST)
        self.fill(told, _("Stories and method cards"), "")
        if number > len(told):
            self.heading.setText(
                _("Stories and method cards: the latest {shown} of {number}").format(shown=len(told), number=number)
            )
        self.setVisible(bool(told))

    def _open(self, told: Told) -> None:
        self._context.go(PAGES[told.kind], told.id)


def _called(told: Told) -> str:
    title = told.title or _("without a title")
    return title if told.kind == "story" else f"{name_of_kind(told.kind)}: {title}"
