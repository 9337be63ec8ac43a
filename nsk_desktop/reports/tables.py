"""Tables on a page: thin rules, a head that is repeated, numbers to the right."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import LongTable, Table

from nsk_desktop.reports import fonts
from nsk_desktop.reports.page import ACCENT, QUIET, RULE, TINT, style
from nsk_desktop.reports.text import paragraph

CELL = 8.5
Span = tuple[int, int, int]
"""Row, first and last column of cells that are one."""


def make_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    right: Sequence[int] = (),
    spans: Sequence[Span] = (),
    longest: int = 240,
    total: bool = False,
) -> Table:
    """A table of texts. *right* are the columns of numbers; rows in *spans* hold words in their place.

    *total* says that the last row is a sum: only where the numbers do add up.
    """
    spanned = {row for row, _first, _last in spans}
    heading, normal = style(CELL - 0.5, 1.25, bold=True, textColor=QUIET), style(CELL, 1.3)
    heading_right = style(CELL - 0.5, 1.25, bold=True, textColor=QUIET, alignment=TA_RIGHT)
    number, words = style(CELL, 1.3, alignment=TA_RIGHT), style(CELL, 1.3, textColor=QUIET, alignment=TA_RIGHT)

    bold, bold_number = style(CELL, 1.3, bold=True), style(CELL, 1.3, bold=True, alignment=TA_RIGHT)

    def cell(text: str, row: int, column: int) -> Any:
        if total and row == len(rows) - 1:
            return paragraph(text, bold_number if column in right else bold, longest)
        if column not in right:
            return paragraph(text, normal, longest)
        return paragraph(text, words if row in spanned else number, longest)

    cells = [[paragraph(text, heading_right if column in right else heading) for column, text in enumerate(head)]]
    cells += [[cell(text, row, column) for column, text in enumerate(texts)] for row, texts in enumerate(rows)]
    table = (LongTable if len(rows) > 60 else Table)(cells, colWidths=list(widths), repeatRows=1, hAlign="LEFT")
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("LEFTPADDING", (1, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ]
    commands += [("SPAN", (first, row + 1), (last, row + 1)) for row, first, last in spans]
    table.setStyle(commands)
    return table
