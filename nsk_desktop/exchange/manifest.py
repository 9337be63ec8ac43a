"""Who made an evaluation file, what it covers and whose entries it holds; and the signature over that."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from nsk_desktop.domain.clock import ZERO
from nsk_desktop.exchange.sheets import FORMAT, ID, ROW_SHEETS
from nsk_desktop.exchange.values import CellValue, written
from nsk_desktop.i18n import N_

ROWS, AGGREGATES = "rows", "aggregates"
PRACTICE = "ØVELSE"
"""What the area begins with where everybody is invented."""


def is_practice(area: str) -> bool:
    """Whether a file from *area* speaks of invented people."""
    return area.split(maxsplit=1)[:1] == [PRACTICE]


class Holding(NamedTuple):
    """How much of one device's journal is held: the number of entries, and the greatest stamp among them."""

    entries: int
    stamp: str


Holdings = Mapping[str, Holding]
Rows = Sequence[Sequence[CellValue]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an evaluation file says about itself."""

    area: str
    device: str
    number: int
    """The running number of the file on its device, from 1."""
    made_on: date
    first: date | None = None
    last: date | None = None
    holds: Holdings = field(default_factory=dict)
    profile: str = ROWS
    format: int = FORMAT

    def payload(self, digest: str) -> bytes:
        """The bytes that are signed."""
        facts = {
            "format": self.format,
            "profile": self.profile,
            "area": self.area,
            "device": self.device,
            "number": self.number,
            "made_on": self.made_on.isoformat(),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "holds": {device: list(held) for device, held in self.holds.items()},
            "digest": digest,
        }
        return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()

    def lines(self) -> Iterator[tuple[str, CellValue, str]]:
        """The manifest as it stands in the sheet `Om filen`: field, value, explanation (a message id)."""
        yield "format", self.format, N_("Version of the file format")
        yield "profil", self.profile, N_("rows: one line per record; aggregates: counts only")
        yield "område", self.area, N_("The area")
        yield "enhed", self.device, N_("The device (one store on one laptop)")
        yield "løbenr", self.number, N_("Running number of the file")
        yield "periode_fra", self.first, N_("First day with an activity")
        yield "periode_til", self.last, N_("Last day with an activity")
        yield "lavet", self.made_on, N_("The day it was made")
        yield "holder", holdings_text(self.holds), N_("Whose entries the device has seen: device:count:stamp")


def manifest_of(fields: Mapping[str, Any]) -> Manifest:
    """The manifest in the fields of `Om filen`. Raises KeyError, ValueError or TypeError when they are not one."""
    made_on, first, last = fields["lavet"], fields.get("periode_fra"), fields.get("periode_til")
    if not isinstance(made_on, date) or not all(day is None or isinstance(day, date) for day in (first, last)):
        raise ValueError("dates")
    number = fields["løbenr"]
    if not isinstance(number, int) or number < 1 or not fields["enhed"]:
        raise ValueError("device")
    return Manifest(
        area=str(fields.get("område") or ""),
        device=str(fields["enhed"]),
        number=number,
        made_on=made_on,
        first=first,
        last=last,
        holds=read_holdings(str(fields.get("holder") or "")),
        profile=str(fields.get("profil") or ROWS),
        format=int(fields["format"]),
    )


def holdings_text(holds: Holdings) -> str:
    """Holdings as one line of text."""
    return ";".join(f"{device}:{held.entries}:{held.stamp}" for device, held in sorted(holds.items()))


def read_holdings(text: str) -> dict[str, Holding]:
    """The reverse of `holdings_text`; raises ValueError for anything else."""
    holds: dict[str, Holding] = {}
    for part in filter(None, text.split(";")):
        device, count, stamp = part.split(":")
        int(stamp, 16)
        holds[device] = Holding(int(count), stamp)
    return holds


def version_text(stamp: str, count: int) -> str:
    """The version of a row: the greatest stamp among the entries its cells rest on, and how many they are."""
    return f"{stamp}-{count:08}"


def version_stamp(version: str) -> str:
    """The stamp in a version."""
    return version.partition("-")[0]


def has_seen(reader: Holdings, row_stamp: str, writer: Holdings) -> bool:
    """Whether *reader* had seen a row as new as *row_stamp* in a file of *writer*.

    A device's stamps only grow and whole journals travel, so what is held of a device is everything up to a stamp.
    The row can rest only on entries not newer than itself; so it is enough to hold what the writer held up to then.
    """
    for device, held in writer.items():
        mine = reader.get(device, Holding(0, ZERO))
        if mine.stamp < min(row_stamp, held.stamp):
            return False
        if held.stamp <= row_stamp and mine.entries < held.entries:
            return False
    return True


def joined_holdings(one: Holdings, other: Holdings) -> dict[str, Holding]:
    """What somebody holds who has seen both."""
    nothing = Holding(0, ZERO)
    devices = sorted(set(one) | set(other))
    pairs = ((device, one.get(device, nothing), other.get(device, nothing)) for device in devices)
    return {device: Holding(max(a.entries, b.entries), max(a.stamp, b.stamp)) for device, a, b in pairs}


def content_digest(sheets: Mapping[str, Rows]) -> str:
    """A digest of rows in canonical form: the same whatever program saved the file and however they are sorted."""
    digest = sha256()
    for sheet in ROW_SHEETS:
        digest.update(_line([sheet.name, *sheet.headers]))
        key = sheet.index(ID)
        for row in sorted(sheets.get(sheet.name, ()), key=lambda row: str(row[key])):
            digest.update(_line([written(value) for value in row]))
    return digest.hexdigest()


def _line(texts: Sequence[str]) -> bytes:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
