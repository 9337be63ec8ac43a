"""How far each bridge came, read through the view that holds nothing personal."""

from datetime import date
from typing import NamedTuple

from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader

_STEPS = """
SELECT status, introduced_on, first_meeting_on, cooperating_on FROM evaluation_bridge
WHERE NOT deleted AND day BETWEEN ? AND ? ORDER BY day, id
"""


class StepDays(NamedTuple):
    """Where a bridge stands, and the days of its steps."""

    status: str
    introduced: date | None
    first_meeting: date | None
    cooperating: date | None


def bridge_steps(read: Reader, first: date, last: date) -> list[StepDays]:
    """The bridges that began from *first* to *last*, both included."""
    rows = read.connection.exec_driver_sql(_STEPS, (first.isoformat(), last.isoformat()))
    return [
        StepDays(status, parse_day(introduced), parse_day(met), parse_day(cooperating))
        for status, introduced, met, cooperating in rows
    ]
