"""The list of pages at the left: an icon and a word each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from nsk_desktop.i18n import _
from nsk_desktop.ui.icons import make_icon
from nsk_desktop.ui.places import Place
from nsk_desktop.ui.sheet import icon_size
from nsk_desktop.ui.theme import tokens_of


class Navigation(QListWidget):
    """Chooses a page by mouse, by arrow keys, or by Ctrl and a number."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.places = tuple(places)
        for place in places:
            item = QListWidgetItem(place.title)
            item.setToolTip(f"{place.title} ({place.keys})")
            self.addItem(item)
        self.renew()
        self.currentRowChanged.connect(lambda row: self.chosen.emit(self.places[row].name) if row >= 0 else None)

    def renew(self) -> None:
        """Draw the icons and take the width anew, after colours or text size have changed."""
        tokens = tokens_of(self)
        size = icon_size(self.font().pointSizeF()) + 4
        self.setIconSize(QSize(size, size))
        for row, place in enumerate(self.places):
            self.item(row).setIcon(make_icon(place.icon, tokens.accent, size=size))
        self._space_out()
        widest = max(self.fontMetrics().horizontalAdvance(place.title) for place in self.places)
        self.setFixedWidth(widest + size + 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space_out()

    def _space_out(self) -> None:
        """In large text the pages stand closer, so that all of them are in sight."""
        text = self.fontMetrics().height()
        height = max(text + 8, min(text + 24, self.viewport().height() // len(self.places)))
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, height))

    def show_place(self, name: str) -> None:
        """Mark a page as the one that is shown."""
        row = next(number for number, place in enumerate(self.places) if place.name == name)
        if row != self.currentRow():
            self.setCurrentRow(row)
