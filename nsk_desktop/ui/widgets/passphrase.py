"""A line for a passphrase: hidden, unless its writer wants to see it; pasting is allowed."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.widgets.entry import Entry, Line


class PassphraseEntry(Entry):
    """A passphrase that can be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(self)
        # Every sign of it counts.
        self.line.setValidator(None)  # type: ignore[arg-type]
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._hold(self.line)
        self.seen = QCheckBox(_("Show"), self)
        self.seen.toggled.connect(self._see)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.seen)

    def typed(self) -> str:
        """What has been typed so far."""
        return self.line.text()

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.setText(value or "")

    def target(self) -> QWidget:
        return self.line

    def _see(self, seen: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
