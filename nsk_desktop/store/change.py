"""One change of the user's: journal entries and the state that follows from them, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from nsk_desktop.domain.clock import Clock
from nsk_desktop.domain.dates import probable
from nsk_desktop.domain.identity import new_id
from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.store import entries, listed, state
from nsk_desktop.store.journal import DELETED, Entry, Settled, Value, settle

Fields = dict[str, tuple[Value, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who writes: this store's present device identity, its clock and the person at the keyboard."""

    device: str
    author: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Done:
    """A change that is saved: what the user called it, the kinds of record it touched, and its entries."""

    label: str
    kinds: frozenset[str]
    entries: tuple[str, ...]


class Change:
    """Collects what the user does and writes it at the end. Made by `Store.change` only.

    Reads inside a change see what it has collected so far (`values`), so that rules can be checked on the way.
    """

    def __init__(self, connection: Connection, signer: Signer, label: str) -> None:
        self.label = label
        self._connection = connection
        self._signer = signer
        self._known: dict[str, list[Entry]] = {}
        self._written: list[Entry] = []
        self._fresh: dict[str, list[state.Row]] = defaultdict(list)
        self._touched: dict[str, None] = {}

    # reading

    def prefetch(self, records: Iterable[str]) -> None:
        """Load the history of many records at once, before a loop over them."""
        wanted = [record for record in records if record not in self._known]
        found = entries.of_records(self._connection, wanted)
        for record in wanted:
            self._known[record] = found.get(record, [])

    def settled(self, record: str) -> Settled | None:
        """The record as it stands in this change, or None when nobody has made it."""
        if record not in self._known:
            self.prefetch([record])
        known = self._known[record]
        return settle(known) if known else None

    def values(self, kind: type[Exchanged], record: str) -> dict[str, Value] | None:
        """The shown values of a record as it stands in this change, defaults filled in."""
        settled = self.settled(record)
        return state.defaults(kind.record_kind()) | settled.values() if settled else None

    def exists(self, record: str) -> bool:
        """Whether the record was ever made, deleted or not."""
        return self.settled(record) is not None

    def known(self, record: str) -> dict[str, Entry]:
        """The entries of a record by id, those of this change too."""
        self.settled(record)
        return {entry.id: entry for entry in self._known[record]}

    def written_before(self, ids: Sequence[str]) -> dict[str, Entry]:
        """The entries with these ids that were saved before this change."""
        return entries.of_ids(self._connection, ids)

    def blank(self, kind: str, field: str) -> Value:
        """What *field* is while no entry speaks of it (None for one that only a later version knows)."""
        return state.defaults(kind).get(field)

    def where(self, kind: type[Exchanged], field: str, value: Value) -> list[dict[str, Value]]:
        """The values of every record of *kind* with *value* in *field*, as this change leaves them; none deleted."""
        table = kind.record_kind()
        statement = f'SELECT id FROM "{table}" WHERE "{field}" = ?'
        stored = [row[0] for row in self._connection.exec_driver_sql(statement, (value,))]
        ids = dict.fromkeys([*stored, *(entry.record for entry in self._written if entry.kind == table)])
        self.prefetch(ids)
        found = [self.values(kind, id) for id in ids]
        return [values for values in found if values and values[field] == value and not values[DELETED]]

    # writing

    def create(self, record: Exchanged) -> str:
        """Add a record that is new (its id is random, or was looked up and not found)."""
        values = {name: state.journalled(_probable(getattr(record, name))) for name in record.field_names()}
        return self.add(type(record), record.id, values)

    def add(self, kind: type[Exchanged], id: str, values: dict[str, Value]) -> str:
        """`create` for many records: every field's value in the form of the journal, without a record object."""
        name = kind.record_kind()
        entry = self._write(name, id, {field: (value, ()) for field, value in values.items()})
        stamps = (entry.hlc, entry.author, entry.hlc, entry.author)
        self._fresh[name].append(state.make_row(name, id, stamps, values))
        return id

    def put(self, record: Exchanged, *, revive: bool = True) -> str:
        """Make the record with this natural key what *record* says: create it, or save what differs.

        A record that was deleted comes back, unless *revive* is false: then it stays as it is.
        """
        before = self.values(type(record), record.id)
        if before is None:
            return self.create(record)
        if before[DELETED] and not revive:
            return record.id
        self.save(type(record), record.id, **{name: getattr(record, name) for name in record.field_names()})
        if before[DELETED]:
            self.restore(type(record), record.id)
        return record.id

    def save(self, kind: type[Exchanged], record: str, /, **fields: object) -> bool:
        """Set fields of a record; only those that differ are written. Returns whether any did.

        Only the shown value is replaced, wherever it was written: the other side of an open conflict was not
        seen, and stays open.
        """
        settled = self._found(record)
        blank = state.defaults(kind.record_kind())
        changed: Fields = {}
        for name, given in fields.items():
            value = state.journalled(_probable(given))
            heads = settled.heads.get(name, ())
            if name not in blank:
                raise KeyError(f"{kind.record_kind()} has no field {name}")
            if value != (heads[0].value if heads else blank[name]):
                changed[name] = (value, settled.agreeing(name))
        if changed and DELETED in settled.heads and settled.shown(DELETED):
            changed[DELETED] = (False, tuple(head.entry for head in settled.heads[DELETED]))
        if changed:
            self._write(kind.record_kind(), record, changed)
        return bool(changed)

    def decide(self, kind: type[Exchanged], record: str, field: str, value: object) -> None:
        """Settle a conflict: *value* replaces every head of the field, seen side by side.

        As any save it takes a record out of the bin; the deletes had not seen it and would stand against it.
        """
        settled = self._found(record)
        over = settled.seen() if field == DELETED else tuple(head.entry for head in settled.heads.get(field, ()))
        fields: Fields = {field: (state.journalled(value), over)}
        if field != DELETED and DELETED in settled.heads and settled.shown(DELETED):
            fields[DELETED] = (False, tuple(head.entry for head in settled.heads[DELETED]))
        self._write(kind.record_kind(), record, fields)

    def delete(self, kind: type[Exchanged], record: str) -> None:
        """Put a record into the bin. It names all that was seen, so that an unseen edit still stands."""
        settled = self._found(record)
        if DELETED not in settled.heads or not settled.shown(DELETED):
            self._write(kind.record_kind(), record, {DELETED: (True, settled.seen())})

    def restore(self, kind: type[Exchanged], record: str) -> None:
        """Take a record out of the bin."""
        settled = self._found(record)
        if DELETED in settled.heads and settled.shown(DELETED):
            over = tuple(head.entry for head in settled.heads[DELETED])
            self._write(kind.record_kind(), record, {DELETED: (False, over)})

    def append(self, kind: str, record: str, fields: Fields) -> Entry:
        """Write an entry whose replaced entries the caller has worked out (undo does)."""
        return self._write(kind, record, fields)

    @property
    def written(self) -> list[str]:
        """The ids of the entries that were written in this change so far."""
        return [entry.id for entry in self._written]

    @property
    def stamp(self) -> str:
        """The greatest stamp written so far; the clock never runs backwards, so the last one."""
        return self._written[-1].hlc

    # finishing

    def finish(self) -> Done:
        """Write everything collected. Called once, by the store, inside the transaction."""
        entries.write(self._connection, self._written)
        project(self._connection, list(self._touched), self._known, self._fresh)
        kinds = frozenset(entry.kind for entry in self._written)
        return Done(self.label, kinds, tuple(entry.id for entry in self._written))

    def _found(self, record: str) -> Settled:
        settled = self.settled(record)
        if settled is None:
            raise KeyError(f"no record {record}")
        return settled

    def _write(self, kind: str, record: str, fields: Fields) -> Entry:
        signer = self._signer
        entry = Entry(new_id(), signer.device, signer.clock.next(), signer.author, kind, record, fields)
        self._written.append(entry)
        known = self._known.setdefault(record, [])
        known.append(entry)
        if len(known) > 1:
            self._touched[record] = None
        return entry


def _probable(value: object) -> object:
    """*value*; raises `ImprobableYear` for a day that nothing can have happened on, however it came here."""
    return probable(value) if isinstance(value, date) else value


def project(
    connection: Connection,
    records: Sequence[str],
    known: dict[str, list[Entry]] | None = None,
    fresh: Mapping[str, Sequence[state.Row]] | None = None,
) -> list[Settled]:
    """Bring the state tables up to the journal for *records*; their entries are read unless *known* has them.

    *fresh* are the rows of records as they were made in this change. Returns what the records are now.
    """
    read = known if known is not None else entries.of_records(connection, records)
    settled = [settle(read[record]) for record in records]
    rows: dict[str, list[state.Row]] = defaultdict(list)
    for kind, made in (fresh or {}).items():
        rows[kind] += made
    for one in settled:
        rows[one.kind].append(state.row_of(one))
    for kind, changed in rows.items():
        state.write_rows(connection, kind, changed)
    state.write_conflicts(connection, settled)
    listed.keep_up(connection, rows)
    return settled


__all__ = ["Change", "Done", "Signer", "project"]
