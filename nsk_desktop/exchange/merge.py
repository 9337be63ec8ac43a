"""Merging evaluation files into the central workbook: read, plan, write beside, read back, rename.

Only the rows that the program owns change, and nothing changes at all unless everything went well.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import starmap, zip_longest
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.errors import NskError
from nsk_desktop.errors.files import NotWritten
from nsk_desktop.errors.travelling import (
    FileDamaged,
    FileLocked,
    FileOldFormat,
    FileTooBig,
    NotCentral,
    WorkbookChangedMeanwhile,
    WorkbookOpen,
)
from nsk_desktop.errors.workbook import (
    WorkbookCheckFailed,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookOldFormat,
    WorkbookRefused,
    WorkbookTableMissing,
    WorkbookTooBig,
)
from nsk_desktop.exchange import evaluation
from nsk_desktop.exchange.central import counting_rows
from nsk_desktop.exchange.claims import device_code
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.headway import UNHEARD, Headway, Step, Steps, Told, nobody, unasked
from nsk_desktop.exchange.merge_plan import MergePlan, Permissions, plan
from nsk_desktop.exchange.new_sheets import NewSheet, add_sheets
from nsk_desktop.exchange.overview import KEY, LOWER, REGISTERED, STAMP, TABLE, TOTAL, UPPER, half_years
from nsk_desktop.exchange.patch import (
    Record,
    TableChange,
    TableContent,
    patch_workbook,
    read_sheets,
    read_tables,
    records_of_tables,
)
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.reasons import explained
from nsk_desktop.exchange.room import refuse_full
from nsk_desktop.exchange.sheets import ABOUT, CENTRAL_SHEETS, DEVICE, DEVICE_SHEET, RECEPTION_SHEET, Kind, Sheet
from nsk_desktop.exchange.standing import Standing, Tables, standing_of
from nsk_desktop.exchange.values import CellValue, canonical, same
from nsk_desktop.exchange.workbook_place import check_place, not_allowed

Figures = Callable[[CountingRows, date | None, date | None], tuple[int, int, int]]
"""Gives registered, lower and upper of the sessions between two days (None: no limit)."""

FileState = tuple[int, int, int]
_OWN: Mapping[type[NskError], type[WorkbookRefused]] = {
    FileTooBig: WorkbookTooBig,
    FileLocked: WorkbookEncrypted,
    FileOldFormat: WorkbookOldFormat,
}
"""What is said of the evaluator's own file, which nobody can send again."""
_LEFT_FOR = 3600
"""Seconds after which nobody is writing a half-written file any more."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, for the person who asked for it."""

    plan: MergePlan
    changed: bool
    """Whether the workbook became another file."""
    previous: Path | None = None
    """Where the workbook as it was is kept."""
    reach: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    """By half-year, and `i alt`: registered, lower and upper as counted from the merged rows."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A central workbook as it was read."""

    path: Path
    seen: FileState | None
    tables: Mapping[str, TableContent]
    standing: Standing

    def is_current(self) -> bool:
        """Whether the file at its place is still the one that was read."""
        return state_of(self.path) == self.seen


@dataclass(frozen=True, slots=True)
class Prepared:
    """A merge that is planned to the last cell, and of which nothing is written."""

    opened: Opened
    plan: MergePlan
    changes: Sequence[TableChange]
    reach: Mapping[str, tuple[int, int, int]]


def merge(
    workbook: Path,
    files: Sequence[Path],
    *,
    take_laptop: bool = False,
    accept_shrink: bool = False,
    accept_key: bool = False,
    now: datetime,
    figures: Figures | None = None,
) -> MergeReport:
    """Merge *files* into *workbook*. Every file is judged before anything is written; one refused refuses all."""
    permissions = Permissions(take_laptop, accept_shrink, accept_key)
    return carry_out(look(workbook, files, permissions, now=now, figures=figures), now)


def look(
    workbook: Path,
    files: Sequence[Path],
    permissions: Permissions,
    *,
    now: datetime,
    figures: Figures | None = None,
    steps: Steps = unasked,
) -> Prepared:
    """What merging *files* into *workbook* would do; nothing is written."""
    check_place(workbook)
    data = read_files(files, steps)
    headway = Headway(lambda done, total: steps(Step.COMPARING, done, total))
    headway()
    opened = open_central(workbook, headway)
    names = [path.name for path in files]
    return prepare(opened, data, names, permissions, now=now, figures=figures, headway=headway)


def read_files(files: Sequence[Path], steps: Steps) -> list[EvaluationData]:
    """Every file; *steps* is told which one is read."""

    def told(number: int) -> Headway:
        steps(Step.READING, number, len(files))
        return Headway(lambda _done, _total: steps(Step.READING, number, len(files)))

    return [evaluation.read(path, told(number)) for number, path in enumerate(files, start=1)]


