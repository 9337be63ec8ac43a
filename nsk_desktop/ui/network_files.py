"""The network as a picture and as files: what is saved is what is seen, on light ground and with every name."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from nsk_desktop.domain.plot import Bar, Plot, Shape
from nsk_desktop.i18n import _
from nsk_desktop.measures.cooperation_figures import PairRow
from nsk_desktop.ui.network_scene import NetworkScene
from nsk_desktop.ui.network_words import Names, pair_name
from nsk_desktop.ui.tokens import LIGHT

_MARGIN, _MOST_PIXELS = 18.0, 40_000_000


class NetworkSheet:
    """A sheet with the title, the network, and what the lines mean."""

    def __init__(self, scene: NetworkScene, title: str, legend: str, font: QFont) -> None:
        self._scene, self._title, self._legend, self._font = scene.printed(LIGHT, font), title, legend, font
        self._bold = QFont(font)
        self._bold.setBold(True)
        around = self._scene.sceneRect()
        line = QFontMetricsF(font).height()
        self._width = max(around.width(), line * 26)
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, self._width, 10_000)
        below = QFontMetricsF(font).boundingRect(room, flags, legend).height()
        self._top, self._below = line * 2, below
        self._around = around
        self.width = self._width + 2 * _MARGIN
        self.height = around.height() + self._top + below + 3 * _MARGIN

    def image(self) -> QImage:
        """The sheet twice as large as on the screen; less when it would be enormous."""
        scale = min(2.0, (_MOST_PIXELS / (self.width * self.height)) ** 0.5)
        image = QImage(round(self.width * scale), round(self.height * scale), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.scale(scale, scale)
        self._paint(painter)
        painter.end()
        return image

    def svg(self) -> bytes:
        """The sheet as SVG, with its title and what it shows for those who cannot see it."""
        from PySide6.QtSvg import QSvgGenerator

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        # One point of the drawing is one unit, wherever the screen's density is another.
        made.setResolution(96)
        made.setViewBox(QRectF(0, 0, self.width, self.height))
        made.setTitle(self._title)
        made.setDescription(self._legend)
        painter = QPainter(made)
        painter.fillRect(QRectF(0, 0, self.width, self.height), QColor("#FFFFFF"))
        self._paint(painter)
        painter.end()
        return bytes(buffer.data().data())

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(LIGHT.text))
        painter.setFont(self._bold)
        painter.drawText(QRectF(_MARGIN, _MARGIN, self._width, self._top), self._title)
        place = QRectF(
            _MARGIN + (self._width - self._around.width()) / 2,
            _MARGIN + self._top,
            self._around.width(),
            self._around.height(),
        )
        self._scene.render(painter, place, self._around)
        painter.setPen(QColor(LIGHT.text))
        painter.setFont(self._font)
        under = QRectF(_MARGIN, place.bottom() + _MARGIN, self._width, self._below)
        painter.drawText(under, int(Qt.TextFlag.TextWordWrap), self._legend)


def pairs_plot(rows: list[PairRow], names: Names, title: str, note: str) -> Plot:
    """The pairs as the rows of a workbook: levels as numbers, empty where nobody said anything."""
    cells: list[tuple[str, Callable[[PairRow], float | int | None]]] = [
        (_("Level"), lambda row: row.level),
        (_("Lowest"), lambda row: row.lowest),
        (_("Highest"), lambda row: row.highest),
        (_("Wanted"), lambda row: row.wanted_level),
        (_("Meetings"), lambda row: len(row.sessions)),
        (_("Bridges"), lambda row: len(row.bridges)),
    ]
    bars = [
        Bar(pair_name(row, names), (), "", tuple("" if (found := of(row)) is None else found for _head, of in cells))
        for row in rows
    ]
    headings = (_("Pair"), *(head for head, _of in cells))
    return Plot(title, Shape.BARS, tuple(bars), (), headings, note)
