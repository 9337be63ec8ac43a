"""What lists search and sort by: one narrow row beside each record of a long list.

The rows follow from the records and from nothing else, and are brought up to date in the transaction that
changes a record. They are no part of the journal and travel nowhere. A deleted record has none.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.folding import folded_forms, sort_key
from nsk_desktop.store import entries, facts, state, tables
from nsk_desktop.store.queries.lists import NO_DAY
from nsk_desktop.store.queries.sessions import missing_fields

Rows = dict[str, tuple[Any, ...]]

RULE = "3"
"""Which rules the rows follow. Whoever changes what is made here, or how names fold or sort, gives it a new number."""
_FACT = "lists"

_SEEN = """
SELECT a.participant_id, count(*), min(s.day), max(s.day)
FROM attendance a JOIN session s ON s.id = a.session_id
WHERE {chosen} a.status = 'til stede' AND NOT a.deleted AND NOT s.deleted AND s.state = 'afholdt'
GROUP BY a.participant_id
"""
_PEOPLE = """
SELECT id, trim(alias || ' ' || surname) AS name, birth_year, age_band, gender FROM participant
WHERE {chosen} NOT deleted
"""
_MEETINGS = """
SELECT s.id, s.day, s.from_time, s.title, s.place, s.type, s.themes, s.series_id, s.state, s.mode, s.completed,
       (SELECT count(*) FROM attendance a JOIN participant p ON p.id = a.participant_id
        WHERE a.session_id = s.id AND a.status = 'til stede' AND NOT a.deleted AND NOT p.deleted) AS registered,
       coalesce((SELECT sum(h.low) FROM headcount h WHERE h.session_id = s.id AND NOT h.deleted), 0) AS low,
       coalesce((SELECT sum(h.high) FROM headcount h WHERE h.session_id = s.id AND NOT h.deleted), 0) AS high
FROM session s WHERE {chosen} NOT s.deleted
"""
_STORIES = """
SELECT id, day, title, who || ' ' || what AS said, themes, actors, initiatives, series, sessions, bridges, ratings,
       in_report
FROM story WHERE {chosen} NOT deleted
"""
_CARDS = """
SELECT id, day, title, context || ' ' || steps AS said, themes, actors, initiatives, series, sessions, bridges,
       ratings, in_report
