"""What one table's change means cell by cell, planned before a byte is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from nsk_desktop.errors.workbook import WorkbookFull, WorkbookTextTooLong
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import (
    LONGEST_TEXT,
    CellValue,
    fitting_style,
    fitting_style_of_kind,
    moment_kind,
    written_cell,
    written_content,
)
from nsk_desktop.exchange.coordinates import LAST_ROW, column_letters
from nsk_desktop.exchange.markup import escaped
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.references import Growing, Growth, grow, is_relative, shift
from nsk_desktop.exchange.sheet_edits import (
    SharedFormula,
    SheetEdit,
    cell_formula_change,
    without_results,
    without_sharing,
)
from nsk_desktop.exchange.sheet_rows import Cell, grammar, moved_cell
from nsk_desktop.exchange.table_parts import Table, TableColumn
from nsk_desktop.exchange.table_scan import Scan, ScannedTable, Workbook, formula_of, scan_table, shared_numbers

Record = Mapping[str, CellValue]
# Not `date | time`, which is made anew each time it is asked about: two million times in a big sheet.
_MOMENTS = (date, time)


@dataclass(frozen=True)
class TableChange:
    """What shall be different in one table. Rows are found by their key; what is not named stays."""

    table: str
    updates: Mapping[str, Record]
    """By key: the cells to write, by column header."""
    appended: Sequence[Record]
    """New rows, in the order they get below the last one."""
    key: str = "id"
    forget_results: bool = False
    """Whether all formulas of its sheet lose the result they had: for sheets that are wholly ours. Excel calculates
    anyway; LibreOffice shows stored results as they are."""


@dataclass(frozen=True)
class TablePlan:
    """A change held against the table as it is."""

    change: TableChange
    scanned: ScannedTable
    values: dict[int, dict[int, CellValue]]
    """Only the cells that really differ, by row and column."""

    @property
    def table(self) -> Table:
        return self.scanned.table

    @property
    def added(self) -> int:
        """How many rows longer the table gets; the blank row of a new table is used first."""
        return max(0, len(self.change.appended) - self.scanned.is_blank)

    @property
    def changes_anything(self) -> bool:
        """Whether any cell becomes different."""
        return bool(self.values or self.change.appended)

    def new_rows(self) -> list[tuple[int, Record]]:
        """The rows that come below the old last one."""
        return list(enumerate(self.change.appended[self.scanned.is_blank :], self.table.last + 1))

    def written(self) -> dict[str, Record]:
        """Every row the change says something about, by key."""
        return {**self.change.updates, **{str(record[self.change.key]): record for record in self.change.appended}}

    def keys(self) -> dict[str, int]:
        """The row of every key afterwards."""
        start = self.table.first if self.scanned.is_blank else self.table.last + 1
        new = {str(record[self.change.key]): row for row, record in enumerate(self.change.appended, start)}
        return {**self.scanned.rows, **new}


def plan_table(workbook: Workbook, table: Table, change: TableChange) -> TablePlan:
    """Hold a change against the table as it stands; refuse what cannot be done."""
    name = workbook.package.name
    _refuse_long_texts(name, change)
    every_header = {header: None for record in change.appended for header in record}
    scanned = scan_table(workbook, Scan(table, change.key, {**change.updates, "": every_header}, bool(change.appended)))
    plan = TablePlan(change, scanned, dict(scanned.differing))
    _check_keys(plan)
    if table.area.bottom + plan.added > LAST_ROW:
        raise WorkbookFull(name, table.name)
    if scanned.is_blank and change.appended:
        plan.values[table.first] = _first_values(scanned, change.appended[0])
    return plan


def _first_values(scanned: ScannedTable, record: Record) -> dict[int, CellValue]:
    """What the blank row of a new table gets; its empty cells keep their bytes where nothing comes."""
    filled = {cell.column for cell in grammar(scanned.prefix).cells(scanned.last_row) if not cell.is_empty}
    placed = {scanned.numbers[header]: value for header, value in record.items()}
    return {column: value for column, value in placed.items() if value is not None or column in filled}


def _refuse_long_texts(name: str, change: TableChange) -> None:
    for record in (*change.updates.values(), *change.appended):
        for value in record.values():
            if isinstance(value, str) and len(value) > LONGEST_TEXT // 2:
                length = len(value.encode("utf-16-le", "surrogatepass")) // 2
                if length > LONGEST_TEXT:
                    raise WorkbookTextTooLong(name, change.table, length)


def _check_keys(plan: TablePlan) -> None:
    new = [record.get(plan.change.key) for record in plan.change.appended]
    if len({*new, *plan.scanned.rows}) != len(new) + len(plan.scanned.rows) or not all(
        isinstance(key, str) and key for key in new
    ):
        raise ValueError(f"appended rows of {plan.change.table} need new keys")
    unknown = plan.change.updates.keys() - plan.scanned.rows.keys()
    if unknown:
        raise ValueError(f"no such row in {plan.change.table}: {min(unknown)}")


class NewRows:
    """Writes a table's new rows: values, the last row's formats, and formulas in the evaluator's columns."""

    def __init__(self, plan: TablePlan, formats: CellFormats, growths: Iterable[Growth]) -> None:
        self._plan = plan
        self._formats = formats
        self._growths = list(growths)
        records = (*plan.change.updates.values(), *plan.change.appended)
        self._owned = {plan.change.key, *(header for record in records for header in record)}
        scanned = plan.scanned
        self._patterns = grammar(scanned.prefix)
        self._last = {cell.column: cell for cell in self._patterns.cells(scanned.last_row)}
        self._begun: dict[bytes, list[tuple[int, str, bytes, bytes, TableColumn | None]]] = {}
        self._ends: dict[tuple[int, str], bytes] = {}
        self._formulas = {c.number: self._formula(c) for c in plan.table.columns if c.header not in self._owned}

    def put_into(self, edit: SheetEdit) -> None:
        """Add the new rows (and the totals row that gives way) to the sheet's edit.

        Formats are asked for here, because the part that lists them may be written before the rows.
        """
        scanned, start = self._plan.scanned, b""
        edit.unshared |= self._unshared()
        if scanned.last_row:
            start = self._patterns.start(scanned.last_row)
        if scanned.is_blank and self._plan.change.appended:
            edit.add_cells(self._plan.table.first, self._missing_formulas)
            for number, value in self._plan.values[self._plan.table.first].items():
                last = self._last.get(number)
                fitting_style(self._formats, last.style if last else None, value, new=False)
        for kind in scanned.bare_kinds - {""}:
            self._formats.for_kind(None, kind)
        columns = frozenset(column.number for column in self._plan.table.columns)
        moments: set[tuple[str, str]] = set()
        for row, record in self._plan.new_rows():
            edit.add_cells(row, partial(self.cells, row, record), start, columns)
            moments.update((h, moment_kind(value)) for h, value in record.items() if isinstance(value, _MOMENTS))
        for column in self._plan.table.columns:
            for kind in sorted(kind for header, kind in moments if header == column.header):
                self._end(column.number, kind)
        if scanned.totals_row and self._plan.added:
            row = self._plan.table.area.bottom + self._plan.added
            edit.add_cells(row, partial(self._totals, row), self._patterns.start(scanned.totals_row))

    def _unshared(self) -> dict[str, SharedFormula]:
        scanned = self._plan.scanned
        moved = self._patterns.cells(scanned.totals_row) if self._plan.added else ()
        numbers = scanned.written_over.union(*(shared_numbers(cell) for cell in moved))
        return {number: formula for number, formula in scanned.shared.items() if number in numbers}

    def cells(self, row: int, record: Record, prefix: bytes) -> dict[int, bytes]:
        """The cells of one new row."""
        made: dict[int, bytes] = {}
        for number, header, start, end, column in self._starts(prefix):
            value = record.get(header)
            if column is not None:
                made[number] = self._cell(column, row, record, prefix)
            else:
                if isinstance(value, _MOMENTS):
                    end = self._end(number, moment_kind(value))
                made[number] = b"%s%d%s%s" % (start, row, end, written_content(prefix, value))
        return made

    def _starts(self, prefix: bytes) -> list[tuple[int, str, bytes, bytes, TableColumn | None]]:
        """How the cells of a new row begin, before and after its number; with the column where it has a formula."""
        if prefix not in self._begun:
            self._begun[prefix] = [
                (
                    column.number,
                    column.header,
                    b'<%sc r="%s' % (prefix, column_letters(column.number).encode()),
                    self._end(column.number, ""),
                    column if self._formulas.get(column.number) else None,
                )
                for column in self._plan.table.columns
            ]
        return self._begun[prefix]

    def _end(self, number: int, kind: str) -> bytes:
        """The end of a new cell's place, and its format: the last row's, or one for a day or time of this kind."""
        if (number, kind) not in self._ends:
            last = self._last.get(number)
            style = fitting_style_of_kind(self._formats, last.style if last else None, kind, new=True)
            self._ends[number, kind] = b'" s="%d"' % style if style else b'"'
        return self._ends[number, kind]

    def _missing_formulas(self, prefix: bytes) -> dict[int, bytes]:
        """The formulas that the blank row of a new table lacks."""
        empty = [c for c in self._plan.table.columns if c.number not in self._last or self._last[c.number].is_empty]
        row = self._plan.table.first
        return {c.number: self._cell(c, row, {}, prefix) for c in empty if self._formulas.get(c.number)}

    def _style(self, column: TableColumn, value: CellValue) -> int | None:
        last = self._last.get(column.number)
        return fitting_style(self._formats, last.style if last else None, value, new=True)

    def _cell(self, column: TableColumn, row: int, record: Record, prefix: bytes) -> bytes:
        reference = f"{column_letters(column.number)}{row}"
        value = record.get(column.header)
        formula = self._formulas.get(column.number)
        empty = written_cell(prefix, reference, self._style(column, value), None if formula else value)
        if formula is None:
            return empty
        text, base, array = formula
        text = shift(text, row - base) if base else text
        kind = b' t="array" ref="%s"' % reference.encode() if array else b""
        inside = b"<%sf%s>%s</%sf>" % (prefix, kind, escaped(text), prefix)
        meta = self._last[column.number].attributes if array and column.number in self._last else b""
        dynamic = markup.attributes(meta).get("cm")
        opened = markup.with_attributes(empty, {"cm": dynamic})[:-2] if dynamic else empty[:-2]
        return opened + b">" + inside + b"</" + prefix + b"c>"

    def _formula(self, column: TableColumn) -> tuple[str, int, bool] | None:
        """An extra column's formula, the row it is written for (0: any), and whether it is an array formula."""
        own = column.formula
        if own and not is_relative(own):
            return self._grown(own), 0, column.is_array
        cell = self._last.get(column.number)
        found = formula_of(cell) if cell else None
        if found:
            about, text = found
            row = self._plan.table.last
            shared = self._plan.scanned.shared.get(about.get("si", ""))
            if not text and shared:
                row, text = shared.row, shared.text
            if text:
                return self._grown(text), row, about.get("t") == "array"
        return (self._grown(own), self._plan.table.first, column.is_array) if own else None

    def _grown(self, text: str) -> str:
        return grow(text, self._growths, Growing.FIXED, self._plan.table.sheet)

    def _totals(self, row: int, _prefix: bytes) -> dict[int, bytes]:
        area = self._plan.table.area
        change = cell_formula_change(self._growths, self._plan.table.sheet, fixed=False)

        def moved(cell: Cell) -> bytes:
            return without_results(markup.change_texts(moved_cell(cell, row), ("f",), change))

        whole = without_sharing(self._plan.scanned.totals_row, area.bottom, self._unshared())
        cells = self._patterns.cells(whole)
        return {cell.column: moved(cell) for cell in cells if area.left <= cell.column <= area.right}
