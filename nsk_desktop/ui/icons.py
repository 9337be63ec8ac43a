"""The shipped icons, in the colour of the text they stand beside."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize
from PySide6.QtGui import QColor, QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from nsk_desktop.paths import resource
from nsk_desktop.ui.sheet import icon_size
from nsk_desktop.ui.theme import tokens_of

_NAME = "iconName"
_ROLE = "iconRole"
SIZE = 20


class Bearer(Protocol):
    """Anything that can bear an icon: an action, a button."""

    def setIcon(self, icon: QIcon) -> None: ...
    def setProperty(self, name: str, value: object) -> bool: ...


def draw_icon(name: str, colour: str, size: int = SIZE) -> QPixmap:
    """The icon *name* in *colour*; an empty picture of that size when it is not shipped."""
    picture = QPixmap(size * 2, size * 2)
    picture.fill(QColor(0, 0, 0, 0))
    file = resource("icons", f"{name}.svg")
    if file.is_file():
        content = QByteArray(file.read_bytes().replace(b"currentColor", colour.encode()))
        buffer = QBuffer(content)
        reader = QImageReader(buffer, QByteArray(b"svg"))
        reader.setScaledSize(QSize(size * 2, size * 2))
        image = reader.read()
        if not image.isNull():
            picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(2)
    return picture


def make_icon(name: str, colour: str, disabled: str = "", size: int = SIZE) -> QIcon:
    """*name* as an icon, fainter when what bears it is disabled."""
    icon = QIcon(draw_icon(name, colour, size))
    if disabled:
        icon.addPixmap(draw_icon(name, disabled, size), QIcon.Mode.Disabled)
    return icon


def set_icon(bearer: Bearer, name: str, shown_in: QWidget, role: str = "text") -> None:
    """Give *bearer* the icon *name* in the colour *role* of the window it is *shown_in*."""
    tokens = tokens_of(shown_in)
    bearer.setProperty(_NAME, name)
    bearer.setProperty(_ROLE, role)
    size = icon_size(shown_in.font().pointSizeF())
    bearer.setIcon(make_icon(name, getattr(tokens, role), tokens.secondary, size))


def renew_icons(window: QWidget) -> None:
    """Draw every icon of *window* anew after its colours have changed."""
    for each in window.findChildren(QObject):
        name = each.property(_NAME)
        if name:
            set_icon(each, name, window, each.property(_ROLE))  # type: ignore[arg-type]
