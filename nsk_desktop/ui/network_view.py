"""The drawn network as something to look at: drag a dot, zoom, and all of it by keys too."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from nsk_desktop.i18n import _
from nsk_desktop.ui.network_scene import Dot, DotItem, Line, NetworkScene
from nsk_desktop.ui.theme import tokens_of

_STEP, _LEAST, _MOST = 1.25, 0.3, 4.0
_NUDGE = 24.0
_LINES, _LINES_OF_MANY, _MANY = 40, 90, 40
"""So many lines of text the picture is high at most; with many actors it is high, and the page is scrolled."""


class NetworkView(QGraphicsView):
    """Shows a `NetworkScene`. Left and right choose a dot, Ctrl with an arrow moves it, plus, minus and 0 zoom."""

    opened = Signal(str)
    """Enter or a double click on the dot of an actor, by id."""

    def __init__(self, name: str) -> None:
        self.drawn = NetworkScene()
        super().__init__(self.drawn)
        self._said, self._zoomed = "", False
        self._chosen: str | None = None
        self._order: Sequence[str] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            _("Drag a dot to move it. Left and Right choose one, Ctrl and an arrow move it, + and − zoom, 0 shows all.")
        )

    def set_order(self, order: Sequence[str]) -> None:
        """Everybody who is ever drawn, in the order of the ring: who stands where is the same in every half-year."""
        self._order = order

    def show_network(self, dots: Sequence[Dot], lines: Sequence[Line], said: str) -> None:
        """Draw a half-year; *said* is the picture in one sentence."""
        self._said = said
        self.setBackgroundBrush(QColor(tokens_of(self).base))
        self.drawn.draw(dots, lines, tokens_of(self), self.font())
        self._lay_out()
        if self._chosen not in self.drawn.dots:
            self._chosen = None
        self._mark()

    def zoom(self, factor: float) -> None:
        """Come nearer, or go further away."""
        if _LEAST <= self.transform().m11() * factor <= _MOST:
            self._zoomed = True
            self.scale(factor, factor)
            self._name()

    def nearer(self) -> None:
        self.zoom(_STEP)

    def further(self) -> None:
        self.zoom(1 / _STEP)

    def show_all(self) -> None:
        """All of it, never larger than it was drawn."""
        self._zoomed = False
        around = self.drawn.sceneRect()
        self.resetTransform()
        room = self.viewport().rect()
        if around.width() and around.height():
            factor = min(room.width() / around.width(), room.height() / around.height(), 1.0)
            self.scale(factor, factor)
        self.centerOn(around.center())
        self._name()

    def chosen(self) -> str | None:
        """The dot that the keys are at, if any."""
        return self._chosen

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() * 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that the mouse can do."""
        key, moves = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        arrows = {
            Qt.Key.Key_Left: QPointF(-_NUDGE, 0),
            Qt.Key.Key_Right: QPointF(_NUDGE, 0),
            Qt.Key.Key_Up: QPointF(0, -_NUDGE),
            Qt.Key.Key_Down: QPointF(0, _NUDGE),
        }
        if moves and key in arrows:
            if self._chosen is not None:
                self.drawn.move(self._chosen, arrows[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not moves:
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0) and not moves:
            {Qt.Key.Key_Plus: self.nearer, Qt.Key.Key_Minus: self.further, Qt.Key.Key_0: self.show_all}[Qt.Key(key)]()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is pressed is chosen."""
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, DotItem):
            self._chosen = item.dot.id
            self._mark()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, DotItem) and item.dot.id:
            self.opened.emit(item.dot.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()
        elif not self._zoomed:
            self.show_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a ring when the keys are at it."""
        super().paintEvent(event)
        if self.hasFocus():
            tokens = tokens_of(self)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(tokens.focus), 3))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1.5, 1.5, -1.5, -1.5))
            painter.end()

    def _lay_out(self) -> None:
        """Put the ring where there is room for it, and be as high as it is."""
        # Measured as it is drawn: names written larger for the distance would push it further away each time.
        self.drawn.look_from(1.0, self._chosen)
        self.drawn.lay_out(self._order, self.font(), self.viewport().width())
        around = self.drawn.itemsBoundingRect().adjusted(-12, -12, 12, 12)
        self.drawn.setSceneRect(around)
        least, most = self.minimumSizeHint().height(), self._most()
        # Where there is little width all of it is drawn smaller: no empty room above and below.
        smaller = min(self.viewport().width() / max(around.width(), 1.0), 1.0)
        self.setFixedHeight(int(min(max(around.height() * smaller + 8, least), most)))
        if not self._zoomed:
            self.show_all()

    def _most(self) -> int:
        return self.fontMetrics().height() * (_LINES_OF_MANY if len(self._order) > _MANY else _LINES)

    def _step(self, by: int) -> None:
        ids = list(self.drawn.dots)
        if ids:
            place = ids.index(self._chosen) + by if self._chosen is not None else 0
            self._chosen = ids[place % len(ids)]
            self._mark()

    def _name(self) -> None:
        """Write the names that have room at this distance."""
        self.drawn.look_from(self.transform().m11(), self._chosen)

    def _mark(self) -> None:
        """Put the ring round the chosen dot, and say what is known of it."""
        for id, item in self.drawn.dots.items():
            item.chosen = id == self._chosen
            item.update()
        self._name()
        at = None if self._chosen is None else self.drawn.dots[self._chosen]
        self.setAccessibleDescription(self._said if at is None else f"{self._said} {at.dot.tip}".strip())
