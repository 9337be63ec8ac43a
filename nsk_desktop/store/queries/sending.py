"""What has been written to meetings since a moment of the journal.

The moment is the place of a row in the journal table. Entries are only ever added, so that every row keeps its place
and a later one has a greater place; unlike a stamp it also tells what a colleague wrote earlier and sent later.
"""

from collections.abc import Sequence

from nsk_desktop.store import entries
from nsk_desktop.store.reader import Reader


def place_now(read: Reader) -> int:
    """The place of the last entry."""
    return int(read.connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM journal").scalar_one())


_CHANGED = """
SELECT s.id FROM session s WHERE s.id IN ({ids}) AND (
  EXISTS (SELECT 1 FROM journal j WHERE j.record_id = s.id AND j.rowid > {place})
  OR EXISTS (SELECT 1 FROM attendance a JOIN journal j ON j.record_id = a.id
             WHERE a.session_id = s.id AND j.rowid > {place})
  OR EXISTS (SELECT 1 FROM headcount h JOIN journal j ON j.record_id = h.id
             WHERE h.session_id = s.id AND j.rowid > {place}))
"""
_COMPLETED = """
SELECT DISTINCT record_id FROM journal
WHERE record_id IN ({ids}) AND rowid <= {place} AND fields LIKE '%"completed":[true%'
"""


def changed_after(read: Reader, place: int, sessions: Sequence[str]) -> set[str]:
    """Those of *sessions* that were written to after *place*: themselves, a mark or a count."""
    return _those(read, _CHANGED, place, sessions)


def completed_before(read: Reader, place: int, sessions: Sequence[str]) -> set[str]:
    """Those of *sessions* that had been finished at *place*."""
    return _those(read, _COMPLETED, place, sessions)


def _those(read: Reader, statement: str, place: int, sessions: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for portion in entries.portions(sessions):
        text = statement.format(ids=entries.marks(portion), place=int(place))
        found |= {row[0] for row in read.connection.exec_driver_sql(text, tuple(portion))}
    return found
