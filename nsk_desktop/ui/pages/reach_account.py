"""The account of one figure: how it is counted in its own numbers, what would make it surer, and every meeting."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import reach_account
from nsk_desktop.services.reach_account import Account, Behind
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.figure_word import FigureWord
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import card, scrolled
from nsk_desktop.ui.pages.reach_cards import Open, remedies_card
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


def behind_columns() -> tuple[Column, ...]:
    """A meeting, and what it gives to the figure."""

    def unnamed(row: Behind) -> str:
        return span(row.anonymous_low, row.anonymous_high) if row.counted else ""

    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day), width=10),
        Column(_("Meeting"), lambda row: row.title, least=20),
        Column(
            _("Registered"),
            lambda row: row.registered,
            lambda row: whole(row.registered) if row.counted else _("not counted"),
            number=True,
            width=12,
        ),
        Column(_("Without name"), lambda row: row.anonymous_high, unnamed, number=True, width=12),
        Column(
            _("May belong here"),
            lambda row: row.perhaps,
            lambda row: whole(row.perhaps) if row.perhaps else "",
            number=True,
            width=14,
        ),
    )


class ReachAccountView(QWidget):
    """What stands behind one figure, and the way back to the others."""

    left = Signal()

    def __init__(self, context: Context, open_remedy: Open) -> None:
        super().__init__()
        self.context = context
        self.shown: FigureWord | None = None
        self.headline = label("", "figure", wrap=True)
        self.asked = label("", "strong", wrap=True)
        self.how = label("", wrap=True)
        self.back = button(_("Back to the figures"), self.left.emit, icon="chevron-left")
        self.help = button(_("What the words mean"), lambda: context.help("overview"), kind="quiet", icon="help")
        self.remedies = remedies_card(open_remedy)
        self.behind = ListCard(
            Table(behind_columns(), _("The meetings behind the figure")), ((_("Open"), "edit", self._open),)
        )
        self.behind.table.opened.connect(self._open)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card()
        for each in (self.headline, self.asked, label(_("How the figure is counted"), "heading"), self.how):
            layout.addWidget(each)
        row = FlowLayout()
        row.addWidget(self.back)
        row.addWidget(self.help)
        layout.addLayout(row)
        for frame in (top, self.behind, self.remedies):
            column.addWidget(frame)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)

    def show_figure(self, figure: FigureWord) -> None:
        """Count the account of *figure* and show it."""
        self.shown = figure
        desk = self.context.desk
        self.context.runner.run(
            lambda _progress: reach_account.account(desk, figure.first, figure.last, figure.only),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show(self, account: Account) -> None:
        assert self.shown is not None
        persons = account.explained.figures.persons
        text = ngettext("{number} citizen reached", "{number} citizens reached", persons.upper)
        self.headline.setText(text.format(number=span(persons.lower, persons.upper)))
        self.asked.setText(" · ".join([*account.asked, _period(self.shown)]))
        self.how.setText("\n".join(account.sentences))
        self.remedies.fill(
            account.remedies, _("What would make the figure surer"), _("Nothing: the number is as sure as it can be.")
        )
        self.behind.fill(
            account.explained.behind, _("The meetings behind the figure"), _("There are no meetings behind it.")
        )
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            (self.behind.table if account.explained.behind else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: Behind) -> None:
        self.context.go("activities", row.id)


def _period(figure: FigureWord) -> str:
    if figure.first.year <= 2000 and figure.last.year >= 2099:
        return _("The whole effort")
    return _("{first} to {last}").format(first=show_day(figure.first), last=show_day(figure.last))
