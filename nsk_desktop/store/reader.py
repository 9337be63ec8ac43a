"""Reading the store: whole records, and the connection that query functions use."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session as OrmSession

from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.store import entries, state
from nsk_desktop.store.journal import Entry, Value

Record = TypeVar("Record", bound=Exchanged)


class Reader:
    """One consistent view of the store. Made by `Store.read`; what it returns outlives it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, record: type[Record], id: str | None) -> Record | None:
        """The record with this id, deleted or not, or None."""
        found = self.some(record, [id]) if id else []
        return found[0] if found else None

    def some(self, record: type[Record], ids: Sequence[str]) -> list[Record]:
        """The records with these ids that exist, in no order."""
        found: list[Record] = []
        for portion in entries.portions(ids):
            found += self._load(record, record.id.in_(portion))
        return found

    def all(self, record: type[Record], **fields: object) -> list[Record]:
        """Every record of the kind that is not deleted and has the given field values, oldest first."""
        wanted = [getattr(record, name) == value for name, value in fields.items()]
        return self._load(record, record.deleted.is_(False), *wanted)

    def stored(self, record: type[Exchanged], ids: Sequence[str]) -> dict[str, dict[str, Value]]:
        """The present values of many records (``deleted`` too) in the form of the journal, by id."""
        kind = record.record_kind()
        names = state.columns(kind)
        listed = ", ".join(f'"{name}"' for name in names)
        found: dict[str, dict[str, Value]] = {}
        for portion in entries.portions(ids):
            statement = f'SELECT {listed} FROM "{kind}" WHERE id IN ({entries.marks(portion)})'
            for row in self.connection.exec_driver_sql(statement, tuple(portion)):
                found[row[0]] = state.values_of(kind, row)
        return found

    def entries(self, id: str) -> list[Entry]:
        """Every journal entry of a record, oldest first."""
        found = entries.of_records(self.connection, [id]).get(id, [])
        return sorted(found, key=lambda entry: (entry.hlc, entry.id))

    def _load(self, record: type[Record], *conditions: object) -> list[Record]:
        statement = select(record).where(*conditions).order_by(record.created, record.id)  # type: ignore[arg-type]
        with OrmSession(bind=self.connection, expire_on_commit=False, autoflush=False) as session:
            found = list(session.scalars(statement))
            session.expunge_all()
        return found
