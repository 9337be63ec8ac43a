"""Write the fill-in workbook: empty sheets with drop-down lists, and a page that says how to fill them in."""

import errno
import io
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT, CodeList
from nsk_desktop.errors.files import FileExists
from nsk_desktop.errors.store import DiskFull, NotAllowed
from nsk_desktop.exchange.fill_in_sheets import CODES, GUIDE, SHEETS, Column, Kind, Sheet
from nsk_desktop.i18n import _
from nsk_desktop.paths import write_whole

LAST_ROW = 10_000
"""The drop-down lists reach this far down."""
_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255
"""What Excel takes in the help of a cell."""
_A4 = 9
_WIDTHS = {Kind.LONG: 40, Kind.TEXT: 24, Kind.NAMES: 24, Kind.CODE: 20, Kind.CODES: 28}


def write_template(path: Path) -> None:
    """Write an empty fill-in workbook to *path*, whole or not at all; a file that is there already is not touched."""
    if path.exists():
        raise FileExists(path.name)
    try:
        write_whole(path, _template())
    except OSError as error:
        raise (DiskFull(path) if error.errno == errno.ENOSPC else NotAllowed(path)) from error


def _template() -> bytes:
    stream = io.BytesIO()
    # Text is never code: no cell becomes a formula or a link because of how it begins.
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _("Sheet to fill in"), "author": "NSK Desktop"})
    _write_guide(book)
    lists = _code_lists()
    for sheet in SHEETS:
        _write_sheet(book, sheet, lists)
    _write_codes(book, lists)
    book.close()
    return stream.getvalue()


def _code_lists() -> dict[str, tuple[str, list[str]]]:
    """Each list that a column uses: where its labels lie in the sheet of codes, and the labels."""
    found: dict[str, tuple[str, list[str]]] = {}
    for column in (column for sheet in SHEETS for column in sheet.columns):
        if column.codes and column.codes.name not in found:
            labels = _labels(column.codes)
            letter = chr(ord("A") + len(found))
            found[column.codes.name] = (f"={CODES}!${letter}$2:${letter}${len(labels) + 1}", labels)
    return found


def _labels(listed: CodeList) -> list[str]:
    # A level is a number to the reader, and a short theme fits into the cell.
    if listed.name == "cooperation_level":
        return list(listed.codes)
    shown = THEMES_SHORT if listed.name == THEMES.name else listed
    return [shown.label(code) for code in shown.codes]


def _write_sheet(book: Workbook, sheet: Sheet, lists: dict[str, tuple[str, list[str]]]) -> None:
    page = book.add_worksheet(sheet.name)
    heading = {"bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"}
    plain = book.add_format(heading)
    required = book.add_format({**heading, "bold": True, "bg_color": "#D6E4F0"})
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, _WIDTHS.get(column.kind, 14), _cell_format(book, column))
        page.write_string(0, index, column.name, required if column.required else plain)
        page.write_comment(0, index, _note(column), {"author": "NSK Desktop", "font_size": 9, "x_scale": 1.5})
        _validate(page, index, column, lists)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cell_format(book: Workbook, column: Column) -> Format:
    if column.kind is Kind.DAY:
        return book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
    if column.kind is Kind.WHOLE:
        return book.add_format({"num_format": "0"})
    if column.kind is Kind.YEAR:
        return book.add_format({"num_format": "0", "align": "left"})
    if column.kind is Kind.AMOUNT:
        return book.add_format({"num_format": "#,##0.00"})
    # As text, so that neither 18.05 nor 13-17 is turned into a date while it is typed.
    return book.add_format({"num_format": "@", "text_wrap": column.kind is Kind.LONG})


def _note(column: Column) -> str:
    needed = _("Must be filled in.") if column.required else _("May be left empty.")
    return f"{needed} {_(column.explanation)}"


def _validate(page: Worksheet, index: int, column: Column, lists: dict[str, tuple[str, list[str]]]) -> None:
    options: dict[str, object] = {
        "ignore_blank": True,
        "input_title": column.name[:_TITLE_LENGTH],
        "input_message": _note(column)[:_MESSAGE_LENGTH],
        "error_type": "warning",
        "error_title": column.name[:_TITLE_LENGTH],
    }
    if column.codes:
        # Several may be written with ; between, which no drop-down list knows of.
        options |= {"validate": "list", "source": lists[column.codes.name][0], "show_error": column.kind is Kind.CODE}
        options["error_message"] = _("Choose from the list, or it cannot be read in.")
    elif column.kind is Kind.KEY and column.name != "Nr":
        options |= {"validate": "list", "source": f"=Møder!$A$2:$A${LAST_ROW}", "show_error": False}
    elif column.kind is Kind.NAMES or column.field in ("source", "to", "one", "other"):
        options |= {"validate": "list", "source": f"=Aktører!$A$2:$A${LAST_ROW}", "show_error": False}
    elif column.kind is Kind.WHOLE:
        options |= {"validate": "integer", "criteria": ">=", "value": 0}
        options["error_message"] = _("Write a whole number, 0 or more.")
    else:
        options["validate"] = "any"
    page.data_validation(1, index, LAST_ROW - 1, index, options)


def _write_codes(book: Workbook, lists: dict[str, tuple[str, list[str]]]) -> None:
    page = book.add_worksheet(CODES)
    names = {column.codes.name: column.name for sheet in SHEETS for column in sheet.columns if column.codes}
    bold = book.add_format({"bold": True})
    for index, (name, (_place, labels)) in enumerate(lists.items()):
        page.set_column(index, index, 26)
        page.write_string(0, index, names[name], bold)
        for row, label in enumerate(labels, 1):
            page.write_string(row, index, label)
    page.freeze_panes(1, 0)


def _write_guide(book: Workbook) -> None:
    page = book.add_worksheet(GUIDE)
    title = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 18)
    page.set_column(2, 2, 70, wrapped)
    page.hide_gridlines(2)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, _("How to fill in the sheets"), title)
    row = 2
    for line in _guide_lines():
        page.merge_range(row, 0, row, 2, line, wrapped)
        page.set_row(row, 30)
        row += 1
    for sheet in SHEETS:
        row = _write_guide_to_sheet(page, row + 1, sheet, bold, wrapped)


def _write_guide_to_sheet(page: Worksheet, row: int, sheet: Sheet, bold: Format, wrapped: Format) -> int:
    page.write_string(row, 0, sheet.name, bold)
    page.write_string(row, 2, _(sheet.explanation), wrapped)
    for column in sheet.columns:
        row += 1
        page.write_string(row, 0, "")
        page.write_string(row, 1, column.name, bold if column.required else wrapped)
        page.write_string(row, 2, _note(column), wrapped)
    return row + 1


def _guide_lines() -> list[str]:
    return [
        _("Fill in the sheets you need; the others may stay empty. Columns in bold must be filled in."),
        _("Do not rename the sheets or the columns. The order of the columns does not matter."),
        _("Write dates with the year, for example 04.03.2025, and times like 18.05."),
        _("Choose from the drop-down lists. All the choices are in the sheet {sheet}.").format(sheet=CODES),
        _("When a cell holds several things, put ; between them."),
        _("Use an alias where you can. Never write personal numbers, addresses or anything about a person's case."),
        _("A session counted without names needs one row in Optælling; with names, one row in Fremmøde per person."),
        _("The same file can be read in again after a correction: what is there already is not doubled."),
    ]
