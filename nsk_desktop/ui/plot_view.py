"""A plot on the screen: every bar can be pointed at, walked to with the arrow keys, read out, and opened."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nsk_desktop.domain.plot import Plot, show_cell
from nsk_desktop.domain.plot_drawing import Box, Drawing, Measure, Stroke, Word, draw, in_lines
from nsk_desktop.i18n import _
from nsk_desktop.ui.theme import tokens_of
from nsk_desktop.ui.tokens import LIGHT, Tokens

_RING, _MARGIN = 2, 6


class PlotView(QWidget):
    """Draws a plot as wide as there is room for, and as high as it needs."""

    opened = Signal(str)
    """The key of a bar that somebody wants to see behind."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.plot: Plot | None = None
        self.current = -1
        self._drawing: Drawing | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_plot(self, plot: Plot) -> None:
        """Draw *plot*."""
        self.plot, self.current = plot, -1
        self.setAccessibleName(plot.title or self._name)
        self.setAccessibleDescription(plot.said())
        self._lay_out()

    def picture(self, scale: float = 2.0) -> QImage:
        """The plot as it is printed: light, large enough to be enlarged, with its title and its note."""
        drawing = self._drawn(max(self.width(), 400))
        title, note = (self.plot.title, self.plot.note) if self.plot else ("", "")
        size, measure = self._size(), measure_with(self.font())
        lines = in_lines(note, drawing.width, size * 0.9, measure)
        top, leading = size * 2.4, size * 1.4
        image = QImage(
            round((drawing.width + 2 * _MARGIN) * scale),
            round((drawing.height + top + leading * (len(lines) + 1)) * scale),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(QColor("#FFFFFF"))
        image.setDevicePixelRatio(scale)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_MARGIN, top)
        words = [Word(0, -size * 0.9, title, size * 1.15, bold=True)]
        words += [Word(0, drawing.height + leading * (n + 0.9), line, size * 0.9) for n, line in enumerate(lines)]
        pieces = (*drawing.pieces, *words)
        _Painter(painter, LIGHT, self.font()).paint(Drawing(drawing.width, drawing.height, pieces, ()))
        painter.end()
        return image

    def drawing(self, width: float) -> Drawing:
        """The plot laid out for another width."""
        return self._drawn(width)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height() if self._drawing else 40)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._drawn(width - 2 * _MARGIN).height) + 2 * _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._lay_out()

    def event(self, event: QEvent) -> bool:
        """What the mouse rests on is told."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place >= 0:
                # A name is never taken for markup: it may be what somebody typed.
                told = escape(self._told(place)).replace("\n", "<br>")
                QToolTip.showText(event.globalPos(), f"<qt>{told}</qt>", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._go(self._at(event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current < 0 and self.plot and self.plot.bars:
            self._go(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from bar to bar, Home and End to the first and the last; Enter opens what is behind."""
        last = len(self.plot.bars) - 1 if self.plot else -1
        steps: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Right: lambda: min(self.current + 1, last),
            Qt.Key.Key_Down: lambda: min(self.current + 1, last),
            Qt.Key.Key_Left: lambda: max(self.current - 1, 0),
            Qt.Key.Key_Up: lambda: max(self.current - 1, 0),
            Qt.Key.Key_Home: lambda: 0,
            Qt.Key.Key_End: lambda: last,
        }
        if event.key() in steps and last >= 0:
            self._go(steps[event.key()]())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot; a ring around it while it has the keyboard, and one around the bar that is told of."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        if self._drawing:
            painter.translate(_MARGIN, _MARGIN)
            _Painter(painter, tokens, self.font()).paint(self._drawing)
            if self.hasFocus() and 0 <= self.current < len(self._drawing.places):
                place = self._drawing.places[self.current]
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens.focus), _RING))
                painter.drawRoundedRect(_rect(place).adjusted(1, 1, -1, -1), 4, 4)
        if self.hasFocus():
            painter.resetTransform()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), _RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _told(self, place: int) -> str:
        """One bar in words: its name, and every number of it with its heading."""
        assert self.plot is not None
        bar = self.plot.bars[place]
        lines = [f"{bar.label}: {bar.value}"]
        told = zip(self.plot.headings[1:], bar.cells, strict=False)
        lines += [f"{heading}: {show_cell(cell)}" for heading, cell in told if cell != ""]
        if bar.key:
            lines.append(_("Enter shows the meetings behind it."))
        return "\n".join(lines)

    def _at(self, point: QPointF) -> int:
        found = self._drawing.places if self._drawing else ()
        inside = point - QPointF(_MARGIN, _MARGIN)
        return next((n for n, place in enumerate(found) if _rect(place).contains(inside)), -1)

    def _go(self, place: int) -> None:
        if self.plot is None or not 0 <= place < len(self.plot.bars):
            return
        self.current = place
        self.update()
        if self.hasFocus():
            told = self._told(place).replace("\n", ", ")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _open(self, place: int) -> None:
        if self.plot and 0 <= place < len(self.plot.bars) and self.plot.bars[place].key:
            self.opened.emit(self.plot.bars[place].key)

    def _lay_out(self) -> None:
        self._drawing = self._drawn(self.width() - 2 * _MARGIN) if self.plot else None
        if self._drawing:
            self.setFixedHeight(round(self._drawing.height) + 2 * _MARGIN)
        self.update()

    def _drawn(self, width: float) -> Drawing:
        if self.plot is None:
            return Drawing(width, 40, (), ())
        return draw(self.plot, width, self._size(), measure_with(self.font()))

    def _size(self) -> float:
        return QFontMetricsF(self.font()).height() * 0.72


def measure_with(font: QFont) -> Measure:
    """How wide words are in a font of the screen."""

    def measure(text: str, size: float, bold: bool) -> float:
        return QFontMetricsF(_sized(font, size, bold)).horizontalAdvance(text)

    return measure


class _Painter:
    """Draws the pieces with the colours of the window."""

    def __init__(self, painter: QPainter, tokens: Tokens, font: QFont) -> None:
        self.painter, self.tokens, self.font = painter, tokens, font

    def paint(self, drawing: Drawing) -> None:
        """Every piece, from the ground up."""
        for piece in drawing.pieces:
            match piece:
                case Box():
                    self._box(piece)
                case Stroke():
                    self.painter.setPen(QPen(QColor(self.tokens.border if piece.axis else self.tokens.accent), 1))
                    self.painter.drawLine(QPointF(piece.x, piece.y), QPointF(piece.to_x, piece.to_y))
                case Word():
                    self._word(piece)

    def _box(self, box: Box) -> None:
        accent = QColor(self.tokens.accent)
        if box.filled:
            self.painter.fillRect(_rect(box), accent)
        if box.outlined:
            pen = QPen(accent, 1)
            pen.setStyle(Qt.PenStyle.DashLine if box.dashed else Qt.PenStyle.SolidLine)
            self.painter.setPen(pen)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRect(_rect(box))

    def _word(self, word: Word) -> None:
        font = _sized(self.font, word.size, word.bold)
        wide = QFontMetricsF(font).horizontalAdvance(word.text)
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.tokens.text))
        self.painter.drawText(QPointF(word.x - wide * (word.place + 1) / 2, word.y), word.text)


def _sized(font: QFont, size: float, bold: bool) -> QFont:
    """*font* as large as *size* pixels, told in points as every other size is, so that it follows the system's."""
    made, info = QFont(font), QFontInfo(font)
    made.setPointSizeF(max(size, 1) * info.pointSizeF() / max(info.pixelSize(), 1))
    made.setBold(bold)
    return made


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.wide, box.high)
