"""Records that contradict themselves or each other, found where they lie: what is in order is never read."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nsk_desktop.domain.codes import Mode, PostingState, Presence, SessionState
from nsk_desktop.domain.contradictions import OddRecord, Why
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


class _Rule(NamedTuple):
    why: Why
    kind: str
    statement: str
    """Gives id, day, title and what it stands against; *:today* and *:present* are known to it."""


_SOMEBODY = f"""(
    EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id AND NOT a.deleted AND a.status = '{Presence.PRESENT}')
    OR EXISTS (SELECT 1 FROM headcount h WHERE h.session_id = s.id AND NOT h.deleted AND max(h.low, h.high) > 0)
)"""
_COUNTED = (
    "FROM headcount h JOIN session s ON s.id = h.session_id WHERE NOT h.deleted AND NOT s.deleted AND s.completed"
)
_STEPS = ("day", "introduced_on", "first_meeting_on", "cooperating_on", "ended_on")
_BACKWARDS = " OR ".join(
    f"b.{later} < b.{earlier}" for place, earlier in enumerate(_STEPS) for later in _STEPS[place + 1 :]
)

_RULES = (
    _Rule(Why.COUNTED_BACKWARDS, "session", f"SELECT DISTINCT s.id, s.day, s.title, '' {_COUNTED} AND h.low > h.high"),
    _Rule(
        Why.TOO_MANY_NEW,
        "session",
        f"SELECT s.id, s.day, s.title, '' {_COUNTED} AND h.first_time IS NOT NULL "
        "GROUP BY s.id HAVING sum(h.first_time) > sum(max(h.low, h.high))",
    ),
    _Rule(
        Why.FEWER_THAN_NOBODY,
        "session",
        f"SELECT DISTINCT s.id, s.day, s.title, '' {_COUNTED} AND (h.low < 0 OR h.high < 0 OR h.first_time < 0)",
    ),
    _Rule(
        Why.ENDS_FIRST,
        "session",
        "SELECT id, day, title, '' FROM session "
        "WHERE NOT deleted AND from_time <> '' AND to_time <> '' AND to_time <= from_time",
    ),
    _Rule(
        Why.OUTSIDE_SERIES,
        "session",
        "SELECT s.id, s.day, s.title, r.title FROM session s JOIN series r ON r.id = s.series_id "
        """WHERE NOT s.deleted AND NOT r.deleted AND (s.day < r.start OR s.day > r."end")""",
    ),
    _Rule(
        Why.OUTSIDE_INITIATIVE,
        "session",
        "SELECT s.id, s.day, s.title, i.title FROM session s JOIN initiative i ON i.id = s.initiative_id "
        """WHERE NOT s.deleted AND NOT i.deleted AND (s.day < i.start OR s.day > i."end")""",
    ),
    _Rule(
        Why.HELD_LATER,
        "session",
        "SELECT id, day, title, '' FROM session "
        f"WHERE NOT deleted AND completed AND state = '{SessionState.HELD}' AND day > :today",
    ),
    _Rule(
        Why.CANCELLED_BUT_ATTENDED,
        "session",
        "SELECT s.id, s.day, s.title, '' FROM session s "
        f"WHERE NOT s.deleted AND s.state = '{SessionState.CANCELLED}' AND {_SOMEBODY}",
    ),
    _Rule(
        Why.NOT_COUNTED_BUT_ATTENDED,
        "session",
        "SELECT s.id, s.day, s.title, '' FROM session s WHERE NOT s.deleted AND s.completed "
        f"AND s.state = '{SessionState.HELD}' AND s.mode = '{Mode.NOT_COUNTED}' AND {_SOMEBODY}",
    ),
    _Rule(
        Why.SPAN_BACKWARDS,
        "series",
        """SELECT id, NULL, title, '' FROM series WHERE NOT deleted AND "end" < start""",
    ),
    _Rule(
        Why.SPAN_BACKWARDS,
        "initiative",
        """SELECT id, NULL, title, '' FROM initiative WHERE NOT deleted AND "end" < start""",
    ),
    _Rule(
        Why.SPAN_BACKWARDS,
        "steering_member",
        "SELECT id, NULL, name, '' FROM steering_member WHERE NOT deleted AND last_day < first_day",
    ),
    _Rule(
        Why.STEPS_BACKWARDS,
        "bridge_contact",
        f"SELECT b.id, b.day, b.purpose, '' FROM bridge_contact b WHERE NOT b.deleted AND ({_BACKWARDS})",
    ),
    _Rule(
        Why.BRIDGE_TO_ITSELF,
        "bridge_contact",
        "SELECT b.id, b.day, a.name, '' FROM bridge_contact b JOIN actor a ON a.id = b.from_actor_id "
        "WHERE NOT b.deleted AND NOT a.deleted AND b.to_actor_id = b.from_actor_id",
    ),
    _Rule(
        Why.FOLLOWED_UP_FIRST,
        "follow_up",
        "SELECT f.id, f.due, f.text, coalesce(b.day, s.day) FROM follow_up f "
        "LEFT JOIN bridge_contact b ON b.id = f.about_id AND f.about_kind = 'bridge_contact' AND NOT b.deleted "
        "LEFT JOIN session s ON s.id = f.about_id AND f.about_kind = 'session' AND NOT s.deleted "
        "WHERE NOT f.deleted AND f.done IS NULL AND f.due < coalesce(b.day, s.day)",
    ),
    _Rule(
        Why.OTHER_YEAR,
        "posting",
        "SELECT id, day, text, year FROM posting "
        "WHERE NOT deleted AND year IS NOT NULL AND CAST(substr(day, 1, 4) AS INTEGER) <> year",
    ),
    _Rule(
        Why.OTHER_INITIATIVE,
        "posting",
        "SELECT p.id, p.day, p.text, s.title FROM posting p JOIN session s ON s.id = p.session_id "
        "WHERE NOT p.deleted AND NOT s.deleted AND p.initiative_id <> s.initiative_id",
    ),
    _Rule(
        Why.BOOKED_LATER,
        "posting",
        f"SELECT id, day, text, '' FROM posting WHERE NOT deleted AND state = '{PostingState.BOOKED}' AND day > :today",
    ),
    _Rule(
        Why.BORN_LATER,
        "participant",
        "SELECT p.id, min(s.day), trim(p.alias || ' ' || p.surname), '' FROM participant p "
        "JOIN attendance a ON a.participant_id = p.id JOIN session s ON s.id = a.session_id "
        f"WHERE NOT p.deleted AND NOT a.deleted AND NOT s.deleted AND a.status = '{Presence.PRESENT}' "
        "AND CAST(substr(s.day, 1, 4) AS INTEGER) < p.birth_year GROUP BY p.id",
    ),
    _Rule(
        Why.WITHDRAWN_FIRST,
        "participant",
        "SELECT id, json_extract(consent, '$.withdrawn_on'), trim(alias || ' ' || surname), '' FROM participant "
        "WHERE NOT deleted AND json_extract(consent, '$.withdrawn_on') < json_extract(consent, '$.date')",
    ),
    _Rule(
        Why.DONE_FIRST,
        "decision",
        "SELECT d.id, s.day, d.text, '' FROM decision d JOIN steering_meeting m ON m.id = d.meeting_id "
        "JOIN session s ON s.id = m.session_id WHERE NOT d.deleted AND NOT s.deleted AND d.done < s.day",
    ),
)


def odd_records(read: Reader, today: date) -> Iterator[OddRecord]:
    """Everything that a rule finds, of all times."""
    for rule in _RULES:
        for id, day, title, other in read.connection.exec_driver_sql(rule.statement, {"today": today.isoformat()}):
            yield OddRecord(rule.why, rule.kind, id, parse_day(day), title or "", str(other or ""))
