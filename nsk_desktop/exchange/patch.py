"""The evaluator's workbook, updated in place: our tables change, every other part of the file keeps its bytes.

The file is never loaded and saved by a spreadsheet library, because that loses what the library does not know
(connections, slicers, sparklines, text boxes, whole charts). Instead the package is patched: owned parts are
streamed through with single cells replaced, the few parts that point at a table's last row are adjusted, and all
other members are copied in their compressed form.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from nsk_desktop.errors.workbook import WorkbookSheetMissing, WorkbookTableMissing
from nsk_desktop.exchange.adjusted_parts import AdjustedParts
from nsk_desktop.exchange.cells import CellValue, fitting_style, same_value
from nsk_desktop.exchange.coordinates import column_letters, split_cell
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.new_rows import NewRows
from nsk_desktop.exchange.package import Package, told_as_damage, write_package
from nsk_desktop.exchange.patch_check import Patch, check_patch
from nsk_desktop.exchange.row_form import OtherFormError, PlainRows
from nsk_desktop.exchange.sheet_edits import SharedFormula, SheetEdit, rewritten_sheet
from nsk_desktop.exchange.sheet_rows import Grammar, Row
from nsk_desktop.exchange.table_parts import Table, changed_table_part, find_tables
from nsk_desktop.exchange.table_plan import TableChange, TablePlan, plan_table
from nsk_desktop.exchange.table_scan import (
    Workbook,
    find_cells,
    formula_of,
    open_workbook,
    shared_formulas,
    shared_numbers,
)

__all__ = ["Record", "TableChange", "TableContent", "patch_workbook", "read_sheets", "read_tables", "records_of_tables"]

Record = dict[str, CellValue]
"""A row of a table: values by column header."""


@dataclass(frozen=True)
class TableContent:
    """What stands in a table: column headers, and the rows that are not wholly empty."""

    columns: tuple[str, ...]
    rows: list[Record]


def read_sheets(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets, in the order of the tabs."""
    with Package(path) as package:
        return tuple(package.sheets)


def read_tables(
    path: Path, names: Collection[str] | None = None, headway: Headway = UNHEARD
) -> dict[str, TableContent]:
    """The tables of a workbook by name (all, or those of *names* that are there)."""
    with records_of_tables(path, names, headway) as tables:
        return {table.name: TableContent(table.headers, list(records)) for table, records in tables}


@contextmanager
def records_of_tables(
    path: Path, names: Collection[str] | None = None, headway: Headway = UNHEARD
) -> Iterator[Iterator[tuple[Table, Iterator[Record]]]]:
    """The same tables, one by one, each with its rows one by one: they need not all be in memory."""
    with told_as_damage(path), Package(path, headway) as package:
        workbook = open_workbook(package)
        found = find_tables(package, names).items()
        yield ((replace(table, name=name), _records(workbook, table)) for name, table in found)


def _records(workbook: Workbook, table: Table) -> Iterator[Record]:
    """What stands in each row that is not wholly empty."""
    sheet = workbook.sheet(table.sheet_part)
    names = {column_letters(column.number): column.header for column in table.columns}
    plain = PlainRows(sheet.grammar.prefix, workbook.reader, names)
    for row in sheet.rows():
        if table.first <= row.number <= table.last:
            try:
                record = plain.record(row.number, row.raw)
            except OtherFormError:
                record = _any_record(workbook, sheet.grammar, row, names)
            if any(content is not None for content in record.values()):
                yield record


def _any_record(workbook: Workbook, grammar: Grammar, row: Row, names: Mapping[str, str]) -> Record:
    record: Record = dict.fromkeys(names.values())
    for letters, written, inside in grammar.contents(row.raw, row.number):
        if letters in names:
            record[names[letters]] = workbook.reader.read(written, inside)
    return record


