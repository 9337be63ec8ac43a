"""The rows that figures are counted from, in memory, where some records can be put as they once were.

Counting them so in the store itself would need a transaction that writes, and everybody else would wait for it.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from nsk_desktop.store import engine, state
from nsk_desktop.store.entries import marks
from nsk_desktop.store.journal import Value
from nsk_desktop.store.reader import Reader

_WHOLE = ("series", "session", "participant", "person_pair", "bridge_contact")
_OF_MEETINGS = ("attendance", "headcount")
_AT_A_TIME = 5_000
# Two who were ever seen together are not one person, so those who may be stand with all their meetings.
_PAIRED = "SELECT first_id FROM person_pair UNION SELECT second_id FROM person_pair"
_WHICH = {
    "attendance": f"""session_id IN (SELECT id FROM session WHERE day BETWEEN ? AND ?
                      UNION SELECT value FROM json_each(?)) OR participant_id IN ({_PAIRED})""",
    "headcount": """session_id IN (SELECT id FROM session WHERE day BETWEEN ? AND ?
                    UNION SELECT value FROM json_each(?))""",
}
KINDS = frozenset({*_WHOLE, *_OF_MEETINGS})
"""The kinds of records that a figure of a period is counted from."""


class Replay:
    """A copy of what the figures of a period need. Only `put` changes it; the store never does."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def put(self, kind: str, id: str, values: dict[str, Value] | None) -> None:
        """Let a record be as *values* say, or let there be none."""
        connection = self.reader.connection
        if values is None:
            connection.exec_driver_sql(f'DELETE FROM "{kind}" WHERE id = ?', (id,))
        else:
            # No figure asks who wrote a record, or when.
            state.write_rows(connection, kind, [state.make_row(kind, id, ("", "", "", ""), values)])


@contextmanager
def replay(read: Reader, first: date, last: date, sessions: Iterable[str] = ()) -> Iterator[Replay]:
    """What the figures from *first* to *last* are counted from, with the rows of *sessions* of other days too."""
    memory = engine.in_memory()
    try:
        with memory.connect() as connection:
            copy = Reader(connection)
            _copy_schema(read, copy)
            for kind in _WHOLE:
                _copy_rows(read, copy, kind)
            of_period = (first.isoformat(), last.isoformat(), json.dumps(sorted(sessions)))
            for kind in _OF_MEETINGS:
                _copy_rows(read, copy, kind, f"WHERE {_WHICH[kind]}", of_period)
            yield Replay(copy)
    finally:
        memory.dispose()


def _copy_schema(read: Reader, copy: Reader) -> None:
    """The tables, their indexes, and every view that figures are read through."""
    kinds = sorted(KINDS | {"initiative"})
    statement = f"""SELECT sql FROM sqlite_master
                    WHERE sql IS NOT NULL
                      AND (tbl_name IN ({marks(kinds)}) OR type = 'view' AND name GLOB 'evaluation_*')
                    ORDER BY type = 'view', type = 'index'"""
    for (sql,) in read.connection.exec_driver_sql(statement, tuple(kinds)).all():
        copy.connection.exec_driver_sql(sql)


def _copy_rows(read: Reader, copy: Reader, kind: str, where: str = "", values: tuple[str, ...] = ()) -> None:
    listed = ", ".join(f'"{name}"' for name in state.columns(kind))
    found = read.connection.exec_driver_sql(f'SELECT {listed} FROM "{kind}" {where}', values)
    for portion in found.partitions(_AT_A_TIME):
        state.write_rows(copy.connection, kind, [tuple(row) for row in portion])
