"""A time of day, typed as people type it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.dates import parse_time
from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.entry import LineEntry


class TimeEntry(LineEntry):
    """A time. ``1805``, ``18:05``, ``18.05`` and ``18`` are all read; the value is ``HH:MM``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrow(6)
        self.line.setPlaceholderText(_("hh.mm"))

    def read(self, text: str) -> str:
        return parse_time(text)

    def show_text(self, value: Any) -> str:
        return str(value).replace(":", ".")
