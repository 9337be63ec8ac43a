"""Activities: the meetings, the series they belong to, and the meeting that is open."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import SESSION_TYPES, THEMES_SHORT, SessionState
from nsk_desktop.i18n import _
from nsk_desktop.services import figures, finishing, sessions, start
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.delete_key import on_delete
from nsk_desktop.ui.paged_table import PagedTable
from nsk_desktop.ui.pages.calendar_page import CalendarPage
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.pages.series_page import SeriesPage
from nsk_desktop.ui.pages.session_page import SessionPage
from nsk_desktop.ui.pages.tabs import make_tabs
from nsk_desktop.ui.session_columns import finished_text, session_columns
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import Line
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import EmptyState
from nsk_desktop.ui.widgets.period import PeriodChoice
from nsk_desktop.ui.widgets.text import label

_LEAST_ROWS = 4


class ActivitiesPage(QStackedWidget):
    """The lists, or the one meeting that is open."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.lists = ActivityLists(context)
        self.session = SessionPage(context)
        self.addWidget(self.lists)
        self.addWidget(self.session)
        self.session.left.connect(self.show_lists)

    def open_record(self, id: str) -> None:
        """Open a meeting by its id; ``new`` makes one, ``new-series`` makes a series."""
        if id == "new-series":
            self.show_lists()
            self.lists.make_series()
            return
        if id == "new":
            fields = {"day": self.context.today(), "state": SessionState.HELD, "target_groups": ["M1"]}
            id = sessions.new_session(self.context.desk, **fields)
        self.session.open_record(id)
        self.setCurrentWidget(self.session)
        self.session.open_record(id)

    def open_in(self, name: str, id: str) -> None:
        """Show a tab of the lists, and a record on it."""
        self.show_lists()
        self.lists.show_part(name, id)

    def shown_name(self) -> str:
        """The name of the tab that is in front; nothing while a meeting is open."""
        return self.lists.shown_name() if self.currentWidget() is self.lists else ""

    def new_in_series(self, id: str, day: date) -> None:
        """Open a new meeting of a series."""
        self.open_record(sessions.new_in_series(self.context.desk, id, day))

    def refresh(self) -> None:
        """Read the page that is shown anew."""
        (self.lists if self.currentWidget() is self.lists else self.session).refresh()

    def window_part(self) -> str:
        """What the window title may say."""
        return self.session.window_part() if self.currentWidget() is self.session else self.lists.window_part()

    def finish(self) -> None:
        """Take over what is being written."""
        self.session.finish()
        self.lists.finish()

    def search(self) -> None:
        """Put the focus on the search line."""
        if self.currentWidget() is self.lists:
            self.lists.text.setFocus()
        else:
            self.session.roster.line.setFocus()

    def show_history(self) -> None:
        """Show what happened to the open meeting, or to the chosen series."""
        shown = self.session if self.currentWidget() is self.session else self.lists.tabs.currentWidget()
        show = getattr(shown, "show_history", None)
        if show is not None:
            show()

    def shown_id(self) -> str:
        """The open meeting, or the record on the tab in front."""
        return self.session.shown_id() if self.currentWidget() is self.session else self.lists.shown_id()

    def show_lists(self) -> None:
        """Put the meeting away."""
        self.setCurrentWidget(self.lists)
        self.lists.table.setFocus()


