"""What records are found by: their labels, read in one go to be kept in memory, or of a few that have changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from nsk_desktop.store import entries
from nsk_desktop.store.reader import Reader


class Label(NamedTuple):
    """A participant or a meeting: the words it is found by, what it is called, and its day."""

    id: str
    folded: str
    text: str
    day: str | None


_LABELS = {
    "participant": "SELECT id, folded, name AS text, last_seen AS day FROM listed_participant",
    "session": "SELECT id, folded, title AS text, nullif(day, '9999') AS day FROM listed_session",
}


def labels(read: Reader, kind: str, today: date) -> Iterator[Label]:
    """All participants or meetings (none deleted), those furthest from *today* first."""
    far = "coalesce(abs(julianday(day) - julianday(?)), 1e9) DESC, id"
    # Only the ids are put in order: the words of a hundred thousand labels would take as much memory again.
    statement = f"SELECT id FROM ({_LABELS[kind]}) ORDER BY {far}"
    ids = [row[0] for row in read.connection.exec_driver_sql(statement, (today.isoformat(),))]
    for portion in entries.portions(ids):
        yield from some_labels(read, kind, portion)


def some_labels(read: Reader, kind: str, ids: Sequence[str]) -> list[Label]:
    """Those of the participants or meetings with these ids that are not deleted, in that order."""
    found: dict[str, Label] = {}
    for portion in entries.portions(ids):
        statement = f"{_LABELS[kind]} WHERE id IN ({entries.marks(portion)})"
        found |= {row[0]: Label(*row) for row in read.connection.exec_driver_sql(statement, tuple(portion))}
    return [found[id] for id in ids if id in found]


def few(read: Reader, kind: str, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The records of a kind that there are few of (none deleted), the longest known first: id and *fields*."""
    listed = ", ".join(f'"{field}"' for field in ("id", *fields))
    statement = f'SELECT {listed} FROM "{kind}" WHERE NOT deleted ORDER BY created, id'
    return [dict(row) for row in read.connection.exec_driver_sql(statement).mappings()]


def touched(read: Reader, written: Sequence[str]) -> dict[str, list[str]]:
    """The participants and meetings that these journal entries are about, in the order they were written."""
    found: dict[str, dict[str, None]] = {"participant": {}, "session": {}, "attendance": {}}
    for portion in entries.portions(written):
        statement = f"SELECT kind, record_id FROM journal WHERE id IN ({entries.marks(portion)}) ORDER BY hlc, id"
        for kind, record in read.connection.exec_driver_sql(statement, tuple(portion)):
            found.setdefault(kind, {})[record] = None
    # Who came is seen on another day than before.
    for portion in entries.portions(list(found["attendance"])):
        statement = f"SELECT participant_id FROM attendance WHERE id IN ({entries.marks(portion)})"
        rows = read.connection.exec_driver_sql(statement, tuple(portion))
        found["participant"] |= dict.fromkeys(row[0] for row in rows if row[0])
    return {kind: list(found[kind]) for kind in ("participant", "session")}
