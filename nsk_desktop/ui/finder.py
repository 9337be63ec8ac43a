"""One box over everything: type a few letters anywhere in the program, and Enter opens what was found."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from nsk_desktop.errors import Cancelled
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.finding import Hit
from nsk_desktop.ui import window_words
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.found_line import DETAIL, HEADING, FoundLine
from nsk_desktop.ui.widgets.entry import Line
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.window_words import Choice

_CHOICE = int(Qt.ItemDataRole.UserRole)
_AFTER_START_MS = 500
_LEAST_LETTERS = 56


class FinderLine(Line):
    """The line that is typed into. The keys of the list work here, so that the focus never leaves it."""

    entered = Signal()
    moved = Signal(int)
    closed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class Finder(QObject):
    """The line, its list, and what it is filled from."""

    def __init__(self, context: Context, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._context, self._window, self._actions = context, window, actions
        self._back_to: QWidget | None = None
        self._reading = False
        self.line = FinderLine()
        self.line.setPlaceholderText(_("Search for people, meetings, actors or commands (Ctrl+K)"))
        self.line.setAccessibleName(_("Find anything"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget(window)
        self.list.setObjectName("found")
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(FoundLine(self.list))
        self.list.hide()
        self.line.textChanged.connect(self._search)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self._leave)
        self.line.moved.connect(self._move)
        self.line.closed.connect(self.close)
        self.line.returnPressed.connect(self._open)
        self.list.itemClicked.connect(lambda _item: self._open())
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]
        context.bus.changed.connect(lambda _change: self._keep_up())
        # After the window is on the screen: the first page comes first.
        self._timer = QTimer(self.line)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)
        self._timer.start(_AFTER_START_MS)

    def begin(self) -> None:
        """Put the focus on the line; the list shows what was opened last."""
        if self.line.hasFocus():
            self.line.selectAll()
            self._search()
        else:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Put the list away, and the focus back to where it was."""
        back_to, self._back_to = self._back_to, None
        self.list.hide()
        self.line.clear()
        self.list.hide()
        if back_to is not None and _is_there(back_to):
            back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.line.clearFocus()

    # reading

    def _read(self) -> None:
        """Read what can be found, beside the window."""
        if self._reading or not self._context.finder.outdated:
            return
        self._reading = True
        finder, today = self._context.finder, self._context.today()
        self._context.runner.run(lambda progress: finder.build(today, progress), self._done, failed=self._failed)

    def _done(self, _nothing: None) -> None:
        self._reading = False
        # The window may have been closed while the worker was reading.
        if isValid(self.list) and self.list.isVisible():
            self._search()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        # The window is being closed, or somebody stopped it: it is read when it is wanted next.
        if not isinstance(error, Cancelled):
            raise error

    def _keep_up(self) -> None:
        if self._context.finder.ready:
            self._read()

    # showing

    def _note_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is self.line and before is not None:
            self._back_to = before

    def _enter(self) -> None:
        self._read()
        self._search()

    def _leave(self) -> None:
        self.list.hide()

    def _search(self, _text: str = "") -> None:
        if not self.line.hasFocus():
            return
        text = self.line.text().strip()
        groups = self._groups(text) if text else [(_("Opened last"), self._recent())]
        self.list.clear()
        for heading, choices in groups:
            if choices:
                self._add_heading(heading)
                for choice in choices:
                    self._add(choice)
        number = sum(len(choices) for _heading, choices in groups)
        if text and not self._context.finder.ready:
            self._add_heading(_("Searching …"))
        elif text and not number:
            self._add_heading(_("Nothing found."))
        self._show(number, text)

    def _groups(self, text: str) -> list[tuple[str, list[Choice]]]:
        today = self._context.today()
        found: list[tuple[str, list[Choice]]] = []
        if self._context.finder.ready:
            records = self._context.finder.find(text, today)
            found += [(group.heading, [self._choice(hit) for hit in group.hits]) for group in records]
        found.append((_("Commands"), window_words.commands(self._actions, text, today)))
        found.append((_("Pages"), window_words.pages(self._context, text, today)))
        found.append((_("Help"), window_words.help_choices(self._context, text, today)))
        return found

    def _recent(self) -> list[Choice]:
        context = self._context
        return [self._choice(hit) for hit in context.finder.hits(context.recents.records, context.today())]

    def _choice(self, hit: Hit) -> Choice:
        return Choice(hit.title, hit.detail, partial(self._context.go, hit.place, hit.id))

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(HEADING, True)
        self.list.addItem(item)

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.title)
        item.setData(DETAIL, choice.detail)
        item.setData(_CHOICE, choice)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(choice))
        self.list.addItem(item)

    def _show(self, number: int, text: str) -> None:
        if not self.list.count():
            self.list.hide()
            return
        self._place()
        self.list.show()
        self.list.raise_()
        if number:
            self._go_to(next(row for row in range(self.list.count()) if self._choice_at(row)))
        if text and self._context.finder.ready:
            found = ngettext("{number} found", "{number} found", number).format(number=number)
            first = self._choice_at(self.list.currentRow())
            announce(self.line, f"{found}. {_spoken(first)}" if first else _("Nothing found."))

    def _place(self) -> None:
        """Below the line, as wide as it or as can be read, and as high as there is room for."""
        corner = self.line.mapTo(self._window, QPoint(0, self.line.height() + 2))
        width = min(
            max(self.line.width(), _LEAST_LETTERS * self.list.fontMetrics().averageCharWidth()),
            self._window.width() - 16,
        )
        left = max(8, min(corner.x(), self._window.width() - width - 8))
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        height = min(rows + 2 * self.list.frameWidth() + 2, self._window.height() - corner.y() - 12)
        self.list.setGeometry(QRect(left, corner.y(), width, height))

    # choosing

    def _choice_at(self, row: int) -> Choice | None:
        item = self.list.item(row) if 0 <= row < self.list.count() else None
        return item.data(_CHOICE) if item is not None else None

    def _move(self, step: int) -> None:
        rows = [row for row in range(self.list.count()) if self._choice_at(row)]
        if not rows or not self.list.isVisible():
            self._search()
            return
        here = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else -1
        there = (here + step) % len(rows) if abs(step) == 1 else max(0, min(here + step, len(rows) - 1))
        self._go_to(rows[there])
        choice = self._choice_at(rows[there])
        if choice is not None:
            announce(self.line, _spoken(choice))

    def _go_to(self, row: int) -> None:
        self.list.setCurrentRow(row)
        if self._choice_at(row - 1) is None and row:
            # With the heading above it.
            self.list.scrollToItem(self.list.item(row - 1))
        self.list.scrollToItem(self.list.item(row))

    def _open(self) -> None:
        choice = self._choice_at(self.list.currentRow())
        if choice is not None and self.list.isVisible():
            self.close()
            choice.act()


def _spoken(choice: Choice) -> str:
    return f"{choice.title}, {choice.detail}" if choice.detail else choice.title


def _is_there(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
