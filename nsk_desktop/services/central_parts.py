"""A central workbook written from the database: all of it, one area, one half-year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.folding import fold
from nsk_desktop.errors.central_database import DatabaseAreaUnknown, DatabasePartTooLarge
from nsk_desktop.errors.files import FileExists, NotWritten
from nsk_desktop.exchange import filled_workbook
from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.central import said_by
from nsk_desktop.exchange.claims import device_code
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.room import MOST_ROWS
from nsk_desktop.exchange.sheets import (
    CENTRAL_ROW_SHEETS,
    DEVICE,
    DEVICE_SHEET,
    FORMAT,
    ID,
    RECEPTION_SHEET,
    UNRESOLVED_SHEET,
    Kind,
    Sheet,
)
from nsk_desktop.services.central import interval
from nsk_desktop.services.central_database import (
    central_tables,
    content_of,
    database_at,
    said_by_any,
    table_name,
)
from nsk_desktop.store.central import CentralRows

__all__ = ["Part", "write_workbook"]

Row = Mapping[str, CellValue]
Tables = dict[str, TableContent]

_DATED = {"Aktiviteter", "Brobygning", "Fortællinger", "Økonomi"}
"""Rows with a day of their own: they belong to every half-year that one of their days lies in."""
_OF_HALF_YEAR = {"Samarbejde", "Rækkevidde"}
_OF_ACTIVITY = {"Optællinger", "Deltagelser"}


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the database."""

    area: str = ""
    half_year: str = ""


def write_workbook(address: str, path: Path, part: Part, now: datetime) -> dict[str, int]:
    """Write *part* of the database at *address* as a new central workbook. Gives how many rows each sheet got."""
    if path.exists():
        raise FileExists(path.name)
    database = database_at(address)
    with database.view(central_tables(), FORMAT) as rows:
        tables = _Reading(database.name, rows, part).tables()
    try:
        filled_workbook.write(path, tables, now, interval)
    except OSError as problem:
        raise NotWritten(path, problem) from problem
    return {sheet.name: len(tables[sheet.table].rows) for sheet in CENTRAL_ROW_SHEETS}


class _Reading:
    """The rows of one part, read in an order in which each sheet knows what it hangs on."""

    def __init__(self, name: str, rows: CentralRows, part: Part) -> None:
        self._name, self._rows, self._part = name, rows, part
        known = content_of(rows, DEVICE_SHEET)
        self._areas = sorted({str(row["område"]) for row in known.rows if row["område"]})
        chosen = [row for row in known.rows if not part.area or fold(str(row["område"] or "")) == fold(part.area)]
        if part.area and not chosen:
            raise DatabaseAreaUnknown(name, part.area, self._areas)
        self._devices = TableContent(known.columns, chosen)
        self._codes = {device_code(str(row[DEVICE])) for row in chosen}
        self._holding = said_by_any(str(row[DEVICE]) for row in chosen) if part.area else None
        self._days = half_year_bounds(part.half_year) if part.half_year else None

    def tables(self) -> Tables:
        """Every owned table, with the rows of the part."""
        found: Tables = {DEVICE_SHEET.table: self._devices}
        activities: set[CellValue] = set()
        for sheet in CENTRAL_ROW_SHEETS:
            found[sheet.table] = self._content(sheet, activities)
            if sheet.name == "Aktiviteter":
                activities = {row[ID] for row in found[sheet.table].rows}
        if self._days:
            self._leave_out_strangers(found)
        return found | self._books(found)

    def _content(self, sheet: Sheet, activities: Collection[CellValue]) -> TableContent:
        days = [column.name for column in sheet.columns if column.kind is Kind.DATE]
        kept: list[dict[str, CellValue]] = []
        for row in self._rows.rows(table_name(sheet), self._holding):
            if self._is_said(row) and self._is_within(sheet, row, days, activities):
                kept.append(row)
                if len(kept) > MOST_ROWS:
                    areas = [] if self._part.area or len(self._areas) < 2 else self._areas
                    has_period = bool(self._part.half_year)
                    raise DatabasePartTooLarge(self._name, sheet.name, MOST_ROWS, areas, has_period=has_period)
        return TableContent(sheet.headers, kept)

    def _is_said(self, row: Row) -> bool:
        return not self._part.area or not self._codes.isdisjoint(said_by(row))

    def _is_within(self, sheet: Sheet, row: Row, days: Sequence[str], activities: Collection[CellValue]) -> bool:
        if self._days is None:
            return True
        if sheet.name in _OF_ACTIVITY:
            return row["aktivitet"] in activities
        if sheet.name in _OF_HALF_YEAR:
            return row["halvår"] == self._part.half_year
        if sheet.name in _DATED:
            return any(self._is_day_within(row[name]) for name in days)
        return True

    def _is_day_within(self, day: CellValue) -> bool:
        return self._days is not None and isinstance(day, date) and self._days[0] <= day <= self._days[1]

    def _leave_out_strangers(self, found: Tables) -> None:
        """Keep the participants who came in the half-year, with all that are the same person as one of them."""
        people = found["nsk_Deltagere"]
        seen = {str(row["deltager"]) for row in found["nsk_Deltagelser"].rows}
        kept = _with_same(seen, ((str(row[ID]), str(row["samme_som"])) for row in people.rows if row["samme_som"]))
        found["nsk_Deltagere"] = TableContent(people.columns, [row for row in people.rows if row[ID] in kept])
        pairs = found["nsk_Muligt_samme"]
        found["nsk_Muligt_samme"] = TableContent(
            pairs.columns, [row for row in pairs.rows if row["deltager_a"] in kept and row["deltager_b"] in kept]
        )

    def _books(self, found: Tables) -> Tables:
        """The log of the part's laptops, and what is unresolved of its rows."""
        devices = {row[DEVICE] for row in self._devices.rows}
        log = content_of(self._rows, RECEPTION_SHEET)
        log = TableContent(log.columns, [row for row in log.rows if not self._part.area or row[DEVICE] in devices])
        there = {sheet.name: {row[ID] for row in found[sheet.table].rows} for sheet in CENTRAL_ROW_SHEETS}
        lines = content_of(self._rows, UNRESOLVED_SHEET)
        open_lines = [row for row in lines.rows if row["række"] in there.get(str(row["ark"]), ())]
        open_lines.sort(key=lambda row: (len(str(row[ID])), str(row[ID])))
        numbered = [{**row, ID: str(number)} for number, row in enumerate(open_lines, start=1)]
        return {RECEPTION_SHEET.table: log, UNRESOLVED_SHEET.table: TableContent(lines.columns, numbered)}


def _with_same(seen: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """*seen*, and whoever is the same person as one of them by any chain of *pairs*."""
    beside: dict[str, set[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    kept, waiting = set(seen), list(seen)
    while waiting:
        fresh = beside.get(waiting.pop(), set()) - kept
        kept |= fresh
        waiting += fresh
    return kept
