"""One look through a sheet before anything is written: which row holds which key, what is in the way."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nsk_desktop.errors.workbook import (
    WorkbookColumnMissing,
    WorkbookContentBelow,
    WorkbookDuplicateKeys,
    WorkbookMergedCells,
    WorkbookTooBig,
)
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import CellReader, CellValue, moment_kind, read_strings, same_value
from nsk_desktop.exchange.coordinates import Area, column_letters
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.package import Package
from nsk_desktop.exchange.sheet_edits import SharedFormula
from nsk_desktop.exchange.sheet_rows import Block, Cell, Grammar, Row, SheetReader, first_cells
from nsk_desktop.exchange.table_parts import Table

_TEXTS_LIMIT = 256 << 20
"""All different texts of a workbook, in bytes; they are kept in memory."""
_FORMULA = re.compile(
    rb"<" + markup.PREFIX + rb"f(?=[\s/>])(" + markup.ATTRIBUTES + rb")\s*(?:/>|>([^<]*)</)",
)


@dataclass(frozen=True)
class Workbook:
    """A package with what reading cells takes: shared strings and formats."""

    package: Package
    reader: CellReader
    formats: CellFormats

    def sheet(self, part: str, *, known_good: bool = False) -> SheetReader:
        """A sheet, to be read front to back and (unless it was before) checked on the way."""
        chunks = self.package.chunks(part)
        return SheetReader(chunks if known_good else markup.checked(chunks, bare=True), self.package.headway)

    def value(self, cell: Cell | None) -> CellValue:
        """What a cell shows; nothing when there is none."""
        return self.reader.value(cell.kind, cell.style or 0, cell.inside) if cell else None


def open_workbook(package: Package, texts: Sequence[str] | None = None) -> Workbook:
    """What reading the cells of *package* takes; *texts* are the shared strings when they are known already."""
    styles = package.part_of_workbook("styles")
    formats = CellFormats(package.read(styles) if styles else None)
    texts = _shared_texts(package) if texts is None else texts
    return Workbook(package, CellReader(texts, formats), formats)


def _shared_texts(package: Package) -> list[str]:
    part = package.part_of_workbook("sharedStrings")
    if part and package.info(part).file_size > _TEXTS_LIMIT:
        raise WorkbookTooBig(package.name)
    return list(read_strings(package.chunks(part))) if part else []


@dataclass
class ScannedTable:
    """What stands in a table, as far as an update needs it."""

    table: Table
    rows: dict[str, int] = field(default_factory=dict)
    """The sheet row of every key."""
    last_row: bytes = b""
    """The last row of data as it is written."""
    totals_row: bytes = b""
    prefix: bytes = b""
    shared: dict[str, SharedFormula] = field(default_factory=dict)
    """The sheet's formulas that several cells share, by number; looked for only when the update meets one."""
    written_over: set[str] = field(default_factory=set)
    """The numbers of shared formulas in cells that are wanted otherwise."""
    differing: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    """The wanted values that do not stand there, by row and column."""
    bare_kinds: set[str] = field(default_factory=set)
    """Days and times that are wanted in cells without any format."""

    def __post_init__(self) -> None:
        self.numbers = {column.header: column.number for column in self.table.columns}
        self.letters = {column.header: column_letters(column.number) for column in self.table.columns}

    @property
    def is_blank(self) -> bool:
        """Whether the table is new: one row of data, without a key."""
        return not self.rows and self.table.first == self.table.last


def formula_of(cell: Cell) -> tuple[dict[str, str], str] | None:
    """The attributes and text of a cell's formula, None when it has none."""
    match = _FORMULA.search(cell.inside or b"")
    return (markup.attributes(match[1]), markup.unescape(match[2] or b"")) if match else None


def key_text(value: CellValue) -> str:
    """A key as text, also when a spreadsheet program took it for a number."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Scan:
    """What to look for in one table."""

    table: Table
    key: str
    wanted: Mapping[str, Mapping[str, CellValue]]
    """What shall stand there, by key and column header."""
    appending: bool


def scan_table(workbook: Workbook, scan: Scan, *, known_good: bool = False) -> ScannedTable:
    """Look through the table's sheet once; refuse what an update could not keep true."""
    package, table = workbook.package, scan.table
    headers = {scan.key, *(header for record in scan.wanted.values() for header in record)}
    missing = tuple(sorted(header for header in headers if table.column(header) is None))
    if missing:
        raise WorkbookColumnMissing(package.name, table.name, missing)
    reader = workbook.sheet(table.sheet_part, known_good=known_good)
    result = _scanned(workbook, scan, reader)
    if result.written_over or b"shared" in result.last_row + result.totals_row:
        result.shared = shared_formulas(workbook, table.sheet_part)
    for merged in _merged_areas(reader.tail):
        if merged.meets(table.area):
            raise WorkbookMergedCells(package.name, table.name, merged.text())
    return result


def _merged_areas(tail: bytes) -> Iterator[Area]:
    for match in markup.start_tags("mergeCell").finditer(tail):
        try:
            yield Area.of(markup.attributes(match[0]).get("ref", ""))
        except ValueError as error:
            raise markup.BadMarkupError("merged cells without a place") from error


