"""Doing at the centre exactly what was looked at: the merge, what differs afterwards, and the receipts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.errors.central import PlanOutdated
from nsk_desktop.errors.travelling import DeviceKeyChanged, WouldShrink
from nsk_desktop.exchange import central, centre_key, merge
from nsk_desktop.exchange.centre_key import CentreKey
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.exchange.sheets import RECEPTIONS, central_tables
from nsk_desktop.exchange.strays import Stray, strays, told
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.services.central_plan import Plan, Progress
from nsk_desktop.services.central_receipts import signer_for, write_receipts, write_refusal
from nsk_desktop.services.reconciliation import Difference, reconcile

__all__ = ["Difference", "Done", "Receipts", "accept", "key_words", "strays_told", "usual_receipts", "write_all"]

_FOLDER = "Kvitteringer"


@dataclass(frozen=True, slots=True)
class Receipts:
    """Where receipts are put, and the key that signs them: a file of its own, or the usual one."""

    folder: Path
    key_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A merge that was done, and what is to be told of it."""

    plan: Plan
    report: MergeReport
    differences: tuple[Difference, ...]
    receptions: tuple[dict[str, CellValue], ...]
    """The log of files as it stands now."""
    receipts: tuple[Path, ...] = ()
    words: str = ""
    """The six words of the key that signed the receipts."""
    strays: tuple[Stray, ...] = ()
    """Rows that no laptop has sent."""
    unwritten: NskError | None = None
    """Why the receipts could not be written; the merge is done all the same."""


def strays_told(done: Done) -> tuple[str, ...]:
    """What to say of the rows that no laptop has sent, a sentence for each sheet."""
    return tuple(told(done.strays))


def usual_receipts(workbook: Path) -> Path:
    """Where receipts go unless somebody says otherwise: beside the workbook."""
    return workbook.parent / _FOLDER


def key_words(key_file: Path | None) -> str:
    """The six words of the centre's key; empty while none has been made. A damaged one is told, never replaced."""
    place = key_file or centre_key.usual_place()
    return centre_key.load_or_make(place).words if place.exists() else ""


def accept(plan: Plan, now: datetime, progress: Progress, receipts: Receipts | None) -> Done:
    """Merge what was looked at, and nothing else. It can be stopped until the workbook gets its new content."""
    assert plan.prepared is not None
    if changed := plan.outdated():
        raise PlanOutdated(changed)
    # What may go wrong with the receipts shall do so before anything is merged.
    signer = None if receipts is None else signer_for(receipts.folder, receipts.key_file)
    report = merge.carry_out(plan.prepared, now, progress)
    # From here on it is done: to stop would be to say that nothing was changed.
    tables = read_tables(plan.workbook, set(central_tables()))
    differences = reconcile(tables, [outcome.device for outcome in report.plan.files])
    made = Done(plan, report, differences, tuple(central.rows_of(tables, RECEPTIONS)), strays=strays(tables))
    return made if receipts is None or signer is None else write_all(made, receipts, now, signer)


def write_all(done: Done, receipts: Receipts, now: datetime, signer: CentreKey | None = None) -> Done:
    """Write the receipts of a merge, and of what was refused in it; what keeps them from it stands in the answer."""
    try:
        signer = signer or signer_for(receipts.folder, receipts.key_file)
        written = write_receipts(receipts.folder, signer, done.report.plan, done.receptions, now)
        refusals = tuple(_refusals(done.plan, receipts.folder, signer, now))
    except NskError as problem:
        return replace(done, unwritten=problem)
    return replace(done, receipts=(*written, *refusals), words=signer.words, unwritten=None)


def _refusals(plan: Plan, folder: Path, signer: CentreKey, now: datetime) -> Iterator[Path]:
    """Receipts for the files that were left out, where the laptop should know why."""
    for line in plan.waiting:
        if line.data is not None and isinstance(line.problem, WouldShrink | DeviceKeyChanged):
            yield write_refusal(folder, signer, line.data, line.problem, now)
