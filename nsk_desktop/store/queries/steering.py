"""The steering group as lists show it: members, meetings and decisions."""

import json
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import Presence, SessionType
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with the actor they sit there for."""

    id: str
    name: str
    role: str
    actor_name: str
    ownership: str | None
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of the steering group, how many members came, and how many decisions were made."""

    id: str
    """The session's."""
    day: date | None
    title: str
    state: str
    present: int
    excused: int
    decisions: int
    open_decisions: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Something decided, and the day of the meeting that did."""

    id: str
    meeting_id: str | None
    meeting_day: date | None
    session_id: str | None
    text: str
    owner: str
    deadline: date | None
    done: date | None


def list_members(read: Reader) -> list[MemberRow]:
    """Every member that is not deleted, also those who have left."""
    rows = read.connection.exec_driver_sql(
        """SELECT m.id, m.name, m.role, coalesce(a.name, '') AS actor_name, coalesce(m.ownership, a.ownership)
                  AS ownership, m.first_day, m.last_day
           FROM steering_member m LEFT JOIN actor a ON a.id = m.actor_id
           WHERE NOT m.deleted ORDER BY m.created, m.id"""
    ).mappings()
    return [
        MemberRow(**{**row, "first_day": parse_day(row["first_day"]), "last_day": parse_day(row["last_day"])})
        for row in rows
    ]


def list_meetings(read: Reader) -> list[MeetingRow]:
    """Every meeting of the steering group that is not deleted, newest first."""
    rows = read.connection.exec_driver_sql(
        """SELECT s.id, s.day, s.title, s.state, m.attendance,
                  (SELECT count(*) FROM decision d WHERE d.meeting_id = m.id AND NOT d.deleted) AS decisions,
                  (SELECT count(*) FROM decision d
                   WHERE d.meeting_id = m.id AND NOT d.deleted AND d.done IS NULL) AS open_decisions
           FROM session s LEFT JOIN steering_meeting m ON m.session_id = s.id AND NOT m.deleted
           WHERE s.type = ? AND NOT s.deleted ORDER BY s.day IS NOT NULL, s.day DESC, s.id""",
        (SessionType.STEERING.value,),
    ).mappings()
    found = []
    marked = _marked(read)
    for row in rows:
        listed = {mark["member"]: mark.get("status") for mark in json.loads(row["attendance"] or "[]")}
        marks = list((listed | marked.get(row["id"], {})).values())
        found.append(
            MeetingRow(
                id=row["id"],
                day=parse_day(row["day"]),
                title=row["title"],
                state=row["state"],
                present=marks.count(Presence.PRESENT),
                excused=marks.count(Presence.EXCUSED),
                decisions=row["decisions"],
                open_decisions=row["open_decisions"],
            )
        )
    return found


def marks_at(read: Reader, session: str) -> dict[str, str | None]:
    """How each member is marked at a meeting, by id; None where a mark was taken away."""
    return _marked(read, session).get(session, {})


def marks_of_all(read: Reader) -> dict[str, dict[str, str | None]]:
    """How each member is marked at each meeting, by the id of its session."""
    return _marked(read)


def _marked(read: Reader, session: str = "") -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    rows = read.connection.exec_driver_sql(
        """SELECT m.session_id, a.member_id, a.status FROM steering_attendance a
           JOIN steering_meeting m ON m.id = a.meeting_id WHERE NOT a.deleted AND (? = '' OR m.session_id = ?)""",
        (session, session),
    )
    for where, member, status in rows:
        found.setdefault(where, {})[member] = status
    return found


def list_decisions(read: Reader) -> list[DecisionRow]:
    """Every decision that is not deleted, in the order of their deadlines; those without one come last."""
    rows = read.connection.exec_driver_sql(
        """SELECT d.id, d.meeting_id, s.day AS meeting_day, s.id AS session_id, d.text, d.owner, d.deadline, d.done
           FROM decision d LEFT JOIN steering_meeting m ON m.id = d.meeting_id LEFT JOIN session s
                ON s.id = m.session_id
           WHERE NOT d.deleted AND NOT coalesce(s.deleted, 0)
           ORDER BY d.deadline IS NULL, d.deadline, d.created, d.id"""
    ).mappings()
    days = ("meeting_day", "deadline", "done")
    return [DecisionRow(**{**row, **{name: parse_day(row[name]) for name in days}}) for row in rows]