def _scanned(workbook: Workbook, scan: Scan, reader: SheetReader) -> ScannedTable:
    result = ScannedTable(scan.table, prefix=reader.grammar.prefix)
    column = result.numbers[scan.key]
    for block in reader.blocks():
        keys = _plain_keys(workbook, block, column) if _lies_inside(scan.table, block) else None
        if keys is None:
            for row in block.rows():
                _scan_row(workbook, scan, reader.grammar, row, result)
        else:
            _scan_keys(workbook, scan, block, keys, result)
    return result


def _lies_inside(table: Table, block: Block) -> bool:
    """Whether a plain block holds rows of data alone, and not the last one, whose bytes are wanted."""
    return bool(block.numbers) and table.first <= block.numbers[0] and block.numbers[-1] < table.last


def _plain_keys(workbook: Workbook, block: Block, column: int) -> list[str] | None:
    """The key of each row, when the keys stand first in every row."""
    found = first_cells(block.grammar.prefix, column_letters(column)).findall(block.data)
    if len(found) != len(block.numbers):
        return None
    read = workbook.reader.read
    return [key_text(read(written, inside)) if inside else "" for _number, written, inside in found]


def _scan_keys(workbook: Workbook, scan: Scan, block: Block, keys: Sequence[str], result: ScannedTable) -> None:
    wanted, end = scan.wanted, 0
    for number, key in zip(block.numbers, keys, strict=True):
        if key:
            _note_key(workbook, scan, result, key, number)
            if key in wanted:
                start, end = block.row(number, end)
                row = Row(number, b"", block.data[start:end])
                _note_values(workbook, scan, block.grammar, row, result, key)


def _scan_row(workbook: Workbook, scan: Scan, patterns: Grammar, row: Row, result: ScannedTable) -> None:
    table = scan.table
    if table.first <= row.number <= table.last:
        key = _read_key(workbook, patterns, row, result.numbers[scan.key])
        if key:
            _note_key(workbook, scan, result, key, row.number)
            _note_values(workbook, scan, patterns, row, result, key)
        if row.number == table.last:
            result.last_row = row.raw
    elif row.number == table.area.bottom:
        result.totals_row = row.raw
    elif scan.appending and row.number > table.area.bottom:
        _refuse_content(workbook.package, table, patterns, row)


def shared_numbers(cell: Cell | None) -> set[str]:
    """The number of the shared formula that a cell takes part in, if any."""
    formula = formula_of(cell) if cell and cell.inside and b"shared" in cell.inside else None
    return {formula[0].get("si", "")} if formula else set()


def shared_formulas(workbook: Workbook, part: str) -> dict[str, SharedFormula]:
    """The shared formulas of a sheet, by number."""
    found: dict[str, SharedFormula] = {}
    reader = workbook.sheet(part)
    for row in reader.rows():
        for cell in reader.grammar.cells(row.raw) if b"shared" in row.raw else ():
            formula = formula_of(cell)
            if formula and formula[1] and shared_numbers(cell):
                found[formula[0].get("si", "")] = SharedFormula(row.number, cell.column, formula[1])
    return found


def _read_key(workbook: Workbook, patterns: Grammar, row: Row, column: int) -> str:
    for cell in patterns.cells(row.raw):
        if cell.column == column:
            return key_text(workbook.value(cell))
        if cell.column > column:
            break
    return ""


def _note_key(workbook: Workbook, scan: Scan, result: ScannedTable, key: str, row: int) -> None:
    if key in result.rows:
        rows = (result.rows[key], row)
        raise WorkbookDuplicateKeys(workbook.package.name, scan.table.name, key, rows)
    result.rows[key] = row


def _note_values(workbook: Workbook, scan: Scan, patterns: Grammar, row: Row, result: ScannedTable, key: str) -> None:
    record = scan.wanted.get(key)
    if not record:
        return
    says, letters = workbook.reader.says, result.letters
    found = {cell[0]: cell for cell in patterns.contents(row.raw, row.number)}
    for header, value in record.items():
        there = found.get(letters[header])
        if not (says(there[1], there[2], value) if there else same_value(None, value)):
            break
    else:
        return
    cells = {cell.column: cell for cell in patterns.cells(row.raw)}
    different: dict[int, CellValue] = {}
    for header, value in record.items():
        cell = cells.get(result.numbers[header])
        if not same_value(workbook.value(cell), value):
            different[result.numbers[header]] = value
            result.written_over |= shared_numbers(cell)
            if cell is None or not cell.style:
                result.bare_kinds.add(moment_kind(value))
    if different:
        result.differing[row.number] = different


def _refuse_content(package: Package, table: Table, patterns: Grammar, row: Row) -> None:
    for cell in patterns.cells(row.raw):
        if table.area.left <= cell.column <= table.area.right and not cell.is_empty:
            place = f"{column_letters(cell.column)}{row.number}"
            raise WorkbookContentBelow(package.name, table.name, place)


def find_cells(workbook: Workbook, part: str, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Cell]:
    """The cells of a sheet that stand in these places (row, column)."""
    rows, found = {row for row, _ in places}, dict[tuple[int, int], Cell]()
    reader = workbook.sheet(part)
    for row in reader.rows():
        if row.number in rows:
            for cell in reader.grammar.cells(row.raw):
                if (row.number, cell.column) in places:
                    found[row.number, cell.column] = cell
    return found
