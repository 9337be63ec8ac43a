"""What a central workbook tells about why its figures may differ from a laptop's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nsk_desktop.domain.clock import ZERO
from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.exchange.central import counting_rows, device_units, rows_of, said_by
from nsk_desktop.exchange.claims import CHECK_LENGTH, device_code, read_check_text
from nsk_desktop.exchange.manifest import Holding, Holdings, read_holdings
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import CHECK, DEVICE, DEVICE_SHEET, ID, UNRESOLVED_SHEET, VERSION, row_sheet
from nsk_desktop.exchange.strays import Stray, strays
from nsk_desktop.exchange.values import CellValue, canonical, check

FIGURES = "Rækkevidde"
COUNTING_SHEETS = ("Aktiviteter", "Forløb", "Optællinger", "Deltagelser", "Deltagere", "Muligt samme", FIGURES)
"""What the figures are counted from, and the laptops' own."""
_NOTHING = Holding(0, ZERO)
_BODY_FROM = 3

Tables = Mapping[str, TableContent]


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """What a laptop's newest file says of a half-year."""

    device: str
    half_year: str
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one laptop's figures are held against, and all that may set them apart."""

    rows: CountingRows
    """What the laptop and those it exchanges with have said, as it stands."""
    own_joins: CountingRows
    """The same with only those joins of persons that this laptop knew of."""
    edited: tuple[tuple[str, str, str], ...]
    """Cells changed by hand: sheet, row and column."""
    ahead: tuple[str, ...]
    """Other devices whose files hold entries that this laptop had not seen when it made its newest."""
    added: tuple[Stray, ...]
    """Rows among theirs that no laptop has sent."""
    unresolved: int
    """Rows of theirs that two laptops changed unaware of each other."""


def own_figures(tables: Tables, devices: Iterable[str] | None = None) -> list[OwnFigures]:
    """The laptops' own figures, of *devices* or of all."""
    wanted = None if devices is None else set(devices)
    rows = rows_of(tables, FIGURES)
    # All figures of one file are equally new. A half-year that the newest no longer names has no meeting left.
    newest: dict[CellValue, str] = {}
    for row in rows:
        newest[row[DEVICE]] = max(newest.get(row[DEVICE], ""), str(row[VERSION]))
    found = [
        OwnFigures(
            str(row[DEVICE]),
            str(row["halvår"]),
            {name: value for name, value in row.items() if isinstance(value, int)},
        )
        for row in rows
        if (wanted is None or row[DEVICE] in wanted) and str(row[VERSION]) == newest[row[DEVICE]]
    ]
    return sorted(found, key=lambda one: (one.device, one.half_year))


def surroundings(tables: Tables, device: str) -> Surroundings:
    """Everything that *device*'s figures are to be compared with."""
    units = device_units(tables)
    unit = units.get(device, "")
    members = {other for other, name in units.items() if name == unit} | {device}
    theirs = _said_by_any(tables, members)
    rows = counting_rows(theirs)
    own = counting_rows(_said_by_any(tables, {device}))
    joined, possibly = set(own.joined), set(own.possibly)
    return Surroundings(
        rows=rows,
        own_joins=replace(
            rows,
            joined=[pair for pair in rows.joined if pair in joined],
            possibly=[pair for pair in rows.possibly if pair in possibly],
        ),
        edited=tuple(_edited_cells(theirs)),
        ahead=tuple(_ahead_of(tables, device)),
        added=strays(theirs, COUNTING_SHEETS),
        unresolved=_unresolved(tables, members),
    )


def _said_by_any(tables: Tables, devices: set[str]) -> dict[str, TableContent]:
    """The rows that stand as one of *devices* has said them; the bookkeeping is theirs alone too."""
    codes = {device_code(device) for device in devices}
    return {
        name: TableContent(
            content.columns,
            [row for row in content.rows if DEVICE not in row or not codes.isdisjoint(said_by(row))],
        )
        for name, content in tables.items()
    }


def _edited_cells(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """The cells that reach is counted from and that are not as the merge wrote them."""
    for name in COUNTING_SHEETS:
        sheet = row_sheet(name)
        content = tables.get(sheet.table)
        for row in content.rows if content else ():
            checks, _carriers = read_check_text(str(row.get(CHECK) or ""), len(sheet.columns))
            for place, column in enumerate(sheet.columns if checks is not None else ()):
                known = (checks or "")[place * CHECK_LENGTH : (place + 1) * CHECK_LENGTH]
                if place >= _BODY_FROM and known != check(canonical(column, row.get(column.name))):
                    yield name, str(row.get(ID)), column.name


def _ahead_of(tables: Tables, device: str) -> Iterator[str]:
    holds = {str(row[DEVICE]): _holdings(row["holder"]) for row in rows_of(tables, DEVICE_SHEET.name)}
    mine = holds.pop(device, {})
    for other, theirs in sorted(holds.items()):
        shares = not mine.keys().isdisjoint(theirs)
        if shares and any(held.entries > mine.get(whose, _NOTHING).entries for whose, held in theirs.items()):
            yield other


def _holdings(value: CellValue) -> Holdings:
    try:
        return read_holdings(str(value or ""))
    except ValueError:
        return {}


def _unresolved(tables: Tables, devices: set[str]) -> int:
    codes = {device_code(device) for device in devices}
    said = (str(row["enheder"] or "").split(";") for row in rows_of(tables, UNRESOLVED_SHEET.name) if row["række"])
    return sum(not codes.isdisjoint(names) for names in said)
