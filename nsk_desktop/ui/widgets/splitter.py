"""Two parts of a page side by side, or one under the other where there is too little room."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from nsk_desktop.ui.widgets.scroll_frame import ScrollFrame

HANDLE = 24
"""As wide as an unsteady hand needs to take hold of it."""
_STEP = 40
_LETTER = 8
"""How wide a letter of ordinary text is; in large text the parts have to be wider."""
_LINES = (8, 14)
"""How many lines of text the upper and the lower part are high at least, one under the other."""
_LEAST_LINES = 6
"""How many lines of text they are high at least beside each other."""


class Splitter(QSplitter):
    """Its parts are never so narrow that they have to be scrolled sideways."""

    def __init__(self, sizes: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sizes = sizes
        self._least: list[int] = []
        self.room: Callable[[], int] = self.width
        """How wide it may be without being scrolled sideways."""
        self.view: Callable[[], int] = lambda: 0
        """How high what is seen of it is at once; a list over its form takes half of that."""
        # It takes the height that there is: what its parts hold scrolls in them.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(HANDLE)

    def add(self, part: QWidget, least: int) -> None:
        """Add a part that is never narrower than *least* beside another, in text of ordinary size."""
        self._least.append(least)
        self.addWidget(part)
        for _area, inner in _areas(part):
            inner.installEventFilter(self)
        self.setStretchFactor(self.count() - 1, self._sizes[self.count() - 1])
        self.setSizes(list(self._sizes[: self.count()]))

    def move_by(self, steps: int) -> None:
        """Give the first part more or less of the room, without the mouse."""
        sizes = self.sizes()
        self.setSizes([sizes[0] + steps * _STEP, sizes[1] - steps * _STEP])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when what scrolls in a part needs another width than before; its frame tells nobody."""
        resized = event.type() == QEvent.Type.Resize and self.orientation() is Qt.Orientation.Vertical
        if resized or event.type() == QEvent.Type.LayoutRequest:
            self.turn()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.turn()

    def event(self, event: QEvent) -> bool:
        """Look again when a part needs another width than before."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.turn()
        return done

    def turn(self) -> None:
        """Stand beside each other if there is room for all that the parts hold."""
        parts = [part for place in range(self.count()) if (part := self.widget(place)) is not None]
        shown = [not part.isHidden() for part in parts]
        letter = self.fontMetrics().averageCharWidth()
        known = zip(parts, [least * letter // _LETTER for least in self._least], shown, strict=True)
        needs = [max(least, _need(part), part.minimumSizeHint().width()) if each else 0 for part, least, each in known]
        beside = sum(needs) + HANDLE * (sum(shown) - 1) <= self.room()
        turned = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        line = self.fontMetrics().lineSpacing()
        high = [
            max(_full_height(part, max(lines * line, self.view() // 2)), part.minimumSizeHint().height()) if each else 0
            for part, each, lines in zip(parts, shown, _LINES, strict=True)
        ]
        for part, need, height in zip(parts, needs, high, strict=True):
            least, low = (need, 0) if beside else (0, height)
            if (part.minimumWidth(), part.minimumHeight()) != (least, low):
                part.setMinimumSize(least, low)
        if self.orientation() is not turned:
            self.setOrientation(turned)
            self.setSizes(list(self._sizes if beside else high))
        tallest = max((part.minimumSizeHint().height() for part in parts if not part.isHidden()), default=0)
        least_high = max(_LEAST_LINES * line, tallest)
        self.setMinimumHeight(least_high if beside else sum(high) + HANDLE * (sum(shown) - 1))


def _need(part: QWidget) -> int:
    """How wide *part* must be for what scrolls in it to be seen at its whole width."""
    need = 0
    for area, inner in _areas(part):
        around = part.width() - area.width() if area.isVisible() else 40
        need = max(need, inner.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width() + around)
    return need


def _full_height(part: QWidget, otherwise: int) -> int:
    """How high *part* must be for what scrolls in it to be seen whole; a list is never that high, but *otherwise*."""
    area, inner = next(iter(_areas(part)), (None, None))
    if area is None or inner is None:
        return otherwise
    height = inner.heightForWidth(area.viewport().width())
    if height < 0:
        height = inner.sizeHint().height()
    around = part.sizeHint().height() - area.sizeHint().height()
    # Two lines more: with a bar at its side it is narrower, and a sentence may go on in the next line.
    return max(height + around + 2 * part.fontMetrics().lineSpacing(), otherwise)


def _areas(part: QWidget) -> list[tuple[QScrollArea, QWidget]]:
    """What scrolls in *part*, and in which frame."""
    found = [part] if isinstance(part, QScrollArea) else part.findChildren(QScrollArea)
    return [(each, inner) for each in found if (inner := each.widget()) is not None]


class SplitterArea(ScrollFrame):
    """A splitter, and what stands above it. On a small screen with large text all of it scrolls together."""

    def __init__(self, splitter: Splitter, *above: QWidget) -> None:
        super().__init__()
        content = QWidget()
        content.setProperty("look", "sheet")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for each in above:
            column.addWidget(each)
        column.addWidget(splitter, 1)
        self._column, self._content, self._splitter = column, content, splitter
        splitter.room = lambda: self.viewport().width()
        splitter.view = lambda: self.viewport().height()
        content.installEventFilter(self)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)

    def put_above(self, widget: QWidget, *, first: bool = False) -> None:
        """Let *widget* stand above the splitter, or *first* of all, and scroll with it."""
        self._column.insertWidget(0 if first else self._column.count() - 1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._splitter.turn()
        self._be_high_enough()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when what stands above has become higher."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._be_high_enough()
        return super().eventFilter(watched, event)

    def _be_high_enough(self) -> None:
        """Sentences that go on in the next line are not counted in the height that a scrolled area gives."""
        self._content.setMinimumHeight(max(self._column.minimumHeightForWidth(self.viewport().width()), 0))
