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
_CROWD = 40
"""More actors than this stand closer, line under line, with their names beside them."""
_FAINT = 0.25
_FINE = 0.6
"""How thick the lines of a crowd are, of those of a few."""
_READABLE = 0.65
"""Seen smaller than this, names would not be read and are written in full size; only those that have room, always."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor, or the effort, as it is drawn."""

    id: str
    name: str
    tip: str
    mark: str = ""
    """One or two letters inside the dot: which sector, for those who do not tell colours apart."""


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
        self.chosen, self.named, self._near, self._side = False, True, 1.0, 0
        self.ties: list[TieItem] = []
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(dot.tip)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        around = self.radius + 4
        return self.name_rect().united(QRectF(-around, -around, around * 2, around * 2)).adjusted(-1, -1, 1, 1)

    def name_rect(self) -> QRectF:
        """Where the name is written: as large on the screen as elsewhere, however far away it is."""
        larger = 1.0 if self._near >= _READABLE else 1.0 / self._near
        width, high = self._width * larger, self._line * larger
        if not self._side:
            return QRectF(-width / 2, self.radius + 3, width, high)
        return QRectF(self.radius + 3 if self._side > 0 else -self.radius - 3 - width, -high / 2, width, high)

    def write_beside(self, side: int) -> None:
        """Have the name on the right (1), on the left (-1) or under the dot (0)."""
        if side != self._side:
            self.prepareGeometryChange()
            self._side = side

    def look_from(self, near: float, *, named: bool) -> None:
        """Be seen so many times as large as drawn, with or without the name."""
        if (near, named) != (self._near, self.named):
            self.prepareGeometryChange()
            self._near, self.named = near, named
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The dot, its name on a ground of its own, and a ring round the chosen one."""
        tokens, effort = self._tokens, self.dot.id == EFFORT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(-self.radius, -self.radius, self.radius * 2, self.radius * 2)
        painter.setBrush(QBrush(QColor(tokens.accent if effort else tokens.base)))
        painter.setPen(QPen(QColor(tokens.accent), 2.5))
        painter.drawRect(whole) if effort else painter.drawEllipse(whole)
        if self.dot.mark:
            small = QFont(self._font)
            small.setPointSizeF(small.pointSizeF() * 0.8)
            painter.setFont(small)
            painter.setPen(QColor(tokens.text))
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignCenter), self.dot.mark)
        if self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 3))
            around = whole.adjusted(-4, -4, 4, 4)
            painter.drawRect(around) if effort else painter.drawEllipse(around)
        if not self.named:
            return
        under = self.name_rect()
        painter.fillRect(under, QColor(tokens.base))
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * under.height() / self._line)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        aligned = {0: Qt.AlignmentFlag.AlignHCenter, 1: Qt.AlignmentFlag.AlignLeft, -1: Qt.AlignmentFlag.AlignRight}
        painter.drawText(under, int(aligned[self._side] | Qt.AlignmentFlag.AlignVCenter), self._shown)

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

    def __init__(self, line: Line, one: DotItem, other: DotItem, tokens: Tokens, fine: float) -> None:
        super().__init__()
        self.line_of, self.one, self.other = line, one, other
        self.ends = (line.one, line.other)
        if line.rated:
            pen = QPen(QColor(tokens.text), fine * (1.5 + 1.5 * ((line.level or 3) - 2)))
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
        across = QPointF(begin.y() - end.y(), end.x() - begin.x()) * (0 if EFFORT in self.ends else _BEND)
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
        self._sides: dict[str, int] = {}
        self._put: dict[str, QPointF] = {}

    def lay_out(self, order: Sequence[str], font: QFont, room: float) -> None:
        """Give everybody a place in the ring, in this order; the effort is in the middle.

        The ring is as wide as there is *room* for names of this size, and as high as that makes necessary.
        """
        metrics = QFontMetricsF(font)
        name = metrics.averageCharWidth() * (_LETTERS + 2)
        self._places, self._sides = {EFFORT: QPointF(0, 0)}, {}
        if len(order) > _CROWD:
            self._lay_out_crowd(order, metrics.height() * 1.35, max(room / 2 - name - 24, name / 4))
        else:
            self._lay_out_ring(order, name, metrics.height(), room)
        for id, item in self.dots.items():
            item.write_beside(self._sides.get(id, 0))
            item.setPos(self.place_of(id))

    def _lay_out_crowd(self, order: Sequence[str], step: float, wide: float) -> None:
        """Down the right side and up the left, every name on a line of its own."""
        right = (len(order) + 1) // 2
        high = right * step / 2
        for place, id in enumerate(order):
            down = place if place < right else 2 * right - 1 - place
            y = (down + 0.5) * step - high
            side = 1 if place < right else -1
            # Never all the way in: the dots at the top and at the foot would lie over each other.
            self._places[id] = QPointF(side * max(wide * math.sqrt(1 - (y / high) ** 2), step * 0.6), y)
            self._sides[id] = side

    def _lay_out_ring(self, order: Sequence[str], name: float, line: float, room: float) -> None:
        wide = min(max(name, len(order) * name / 7, line * 19), max((room - name) / 2 - 16, name * 0.75))
        high = max(line * 11, len(order) * line * 4 * max(1.0, name * 1.4 / wide) / math.tau)
        for place, id in enumerate(order):
            turn = math.tau * place / max(len(order), 1) - math.pi / 2
            self._places[id] = QPointF(math.cos(turn) * wide, math.sin(turn) * high)

    def draw(self, dots: Iterable[Dot], lines: Iterable[Line], tokens: Tokens, font: QFont) -> None:
        """Draw another half-year."""
        self.clear()
        self.dots = {dot.id: DotItem(dot, tokens, font, self._keep) for dot in dots}
        for id, item in self.dots.items():
            self.addItem(item)
            item.write_beside(self._sides.get(id, 0))
            item.setPos(self.place_of(id))
        fine = _FINE if len(self.dots) > _CROWD else 1.0
        self.ties = [
            TieItem(line, self.dots[line.one], self.dots[line.other], tokens, fine)
            for line in lines
            if line.one in self.dots and line.other in self.dots
        ]
        for tie in self.ties:
            self.addItem(tie)
        self.setSceneRect(self.itemsBoundingRect().adjusted(-12, -12, 12, 12))

    def look_from(self, near: float, chosen: str | None) -> None:
        """Be seen so many times as large as drawn: write the names that can be read.

        The chosen dot's and those it is tied to come first, then those with most ties; none over another. Among many
        the ties of others step back.
        """
        alone = chosen is not None and len(self.dots) > _CROWD
        for tie in self.ties:
            tie.setOpacity(_FAINT if alone and chosen not in tie.ends else 1.0)
        if near >= 1.0:
            for item in self.dots.values():
                item.look_from(near, named=True)
            return
        beside = {end for tie in self.ties for end in tie.ends if chosen in tie.ends}
        first = sorted(self.dots.items(), key=lambda one: (one[0] != chosen, one[0] not in beside, -len(one[1].ties)))
        taken: list[QRectF] = []
        for id, item in first:
            item.look_from(near, named=True)
            name = item.name_rect().translated(item.pos())
            named = id == chosen or not any(name.intersects(other) for other in taken)
            item.look_from(near, named=named)
            if named:
                taken.append(name)

    def printed(self, tokens: Tokens, font: QFont) -> "NetworkScene":
        """The same picture for paper: everybody where they stand now, and every name."""
        copy = NetworkScene()
        copy._places, copy._sides = {id: item.pos() for id, item in self.dots.items()}, dict(self._sides)
        copy.draw([item.dot for item in self.dots.values()], [tie.line_of for tie in self.ties], tokens, font)
        return copy

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
