"""A chart of reach: each bar is what is certain, and a hatched end is what it may be at most."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nsk_desktop.domain.numbers import span
from nsk_desktop.i18n import _
from nsk_desktop.ui.theme import tokens_of

_GAP = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval of the chart."""

    label: str
    low: int
    high: int


class IntervalChart(QWidget):
    """Horizontal bars with the interval written on each. The same numbers stand in the table beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw *bars*, one under the other."""
        self._bars = bars
        said = "; ".join(f"{bar.label}: {span(bar.low, bar.high)}" for bar in bars)
        self.setAccessibleDescription(said)
        self.setToolTip(_("Solid: at least so many. Hatched: at most so many."))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, len(self._bars) * self._row_height() + _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw label, bar and number of each row."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = min(max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + 16, self.width() * 0.42)
        right = max(metrics.horizontalAdvance(span(bar.low, bar.high)) for bar in self._bars) + 16
        scale = max((self.width() - left - right), 40) / max(max(bar.high for bar in self._bars), 1)
        for number, bar in enumerate(self._bars):
            top = number * self._row_height() + _GAP / 2
            self._paint_bar(painter, bar, QRectF(left, top, 0, self._row_height() - _GAP), scale)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, at: QRectF, scale: float) -> None:
        tokens = tokens_of(self)
        sure = QRectF(at.x(), at.y(), bar.low * scale, at.height())
        maybe = QRectF(sure.right(), at.y(), (bar.high - bar.low) * scale, at.height())
        accent = QColor(tokens.accent)
        painter.fillRect(sure, accent)
        if bar.high > bar.low:
            painter.fillRect(maybe, QBrush(accent, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(accent, 1))
            painter.drawRect(maybe)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(QPointF(at.x(), at.y() - _GAP / 2), QPointF(at.x(), at.bottom() + _GAP / 2))
        painter.setPen(QColor(tokens.text))
        shown = self.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, int(at.x() - 12))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, at.y(), at.x() - 10, at.height()), int(Qt.AlignmentFlag.AlignRight | middle), shown)
        end = at.x() + bar.high * scale + 8
        painter.drawText(QRectF(end, at.y(), 200, at.height()), int(middle), span(bar.low, bar.high))

    def _row_height(self) -> int:
        return self.fontMetrics().height() + _GAP + 8