def patch_workbook(
    source: Path,
    target: Path,
    changes: Sequence[TableChange],
    cells: Mapping[tuple[str, str], CellValue] | None = None,
    headway: Headway = UNHEARD,
) -> None:
    """Write *source* with the changes made to *target*, checked before it gets its name; nothing new, same bytes.

    Until then whoever is told of the *headway* may stop it by raising.
    """
    with written_beside(target) as temporary:
        with told_as_damage(source), Package(source, headway) as package:
            patch = plan_patch(package, changes, cells or {})
            if patch is not None:
                with temporary.open("wb") as stream:
                    contents = {name: iter([data]) for name, data in patch.parts.items()}
                    streams = {
                        name: rewritten_sheet(package.chunks(name), edit, package.headway)
                        for name, edit in patch.edits.items()
                    }
                    write_package(package, stream, changed={**contents, **streams}, removed=patch.removed)
                check_patch(package, temporary, patch)
        if patch is None:
            shutil.copyfile(source, temporary)


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """A temporary name in the target's folder, which becomes the target only when all went well."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def plan_patch(
    package: Package, changes: Sequence[TableChange], cells: Mapping[tuple[str, str], CellValue]
) -> Patch | None:
    """Everything that shall be different, by member; None when nothing is."""
    workbook = open_workbook(package)
    tables = find_tables(package, {change.table for change in changes})
    for change in changes:
        if change.table not in tables:
            raise WorkbookTableMissing(package.name, change.table)
    plans = [plan_table(workbook, tables[change.table], change) for change in changes]
    plans = [plan for plan in plans if plan.changes_anything]
    growths = [plan.table.growth(plan.added) for plan in plans if plan.added]
    edits: dict[str, SheetEdit] = {}

    def edit_of(sheet: str) -> SheetEdit:
        return edits.setdefault(package.sheets[sheet], SheetEdit(sheet, workbook.formats, growths))

    for plan in plans:
        edit = edit_of(plan.table.sheet)
        for row, values in plan.values.items():
            edit.values.setdefault(row, {}).update(values)
        edit.forgets_results |= plan.change.forget_results
        NewRows(plan, workbook.formats, growths).put_into(edit)
    for sheet, stamped in _stamps(workbook, cells).items():
        edit = edit_of(sheet)
        edit.unshared |= _shared_under(workbook, sheet, stamped)
        for row, column in stamped:
            edit.values.setdefault(row, {})[column] = stamped[row, column]
    if not edits:
        return None
    for sheet in {sheet for sheet, _ in cells}:
        # The sheets we stamp are ours: their formulas shall not show the result from before this change.
        edit_of(sheet).forgets_results = True
    return _patch(workbook, plans, edits)


def _stamps(
    workbook: Workbook, cells: Mapping[tuple[str, str], CellValue]
) -> dict[str, dict[tuple[int, int], CellValue]]:
    by_sheet: dict[str, dict[tuple[int, int], CellValue]] = {}
    for (sheet, reference), value in cells.items():
        if sheet not in workbook.package.sheets:
            raise WorkbookSheetMissing(workbook.package.name, sheet)
        by_sheet.setdefault(sheet, {})[split_cell(reference)] = value
    result = {sheet: _differing(workbook, sheet, wanted) for sheet, wanted in by_sheet.items()}
    return {sheet: different for sheet, different in result.items() if different}


def _differing(
    workbook: Workbook, sheet: str, wanted: Mapping[tuple[int, int], CellValue]
) -> dict[tuple[int, int], CellValue]:
    found = find_cells(workbook, workbook.package.sheets[sheet], wanted)
    different: dict[tuple[int, int], CellValue] = {}
    for place, value in wanted.items():
        cell = found.get(place)
        if same_value(workbook.value(cell), value) and (cell is None or formula_of(cell) is None):
            continue
        different[place] = value
        fitting_style(workbook.formats, cell.style if cell else None, value, new=False)
    return different


def _shared_under(workbook: Workbook, sheet: str, stamped: Collection[tuple[int, int]]) -> dict[str, SharedFormula]:
    part = workbook.package.sheets[sheet]
    numbers = set[str]().union(*(shared_numbers(cell) for cell in find_cells(workbook, part, stamped).values()))
    found = shared_formulas(workbook, part) if numbers else {}
    return {number: formula for number, formula in found.items() if number in numbers}


def _patch(workbook: Workbook, plans: Sequence[TablePlan], edits: Mapping[str, SheetEdit]) -> Patch:
    package = workbook.package
    growths = [plan.table.growth(plan.added) for plan in plans if plan.added]
    parts = {
        plan.table.part: changed_table_part(package.read(plan.table.part), plan.table, plan.added, growths)
        for plan in plans
    }
    adjusted = AdjustedParts(package, {plan.table.name: (plan.table, plan.added) for plan in plans}, {*edits, *parts})
    adjusted.collect()
    parts = {name: data for name, data in parts.items() if data != package.read(name)}
    styles = package.part_of_workbook("styles")
    if styles and workbook.formats.grown and workbook.formats.part:
        parts[styles] = workbook.formats.part
    return Patch({**parts, **adjusted.changed}, adjusted.removed, dict(edits), tuple(plans), workbook)
