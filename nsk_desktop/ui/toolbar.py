"""The bar at the head of the window: something new, the line that finds anything, and the way back from a mistake."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.button import PushButton, button

_WIDEST = 720


class Toolbar(QFrame):
    """Small on purpose: the menus carry everything."""

    def __init__(self, new: QMenu, line: QWidget, undo: QAction) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        # With large text in a small window the page gives way, not the bar.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.new = PushButton(_("New") + " ▾", "primary", "add")
        self.new.setAccessibleName(_("New"))
        self.new.setToolTip(_("Make something new"))
        self.new.setMenu(new)
        self.undo = button(_("Undo"), undo.trigger, icon="undo")
        self._action = undo
        undo.changed.connect(self._follow)
        self._follow()
        line.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(line, 6)
        row.addStretch(1)
        row.addWidget(self.undo)

    def _follow(self) -> None:
        """Look as the command does: what it would take back stands in the tip."""
        self.undo.setEnabled(self._action.isEnabled())
        self.undo.setToolTip(f"{self._action.text().replace('&&', '&')} (Ctrl+Z)")
