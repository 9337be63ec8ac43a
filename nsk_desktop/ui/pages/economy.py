"""Money against what it was for: the budget in groups, what a meeting and a citizen cost, and what stands out."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.domain.numbers import kroner
from nsk_desktop.i18n import _
from nsk_desktop.measures.money_plot import money_plot
from nsk_desktop.services import budget, economy, figures
from nsk_desktop.services.economy import Economy, Odd, UnitCosts, per_citizen_text, per_session_text
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.economy_account import EconomyAccountView, MoneyWord, period_name, read_money
from nsk_desktop.ui.pages.economy_lists import (
    WholeTable,
    bases,
    cost_columns,
    groupings,
    money_columns,
    money_rows,
    odd_card,
)
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.plot_card import PlotCard
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.text import label


class EconomyPage(Page):
    """The headline, a plot, the money and its costs in groups; or what stands behind one figure."""

    kinds = frozenset(
        {
            *("budget_line", "posting", "programme", "session", "initiative", "series"),
            *("attendance", "headcount", "participant", "person_pair"),
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.period = Choice([("", period_name(""))])
        self.period.box.setAccessibleName(_("Period"))
        self.period.box.setMinimumContentsLength(18)
        self.by = Choice(groupings())
        self.by.box.setAccessibleName(_("Grouped"))
        for choice in (self.period, self.by):
            choice.committed.connect(self._compute)
            self.head.addWidget(choice)
        self.enter_button = button(_("Enter the effort's budget"), self.enter, icon="add")
        self.head.addWidget(self.enter_button)
        self.found: Economy | None = None
        self.left = label("", "figure", wrap=True)
        self.explanation = label(
            _("Left is the budget less all that is planned, committed and booked."), "quiet", wrap=True
        )
        self.costs_told = label("", wrap=True)
        self.how = button(_("How the figure is counted"), partial(self._open_key, ""), icon="help")
        self.chart = PlotCard(context, _("The budget by year"))
        self.chart.opened.connect(self._open_key)
        name = _("The budget in groups")
        self.years = WholeTable(money_columns(kinds=True), name, lambda row: (row.key, row.kind))
        self.table = WholeTable(money_columns(kinds=False), name, lambda row: row.key)
        self.basis = Choice(bases())
        self.basis.box.setAccessibleName(_("The cost of what"))
        self.basis.box.setMinimumContentsLength(24)
        self.basis.committed.connect(self._show_costs)
        name = _("What a meeting and a citizen cost")
        columns = cost_columns(lambda: self.basis.value() or "booked")
        self.costs = WholeTable(columns, name, lambda row: row.key)
        for table in (self.years, self.table, self.costs):
            table.opened.connect(lambda row: self._open_key(row.key))
            table.setToolTip(_("Enter shows the postings and meetings behind the line."))
        self.odd = odd_card(self._open_odd)
        self.none = EmptyState(
            _("There is no budget yet. The effort's own table can be entered as lines and changed afterwards."),
            (
                (_("Enter the effort's budget"), self.enter),
                (_("New budget line"), partial(context.go, "budget", "line")),
            ),
        )
        self.account = EconomyAccountView(context)
        self.account.left.connect(self.show_figures)
        self.area = scrolled(self._make_content())
        self.stack = QStackedWidget()
        for each in (self.area, self.none, self.account):
            self.stack.addWidget(each)
        self.body.addWidget(self.stack, 1)

    def refresh(self) -> None:
        halves = sorted(figures.half_years(self.context.desk), reverse=True)
        years = sorted({*budget.years(self.context.desk), *(half[:4] for half in halves)}, reverse=True)
        options = [("", period_name("")), *((name, period_name(name)) for name in (*years, *halves))]
        chosen = self.period.value()
        self.period.set_options(options)
        self.period.set_value(chosen if chosen in dict(options) else "")
        self._compute()
        if self.account.shown is not None:
            self.account.show_figure(self.account.shown)

    def enter(self) -> None:
        """Enter the effort's own table, if there are no lines."""
        number = budget.enter_granted(self.context.desk)
        if number:
            self.context.tell(_("{number} budget lines are entered.").format(number=number))

    def shown_id(self) -> str:
        """The figure whose account is shown, as a word."""
        return self.account.shown.word() if self.account.shown is not None else ""

    def open_record(self, id: str) -> None:
        """Show the account of the figure that the word *id* carries."""
        figure = read_money(id)
        if figure is not None:
            for each in (self.period, self.by):
                each.hide()
            self.stack.setCurrentWidget(self.account)
            self.account.show_figure(figure)

    def show_figures(self) -> None:
        """Back from an account to all the figures."""
        if self.account.shown is None:
            return
        self.account.shown = None
        for each in (self.period, self.by):
            each.show()
        self._choose_side()
        (self.years if self.years.isVisible() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        self.show_figures()
        self.period.box.setFocus()

    def _make_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card()
        for each in (self.left, self.explanation, self.costs_told):
            layout.addWidget(each)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        money, layout = card(_("The budget in groups"))
        layout.addWidget(self.years)
        layout.addWidget(self.table)
        self.costs_card, layout = card(_("What a meeting and a citizen cost"))
        row = QHBoxLayout()
        row.addWidget(self.basis)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.costs)
        layout.addWidget(
            label(
                _(
                    "A cost per citizen goes from the least, if as many were reached as can have been, to the most, if "
                    "only those were who certainly were. Staff is shared by everything, so it is shown by itself."
                ),
                "quiet",
                wrap=True,
            )
        )
        for frame in (top, self.chart, money, self.costs_card, self.odd):
            column.addWidget(frame)
        column.addStretch(1)
        return content

    def _compute(self) -> None:
        by, period, desk = self.by.value(), self.period.value(), self.context.desk
        self.context.runner.run(
            lambda _progress: economy.economy(desk, by, period),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show(self, found: Economy) -> None:
        first, self.found = self.found is None, found
        self.enter_button.setVisible(bool(found.groups) and not budget.list_lines(self.context.desk))
        self._choose_side()
        total = found.total
        if total.left is None:
            self.left.setText(_("{amount} used").format(amount=kroner(total.sums.used)))
        else:
            self.left.setText(
                _("{amount} left of {budget}").format(amount=kroner(total.left), budget=kroner(total.sums.budget))
            )
        self.explanation.setVisible(total.left is not None)
        self.costs_told.setText(_costs_sentence(found.whole))
        self.chart.show_plot(money_plot(found.by, found.groups))
        for table, shown in ((self.years, found.by == "year"), (self.table, found.by != "year")):
            table.show_all(money_rows(found) if shown else ())
            table.setVisible(shown)
        self._show_costs()
        self.odd.fill(found.odd, _("Postings that stand out"), "")
        self.odd.sentence.setText("\n".join(found.remarks))
        self.odd.sentence.setVisible(bool(found.remarks))
        self.odd.setVisible(bool(found.odd or found.remarks))
        focus = QApplication.focusWidget()
        if first and self.isVisible() and focus is not None and self.area.isAncestorOf(focus):
            # Before there was anything to see, the keyboard was put somewhere below.
            self.focus_first()
            self.area.verticalScrollBar().setValue(0)

    def _show_costs(self) -> None:
        if self.found is not None:
            self.costs.show_all([*self.found.costs, self.found.whole])

    def _choose_side(self) -> None:
        if self.account.shown is None and self.found is not None:
            begun = bool(self.found.groups or self.found.period)
            for each in (self.period, self.by):
                each.setVisible(begun)
            self.stack.setCurrentWidget(self.area if begun else self.none)

    def _open_key(self, key: str) -> None:
        """Go to the account of a group, so that the way back leads here."""
        by = self.found.by if self.found is not None else self.by.value()
        self.context.go("budget", MoneyWord(by, key, self.period.value()).word())

    def _open_odd(self, row: Odd) -> None:
        self.context.go("budget", row.cost.id)


def _costs_sentence(whole_effort: UnitCosts) -> str:
    """The costs of everything, in one line each: without staff and with it."""
    text = _("{name}: {meeting} per meeting · {citizen} per citizen")
    return "\n".join(
        text.format(name=name, meeting=per_session_text(cost), citizen=per_citizen_text(cost))
        for name, cost in (
            (_("Booked on activity"), whole_effort.booked),
            (_("With staff"), whole_effort.booked_with_staff),
        )
        if cost.known
    )
