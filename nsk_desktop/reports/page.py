"""The frame of every page: margins, running head, date and "page x of y", and what the file says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from nsk_desktop.i18n import _, language
from nsk_desktop.reports import fonts
from nsk_desktop.reports.text import printable
from nsk_desktop.reports.wording import day

SIDE, TOP, BOTTOM = 20 * mm, 24 * mm, 20 * mm
WIDTH = A4[0] - 2 * SIDE
INK, QUIET, RULE, ACCENT, TINT = (HexColor(code) for code in ("#1A1A1A", "#595959", "#C4C4C4", "#004D99", "#F2F5F9"))


def style(size: float, leading: float = 1.35, bold: bool = False, **rest: Any) -> ParagraphStyle:
    """A paragraph style in our own letters."""
    fonts.load()
    return ParagraphStyle(
        "text",
        fontName=fonts.BOLD if bold else fonts.REGULAR,
        fontSize=size,
        leading=size * leading,
        **{"textColor": INK, "bulletFontName": fonts.REGULAR, **rest},
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page of one document."""

    title: str
    """Neutral: it is also what a viewer shows in its window title."""
    head: str
    """The running head from the second page on."""
    made_on: date


def bookmark(flowable: Flowable, title: str) -> Flowable:
    """*flowable*, listed in the outline as *title*."""
    flowable.nsk_bookmark = title
    return flowable


def make_pages(sheet: Sheet, story: Callable[[], Sequence[Flowable]]) -> bytes:
    """The finished file. *story* is asked twice: the pages must be counted before one can say "page 1 of 7"."""
    counted, _file = _build(sheet, story(), 0)
    _again, file = _build(sheet, story(), counted)
    return file


def _build(sheet: Sheet, story: Sequence[Flowable], pages: int) -> tuple[int, bytes]:
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=printable(sheet.title),
        author="",
        subject="",
        creator="",
        producer="",
        keywords="",
        invariant=1,
        pageCompression=1,
        lang="da-DK" if language() == "da" else "en-GB",
        initialFontName=fonts.REGULAR,
        displayDocTitle=True,
    )
    frame = Frame(SIDE, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(
        PageTemplate(frames=[frame], onPage=lambda canvas, _document: _furnish(canvas, sheet, pages))
    )
    document.afterFlowable = lambda flowable: _outline(document, flowable)
    document.build(list(story))
    return document.page, target.getvalue()


def _furnish(canvas: Canvas, sheet: Sheet, pages: int) -> None:
    """What stands outside the text."""
    canvas.saveState()
    canvas.setFillColor(QUIET)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.setFont(fonts.REGULAR, 8)
    place = canvas.getPageNumber()
    if place > 1:
        canvas.drawString(SIDE, A4[1] - TOP + 7 * mm, printable(sheet.head, 110))
        canvas.line(SIDE, A4[1] - TOP + 5 * mm, A4[0] - SIDE, A4[1] - TOP + 5 * mm)
    canvas.drawString(SIDE, 11 * mm, _("Made {day}").format(day=day(sheet.made_on)))
    canvas.drawRightString(A4[0] - SIDE, 11 * mm, _("Page {page} of {pages}").format(page=place, pages=pages))
    canvas.restoreState()


def _outline(document: BaseDocTemplate, flowable: Flowable) -> None:
    """Point the outline at the line that was just set."""
    title = getattr(flowable, "nsk_bookmark", "")
    if title:
        canvas: Canvas = document.canv
        key = f"{canvas.getPageNumber()}-{title}"
        canvas.bookmarkHorizontalAbsolute(key, document.frame._y + flowable.height + 3 * mm)
        canvas.addOutlineEntry(title, key, 0)
