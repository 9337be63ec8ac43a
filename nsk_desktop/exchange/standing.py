"""What stands in a central workbook now, as the merge sees it: rows with their checks, devices, files, wordings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.errors.workbook import WorkbookColumnMissing
from nsk_desktop.exchange.claims import CHECK_LENGTH, Claim, claim_from_checks, claim_of, device_code, read_check_text
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.manifest import Holding, read_holdings
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import (
    CHECK,
    DELETED,
    DEVICE,
    DEVICE_SHEET,
    ID,
    RECEPTION_SHEET,
    ROW_SHEETS,
    UNRESOLVED_SHEET,
    VERSION,
    Sheet,
)
from nsk_desktop.exchange.values import YES, CellValue, canonical, check

Tables = Mapping[str, TableContent]
Row = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One row of an owned table: its cells as they are, and its checks as they were last written."""

    values: Row
    checks: str | None
    carriers: Mapping[str, str]
    written_check: str
    """The cell `kontrol` itself."""

    def claim(self) -> Claim:
        """What the row claims by what the merge wrote, whatever was edited by hand since."""
        version = str(self.values[1] or "")
        if self.checks is None:
            return claim_of(self.values)[0]
        known = self.checks[CHECK_LENGTH : 2 * CHECK_LENGTH] == check(version or None)
        return claim_from_checks(version if known else "", self.checks)


@dataclass(frozen=True, slots=True)
class OtherWording:
    """A wording of a row that lost against one written unaware of it."""

    sheet: str
    row: str
    claim: Claim
    devices: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device that has sent files."""

    device: str
    area: str
    fingerprint: str
    key: str
    first_day: date | None
    number: int
    missing: str
    holds: Mapping[str, Holding]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a merge is planned from."""

    rows: dict[str, dict[str, StandingRow]]
    """By sheet, then id."""
    devices: dict[str, DeviceLine]
    receptions: dict[str, dict[str, CellValue]]
    wordings: tuple[OtherWording, ...]
    slots: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    """The lines of `Uafklaret` as they are, free ones too."""
    alive: Mapping[str, int] = field(default_factory=dict)
    """By sheet: how many rows there are that are not deleted, where only some were read."""

    def present(self, sheet: Sheet) -> int:
        """How many rows of *sheet* are not deleted."""
        place = sheet.index(DELETED)
        among = sum(row.values[place] != YES for row in self.rows[sheet.name].values())
        return self.alive.get(sheet.name, among)


def standing_of(name: str, tables: Tables, headway: Headway = UNHEARD) -> Standing:
    """What stands in the tables of the workbook called *name*."""
    slots = _records(name, UNRESOLVED_SHEET, tables)
    return Standing(
        rows={sheet.name: _rows(name, sheet, tables, headway) for sheet in ROW_SHEETS},
        devices={key: _device(row) for key, row in _records(name, DEVICE_SHEET, tables).items()},
        receptions=_records(name, RECEPTION_SHEET, tables),
        wordings=tuple(_wording(row) for row in slots.values() if row["række"] is not None),
        slots=slots,
    )


def _content(name: str, sheet: Sheet, tables: Tables, *more: str) -> TableContent:
    content = tables.get(sheet.table)
    if content is None:
        return TableContent((*sheet.headers, *more), [])
    missing = tuple(header for header in (*sheet.headers, *more) if header not in content.columns)
    if missing:
        raise WorkbookColumnMissing(name, sheet.table, missing)
    return content


def _rows(name: str, sheet: Sheet, tables: Tables, headway: Headway) -> dict[str, StandingRow]:
    rows: dict[str, StandingRow] = {}
    for record in headway.over(_content(name, sheet, tables, CHECK).rows):
        values = tuple(canonical(column, record.get(column.name)) for column in sheet.columns)
        if values[0] is not None:
            text = str(record.get(CHECK) or "")
            checks, carriers = read_check_text(text, len(sheet.columns))
            rows[str(values[0])] = StandingRow(values, checks, carriers, text)
    return rows


def _records(name: str, sheet: Sheet, tables: Tables) -> dict[str, dict[str, CellValue]]:
    records = {}
    for record in _content(name, sheet, tables).rows:
        row = {column.name: canonical(column, record.get(column.name)) for column in sheet.columns}
        if row[sheet.key] is not None:
            records[str(row[sheet.key])] = row
    return records


def _device(row: Mapping[str, CellValue]) -> DeviceLine:
    first, number = row["første_gang"], row["seneste_løbenr"]
    try:
        holds = read_holdings(str(row["holder"] or ""))
    except ValueError:
        holds = {}
    return DeviceLine(
        device=str(row[DEVICE]),
        area=str(row["område"] or ""),
        fingerprint=str(row["fingeraftryk"] or ""),
        key=str(row["nøgle"] or ""),
        first_day=first if isinstance(first, date) else None,
        number=int(number) if isinstance(number, int | float) else 0,
        missing=str(row["mangler"] or ""),
        holds=holds,
    )


def _wording(row: Mapping[str, CellValue]) -> OtherWording:
    return OtherWording(
        sheet=str(row["ark"]),
        row=str(row["række"]),
        claim=Claim(str(row[VERSION] or ""), str(row[CHECK] or "")),
        devices=tuple(device_code(part) for part in str(row["enheder"] or "").split(";") if part),
        content=str(row["indhold"] or ""),
    )


def wording_key(wording: OtherWording) -> tuple[str, str, Claim]:
    """What makes two other wordings the same one."""
    return wording.sheet, wording.row, wording.claim


__all__ = ["ID", "DeviceLine", "OtherWording", "Row", "Standing", "StandingRow", "Tables", "standing_of", "wording_key"]
