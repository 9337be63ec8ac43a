"""Sessions and series as lists show them, and the roster of a session."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from nsk_desktop.domain.codes import Mode, Presence, SessionState
from nsk_desktop.store import entries
from nsk_desktop.store.queries.lists import session_ids
from nsk_desktop.store.reader import Reader


class Sending(StrEnum):
    """How a finished session stands to the last evaluation file."""

    NOT_YET = ""
    SENT = "sent"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with its counts: registered present, and anonymous between low and high."""

    id: str
    day: date | None
    from_time: str | None
    to_time: str | None
    title: str
    type: str | None
    themes: tuple[str, ...]
    place: str
    state: str
    mode: str | None
    completed: bool
    series_id: str | None
    series_title: str
    registered: int
    low: int
    high: int
    missing: tuple[str, ...] = ()
    sending: Sending = Sending.NOT_YET
    received: date | None = None
    """When the central evaluation got it as it is now."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """Somebody who is marked at a session, or came to an earlier one of its series."""

    participant_id: str
    name: str
    age_band: str
    gender: str
    target_group: str | None
    status: str | None
    first_time: bool
    last_seen: date | None
    times: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with how many sessions it has had and when the last was."""

    id: str
    title: str
    type: str | None
    weekday: int | None
    from_time: str | None
    place: str
    closed: bool
    sessions: int
    last_day: date | None


_SESSIONS = """
SELECT s.id, s.day, s.from_time, s.to_time, s.title, s.type, s.themes, s.place, s.state, s.mode, s.completed,
       s.series_id, coalesce(r.title, '') AS series_title, l.registered, l.low, l.high
FROM listed_session l JOIN session s ON s.id = l.id LEFT JOIN series r ON r.id = s.series_id
"""


def parse_day(text: str | None) -> date | None:
    """A DATE column as SQLite keeps it."""
    return date.fromisoformat(text) if text else None


def missing_fields(row: Any) -> tuple[str, ...]:
    """What a session lacks before it can be completed, as field names. Cancelled sessions lack nothing more."""
    lacks = [name for name in ("day", "title", "type") if not row[name]]
    if row["state"] != SessionState.CANCELLED:
        lacks += ["themes"] if not json.loads(row["themes"]) else []
        lacks += ["mode"] if not row["mode"] else []
        counted = row["registered"] or row["high"]
        if row["mode"] not in (None, Mode.NOT_COUNTED) and not counted:
            lacks.append("attendance")
    return tuple(lacks)


def _session(row: Any) -> SessionRow:
    values = dict(row)
    values["day"] = parse_day(values["day"])
    values["themes"] = tuple(json.loads(values["themes"]))
    values["completed"] = bool(values["completed"])
    return SessionRow(**values, missing=missing_fields(row))


def rows_of(read: Reader, ids: Sequence[str]) -> list[SessionRow]:
    """The rows of the sessions with these ids, in that order; one that is deleted is left out."""
    found: dict[str, SessionRow] = {}
    for portion in entries.portions(ids):
        statement = f"{_SESSIONS} WHERE l.id IN ({entries.marks(portion)})"
        for row in read.connection.exec_driver_sql(statement, tuple(portion)).mappings():
            found[row["id"]] = _session(row)
    return [found[id] for id in ids if id in found]


def list_sessions(
    read: Reader,
    *,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    type: str | None = None,
    theme: str | None = None,
    series_id: str | None = None,
    lacking: bool = False,
) -> list[SessionRow]:
    """The sessions that are not deleted and fit, newest first; those without a date come first of all."""
    ids = session_ids(
        read, first=first, last=last, text=text, type=type, theme=theme, series_id=series_id, lacking=lacking
    )
    return rows_of(read, ids)


