"""A frame that scrolls when there is too little room, for the first window: it loads no namespace of Qt."""

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
