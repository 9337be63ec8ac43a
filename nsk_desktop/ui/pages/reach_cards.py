"""Cards of Overview beside the figure itself: what would make it surer, what nobody counted, what cannot be true."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import percent, span, whole
from nsk_desktop.i18n import _
from nsk_desktop.measures.residents import Share, Shares
from nsk_desktop.services.reach_account import Remedy, advice, gain
from nsk_desktop.services.reach_overview import AT_ONCE, BACKWARDS, JOINED, Problem
from nsk_desktop.services.residents import name_of, under_reached_sentence, verdict_of
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout

Open = Callable[[Any], object]


def remedies_card(open_one: Open) -> ListCard:
    """What would narrow the interval the most, first."""
    columns = (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Meeting"), lambda row: row.title, width=22),
        Column(_("What would make it surer"), advice, least=30),
        Column(_("The interval"), lambda row: row.most, gain, number=True, width=20),
    )
    return _card(columns, _("What would make the figure surer"), _remedy_key, open_one)


def gaps_card(open_one: Open) -> ListCard:
    """Held meetings that nobody counted."""
    columns = (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day), width=10),
        Column(_("Meeting"), lambda row: row.title),
    )
    return _card(columns, _("Not counted"), lambda row: row.session, open_one)


def problems_card(open_one: Open) -> ListCard:
    """What was registered and cannot be true as it stands."""
    columns = (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day), width=10),
        Column(_("Meeting"), lambda row: row.title, width=26),
        Column(_("What contradicts itself"), lambda row: row.kind, problem_text, least=34),
    )
    return _card(columns, _("What contradicts itself"), lambda row: (row.kind, row.session, row.other), open_one)


def problem_text(row: Problem) -> str:
    """What cannot be true, and against what."""
    if row.kind == AT_ONCE:
        text = _("Somebody was at “{other}” at the same time ({number}).")
        return text.format(other=row.other, number=whole(row.people))
    if row.kind == JOINED:
        return _("People who are joined into one came under {number} names.").format(number=whole(row.people))
    if row.kind == BACKWARDS:
        return _("An estimate has a lowest number above its highest.")
    return _("More came for the first time than came at all.")


class SharesCard(ListCard):
    """How large a share of the residents was reached, and which groups are reached less."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column(_("Residents"), _place, name_of, width=18),
            Column(_("Number"), lambda row: row.residents, lambda row: whole(row.residents), number=True, width=8),
            Column(
                _("Reached"),
                lambda row: row.reached_high,
                _reached,
                number=True,
                width=10,
            ),
            Column(_("Share"), lambda row: row.high, _share, number=True, width=10),
            Column(_("Reached less than others"), lambda row: row.verdict, verdict_of, least=22),
        )
        super().__init__(Table(columns, _("Share of the residents"), key=lambda row: (row.age_band, row.gender)))
        self.enter = button(_("Write the number of residents"), lambda: context.go("area"), icon="edit")
        row = FlowLayout()
        row.addWidget(self.enter)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row)

    def show_shares(self, shares: Shares | None) -> None:
        """The shares, or how they come about."""
        title = _("Share of the residents")
        if shares is None:
            self.fill((), title, _("It is shown when it is known how many live in the area, by age and gender."))
            return
        self.fill((shares.total, *shares.parts), title, "")
        self.heading.setText(_("Share of the residents in {year}").format(year=shares.year))
        told = _(
            "At least those who are registered as living in the area; at most everybody who may have been reached. "
            "The lines overlap and cannot be added up."
        )
        self.sentence.setText("\n".join(filter(None, (under_reached_sentence(shares), told))))
        self.sentence.show()


def _place(row: Share) -> tuple[int, int]:
    ages, genders = AGE_BANDS.codes, GENDERS.codes
    return (
        ages.index(row.age_band) if row.age_band in ages else -1,
        genders.index(row.gender) if row.gender in genders else -1,
    )


def _reached(row: Share) -> str:
    return "" if row.few else span(row.reached_low, row.reached_high)


def _share(row: Share) -> str:
    return "" if row.few else percent(row.low, row.high)


def _remedy_key(row: Remedy) -> tuple[str, str]:
    return row.kind, row.id


def _card(columns: tuple[Column, ...], name: str, key: Callable[[Any], Any], open_one: Open) -> ListCard:
    made = ListCard(Table(columns, name, key=key), ((_("Open"), "edit", open_one),))
    made.table.opened.connect(open_one)
    return made
