"""A chart of money: each bar is what was granted, filled with what is booked, committed and planned."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nsk_desktop.domain.numbers import kroner
from nsk_desktop.i18n import _
from nsk_desktop.measures.budget import BudgetRow
from nsk_desktop.ui.theme import tokens_of

_GAP = 10


class MoneyChart(QWidget):
    """Horizontal bars with what is left written after each. The same numbers stand in the table beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(_("Solid: booked. Hatched: committed. Dotted: planned. Frame: the budget."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: Sequence[BudgetRow] = ()

    def show_rows(self, rows: Sequence[BudgetRow]) -> None:
        """Draw one bar for each of *rows*, under each other."""
        self._rows = rows
        self.setAccessibleDescription("; ".join(f"{_label(row)}: {_left(row)}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, len(self._rows) * self._row_height() + _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw label, bar and what is left of each row."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(_label(row)) for row in self._rows) + 16
        right = max(metrics.horizontalAdvance(_left(row)) for row in self._rows) + 16
        most = max(max(row.sums.budget, row.sums.used) for row in self._rows)
        scale = max(self.width() - left - right, 40) / max(most, 1)
        for number, row in enumerate(self._rows):
            top = number * self._row_height() + _GAP / 2
            self._paint_row(painter, row, QRectF(left, top, 0, self._row_height() - _GAP), scale)
        painter.end()

    def _paint_row(self, painter: QPainter, row: BudgetRow, at: QRectF, scale: float) -> None:
        tokens = tokens_of(self)
        accent, sums = QColor(tokens.accent), row.sums
        place = at.x()
        for amount, style in (
            (sums.booked, Qt.BrushStyle.SolidPattern),
            (sums.committed, Qt.BrushStyle.BDiagPattern),
            (sums.planned, Qt.BrushStyle.Dense6Pattern),
        ):
            part = QRectF(place, at.y(), max(amount, 0) * scale, at.height())
            painter.fillRect(part, QBrush(accent, style))
            if part.width():
                painter.setPen(QPen(accent, 1))
                painter.drawRect(part)
            place = part.right()
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawRect(QRectF(at.x(), at.y(), max(sums.budget, 0) * scale, at.height()))
        painter.drawLine(QPointF(at.x(), at.y() - _GAP / 2), QPointF(at.x(), at.bottom() + _GAP / 2))
        painter.setPen(QColor(tokens.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(0, at.y(), at.x() - 10, at.height()), int(Qt.AlignmentFlag.AlignRight | middle), _label(row)
        )
        end = at.x() + max(sums.budget, sums.used, 0) * scale + 8
        painter.drawText(QRectF(end, at.y(), self.width(), at.height()), int(middle), _left(row))

    def _row_height(self) -> int:
        return self.fontMetrics().height() + _GAP + 8


def _label(row: BudgetRow) -> str:
    return str(row.year) if row.year else _("no year")


def _left(row: BudgetRow) -> str:
    return _("left {amount}").format(amount=kroner(row.sums.left))
