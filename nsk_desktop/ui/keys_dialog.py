"""The list of keys, made from the menus themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.text import label


class KeysDialog(QDialog):
    """What each key does."""

    def __init__(self, keys: Sequence[tuple[str, str]], owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.resize(520, 560)
        columns = (
            Column(_("What"), lambda row: row[0]),
            Column(_("Keys"), lambda row: row[1], width=18),
        )
        self.table = Table(columns, _("Keyboard shortcuts"), key=lambda row: row)
        self.table.show_rows([*keys, *page_keys()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(_("Keyboard shortcuts"), "heading"))
        layout.addWidget(self.table, 1)
        layout.addWidget(button(_("Close"), self.accept, kind="primary"), 0, Qt.AlignmentFlag.AlignRight)


def page_keys() -> list[tuple[str, str]]:
    """Keys that belong to a page or a field, not to a menu."""
    return [
        (_("Meeting: same as last"), "Alt+S"),
        (_("Meeting: without name"), "Alt+U"),
        (_("Meeting: save and finish"), "Ctrl+Enter"),
        (_("Meeting: copy"), "Ctrl+D"),
        (_("Roster: mark present"), _("Space")),
        (_("Bridge: save and finish"), "Ctrl+Enter"),
        (_("Start: cancelled"), "Alt+A"),
        (_("Start: skip"), "Alt+O"),
        (_("List: move to the bin"), "Delete"),
        (_("Date: a day back or forth"), "↑ ↓"),
        (_("Date: a month back or forth"), "Page Up, Page Down"),
    ]
