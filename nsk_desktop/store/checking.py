"""Checks of a whole store: its pages, its references, and its state against its journal."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.store import entries, listed, state
from nsk_desktop.store.journal import settle
from nsk_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Findings:
    """How much was checked and what is wrong."""

    records: int
    entries: int
    problems: tuple[str, ...]


def check(store: Store) -> Findings:
    """Check a store from the disk up. Reads everything once."""
    store.check_pages()
    with store.read() as read:
        connection = read.connection
        problems = [
            _("{table}: a record points at one that is not there").format(table=row[0])
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
        count = connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
        stored = {kind: _stored_rows(connection, kind) for kind in KINDS}
        records = sum(len(rows) for rows in stored.values())
        problems += _differences(connection, stored)
        if not problems:
            # They follow from the tables, and would only say again what is wrong there.
            problems += _astray(connection)
    return Findings(records, count, tuple(problems))


def _stored_rows(connection: Connection, kind: str) -> dict[str, state.Row]:
    names = ", ".join(f'"{name}"' for name in state.columns(kind))
    return {row[0]: tuple(row) for row in connection.exec_driver_sql(f'SELECT {names} FROM "{kind}"')}


def _differences(connection: Connection, stored: dict[str, dict[str, state.Row]]) -> Iterator[str]:
    """Every record whose row is not what its entries say, or that has no entries at all."""
    undecided = {(row[0], row[1]) for row in connection.exec_driver_sql("SELECT record_id, field FROM conflict")}
    found = set()
    for record, group in groupby(entries.everything(connection), key=lambda entry: entry.record):
        settled = settle(group)
        rows = stored.get(settled.kind, {})
        if rows.pop(record, None) != state.row_of(settled):
            yield _("{table}: record {id} is not what its history says").format(table=settled.kind, id=record[:8])
        found |= {(record, field) for field in settled.conflicts()}
    for kind, rows in stored.items():
        for record in rows:
            yield _("{table}: record {id} has no history").format(table=kind, id=record[:8])
    for record, _field in sorted(found ^ undecided):
        yield _("{table}: record {id} is not what its history says").format(table="conflict", id=record[:8])


def _astray(connection: Connection) -> Iterator[str]:
    """Every record that lists would sort or find by something else than what it is."""
    for kind in listed.LISTED:
        for record in listed.astray(connection, kind):
            yield _("{table}: record {id} stands in the list as something else").format(table=kind, id=record[:8])


def digest(store: Store) -> str:
    """A digest of the logical content: every record, entry and fact. Two stores with the same content agree."""
    total = hashlib.sha256()
    with store.read() as read:
        for table in (*sorted(KINDS), "journal", "conflict", "fact"):
            rows = [list(row) for row in read.connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
            total.update(json.dumps([table, sorted(rows, key=repr)], ensure_ascii=False, default=str).encode())
    return total.hexdigest()
