"""What an evaluation file is made from: views without personal columns, and how new each record is.

The names that the text guard looks for are the one thing read from the people themselves; they are
compared and never passed on.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nsk_desktop.store import entries
from nsk_desktop.store.queries.counting import WITHDRAWN
from nsk_desktop.store.reader import Reader

Row = dict[str, Any]
Progress = Callable[[int, int], None]


def rows(read: Reader, view: str) -> list[Row]:
    """Every row of an evaluation view, deleted ones too, in the order of their ids."""
    statement = f"SELECT * FROM evaluation_{view} ORDER BY id"
    return [dict(row) for row in read.connection.exec_driver_sql(statement).mappings()]


# Whether a session was finished at some time. Most are so now: only of the others is the journal asked.
_EVER_COMPLETED = """(s.completed OR EXISTS (SELECT 1 FROM journal j WHERE j.record_id = s.id
                      AND j.fields LIKE '%"completed":[true%'))"""
_FINISHED = "FROM evaluation_session WHERE completed AND NOT deleted AND day IS NOT NULL"
_STRETCH = 50_000
_SOME = "FROM attendance WHERE rowid >= ? AND rowid < ?"
_BUT = "NOT IN (SELECT value FROM json_each(?))"
_ATTENDANCES = f"SELECT count(*) {_SOME} AND NOT deleted AND session_id {_BUT} AND participant_id {_BUT}"
_PEOPLE = f"SELECT DISTINCT participant_id {_SOME} AND session_id {_BUT} AND participant_id {_BUT}"


def ever_completed(read: Reader) -> set[str]:
    """The sessions that were finished at some time, whatever they are now."""
    statement = f"SELECT id FROM evaluation_session s WHERE {_EVER_COMPLETED}"
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def count_sessions(read: Reader) -> int:
    """How many finished sessions a file would tell of."""
    return int(read.connection.exec_driver_sql(f"SELECT count(*) {_FINISHED}").scalar_one())


def count_attendances(read: Reader, progress: Progress) -> tuple[int, int]:
    """How many attendances a file would tell of, and of how many people.

    The table is read once, as it lies, a stretch at a time so that one can stop it. What is left out is little: to look
    each attendance's session and person up would take a minute for a million.
    """
    query = read.connection.exec_driver_sql
    gone = _listed(read, "SELECT id FROM evaluation_participant WHERE deleted OR consent_status = ?", WITHDRAWN)
    unfinished = _listed(read, "SELECT id FROM evaluation_session WHERE deleted OR NOT completed")
    never = _listed(read, f"SELECT id FROM evaluation_session s WHERE NOT {_EVER_COMPLETED}")
    end = int(query("SELECT coalesce(max(rowid), 0) FROM attendance").scalar_one())
    count = 0
    people: set[str] = set()
    for first in range(1, end + 1, _STRETCH):
        progress(first, end)
        count += int(query(_ATTENDANCES, (first, first + _STRETCH, unfinished, gone)).scalar_one())
        people.update(row[0] for row in query(_PEOPLE, (first, first + _STRETCH, never, gone)))
    return count, len(people)


def _listed(read: Reader, statement: str, *given: object) -> str:
    """Ids as one JSON text, by which a statement is given a list."""
    return json.dumps([row[0] for row in read.connection.exec_driver_sql(statement, given)])


def count_all(read: Reader, view: str) -> int:
    """How many rows of a view are not deleted."""
    return int(
        read.connection.exec_driver_sql(f"SELECT count(*) FROM evaluation_{view} WHERE NOT deleted").scalar_one()
    )


def titles(read: Reader) -> list[str]:
    """Every title of a finished session, once each."""
    return [row[0] for row in read.connection.exec_driver_sql(f"SELECT DISTINCT title {_FINISHED}")]


def titled(read: Reader, wanted: Sequence[str]) -> list[tuple[str, str]]:
    """The finished sessions (id and title) with one of the titles *wanted*, in the order of their ids."""
    found: list[tuple[str, str]] = []
    for portion in entries.portions(wanted):
        statement = f"SELECT id, title {_FINISHED} AND title IN ({entries.marks(portion)})"
        found += [(row[0], row[1]) for row in read.connection.exec_driver_sql(statement, tuple(portion))]
    return sorted(found)


def ever_shared(read: Reader) -> set[str]:
    """The stories that were marked for evaluation at some time, whatever they are now."""
    return _ever(read, "story", '%"for_evaluation":[true%')


def ever_withdrawn(read: Reader) -> set[str]:
    """The participants who at some time had withdrawn their consent."""
    return _ever(read, "participant", f"%{WITHDRAWN}%")


def _ever(read: Reader, kind: str, said: str) -> set[str]:
    """The records of *kind* of which an entry says so: the entries of the other kinds are not looked at."""
    statement = f"""SELECT id FROM evaluation_{kind} AS one
                    WHERE EXISTS (SELECT 1 FROM journal WHERE record_id = one.id AND fields LIKE ?)"""
    return {row[0] for row in read.connection.exec_driver_sql(statement, (said,))}


def called(read: Reader) -> Iterator[tuple[str, ...]]:
    """What everybody is called that no text may name, person by person and part by part."""
    for source in ("alias, surname FROM participant", "name FROM contact_person", "name FROM steering_member"):
        for row in read.connection.exec_driver_sql(f"SELECT {source}"):
            yield tuple(row)


def names(read: Reader) -> list[str]:
    """Every name that no text may carry out of the house."""
    found = participant_names(read)
    found += [row[0] for row in read.connection.exec_driver_sql("SELECT name FROM contact_person")]
    found += [row[0] for row in read.connection.exec_driver_sql("SELECT name FROM steering_member")]
    return [name for name in found if name.strip()]


def participant_names(read: Reader) -> list[str]:
    """What the participants are called: each name alone, and the whole."""
    found = []
    for alias, surname in read.connection.exec_driver_sql("SELECT alias, surname FROM participant"):
        found += [alias, surname, f"{alias} {surname}"]
    return [name for name in found if name.strip()]


def versions(read: Reader) -> dict[str, tuple[str, int]]:
    """The greatest stamp and the number of entries of each record."""
    return entries.versions(read.connection)


def held(read: Reader) -> dict[str, tuple[int, str]]:
    """How many entries of each device are here, and the greatest stamp among them."""
    return entries.held(read.connection)
