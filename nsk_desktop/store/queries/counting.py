"""The rows that reach is counted from, read through the views that hold nothing personal."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import LIVES_HERE, NEVER_REACH, AgeBand, Mode, PairVerdict, SessionState
from nsk_desktop.domain.counting import CountedHeadcount, CountedPerson, CountedSeries, CountedSession, CountingRows
from nsk_desktop.store.reader import Reader

WITHDRAWN = "trukket tilbage"

_SESSIONS = """
SELECT s.id, s.day, s.from_time, s.to_time, s.title, s.type, s.themes, s.state, s.mode, s.series_id,
       coalesce(r.closed AND r.same_anonymous AND NOT r.deleted, 0) AS same_anonymous, s.initiative_id
FROM evaluation_session s LEFT JOIN evaluation_series r ON r.id = s.series_id
WHERE NOT s.deleted AND s.completed AND s.day IS NOT NULL AND s.day BETWEEN ? AND ?
ORDER BY s.day, s.from_time, s.id
"""
# The signs keep the index of days out of it: by it, each session of a long period is looked up on a page of its own.
_MOST_SESSIONS = _SESSIONS.replace("s.day BETWEEN", "+s.day BETWEEN").replace("BY s.day", "BY +s.day")
_SHARE = """
SELECT (SELECT count(*) FROM evaluation_session WHERE day BETWEEN ? AND ?) * 2
     > (SELECT count(*) FROM evaluation_session)
"""
_ATTENDANCES = """
SELECT session_id, participant_id, age_band FROM evaluation_attendance
WHERE NOT deleted AND completed AND status = 'til stede' AND day BETWEEN ? AND ?
"""
# The same without the age on the day, which only a figure by age asks for and which costs as much as all the rest.
_WITHOUT_AGES = """
SELECT a.session_id, a.participant_id, '' FROM attendance a JOIN evaluation_session s ON s.id = a.session_id
WHERE NOT a.deleted AND NOT s.deleted AND s.completed AND a.status = 'til stede' AND s.day BETWEEN ? AND ?
  AND a.participant_id NOT IN (SELECT id FROM evaluation_participant WHERE deleted)
"""
# Of a period that is most of the store: read through once, in the order they lie in. See what is said of `_EARLIER`.
# Which of them are of these sessions is seen sooner here than by the database, in a list of so many.
_OF_ALL = """
SELECT session_id, participant_id, '' FROM attendance NOT INDEXED
WHERE NOT deleted AND status = 'til stede'
  AND participant_id NOT IN (SELECT id FROM evaluation_participant WHERE deleted)
"""
_HEADCOUNTS = """
SELECT h.session_id, h.age_band, h.gender, h.target_group, h.low, h.high
FROM evaluation_headcount h JOIN evaluation_session s ON s.id = h.session_id
WHERE NOT h.deleted AND s.completed AND s.day BETWEEN ? AND ?
"""
# What joined people attended in other periods.
_JOINED = """
SELECT first_id FROM evaluation_pair WHERE verdict = 'samme' AND NOT deleted
UNION SELECT second_id FROM evaluation_pair WHERE verdict = 'samme' AND NOT deleted
"""
_JOINED_ATTENDANCES = f"""
SELECT a.session_id, a.participant_id FROM attendance a JOIN evaluation_session s ON s.id = a.session_id
WHERE a.participant_id IN ({_JOINED}) AND NOT a.deleted AND NOT s.deleted AND s.completed AND a.status = 'til stede'
  AND s.day NOT BETWEEN ? AND ? AND a.participant_id NOT IN (SELECT id FROM evaluation_participant WHERE deleted)
"""
_JOINED_SESSIONS = f"""
SELECT s.id, s.day, s.from_time, s.to_time, s.title, s.type, s.themes, s.state, s.mode, s.series_id, 0,
       s.initiative_id
FROM evaluation_session s WHERE NOT s.deleted AND s.completed AND s.day NOT BETWEEN ? AND ?
  AND s.id IN (SELECT session_id FROM attendance WHERE participant_id IN ({_JOINED}))
