"""The rows that cooperation is counted from, read through the views that hold nothing personal where there is one."""

import json
from datetime import date
from typing import Any

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS
from nsk_desktop.domain.codes import Presence, SessionState, SessionType
from nsk_desktop.domain.network import (
    EFFORT,
    BuiltBridge,
    GivenRating,
    JointSession,
    NetworkActor,
    NetworkRows,
    SteeringCount,
    TriedInitiative,
)
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.queries.steering import list_members, marks_of_all
from nsk_desktop.store.reader import Reader

_ENDED = "ophørt"

_ACTORS = """
SELECT id, name, sector, coalesce(mobilised_on, active_from), ended_on, status FROM evaluation_actor WHERE NOT deleted
ORDER BY id
"""
# A rating goes to the bin with an actor that it speaks of.
_RATINGS = """
SELECT r.id, r.period, coalesce(r.actor_a_id, ''), coalesce(r.actor_b_id, ''), r.rater, r.level, r.wanted, r.reason,
       r.unchanged
FROM cooperation_rating r LEFT JOIN actor a ON a.id = r.actor_a_id LEFT JOIN actor b ON b.id = r.actor_b_id
WHERE NOT r.deleted AND NOT coalesce(a.deleted, 0) AND NOT coalesce(b.deleted, 0) ORDER BY r.period, r.id
"""
_SESSIONS = """
SELECT id, day, title, hosts FROM evaluation_session
WHERE NOT deleted AND completed AND day IS NOT NULL AND state = ? AND hosts <> '[]' ORDER BY day, id
"""
_BRIDGES = """
SELECT id, day, from_kind, from_actor_id, to_actor_id, status, first_meeting_on, cooperating_on FROM evaluation_bridge
WHERE NOT deleted ORDER BY day, id
"""
_INITIATIVES = "SELECT id, title, start, status FROM evaluation_initiative WHERE NOT deleted ORDER BY start, id"
_MEETINGS = """
SELECT s.id, s.day, s.title, m.attendance FROM session s
LEFT JOIN steering_meeting m ON m.session_id = s.id AND NOT m.deleted
WHERE NOT s.deleted AND s.completed AND s.day IS NOT NULL AND s.type = ? AND s.state = ? ORDER BY s.day, s.id
"""


def network_rows(read: Reader) -> NetworkRows:
    """Everything that figures of cooperation are computed from."""
    query = read.connection.exec_driver_sql
    return NetworkRows(
        actors=[
            NetworkActor(id, name, sector or None, parse_day(first), parse_day(last), status == _ENDED)
            for id, name, sector, first, last, status in query(_ACTORS)
        ],
        ratings=[GivenRating._make((*row[:8], bool(row[8]))) for row in query(_RATINGS)],
        sessions=[_session(row) for row in query(_SESSIONS, (SessionState.HELD.value,))],
        bridges=[_bridge(row) for row in query(_BRIDGES)],
        initiatives=[TriedInitiative(row[0], row[1], parse_day(row[2]), row[3]) for row in query(_INITIATIVES)],
        steering=_steering(read),
    )


def _session(row: Any) -> JointSession:
    hosts = tuple(host["actor"] for host in json.loads(row[3]) if host.get("actor"))
    return JointSession(row[0], date.fromisoformat(row[1]), row[2], hosts)


def _bridge(row: Any) -> BuiltBridge:
    id, day, kind, from_actor, to_actor, status, met, cooperating = row
    # The same rule as in the file for the evaluation: what starts neither at an actor nor at citizens starts at us.
    one = {FROM_ACTOR: from_actor, FROM_CITIZENS: None}.get(kind, EFFORT)
    return BuiltBridge(id, parse_day(day), one, to_actor, status, parse_day(met), parse_day(cooperating))


def _steering(read: Reader) -> list[SteeringCount]:
    members, marked = list_members(read), marks_of_all(read)
    found = []
    for id, text, title, listed in read.connection.exec_driver_sql(
        _MEETINGS, (SessionType.STEERING.value, SessionState.HELD.value)
    ):
        day = date.fromisoformat(text)
        marks = {mark["member"]: mark.get("status") for mark in json.loads(listed or "[]")} | marked.get(id, {})
        said = {member for member, status in marks.items() if status}
        sat = {
            member.id
            for member in members
            if (member.first_day is None or member.first_day <= day)
            and (member.last_day is None or day <= member.last_day)
        }
        present = sum(status == Presence.PRESENT for status in marks.values())
        found.append(SteeringCount(id, day, title, len(sat | said), present))
    return found
