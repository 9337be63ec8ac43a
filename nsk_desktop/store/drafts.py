"""What is being written and is not saved yet: words of this laptop alone, encrypted, and never in the journal.

A crash takes nothing with it that has stood in a field for a moment. The words do not travel, no view reads them,
and they are gone as soon as their field is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

Spot = tuple[str, str, str]
"""Where words stand: the page, the record on it, the field."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that stand in a field. *aside* ones wait in the list of drafts and are not offered at the start."""

    place: str
    record: str
    field: str
    words: str
    written: str
    """When, as ISO text in UTC."""
    aside: bool = False

    @property
    def spot(self) -> Spot:
        """Where the words stand."""
        return self.place, self.record, self.field


def everything(connection: Connection) -> list[Draft]:
    """Every draft, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT place, record, field, words, written, aside FROM draft ORDER BY written DESC, place, record, field"
    )
    return [Draft(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def write(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Keep *drafts*, each in the place of what was kept for its field."""
    rows = [(*draft.spot, draft.words, draft.written, int(draft.aside)) for draft in drafts]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO draft (place, record, field, words, written, aside) VALUES (?,?,?,?,?,?)", rows
        )


def forget(connection: Connection, spots: Sequence[Spot]) -> None:
    """Let go of what was kept at *spots*."""
    if spots:
        connection.exec_driver_sql("DELETE FROM draft WHERE place = ? AND record = ? AND field = ?", list(spots))
