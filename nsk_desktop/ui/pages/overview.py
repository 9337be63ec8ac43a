"""Overview: how many different citizens were reached, how sure that is, and what makes it unsure."""

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.plots import short_label
from nsk_desktop.measures.reach import Group, Only, Reach
from nsk_desktop.measures.statement import attendances_sentence, coverage_sentence
from nsk_desktop.services import figures, reach_overview
from nsk_desktop.services.reach_account import Remedy
from nsk_desktop.services.reach_overview import ReachOverview
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.figure_word import FigureWord, read_figure
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.reach_account import ReachAccountView
from nsk_desktop.ui.pages.reach_cards import SharesCard, gaps_card, problems_card, remedies_card
from nsk_desktop.ui.pages.reach_filter_bar import ReachFilterBar
from nsk_desktop.ui.pages.retention_card import RetentionCard
from nsk_desktop.ui.pages.target_card import KINDS, TargetCard
from nsk_desktop.ui.plot_card import PlotCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.period import PeriodChoice
from nsk_desktop.ui.widgets.text import label


def group_columns() -> tuple[Column, ...]:
    """A group with its two figures: people, never added up, and attendances."""

    def persons(group: Group) -> str:
        return span(group.figures.persons.lower, group.figures.persons.upper)

    def attended(group: Group) -> str:
        return span(group.figures.attendances.total_low, group.figures.attendances.total_high)

    def unnamed(group: Group) -> str:
        return span(group.figures.attendances.anonymous_low, group.figures.attendances.anonymous_high)

    return (
        Column(_("Group"), short_label, tip=lambda group: group.label),
        Column(_("Meetings"), lambda group: group.figures.sessions.held, number=True, width=8),
        Column(_("Attendances"), lambda group: group.figures.attendances.total_high, attended, number=True, width=12),
        Column(_("Different people"), lambda group: group.figures.persons.upper, persons, number=True, width=15),
        Column(_("Registered individually"), lambda group: group.figures.persons.registered, number=True, width=20),
        Column(_("Of these new"), lambda group: group.new or 0, number=True, width=10),
        Column(
            _("Without name"), lambda group: group.figures.attendances.anonymous_high, unnamed, number=True, width=10
        ),
    )


def groupings() -> list[tuple[str, str]]:
    """What the figures can be grouped by."""
    return [
        ("theme", _("by theme")),
        ("half-year", _("by half-year")),
        ("age", _("by age")),
        ("gender", _("by gender")),
        ("type", _("by type")),
        ("series", _("by series")),
        ("initiative", _("by initiative")),
    ]


