"""The roster of a meeting: type a few letters, Space marks somebody present, and the line is ready for the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, PRESENCE, Presence
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import matches
from nsk_desktop.i18n import _
from nsk_desktop.services.people import ParticipantRow
from nsk_desktop.services.sessions import RosterRow
from nsk_desktop.ui.delete_key import on_delete
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.entry import Line

_NEW = ""
_Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the roster: somebody of the group, somebody known, or the offer to make somebody new."""

    id: str
    name: str
    age_band: str = ""
    last_seen: date | None = None
    status: str | None = None
    times: int = 0

    @property
    def is_new(self) -> bool:
        """Whether the line offers to make a participant."""
        return self.id == _NEW


def _of_group(row: RosterRow) -> Mark:
    return Mark(row.participant_id, row.name, row.age_band, row.last_seen, row.status, row.times)


def _of_known(row: ParticipantRow) -> Mark:
    return Mark(row.id, row.name, row.age_band, row.last_seen, None, row.times)


def _status_text(mark: Mark) -> str:
    if mark.status in (None, Presence.PRESENT):
        return _("new") if not mark.times and not mark.is_new else ""
    return PRESENCE.label(mark.status)


def _spoken(mark: Mark) -> str:
    """What a screen reader says of the line: the name and whether they came."""
    state = PRESENCE.label(mark.status) if mark.status else _("not marked")
    return mark.name if mark.is_new else f"{mark.name}: {state}"


def _name_text(mark: Mark) -> str:
    return _("Create “{text}” …").format(text=mark.name) if mark.is_new else mark.name


def _last_seen_text(mark: Mark) -> str:
    return show_day(mark.last_seen) if mark.last_seen else ""


def roster_columns() -> tuple[Column, ...]:
    """Box and name, age, when last seen, and what is special."""
    return (
        Column(
            _("Name"),
            lambda mark: mark.name,
            _name_text,
            checked=lambda mark: mark.status == Presence.PRESENT,
            spoken=_spoken,
            least=16,
        ),
        Column(_("Age"), lambda mark: mark.age_band, lambda mark: AGE_BANDS.label(mark.age_band), width=9),
        Column(
            _("Last seen"),
            lambda mark: mark.last_seen,
            _last_seen_text,
            width=11,
        ),
        Column("", lambda mark: mark.status, _status_text, width=10),
    )


class Roster(QWidget):
    """Who came. It asks others to find people and to save; it shows what it is given."""

    marked = Signal(str, object)
    """Somebody (their id) is to be marked so: a presence, or None."""
    create_wanted = Signal(str)

    def __init__(self, find: Any) -> None:
        super().__init__()
        self._find = find
        self._group: list[RosterRow] = []
        self.line = Line()
        self.line.setPlaceholderText(_("Type two or three letters, Space marks"))
        self.line.setAccessibleName(_("Find in the roster"))
        self.line.setClearButtonEnabled(True)
        self.table = Table(roster_columns(), _("Roster"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.setToolTip(_("Space marks present. Right click gives excused and absent."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        # Space does the same. It is for whoever has no keys: Qt tells a screen reader of the box of a row, but what
        # the reader asks of that box does nothing.
        self.mark_button = button("", self._toggle_current, icon="check", tip=_("Mark the chosen line present (Space)"))
        self.mark_button.setAccessibleName(_("Mark the chosen line present"))
        self.mark_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        head.addWidget(self.mark_button)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.line.textEdited.connect(self._show)
        self.line.installEventFilter(self)
        on_delete(self.table, self._take_away)
        self.table.rows.ticked.connect(self._tick)
        self.table.opened.connect(self._toggle)
        self.setFocusProxy(self.line)

    def set_group(self, group: Sequence[RosterRow]) -> None:
        """Show who is marked already, and who came to earlier meetings of the series."""
        self._group = list(group)
        self._show()

    def clear(self) -> None:
        """Empty the search line."""
        self.line.setText("")
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search line: Space and Enter mark the first line, arrows move in the list."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, mark = event.key(), self.table.current()
        typed = self.line.text().strip()
        if key in (_Key.Key_Down, _Key.Key_Up):
            step = 1 if key == _Key.Key_Down else -1
            place = max(0, min(self.table.currentIndex().row() + step, len(self.table.rows.rows()) - 1))
            self.table.setCurrentIndex(self.table.rows.index(place, 0))
            return True
        if key == _Key.Key_Escape and typed:
            self.clear()
            return True
        # Space belongs to a new name that is being typed; it marks only somebody who is there.
        if key == _Key.Key_Space and mark is not None and not mark.is_new and (typed or event.modifiers()):
            self._toggle(mark)
            return True
        if key in (_Key.Key_Return, _Key.Key_Enter) and not event.modifiers() and typed and mark is not None:
            self._toggle(mark)
            return True
        return False

    def _show(self, _text: str = "") -> None:
        typed = self.line.text().strip()
        marks = [_of_group(row) for row in self._group if not typed or matches(typed, row.name)]
        if typed:
            there = {mark.id for mark in marks}
            marks += [_of_known(row) for row in self._find(typed) if row.id not in there]
            if not any(mark.name.casefold() == typed.casefold() for mark in marks):
                marks.append(Mark(_NEW, typed))
        self.table.show_rows(marks)
        if marks and (typed or self.table.current() is None):
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _tick(self, mark: Mark, present: bool) -> None:
        if mark.is_new:
            self._make(mark)
        else:
            self._mark(mark, Presence.PRESENT if present else None)

    def _toggle_current(self) -> None:
        mark = self.table.current()
        if mark is not None:
            self._toggle(mark)

    def _toggle(self, mark: Mark) -> None:
        self._tick(mark, mark.status != Presence.PRESENT)

    def _make(self, mark: Mark) -> None:
        self.line.setText("")
        self.create_wanted.emit(mark.name)

    def _mark(self, mark: Mark, status: str | None) -> None:
        searching = bool(self.line.text())
        self.line.setText("")
        self.marked.emit(mark.id, status)
        if searching:
            self.line.setFocus()

    def _take_away(self) -> None:
        mark = self.table.current()
        if mark is not None and mark.status:
            self._mark(mark, None)

    def _open_menu(self, at: QPoint) -> None:
        mark = self.table.current()
        if mark is None or mark.is_new:
            return
        menu = QMenu(self)
        for status in Presence:
            menu.addAction(PRESENCE.label(status), partial(self._mark, mark, status))
        menu.addAction(_("Take the mark away"), lambda: self._mark(mark, None))
        menu.exec(self.table.viewport().mapToGlobal(at))
        menu.deleteLater()
