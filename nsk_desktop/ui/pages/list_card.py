"""A framed short list with its heading, its buttons, and a sentence for when there is nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.button import PushButton, button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label

MOST_ROWS = 7
Act = tuple[str, str, Callable[[Any], object]]
"""What a button says, its icon, and what it does with the current row."""


class ListCard(QFrame):
    """As high as its rows, up to a few; with more it scrolls."""

    def __init__(self, table: Table, acts: Sequence[Act] = ()) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.table = table
        self.heading = label("", "heading", wrap=True)
        self.sentence = label("", "quiet", wrap=True)
        self.buttons: list[PushButton] = []
        row = FlowLayout()
        for text, icon, act in acts:
            made = button(text, partial(self._act, act), icon=icon)
            self.buttons.append(made)
            row.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (self.heading, self.sentence, table):
            layout.addWidget(widget)
        if acts:
            layout.addLayout(row)
        self._allowed: dict[int, Callable[[Any], bool]] = {}
        table.chosen.connect(self._offer)
        table.horizontalScrollBar().rangeChanged.connect(self._be_high_enough)
        self.fill((), "", "")

    def limit(self, number: int, allowed: Callable[[Any], bool]) -> None:
        """Offer a button only for rows that it can do something with."""
        self._allowed[number] = allowed

    def add_keys(self, number: int, keys: str) -> None:
        """Let *keys* press a button while the focus is in this list."""
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(self.buttons[number].click)
        self.buttons[number].setToolTip(keys)

    def fill(self, rows: Sequence[Any], title: str, none: str) -> None:
        """Show *rows* under *title*, or the sentence *none*."""
        self.heading.setText(f"{title} ({len(rows)})" if rows else title)
        self.sentence.setText("" if rows else none)
        self.sentence.setVisible(not rows)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        for each in self.buttons:
            each.setVisible(bool(rows))
        self._be_high_enough()
        if rows and self.table.current() is None:
            self.table.choose(self.table.rows.key(rows[0]))
        self._offer(self.table.current())

    def _be_high_enough(self) -> None:
        """Make room for the rows, their headings, and the bar under them if there is one."""
        bar = self.table.horizontalScrollBar()
        lines = self.table.verticalHeader().defaultSectionSize() * min(self.table.rows.rowCount(), MOST_ROWS)
        under = bar.sizeHint().height() if bar.maximum() else 0
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + 8 + under)

    def _offer(self, row: Any) -> None:
        for number, allowed in self._allowed.items():
            self.buttons[number].setEnabled(row is not None and allowed(row))

    def _act(self, act: Callable[[Any], object]) -> None:
        row = self.table.current()
        if row is not None:
            act(row)
