"""What contradicts itself in what was counted without names."""

from datetime import date
from typing import NamedTuple

from nsk_desktop.store.reader import Reader

_BACKWARDS = """
SELECT DISTINCT s.id, s.day, s.title FROM headcount h JOIN evaluation_session s ON s.id = h.session_id
WHERE NOT h.deleted AND NOT s.deleted AND s.completed AND h.low > h.high AND s.day BETWEEN ? AND ?
"""
_MORE_NEW_THAN_CAME = """
SELECT s.id, s.day, s.title FROM headcount h JOIN evaluation_session s ON s.id = h.session_id
WHERE NOT h.deleted AND NOT s.deleted AND s.completed AND h.first_time IS NOT NULL AND s.day BETWEEN ? AND ?
GROUP BY s.id HAVING sum(h.first_time) > sum(max(h.low, h.high))
"""


class OddCount(NamedTuple):
    """A meeting whose numbers cannot be as they stand."""

    session: str
    day: date
    title: str


def backwards(read: Reader, first: date, last: date) -> list[OddCount]:
    """Meetings with an estimate whose lowest number is above its highest."""
    return _found(read, _BACKWARDS, first, last)


def more_new_than_came(read: Reader, first: date, last: date) -> list[OddCount]:
    """Meetings where more came for the first time than came."""
    return _found(read, _MORE_NEW_THAN_CAME, first, last)


def _found(read: Reader, statement: str, first: date, last: date) -> list[OddCount]:
    rows = read.connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat()))
    return [OddCount(id, date.fromisoformat(day), title) for id, day, title in rows]
