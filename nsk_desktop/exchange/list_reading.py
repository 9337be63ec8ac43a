"""The tables in a list that somebody has lying about: sheets of a workbook, or a text with columns, cell by cell.

What the cells mean is not asked here. Every cell keeps its address, so that what is wrong can be shown where it is.
"""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.lists import ListEmpty, ListNotReadable
from nsk_desktop.errors.store import NotAllowed
from nsk_desktop.exchange.coordinates import column_letters
from nsk_desktop.exchange.fill_in import damage_told
from nsk_desktop.exchange.fill_in_cells import Value, is_blank
from nsk_desktop.exchange.list_text import read_text_table
from nsk_desktop.exchange.odd_cells import OddCells, scan
from nsk_desktop.exchange.preflight import check_workbook

MOST_COLUMNS = 400
"""A year of meetings every day but weekends, and what stands before them."""
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<!DOCTYPE", b"<html")
Place = tuple[int, int]
"""Row and column, counted from 1 as people do."""


@dataclass(frozen=True, slots=True)
class ListTable:
    """One sheet: its rows from the first on, all equally long."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    errors: dict[Place, str] = field(default_factory=dict)
    """The error value of a cell, or nothing for a formula that was never calculated."""
    hidden: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def row(self, number: int) -> tuple[Value, ...]:
        """The row with this number, counted from 1."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ("",) * self.width

    def mended(self, mended: dict[Place, str]) -> "ListTable":
        """The table with other words in some cells, as somebody typed them; the file is not touched."""
        if not mended:
            return self
        rows = [list(row) for row in self.rows]
        for (row, column), text in mended.items():
            if row <= len(rows) and column <= self.width:
                rows[row - 1][column - 1] = text
        errors = {place: error for place, error in self.errors.items() if place not in mended}
        return ListTable(self.name, tuple(map(tuple, rows)), errors, self.hidden)


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file with the tables that hold anything."""

    name: str
    tables: tuple[ListTable, ...]


def address(row: int, column: int) -> str:
    """``B17``."""
    return f"{column_letters(column)}{row}"


def read_list(path: Path) -> ListFile:
    """Everything in *path*. Raises a FileRefused when it is no list or not safe to read."""
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
        if not start:
            raise ListEmpty(path.name)
        if start.startswith(_WORKBOOKS):
            tables = _workbook(path)
        elif start.startswith(_OTHERS):
            raise ListNotReadable(path.name)
        else:
            tables = (_table("", read_text_table(path, MOST_COLUMNS)),)
    except FileNotFoundError as error:
        raise FileMissing(path.name) from error
    except OSError as error:
        raise NotAllowed(path) from error
    tables = tuple(table for table in tables if table.rows)
    if not tables:
        raise ListEmpty(path.name)
    return ListFile(path.name, tables)


def _workbook(path: Path) -> tuple[ListTable, ...]:
    check_workbook(path)
    odd = scan(path, most_columns=MOST_COLUMNS)
    found = []
    # By what is in it: the library would believe the name, and many programs call a new workbook .xls.
    with damage_told(path), CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())) as book:
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                # What stands beside several rows is meant for each of them; a title over several columns is not.
                if left == right and top < len(rows) and left < len(rows[top]):
                    for row in rows[top + 1 : bottom + 1]:
                        row[left] = rows[top][left]
            errors = odd.get(about.name, OddCells()).errors
            found.append(_table(about.name, rows, errors, hidden=about.visible != SheetVisibleEnum.Visible))
    return tuple(found)


def _table(
    name: str, rows: list[list[Value]], errors: dict[Place, str] | None = None, *, hidden: bool = False
) -> ListTable:
    """The table without the empty rows and columns after the last that hold anything."""
    errors = errors or {}
    last = max((number for number, row in enumerate(rows, 1) if not all(map(is_blank, row))), default=0)
    last = max([last, *(row for row, _column in errors)])
    width = max((len(row) for row in rows[:last]), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows[:last]]
    used = [number for number in range(width) if any(not is_blank(row[number]) for row in filled)]
    width = max([(used[-1] + 1 if used else 0), *(column for _row, column in errors)])
    return ListTable(name, tuple(tuple(row[:width]) for row in filled), errors, hidden)
