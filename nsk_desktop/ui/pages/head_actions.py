"""Buttons beside the title of a page, or under it where there is too little room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nsk_desktop.ui.pages.page import Page

_GAP = 12


class HeadActions(QWidget):
    """A row of buttons that finds its place anew with each width and each title."""

    def __init__(self, page: Page, buttons: Sequence[QWidget]) -> None:
        super().__init__(page)
        self._page = page
        self.under: Callable[[QWidget], None] = self._stand_under_title
        """Where it goes when it does not fit beside the title."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in buttons:
            row.addWidget(each)
        page.head.addWidget(self)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the page has another width."""
        if event.type() == QEvent.Type.Resize:
            self.find_place()
        return super().eventFilter(watched, event)

    def find_place(self) -> None:
        """Stand beside the title if all of it can be read there."""
        head, body = self._page.head, self._page.body
        items = [head.itemAt(place) for place in range(head.count())]
        others = [item.widget() for item in items if item is not None]
        taken = sum(each.sizeHint().width() + _GAP for each in others if each is not None and each is not self)
        margins = body.contentsMargins()
        room = self._page.width() - margins.left() - margins.right()
        # What it says stands in the form too.
        self._page.subtitle.setVisible(taken <= room)
        beside = taken + self.sizeHint().width() <= room
        if beside == (head.indexOf(self) >= 0):
            return
        head.removeWidget(self)
        body.removeWidget(self)
        if beside:
            head.addWidget(self)
        else:
            self.under(self)

    def _stand_under_title(self, _itself: QWidget) -> None:
        self._page.body.insertWidget(1, self, 0, Qt.AlignmentFlag.AlignLeft)
