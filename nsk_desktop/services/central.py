"""The centre's work: a new workbook, merging files into it, and answering from it alone. Needs no store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.errors import NskError
from nsk_desktop.errors.central import StoppedAfterMerge
from nsk_desktop.errors.files import FileMissing, NotWritten
from nsk_desktop.errors.receipts import ReceiptsNotWritten
from nsk_desktop.errors.travelling import NotCentral
from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.centre_key import CentreKey
from nsk_desktop.exchange.headway import Step, Steps, unasked
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import Permissions
from nsk_desktop.exchange.patch import TableContent, read_tables
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.sheets import RECEPTIONS, central_tables
from nsk_desktop.exchange.strays import Stray, strays
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.measures.reach import Reach, reach
from nsk_desktop.services.central_receipts import refusals_told, signer_for, write_receipts
from nsk_desktop.services.reconciliation import Difference, reconcile

__all__ = [
    "Difference",
    "MergeReport",
    "Merged",
    "interval",
    "look_at_files",
    "merge_files",
    "new_workbook",
    "reach_of_workbook",
    "rows_of_workbook",
    "tables_of_workbook",
]

_ALWAYS = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, and where the figures of centre and laptops differ."""

    report: MergeReport
    differences: tuple[Difference, ...]
    receipts: tuple[Path, ...] = ()
    words: str = ""
    """The six words of the key that signed the receipts."""
    unwritten: NskError | None = None
    """Why the receipts could not be written; the merge is done all the same."""
    strays: tuple[Stray, ...] = ()
    """Rows that no laptop has sent."""

    def with_receipts(
        self, folder: Path, signer: CentreKey, receptions: Iterable[Mapping[str, CellValue]], now: datetime
    ) -> "Merged":
        """The same with a receipt for each file; what keeps them from it stands in the answer."""
        try:
            written = write_receipts(folder, signer, self.report.plan, receptions, now)
        except NskError as problem:
            return replace(self, unwritten=ReceiptsNotWritten(problem))
        return replace(self, receipts=written, words=signer.words)


def new_workbook(path: Path) -> None:
    """Make an empty central workbook at *path*, whole or not at all."""
    try:
        central.new_workbook(path)
    except OSError as problem:
        raise NotWritten(path, problem) from problem


def reach_of_workbook(path: Path, first: date, last: date, by: str | None = None) -> Reach:
    """Reach counted from a central workbook alone."""
    return reach(rows_of_workbook(path), first, last, by)


def rows_of_workbook(path: Path) -> CountingRows:
    """What reach is counted from, out of a central workbook alone."""
    return central.counting_rows(tables_of_workbook(path))


def tables_of_workbook(path: Path) -> dict[str, TableContent]:
    """The owned tables of a central workbook; refuses what is not one."""
    if not path.exists():
        raise FileMissing(path.name)
    check_workbook(path)
    tables = read_tables(path, set(central_tables()))
    if any(name not in tables for name in central_tables()):
        raise NotCentral(path.name)
    return tables


def merge_files(
    workbook: Path,
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
    """Merge evaluation files into the workbook, stamp the interval figures, and hold them against the laptops' own.

    Receipts for the laptops are written into the folder *receipts*; a file that is refused gets one too, because
    whoever sent it should know.
    """
    signer = None if receipts is None else signer_for(receipts, key_file)
    permissions = Permissions(take_laptop, accept_shrink, accept_key)
    seen = merge.state_of(workbook)
    try:
        with refusals_told(receipts, signer, files, now):
            prepared = merge.look(workbook, files, permissions, now=now, figures=interval, steps=steps)
            report = merge.carry_out(prepared, now, lambda done, total: steps(Step.WRITING, done, total))
        steps(Step.COMPARING, 0, 0)
        tables = read_tables(workbook, set(central_tables()))
        differences = reconcile(tables, [outcome.device for outcome in report.plan.files])
        merged = Merged(report, differences, strays=strays(tables))
        if receipts is None or signer is None:
            return merged
        return merged.with_receipts(receipts, signer, central.rows_of(tables, RECEPTIONS), now)
    except KeyboardInterrupt:
        if merge.state_of(workbook) == seen:
            raise
        raise StoppedAfterMerge(workbook.name) from None


def look_at_files(
    workbook: Path,
    files: Sequence[Path],
    now: datetime,
    *,
    take_laptop: bool = False,
    accept_shrink: bool = False,
    accept_key: bool = False,
    steps: Steps = unasked,
) -> Merged:
    """What `merge_files` would do, and nothing of it done. `changed` tells whether the workbook would be another."""
    permissions = Permissions(take_laptop, accept_shrink, accept_key)
    prepared = merge.look(workbook, files, permissions, now=now, figures=interval, steps=steps)
    return Merged(MergeReport(prepared.plan, bool(prepared.changes), None, prepared.reach), ())


def interval(rows: CountingRows, first: date | None, last: date | None) -> tuple[int, int, int]:
    """Persons registered, at least and at most between two days (None: no limit), as the workbook is stamped."""
    persons = reach(rows, first or _ALWAYS[0], last or _ALWAYS[1]).figures.persons
    return persons.registered, persons.lower, persons.upper
