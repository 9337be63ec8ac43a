"""How everything looks: colours, font and text size of the whole program, light or dark."""

import sys

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nsk_desktop.paths import resource
from nsk_desktop.ui.sheet import make_sheet
from nsk_desktop.ui.tokens import DARK, LIGHT, Tokens

ORDINARY_POINTS = 10.0


def apply_theme(
    app: QApplication, appearance: str = "system", text_size: int = 100, *, ask_contrast: bool = True
) -> Tokens:
    """Give the whole program its looks. *appearance* is system, light or dark; *text_size* is in per cent.

    The first window is painted before the system is asked whether it wants high contrast: that takes long.
    """
    _use_font(app, text_size)
    if ask_contrast and wants_contrast(app):
        # Somebody who has asked Windows for high contrast has chosen every colour: nothing of ours is laid over it.
        app.setStyleSheet("")
        app.setPalette(QPalette())
        return LIGHT
    tokens = chosen_tokens(app, appearance)
    sheet = make_sheet(tokens, app.font().pointSizeF())
    if app.styleSheet() != sheet:
        # Each of these has every widget of every window drawn anew, so nothing is set that stands already.
        app.setPalette(make_palette(tokens))
        app.setStyleSheet(sheet)
    return tokens


def chosen_tokens(app: QApplication, appearance: str) -> Tokens:
    """The colours that *appearance* means on this machine now."""
    if appearance == "system":
        return DARK if _system_is_dark(app) else LIGHT
    return DARK if appearance == "dark" else LIGHT


def _system_is_dark(app: QApplication) -> bool:
    if not app.styleSheet():
        # At the start the palette is still the system's own and tells the same, without loading the namespace Qt.
        return app.palette().window().color().lightness() < 128
    from PySide6.QtCore import Qt

    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def wants_contrast(app: QApplication) -> bool:
    """Whether the system asks for high contrast."""
    from PySide6.QtCore import Qt

    # Held in names: a temporary style-hints object takes its child with it when it goes.
    hints = app.styleHints()
    access = hints.accessibility()
    return access.contrastPreference() is Qt.ContrastPreference.HighContrast


def tokens_of(widget: QWidget) -> Tokens:
    """The colours in use, for a widget that paints itself."""
    return DARK if widget.palette().window().color().lightness() < 128 else LIGHT


def make_palette(tokens: Tokens) -> QPalette:
    """The palette that Fusion draws with."""
    role = QPalette.ColorRole
    # Begun empty: a palette made from a colour loads every enumeration of Qt, and the first window waits for it.
    palette = QPalette()
    for name, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.Button: tokens.base,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.secondary,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.line,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.line,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.secondary))
    return palette


def _use_font(app: QApplication, text_size: int) -> None:
    """The system's own font at the chosen size; where a system has no good one, the shipped one."""
    font = QFont(app.font())
    ordinary = app.property("ordinaryPoints")
    if ordinary is None:
        if sys.platform not in ("win32", "darwin"):
            font = QFont(load_shipped_font() or font.family())
            font.setPointSizeF(ORDINARY_POINTS)
        ordinary = font.pointSizeF() if font.pointSizeF() > 0 else ORDINARY_POINTS
        app.setProperty("ordinaryPoints", ordinary)
    font.setPointSizeF(ordinary * text_size / 100)
    app.setFont(font)


def load_shipped_font() -> str:
    """The family of the font shipped with the program; empty when it is not there."""
    families: list[str] = []
    for file in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""