"""
_PERSONS = "SELECT id, gender, target_group, consent_status, relation FROM evaluation_participant WHERE NOT deleted"
_INITIATIVES = "SELECT id, title FROM evaluation_initiative WHERE NOT deleted"
# All that went before is most of a store: its attendances are read through once, in the order they lie in. By the
# index of sessions every one of them would be looked up on a page of its own, which takes ten times as long.
_EARLIER = """
SELECT DISTINCT participant_id FROM attendance NOT INDEXED
WHERE NOT deleted AND status = 'til stede' AND session_id IN (
  SELECT id FROM evaluation_session
  WHERE NOT deleted AND completed AND day < ? AND state = ? AND coalesce(mode, '') <> ?
    AND coalesce(type, '') NOT IN ({})
)
"""


def counting_rows(
    read: Reader, first: date = date.min, last: date = date.max, *, ages: bool = True, earlier: bool = False
) -> CountingRows:
    """What happened from *first* to *last* (persons and pairs of the whole store).

    Without *ages* the age bands of the attendances are left empty, which is faster. With *earlier* those who came
    before the first day are told too.

    Who has withdrawn consent is counted, but no longer as a person: each attendance becomes one anonymous
    headcount of the same age band, gender and target group.
    """
    period = (first.isoformat(), last.isoformat())
    before = _earlier(read, period[0]) if earlier else None
    query = read.connection.exec_driver_sql
    if query("SELECT 1 FROM evaluation_pair WHERE verdict = 'måske samme' AND NOT deleted LIMIT 1").first():
        # Two who were ever at the same session are not the same person, also when that was in another period.
        period = (date.min.isoformat(), date.max.isoformat())
    most = bool(query(_SHARE, period).scalar_one())
    sessions = [_session(row) for row in _plain(read, _MOST_SESSIONS if most else _SESSIONS, period)]
    persons, withdrawn = _persons(read)
    if most and not ages:
        counted = {session.id for session in sessions}
        attendances = [row for row in _plain(read, _OF_ALL) if row[0] in counted]
    else:
        attendances = _plain(read, _ATTENDANCES if ages else _WITHOUT_AGES, period)
    headcounts = [CountedHeadcount(*row) for row in _plain(read, _HEADCOUNTS, period)]
    if period[0] > date.min.isoformat() or period[1] < date.max.isoformat():
        # Where joined people were seen together says whether the join can stand, in whatever period that was.
        sessions += [_session(row) for row in query(_JOINED_SESSIONS, period)]
        attendances += [(row[0], row[1], "") for row in query(_JOINED_ATTENDANCES, period)]
    if withdrawn:
        headcounts += _anonymous(attendances, withdrawn)
        attendances = [row for row in attendances if row[1] not in withdrawn]
    pairs = list(_pairs(read, withdrawn))
    return CountingRows(
        sessions=sessions,
        persons=persons,
        attendances=attendances,
        headcounts=headcounts,
        joined=[(one, other) for one, other, verdict in pairs if verdict == PairVerdict.SAME],
        possibly=[(one, other) for one, other, verdict in pairs if verdict == PairVerdict.POSSIBLY],
        earlier=before,
        series=_series(read),
        initiatives={row[0]: row[1] for row in query(_INITIATIVES)},
    )


def _series(read: Reader) -> dict[str, CountedSeries]:
    statement = 'SELECT id, title, "end" FROM evaluation_series WHERE NOT deleted'
    return {
        id: CountedSeries(title, date.fromisoformat(end) if end else None)
        for id, title, end in read.connection.exec_driver_sql(statement)
    }


def _earlier(read: Reader, first: str) -> frozenset[str]:
    """Everybody who came to a meeting that counts before the day *first*."""
    types = sorted(NEVER_REACH)
    statement = _EARLIER.format(", ".join("?" * len(types)))
    values = (first, SessionState.HELD.value, Mode.NOT_COUNTED.value, *types)
    return frozenset(row[0] for row in read.connection.exec_driver_sql(statement, values))


def _plain(read: Reader, statement: str, values: tuple[str, ...] = ()) -> list[Any]:
    """The driver's own rows: there are so many that wrapping each one would double the time of the whole figure."""
    cursor = read.connection.connection.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _session(row: Any) -> CountedSession:
    id, day, from_time, to_time, title, type, themes, state, mode, series, same, initiative = row
    return CountedSession(
        id=id,
        day=date.fromisoformat(day),
        start=_minutes(from_time),
        end=_minutes(to_time),
        title=title,
        type=type,
        themes=tuple(json.loads(themes)),
        state=state,
        mode=mode,
        series=series,
        same_anonymous=bool(same),
        initiative=initiative,
    )


def _minutes(time: str | None) -> int | None:
    return int(time[:2]) * 60 + int(time[3:5]) if time else None


def _persons(read: Reader) -> tuple[dict[str, CountedPerson], dict[str, CountedPerson]]:
    """Everybody that is not deleted, and of them those who have withdrawn consent."""
    persons: dict[str, CountedPerson] = {}
    withdrawn: dict[str, CountedPerson] = {}
    for id, gender, target_group, consent, relation in _plain(read, _PERSONS):
        persons[id] = CountedPerson(gender, target_group, lives_here=relation == LIVES_HERE)
        if consent == WITHDRAWN:
            withdrawn[id] = persons[id]
    return persons, withdrawn


def _anonymous(attendances: list[tuple[str, str, str]], withdrawn: dict[str, CountedPerson]) -> list[CountedHeadcount]:
    cells: Counter[tuple[str, str, str, str]] = Counter()
    for session, person, band in attendances:
        if person in withdrawn:
            who = withdrawn[person]
            cells[session, band or AgeBand.UNKNOWN, who.gender, who.target_group or ""] += 1
    return [CountedHeadcount(*cell, number, number) for cell, number in sorted(cells.items())]


def _pairs(read: Reader, withdrawn: dict[str, CountedPerson]) -> Iterator[tuple[str, str, str]]:
    statement = "SELECT first_id, second_id, verdict FROM evaluation_pair WHERE NOT deleted"
    for one, other, verdict in read.connection.exec_driver_sql(statement):
        if one not in withdrawn and other not in withdrawn:
            yield one, other, verdict
