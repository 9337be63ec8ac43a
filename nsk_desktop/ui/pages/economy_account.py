"""What stands behind one figure of money: how it is computed, every posting, and the meetings."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import BUDGET_KINDS, POSTING_STATES
from nsk_desktop.domain.dates import half_year_label, show_day
from nsk_desktop.domain.numbers import kroner
from nsk_desktop.i18n import _
from nsk_desktop.services import economy
from nsk_desktop.services.economy import Account, Cost, CountedSession
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import card, scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label

_MARK = "money:"


@dataclass(frozen=True)
class MoneyWord:
    """Which figure somebody goes after, carried as a word in the place of a record."""

    by: str
    key: str = ""
    """Everything when it is empty."""
    period: str = ""

    def word(self) -> str:
        """The figure as a word."""
        return _MARK + "|".join((self.by, self.period, self.key))


def read_money(word: str) -> MoneyWord | None:
    """The figure that *word* carries, or None when it is something else."""
    if not word.startswith(_MARK):
        return None
    by, period, key = word.removeprefix(_MARK).split("|", 2)
    return MoneyWord(by, key, period)


def period_name(period: str) -> str:
    """A year, a half-year or everything, in words."""
    if not period:
        return _("The whole effort")
    return half_year_label(period) if "H" in period else _("The year {year}").format(year=period)


def posting_columns() -> tuple[Column, ...]:
    """A posting as it stands behind a figure."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Text"), lambda row: row.text, least=20),
        Column(_("Kind"), lambda row: BUDGET_KINDS.label(row.kind), width=12),
        Column(_("State"), lambda row: POSTING_STATES.label(row.state), width=12),
        Column(_("Amount"), lambda row: row.amount, lambda row: kroner(row.amount), number=True, width=16),
    )


class EconomyAccountView(QWidget):
    """One figure taken apart, and the way back to the others."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.shown: MoneyWord | None = None
        self.headline = label("", "figure", wrap=True)
        self.asked = label("", "strong", wrap=True)
        self.how = label("", wrap=True)
        self.back = button(_("Back to the figures"), self.left.emit, icon="chevron-left")
        self.postings = ListCard(
            Table(posting_columns(), _("The postings behind the figure")), ((_("Open"), "edit", self._open_posting),)
        )
        self.postings.table.opened.connect(self._open_posting)
        meeting = (
            Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day), width=10),
            Column(_("Meeting"), lambda row: row.title, least=20),
        )
        self.sessions = ListCard(
            Table(meeting, _("The meetings behind the figure")), ((_("Open"), "edit", self._open_session),)
        )
        self.sessions.table.opened.connect(self._open_session)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card()
        for each in (self.headline, self.asked, label(_("How the figure is counted"), "heading"), self.how):
            layout.addWidget(each)
        row = FlowLayout()
        row.addWidget(self.back)
        layout.addLayout(row)
        for frame in (top, self.postings, self.sessions):
            column.addWidget(frame)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)

    def show_figure(self, figure: MoneyWord) -> None:
        """Compute the account of *figure* and show it."""
        self.shown = figure
        desk = self.context.desk
        self.context.runner.run(
            lambda _progress: economy.account(desk, figure.by, figure.key, figure.period),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show(self, account: Account) -> None:
        assert self.shown is not None
        sums = account.money.sums
        self.headline.setText(_("{amount} booked").format(amount=kroner(sums.booked)))
        self.asked.setText(f"{account.money.label} · {period_name(self.shown.period)}")
        self.how.setText("\n".join(account.sentences))
        self.postings.fill(account.postings, _("The postings behind the figure"), _("There are no postings behind it."))
        self.sessions.fill(account.sessions, _("The meetings behind the figure"), _("There are no meetings behind it."))
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            (self.postings.table if account.postings else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_posting(self, row: Cost) -> None:
        self.context.go("budget", row.id)

    def _open_session(self, row: CountedSession) -> None:
        self.context.go("activities", row.id)
