"""From the rows of an evaluation file back to the records they were made from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nsk_desktop.domain.records import KINDS as RECORD_KINDS
from nsk_desktop.services import kinds
from nsk_desktop.store.queries.people import persons_of
from nsk_desktop.store.reader import Reader

KINDS: Mapping[str, str] = {
    "Aktiviteter": "session",
    "Forløb": "series",
    "Optællinger": "headcount",
    "Deltagelser": "attendance",
    "Deltagere": "participant",
    "Muligt samme": "person_pair",
    "Aktører": "actor",
    "Initiativer": "initiative",
    "Brobygning": "bridge_contact",
    "Samarbejde": "cooperation_rating",
    "Fortællinger": "story",
    "Økonomi": "posting",
}
"""Which kind of record the rows of each sheet are."""
SHEETS = {kind: sheet for sheet, kind in KINDS.items()}
_PARTS = ("headcount", "attendance")


@dataclass(frozen=True, slots=True)
class Named:
    """A record, and what it is called."""

    kind: str
    record: str
    title: str

    @property
    def id(self) -> str:
        return f"{self.kind} {self.record}"


def named_rows(read: Reader, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """The record of each row (sheet and id). A mark or a count stands for its meeting."""
    by_sheet: dict[str, list[str]] = defaultdict(list)
    for sheet, row in rows:
        by_sheet[sheet].append(row)
    where: dict[tuple[str, str], tuple[str, str]] = {}
    for sheet, ids in by_sheet.items():
        kind = KINDS.get(sheet)
        if kind == "participant":
            where |= {(sheet, pseudonym): (kind, id) for pseudonym, id in persons_of(read, ids).items()}
        elif kind in _PARTS:
            where |= {(sheet, id): ("session", at) for id, at in _meetings(read, kind, ids).items()}
        elif kind is not None:
            where |= {(sheet, id): (kind, id) for id in ids}
    titles = named(read, set(where.values()))
    return {row: titles[record] for row, record in where.items() if record in titles}


def named(read: Reader, records: Collection[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """What each record (kind and id) is called."""
    found: dict[tuple[str, str], Named] = {}
    for kind in sorted({kind for kind, _id in records}):
        ids = [id for other, id in records if other == kind]
        labels = kinds.labels_of(read, kind, ids)
        found |= {(kind, id): Named(kind, id, labels[id] or kinds.name_of_kind(kind)) for id in ids if id in labels}
    return found


def _meetings(read: Reader, kind: str, ids: list[str]) -> dict[str, str]:
    found = read.stored(RECORD_KINDS[kind], ids)
    return {id: str(values["session_id"]) for id, values in found.items()}


def rows_of(read: Reader, kind: str, ids: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The sheet that records of *kind* stand in, and the row of each; no sheet for what has no row."""
    sheet = SHEETS.get(kind, "")
    if kind != "participant":
        return sheet, {id: id for id in ids}
    found = read.stored(RECORD_KINDS[kind], ids)
    return sheet, {id: str(values["pseudonym"]) for id, values in found.items() if values.get("pseudonym")}
