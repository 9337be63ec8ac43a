"""Buttons, with a ring of focus that can be seen on any colour."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget


class PushButton(QPushButton):
    """A button of ours. *kind* is ordinary, primary (one on a page), quiet or danger."""

    def __init__(self, text: str, kind: str = "ordinary", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if icon:
            from nsk_desktop.ui.icons import set_icon

            roles = {"primary": "on_accent", "quiet": "accent", "danger": "error"}
            set_icon(self, icon, self, roles.get(kind, "text"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the ring: light inside, dark outside, so that one of them always stands out."""
        super().paintEvent(event)
        if self.hasFocus():
            from PySide6.QtCore import QRectF
            from PySide6.QtGui import QColor, QPainter, QPen

            from nsk_desktop.ui.theme import tokens_of

            tokens = tokens_of(self)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QRectF(self.rect())
            for inset, colour in ((1.0, tokens.focus), (3.0, tokens.base)):
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), 6, 6)
            painter.end()


def button(
    text: str, act: Callable[[], object] | None = None, *, kind: str = "ordinary", icon: str = "", tip: str = ""
) -> PushButton:
    """A button that does *act* when it is pressed."""
    made = PushButton(text, kind, icon)
    made.setToolTip(tip)
    if act:
        made.clicked.connect(lambda: act())
    return made
