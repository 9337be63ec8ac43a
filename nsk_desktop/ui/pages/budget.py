"""The budget: by year and kind, and behind it the postings and the lines."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import BUDGET_KINDS
from nsk_desktop.domain.numbers import kroner
from nsk_desktop.i18n import _
from nsk_desktop.services import budget
from nsk_desktop.services.budget import BudgetRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.money_chart import MoneyChart
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.postings import BudgetLinesPage, PostingsPage
from nsk_desktop.ui.pages.tabs import TabbedPage
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label


def sum_columns() -> tuple[Column, ...]:
    """The year and kind, what was granted, what is used of it, and what is left."""

    def money(title: str, name: str) -> Column:
        def amount(row: BudgetRow) -> int:
            return int(getattr(row.sums, name))

        return Column(title, amount, lambda row: kroner(amount(row)), number=True, width=15)

    return (
        Column(_("Year"), lambda row: row.year, _year, width=7),
        Column(_("Kind"), lambda row: row.kind, lambda row: BUDGET_KINDS.label(row.kind) or _("Together"), least=10),
        money(_("Budget"), "budget"),
        money(_("Planned"), "planned"),
        money(_("Committed"), "committed"),
        money(_("Booked"), "booked"),
        money(_("Left"), "left"),
    )


def _year(row: BudgetRow) -> str:
    if row.year:
        return str(row.year)
    return _("no year") if row.kind else _("All")


class BudgetOverview(Page):
    """The table by year and kind, and a bar for each year."""

    kinds = frozenset({"budget_line", "posting", "programme"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.left = label("", "figure", wrap=True)
        self.explanation = label(
            _("Left is the budget less all that is planned, committed and booked."), "quiet", wrap=True
        )
        self.chart = MoneyChart(_("The budget by year"))
        self.table = Table(sum_columns(), _("The budget by year and kind"), key=lambda row: (row.year, row.kind))
        self.enter_button = button(_("Enter the effort's budget"), self.enter, icon="add")
        self.head.addWidget(self.enter_button)
        self.none = EmptyState(
            _("There is no budget yet. The effort's own table can be entered as lines and changed afterwards."),
            (
                (_("Enter the effort's budget"), self.enter),
                (_("New budget line"), partial(context.go, "budget", "line")),
            ),
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card(_("The budget by year"))
        for each in (self.left, self.explanation, self.chart):
            layout.addWidget(each)
        below, layout = card(_("The budget by year and kind"))
        layout.addWidget(self.table)
        column.addWidget(top)
        column.addWidget(below)
        column.addStretch(1)
        self.area = scrolled(content)
        self.body.addWidget(self.none, 1)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        found = budget.overview(self.context.desk)
        has_lines = bool(budget.list_lines(self.context.desk))
        self.none.setVisible(not found.rows)
        self.area.setVisible(bool(found.rows))
        self.enter_button.setVisible(bool(found.rows) and not has_lines)
        self.left.setText(
            _("{amount} left of {budget}").format(
                amount=kroner(found.total.sums.left), budget=kroner(found.total.sums.budget)
            )
        )
        self.chart.show_rows(found.years)
        rows: list[BudgetRow] = []
        for year in found.years:
            rows += [row for row in found.rows if row.year == year.year]
            rows.append(year)
        self.table.show_rows([*rows, found.total] if rows else [])
        lines = self.table.verticalHeader().defaultSectionSize() * (len(rows) + 1)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + bar + 8)

    def enter(self) -> None:
        """Enter the effort's own table, if there are no lines."""
        number = budget.enter_granted(self.context.desk)
        if number:
            self.context.tell(_("{number} budget lines are entered.").format(number=number))


class BudgetPage(TabbedPage):
    """The sums, the postings and the lines as tabs of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 4, 0, 0)
        self.tabs.setAccessibleName(_("Budget"))
        self.overview = BudgetOverview(context)
        self.postings = PostingsPage(context)
        self.lines = BudgetLinesPage(context)
        self.add("budget", self.overview, _("Sums"))
        self.add("postings", self.postings, _("Postings"))
        self.add("budget-lines", self.lines, _("Budget lines"))
        # What is being written there is found again through this page.
        self.postings.place = self.lines.place = "budget"

    def open_record(self, id: str) -> None:
        """Show a posting or a budget line; ``new`` and ``line`` make one."""
        if id == "line" or budget.get_line(self.context.desk, id):
            self.open_in("budget-lines", "new" if id == "line" else id)
        else:
            self.open_in("postings", id)
