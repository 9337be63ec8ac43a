"""The calendar: a week of meetings, to be looked at, registered and moved."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.dates import month_name
from nsk_desktop.domain.recurrence import monday
from nsk_desktop.i18n import _
from nsk_desktop.services import sessions
from nsk_desktop.services.start import Meeting
from nsk_desktop.services.week import week_of
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.meeting_acts import MeetingActs, can_cancel, can_move, can_skip
from nsk_desktop.ui.pages.page import Page
from nsk_desktop.ui.week_table import Day, WeekTable
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class CalendarPage(Page):
    """One week at a time, Monday to Sunday."""

    kinds = frozenset({"session", "attendance", "headcount", "series", "plan_change", "expectation"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self.acts = MeetingActs(context, self)
        self._monday = date.min
        self.heading = label("", "heading")
        self.before = button(_("‹ Week before"), lambda: self._turn(-1), tip="Page Up")
        self.now = button(_("Today"), lambda: self._turn(0), tip="Home")
        self.after = button(_("Week after ›"), lambda: self._turn(1), tip="Page Down")
        self.move_button = button(_("Move …"), self._move, icon="calendar")
        self.more = button(_("More …"), self._show_menu_here, icon="more", tip=_("Shift+F10 or the menu key"))
        self.body.addWidget(self.heading)
        row = FlowLayout()
        for each in (self.before, self.now, self.after, self.move_button, self.more):
            row.addWidget(each)
        self.body.addLayout(row)
        self.table = WeekTable()
        self.table.opened.connect(self._open)
        self.table.turned.connect(self._turn)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.selectionModel().currentChanged.connect(self._offer)
        self.table.days.modelReset.connect(self._offer)
        self.body.addWidget(self.table, 1)

    def open_record(self, id: str) -> None:
        """Show the week of a day, written 2025-03-04."""
        self.show_day(date.fromisoformat(id))

    def show_day(self, day: date) -> None:
        """Show the week of *day*, and choose the day."""
        self._monday = monday(day)
        self._renew()
        self.table.choose(0, day.isoweekday() - 1)

    def refresh(self) -> None:
        if self._monday == date.min:
            self.show_day(self.context.today())
            return
        self.table.show_week(week_of(self.context.desk, self._monday), self.context.today())
        self.heading.setText(week_heading(self._monday))
        self._offer()

    def search(self) -> None:
        """Put the focus into the week."""
        self.table.setFocus()

    def _turn(self, weeks: int) -> None:
        """Go so many weeks further, or to the week of today."""
        if weeks:
            self._monday += timedelta(weeks=weeks)
            self.refresh()
        else:
            self.show_day(self.context.today())
        announce(self.table, self.heading.text())

    def _chosen(self) -> Meeting | None:
        found = self.table.current()
        return found[1] if found else None

    def _offer(self, *_changed: object) -> None:
        self.move_button.setEnabled(can_move(self._chosen()))

    def _open(self, found: Day) -> None:
        day, meeting = found
        if meeting is not None:
            self.acts.open(meeting)
        else:
            self._new(day)

    def _new(self, day: date) -> None:
        state = SessionState.PLANNED if day > self.context.today() else SessionState.HELD
        fields = {"day": day, "state": state, "target_groups": ["M1"]}
        self.context.go("activities", sessions.new_session(self.context.desk, **fields))

    def _move(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            self.acts.move(meeting)
            self.table.setFocus()

    def _show_menu_here(self) -> None:
        self._show_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.exec(at)
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """What can be done with the current cell."""
        menu = QMenu(self)
        found = self.table.current()
        if found is None:
            return menu
        day, meeting = found
        if meeting is not None:
            menu.addAction(_("Open or register"), lambda: self.acts.open(meeting))
            for text, act, possible in (
                (_("Move …"), self._move, can_move(meeting)),
                (_("It was cancelled …"), lambda: self.acts.cancel(meeting), can_cancel(meeting)),
                (_("Skip"), lambda: self.acts.skip(meeting), can_skip(meeting)),
            ):
                menu.addAction(text, act).setEnabled(possible)
            menu.addSeparator()
        menu.addAction(_("New meeting on this day"), lambda: self._new(day))
        return menu


def week_heading(first: date) -> str:
    """``uge 10 · 3.–9. marts 2025``."""
    last = first + timedelta(days=6)
    end = _("{day} {month} {year}").format(day=last.day, month=month_name(last.month), year=last.year)
    if first.month == last.month:
        return _("week {week} · {first}–{end}").format(week=first.isocalendar().week, first=first.day, end=end)
    begin = _("{day} {month}").format(day=first.day, month=month_name(first.month))
    if first.year != last.year:
        begin = f"{begin} {first.year}"
    return _("week {week} · {begin} – {end}").format(week=first.isocalendar().week, begin=begin, end=end)
