"""What was opened last, as a card: it fills itself, and is not there while there is nothing."""

from PySide6.QtGui import QShowEvent

from nsk_desktop.i18n import _
from nsk_desktop.services.finding import Hit
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table

_SHOWN = 6


class RecentCard(ListCard):
    """Enter or a double click opens a line again."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column(_("What"), lambda hit: hit.title, least=16),
            Column(_("Details"), lambda hit: hit.detail, width=34),
        )
        super().__init__(Table(columns, _("Opened last")), ((_("Open"), "edit", self._open),))
        self._context = context
        self.table.opened.connect(self._open)
        context.bus.changed.connect(lambda _change: self.renew() if self.isVisible() else None)
        context.bus.opened.connect(self._appear)
        if not context.recents.records:
            self.hide()

    def renew(self) -> None:
        """Show what was opened last and is still there."""
        hits = self._context.finder.hits(self._context.recents.records, self._context.today())
        self.fill(hits[:_SHOWN], _("Opened last"), "")
        self.setVisible(bool(hits))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def _appear(self) -> None:
        # Without a parent it would be a window of its own.
        if self.parentWidget() is not None:
            self.show()

    def _open(self, hit: Hit) -> None:
        self._context.go(hit.place, hit.id)
