"""The centre's work: a new workbook, merging files into it, and answering from it alone. Needs no store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.errors.files import FileMissing, NotWritten
from nsk_desktop.errors.travelling import DeviceKeyChanged, NotCentral, WouldShrink
from nsk_desktop.exchange import central, centre_key, evaluation, merge
from nsk_desktop.exchange.centre_key import CentreKey
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import reception_id
from nsk_desktop.exchange.patch import TableContent, read_tables
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.receipts import KEY, SHRINK, Receipt, Refusal, receipt_name, receipt_of, refusal_of, sealed
from nsk_desktop.exchange.sheets import ID, RECEPTIONS, central_tables
from nsk_desktop.measures.reach import Reach, reach
from nsk_desktop.paths import write_whole
from nsk_desktop.services.reconciliation import Difference, reconcile

__all__ = ["Difference", "MergeReport", "Merged", "merge_files", "new_workbook", "reach_of_workbook"]

_ALWAYS = (date.min, date.max)
_CLOCK = "%d.%m.%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, and where the figures of centre and laptops differ."""

    report: MergeReport
    differences: tuple[Difference, ...]
    receipts: tuple[Path, ...] = ()
    words: str = ""
    """The six words of the key that signed the receipts."""


def new_workbook(path: Path) -> None:
    """Make an empty central workbook at *path*, whole or not at all."""
    try:
        central.new_workbook(path)
    except OSError as problem:
        raise NotWritten(path, problem) from problem


def reach_of_workbook(path: Path, first: date, last: date, by: str | None = None) -> Reach:
    """Reach counted from a central workbook alone."""
    if not path.exists():
        raise FileMissing(path.name)
    check_workbook(path)
    tables = read_tables(path)
    if any(name not in tables for name in central_tables()):
        raise NotCentral(path.name)
    return reach(central.counting_rows(tables), first, last, by)


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
) -> Merged:
    """Merge evaluation files into the workbook, stamp the interval figures, and hold them against the laptops' own.

    Receipts for the laptops are written into the folder *receipts*; a file that is refused gets one too, because
    whoever sent it should know.
    """
    signer = None if receipts is None else centre_key.load_or_make(key_file)
    try:
        report = merge.merge(
            workbook,
            files,
            take_laptop=take_laptop,
            accept_shrink=accept_shrink,
            accept_key=accept_key,
            now=now,
            figures=_interval,
        )
    except (WouldShrink, DeviceKeyChanged) as refused:
        if receipts is not None and signer is not None:
            _write_refusal(receipts, signer, files, refused, now)
        raise
    tables = read_tables(workbook)
    differences = reconcile(tables, [outcome.device for outcome in report.plan.files])
    if receipts is None or signer is None:
        return Merged(report, differences)
    written = tuple(_write_receipt(receipts, signer, receipt, area) for receipt, area in _receipts(report, tables, now))
    return Merged(report, differences, written, signer.words)


def _interval(rows: CountingRows, first: date | None, last: date | None) -> tuple[int, int, int]:
    persons = reach(rows, first or _ALWAYS[0], last or _ALWAYS[1]).figures.persons
    return persons.registered, persons.lower, persons.upper


def _receipts(report: MergeReport, tables: Mapping[str, TableContent], now: datetime) -> Iterator[tuple[Receipt, str]]:
    """A receipt for each file, with the area it is about."""
    logged = {str(row[ID]): str(row["modtaget"]) for row in central.rows_of(tables, RECEPTIONS)}
    for outcome in report.plan.files:
        received = _moment(logged.get(reception_id(outcome.data), ""), now)
        yield (
            receipt_of(outcome.data, outcome.name, outcome.fates, report.plan.hand_edits, received, now),
            outcome.data.manifest.area,
        )


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        return datetime.strptime(text, _CLOCK)
    except ValueError:
        return otherwise  # The evaluator's own words stand there.


def _write_receipt(folder: Path, signer: CentreKey, receipt: Receipt, area: str) -> Path:
    path = folder / receipt_name(receipt, area)
    try:
        write_whole(path, sealed(receipt, signer.sign, signer.public_key))
    except OSError as problem:
        raise NotWritten(path, problem) from problem
    return path


def _write_refusal(
    folder: Path, signer: CentreKey, files: Sequence[Path], refused: WouldShrink | DeviceKeyChanged, now: datetime
) -> None:
    path = next((path for path in files if path.name == refused.name), None)
    if path is None:
        return
    data = evaluation.read(path)
    reason = Refusal(KEY)
    if isinstance(refused, WouldShrink):
        reason = Refusal(SHRINK, refused.sheet, refused.gone, refused.present)
    _write_receipt(folder, signer, refusal_of(data, path.name, reason, now), data.manifest.area)
