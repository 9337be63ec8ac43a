"""How frames that scroll are told to screen readers: Qt's own way falls when it is asked for a part that just went."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

FRAMES = ("QScrollArea", "QAbstractScrollArea")


def speak_frames_safely() -> None:
    """Answer for scrolling frames ourselves; asked for before the first window.

    Measured with Qt 6.12: such a frame counts a scroll bar as a part only while it is seen, and a part is looked up
    without a look at how many there are. A screen reader that counted three parts and asks for the third when a page
    has been left meanwhile ended the program (`QAccessibleScrollArea` → `QAccessibleCache::idForObject`, in every run
    in which the bus was read all the time). The ordinary widget counts hidden parts too, and looks at the bounds.
    """
    QAccessible.installFactory(_frame)


def _frame(kind: str, widget: QObject) -> QAccessibleInterface | None:
    if kind in FRAMES and isinstance(widget, QWidget):
        return QAccessibleWidget(widget, QAccessible.Role.Client)
    return None
