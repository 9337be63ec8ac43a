"""The migrations make exactly the tables that the records declare: columns, references and indexes."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from nsk_desktop.domain.records import RECORDS
from nsk_desktop.store import cipher
from tests import make

Shape = dict[str, set[tuple[Any, ...]]]


def declared(table: Table) -> Shape:
    """The shape of a table as its record declares it."""
    connection = sqlite3.connect(":memory:")
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for index in table.indexes:
        connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    found = shape(connection, table.name)
    connection.close()
    return found


def shape(connection: Any, table: str) -> Shape:
    """The columns, references and indexes of a table, whatever their order."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    indexes = connection.execute(f'PRAGMA index_list("{table}")').fetchall()
    return {
        "columns": {(row[1], row[2].upper(), row[3], row[5]) for row in columns},
        "references": {(row[2], row[3], row[4]) for row in keys},
        "indexes": {row[1] for row in indexes if not row[1].startswith("sqlite_")},
    }


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.record_kind())
def test_a_new_store_has_the_table_of_every_record(tmp_path: Path, record: Any) -> None:
    connection = cipher.connect(make.database(tmp_path), make.KEY)
    try:
        found, wanted = shape(connection, record.record_kind()), declared(record.__table__)
        # A list may ask for an index more than a record declares.
        assert wanted.pop("indexes") <= found.pop("indexes")
        assert found == wanted
    finally:
        connection.close()


def test_control_a_column_that_no_migration_made_is_noticed(tmp_path: Path) -> None:
    table = RECORDS[0].__table__.to_metadata(type(RECORDS[0].metadata)())  # type: ignore[attr-defined]
    before = declared(table)
    table.append_column(Column("forgotten", Text))
    assert declared(table) != before
