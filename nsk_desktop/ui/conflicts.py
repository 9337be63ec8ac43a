"""Where two laptops disagree about a record: both values side by side, and a choice."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import history
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.widgets.notices import Notice


class ConflictNotice(QWidget):
    """One notice for each field of a record that is in dispute; nothing when there is none."""

    def __init__(self, context: Context, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._context, self._labels = context, labels
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.notices: list[Notice] = []
        self._found: list[history.Conflict] = []
        self.hide()

    def show_for(self, *records: str) -> None:
        """Show what is in dispute about *records*."""
        found = [conflict for record in records for conflict in history.conflicts(self._context.desk, record)]
        if found == self._found:
            # The keyboard may be at one of the buttons.
            return
        self._found = found
        for notice in self.notices:
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.notices = [self._notice(conflict) for conflict in found]
        for notice in self.notices:
            self._layout.addWidget(notice)
        self.setVisible(bool(self.notices))

    def _notice(self, conflict: history.Conflict) -> Notice:
        name = self._labels.get(conflict.field, conflict.field)
        text = _("{field} was changed on two computers, unaware of each other. Choose which value is right.")
        choices = [
            (_value_and_author(side), lambda side=side: history.decide(self._context.desk, conflict, side.value))
            for side in conflict.sides
        ]
        return Notice(text.format(field=name), choices)


def _value_and_author(side: history.Side) -> str:
    return f"{_shown(side.value)}  ({side.who or '?'}, {show_day(side.when.date())})"


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
