"""Choosing a period: a half-year, a year, everything, or two days of one's own."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nsk_desktop.domain.dates import half_year, half_year_bounds, half_year_label
from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.text import label

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
OWN = "own"


class PeriodChoice(QWidget):
    """First and last day, both included."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], *, everything: bool = True) -> None:
        super().__init__()
        self._today, self._everything = today, everything
        self.choice = Choice([])
        self.choice.box.setAccessibleName(_("Period"))
        self.choice.box.setMinimumContentsLength(18)
        self.first, self.last = DateEntry(today), DateEntry(today)
        self.own = QWidget()
        row = QHBoxLayout(self.own)
        row.setContentsMargins(0, 0, 0, 0)
        for text, entry in ((_("From"), self.first), (_("To"), self.last)):
            entry.aside.hide()
            entry.line.setAccessibleName(text)
            row.addWidget(label(text, "quiet"))
            row.addWidget(entry)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choice)
        layout.addWidget(self.own)
        layout.addStretch(1)
        self.own.hide()
        self.choice.committed.connect(self._choose)
        self.first.committed.connect(self.changed)
        self.last.committed.connect(self.changed)

    def set_half_years(self, names: Sequence[str]) -> None:
        """Offer the half-years that hold something, the years they belong to, and the present ones."""
        today = self._today()
        halves = sorted({*names, half_year(today)}, reverse=True)
        years = sorted({int(name[:4]) for name in halves}, reverse=True)
        options = [(f"{year}", _("The year {year}").format(year=year)) for year in years]
        options += [(name, half_year_label(name)) for name in halves]
        if self._everything:
            options.append(("all", _("The whole effort")))
        options.append((OWN, _("Another period …")))
        known = self.choice.value()
        self.choice.set_options(options)
        # This year, unless all there is lies in earlier ones.
        this_year = not names or any(name.startswith(str(today.year)) for name in names)
        self.choice.set_value(known or (str(today.year) if this_year else max(names)[:4]))

    def choose(self, name: str) -> None:
        """Choose as a person does."""
        self.choice.set_value(name)
        self._choose()

    def bounds(self) -> tuple[date, date]:
        """First and last day of what is chosen."""
        name = self.choice.value()
        if name == OWN:
            first, last = self.first.value() or FIRST, self.last.value() or LAST
            return min(first, last), max(first, last)
        if name == "all" or not name:
            return FIRST, LAST
        if "H" in name:
            return half_year_bounds(name)
        return date(int(name), 1, 1), date(int(name), 12, 31)

    def _choose(self) -> None:
        own = self.choice.value() == OWN
        if own and self.first.value() is None:
            self.first.set_value(date(self._today().year, 1, 1))
            self.last.set_value(self._today())
        self.own.setVisible(own)
        self.changed.emit()
