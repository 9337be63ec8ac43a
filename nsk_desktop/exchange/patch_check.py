"""The updated copy read back, before it gets its name: what was meant is there, and nothing else is different."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from nsk_desktop.errors.workbook import WorkbookCheckFailed, WorkbookRefused
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import same_value
from nsk_desktop.exchange.package import Package
from nsk_desktop.exchange.row_form import OtherFormError, RowReading
from nsk_desktop.exchange.sheet_edits import SheetEdit, untouched_row
from nsk_desktop.exchange.sheet_rows import Cell, Row, SheetReader
from nsk_desktop.exchange.table_parts import find_tables
from nsk_desktop.exchange.table_plan import TablePlan
from nsk_desktop.exchange.table_scan import Scan, Workbook, open_workbook, scan_table


@dataclass(frozen=True)
class Patch:
    """Everything an update makes different."""

    parts: Mapping[str, bytes]
    """Small members, whole."""
    removed: set[str]
    edits: Mapping[str, SheetEdit]
    """Sheets, by member."""
    plans: tuple[TablePlan, ...]
    workbook: Workbook
    """The workbook as it was read for planning."""


def check_patch(source: Package, path: Path, patch: Patch) -> None:
    """Refuse a copy that is not exactly the source with the patch."""
    try:
        with Package(path, source.headway) as written:
            check_members(source, written, patch.parts, patch.removed, patch.edits)
            # The shared strings are among the members that are the same byte for byte.
            workbook = open_workbook(written, patch.workbook.reader.strings)
            for plan in patch.plans:
                _check_table(workbook, plan)
            for name, edit in patch.edits.items():
                _check_sheet(patch, workbook, name, edit)
    except WorkbookCheckFailed:
        raise
    except (WorkbookRefused, markup.BadMarkupError) as error:
        raise WorkbookCheckFailed(source.name, repr(error)) from error


def check_members(
    source: Package,
    written: Package,
    parts: Mapping[str, bytes],
    removed: Collection[str],
    skipped: Collection[str],
) -> None:
    """Refuse a copy whose members are not the old ones in their order, then the new ones."""
    kept = [name for name in source.members if name not in removed]
    if list(written.members) != kept + [name for name in parts if name not in source.members]:
        raise WorkbookCheckFailed(source.name, "the members differ")
    for name in written.members:
        if name in parts:
            same = written.read(name) == parts[name]
            markup.check(parts[name])
        elif name in skipped:
            continue
        else:
            same = source.info(name).CRC == written.info(name).CRC and _same_raw(source, written, name)
        if not same:
            raise WorkbookCheckFailed(source.name, f"{name} differs")


def _same_raw(source: Package, written: Package, name: str) -> bool:
    return all(one == other for one, other in zip_longest(source.raw(name), written.raw(name)))


def _check_table(workbook: Workbook, plan: TablePlan) -> None:
    table = find_tables(workbook.package, {plan.table.name}).get(plan.table.name)
    expected = plan.table.area._replace(bottom=plan.table.area.bottom + plan.added)
    if table is None or table.area != expected or table.headers != plan.table.headers:
        raise WorkbookCheckFailed(workbook.package.name, f"{plan.table.name} has another range")
    scanned = scan_table(workbook, Scan(table, plan.change.key, plan.written_over(), appending=False), known_good=True)
    if scanned.rows != plan.keys():
        raise WorkbookCheckFailed(workbook.package.name, f"{plan.table.name} has other rows")
    if scanned.differing:
        place = f"{plan.table.name} row {min(scanned.differing)}"
        raise WorkbookCheckFailed(workbook.package.name, f"{place} reads otherwise")


def _check_sheet(patch: Patch, after: Workbook, name: str, edit: SheetEdit) -> None:
    """Every row of the copy is the source's, byte for byte, or one that was to be written.

    The source was well formed; so is the copy, when what stands round its rows is, and each row that is another.
    """
    old, new = patch.workbook.sheet(name, known_good=True), after.sheet(name, known_good=True)
    touched, met = set(edit.rows()), 0
    source_rows, anew = old.rows(), markup.MarkupCheck(bare=True)
    anew.feed(b"<rows>")
    new_rows = NewRowsCheck(after, edit, anew)
    waiting: Row | None = next(source_rows, None)
    for row in new.rows():
        source: Row | None = None
        if waiting is not None and waiting.number == row.number:
            source, waiting = waiting, next(source_rows, None)
        if row.gap and not row.gap.isspace():
            raise WorkbookCheckFailed(after.package.name, f"{name} has something before row {row.number}")
        if row.number in touched:
            met += 1
            if source is not None or not new_rows.is_meant(row):
                anew.feed(row.raw)
                _check_written_row(after, new, row, source, edit)
        elif source is None or (row.raw != source.raw and row.raw != untouched_row(old.grammar, source, edit)):
            raise WorkbookCheckFailed(after.package.name, f"{name} row {row.number} differs")
        elif row.raw != source.raw:
            anew.feed(row.raw)
    if waiting is not None or met != len(touched):
        raise WorkbookCheckFailed(after.package.name, f"{name} lost a row")
    anew.feed(b"</rows>", last=True)
    markup.check(new.head + new.tail, bare=True)


class NewRowsCheck:
    """Holds rows that are new from end to end against the plan: what is read back is what was to be written.

    A hundred thousand of them differ in few cells, so each different cell is read once; every row is looked at.
    """

    def __init__(self, after: Workbook, edit: SheetEdit, anew: markup.MarkupCheck) -> None:
        self._edit = edit
        self._readings = {id(run): RowReading(run.form, after.reader, anew) for run in edit.runs}

    def is_meant(self, row: Row) -> bool:
        """Whether a row says what was planned and nothing else; no, too, when it takes a closer look to tell."""
        run = self._edit.sole_run(row.number)
        if run is None:
            return False
        try:
            says = self._readings[id(run)].values(row.number, row.raw)
        except OtherFormError:
            return False
        return says == run.values(row.number) and (not run.computed or row.raw == run.row(row.number))


def _check_written_row(after: Workbook, sheet: SheetReader, row: Row, source: Row | None, edit: SheetEdit) -> None:
    grown = edit.true_formulas(row.number, source.raw) if source else b""
    old = {cell.column: cell for cell in sheet.grammar.cells(grown)}
    new = {cell.column: cell for cell in sheet.grammar.cells(row.raw)}
    wanted = {
        column: value
        for run in edit.runs_through(row.number)
        for column, value in zip(run.form.columns, run.values(row.number), strict=True)
    } | edit.values.get(row.number, {})
    made = edit.made_cells(row.number)
    for column in {*old, *new, *made} - edit.values.get(row.number, {}).keys():
        if column in made:
            same = column in new and new[column].raw == made[column]
        else:
            same = column in old and column in new and _content(old[column]) == _content(new[column])
        if not same:
            raise WorkbookCheckFailed(after.package.name, f"{edit.sheet} row {row.number} differs")
    for column, value in wanted.items():
        if not same_value(after.value(new.get(column)), value):
            raise WorkbookCheckFailed(after.package.name, f"{edit.sheet} row {row.number} reads otherwise")


def _content(cell: Cell) -> tuple[int | None, str, bytes | None]:
    return cell.style, cell.kind, cell.inside