def open_central(workbook: Path, headway: Headway = UNHEARD) -> Opened:
    """Read the owned tables of *workbook*, which nobody has open and which can be updated."""
    check_place(workbook)
    seen = state_of(workbook)
    with _meanwhile_told(workbook, seen):
        try:
            check_workbook(workbook)
        except tuple(_OWN) as error:
            raise _OWN[type(error)](workbook.name) from error
        tables = _owned_tables(workbook, headway)
        return Opened(workbook, seen, tables, standing_of(workbook.name, tables, headway))


def prepare(
    opened: Opened,
    data: Sequence[EvaluationData],
    names: Sequence[str],
    permissions: Permissions,
    *,
    now: datetime,
    figures: Figures | None = None,
    headway: Headway = UNHEARD,
) -> Prepared:
    """Plan the merge of *data* (files called *names*); nothing is written."""
    merge_plan = plan(opened.standing, data, names, now=now, permissions=permissions, headway=headway)
    merge_plan.hand_edits = explained(opened.path, opened.tables, merge_plan.hand_edits)
    refuse_full(opened.path.name, opened.tables, merge_plan.changes)
    headway()
    after = applied(opened.tables, merge_plan.changes)
    headway()
    changes = list(merge_plan.changes)
    reach: dict[str, tuple[int, int, int]] = {}
    if figures is not None:
        reach = _reach(counting_rows(after), figures)
        changes += _stamps(after, reach, now)
    return Prepared(opened, merge_plan, [change for change in changes if change.updates or change.appended], reach)


def carry_out(prepared: Prepared, now: datetime, told: Told = nobody) -> MergeReport:
    """Write exactly what was planned. Until the rename, whoever is *told* how far it is may stop it by raising."""
    workbook, seen = prepared.opened.path, prepared.opened.seen
    if not prepared.changes:
        return MergeReport(prepared.plan, changed=False, reach=prepared.reach)
    with _meanwhile_told(workbook, seen):
        previous = _write(workbook, prepared.opened.tables, prepared.changes, now, seen, told)
    return MergeReport(prepared.plan, True, previous, prepared.reach)


def state_of(path: Path) -> FileState | None:
    """What tells one file at this place from another that has taken its name."""
    try:
        status = path.stat()
    except OSError:
        return None  # Reading it says what is wrong.
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextmanager
def _meanwhile_told(workbook: Path, seen: FileState | None) -> Iterator[None]:
    """A file that another program replaces while it is read may fail in any way: say what really happened."""
    try:
        yield
    except Exception as error:
        if state_of(workbook) != seen:
            raise WorkbookChangedMeanwhile(workbook.name) from error
        if isinstance(error, FileDamaged):
            raise WorkbookDamaged(workbook.name) from error  # Nobody can send the evaluator's own file again.
        if isinstance(error, PermissionError):
            raise not_allowed(workbook) from error
        if isinstance(error, OSError):
            raise NotWritten(workbook, error) from error  # The system may name no file, or one that nobody made.
        raise


def _clear_leftovers(workbook: Path) -> None:
    """Take away what a merge into *workbook* left half-written beside it when its computer stopped."""
    name = re.escape(f".{workbook.stem}.")
    mine = re.compile(rf"\.?{name}\d+\.(new|whole){re.escape(workbook.suffix)}(\.\d+\.part)?")
    for path in workbook.parent.iterdir():
        if mine.fullmatch(path.name):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFT_FOR:
                    path.unlink()


def _owned_tables(workbook: Path, headway: Headway) -> dict[str, TableContent]:
    """The owned tables; empty ones for a workbook that never had them. One that was taken away is refused."""
    tables = read_tables(workbook, {*(sheet.table for sheet in CENTRAL_SHEETS), TABLE}, headway)
    missing = [sheet for sheet in CENTRAL_SHEETS if sheet.table not in tables]
    if missing and len(missing) < len(CENTRAL_SHEETS):
        if RECEPTION_SHEET in missing and ABOUT in read_sheets(workbook):
            raise NotCentral(workbook.name)  # An evaluation file, where the workbook was asked for.
        raise WorkbookTableMissing(workbook.name, missing[0].table)
    return tables | {sheet.table: TableContent(sheet.headers, []) for sheet in missing}


def _with_owned_sheets(workbook: Path, target: Path) -> None:
    """Write *workbook* with every owned table to *target*."""
    dates = {sheet.name: [c.name for c in sheet.columns if c.kind is Kind.DATE] for sheet in CENTRAL_SHEETS}
    add_sheets(workbook, target, [NewSheet(s.name, s.table, s.headers, dates[s.name]) for s in CENTRAL_SHEETS])


def applied(tables: Tables, changes: Sequence[TableChange]) -> dict[str, TableContent]:
    """The tables as they will be."""
    after = dict(tables)
    for change in changes:
        content = after[change.table]
        after[change.table] = TableContent(content.columns, list(_applied_to(content, change)))
    return after


def _applied_to(content: TableContent, change: TableChange) -> Iterator[Record]:
    nothing: Record = dict.fromkeys(content.columns)
    for row in content.rows:
        yield {**row, **change.updates.get(str(row.get(change.key)), {})}
    for record in change.appended:
        yield nothing | dict(record)


