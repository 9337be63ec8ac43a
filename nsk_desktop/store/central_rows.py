"""Rows of the central database, read and written as plain values. Columns that are not ours are never touched."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    Connection,
    CursorResult,
    Select,
    Text,
    any_,
    bindparam,
    cast,
    collate,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.exc import DBAPIError

from nsk_desktop.errors.central_database import DatabaseDuplicateKeys, DatabaseRowRefused
from nsk_desktop.store.central_errors import state_of
from nsk_desktop.store.central_schema import SCHEMA, CellKind, CentralTable, Columns, sql_table

Value = str | int | float | bool | date | time | datetime | None
Record = Mapping[str, Value]

_AT_ONCE = 5_000
_KEYS_AT_ONCE = 50_000
_COUNTED = {"preserve_rowcount": True}
_NOT_TAKEN = ("22", "23", "42", "44", "55", "0A", "09", "P0")
"""Classes of codes with which a table refuses a row: a value, a rule, a type, a trigger."""


class CentralRows:
    """The rows of the tables, inside one transaction."""

    def __init__(self, name: str, connection: Connection, tables: Sequence[CentralTable], columns: Columns) -> None:
        self._name = name
        self._columns = columns
        self._connection = connection
        self._tables = {table.name: table for table in tables}
        self._sql = {table.name: sql_table(table) for table in tables}

    def rows(self, table: str, holding: Mapping[str, Collection[str]] | None = None) -> Iterator[dict[str, Value]]:
        """Every row of *table* by its key; or those of which one of the columns in *holding* holds one of its texts."""
        sql = self._sql[table]
        found = select(sql)
        if holding is not None:
            # A hundred times as fast as a pattern, where there are a million rows.
            hits = [func.strpos(sql.c[name], text) > 0 for name, texts in holding.items() for text in sorted(texts)]
            found = found.where(or_(false(), *hits))
        yield from self._read(table, found)

    def rows_called(self, table: str, keys: Collection[str]) -> Iterator[dict[str, Value]]:
        """The rows of *table* with one of *keys*, by their keys."""
        sql, wanted = self._sql[table], sorted(keys)
        called = bindparam("called", type_=ARRAY(Text))
        found = select(sql).where(sql.c[self._tables[table].key] == any_(called))
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            yield from self._read(table, found, {"called": wanted[start : start + _KEYS_AT_ONCE]})

    def noted(self, table: str, header: str, keys: Collection[str]) -> dict[str, str]:
        """What stands in a column of the evaluator's own beside the rows with one of *keys*; nothing without one."""
        name = next((name for name in sorted(self._columns[table]) if name.casefold() == header), None)
        if name is None or name in self._sql[table].c:
            return {}
        key = self._sql[table].c[self._tables[table].key]
        note = cast(literal_column(self._connection.dialect.identifier_preparer.quote(name)), Text)
        called = bindparam("called", type_=ARRAY(Text))
        rows = self._connection.execute(select(key, note).where(key == any_(called)), {"called": sorted(keys)})
        return {found: text.strip() for found, text in rows if text and text.strip()}

    def counted(self, table: str, column: str) -> dict[Value, int]:
        """How many rows have each value of *column*."""
        found = self._sql[table].c[column]
        rows = self._connection.execute(select(found, func.count()).group_by(found))
        return {_number(value): number for value, number in rows}

    def append(self, table: str, records: Sequence[Record]) -> None:
        """Add *records*, whose keys are new."""
        empty = dict.fromkeys(column.name for column in self._tables[table].columns)
        statement = self._sql[table].insert()
        for start in range(0, len(records), _AT_ONCE):
            some = [{**empty, **_exact(record)} for record in records[start : start + _AT_ONCE]]
            with self._every_row_taken(table, len(some)) as taken:
                taken.append(self._connection.execute(statement, some, execution_options=_COUNTED))

    def update(self, table: str, changes: Mapping[str, Record]) -> None:
        """Change cells of the rows called so, and no other cell."""
        sql = self._sql[table]
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for key, cells in changes.items():
            alike[tuple(sorted(cells))].append(
                {"_key": key, **{f"_{name}": value for name, value in _exact(cells).items()}}
            )
        for names, rows in alike.items():
            statement = sql.update().where(sql.c[self._tables[table].key] == bindparam("_key"))
            statement = statement.values({name: bindparam(f"_{name}") for name in names})
            for start in range(0, len(rows), _AT_ONCE):
                some = rows[start : start + _AT_ONCE]
                with self._every_row_taken(table, len(some)) as taken:
                    taken.append(self._connection.execute(statement, some, execution_options=_COUNTED))

    def _read(self, table: str, found: Select[Any], facts: Record | Mapping[str, Any] | None = None) -> Iterator[Any]:
        names = [column.name for column in self._tables[table].columns]
        numbers = {column.name for column in self._tables[table].columns if column.kind is CellKind.NUMBER}
        key, before = self._tables[table].key, None
        # The same order on every server, whatever language its database sorts in.
        found = found.order_by(collate(self._sql[table].c[key], "C"))
        with self._connection.execute(found, facts or {}, execution_options={"yield_per": _AT_ONCE}) as result:
            for row in result:
                record = dict(zip(names, row, strict=True))
                for name in numbers:
                    record[name] = _number(record[name])
                if record[key] == before:
                    raise DatabaseDuplicateKeys(self._name, f"{SCHEMA}.{table}", str(record[key]))
                before = record[key]
                yield record

    @contextmanager
    def _every_row_taken(self, table: str, rows: int) -> Iterator[list[CursorResult[Any]]]:
        """A table that refuses rows, or swallows some, takes none."""
        taken: list[CursorResult[Any]] = []
        try:
            yield taken
        except DBAPIError as problem:
            state = state_of(problem)
            if state != "42501" and state != "55P03" and state.startswith(_NOT_TAKEN):
                raise DatabaseRowRefused(self._name, f"{SCHEMA}.{table}") from problem
            raise
        if sum(result.rowcount for result in taken) != rows:
            raise DatabaseRowRefused(self._name, f"{SCHEMA}.{table}")


def _exact(record: Record) -> dict[str, Any]:
    """*record* with every digit of its numbers; the server's own way from a float keeps fifteen."""
    return {name: Decimal(repr(value)) if type(value) is float else value for name, value in record.items()}


def _number(value: Any) -> Value:
    """A number as a workbook has it."""
    if not isinstance(value, Decimal):
        return None if value is None else value
    return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
