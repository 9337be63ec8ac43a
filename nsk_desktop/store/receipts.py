"""What was sent to the evaluation and what it has answered. Of this laptop alone: none of it is a record.

Receipts come in any order and any number of times. So what is kept of them is a function of the set of receipts: of
each wording of a row the last that was said, when it was first there, and when it was last taken.

Rows are named by the ids that they travel under, and an edit holds words of the centre's own. Whoever writes the
erasure of a person: what stands here of that person's rows (`sent_row`, `receipt_row`, `receipt_edit`) goes with it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from nsk_desktop.store import facts
from nsk_desktop.store.entries import marks, portions

ACKNOWLEDGED: Final = ("accepted", "hand-edited", "unchanged", "updated")
"""What a row may meet that stands at the centre as it was sent, but for cells edited by hand."""
EDITED: Final = "hand-edited"
_TAKEN = ("accepted", "updated")
_NEVER = "9999"
_ACKS = ", ".join(f"'{fate}'" for fate in ACKNOWLEDGED)
# Of the wordings of a row that the centre has taken, the one that it said so of last stands there.
_STANDING = f"""
standing AS (
  SELECT sheet, row_id, digest, issued, fate, CASE WHEN taken != '' THEN taken ELSE seen END AS received FROM (
    SELECT *, row_number() OVER (PARTITION BY sheet, row_id ORDER BY issued DESC, digest DESC) AS place
    FROM receipt_row WHERE fate IN ({_ACKS}) {{where}})
  WHERE place = 1)
"""
_FIGURES = "Rækkevidde"
"""The sheet of the laptop's own figures: they follow from the rest, and nobody looks for their receipt."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was made for the evaluation."""

    device: str
    number: int
    made_on: str
    path: str
    digest: str
    delivered: str | None = None


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """What one receipt said of its whole file."""

    id: str
    device: str
    number: int
    received: str
    issued: str
    counts: Mapping[str, int]
    refusal: Mapping[str, str | int]
    """Empty when the file was taken."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What a receipt says of one row."""

    sheet: str
    row: str
    digest: str
    fate: str


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A cell that the centre changed by hand: what stands there, and what was sent."""

    sheet: str
    row: str
    column: str
    centre: str
    laptop: str
    why: str = ""
    """In the centre's own words; they may be lacking."""


def note_file(
    connection: Connection,
    file: SentFile,
    digests: Mapping[str, Mapping[str, str]],
    noted: Mapping[str, str] | None = None,
) -> None:
    """Remember a file that was made, what it says of each row, and the facts that go with it."""
    for name, value in (noted or {}).items():
        facts.write(connection, name, value)
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO sent_file (device, number, made_on, path, digest, delivered) VALUES (?,?,?,?,?,?)",
        (file.device, file.number, file.made_on, file.path, file.digest, file.delivered),
    )
    connection.exec_driver_sql("DELETE FROM sent_row")
    rows = [(sheet, row, digest) for sheet, found in digests.items() for row, digest in found.items()]
    if rows:
        connection.exec_driver_sql("INSERT INTO sent_row (sheet, row_id, digest) VALUES (?,?,?)", rows)


def files(connection: Connection) -> list[SentFile]:
    """The files that were made, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT device, number, made_on, path, digest, delivered FROM sent_file ORDER BY made_on DESC, rowid DESC"
    )
    return [SentFile(*row) for row in rows]


def set_delivered(connection: Connection, device: str, number: int, day: str | None) -> None:
    """Remember that a file was handed over, or that it was not after all."""
    connection.exec_driver_sql(
        "UPDATE sent_file SET delivered = ? WHERE device = ? AND number = ?", (day, device, number)
    )


def take_in(
    connection: Connection,
    receipt: KeptReceipt,
    rows: Iterable[KeptRow],
    edits: Sequence[KeptEdit],
    key: str = "",
) -> bool:
    """Keep a receipt, and the centre's *key* that it was signed with; False when it was here already."""
    if key:
        facts.write(connection, facts.CENTRE_KEY, key)
    known = connection.exec_driver_sql("SELECT 1 FROM receipt WHERE id = ?", (receipt.id,)).scalar()
    if known:
        return False
    connection.exec_driver_sql(
        "INSERT INTO receipt (id, device, number, received, issued, counts, refusal) VALUES (?,?,?,?,?,?,?)",
        (
            *(receipt.id, receipt.device, receipt.number, receipt.received, receipt.issued),
            *(json.dumps(dict(receipt.counts)), json.dumps(dict(receipt.refusal)) if receipt.refusal else ""),
        ),
    )
    values = list(_row_values(receipt, rows))
    if values:
        connection.exec_driver_sql(_KEEP_ROW, values)
    told = [(receipt.id, edit.sheet, edit.row, edit.column, edit.centre, edit.laptop, edit.why) for edit in edits]
    if told:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO receipt_edit (receipt, sheet, row_id, column_name, centre, laptop, why) "
            "VALUES (?,?,?,?,?,?,?)",
            told,
        )
    return True