_ROSTER = """
WITH meeting AS (
  SELECT :session AS id
  UNION SELECT s.id FROM session here JOIN session s ON s.series_id = here.series_id
  WHERE here.id = :session AND NOT s.deleted
),
known AS (
  SELECT a.participant_id, a.status, a.first_time, a.session_id = :session AS marked
  FROM meeting m JOIN attendance a ON a.session_id = m.id WHERE NOT a.deleted
)
SELECT p.id AS participant_id, trim(p.alias || ' ' || p.surname) AS name, p.birth_year,
       coalesce(p.age_band, '') AS age_band, p.gender, p.target_group,
       max(CASE WHEN k.marked THEN k.status END) AS status,
       max(CASE WHEN k.marked THEN k.first_time ELSE 0 END) AS first_time,
       (SELECT max(s.day) FROM attendance a JOIN session s ON s.id = a.session_id
        WHERE a.participant_id = p.id AND a.status = :present AND NOT a.deleted AND NOT s.deleted
          AND s.id <> :session) AS last_seen,
       (SELECT count(*) FROM attendance a JOIN session s ON s.id = a.session_id
        WHERE a.participant_id = p.id AND a.status = :present AND NOT a.deleted AND NOT s.deleted
          AND s.id <> :session) AS times
FROM known k JOIN participant p ON p.id = k.participant_id
WHERE NOT p.deleted
GROUP BY p.id
"""


def roster(read: Reader, session: str) -> list[RosterRow]:
    """Who is marked at the session, and who came to another session of its series."""
    from sqlalchemy import text

    rows = read.connection.execute(text(_ROSTER), {"session": session, "present": str(Presence.PRESENT)}).mappings()
    return [
        RosterRow(
            participant_id=row["participant_id"],
            name=row["name"],
            age_band=row["age_band"],
            gender=row["gender"],
            target_group=row["target_group"],
            status=row["status"],
            first_time=bool(row["first_time"]),
            last_seen=parse_day(row["last_seen"]),
            times=row["times"],
        )
        for row in rows
    ]


def list_series(read: Reader) -> list[SeriesRow]:
    """Every series that is not deleted, the most recently met first."""
    rows = read.connection.exec_driver_sql(
        """SELECT r.id, r.title, r.type, r.weekday, r.from_time, r.place, r.closed,
                  count(s.id) AS sessions, max(nullif(s.day, '9999')) AS last_day
           FROM series r LEFT JOIN listed_session s ON s.series_id = r.id AND s.state = 'afholdt'
           WHERE NOT r.deleted GROUP BY r.id ORDER BY last_day DESC, r.title"""
    ).mappings()
    return [
        SeriesRow(**(dict(row) | {"closed": bool(row["closed"]), "last_day": parse_day(row["last_day"])}))
        for row in rows
    ]


def places(read: Reader, latest: int) -> list[str]:
    """The places of so many sessions, those of the latest days."""
    rows = read.connection.exec_driver_sql(
        """SELECT DISTINCT place FROM session WHERE place <> '' AND id IN (
           SELECT id FROM listed_session ORDER BY day DESC, from_time DESC LIMIT ?)""",
        (latest,),
    )
    return [row[0] for row in rows]


def previous_in_series(read: Reader, session: str) -> str | None:
    """The last session of the same series before this one that anybody was marked present at."""
    found = read.connection.exec_driver_sql(
        """SELECT s.id FROM session s JOIN session here ON here.id = ?
           WHERE s.series_id = here.series_id AND s.id <> here.id AND NOT s.deleted AND s.state = 'afholdt'
             AND (here.day IS NULL OR s.day IS NULL OR s.day <= here.day)
             AND EXISTS (SELECT 1 FROM attendance a
                         WHERE a.session_id = s.id AND a.status = 'til stede' AND NOT a.deleted)
           ORDER BY s.day DESC, s.from_time DESC LIMIT 1""",
        (session,),
    ).scalar()
    return None if found is None else str(found)


def present_at(read: Reader, session: str) -> list[str]:
    """The participants (not deleted) marked present at a session."""
    rows = read.connection.exec_driver_sql(
        """SELECT a.participant_id FROM attendance a JOIN participant p ON p.id = a.participant_id
           WHERE a.session_id = ? AND a.status = 'til stede' AND NOT a.deleted AND NOT p.deleted""",
        (session,),
    )
    return [row[0] for row in rows]
