"""From settled records to the ordinary tables that queries read, and back to compare."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from nsk_desktop.domain.mapping import STAMPS
from nsk_desktop.domain.records import KINDS
from nsk_desktop.store.journal import DELETED, Settled, Value

Row = tuple[Any, ...]


def journalled(value: object) -> Value:
    """*value* as the journal keeps it: JSON values, dates as YYYY-MM-DD, codes as plain text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _stored(value: Value) -> Any:
    """*value* as the driver stores it: JSON columns hold text."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


@cache
def defaults(kind: str) -> dict[str, Value]:
    """What a field of *kind* is while no entry speaks of it."""
    blank = KINDS[kind]()
    fields = {name: journalled(getattr(blank, name)) for name in KINDS[kind].field_names()}
    # A pseudonym is drawn, never a default; an empty one shows that the entry is missing.
    return {**fields, DELETED: False}


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The columns of the table of *kind*, in the order of the rows made here."""
    return (*STAMPS, *KINDS[kind].field_names())


@cache
def upsert(kind: str) -> str:
    """The statement that makes a row of *kind* what it is now."""
    names = columns(kind)
    updates = ", ".join(f'"{name}"=excluded."{name}"' for name in names if name != "id")
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return f'INSERT INTO "{kind}" ({listed}) VALUES ({marks}) ON CONFLICT(id) DO UPDATE SET {updates}'


def row_of(settled: Settled) -> Row:
    """The table row of a settled record."""
    return make_row(
        settled.kind,
        settled.record,
        (settled.created, settled.created_by, settled.changed, settled.changed_by),
        settled.values(),
    )


def make_row(kind: str, record: str, stamps: tuple[str, str, str, str], values: dict[str, Value]) -> Row:
    """The table row with *values* over the defaults. A field this version does not know stays in the journal only."""
    given = defaults(kind) | values
    fields = (_stored(given[name]) for name in KINDS[kind].field_names())
    return (record, *stamps, int(bool(given[DELETED])), *fields)


@cache
def _structured(kind: str) -> frozenset[str]:
    """The fields of *kind* that hold a list or an object."""
    return frozenset(name for name, value in defaults(kind).items() if isinstance(value, (list, dict)))


@cache
def _yes_or_no(kind: str) -> frozenset[str]:
    return frozenset(name for name, value in defaults(kind).items() if isinstance(value, bool))


def values_of(kind: str, row: Sequence[Any]) -> dict[str, Value]:
    """The fields in a table row (in the order of `columns`) in the form of the journal."""
    values = dict(zip(columns(kind)[len(STAMPS) - 1 :], row[len(STAMPS) - 1 :], strict=True))
    for name in _structured(kind):
        values[name] = json.loads(values[name])
    for name in _yes_or_no(kind):
        values[name] = bool(values[name])
    return values


def write_rows(connection: Connection, kind: str, rows: list[Row]) -> None:
    """Make the rows of *kind* what they are now, many at a time."""
    if rows:
        connection.exec_driver_sql(upsert(kind), rows)


def write_conflicts(connection: Connection, settled: Iterable[Settled]) -> None:
    """Keep the list of undecided fields up with the records in *settled*."""
    records = list(settled)
    if not records:
        return
    connection.exec_driver_sql("DELETE FROM conflict WHERE record_id = ?", [(record.record,) for record in records])
    rows = [(record.record, field, record.kind) for record in records for field in record.conflicts()]
    if rows:
        connection.exec_driver_sql("INSERT INTO conflict (record_id, field, kind) VALUES (?, ?, ?)", rows)
