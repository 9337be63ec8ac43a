"""What every page has in common: a title, its actions, and knowing when it is stale."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.ui.context import Change, Context
from nsk_desktop.ui.widgets.scroll_frame import ScrollFrame
from nsk_desktop.ui.widgets.text import label

_LETTERS = 80


class Page(QWidget):
    """One page of the main window. It reads anew when it is shown after something it shows has changed."""

    kinds: frozenset[str] = frozenset()
    """The kinds of record whose change makes it stale."""
    place = ""
    """The name that others ask for it by; a tab is given its own."""

    def __init__(self, context: Context, title: str = "") -> None:
        super().__init__()
        self.context = context
        self._stale = True
        self.title = label(title, "title")
        self.subtitle = label("", "quiet")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.subtitle)
        self.head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 14, 20, 12)
        self.body.setSpacing(12)
        self.body.addLayout(self.head)
        context.bus.changed.connect(self._note)
        context.bus.field_wanted.connect(self._reach)

    def refresh(self) -> None:
        """Read everything that is shown anew."""

    def open_record(self, id: str) -> None:
        """Show a record on this page."""

    def go_to_field(self, name: str) -> None:
        """Put the focus on a field of the record that is shown."""
        form = getattr(self, "form", None)
        if form is not None:
            form.go_to((name,))

    def _reach(self, name: str) -> None:
        if self.isVisible():
            self.go_to_field(name)

    def shown_id(self) -> str:
        """The record that is shown, or nothing: where the way back leads to."""
        return ""

    def window_part(self) -> str:
        """What of this page the window title may say; never a name."""
        return self.title.text()

    def finish(self) -> None:
        """Take over what is being written before the page is left."""

    def focus_first(self) -> None:
        """Put the focus where the work on this page begins."""
        focus_within(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _note(self, change: Change) -> None:
        if change.kinds & self.kinds:
            self._stale = True
            if self.isVisible():
                self._renew()

    def _renew(self) -> None:
        self._stale = False
        self.refresh()


class Readable(QWidget):
    """Fields and sentences one under the other, never wider than they are read with ease."""

    def __init__(self) -> None:
        super().__init__()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)


def scrolled(content: QWidget) -> ScrollFrame:
    """*content* in an area that scrolls up and down when there is too little room."""
    area = ScrollFrame()
    area.setWidget(content)
    content.setProperty("look", "sheet")
    area.viewport().setAutoFillBackground(False)
    return area


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A framed part of a page with a heading, and the layout to fill."""
    frame = QFrame()
    frame.setProperty("look", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(14, 12, 14, 12)
    layout.setSpacing(8)
    if title:
        layout.addWidget(label(title, "heading"))
    return frame, layout


def focus_within(page: QWidget) -> None:
    """Put the focus on the first widget of *page* that takes it, in the order of Tab; on the first list before that."""
    able = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    lists = [each for each in able if isinstance(each, QAbstractItemView)]
    first = min(lists, key=lambda each: (each.mapTo(page, QPoint()).y(), each.mapTo(page, QPoint()).x()), default=None)
    chosen = first if first is not None else next(iter(able), None)
    if chosen is not None:
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