FROM method_card WHERE {chosen} NOT deleted
"""
_ABOUT = ("actors", "initiatives", "series", "sessions", "bridges", "ratings")


def words(*texts: str) -> str:
    """Every way each word may be typed, each with a space before it, so that ``' ode'`` finds where one begins."""
    found = dict.fromkeys(word for text in texts for form in folded_forms(text) for word in form.split())
    return "".join(f" {word}" for word in found)


def _people(connection: Connection, ids: Sequence[str] | None) -> Rows:
    """The rows of the participants with these ids (None: of all) as they follow from the records."""
    chosen, given = _among("a.participant_id", ids)
    seen = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_SEEN.format(chosen=chosen), given)}
    chosen, given = _among("id", ids)
    return {
        id: (id, *_ordered(name), words(name), born, band, gender, *seen.get(id, (0, None, None)))
        for id, name, born, band, gender in connection.exec_driver_sql(_PEOPLE.format(chosen=chosen), given)
    }


def _meetings(connection: Connection, ids: Sequence[str] | None) -> Rows:
    """The rows of the meetings with these ids (None: of all) as they follow from the records."""
    chosen, given = _among("s.id", ids)
    found = connection.exec_driver_sql(_MEETINGS.format(chosen=chosen), given).mappings()
    return {row["id"]: _meeting(row) for row in found}


def _meeting(row: Any) -> tuple[Any, ...]:
    return (
        row["id"],
        row["day"] or NO_DAY,
        row["from_time"] or "",
        *_ordered(row["title"]),
        words(row["title"], row["place"]),
        row["type"],
        _apart(json.loads(row["themes"])),
        row["series_id"],
        row["state"],
        int(not row["completed"] and row["state"] != SessionState.CANCELLED),
        len(missing_fields(row)),
        row["registered"],
        row["low"],
        row["high"],
    )


def _outcomes(statement: str, connection: Connection, ids: Sequence[str] | None) -> Rows:
    """The rows of the stories or method cards with these ids (None: of all) as they follow from the records."""
    chosen, given = _among("id", ids)
    found = connection.exec_driver_sql(statement.format(chosen=chosen), given).mappings()
    return {row["id"]: _outcome(row) for row in found}


def _outcome(row: Any) -> tuple[Any, ...]:
    return (
        row["id"],
        row["day"] or NO_DAY,
        *_ordered(row["title"]),
        words(row["title"], row["said"]),
        _apart(json.loads(row["themes"])),
        _apart(id for name in _ABOUT for id in json.loads(row[name])),
        int(row["in_report"]),
    )


def _apart(codes: Iterable[str]) -> str:
    """Codes with a space on both sides of each, so that one is found and never a part of one."""
    joined = " ".join(codes)
    return f" {joined} " if joined else ""


def _ordered(text: str) -> tuple[str, str]:
    """The two columns that together sort as `sort_key` does."""
    return sort_key(text)


def _among(column: str, ids: Sequence[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (f"{column} IN ({entries.marks(ids)}) AND", tuple(ids))


@dataclass(frozen=True)
class _Listed:
    """One table of such rows, and how they are made."""

    table: Table
    make: Callable[[Connection, Sequence[str] | None], Rows]

    def kept(self, connection: Connection, ids: Sequence[str] | None) -> Rows:
        """The rows as they stand."""
        chosen, given = ("", ()) if ids is None else (f" WHERE id IN ({entries.marks(ids)})", tuple(ids))
        return {row[0]: tuple(row) for row in connection.exec_driver_sql(f"{self._select}{chosen}", given)}

    def write(self, connection: Connection, before: Rows, now: Rows) -> None:
        """Make the rows what they are *now*; those that are so already are left alone."""
        gone = [(id,) for id in before if id not in now]
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {self.table.name} WHERE id = ?", gone)
        changed = [row for id, row in now.items() if before.get(id) != row]
        if changed:
            connection.exec_driver_sql(self._upsert, changed)

    @property
    def _select(self) -> str:
        return f"SELECT {', '.join(self.table.columns.keys())} FROM {self.table.name}"

    @property
    def _upsert(self) -> str:
        names = self.table.columns.keys()
        updates = ", ".join(f"{name}=excluded.{name}" for name in names if name != "id")
        marks = ", ".join("?" for _ in names)
        listed = ", ".join(names)
        return f"INSERT INTO {self.table.name} ({listed}) VALUES ({marks}) ON CONFLICT(id) DO UPDATE SET {updates}"


_PARTICIPANT = _Listed(tables.LISTED_PARTICIPANT, _people)
_SESSION = _Listed(tables.LISTED_SESSION, _meetings)
_STORY = _Listed(tables.LISTED_STORY, partial(_outcomes, _STORIES))
_METHOD_CARD = _Listed(tables.LISTED_METHOD_CARD, partial(_outcomes, _CARDS))
LISTED = {"participant": _PARTICIPANT, "session": _SESSION, "story": _STORY, "method_card": _METHOD_CARD}


def keep_up(connection: Connection, written: Mapping[str, Sequence[state.Row]]) -> None:
    """Bring the rows up to date after the state rows in *written* (by kind) were made."""
    people = {row[0] for row in written.get("participant", ())}
    meetings = {row[0] for row in written.get("session", ())}
    moved = _changed(connection, _SESSION, meetings, lambda row: (row[1], row[9]))
    shown = _changed(connection, _PARTICIPANT, people, lambda row: row[0])
    people |= _at(connection, "participant_id", "session_id", moved)
    meetings |= _at(connection, "session_id", "participant_id", shown)
    people |= _named(written, "attendance", "participant_id")
    meetings |= _named(written, "attendance", "session_id") | _named(written, "headcount", "session_id")
    told = [(LISTED[kind], {row[0] for row in written.get(kind, ())}) for kind in ("story", "method_card")]
    for listed, ids in ((_PARTICIPANT, people), (_SESSION, meetings), *told):
        for portion in entries.portions(sorted(ids)):
            listed.write(connection, listed.kept(connection, portion), listed.make(connection, portion))


def _changed(
    connection: Connection, listed: _Listed, ids: Iterable[str], aspect: Callable[[tuple[Any, ...]], object]
) -> set[str]:
    """Those of *ids* where an aspect that other rows follow from is not what it was."""
    found: set[str] = set()
    for portion in entries.portions(sorted(ids)):
        before, now = listed.kept(connection, portion), listed.make(connection, portion)
        for id in portion:
            was, is_ = before.get(id), now.get(id)
            if (was and aspect(was)) != (is_ and aspect(is_)):
                found.add(id)
    return found


def _at(connection: Connection, wanted: str, by: str, ids: Iterable[str]) -> set[str]:
    """The other end of every attendance of *ids*."""
    found: set[str] = set()
    for portion in entries.portions(sorted(ids)):
        statement = f"SELECT DISTINCT {wanted} FROM attendance WHERE {by} IN ({entries.marks(portion)})"
        found |= {row[0] for row in connection.exec_driver_sql(statement, tuple(portion)) if row[0]}
    return found


def _named(written: Mapping[str, Sequence[state.Row]], kind: str, field: str) -> set[str]:
    place = state.columns(kind).index(field)
    return {row[place] for row in written.get(kind, ()) if row[place]}


def rebuild(connection: Connection) -> None:
    """Make every row anew."""
    for listed in LISTED.values():
        connection.exec_driver_sql(f"DELETE FROM {listed.table.name}")
        listed.write(connection, {}, listed.make(connection, None))
    facts.write(connection, _FACT, RULE)


def bring_up(connection: Connection) -> None:
    """Make the rows anew when another rule made them, or none: once after an upgrade."""
    if facts.read(connection, _FACT) != RULE:
        rebuild(connection)


def astray(connection: Connection, kind: str) -> list[str]:
    """The ids of the records of *kind* whose row is not what follows from the records."""
    listed = LISTED[kind]
    kept, due = listed.kept(connection, None), listed.make(connection, None)
    return sorted(id for id in kept.keys() | due.keys() if kept.get(id) != due.get(id))
