"""Which stories and method cards of the period are printed, with a tick for each, and what keeps one out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import outcomes
from nsk_desktop.services.kinds import name_of_kind
from nsk_desktop.services.report_outcomes import Offer
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.places import PAGES
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.text import label

_TOLD = 5
"""So many that are kept out are told of one by one."""


def offer_columns() -> tuple[Column, ...]:
    """Whether it is printed, when it was, what it is called, and what stands in the way."""
    return (
        Column(
            _("Included"),
            lambda offer: offer.wanted,
            lambda _offer: "",
            checked=lambda offer: offer.wanted,
            spoken=lambda offer: _("printed") if offer.wanted else _("not printed"),
            width=6,
        ),
        Column(_("Date"), lambda offer: offer.day, lambda offer: show_day(offer.day) if offer.day else "", width=10),
        Column(_("What"), lambda offer: offer.title, lambda offer: offer.title or _("without a title"), least=14),
        Column(_("Kind"), lambda offer: name_of_kind(offer.kind), width=11),
        Column(
            _("What keeps it out"),
            lambda offer: offer.hindrance,
            lambda offer: f"! {offer.hindrance}" if offer.hindrance else "",
            least=20,
            late=lambda offer: offer.wanted and bool(offer.hindrance),
        ),
    )


class ChosenCard(ListCard):
    """A tick chooses at once, and the report is made anew."""

    def __init__(self, context: Context) -> None:
        title = _("Stories and method cards of the period")
        super().__init__(Table(offer_columns(), title), ((_("Open"), "chevron-right", self._open),))
        self._context = context
        self.note = label("", "quiet", wrap=True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.table), self.note)
        self.table.opened.connect(self._open)
        self.table.rows.ticked.connect(self._tick)

    def show_offers(self, offers: Sequence[Offer], undated: int) -> None:
        """Show what there is to choose, and tell of what is chosen and not printed."""
        self.fill(offers, _("Stories and method cards of the period"), _("None with a date in the period."))
        self.note.setText("\n".join(_notes(offers, undated)))
        self.note.setVisible(bool(self.note.text()))

    def _tick(self, offer: Offer, wanted: bool) -> None:
        outcomes.choose(self._context.desk, offer.kind, offer.id, wanted)

    def _open(self, offer: Offer) -> None:
        self._context.go(PAGES[offer.kind], offer.id)


def _notes(offers: Sequence[Offer], undated: int) -> list[str]:
    """What the report will hold of them, and why not the others that somebody wants."""
    printed = sum(offer.printed for offer in offers)
    kept_out = [offer for offer in offers if offer.wanted and not offer.printed]
    notes, nameless = [], _("without a title")
    if offers:
        notes.append(ngettext("{number} is printed.", "{number} are printed.", printed).format(number=whole(printed)))
    if kept_out:
        text = ngettext(
            "! {number} that you want is kept out: open it and mend the words, or take the tick away.",
            "! {number} that you want are kept out: open them and mend the words, or take the ticks away.",
            len(kept_out),
        )
        notes.append(text.format(number=whole(len(kept_out))))
        notes += [f"“{offer.title or nameless}”: {offer.hindrance}" for offer in kept_out[:_TOLD]]
    if undated:
        text = ngettext(
            "{number} that you want has no date, and is in no report.",
            "{number} that you want have no date, and are in no report.",
            undated,
        )
        notes.append(text.format(number=whole(undated)))
    return notes
