"""Counting people without names: a number at once, and by age and gender for those who know it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, TARGET_GROUPS, AgeBand, Gender
from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice, options_of
from nsk_desktop.ui.widgets.entry import LineEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.numbers_entry import PartEntry, SpanEntry
from nsk_desktop.ui.widgets.text import label

_WHOLE = (AgeBand.UNKNOWN.value, Gender.NOT_STATED.value)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many there were of one kind of people: counted, or between *low* and *high*."""

    age_band: str
    gender: str
    target_group: str
    low: int
    high: int
    first_time: int | None = None


class CounterGrid(QWidget):
    """People without names. Each number that is typed is told of at once."""

    cell_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[tuple[str, str, str], Cell] = {}
        self.total = SpanEntry()
        self.total.narrow(8)
        self.first_time = PartEntry(lambda: (self.total.value() or (0, 0))[1])
        self.group = Choice(options_of(TARGET_GROUPS))
        self.group.set_value("M1")
        self.split = button(_("Split …"), self._toggle, kind="quiet", icon="chevron-right")
        self.total.hint(_("5 or 5-8"))
        self.total_field = Field(_("Without name"), self.total)
        self.fewer = button("−", lambda: self._step(-1), tip=_("One fewer"))
        self.more = button("+", lambda: self._step(1), tip=_("One more"))
        for each, name in ((self.fewer, _("One fewer")), (self.more, _("One more"))):
            each.setAccessibleName(f"{_('Without name')}: {name}")
            # For the mouse: the keyboard types the number, and its next stop is who came for the first time.
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Close to the number that they change.
        for place, each in enumerate((self.fewer, self.more), 1):
            self.total.layout().insertWidget(place, each)  # type: ignore[union-attr]
        # It breaks where the text is large: the hint in the first line is read whole.
        top = FlowLayout(None, 16, 8)
        top.addWidget(self.total_field)
        top.addWidget(Field(_("Of these first time"), self.first_time))
        self.group_field = Field(_("They belong to"), self.group)
        top.addWidget(self.split)
        top.setAlignment(self.split, Qt.AlignmentFlag.AlignBottom)
        self.grid = QWidget()
        self.spans: dict[tuple[str, str], SpanEntry] = {_WHOLE: self.total}
        self._build_grid()
        self.grid.hide()
        self.group_field.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.group_field)
        layout.addWidget(self.grid)
        self.total.committed.connect(self._tell_whole)
        self.first_time.committed.connect(lambda: self._tell(_WHOLE))
        self.group.committed.connect(self._show)

    def set_cells(self, cells: Iterable[Cell], group: str = "M1") -> None:
        """Show what is counted already; *group* is whom the meeting is for."""
        if not self._cells and self.group_field.isHidden():
            self.group.set_value(group)
        self._cells = {(cell.age_band, cell.gender, cell.target_group): cell for cell in cells}
        groups = {cell.target_group for cell in self._cells.values()}
        if groups and self.group.value() not in groups:
            self.group.set_value(min(groups))
        if any((age, gender) != _WHOLE or other != group for age, gender, other in self._cells):
            self._open_grid(True)
        self._show()

    def _step(self, by: int) -> None:
        """Count one more or one fewer without a name; both ends of an estimate move."""
        self.total.finish()
        low, high = self.total.value() or (0, 0)
        now = (max(0, low + by), max(0, high + by))
        self.total.set_value(now if now[1] else None)
        self._tell_whole()

    def entries(self) -> dict[str, LineEntry]:
        """Every number that can be typed, by a name that stays the same."""
        cells: dict[str, LineEntry] = {f"count {age} {gender}": entry for (age, gender), entry in self.spans.items()}
        return cells | {"count first time": self.first_time}

    def finish(self) -> None:
        """Take over what is being typed."""
        for entry in self.entries().values():
            entry.finish()

    def _build_grid(self) -> None:
        layout = QGridLayout(self.grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for column, gender in enumerate(GENDERS.codes, 1):
            layout.addWidget(label(GENDERS.label(gender), "quiet"), 0, column)
        for row, age in enumerate(AGE_BANDS.codes, 1):
            layout.addWidget(label(AGE_BANDS.label(age), "quiet"), row, 0)
            for column, gender in enumerate(GENDERS.codes, 1):
                if (age, gender) != _WHOLE:
                    layout.addWidget(self._span(age, gender), row, column)

    def _span(self, age: str, gender: str) -> SpanEntry:
        made = SpanEntry()
        made.line.setAccessibleName(f"{AGE_BANDS.label(age)}, {GENDERS.label(gender)}")
        made.line.setMinimumWidth(56)
        made.problem_changed.connect(made.line.setToolTip)
        made.committed.connect(lambda: self._tell((age, gender)))
        self.spans[age, gender] = made
        return made

    def _show(self) -> None:
        group = self.group.value()
        for (age, gender), entry in self.spans.items():
            cell = self._cells.get((age, gender, group))
            if not entry.unsaved():
                entry.set_value((cell.low, cell.high) if cell else None)
        whole = self._cells.get((*_WHOLE, group))
        if not self.first_time.unsaved():
            self.first_time.set_value(whole.first_time if whole else None)

    def _tell_whole(self) -> None:
        self.first_time.look_again()
        self._tell(_WHOLE)

    def _tell(self, kind: tuple[str, str]) -> None:
        low, high = self.spans[kind].value() or (0, 0)
        first = self.first_time.value() if kind == _WHOLE else None
        self.cell_changed.emit(Cell(*kind, self.group.value(), low, high, first))

    def _toggle(self) -> None:
        self._open_grid(self.grid.isHidden())

    def _open_grid(self, is_open: bool) -> None:
        self.grid.setVisible(is_open)
        self.group_field.setVisible(is_open)
        self.split.setText(_("Hide") if is_open else _("Split …"))
