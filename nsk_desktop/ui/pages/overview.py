"""Overview: how many different citizens were reached, how sure that is, and what makes it unsure."""

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import SESSION_TYPES, THEMES_SHORT
from nsk_desktop.domain.dates import half_year_bounds, show_day
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.reach import Group, Reach
from nsk_desktop.measures.statement import attendances_sentence, coverage_sentence
from nsk_desktop.services import figures
from nsk_desktop.ui.chart import Bar, IntervalChart
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.meeting_filter import MeetingFilter
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.period import PeriodChoice
from nsk_desktop.ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class Doubt:
    """A meeting that makes the figure unsure, and why."""

    id: str
    day: date
    title: str
    reason: str
    size: int


def group_columns() -> tuple[Column, ...]:
    """A group with its two figures: people, never added up, and attendances."""

    def persons(group: Group) -> str:
        return span(group.figures.persons.lower, group.figures.persons.upper)

    def attended(group: Group) -> str:
        return span(group.figures.attendances.total_low, group.figures.attendances.total_high)

    def unnamed(group: Group) -> str:
        return span(group.figures.attendances.anonymous_low, group.figures.attendances.anonymous_high)

    return (
        Column(_("Group"), _short, tip=lambda group: group.label),
        Column(_("Meetings"), lambda group: group.figures.sessions.held, number=True, width=8),
        Column(_("Attendances"), lambda group: group.figures.attendances.total_high, attended, number=True, width=12),
        Column(_("Different people"), lambda group: group.figures.persons.upper, persons, number=True, width=15),
        Column(_("Registered individually"), lambda group: group.figures.persons.registered, number=True, width=20),
        Column(_("Of these new"), lambda group: group.new or 0, number=True, width=10),
        Column(
            _("Without name"), lambda group: group.figures.attendances.anonymous_high, unnamed, number=True, width=10
        ),
    )


def _short(group: Group) -> str:
    """The label of a group; that of a theme is a whole sentence, so its short one."""
    return THEMES_SHORT.label(group.key) if group.key in THEMES_SHORT.labels else group.label


