"""Saving one session with 20 attendances, beside raw SQL that writes the same rows on the same encrypted file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nsk_desktop.domain.identity import attendance_id, new_id
from nsk_desktop.domain.records import Attendance
from nsk_desktop.store import cipher, state
from nsk_desktop.store.change import Change
from nsk_desktop.store.store import Store
from tests import make
from tests.bench.figures import Figure, compare

ATTENDANCES = 20
_ENTRY = "INSERT INTO journal (id, device, hlc, author, kind, record_id, fields) VALUES (?,?,?,?,?,?,?)"


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as folder:
        store = make.store(Path(folder))
        with store.change("people") as change:
            people = [change.create(make.participant(f"Person {number}")) for number in range(ATTENDANCES)]
        raw = cipher.connect(Path(folder) / "nsk.db", make.KEY)
        try:
            yield compare(
                f"save a session with {ATTENDANCES} attendances",
                lambda: _save(store, people),
                "raw SQL, the same state and journal rows",
                lambda: _write(raw, _Rows(store, people)),
                goal=3.0,
                runs=101,
            )
        finally:
            raw.close()
            store.close()


def _save(store: Store, people: list[str]) -> None:
    """As the meeting page does it: natural keys are looked up, in case somebody was there before."""
    with store.change("Gem mødet") as change:
        session = change.create(make.session())
        _attend(change, session, people)


def _attend(change: Change, session: str, people: list[str]) -> None:
    ids = [attendance_id(session, person) for person in people]
    change.prefetch(ids)
    for id, person in zip(ids, people, strict=True):
        change.put(Attendance(id=id, session_id=session, participant_id=person))


class _Rows:
    """The rows that a save leaves in the tables, with fresh ids."""

    def __init__(self, store: Store, people: list[str]) -> None:
        cached = _template(store, people)
        session = new_id()
        fresh = {cached.session: session}
        fresh |= {id: new_id() for id in cached.attendances}
        self.journal = [
            (new_id(), *row[1:5], fresh[row[5]], row[6].replace(cached.session, session)) for row in cached.journal
        ]
        self.sessions = [(session, *cached.session_row[1:])]
        place = state.columns("attendance").index("session_id")
        self.attendances = [
            (fresh[row[0]], *row[1:place], session, *row[place + 1 :]) for row in cached.attendance_rows
        ]


class _Template:
    """One saved session as it lies in the tables."""

    def __init__(self, store: Store, people: list[str]) -> None:
        with store.change("Gem mødet") as change:
            self.session = change.create(make.session())
            _attend(change, self.session, people)
        with store.read() as read:
            query = read.connection.exec_driver_sql
            listed = ", ".join(f'"{name}"' for name in state.columns("session"))
            self.session_row = tuple(query(f"SELECT {listed} FROM session WHERE id = ?", (self.session,)).one())
            listed = ", ".join(f'"{name}"' for name in state.columns("attendance"))
            rows = query(f"SELECT {listed} FROM attendance WHERE session_id = ?", (self.session,))
            self.attendance_rows = [tuple(row) for row in rows]
            self.attendances = [row[0] for row in self.attendance_rows]
            ids = (self.session, *self.attendances)
            marks = ",".join("?" * len(ids))
            found = query(f"SELECT * FROM journal WHERE record_id IN ({marks})", ids)
            self.journal = [tuple(row) for row in found]


_TEMPLATES: dict[int, _Template] = {}


def _template(store: Store, people: list[str]) -> _Template:
    return _TEMPLATES.setdefault(id(store), _TEMPLATES.get(id(store)) or _Template(store, people))


def _write(raw: Any, rows: _Rows) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(_ENTRY, rows.journal)
    raw.executemany(state.upsert("session"), rows.sessions)
    raw.executemany(state.upsert("attendance"), rows.attendances)
    raw.execute("COMMIT")
