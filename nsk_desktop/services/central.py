"""The centre's work: a new workbook, merging files into it, and answering from it alone. Needs no store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.errors.files import FileMissing, NotWritten
from nsk_desktop.errors.travelling import NotCentral
from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import LaptopFigures
from nsk_desktop.exchange.patch import TableContent, read_tables
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.sheets import DEVICE, central_tables
from nsk_desktop.i18n import _
from nsk_desktop.measures.reach import Reach, reach

__all__ = ["Difference", "MergeReport", "Merged", "merge_files", "new_workbook", "reach_of_workbook"]

_ALWAYS = (date.min, date.max)
# The laptop's own figures, and where the centre's stand in a reach figure.
_FIELDS = ("registreret", "nedre", "øvre", "fremmøder", "anonyme_min", "anonyme_maks", "afholdte", "ikke_optalte")


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure where the centre counts otherwise than the laptop says, and why that may be."""

    device: str
    half_year: str
    figure: str
    laptop: int
    centre: int
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, and where the figures of centre and laptops differ."""

    report: MergeReport
    differences: tuple[Difference, ...]


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
) -> Merged:
    """Merge evaluation files into the workbook, stamp the interval figures, and hold them against the laptops' own."""
    report = merge.merge(
        workbook,
        files,
        take_laptop=take_laptop,
        accept_shrink=accept_shrink,
        accept_key=accept_key,
        now=now,
        figures=_interval,
    )
    return Merged(report, tuple(_differences(workbook, report)))


def _interval(rows: CountingRows, first: date | None, last: date | None) -> tuple[int, int, int]:
    persons = reach(rows, first or _ALWAYS[0], last or _ALWAYS[1]).figures.persons
    return persons.registered, persons.lower, persons.upper


def _differences(workbook: Path, report: MergeReport) -> list[Difference]:
    tables = read_tables(workbook)
    units = central.device_units(tables)
    found: list[Difference] = []
    counted: dict[str, CountingRows] = {}
    for own in report.plan.laptop_figures:
        unit = units.get(own.device, "")
        if unit not in counted:
            counted[unit] = central.counting_rows(_of_unit(tables, units, unit))
        found += _compare(own, counted[unit], _reason(report))
    return found


def _of_unit(tables: dict[str, TableContent], units: dict[str, str], unit: str) -> dict[str, TableContent]:
    """The rows that the devices of one unit have sent."""
    return {
        name: TableContent(
            content.columns,
            [row for row in content.rows if DEVICE not in row or units.get(str(row[DEVICE]), "") == unit],
        )
        for name, content in tables.items()
    }


def _compare(own: LaptopFigures, rows: CountingRows, reason: str) -> list[Difference]:
    figures = reach(rows, *half_year_bounds(own.half_year)).figures
    centre = (
        figures.persons.registered,
        figures.persons.lower,
        figures.persons.upper,
        figures.attendances.registered,
        figures.attendances.anonymous_low,
        figures.attendances.anonymous_high,
        figures.sessions.held,
        figures.sessions.not_counted,
    )
    return [
        Difference(own.device, own.half_year, name, own.figures[name], value, reason)
        for name, value in zip(_FIELDS, centre, strict=True)
        if name in own.figures and own.figures[name] != value
    ]


def _reason(report: MergeReport) -> str:
    if any(not edit.replaced for edit in report.plan.hand_edits):
        return _("Cells in the workbook were edited by hand and kept.")
    if report.plan.unresolved:
        return _("Two laptops changed the same rows unaware of each other.")
    return _("The workbook holds rows from a newer file or from another laptop.")