_KEEP_ROW = """
INSERT INTO receipt_row (sheet, row_id, digest, issued, fate, taken, seen) VALUES (?,?,?,?,?,?,?)
ON CONFLICT DO UPDATE SET
  fate = CASE WHEN (excluded.issued, excluded.fate) > (issued, fate) THEN excluded.fate ELSE fate END,
  issued = max(issued, excluded.issued), taken = max(taken, excluded.taken), seen = min(seen, excluded.seen)
"""


def _row_values(receipt: KeptReceipt, rows: Iterable[KeptRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        taken = receipt.received if row.fate in _TAKEN else ""
        seen = receipt.received if row.fate in ACKNOWLEDGED else _NEVER
        yield row.sheet, row.row, row.digest, receipt.issued, row.fate, taken, seen


def receipts(connection: Connection) -> list[KeptReceipt]:
    """Every receipt, the one that was written last first."""
    rows = connection.exec_driver_sql(
        "SELECT id, device, number, received, issued, counts, refusal FROM receipt ORDER BY issued DESC, id"
    )
    return [
        KeptReceipt(row[0], row[1], row[2], row[3], row[4], json.loads(row[5]), json.loads(row[6]) if row[6] else {})
        for row in rows
    ]


def unacknowledged(connection: Connection) -> list[tuple[str, str]]:
    """Sheet and id of each row of the last file that the centre has not said it has as it was sent."""
    # Row by row through the key: to rank all that was ever said takes longer with every receipt.
    statement = f"""
    SELECT s.sheet, s.row_id FROM sent_row s
    WHERE s.sheet != ? AND s.digest IS NOT (
      SELECT digest FROM receipt_row r WHERE r.sheet = s.sheet AND r.row_id = s.row_id AND r.fate IN ({_ACKS})
      ORDER BY r.issued DESC, r.digest DESC LIMIT 1)
    ORDER BY s.sheet, s.row_id
    """
    return [(row[0], row[1]) for row in connection.exec_driver_sql(statement, (_FIGURES,))]


def received(connection: Connection, sheet: str, rows: Sequence[str]) -> dict[str, str]:
    """When the centre got those of *rows* that stand there as the last file has them."""
    found: dict[str, str] = {}
    for portion in portions(rows):
        where = f"AND sheet = ? AND row_id IN ({marks(portion)})"
        statement = f"""
        WITH {_STANDING.format(where=where)}
        SELECT k.row_id, k.received FROM standing k
        JOIN sent_row s ON s.sheet = k.sheet AND s.row_id = k.row_id AND s.digest = k.digest
        """
        found |= {row[0]: row[1] for row in connection.exec_driver_sql(statement, (sheet, *portion))}
    return found


def sent(connection: Connection, sheet: str, rows: Sequence[str]) -> set[str]:
    """Those of *rows* that the last file speaks of."""
    found: set[str] = set()
    for portion in portions(rows):
        statement = f"SELECT row_id FROM sent_row WHERE sheet = ? AND row_id IN ({marks(portion)})"
        found |= {row[0] for row in connection.exec_driver_sql(statement, (sheet, *portion))}
    return found


def edits(connection: Connection) -> list[tuple[KeptEdit, str]]:
    """The cells that are changed by hand at the centre as far as is known, each with the day of the receipt."""
    where = "AND (sheet, row_id) IN (SELECT sheet, row_id FROM receipt_edit)"
    statement = f"""
    WITH {_STANDING.format(where=where)}
    SELECT e.sheet, e.row_id, e.column_name, e.centre, e.laptop, e.why, max(r.issued)
    FROM receipt_edit e JOIN receipt r ON r.id = e.receipt
    JOIN standing k ON k.sheet = e.sheet AND k.row_id = e.row_id AND k.issued = r.issued AND k.fate = ?
    GROUP BY e.sheet, e.row_id, e.column_name ORDER BY e.sheet, e.row_id, e.column_name
    """
    return [
        (KeptEdit(row[0], row[1], row[2], row[3], row[4], row[5]), row[6])
        for row in connection.exec_driver_sql(statement, (EDITED,))
    ]
