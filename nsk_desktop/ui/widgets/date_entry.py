"""A day, typed as people type days, or picked from a calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import parse_day, show_day, weekday_and_week
from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.ui.icons import set_icon
from nsk_desktop.ui.widgets.entry import LineEntry
from nsk_desktop.ui.widgets.text import label

_Key = Qt.Key
_DAYS = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_AROUND = 40
_MONTHS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


class DateEntry(LineEntry):
    """A date. Arrows move a day, Page Up and Page Down a month; the weekday and week stand after it."""

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.hint(_("dd.mm.yyyy"))
        self.button = QToolButton(self)
        self.button.setAccessibleName(_("Pick the date from a calendar"))
        self.button.setToolTip(_("Pick the date from a calendar"))
        set_icon(self.button, "calendar-picker", self, "secondary")
        self.button.clicked.connect(self._open_calendar)
        self.aside = label("", "quiet")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.button)
        layout.addWidget(self.aside)
        layout.setStretch(0, 0)  # type: ignore[attr-defined]
        layout.addStretch(1)  # type: ignore[attr-defined]
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._show_aside)

    def hint(self, words: str) -> None:
        """Say in the empty line what may be typed; the line is as wide as that and as a date."""
        metrics = self.line.fontMetrics()
        self.line.setPlaceholderText(words)
        self.line.setFixedWidth(max(metrics.horizontalAdvance(each) for each in ("00.00.0000", words)) + _AROUND)

    def read(self, text: str) -> date:
        return parse_day(text, self._today())

    def show_text(self, value: Any) -> str:
        return show_day(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move the day."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = _Key(event.key())
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and (key in _DAYS or key in _MONTHS):
                self._move(_DAYS.get(key, 0), _MONTHS.get(key, 0))
                return True
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and key == _Key.Key_Down:
                self._open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> date | None:
        try:
            return self.read(self.line.text().strip())
        except NskError:
            return None

    def _move(self, days: int, months: int) -> None:
        day = self._typed() or self._value
        if day is None:
            moved = self._today()
        elif months:
            shifted = QDate(day.year, day.month, day.day).addMonths(months)
            moved = date(shifted.year(), shifted.month(), shifted.day())
        else:
            moved = day + timedelta(days=days)
        self.line.setText(show_day(moved))
        self.line.selectAll()

    def _show_aside(self) -> None:
        day = self._typed() if self.line.text().strip() else None
        self.aside.setText(weekday_and_week(day) if day else "")

    def _open_calendar(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.calendar.clicked.connect(self._take)
            self._popup.calendar.activated.connect(self._take)
        self._popup.open_at(self._typed() or self._value or self._today())

    def _take(self, chosen: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.line.setText(show_day(date(chosen.year(), chosen.month(), chosen.day())))
        self.line.setFocus()
        self._finish()


class CalendarPopup(QFrame):
    """A month with week numbers, under the entry."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner = owner
        self.setProperty("look", "card")
        self.calendar = QCalendarWidget(self)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setAccessibleName(_("Calendar"))
        for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            # Qt's own are black, whatever they stand on.
            if isinstance(arrow, QToolButton):
                set_icon(arrow, icon, self)
        # No day is red: that says that something is wrong.
        plain = self.calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setMinimumWidth(8 * (self.fontMetrics().horizontalAdvance("www") + 12))
        # Six weeks and their heading, each high enough to be hit.
        self.calendar.setMinimumHeight(7 * (self.fontMetrics().height() + 12) + 44)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.calendar)

    def open_at(self, day: date) -> None:
        """Show the month of *day* under the owner."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        owner = self._owner
        self.move(owner.mapToGlobal(QPoint(0, owner.height() + 2)))
        self.show()
        self.calendar.setFocus()