def _reach(rows: CountingRows, figures: Figures) -> dict[str, tuple[int, int, int]]:
    counted = {half.name: figures(rows, half.first, half.last) for half in half_years()}
    return counted | {TOTAL: figures(rows, None, None)}


def _stamps(tables: Tables, reach: Mapping[str, tuple[int, int, int]], now: datetime) -> list[TableChange]:
    """The cells of `Overblik` that cannot be formulas. A stamp keeps its day while figures and files are the same."""
    content = tables.get(TABLE)
    if content is None or not {KEY, REGISTERED, LOWER, UPPER, STAMP} <= set(content.columns):
        return []  # The evaluator has taken the table away; the figures are still in the report.
    files = _received(tables)
    updates: dict[str, dict[str, CellValue]] = {}
    for row in content.rows:
        name = str(row[KEY])
        if name in reach:
            wanted: dict[str, CellValue] = dict(zip((REGISTERED, LOWER, UPPER), reach[name], strict=True))
            changed = {header: value for header, value in wanted.items() if row[header] != value}
            if changed or str(row[STAMP] or "").partition(": ")[2] != files:
                updates[name] = changed | {STAMP: f"{now:%d.%m.%Y}: {files}"}
    return [TableChange(TABLE, updates, [], KEY)] if updates else []


def _received(tables: Tables) -> str:
    """Which files the figures rest on."""
    rows = tables[DEVICE_SHEET.table].rows
    pairs = sorted((device_code(str(row[DEVICE])), row["seneste_løbenr"]) for row in rows if row[DEVICE])
    return ", ".join(f"{device} nr. {number}" for device, number in pairs) or "-"


def _write(
    workbook: Path,
    tables: Tables,
    changes: Sequence[TableChange],
    now: datetime,
    seen: FileState | None,
    told: Told,
) -> Path:
    """Write beside, read back, keep the previous, rename. Gives the place of the previous."""
    _clear_leftovers(workbook)
    with _temporary(workbook, "new") as beside, _temporary(workbook, "whole") as whole:
        source = workbook
        if not read_tables(workbook, {DEVICE_SHEET.table}):
            _with_owned_sheets(workbook, whole)
            source = whole
        headway = Headway(told, _work(tables, changes))
        headway()
        patch_workbook(source, beside, changes, headway=headway)
        _read_back(workbook, beside, tables, changes, headway)
        check_place(workbook)
        headway.end()
        previous = _kept_name(workbook, now)
        try:
            shutil.copy2(workbook, previous)
            shutil.copymode(workbook, beside)  # whoever could open it before can do so now
            # Last of all: what somebody else wrote since it was read must never be renamed over.
            if state_of(workbook) != seen:
                raise WorkbookChangedMeanwhile(workbook.name)
            _rename(beside, workbook)
        except BaseException:
            # Stopped just after the rename, it is the only copy of what was there.
            if beside.exists():
                previous.unlink(missing_ok=True)
            raise
    return previous


def _work(tables: Tables, changes: Sequence[TableChange]) -> int:
    """How many rows are gone through for a merge: one that was there for finding, writing and checking, and so on."""
    return sum(6 * len(tables[change.table].rows) + 4 * len(change.appended) for change in changes)


def _rename(beside: Path, workbook: Path) -> None:
    try:
        beside.replace(workbook)
    except PermissionError as error:
        raise WorkbookOpen(workbook.name) from error


@contextmanager
def _temporary(workbook: Path, mark: str) -> Iterator[Path]:
    beside = workbook.with_name(f".{workbook.stem}.{os.getpid()}.{mark}{workbook.suffix}")
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _kept_name(workbook: Path, now: datetime) -> Path:
    """A name that nobody has, taken at once: two merges in one second must not keep their copies in one file."""
    base = f"{workbook.stem} {now:%Y-%m-%d %H%M%S}"
    names = (f"{base}{mark}{workbook.suffix}" for mark in ("", *(f" ({number})" for number in range(2, 1000))))
    return next(path for path in map(workbook.with_name, names) if _taken(path))


def _taken(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _read_back(workbook: Path, beside: Path, tables: Tables, changes: Sequence[TableChange], headway: Headway) -> None:
    """The written file says what it should in every owned cell, or it is not used."""
    owned = {sheet.table: sheet for sheet in CENTRAL_SHEETS}
    by_table = {change.table: change for change in changes if change.table in owned}
    with records_of_tables(beside, by_table, headway) as found:
        for table, records in found:
            meant = _applied_to(tables[table.name], by_table[table.name])
            if not all(starmap(partial(_says_the_same, owned[table.name]), zip_longest(records, meant))):
                raise WorkbookCheckFailed(workbook.name, f"{table.name}: another cell than was meant")


def _says_the_same(sheet: Sheet, there: Record | None, meant: Record | None) -> bool:
    if there is None or meant is None:
        return False
    return there == meant or all(
        same(canonical(column, there.get(column.name)), canonical(column, meant.get(column.name)))
        for column in sheet.columns
    )
