"""A plot on paper, as a picture that any program opens, and as the rows of a workbook."""

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Line, Rect, String
from reportlab.graphics.shapes import Drawing as Sheet
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from nsk_desktop.domain.plot import Plot
from nsk_desktop.domain.plot_drawing import Box, Piece, Stroke, Word, draw, in_lines
from nsk_desktop.reports import fonts

WIDTH, SIZE, MARGIN = 520.0, 9.0, 18.0
NOTE, LEADING = 8.0, 11.0
INK, BAR, AXIS = "#1A1A1A", "#004D99", "#595959"
_PLACES = {-1: "start", 0: "middle", 1: "end"}

# Every drawing begins by choosing this font, and what is chosen is listed in the file: Helvetica, not embedded.
STATE_DEFAULTS["fontName"] = fonts.REGULAR


def measure(text: str, size: float, bold: bool) -> float:
    """How wide words are on paper."""
    return fonts.width(text, fonts.BOLD if bold else fonts.REGULAR, size)


def plot_sheet(plot: Plot, width: float = WIDTH) -> Sheet:
    """The plot as a drawing for a printed page."""
    drawing = draw(plot, width, SIZE, measure)
    sheet = Sheet(width, drawing.height)
    for piece in drawing.pieces:
        sheet.add(_printed(piece, drawing.height))
    return sheet


def plot_pdf(plot: Plot) -> bytes:
    """The plot alone on a page of its own size, with its title."""
    fonts.load()
    sheet = plot_sheet(plot)
    target = BytesIO()
    note = in_lines(plot.note, WIDTH, NOTE, measure)
    below = LEADING * len(note) + MARGIN
    high = sheet.height + 3 * MARGIN + below
    canvas = Canvas(target, (WIDTH + 2 * MARGIN, high), invariant=1, initialFontName=fonts.REGULAR)
    canvas.setTitle(plot.title)
    canvas.setFont(fonts.BOLD, 12)
    canvas.drawString(MARGIN, high - MARGIN - 8, plot.title)
    canvas.setFont(fonts.REGULAR, NOTE)
    for number, line in enumerate(note):
        canvas.drawString(MARGIN, below - NOTE - number * LEADING, line)
    renderPDF.draw(sheet, canvas, MARGIN, below + MARGIN / 2)
    canvas.save()
    return target.getvalue()


def plot_svg(plot: Plot) -> bytes:
    """The plot as SVG, with its title and what it shows in words for those who cannot see it."""
    drawing = draw(plot, WIDTH, SIZE, measure)
    top = 2 * MARGIN
    end = top + drawing.height + MARGIN
    note = in_lines(plot.note, WIDTH, NOTE, measure)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH + 2 * MARGIN:g} '
        f'{end + LEADING * len(note):.1f}" font-family="IBM Plex Sans, Segoe UI, sans-serif">',
        f"<title>{escape(plot.title)}</title>",
        f"<desc>{escape(' '.join(filter(None, [plot.said() + '.', plot.note])))}</desc>",
        '<rect width="100%" height="100%" fill="#FFFFFF"/>',
        _written(Word(MARGIN, MARGIN + 4, plot.title, 12, bold=True)),
        f'<g transform="translate({MARGIN:g} {top:g})">',
        *map(_written, drawing.pieces),
        "</g>",
        *[_written(Word(MARGIN, end + number * LEADING, line, NOTE)) for number, line in enumerate(note)],
        "</svg>",
    ]
    return "\n".join(lines).encode()


def plot_book(plot: Plot) -> bytes:
    """The same numbers as a workbook: one row for each bar, numbers as numbers."""
    import xlsxwriter

    target = BytesIO()
    # Words are never taken for formulas or links: they may come from what somebody typed.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet()
    strong, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.##"})
    head = {"bold": True, "text_wrap": True, "valign": "top"}
    heads = [book.add_format({**head, "align": side}) for side in ("left", "right")]
    sheet.write_string(0, 0, plot.title, strong)
    for column, heading in enumerate(plot.headings):
        sheet.write_string(2, column, heading, heads[column > 0])
    sheet.set_row(2, 15 * max(-(-len(heading) // 12) for heading in plot.headings[1:] or ("",)) or 15)
    for row, cells in enumerate(plot.rows(), start=3):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            else:
                sheet.write_number(row, column, cell, number)
    if plot.note:
        sheet.write_string(len(plot.bars) + 4, 0, plot.note)
    sheet.set_column(0, 0, min(max([len(bar.label) for bar in plot.bars], default=0) + 2, 60))
    sheet.set_column(1, max(len(plot.headings) - 1, 1), 16)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def _printed(piece: Piece, high: float) -> Line | Rect | String:
    """One piece on paper, where up is positive."""
    match piece:
        case Box():
            return Rect(
                piece.x,
                high - piece.y - piece.high,
                piece.wide,
                piece.high,
                fillColor=HexColor(BAR) if piece.filled else None,
                strokeColor=HexColor(BAR) if piece.outlined else None,
                strokeWidth=0.8,
                strokeDashArray=[2, 1.6] if piece.dashed else None,
            )
        case Stroke():
            colour = HexColor(AXIS if piece.axis else BAR)
            return Line(piece.x, high - piece.y, piece.to_x, high - piece.to_y, strokeColor=colour, strokeWidth=0.7)
        case Word():
            return String(
                piece.x,
                high - piece.y,
                piece.text,
                fontName=fonts.BOLD if piece.bold else fonts.REGULAR,
                fontSize=piece.size,
                textAnchor=_PLACES[piece.place],
                fillColor=HexColor(INK),
            )


def _written(piece: Piece) -> str:
    """One piece as SVG."""
    match piece:
        case Box():
            fill, stroke = BAR if piece.filled else "none", BAR if piece.outlined else "none"
            dashes = ' stroke-dasharray="2 1.6"' if piece.dashed else ""
            return (
                f'<rect x="{piece.x:.1f}" y="{piece.y:.1f}" width="{piece.wide:.1f}" height="{piece.high:.1f}" '
                f'fill="{fill}" stroke="{stroke}" stroke-width="0.8"{dashes}/>'
            )
        case Stroke():
            colour = AXIS if piece.axis else BAR
            return (
                f'<line x1="{piece.x:.1f}" y1="{piece.y:.1f}" x2="{piece.to_x:.1f}" y2="{piece.to_y:.1f}" '
                f'stroke="{colour}" stroke-width="0.7"/>'
            )
        case Word():
            weight = ' font-weight="600"' if piece.bold else ""
            return (
                f'<text x="{piece.x:.1f}" y="{piece.y:.1f}" font-size="{piece.size:.1f}" fill="{INK}" '
                f'text-anchor="{_PLACES[piece.place]}"{weight}>{escape(piece.text)}</text>'
            )


__all__ = ["plot_book", "plot_pdf", "plot_sheet", "plot_svg"]
