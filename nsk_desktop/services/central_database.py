"""The centre's work beyond one workbook: the same merge into PostgreSQL, and answers from there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.errors.central import StoppedAfterMerge
from nsk_desktop.errors.central_database import (
    DatabaseConnectionLost,
    DatabaseForeign,
    DatabaseRefused,
    DatabaseRowRefused,
)
from nsk_desktop.exchange import central
from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.claims import device_code
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.headway import Step, Steps, unasked
from nsk_desktop.exchange.merge import MergeReport, read_files
from nsk_desktop.exchange.merge_plan import SHRINK_ROWS, MergePlan, Permissions, plan
from nsk_desktop.exchange.patch import TableChange, TableContent
from nsk_desktop.exchange.reasons import NOTE
from nsk_desktop.exchange.reconciliation import COUNTING_SHEETS, FIGURES
from nsk_desktop.exchange.row_plan import HandEdit
from nsk_desktop.exchange.sheets import (
    BOOKKEEPING_SHEETS,
    CENTRAL_SHEETS,
    CHECK,
    DELETED,
    DEVICE,
    FORMAT,
    RECEPTIONS,
    ROW_SHEETS,
    UNRESOLVED_SHEET,
    Column,
    Kind,
    Sheet,
    central_sheet,
)
from nsk_desktop.exchange.standing import Standing, Tables, standing_of
from nsk_desktop.exchange.values import YES, canonical, same
from nsk_desktop.i18n import _
from nsk_desktop.measures.reach import Reach, reach
from nsk_desktop.services.central import Merged
from nsk_desktop.services.central_receipts import refusals_told, signer_for
from nsk_desktop.services.reconciliation import Difference, reconcile
from nsk_desktop.store.central import CentralDatabase, CentralRows, CentralTable
from nsk_desktop.store.central_schema import SCHEMA, CellKind, CentralColumn

__all__ = [
    "database_at",
    "look_at_database",
    "merge_into_database",
    "name_of",
    "reach_of_database",
    "rows_of_database",
    "tables_of_database",
]

_KINDS = {Kind.NUMBER: CellKind.NUMBER, Kind.DATE: CellKind.DATE}


def database_at(address: str) -> CentralDatabase:
    """The database at *address*; nothing is opened yet."""
    return CentralDatabase(address)


def name_of(address: str) -> str:
    """Where the database at *address* is, for people: no name of a user and no password."""
    return database_at(address).name


def table_name(sheet: Sheet) -> str:
    """What the table of *sheet* is called in the database: nothing there needs quotation marks in a query."""
    return sheet.name.lower().replace(" ", "_")


@cache
def central_tables(sheets: tuple[Sheet, ...] = CENTRAL_SHEETS) -> tuple[CentralTable, ...]:
    """The tables of *sheets*, column by column as in the workbook."""
    return tuple(
        CentralTable(table_name(sheet), sheet.key, tuple(map(_column, sheet.columns)), _(sheet.explanation))
        for sheet in sheets
    )


def _column(column: Column) -> CentralColumn:
    return CentralColumn(column.name, _KINDS.get(column.kind, CellKind.TEXT), _(column.explanation))


def merge_into_database(
    address: str,
    files: Sequence[Path],
    now: datetime,
    *,
    take_laptop: bool = False,
    accept_shrink: bool = False,
    accept_key: bool = False,
    receipts: Path | None = None,
    key_file: Path | None = None,
    steps: Steps = unasked,
) -> Merged:
    """Merge evaluation files into the database by the rules of the workbook's merge, all or nothing.

    Only the rows that the files speak of are read, so that the cost follows the files and not the database.
    """
    database = database_at(address)
    database.knock()
    signer = None if receipts is None else signer_for(receipts, key_file)
    permissions = Permissions(take_laptop, accept_shrink, accept_key)
    written = False
    try:
        with refusals_told(receipts, signer, files, now):
            # Reading takes longer than all the rest: nobody waits for it at the database.
            data = read_files(files, steps)
            steps(Step.COMPARING, 0, 0)
            with database.turn(central_tables(), FORMAT) as rows:
                tables = _concerned(rows, data)
                made = _planned(database.name, rows, tables, (data, files), now, permissions)
                changes = _changes(made)
                for number, change in enumerate(changes):
                    steps(Step.WRITING, number, len(changes))
                    _write(database.name, rows, tables, change)
                written = bool(changes)
        report = MergeReport(made, changed=bool(changes))
        steps(Step.COMPARING, 0, 0)
        try:
            with database.view(central_tables(), FORMAT) as rows:
                books = _books(rows)
                differences = _differences(rows, books, [outcome.device for outcome in made.files])
        except DatabaseRefused as problem:
            # The rows are in: what says that nothing was changed would be wrong now.
            raise DatabaseConnectionLost(database.name) from problem
        if receipts is None or signer is None:
            return Merged(report, differences)
        return Merged(report, differences).with_receipts(receipts, signer, central.rows_of(books, RECEPTIONS), now)
    except KeyboardInterrupt:
        if not written:
            raise
        raise StoppedAfterMerge(database.name) from None


def look_at_database(
    address: str,
    files: Sequence[Path],
    now: datetime,
    *,
    take_laptop: bool = False,
    accept_shrink: bool = False,
    accept_key: bool = False,
    steps: Steps = unasked,
) -> Merged:
    """What `merge_into_database` would do, and nothing of it done: nobody waits for it, and no table is made."""
    database = database_at(address)
    database.knock()
    data = read_files(files, steps)
    steps(Step.COMPARING, 0, 0)
    permissions = Permissions(take_laptop, accept_shrink, accept_key)
    try:
        with database.view(central_tables(), FORMAT) as rows:
            made = _planned(database.name, rows, _concerned(rows, data), (data, files), now, permissions)
    except DatabaseForeign:
        # The first merge makes the tables.
        empty = {sheet.table: TableContent(sheet.headers, []) for sheet in CENTRAL_SHEETS}
        names = [path.name for path in files]
        made = plan(standing_of(database.name, empty), data, names, now=now, permissions=permissions)
    return Merged(MergeReport(made, changed=bool(_changes(made))), ())


def _planned(
    name: str,
    rows: CentralRows,
    tables: Tables,
    sent: tuple[Sequence[EvaluationData], Sequence[Path]],
    now: datetime,
    permissions: Permissions,
) -> MergePlan:
    """What merging the files that were *sent* into *rows* changes."""
    data, files = sent
    standing = _with_counts(rows, standing_of(name, tables), data)
    made = plan(standing, data, [path.name for path in files], now=now, permissions=permissions)
    made.hand_edits = _explained(rows, made.hand_edits)
    return made


def _changes(made: MergePlan) -> list[TableChange]:
    return [change for change in made.changes if change.updates or change.appended]


def reach_of_database(address: str, first: date, last: date, by: str | None = None) -> Reach:
    """Reach counted from the database alone."""
    return reach(rows_of_database(address), first, last, by)


def rows_of_database(address: str) -> CountingRows:
    """What reach is counted from, out of the database alone."""
    return central.counting_rows(tables_of_database(address, (*COUNTING_SHEETS, "Initiativer")))


def tables_of_database(address: str, names: Iterable[str]) -> dict[str, TableContent]:
    """The sheets called *names* as they stand in the database, and the bookkeeping."""
    with database_at(address).view(central_tables(), FORMAT) as rows:
        return {**_books(rows), **{sheet.table: content_of(rows, sheet) for sheet in map(central_sheet, names)}}


def content_of(rows: CentralRows, sheet: Sheet, holding: Mapping[str, Collection[str]] | None = None) -> TableContent:
    """The rows of *sheet* as they stand in the database."""
    return TableContent(sheet.headers, list(rows.rows(table_name(sheet), holding)))


def _books(rows: CentralRows) -> dict[str, TableContent]:
    """The devices, the log of files, and what is unresolved."""
    return {sheet.table: content_of(rows, sheet) for sheet in BOOKKEEPING_SHEETS}


def said_by_any(devices: Iterable[str]) -> dict[str, set[str]]:
    """Which column of a row holds which texts when one of *devices* says the row; now and then of another row too."""
    codes = {device_code(device) for device in devices}
    return {DEVICE: codes, CHECK: codes}


def _concerned(rows: CentralRows, data: Sequence[EvaluationData]) -> dict[str, TableContent]:
    """The bookkeeping, and the rows that *data* or a wording that lost says something about."""
    tables = _books(rows)
    named: dict[str, set[str]] = defaultdict(set)
    for wording in tables[UNRESOLVED_SHEET.table].rows:
        named[str(wording["ark"])].add(str(wording["række"]))
    for sheet in ROW_SHEETS:
        said = {str(row[0]) for one in data for row in one.sheets.get(sheet.name, ())}
        standing = central_sheet(sheet.name)
        found = rows.rows_called(table_name(sheet), said | named[sheet.name])
        tables[sheet.table] = TableContent(standing.headers, list(found))
    return tables


def _with_counts(rows: CentralRows, standing: Standing, data: Sequence[EvaluationData]) -> Standing:
    """*standing*, and how many rows there are in all where files delete so many that it matters."""
    alive = {}
    for sheet in ROW_SHEETS:
        place = sheet.index(DELETED)
        if sum(row[place] == YES for one in data for row in one.sheets.get(sheet.name, ())) > SHRINK_ROWS:
            numbers = rows.counted(table_name(sheet), DELETED)
            column = sheet.columns[place]
            alive[sheet.name] = sum(n for value, n in numbers.items() if canonical(column, value) != YES)
    return replace(standing, alive=alive)


def _explained(rows: CentralRows, edits: Sequence[HandEdit]) -> list[HandEdit]:
    """*edits* with what the evaluator has noted beside the rows in a column of her own."""
    edited: dict[str, set[str]] = defaultdict(set)
    for edit in edits:
        edited[edit.sheet].add(edit.row)
    notes = {sheet: rows.noted(table_name(central_sheet(sheet)), NOTE, ids) for sheet, ids in edited.items()}
    return [replace(edit, why=notes[edit.sheet].get(edit.row, "")) for edit in edits]


def _write(name: str, rows: CentralRows, tables: Tables, change: TableChange) -> None:
    """Write *change*, and read it back: what the table made of it must be what was meant."""
    sheet = next(sheet for sheet in CENTRAL_SHEETS if sheet.table == change.table)
    table = table_name(sheet)
    rows.append(table, change.appended)
    rows.update(table, change.updates)
    before = {str(row[change.key]): row for row in tables[change.table].rows}
    meant = {key: {**before[key], **cells} for key, cells in change.updates.items()}
    meant |= {str(record[change.key]): dict(record) for record in change.appended}
    found = {str(row[change.key]): row for row in rows.rows_called(table, meant.keys())}
    if found.keys() != meant.keys() or not all(_says(sheet, found[key], meant[key]) for key in meant):
        raise DatabaseRowRefused(name, f"{SCHEMA}.{table}")


def _says(sheet: Sheet, there: Mapping[str, CellValue], meant: Mapping[str, CellValue]) -> bool:
    return all(
        same(canonical(column, there.get(column.name)), canonical(column, meant.get(column.name)))
        for column in sheet.columns
    )


def _differences(rows: CentralRows, books: Tables, devices: Sequence[str]) -> tuple[Difference, ...]:
    """Where the laptops' own figures differ; only what a laptop and those it exchanges with have said is read."""
    units = central.device_units(books)
    sheets = [central_sheet(name) for name in COUNTING_SHEETS]
    with_figures = {row[DEVICE] for row in content_of(rows, central_sheet(FIGURES), said_by_any(devices)).rows}
    found: list[Difference] = []
    for unit in sorted({units.get(device, "") for device in devices if device in with_figures}):
        asked = {device for device in devices if units.get(device, "") == unit}
        members = {device for device, name in units.items() if name == unit} | asked
        holding = None if members >= units.keys() else said_by_any(members)
        tables = {**books, **{sheet.table: content_of(rows, sheet, holding) for sheet in sheets}}
        found += reconcile(tables, asked)
    return tuple(sorted(found, key=lambda one: (one.device, one.half_year)))
