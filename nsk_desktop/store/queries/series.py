"""What is already registered of a series' meetings, and how many keep coming."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from nsk_desktop.domain.codes import NEVER_REACH, Mode, Presence, SessionState
from nsk_desktop.store.queries.lists import NO_DAY
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


class Occurrence(NamedTuple):
    """A session of a series: the day it was expected on, and the day it is on."""

    id: str
    series_id: str
    expected_on: date | None
    day: date | None


class Standing(NamedTuple):
    """The meetings of a series so far, as numbers only."""

    held: int
    cancelled: int
    came: int
    """Different registered people."""
    retained: int
    """Those of them who came to so many meetings that they count as retained."""


_OCCURRENCES = """
SELECT id, series_id, expected_on, day FROM session
WHERE NOT deleted AND +series_id IN (SELECT value FROM json_each(:series))
  AND (expected_on BETWEEN :first AND :last OR day BETWEEN :first AND :last)
"""
_STANDING = f"""
WITH mine AS (SELECT id, state FROM session WHERE series_id = :series AND completed AND NOT deleted),
times AS (
  SELECT count(DISTINCT a.session_id) AS number
  FROM attendance a JOIN mine ON mine.id = a.session_id JOIN participant p ON p.id = a.participant_id
  WHERE mine.state = '{SessionState.HELD}' AND a.status = '{Presence.PRESENT}' AND NOT a.deleted AND NOT p.deleted
  GROUP BY a.participant_id
)
SELECT (SELECT count(*) FROM mine WHERE state = '{SessionState.HELD}'),
       (SELECT count(*) FROM mine WHERE state = '{SessionState.CANCELLED}'),
       (SELECT count(*) FROM times),
       (SELECT count(*) FROM times WHERE number >= :often)
"""


def planned(read: Reader, first: date, last: date) -> list[str]:
    """The series that may meet from *first* to *last*: those of other years, and without a weekday, are not read."""
    rows = read.connection.exec_driver_sql(
        """SELECT r.id FROM series r
           WHERE NOT r.deleted AND (r.start IS NULL OR r.start <= ?) AND (r."end" IS NULL OR r."end" >= ?)
             AND (r.weekday IS NOT NULL
                  OR EXISTS (SELECT 1 FROM plan_change c WHERE c.series_id = r.id AND NOT c.deleted))""",
        (last.isoformat(), first.isoformat()),
    )
    return [row[0] for row in rows]


def occurrences(read: Reader, series: Sequence[str], first: date, last: date) -> list[Occurrence]:
    """The sessions of *series* that are, or were expected, from *first* to *last*."""
    from sqlalchemy import text

    window = {"first": first.isoformat(), "last": last.isoformat(), "series": json.dumps(list(series))}
    return [
        Occurrence(id, series, parse_day(expected), parse_day(day))
        for id, series, expected, day in read.connection.execute(text(_OCCURRENCES), window)
    ]


def standing(read: Reader, series: str, often: int) -> Standing:
    """How a series stands: completed meetings only."""
    from sqlalchemy import text

    row = read.connection.execute(text(_STANDING), {"series": series, "often": often}).one()
    return Standing(*row)


def unfinished(read: Reader, before: date) -> list[str]:
    """The drafts of meetings before a day, and those without a day."""
    rows = read.connection.exec_driver_sql(
        "SELECT id FROM listed_session WHERE unfinished = 1 AND (day < ? OR day = ?) "
        "ORDER BY day = ? DESC, day, from_time, id",
        (before.isoformat(), NO_DAY, NO_DAY),
    )
    return [row[0] for row in rows]


def not_counted(read: Reader) -> list[str]:
    """The finished meetings that nobody counted, the newest first; those that never count as reach lack nothing."""
    never = sorted(NEVER_REACH)
    rows = read.connection.exec_driver_sql(
        "SELECT id FROM session WHERE NOT deleted AND completed AND state = ? AND mode = ? "
        f"AND coalesce(type, '') NOT IN ({', '.join('?' for _ in never)}) ORDER BY day DESC, id",
        (str(SessionState.HELD), str(Mode.NOT_COUNTED), *never),
    )
    return [row[0] for row in rows]