class ActivityLists(Page):
    """Meetings, series and the calendar, side by side as tabs."""

    kinds = frozenset({"session", "attendance", "headcount", "series"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Activities"))
        self.head.addWidget(
            button(_("New meeting"), lambda: context.go("activities", "new"), kind="primary", icon="add", tip="Ctrl+N")
        )
        self.tabs = make_tabs(_("Activities"))
        self.series = SeriesPage(context)
        self.series.place = "series"
        self.tabs.addTab(self._make_meetings(), _("Meetings"))
        self.tabs.addTab(self.series, _("Series"))
        self.calendar = CalendarPage(context)
        self.calendar.place = "calendar"
        self.tabs.addTab(self.calendar, _("Calendar"))
        self.body.addWidget(self.tabs, 1)

    def make_series(self) -> None:
        """Make a new series and show its form."""
        self.tabs.setCurrentWidget(self.series)
        self.series.make()

    def show_part(self, name: str, id: str) -> None:
        """Bring a tab to the front, and show a record on it."""
        page = self._parts()[name]
        self.tabs.setCurrentWidget(page)
        if id:
            page.open_record(id)

    def shown_name(self) -> str:
        """The name of the tab that is in front; the meetings have that of the page itself."""
        return next((name for name, page in self._parts().items() if page is self.tabs.currentWidget()), "")

    def shown_id(self) -> str:
        return self.series.shown_id() if self.tabs.currentWidget() is self.series else ""

    def _parts(self) -> dict[str, Page]:
        return {"series": self.series, "calendar": self.calendar}

    def finish(self) -> None:
        self.series.finish()

    def refresh(self) -> None:
        self.period.set_half_years(figures.half_years(self.context.desk))
        self._fill()

    def _make_meetings(self) -> QWidget:
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 10, 0, 0)
        self.text = Line()
        self.text.setPlaceholderText(_("Search in meetings"))
        self.text.setAccessibleName(_("Search in meetings"))
        self.text.setClearButtonEnabled(True)
        self.type = Choice(options_of(SESSION_TYPES), _("All types"))
        self.type.box.setAccessibleName(_("Type"))
        self.theme = Choice(options_of(THEMES_SHORT), _("All themes"))
        self.theme.box.setAccessibleName(_("Theme"))
        self.period = PeriodChoice(self.context.today)
        self.period.choice.set_options([("all", _("The whole effort"))])
        self.lacking = QCheckBox(_("Lacks something"))
        self.not_counted = QCheckBox(_("Not counted"))
        self.not_counted.setToolTip(_("Finished meetings that nobody counted: not the same as nobody came"))
        row = QHBoxLayout()
        for widget, stretch in ((self.text, 3), (self.type, 2), (self.theme, 2)):
            row.addWidget(widget, stretch)
        layout.addLayout(row)
        # It breaks where the text is large: nothing of it may be cut off.
        second = FlowLayout(None, 14, 6)
        second.addWidget(self.period)
        second.addWidget(self.lacking)
        second.addWidget(self.not_counted)
        self.count = label("", "quiet")
        second.addWidget(self.count)
        tip = _("Finish all that lack nothing")
        self.finish_all = button(_("Make all ready"), self._finish_all, icon="check", tip=tip)
        self.count.setMinimumHeight(self.finish_all.sizeHint().height())
        second.addWidget(self.finish_all)
        layout.addLayout(second)
        self.table = PagedTable(session_columns(), _("Meetings"), self._ids, partial(sessions.rows, self.context.desk))
        self.table.sort_by(0, Qt.SortOrder.DescendingOrder)
        self.table.opened.connect(lambda row: self.context.go("activities", row.id))
        on_delete(self.table, self._delete)
        self.none = EmptyState(
            _("No meetings yet."), ((_("Register a meeting"), lambda: self.context.go("activities", "new")),)
        )
        self.none_fit = EmptyState(_("No meetings fit the filter."), ((_("Clear the filter"), self._clear),))
        # In large text the filters take half of a small screen: then they scroll away with the list.
        self.table.show_at_least(_LEAST_ROWS)
        for each in (self.table, self.none, self.none_fit):
            layout.addWidget(each, 1)
        self.text.textChanged.connect(self._fill)
        for signal in (self.type.committed, self.theme.committed, self.period.changed):
            signal.connect(self._fill)
        for box in (self.lacking, self.not_counted):
            box.clicked.connect(self._fill)
        return scrolled(made)

    def _fill(self, _changed: object = None) -> None:
        number = self.table.renew()
        ticked = self.lacking.isChecked() or self.not_counted.isChecked()
        filtered = bool(self.text.text().strip() or self.type.value() or self.theme.value() or ticked)
        any_at_all = bool(number or sessions.count(self.context.desk))
        self.table.setVisible(bool(number))
        self.none.setVisible(not any_at_all)
        self.none_fit.setVisible(any_at_all and not number)
        self.count.setText(_("{number} meetings").format(number=number) if number or filtered else "")
        if number and self.table.current() is None:
            self.table.choose(self.table.rows.rows()[0].id)

    def _ids(self, by: str, descending: bool) -> Sequence[str]:
        first, last = (None, None) if self.period.choice.value() == "all" else self.period.bounds()
        found = sessions.ids(
            self.context.desk,
            first=first,
            last=last,
            text=self.text.text().strip(),
            type=self.type.value(),
            theme=self.theme.value(),
            lacking=self.lacking.isChecked(),
            order=sessions.Order(by, descending),
        )
        if self.not_counted.isChecked():
            gaps = start.not_counted_ids(self.context.desk)
            found = [id for id in found if id in gaps]
        return found

    def _finish_all(self) -> None:
        """Finish the meetings on the list that lack nothing, and say how many do."""
        found = finishing.finish_all(self.context.desk, self._ids("day", True), self.context.today())
        self.context.tell(finished_text(found), undoable=bool(found.done))

    def _delete(self) -> None:
        row = self.table.current()
        if row is not None:
            sessions.delete_session(self.context.desk, row.id)
            self.context.tell(_("The meeting is moved to the bin."))

    def _clear(self) -> None:
        self.type.set_value(None)
        self.theme.set_value(None)
        self.lacking.setChecked(False)
        self.not_counted.setChecked(False)
        self.period.choose("all")
        self.text.clear()
        self._fill()
