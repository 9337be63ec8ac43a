"""The central evaluation workbook: a new one, and what reach is counted from in one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from nsk_desktop.domain.codes import LIVES_HERE, AgeBand, Gender, Presence
from nsk_desktop.domain.counting import CountedHeadcount, CountedPerson, CountedSeries, CountedSession, CountingRows
from nsk_desktop.errors.files import FileExists
from nsk_desktop.exchange.claims import device_code
from nsk_desktop.exchange.layout import Styles, add_codebook, add_table_sheet, new_book
from nsk_desktop.exchange.manifest import Holdings, read_holdings
from nsk_desktop.exchange.overview import add_overview
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import CENTRAL_SHEETS, CHECK, DELETED, DEVICE, DEVICE_SHEET, ID, Sheet, central_sheet
from nsk_desktop.exchange.values import YES, CellValue, canonical

_MADE_ON = date(2024, 1, 1)
"""The day a new workbook says it was made: the start of the effort, so that equal workbooks are equal files."""

Row = Mapping[str, CellValue]


def new_workbook(path: Path, sheets: Sequence[Sheet] = CENTRAL_SHEETS) -> None:
    """Make an empty central workbook at *path*: the overview, every owned table, and the code book."""
    if path.exists():
        raise FileExists(path.name)
    with new_book(path, _MADE_ON) as book:
        styles = Styles(book)
        add_overview(book, styles)
        for sheet in sheets:
            add_table_sheet(book, styles, sheet, ())
        add_codebook(book, styles, sheets)


def rows_of(tables: Mapping[str, TableContent], name: str) -> list[dict[str, CellValue]]:
    """The rows of the sheet *name* that are not deleted, owned columns only, each value in its one form."""
    sheet = central_sheet(name)
    content = tables.get(sheet.table)
    if content is None:
        return []
    rows = ({c.name: canonical(c, row.get(c.name)) for c in sheet.columns} for row in content.rows)
    return [row for row in rows if row.get(sheet.key) is not None and row.get(DELETED) != YES]


def counting_rows(tables: Mapping[str, TableContent]) -> CountingRows:
    """What reach is counted from, out of the owned tables alone. A draft never reached them."""
    sessions = _sessions(tables)
    held = {session.id for session in sessions}
    people = rows_of(tables, "Deltagere")
    units = _units_of_persons(people, device_units(tables))
    persons = {
        str(row[ID]): CountedPerson(
            _text(row["køn"]) or Gender.NOT_STATED,
            _text(row["målgruppe"]),
            units[str(row[ID])],
            row["relation"] == LIVES_HERE,
        )
        for row in people
    }
    attendances = [
        (str(row["aktivitet"]), str(row["deltager"]), _text(row["aldersgruppe"]) or AgeBand.UNKNOWN)
        for row in rows_of(tables, "Deltagelser")
        if row["status"] == Presence.PRESENT and row["aktivitet"] in held and row["deltager"] in persons
    ]
    joined = [(str(row[ID]), str(row["samme_som"])) for row in people if row["samme_som"] in persons]
    possibly = [
        (str(row["deltager_a"]), str(row["deltager_b"]))
        for row in rows_of(tables, "Muligt samme")
        if row["deltager_a"] in persons and row["deltager_b"] in persons
    ]
    headcounts = _headcounts(tables, held)
    series = {
        str(row[ID]): CountedSeries(_text(row["titel"]) or "", row["slut"] if isinstance(row["slut"], date) else None)
        for row in rows_of(tables, "Forløb")
    }
    initiatives = {str(row[ID]): _text(row["titel"]) or "" for row in rows_of(tables, "Initiativer")}
    return CountingRows(
        sessions, persons, attendances, headcounts, joined, possibly, series=series, initiatives=initiatives
    )


def said_by(row: Mapping[str, object]) -> set[str]:
    """The codes of the devices that say what stands in a row."""
    _checks, bar, said = str(row.get(CHECK) or "").partition("|")
    carriers = {part.partition("=")[0] for part in said.split()} if bar else set()
    return carriers | {device_code(str(row.get(DEVICE) or ""))}


def _units_of_persons(people: Sequence[Row], units: Mapping[str, str]) -> dict[str, str]:
    """The unit of each person: of the units that know it, the one that knows most.

    Whoever holds two persons can tell them apart. So the more of them are counted in one unit, the surer the figure.
    """
    of_code = {device_code(device): unit for device, unit in units.items()}
    knowing = {str(row[ID]): {of_code.get(code, "") for code in said_by(row)} for row in people}
    known = Counter(unit for found in knowing.values() for unit in found)
    return {person: max(found, key=lambda unit: (known[unit], unit)) for person, found in knowing.items()}


def device_units(tables: Mapping[str, TableContent]) -> dict[str, str]:
    """Each device's unit: devices whose files show that they have seen each other's entries are one."""
    holds = {str(row[DEVICE]): read_holdings(_text(row["holder"]) or "") for row in rows_of(tables, DEVICE_SHEET.name)}
    groups = _mutual_groups(holds)
    names = {device: min(group) for group in groups for device in group}
    for device in sorted(set().union(*holds.values()) - set(holds)):
        # An earlier identity of a laptop sends no file of its own: it belongs with whoever holds its entries.
        names[device] = min(names[reader] for reader, held in holds.items() if device in held)
    single = len(set(names.values())) <= 1
    return {device: "" if single else name for device, name in names.items()}


def _mutual_groups(holds: Mapping[str, Holdings]) -> Iterable[set[str]]:
    groups: list[set[str]] = []
    for device, held in sorted(holds.items()):
        seen = {other for other in holds if other in held and device in holds[other]} | {device}
        touching = [group for group in groups if group & seen]
        groups = [group for group in groups if not group & seen]
        groups.append(seen.union(*touching))
    return groups


def _sessions(tables: Mapping[str, TableContent]) -> list[CountedSession]:
    fixed = {
        row[ID] for row in rows_of(tables, "Forløb") if row["lukket_gruppe"] == YES and row["samme_anonyme"] == YES
    }
    return [
        CountedSession(
            id=str(row[ID]),
            day=row["dato"],
            start=_minutes(row["fra"]),
            end=_minutes(row["til"]),
            title=_text(row["titel"]) or "",
            type=_text(row["type"]),
            themes=tuple(filter(None, (_text(row["temaer"]) or "").split(";"))),
            state=_text(row["tilstand"]) or "",
            mode=_text(row["registrering"]),
            series=_text(row["forløb"]),
            same_anonymous=row["forløb"] in fixed,
            initiative=_text(row["initiativ"]),
        )
        for row in rows_of(tables, "Aktiviteter")
        if isinstance(row["dato"], date)
    ]


def _headcounts(tables: Mapping[str, TableContent], sessions: set[str]) -> list[CountedHeadcount]:
    return [
        CountedHeadcount(
            session=str(row["aktivitet"]),
            age_band=_text(row["aldersgruppe"]) or AgeBand.UNKNOWN,
            gender=_text(row["køn"]) or Gender.NOT_STATED,
            target_group=_text(row["målgruppe"]) or "",
            low=_whole(row["antal_min"]),
            high=max(_whole(row["antal_min"]), _whole(row["antal_maks"])),
        )
        for row in rows_of(tables, "Optællinger")
        if row["aktivitet"] in sessions
    ]


def _text(value: CellValue) -> str | None:
    return None if value is None else str(value)


def _whole(value: CellValue) -> int:
    return max(int(value), 0) if isinstance(value, int | float) else 0


def _minutes(value: CellValue) -> int | None:
    if not isinstance(value, str) or ":" not in value:
        return None
    hours, minutes = value.split(":")[:2]
    return int(hours) * 60 + int(minutes) if hours.isdigit() and minutes.isdigit() else None
