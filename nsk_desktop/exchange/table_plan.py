"""What one table's change means cell by cell, planned before a byte is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from nsk_desktop.errors.workbook import WorkbookFull, WorkbookTextTooLong
from nsk_desktop.exchange.cells import LONGEST_TEXT, CellValue
from nsk_desktop.exchange.coordinates import LAST_ROW
from nsk_desktop.exchange.sheet_rows import grammar
from nsk_desktop.exchange.table_parts import Table
from nsk_desktop.exchange.table_scan import Scan, ScannedTable, Workbook, scan_table

Record = Mapping[str, CellValue]


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
    kinds: Mapping[str, set[type]]
    """By header of the columns in which appended rows have cells: the kinds of their values."""

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

    @cached_property
    def headers(self) -> set[str]:
        """The columns that are ours: those the change says something about."""
        return {self.change.key, *self.kinds, *chain.from_iterable(self.change.updates.values())}

    @cached_property
    def new_rows(self) -> Sequence[Record]:
        """The rows that come below the old last one."""
        return self.change.appended[self.scanned.is_blank :]

    def written_over(self) -> dict[str, Record]:
        """What the change says about rows of sheet that were there before, by key."""
        first = self.change.appended[: self.scanned.is_blank]
        return {**self.change.updates, **{str(record[self.change.key]): record for record in first}}

    def keys(self) -> dict[str, int]:
        """The row of every key afterwards."""
        start = self.table.first if self.scanned.is_blank else self.table.last + 1
        new = {str(record[self.change.key]): row for row, record in enumerate(self.change.appended, start)}
        return {**self.scanned.rows, **new}


def plan_table(workbook: Workbook, table: Table, change: TableChange) -> TablePlan:
    """Hold a change against the table as it stands; refuse what cannot be done."""
    name = workbook.package.name
    _refuse_long_texts(name, change)
    kinds = _kinds(change.appended)
    wanted = {**change.updates, "": dict.fromkeys(kinds)}
    scanned = scan_table(workbook, Scan(table, change.key, wanted, bool(change.appended)))
    plan = TablePlan(change, scanned, dict(scanned.differing), kinds)
    _check_keys(plan)
    if table.area.bottom + plan.added > LAST_ROW:
        raise WorkbookFull(name, table.name)
    if scanned.is_blank and change.appended:
        plan.values[table.first] = _first_values(scanned, change.appended[0])
    return plan


def _kinds(records: Iterable[Record]) -> dict[str, set[type]]:
    met: set[tuple[str, type]] = set()
    for record in records:
        met.update(zip(record, map(type, record.values()), strict=True))
    kinds: dict[str, set[type]] = {}
    for header, kind in met:
        kinds.setdefault(header, set()).add(kind)
    return kinds


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
