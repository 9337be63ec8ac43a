"""A slider with one stop for each thing in time, and a ring that shows when the keys are at it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider

from nsk_desktop.ui.theme import tokens_of

_HANDLE = 24


class TimeSlider(QSlider):
    """Left is earlier. What each stop is called is told to those who cannot see it."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setPageStep(1)
        self._names: Sequence[str] = ()
        self.valueChanged.connect(lambda _place: self._tell())

    def set_stops(self, names: Sequence[str], place: int) -> None:
        """Have a stop for each of *names*, and stand at *place*."""
        self.blockSignals(True)
        self._names = names
        self.setRange(0, max(len(names) - 1, 0))
        self.setValue(place)
        self.blockSignals(False)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HANDLE + 12 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def place_of(self, stop: int) -> float:
        """Where a stop is, from the left."""
        most = max(self.maximum(), 1)
        return _HANDLE / 2 + 4 + (self.width() - _HANDLE - 8) * stop / most

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the time."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the stop that is nearest."""
        self._go_near(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse from stop to stop."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_near(event.position().x())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line with its stops, the handle, and the names that there is room for."""
        tokens, painter = tokens_of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, last = _HANDLE / 2 + 4, self.maximum()
        painter.setPen(QPen(QColor(tokens.border), 3))
        painter.drawLine(QPointF(self.place_of(0), middle), QPointF(self.place_of(last), middle))
        painter.setBrush(QColor(tokens.base))
        for stop in range(last + 1):
            painter.drawEllipse(QPointF(self.place_of(stop), middle), 5, 5)
        painter.setPen(QPen(QColor(tokens.base), 2))
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(QPointF(self.place_of(self.value()), middle), _HANDLE / 2, _HANDLE / 2)
        for stop in self._named():
            chosen = stop == self.value()
            painter.setPen(QColor(tokens.text if chosen else tokens.secondary))
            painter.drawText(self._room_for(stop), int(Qt.AlignmentFlag.AlignCenter), self._names[stop])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _go_near(self, x: float) -> None:
        self.setValue(min(range(self.maximum() + 1), key=lambda stop: abs(self.place_of(stop) - x)))

    def _named(self) -> list[int]:
        """The stops whose names are written: the chosen one first, and of the others those that do not touch it."""
        found: list[int] = []
        for stop in dict.fromkeys((self.value(), 0, self.maximum(), *range(self.maximum() + 1))):
            room = self._room_for(stop) if stop < len(self._names) else None
            if room is not None and not any(self._room_for(other).intersects(room) for other in found):
                found.append(stop)
        return found

    def _room_for(self, stop: int) -> QRectF:
        wide = self.fontMetrics().horizontalAdvance(self._names[stop]) + 16
        left = min(max(self.place_of(stop) - wide / 2, 4), max(self.width() - wide - 4, 0))
        return QRectF(left, _HANDLE + 6, wide, self.fontMetrics().height())

    def _tell(self) -> None:
        place = self.value()
        self.setAccessibleDescription(self._names[place] if place < len(self._names) else "")
