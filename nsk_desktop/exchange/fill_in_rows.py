"""Rows of a filled-in workbook: find the headings, read each row's cells, and say which cell is wrong and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.errors import NskError
from nsk_desktop.errors.fill_in import BadCell
from nsk_desktop.exchange.fill_in_cells import Field, Reader, Value, cell_reader, is_blank
from nsk_desktop.exchange.fill_in_lines import Problem
from nsk_desktop.exchange.fill_in_sheets import HEADCOUNTS, Column, Sheet
from nsk_desktop.i18n import _

Rows = Sequence[Sequence[Value]]
_HEADING_WITHIN = 20
_NO_RESULT = ""


@dataclass(slots=True)
class Findings:
    """What is found on the way through a file."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    refused_sheets: list[str] = field(default_factory=list)
    rows: int = 0
    bad: dict[tuple[str, int], None] = field(default_factory=dict)

    def refuse(self, sheet: str, row: int, column: str, reason: str) -> None:
        """This row cannot be taken."""
        self.problems.append(Problem(sheet, row, column, reason))
        self.bad[sheet, row] = None

    def refuse_sheet(self, sheet: str, reason: str) -> None:
        """Nothing of this sheet can be taken."""
        self.problems.append(Problem(sheet, None, "", reason))
        if sheet not in self.refused_sheets:
            self.refused_sheets.append(sheet)

    def warn(self, sheet: str, row: int | None, column: str, reason: str) -> None:
        """Worth a word, but taken."""
        self.warnings.append(Problem(sheet, row, column, reason))


@dataclass(frozen=True, slots=True)
class _Cell:
    index: int
    column: Column
    read: Reader


def read_rows(
    sheet: Sheet, rows: Rows, errors: Mapping[tuple[int, int], str], today: date, findings: Findings
) -> Iterator[tuple[int, dict[str, Field]]]:
    """Row number and fields of every good row; what is wrong goes into *findings*."""
    heading = _heading(sheet, rows)
    if heading is None:
        if content_rows(rows):
            names = ", ".join(column.name for column in sheet.columns)
            findings.refuse_sheet(sheet.name, _("The column names are missing. They are: {names}.").format(names=names))
        return
    cells = _cells(sheet, rows[heading], rows, heading, today, findings)
    if cells is None:
        return
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column - 1, text))
    used = [cell.index for cell in cells]
    for number, values in enumerate(rows[heading + 1 :], heading + 2):
        broken = by_row.get(number, ())
        if not broken and all(is_blank(values[index]) for index in used):
            continue
        findings.rows += 1
        fields = _fields(sheet.name, number, values, cells, dict(broken), findings)
        if fields is not None:
            yield number, fields


def content_rows(rows: Rows) -> int:
    """How many rows hold something."""
    return sum(any(not is_blank(value) for value in row) for row in rows)


def _folded(value: Value) -> str:
    return " ".join(str(value).casefold().split()).rstrip(" *:")


def _heading(sheet: Sheet, rows: Rows) -> int | None:
    """The row that names most columns; a title may stand above it, even one that is called like a column."""
    names = {_folded(column.name) for column in sheet.columns}
    required = {_folded(column.name) for column in sheet.columns if column.required}
    found = [{_folded(value) for value in row} & names for row in rows[:_HEADING_WITHIN]]
    if not found:
        return None
    best = max(range(len(found)), key=lambda index: (len(found[index]), -index))
    return best if len(found[best]) >= 2 or found[best] & required else None


def _cells(
    sheet: Sheet, heading: Sequence[Value], rows: Rows, number: int, today: date, findings: Findings
) -> list[_Cell] | None:
    columns = {_folded(column.name): column for column in sheet.columns}
    cells: dict[str, _Cell] = {}
    for index, value in enumerate(heading):
        column = columns.get(_folded(value))
        if column is None:
            if any(not is_blank(row[index]) for row in rows[number + 1 :]) or not is_blank(value):
                name = str(value).strip() or _("(no name)")
                findings.warn(sheet.name, number + 1, name, _("The column is not known and is not read in."))
        elif column.name in cells:
            findings.refuse_sheet(
                sheet.name, _("The column {column} is there twice. Delete one of them.").format(column=column.name)
            )
            return None
        else:
            cells[column.name] = _Cell(index, column, cell_reader(column, today))
    missing = [column.name for column in sheet.columns if column.required and column.name not in cells]
    if sheet is HEADCOUNTS and "Antal" not in cells and not {"Antal min", "Antal maks"} <= cells.keys():
        missing.append("Antal")
    for name in missing:
        findings.refuse_sheet(sheet.name, _("The column {column} is missing. Add it.").format(column=name))
    return None if missing else list(cells.values())


def _fields(
    sheet: str, row: int, values: Sequence[Value], cells: list[_Cell], broken: Mapping[int, str], findings: Findings
) -> dict[str, Field] | None:
    fields: dict[str, Field] = {}
    good = True
    for cell in cells:
        value = values[cell.index]
        try:
            if cell.index in broken:
                raise _broken(broken[cell.index])
            if not is_blank(value):
                fields[cell.column.field] = cell.read(value)
            elif cell.column.required:
                raise BadCell(_("The cell is empty and must be filled in."))
        except NskError as problem:
            findings.refuse(sheet, row, cell.column.name, str(problem))
            good = False
    return fields if good else None


def _broken(text: str) -> BadCell:
    if text == _NO_RESULT:
        return BadCell(_("The cell holds a formula without a result. Open the file in Excel, save it and try again."))
    return BadCell(_("The cell shows the error {error}. Write the value itself.").format(error=text[:20]))