class OverviewPage(Page):
    """The headline, the plots, the groups, and what makes the figure unsure; or the account of one figure."""

    kinds = frozenset(
        {"session", "attendance", "headcount", "participant", "person_pair", "series", "area", "initiative", *KINDS}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Overview"))
        self._begun = self._wants_focus = False
        self.period = PeriodChoice(context.today)
        self.period.changed.connect(self._compute)
        self.by = Choice(groupings())
        self.by.box.setAccessibleName(_("Grouped"))
        self.by.committed.connect(self._compute)
        self.head.addWidget(self.period)
        self.head.addWidget(self.by)
        self.filter = ReachFilterBar()
        self.filter.changed.connect(self._compute)
        self.headline = label("", "figure", wrap=True)
        self.beside = label("", wrap=True)
        self.returning = label("", wrap=True)
        self.others = label("", "quiet", wrap=True)
        self.explanation = label("", "quiet", wrap=True)
        self.how = button(_("How the figure is counted"), self._open_whole, icon="help")
        self.chart = PlotCard(context, _("Different people reached"))
        self.chart.opened.connect(self._open_key)
        self.groups = Table(group_columns(), _("Reach in groups"), key=lambda group: group.key)
        self.groups.opened.connect(self._open_group)
        self.groups.setToolTip(_("Enter shows the meetings behind the line."))
        self.behind = button(_("Show the meetings behind it"), self._open_current, icon="calendar")
        self.not_additive = label("", "quiet", wrap=True)
        self.doubts = remedies_card(self._open_remedy)
        self.gaps = gaps_card(self._open_session)
        self.problems = problems_card(self._open_session)
        self.shares = SharesCard(context)
        self.targets = TargetCard(context)
        self.plots = {
            "groups": self.chart,
            "over time": PlotCard(context, _("Different people reached over time")),
            "growth": PlotCard(context, _("Different people reached in all until then")),
            "attendances": PlotCard(context, _("Attendances over time")),
            "weekdays": PlotCard(context, _("Attendances by weekday and theme")),
            "often": PlotCard(context, _("How often the registered came")),
            "series": PlotCard(context, _("How often the registered came to each series")),
            "bridges": PlotCard(context, _("How far the bridges came")),
        }
        for name in ("over time", "growth", "attendances"):
            self.plots[name].opened.connect(self._open_stretch)
        self.plots["series"].opened.connect(self._open_series)
        self.curves = RetentionCard(context)
        self.none = EmptyState(
            _("The figures come when the first meeting is finished. Drafts do not count."),
            ((_("Register a meeting"), lambda: context.go("activities", "new")),),
        )
        self.account = ReachAccountView(context, self._open_remedy)
        self.account.left.connect(self.show_figures)
        self.area = scrolled(self._make_content())
        self.stack = QStackedWidget()
        for each in (self.area, self.none, self.account):
            self.stack.addWidget(each)
        self.body.addWidget(self.stack, 1)

    def refresh(self) -> None:
        half_years = figures.half_years(self.context.desk)
        self._begun = bool(half_years)
        self.period.set_half_years(half_years)
        self._compute()
        self.targets.refresh()
        if self.account.shown is not None:
            self.account.show_figure(self.account.shown)

    def shown_id(self) -> str:
        """The figure whose account is shown, as a word."""
        return self.account.shown.word() if self.account.shown is not None else ""

    def open_record(self, id: str) -> None:
        """Show the account of the figure that the word *id* carries."""
        figure = read_figure(id)
        if figure is not None:
            self.show_account(figure)

    def show_account(self, figure: FigureWord) -> None:
        """Show how a figure comes about, and the meetings behind it."""
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
        self.stack.setCurrentWidget(self.area)
        self.groups.setFocus()

    def focus_first(self) -> None:
        """The groups have the focus once counted, if they are in view: Enter opens what is behind one."""
        self.show_figures()
        self._wants_focus = True
        self.period.choice.setFocus()
        self.area.verticalScrollBar().setValue(0)
        if not self.context.runner.busy:
            self._begin()

    def _make_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card()
        for each in (self.headline, self.beside, self.returning, self.others, self.explanation):
            layout.addWidget(each)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        table, layout = card(_("Reach in groups"))
        layout.addWidget(self.groups)
        layout.addWidget(self.not_additive)
        layout.addWidget(self.behind, 0, Qt.AlignmentFlag.AlignLeft)
        figures_of_time = [self.plots[name] for name in ("over time", "growth", "attendances")]
        rest = [self.plots[name] for name in ("weekdays", "often", "series")]
        rest += [self.curves, self.plots["bridges"]]
        cards = (self.doubts, self.gaps, self.problems, self.shares, *rest)
        for frame in (top, self.filter, table, self.chart, *figures_of_time, self.targets, *cards):
            column.addWidget(frame)
        column.addStretch(1)
        return content

    def _compute(self) -> None:
        first, last = self.period.bounds()
        by, only, desk = self.by.value(), self.filter.value(), self.context.desk
        self.context.runner.run(
            lambda _progress: reach_overview.overview(desk, first, last, by, only),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show(self, found: ReachOverview) -> None:
        reach = found.reach
        self.filter.set_names(found.series, found.initiatives)
        counted = bool(reach.figures.sessions.held or reach.professional_meetings or self.filter.value())
        if self._begun:
            self.none.sentence.setText(_("No finished meetings in this period. Drafts do not count."))
        if self.account.shown is None:
            self.stack.setCurrentWidget(self.area if counted else self.none)
        self._show_headline(reach)
        self._show_groups(reach)
        for name, plot_card in self.plots.items():
            plot_card.show_plot(found.plots[name])
        self.curves.show_curves(found.curves, found.series)
        certain = _("Nothing: the number is as sure as it can be.")
        self.doubts.fill(found.remedies, _("What would make the figure surer"), certain)
        self.gaps.fill(reach.gaps, _("Not counted"), _("None: somebody was counted at every meeting."))
        self.problems.fill(found.problems, _("What contradicts itself"), "")
        self.problems.setVisible(bool(found.problems))
        self.shares.show_shares(found.shares)
        self._begin()

    def _begin(self) -> None:
        """Give the groups the focus when somebody has just come here."""
        here = self.isVisible() and self.stack.currentWidget() is self.area
        if self._wants_focus and here and self.groups.rows.rows() and self._groups_in_view():
            self.groups.setFocus()
            self.area.verticalScrollBar().setValue(0)
        self._wants_focus = False

    def _groups_in_view(self) -> bool:
        """Whether the first group is seen below the headline; on a small screen the headline goes first."""
        content = self.area.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return False
        layout.activate()
        first_line = self.groups.horizontalHeader().height() + self.groups.verticalHeader().defaultSectionSize()
        top = self.groups.mapTo(content, QPoint()).y()
        return top + first_line <= self.area.viewport().height()

    def _show_headline(self, reach: Reach) -> None:
        persons = reach.figures.persons
        text = ngettext("{number} citizen reached", "{number} citizens reached", persons.upper)
        self.headline.setText(text.format(number=span(persons.lower, persons.upper)))
        self.beside.setText(_beside_text(reach))
        self.returning.setText(_depth_text(reach))
        self.others.setText(_others_text(reach))
        self.others.setVisible(bool(self.others.text()))
        self.explanation.setText(_explained(reach))

    def _show_groups(self, reach: Reach) -> None:
        self.groups.show_rows(reach.groups)
        if reach.groups and self.groups.current() is None:
            self.groups.choose(reach.groups[0].key)
        lines = self.groups.verticalHeader().defaultSectionSize() * len(reach.groups)
        self.groups.setFixedHeight(lines + self.groups.horizontalHeader().sizeHint().height() + 8)
        self.not_additive.setText(_("The groups cannot be added up: the same person may have taken part in several."))
        self.behind.setVisible(bool(reach.groups))

    def _open_whole(self) -> None:
        self.show_account(FigureWord(*self.period.bounds(), self.filter.value()))

    def _open_current(self) -> None:
        group = self.groups.current()
        if group is not None:
            self._open_group(group)

    def _open_group(self, group: Group) -> None:
        self._open_key(group.key)

    def _open_key(self, key: str) -> None:
        only: Only = {**self.filter.value(), self.by.value(): (key,)}
        self.show_account(FigureWord(*self.period.bounds(), only))

    def _open_stretch(self, key: str) -> None:
        first, _slash, last = key.partition("/")
        self.show_account(FigureWord(date.fromisoformat(first), date.fromisoformat(last), self.filter.value()))

    def _open_series(self, key: str) -> None:
        self.show_account(FigureWord(*self.period.bounds(), {**self.filter.value(), "series": (key,)}))

    def _open_session(self, row: Any) -> None:
        self.context.go("activities", row.session)

    def _open_remedy(self, row: Remedy) -> None:
        """Go to where it is done: the meeting, the series, or the pairs."""
        place = {"same": "series", "pairs": "pairs"}.get(row.kind, "activities")
        self.context.go(place, row.id)


def _beside_text(reach: Reach) -> str:
    found = reach.figures
    registered = _("{number} registered individually").format(number=whole(found.persons.registered))
    meetings = ngettext("{number} meeting", "{number} meetings", found.sessions.held)
    parts = [
        registered,
        attendances_sentence(found.attendances),
        coverage_sentence(found.attendances),
        meetings.format(number=whole(found.sessions.held)),
    ]
    return " · ".join(part for part in parts if part)


def _depth_text(reach: Reach) -> str:
    """How often the registered came."""
    depth = reach.depth
    parts = [_("{number} came three times or more").format(number=whole(depth.retained))]
    if depth.series_ended:
        text = ngettext(
            "{people} completed a series ({number} ended)",
            "{people} completed a series ({number} ended)",
            depth.series_ended,
        )
        parts.append(text.format(people=whole(depth.completed), number=whole(depth.series_ended)))
    return _("Of the registered: {parts}").format(parts=" · ".join(parts))


def _others_text(reach: Reach) -> str:
    """Those who stand beside the figure and never inside it."""
    found, parts = reach.figures, []
    if found.beside_m2.attendances_high:
        text = _("{number} local actors (M2), {attendances} attendances")
        attendances = span(found.beside_m2.attendances_low, found.beside_m2.attendances_high)
        parts.append(text.format(number=whole(found.beside_m2.registered), attendances=attendances))
    if found.beside_unknown.attendances_high:
        attendances = span(found.beside_unknown.attendances_low, found.beside_unknown.attendances_high)
        parts.append(_("{attendances} attendances without a target group").format(attendances=attendances))
    if reach.professional_meetings:
        number = whole(reach.professional_meetings)
        parts.append(_("{number} network, steering and coordination meetings").format(number=number))
    return _("Beside the figure: {parts}").format(parts=" · ".join(parts)) if parts else ""


def _explained(reach: Reach) -> str:
    persons = reach.figures.persons
    if not persons.exact:
        said = _(
            "At least {low}, because so many are certainly different people. At most {high}, if nobody without a name "
            "is the same as somebody else."
        ).format(low=whole(persons.lower), high=whole(persons.upper))
    elif reach.figures.attendances.anonymous_high:
        said = _("Those without a name can be neither more nor fewer different people, so the number is exact.")
    else:
        said = _("Everybody is registered individually, so the number is exact.")
    left_out = _("Meetings that nobody counted are not in it.") if reach.gaps else ""
    return f"{said} {left_out}".strip()
