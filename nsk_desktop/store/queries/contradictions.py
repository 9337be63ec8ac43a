"""What contradicts itself in what was counted without names."""

from datetime import date
from typing import NamedTuple

from nsk_desktop.store.reader import Reader

# The counts are read through once; looked up meeting by meeting they lie on a page each.
_MEETINGS = """
SELECT id, day, title FROM evaluation_session
WHERE NOT deleted AND completed AND day BETWEEN ? AND ? AND id IN ({})
"""
_BACKWARDS = _MEETINGS.format("SELECT session_id FROM headcount NOT INDEXED WHERE NOT deleted AND low > high")
_MORE_NEW_THAN_CAME = _MEETINGS.format(
    "SELECT session_id FROM headcount NOT INDEXED WHERE NOT deleted AND first_time IS NOT NULL "
    "GROUP BY session_id HAVING sum(first_time) > sum(max(low, high))"
)


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
