"""The tables of the central database: made at the first merge, and looked at before every other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Connection, Date, MetaData, Numeric, Table, Text, inspect, select, text
from sqlalchemy.types import TypeEngine

from nsk_desktop.errors.central_database import (
    DatabaseAlphabet,
    DatabaseForeign,
    DatabaseNewer,
    DatabaseTableMissing,
    DatabaseTaken,
)

SCHEMA: Final = "nsk"
ABOUT: Final = "om_databasen"
_COLUMNS: Final = """
    SELECT relname, attname, typcategory
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON atttypid = pg_type.oid
    WHERE relnamespace = to_regnamespace(:schema) AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
"""
_FIELD, _VALUE, _FORMAT = "felt", "værdi", "format"


Columns = dict[str, dict[str, str]]
"""By table: the names of its columns, and of which kind the server takes their values to be."""


class CellKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


_TYPES: Mapping[CellKind, type[TypeEngine[Any]]] = {
    CellKind.TEXT: Text,
    # Exact: amounts are added up, and every number of a workbook comes back as it was.
    CellKind.NUMBER: Numeric,
    CellKind.DATE: Date,
}


_KINDS = {CellKind.TEXT: "S", CellKind.NUMBER: "N", CellKind.DATE: "D"}
"""The server's categories (pg_type.typcategory): whoever makes a `text` a `varchar` is not stopped."""


@dataclass(frozen=True, slots=True)
class CentralColumn:
    """One column, and what it means in words."""

    name: str
    kind: CellKind
    meaning: str


@dataclass(frozen=True, slots=True)
class CentralTable:
    """One table that the program owns, found by its key."""

    name: str
    key: str
    columns: tuple[CentralColumn, ...]
    meaning: str

    @property
    def quoted(self) -> str:
        return f'{SCHEMA}."{self.name}"'


@cache
def sql_table(table: CentralTable) -> Table:
    """*table* in SQLAlchemy's words."""
    columns = [
        Column(column.name, _TYPES[column.kind](), primary_key=column.name == table.key, comment=column.meaning)
        for column in table.columns
    ]
    return Table(table.name, MetaData(), *columns, schema=SCHEMA, comment=table.meaning)


def make_or_check_schema(name: str, connection: Connection, tables: Sequence[CentralTable], version: int) -> Columns:
    """The columns of the tables, the evaluator's own too: made where there are none, checked where they are."""
    present = _columns_of(connection)
    if ABOUT in present:
        return check_schema(name, connection, tables, version)
    if not present.keys().isdisjoint(table.name for table in tables):
        raise DatabaseTaken(name)
    if (
        connection.scalar(
            text("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        )
        != "UTF8"
    ):
        raise DatabaseAlphabet(name)
    if not inspect(connection).has_schema(SCHEMA):
        connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
    about = _about()
    for table in (about, *map(sql_table, tables)):
        table.create(connection)
    connection.execute(about.insert(), {_FIELD: _FORMAT, _VALUE: str(version)})
    return {table.name: {column.name: _KINDS[column.kind] for column in table.columns} for table in tables}


def check_schema(name: str, connection: Connection, tables: Sequence[CentralTable], version: int) -> Columns:
    """The columns of a database that some merge has made. Everything that is amiss is told before a row is read."""
    present = _columns_of(connection)
    if ABOUT not in present:
        raise DatabaseForeign(name)
    about = _about()
    said = connection.scalar(select(about.c[_VALUE]).where(about.c[_FIELD] == _FORMAT))
    if said is None or not str(said).isdigit():
        raise DatabaseTaken(name)
    if int(said) > version:
        raise DatabaseNewer(name)
    for table in tables:
        if table.name not in present:
            raise DatabaseTableMissing(name, f"{SCHEMA}.{table.name}")
        there = present[table.name]
        missing = [column.name for column in table.columns if there.get(column.name) != _KINDS[column.kind]]
        if missing:
            raise DatabaseTableMissing(name, f"{SCHEMA}.{table.name}", missing)
    return present


def _about() -> Table:
    return Table(ABOUT, MetaData(), Column(_FIELD, Text, primary_key=True), Column(_VALUE, Text), schema=SCHEMA)


def _columns_of(connection: Connection) -> Columns:
    """The columns of every table in the schema."""
    found: Columns = {}
    for table, column, kind in connection.execute(text(_COLUMNS), {"schema": SCHEMA}):
        found.setdefault(table, {})[column] = str(kind)
    return found
