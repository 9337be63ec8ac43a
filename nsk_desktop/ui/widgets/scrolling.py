"""What the first window is made of: a frame that scrolls, and the way of Tab. It loads no namespace of Qt."""

from PySide6.QtWidgets import QScrollArea, QWidget


def scrolling(content: QWidget) -> QScrollArea:
    """*content* in a frame without a border, which is no stop of Tab."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    # By its number: the name would load the whole namespace Qt before the first window.
    area.setProperty("focusPolicy", 0)
    area.setWidget(content)
    return area


class InOrder(QWidget):
    """A window in which Tab goes by what is seen, whatever was made first."""

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on as things stand on the screen."""
        from nsk_desktop.ui.tab_order import go_on

        return go_on(self, forwards=next) or super().focusNextPrevChild(next)
