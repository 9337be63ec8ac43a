"""Boxes in a list are hit beside their edge too: the drawn box alone is smaller than an unsteady hand can hit."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

LEAST = 24
"""Least width of what can be hit, in pixels (WCAG 2.5.8)."""


class TickZone(QStyledItemDelegate):
    """A click at the beginning of a cell with a box ticks it, as high as its row is."""

    def zone(self, option: QStyleOptionViewItem) -> QRect:
        """Where a click ticks the box of the cell that *option* describes."""
        style = option.widget.style()
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
        zone = QRect(option.rect)
        zone.setWidth(min(max(box + 2 * margin, LEAST), option.rect.width()))
        return zone

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        can = model.flags(index)
        wanted = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        if not isinstance(event, QMouseEvent) or (can & wanted) != wanted:
            return super().editorEvent(event, model, option, index)
        if event.button() != Qt.MouseButton.LeftButton or not self.zone(option).contains(event.position().toPoint()):
            return super().editorEvent(event, model, option, index)
        if event.type() == QEvent.Type.MouseButtonRelease:
            ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
            now = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            return model.setData(index, now, Qt.ItemDataRole.CheckStateRole)
        # The press and the second press of a double click belong to the release.
        return True
