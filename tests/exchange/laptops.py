"""Laptops made of a few entries, whose evaluation files are merged in the tests of the centre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nsk_desktop.domain.clock import Clock
from nsk_desktop.exchange import evaluation
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Holding, Manifest, content_digest, version_text
from nsk_desktop.exchange.merge import applied
from nsk_desktop.exchange.merge_plan import MergePlan, Permissions, plan
from nsk_desktop.exchange.overview import HEADERS, KEY, TABLE
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import CENTRAL_SHEETS, ROW_SHEETS, row_sheet
from nsk_desktop.exchange.standing import standing_of
from nsk_desktop.exchange.values import CellValue, canonical_row

NOW = datetime(2025, 7, 1, 9, 30)
DAY = date(2025, 7, 1)


def row(sheet: str, row_id: str, version: str = "0-1", device: str = "a" * 32, **cells: Any) -> tuple[CellValue, ...]:
    """One row of *sheet* in canonical form; cells that are not named are empty."""
    known = {"id": row_id, "version": version, "enhed": device} | cells
    columns = row_sheet(sheet).columns
    assert known.keys() <= {column.name for column in columns}
    return canonical_row(columns, [known.get(column.name) for column in columns])


def key_of(device: str) -> Ed25519PrivateKey:
    """The key of a device, always the same."""
    return Ed25519PrivateKey.from_private_bytes(sha256(device.encode()).digest())


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def file_of(
    sheets: Mapping[str, Sequence[Sequence[CellValue]]],
    *,
    device: str = "a" * 32,
    number: int = 1,
    holds: Mapping[str, Holding] | None = None,
    key: Ed25519PrivateKey | None = None,
    area: str = "Tingbjerg",
) -> EvaluationData:
    """What one file of *device* holds, as if it had been read."""
    whole = {sheet.name: list(sheets.get(sheet.name, ())) for sheet in ROW_SHEETS}
    held = {device: Holding(number, f"{number:016x}")} if holds is None else dict(holds)
    manifest = Manifest(area, device, number, DAY, date(2025, 1, 1), date(2025, 6, 30), held)
    return EvaluationData(manifest, whole, public(key or key_of(device)), content_digest(whole))


def write_file(folder: Path, data: EvaluationData, key: Ed25519PrivateKey | None = None) -> Path:
    """The file itself, in *folder* under its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / evaluation.file_name(data.manifest)
    signer = key or key_of(data.manifest.device)
    evaluation.write(path, data, signer.sign, public(signer))
    return path


class Entry(NamedTuple):
    stamp: str
    device: str
    row: str
    value: str


@dataclass
class Laptop:
    """A store that makes entries, exchanges whole journals and writes files."""

    device: str
    skew: int = 0
    journal: set[Entry] = field(default_factory=set)
    files: int = 0

    def __post_init__(self) -> None:
        self._clock = Clock(wall=lambda: 1_000_000 + self.skew)

    def edit(self, row_id: str, value: str) -> None:
        self.journal.add(Entry(self._clock.next(), self.device, row_id, value))

    def receive(self, other: "Laptop") -> None:
        self.journal |= other.journal
        for entry in other.journal:
            self._clock.seen(entry.stamp)

    def holds(self) -> dict[str, Holding]:
        devices = {entry.device for entry in self.journal}
        stamps = {device: [e.stamp for e in self.journal if e.device == device] for device in devices}
        return {device: Holding(len(own), max(own)) for device, own in sorted(stamps.items())}

    def resting_on(self, row_id: str) -> frozenset[Entry]:
        return frozenset(entry for entry in self.journal if entry.row == row_id)

    def export(self) -> EvaluationData:
        self.files += 1
        rows = []
        for row_id in sorted({entry.row for entry in self.journal}):
            own = self.resting_on(row_id)
            last = max(own)
            rows.append(
                row(
                    "Aktører",
                    row_id,
                    version_text(last.stamp, len(own)),
                    last.device,
                    slettet=last.value == "",
                    navn=last.value,
                )
            )
        return file_of({"Aktører": rows}, device=self.device, number=self.files, holds=self.holds())


def empty_tables() -> dict[str, TableContent]:
    """The owned tables of a new workbook."""
    tables = {sheet.table: TableContent(sheet.headers, []) for sheet in CENTRAL_SHEETS}
    return tables | {TABLE: TableContent(HEADERS, [{KEY: "i alt"}])}


def merged(
    tables: Mapping[str, TableContent], files: Sequence[EvaluationData], permissions: Permissions | None = None
) -> tuple[dict[str, TableContent], MergePlan]:
    """The tables after a merge, without any file."""
    made = plan(standing_of("centre.xlsx", tables), files, now=NOW, permissions=permissions)
    return applied(tables, made.changes), made


def content(tables: Mapping[str, TableContent]) -> dict[str, list[str]]:
    """What must be equal whatever the order: rows by id, the log without times and counts, wordings without places."""
    ignored = {
        "nsk_Modtagelser": {"modtaget", "nye", "rettede", "uændrede", "håndrettede", "uafklarede", "bemærkning"},
        "nsk_Uafklaret": {"id"},
        TABLE: set(HEADERS),
    }
    seen = {}
    for name, table in tables.items():
        rows = ({k: v for k, v in line.items() if k not in ignored.get(name, ())} for line in table.rows)
        seen[name] = sorted(repr(sorted(line.items())) for line in rows if any(v is not None for v in line.values()))
    return seen