def doubt_columns() -> tuple[Column, ...]:
    """The meetings that make the figure unsure."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day), width=10),
        Column(_("Meeting"), lambda row: row.title),
        Column(_("Why it is uncertain"), lambda row: row.size, lambda row: row.reason, width=30),
    )


class OverviewPage(Page):
    """The headline, the chart, the groups, and the meetings behind the doubt."""

    kinds = frozenset({"session", "attendance", "headcount", "participant", "person_pair", "series"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Overview"))
        self._begun = False
        self.period = PeriodChoice(context.today)
        self.period.changed.connect(self._compute)
        self.by = Choice(
            [
                ("theme", _("by theme")),
                ("half-year", _("by half-year")),
                ("age", _("by age")),
                ("gender", _("by gender")),
                ("type", _("by type")),
            ]
        )
        self.by.box.setAccessibleName(_("Grouped"))
        self.by.committed.connect(self._compute)
        self.head.addWidget(self.period)
        self.head.addWidget(self.by)
        self.headline = label("", "figure", wrap=True)
        self.beside = label("", wrap=True)
        self.explanation = label("", "quiet", wrap=True)
        self.chart = IntervalChart(_("Different people reached"))
        self.groups = Table(group_columns(), _("Reach in groups"), key=lambda group: group.key)
        self.groups.opened.connect(self._open_group)
        self.groups.setToolTip(_("Enter shows the meetings behind the line."))
        self.behind = button(_("Show the meetings behind it"), self._open_current, icon="calendar")
        self._wants_focus = False
        self.not_additive = label("", "quiet", wrap=True)
        self.how = button(_("How the figure is counted"), lambda: context.help("overview"), kind="quiet", icon="help")
        self.doubts = ListCard(
            Table(
                doubt_columns(),
                _("Meetings that make the figure uncertain"),
                key=lambda row: (row.id, row.reason),
            ),
            ((_("Open"), "edit", self._open),),
        )
        self.doubts.table.opened.connect(self._open)
        self.none = EmptyState(
            _("The figures come when the first meeting is finished. Drafts do not count."),
            ((_("Register a meeting"), lambda: context.go("activities", "new")),),
        )
        self.content = self._make_content()
        self.body.addWidget(self.none, 1)
        self.area = scrolled(self.content)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        half_years = figures.half_years(self.context.desk)
        self._begun = bool(half_years)
        self.period.set_half_years(half_years)
        self._compute()

    def _make_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        top, layout = card()
        for each in (self.headline, self.beside, self.explanation):
            layout.addWidget(each)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        middle, layout = card(_("Different people reached"))
        layout.addWidget(self.chart)
        layout.addWidget(self.groups)
        layout.addWidget(self.not_additive)
        layout.addWidget(self.behind, 0, Qt.AlignmentFlag.AlignLeft)
        for frame in (top, middle, self.doubts):
            column.addWidget(frame)
        column.addStretch(1)
        return content

    def _compute(self) -> None:
        first, last = self.period.bounds()
        by, desk = self.by.value(), self.context.desk
        self.context.runner.run(
            lambda _progress: figures.reach(desk, first, last, by, newcomers=True),
            self._show,
            title=_("The figures are being counted"),
            owner=self,
        )

    def _show(self, reach: Reach) -> None:
        found = reach.figures
        counted = bool(found.sessions.held or reach.professional_meetings)
        self.none.setVisible(not counted)
        if self._begun:
            self.none.sentence.setText(_("No finished meetings in this period. Drafts do not count."))
        self.area.setVisible(counted)
        persons = found.persons
        text = ngettext("{number} citizen reached", "{number} citizens reached", persons.upper)
        self.headline.setText(text.format(number=span(persons.lower, persons.upper)))
        self.beside.setText(_beside_text(reach))
        self.explanation.setText(_explained(reach))
        self.groups.show_rows(reach.groups)
        if reach.groups and self.groups.current() is None:
            self.groups.choose(reach.groups[0].key)
        if self._wants_focus and counted and self.isVisible():
            self.groups.setFocus()
        self._wants_focus = False
        lines = self.groups.verticalHeader().defaultSectionSize() * len(reach.groups)
        self.groups.setFixedHeight(lines + self.groups.horizontalHeader().sizeHint().height() + 8)
        self.chart.show_bars([Bar(_short(g), g.figures.persons.lower, g.figures.persons.upper) for g in reach.groups])
        self.not_additive.setText(_("The groups cannot be added up: the same person may have taken part in several."))
        self.behind.setVisible(bool(reach.groups))
        nothing = _("Nothing: everybody is registered by name.")
        if found.attendances.anonymous_high:
            nothing = _("Nothing: the number is exact.")
        self.doubts.fill(_doubts(reach), _("What makes the figure uncertain"), nothing)

    def focus_first(self) -> None:
        """The groups have the focus as soon as they are counted: Enter opens the meetings behind one."""
        self._wants_focus = True
        self.period.choice.setFocus()

    def _open_current(self) -> None:
        group = self.groups.current()
        if group is not None:
            self._open_group(group)

    def _open_group(self, group: Group) -> None:
        """Show the meetings behind a line; lines about people lead to all meetings of the period."""
        first, last = self.period.bounds()
        by, key = self.by.value(), group.key
        if by == "half-year" and re.fullmatch(r"\d{4}H[12]", key):
            first, last = half_year_bounds(key)
        theme = key if by == "theme" and key in THEMES_SHORT.labels else ""
        type = key if by == "type" and key in SESSION_TYPES.labels else ""
        self.context.go("activities", MeetingFilter(first, last, theme, type).word())

    def _open(self, row: Doubt) -> None:
        self.context.go("activities", row.id)


def _doubts(reach: Reach) -> list[Doubt]:
    """What contradicts itself, then the largest; those that nobody counted last: nobody knows how much they are."""
    found = [
        Doubt(one.session, one.day, one.title, _("joined people came under several names"), len(one.people))
        for one in reach.contradictions
    ]
    at_once = {
        (id, clash.day, title)
        for clash in reach.clashes
        for id, title in zip(clash.sessions, clash.titles, strict=True)
    }
    found += [
        Doubt(id, day, title, _("somebody is at two meetings at once"), 1)
        for id, day, title in sorted(at_once, key=lambda one: (one[1], one[2], one[0]))
    ]
    found += [
        Doubt(
            row.session,
            row.day,
            row.title,
            _("{number} without name").format(number=span(row.anonymous_low, row.anonymous_high)),
            row.anonymous_high,
        )
        for row in reach.uncertain
        if not reach.figures.persons.exact
    ]
    return found + [Doubt(gap.session, gap.day, gap.title, _("not counted"), 0) for gap in reach.gaps]


def _beside_text(reach: Reach) -> str:
    found = reach.figures
    registered = _("{number} registered individually").format(number=whole(found.persons.registered))
    meetings = ngettext("{number} meeting", "{number} meetings", found.sessions.held)
    parts = [
        registered,
        attendances_sentence(found.attendances),
        coverage_sentence(found.attendances),
        meetings.format(number=whole(found.sessions.held)),
        _("{number} came three times or more").format(number=whole(reach.depth.retained)),
    ]
    return " · ".join(part for part in parts if part)


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
