"""What happened to a record, and taking a change back.

Undo is an ordinary save of the earlier values. It is refused when somebody has changed the same field
since, because it would take away that change too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.errors import ChangedSince
from nsk_desktop.store.change import Change, Done, Fields
from nsk_desktop.store.journal import DELETED, Entry, Settled, Value, settle
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one record, before and after a save."""

    when: datetime
    who: str
    device: str
    entry: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that laptops disagree about."""

    value: Value
    who: str
    when: datetime
    device: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two laptops changed unaware of each other, the shown value first."""

    kind: str
    record: str
    field: str
    sides: tuple[Side, ...]


def steps(read: Reader, record: str) -> list[Step]:
    """The history of a record, newest first; a field's value before is what its author saw."""
    known = {entry.id: entry for entry in read.entries(record)}
    found = [
        Step(moment(entry.hlc), entry.author, entry.device, entry.id, field, _before(known, field, over), value)
        for entry in known.values()
        for field, (value, over) in entry.fields.items()
    ]
    return found[::-1]


def _before(known: dict[str, Entry], field: str, over: Sequence[str]) -> Value:
    seen = [known[id] for id in over if id in known and field in known[id].fields]
    return max(seen, key=lambda entry: (entry.hlc, entry.id)).fields[field][0] if seen else None


def conflicts(read: Reader) -> list[Conflict]:
    """Everything that laptops disagree about and nobody has decided."""
    rows = read.connection.exec_driver_sql("SELECT kind, record_id, field FROM conflict ORDER BY kind, record_id, field")
    found = []
    for kind, record, field in rows.all():
        heads = settle(read.entries(record)).heads[field]
        sides = tuple(Side(head.value, head.author, moment(head.hlc), head.device) for head in heads)
        found.append(Conflict(kind, record, field, sides))
    return found


def undo(change: Change, done: Done) -> None:
    """Take *done* back within *change*. Raises `ChangedSince` when a field has been changed after it."""
    written = change.written_before(done.entries)
    change.prefetch(dict.fromkeys(entry.record for entry in written.values()))
    for id in reversed(done.entries):
        _undo_entry(change, written[id])


def _undo_entry(change: Change, entry: Entry) -> None:
    settled = change.settled(entry.record)
    if settled is None:
        raise ChangedSince(entry.kind)
    for field, (value, _) in entry.fields.items():
        # The value is compared, not the entry: an undo and a redo in between leave the same value under another id.
        if [head.value for head in settled.heads[field]] != [value]:
            raise ChangedSince(entry.kind)
    if settled.created == entry.hlc and not any(over for _, over in entry.fields.values()):
        change.append(entry.kind, entry.record, {DELETED: (True, settled.seen())})
        return
    for fields in _earlier(change, entry, settled):
        change.append(entry.kind, entry.record, fields)


def _earlier(change: Change, entry: Entry, settled: Settled) -> list[Fields]:
    """The saves that bring back what *entry* replaced: one, or several where it had decided a conflict."""
    known = change.known(entry.record)
    rounds: list[Fields] = []
    for field, (_, over) in entry.fields.items():
        before = [known[id].fields[field][0] for id in over if id in known and field in known[id].fields]
        if not before:
            before = [change.blank(entry.kind, field)]
        for number, value in enumerate(before):
            if number == len(rounds):
                rounds.append({})
            rounds[number][field] = (value, (settled.heads[field][0].entry,))
    return rounds
