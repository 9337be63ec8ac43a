"""The network drawn: actors as dots in a ring by sector, the effort in the middle, ties as lines between them."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from nsk_desktop.domain.network import EFFORT
from nsk_desktop.ui.tokens import Tokens

_BEND = 0.16
"""How far a line between two actors bends, of its length."""
_LETTERS = 22
"""A longer name is cut in the picture; the tip and the table have all of it."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor, or the effort, as it is drawn."""

    id: str
    name: str
    tip: str


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as it is drawn: rated ones whole and the thicker the higher, what was only done together dashed."""

    one: str
    other: str
    level: float | None
    rated: bool
    enacted: bool
    tip: str


class DotItem(QGraphicsItem):
    """A dot that can be dragged, with its name under it. The effort is a square: nobody has to tell colours apart."""

    def __init__(self, dot: Dot, tokens: Tokens, font: QFont, moved: Callable[[str, QPointF], None]) -> None:
        super().__init__()
        self.dot, self._tokens, self._font, self._moved = dot, tokens, font, moved
        metrics = QFontMetricsF(font)
        self.radius = metrics.height() * 0.62
        short = dot.name if len(dot.name) <= _LETTERS else dot.name[: _LETTERS - 1].rstrip() + "…"
        self._shown, self._width, self._line = short, metrics.horizontalAdvance(short) + 8, metrics.height()
        self.chosen = False
        self.ties: list[TieItem] = []
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(dot.tip)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        half = max(self._width / 2, self.radius + 4)
        return QRectF(-half, -self.radius - 4, half * 2, self.radius * 2 + self._line + 10)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The dot, its name on a ground of its own, and a ring round the chosen one."""
        tokens, effort = self._tokens, self.dot.id == EFFORT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(-self.radius, -self.radius, self.radius * 2, self.radius * 2)
        painter.setBrush(QBrush(QColor(tokens.accent if effort else tokens.base)))
        painter.setPen(QPen(QColor(tokens.accent), 2.5))
        painter.drawRect(whole) if effort else painter.drawEllipse(whole)
        if self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 3))
            around = whole.adjusted(-4, -4, 4, 4)
            painter.drawRect(around) if effort else painter.drawEllipse(around)
        under = QRectF(-self._width / 2, self.radius + 3, self._width, self._line)
        painter.fillRect(under, QColor(tokens.base))
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), self._shown)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        """The lines follow."""
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged:
            for tie in self.ties:
                tie.follow()
        return super().itemChange(change, value)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Remember where it was put."""
        super().mouseReleaseEvent(event)
        self._moved(self.dot.id, self.pos())


class TieItem(QGraphicsPathItem):
    """A line between two dots. Between actors it bends, or it would run through the effort and look like its tie."""

    def __init__(self, line: Line, one: DotItem, other: DotItem, tokens: Tokens) -> None:
        super().__init__()
        self.line_of, self.one, self.other = line, one, other
        self._ends = (line.one, line.other)
        if line.rated:
            pen = QPen(QColor(tokens.text), 1.5 + 1.5 * ((line.level or 3) - 2))
        else:
            pen = QPen(QColor(tokens.secondary), 2, Qt.PenStyle.DashLine)
        self.setPen(pen)
        self.setToolTip(line.tip)
        self.setZValue(1)
        one.ties.append(self)
        other.ties.append(self)
        self.follow()

    def follow(self) -> None:
        """Run between the dots where they are now."""
        begin, end = self.one.pos(), self.other.pos()
        between = (begin + end) / 2
        across = QPointF(begin.y() - end.y(), end.x() - begin.x()) * (0 if EFFORT in self._ends else _BEND)
        if QPointF.dotProduct(across, between) > 0:
            across = -across
        # Inwards, away from the dots of the ring; what would come near the effort in the middle goes round it.
        near = math.hypot(between.x(), between.y()) - math.hypot(across.x(), across.y()) / 2 < self.one.radius * 4
        path = QPainterPath(begin)
        path.quadTo(between - across if near else between + across, end)
        self.setPath(path)


class NetworkScene(QGraphicsScene):
    """Draws dots and lines. A dot stands where it was put, through every half-year."""

    def __init__(self) -> None:
        super().__init__()
        self.dots: dict[str, DotItem] = {}
        self.ties: list[TieItem] = []
        self._places: dict[str, QPointF] = {}
        self._put: dict[str, QPointF] = {}

    def lay_out(self, order: Sequence[str], font: QFont, room: float) -> None:
        """Give everybody a place in the ring, in this order; the effort is in the middle.

        The ring is as wide as there is *room* for names of this size, and as high as that makes necessary.
        """
        metrics = QFontMetricsF(font)
        name = metrics.averageCharWidth() * (_LETTERS + 2)
        wide = min(max(name, len(order) * name / 7, metrics.height() * 19), max((room - name) / 2 - 16, name * 0.75))
        high = max(metrics.height() * 11, len(order) * metrics.height() * 4 * max(1.0, name * 1.4 / wide) / math.tau)
        self._places = {EFFORT: QPointF(0, 0)}
        for place, id in enumerate(order):
            turn = math.tau * place / max(len(order), 1) - math.pi / 2
            self._places[id] = QPointF(math.cos(turn) * wide, math.sin(turn) * high)
        for id, item in self.dots.items():
            item.setPos(self.place_of(id))

    def draw(self, dots: Iterable[Dot], lines: Iterable[Line], tokens: Tokens, font: QFont) -> None:
        """Draw another half-year."""
        self.clear()
        self.dots = {dot.id: DotItem(dot, tokens, font, self._keep) for dot in dots}
        for id, item in self.dots.items():
            self.addItem(item)
            item.setPos(self.place_of(id))
        self.ties = [
            TieItem(line, self.dots[line.one], self.dots[line.other], tokens)
            for line in lines
            if line.one in self.dots and line.other in self.dots
        ]
        for tie in self.ties:
            self.addItem(tie)
        self.setSceneRect(self.itemsBoundingRect().adjusted(-12, -12, 12, 12))

    def place_of(self, id: str) -> QPointF:
        """Where a dot stands: where somebody put it, or its place in the ring."""
        return self._put[id] if id in self._put else self._places.get(id, QPointF(0, 0))

    def move(self, id: str, by: QPointF) -> None:
        """Move a dot, as dragging does."""
        item = self.dots[id]
        item.setPos(item.pos() + by)
        self._keep(id, item.pos())

    def tidy(self) -> None:
        """Put everybody back into the ring."""
        self._put.clear()
        for id, item in self.dots.items():
            item.setPos(self.place_of(id))
        self.setSceneRect(self.itemsBoundingRect().adjusted(-12, -12, 12, 12))

    def places(self) -> Mapping[str, QPointF]:
        """Where the dots are."""
        return {id: item.pos() for id, item in self.dots.items()}

    def _keep(self, id: str, place: QPointF) -> None:
        self._put[id] = QPointF(place)
        self.setSceneRect(self.itemsBoundingRect().adjusted(-12, -12, 12, 12))
