"""How one line of what was found is drawn: its title, and fainter at the right what tells it from others."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nsk_desktop.ui.theme import tokens_of

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
HEADING = int(Qt.ItemDataRole.UserRole) + 2
_SIDE, _BETWEEN, _PADDING = 12, 24, 5
_LEAST_HEIGHT = 28


class FoundLine(QStyledItemDelegate):
    """Draws headings and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, max(option.fontMetrics.height() + 2 * _PADDING, _LEAST_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = tokens_of(self.parent())  # type: ignore[arg-type]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        heading = bool(index.data(HEADING))
        whole: QRect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(tokens.accent))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if heading else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_accent if chosen else tokens.secondary if heading else tokens.text))
        metrics = painter.fontMetrics()
        detail = index.data(DETAIL) or ""
        # The title gives way only when it takes more than half of the line.
        left = whole.width() - metrics.horizontalAdvance(index.data()) - _BETWEEN
        beside = min(metrics.horizontalAdvance(detail), max(whole.width() // 2, left)) if detail else 0
        room = whole.width() - beside - (_BETWEEN if detail else 0)
        title = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        if detail:
            painter.setPen(QColor(tokens.on_accent if chosen else tokens.secondary))
            written = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, beside + 1)
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), written)
        painter.restore()
