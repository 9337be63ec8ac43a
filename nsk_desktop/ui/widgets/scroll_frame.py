"""A frame that scrolls and keeps what has the keyboard in view."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_AROUND = 24
"""So much of what lies beside it is in view too."""


class ScrollFrame(QScrollArea):
    """Scrolls to what has got the keyboard, however it came there.

    Qt does so only when Tab stays inside, and then it looks at the cursor of a line and not at the line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # What is in it takes the keyboard; the frame around it would be a stop that says nothing.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave the way of Tab to the window, and what is in view to ourselves."""
        above = self.parentWidget()
        return above.focusNextPrevChild(next) if above is not None else super().focusNextPrevChild(next)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll until *widget* is seen whole; of one that is larger than the frame, the part that is worked in."""
        inner = self.widget()
        if inner is None:
            return
        place = QRect(widget.mapTo(inner, QPoint()), widget.size())
        room = self.viewport().height() - place.height()
        if room < 0:
            self.ensureWidgetVisible(widget, 0, _AROUND)
            return
        around = min(_AROUND, room // 2)
        for y in (place.bottom(), place.top()):
            self.ensureVisible(place.left(), y, 0, around)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A button that is being pressed with the mouse must not move away from under it.
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not pressed and self.isVisible() and self.isAncestorOf(now):
            self.bring_into_view(now)
