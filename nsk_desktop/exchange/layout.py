"""How the workbooks that we make whole look: headers, widths, dates, tables. Text is always text."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nsk_desktop.errors.travelling import TooManyRows
from nsk_desktop.exchange.codebook import HEADERS, WIDTHS, codebook_rows
from nsk_desktop.exchange.sheets import CODEBOOK, Column, Kind, Sheet
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.paths import write_whole

BLUE = "#004D99"
PALE = "#E6EEF5"
GREY = "#595959"
DATE_FORMAT = "dd.mm.yyyy"
LAST_ROW = 1_048_576
_TEXT_IS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_LONG = 50


@contextmanager
def new_book(path: Path, made_on: date) -> Iterator[Workbook]:
    """A new workbook at *path*, whole or not at all; no author, no machine time: equal content gives equal bytes."""
    stream = io.BytesIO()
    book = Workbook(stream, dict(_TEXT_IS_TEXT))
    book.set_properties({"created": datetime.combine(made_on, time()), "author": "", "title": "", "company": ""})
    yield book
    book.close()
    write_whole(path, stream.getvalue())


class Styles:
    """The cell formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        base = {"valign": "top"}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "valign": "vcenter", "text_wrap": True}
        self.header: Format = book.add_format(head)
        self.header_right: Format = book.add_format(head | {"align": "right"})
        self.title: Format = book.add_format({"bold": True, "font_size": 16, "font_color": BLUE})
        self.heading: Format = book.add_format({"bold": True, "font_size": 12, "font_color": BLUE})
        self.note: Format = book.add_format({"font_color": GREY, "text_wrap": True, "valign": "top"})
        self.text: Format = book.add_format(base)
        self.long: Format = book.add_format(base | {"text_wrap": True})
        self.date: Format = book.add_format(base | {"num_format": DATE_FORMAT, "align": "left"})
        self.number: Format = book.add_format(base | {"num_format": "#,##0"})
        self.plain_number: Format = book.add_format(base | {"num_format": "0", "align": "left"})
        self.label: Format = book.add_format({"bold": True, "valign": "top"})
        self.total: Format = book.add_format({"bold": True, "num_format": "#,##0"})
        self.remark: Format = book.add_format({"font_color": GREY, "indent": 1})
        self.stamped: Format = book.add_format({"num_format": "#,##0", "bg_color": PALE})

    def header_of(self, column: Column) -> Format:
        """The format of the header of *column*: over its numbers, or over its texts."""
        return self.header_right if column.kind is Kind.NUMBER else self.header

    def of(self, column: Column) -> Format:
        """The format of the cells of *column*."""
        if column.kind is Kind.DATE:
            return self.date
        if column.kind is Kind.NUMBER:
            return self.number
        return self.long if column.width >= _LONG else self.text


def write_value(page: Worksheet, row: int, place: int, value: CellValue, style: Format) -> None:
    """One cell, by the type of its value; a text is never a formula, a link or a number."""
    if value is None or value == "":
        page.write_blank(row, place, None, style)
    elif isinstance(value, bool):
        page.write_boolean(row, place, value, style)
    elif isinstance(value, date):
        page.write_datetime(row, place, value, style)
    elif isinstance(value, int | float):
        page.write_number(row, place, value, style)
    else:
        page.write_string(row, place, value, style)


def add_table_sheet(book: Workbook, styles: Styles, sheet: Sheet, rows: Sequence[Sequence[CellValue]]) -> Worksheet:
    """A sheet with its Excel table: frozen header, filter, widths; an empty table keeps one empty line."""
    if len(rows) + 1 > LAST_ROW:
        raise TooManyRows(sheet.table, sheet.name)
    page = book.add_worksheet(sheet.name)
    formats = [styles.of(column) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    page.add_table(
        0,
        0,
        max(len(rows), 1),
        len(sheet.columns) - 1,
        {
            "name": sheet.table,
            "style": "Table Style Light 1",
            "columns": [{"header": column.name, "header_format": styles.header_of(column)} for column in sheet.columns],
        },
    )
    blank: tuple[CellValue, ...] = (None,) * len(sheet.columns)
    for number, row in enumerate(rows or [blank], start=1):
        for place, value in enumerate(row):
            write_value(page, number, place, value, formats[place])
    _print_setup(page)
    return page


def add_codebook(book: Workbook, styles: Styles, sheets: Iterable[Sheet]) -> None:
    """The sheet `Kodebog`."""
    page = book.add_worksheet(CODEBOOK)
    rows = list(codebook_rows(sheets))
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
        page.write_string(0, place, HEADERS[place], styles.header)
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row):
            write_value(page, number, place, text, styles.long if place == len(row) - 1 else styles.text)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(WIDTHS) - 1)
    _print_setup(page)


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&P / &N")
