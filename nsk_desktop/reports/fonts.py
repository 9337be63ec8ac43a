"""The letters of every document: shipped with the program, embedded in each file."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nsk_desktop.paths import resource

REGULAR, BOLD = "NSK-Regular", "NSK-Bold"
_FILES = {REGULAR: "IBMPlexSans-Regular.ttf", BOLD: "IBMPlexSans-SemiBold.ttf"}


@cache
def load() -> frozenset[int]:
    """Make the fonts known once; the code points that all of them can write."""
    known: list[set[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, str(resource("fonts", file)))
        pdfmetrics.registerFont(font)
        known.append(set(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(set.intersection(*known))


def width(text: str, font: str, size: float) -> float:
    """How wide *text* is in points."""
    load()
    return float(pdfmetrics.stringWidth(text, font, size))


def fitting_size(text: str, font: str, largest: float, smallest: float, room: float) -> float:
    """The size, no more than *largest*, at which *text* fits in *room* points; never under *smallest*."""
    wide = width(text, font, largest)
    return largest if wide <= room else max(smallest, largest * room / wide)
