"""The journal: entries, and how the present value of every field follows from them.

An entry says which fields of one record got which values, and which earlier entries its author saw
them replace. The *heads* of a field are its entries that no other entry replaces: one head is a settled
field, two or more are a conflict between laptops that did not know of each other. The shown value is
the head with the greatest (stamp, id), or one that `STANDS` prefers; all the others are kept until a
person decides. Because heads
depend on the set of entries alone, the order in which entries arrive, late or twice, does not matter.

A delete names every head its author saw. An edit that the deleter had not seen stands against it as a
conflict on ``deleted``, so no concurrent edit vanishes with a record.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nsk_desktop.domain.records import SILENT, STANDS

DELETED = "deleted"
Value = Any
"""A JSON value: text, whole number, yes/no, None, list or object."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One save of one record. ``fields`` is {field: (value, ids of the entries it replaces)}."""

    id: str
    device: str
    hlc: str
    author: str
    kind: str
    record: str
    fields: Mapping[str, tuple[Value, tuple[str, ...]]]

    def row(self) -> tuple[str, str, str, str, str, str, str]:
        """The entry as a row of the journal table."""
        return (self.id, self.device, self.hlc, self.author, self.kind, self.record, encode(self.fields))


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a field that nobody has replaced."""

    entry: str
    hlc: str
    device: str
    author: str
    value: Value


@dataclass(frozen=True, slots=True)
class Settled:
    """What a record is now: the heads of each field (the shown one first) and its stamps."""

    kind: str
    record: str
    heads: Mapping[str, tuple[Head, ...]]
    created: str
    created_by: str
    changed: str
    changed_by: str

    def shown(self, field: str) -> Value:
        return self.heads[field][0].value

    def values(self) -> dict[str, Value]:
        """The shown value of every field that has one."""
        return {field: heads[0].value for field, heads in self.heads.items()}

    def agreeing(self, field: str) -> tuple[str, ...]:
        """The entries whose value is the shown one: several where laptops wrote the same unaware of each other."""
        heads = self.heads.get(field, ())
        return tuple(head.entry for head in heads if head.value == heads[0].value)

    def conflicts(self) -> list[str]:
        """The fields where laptops disagree and nobody has decided. Equal values are no disagreement."""
        silent = SILENT.get(self.kind, ())
        return sorted(
            field
            for field, heads in self.heads.items()
            if field not in silent and any(head.value != heads[0].value for head in heads[1:])
        )

    def seen(self) -> tuple[str, ...]:
        """Every entry that a person looking at the record sees the value of."""
        return tuple(sorted({head.entry for heads in self.heads.values() for head in heads}))


def encode(fields: Mapping[str, tuple[Value, tuple[str, ...]]]) -> str:
    """Fields as the JSON text of the journal table: {field: [value, [replaced, …]]}."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> dict[str, tuple[Value, tuple[str, ...]]]:
    """The fields in the JSON *text* of a journal row."""
    return {field: (value, tuple(replaced)) for field, (value, replaced) in json.loads(text).items()}


def settle(entries: Iterable[Entry]) -> Settled:
    """The state of one record from all its entries, in any order and any number of times. At least one is needed."""
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: (entry.hlc, entry.id))
    first, last = ordered[0], ordered[-1]
    writes: dict[str, list[Head]] = {}
    replaced: dict[str, set[str]] = {}
    for entry in ordered:
        for field, (value, over) in entry.fields.items():
            writes.setdefault(field, []).append(Head(entry.id, entry.hlc, entry.device, entry.author, value))
            replaced.setdefault(field, set()).update(over)
    heads = {
        field: tuple(head for head in reversed(written) if head.entry not in replaced[field])
        for field, written in writes.items()
    }
    # A damaged set of entries could replace each other in a circle; the newest then stands.
    heads = {field: found or (writes[field][-1],) for field, found in heads.items()}
    for field, value in STANDS.get(first.kind, {}).items():
        if len(heads.get(field, ())) > 1:
            heads[field] = tuple(sorted(heads[field], key=lambda head: head.value != value))
    _set_edits_against_deletes(heads, ordered)
    return Settled(first.kind, first.record, heads, first.hlc, first.author, last.hlc, last.author)


def _set_edits_against_deletes(heads: dict[str, tuple[Head, ...]], ordered: list[Entry]) -> None:
    """Let every edit that a deleter had not seen stand as a head of ``deleted`` with the value False."""
    deletes = [head for head in heads.get(DELETED, ()) if head.value]
    if not deletes:
        return
    over = {entry.id: entry.fields[DELETED][1] for entry in ordered if DELETED in entry.fields}
    seen = {id for delete in deletes for id in over[delete.entry]} | {delete.entry for delete in deletes}
    unseen = {
        head.entry: Head(head.entry, head.hlc, head.device, head.author, False)
        for field, found in heads.items()
        if field != DELETED
        for head in found
        if head.entry not in seen
    }
    together = {head.entry: head for head in heads[DELETED]} | unseen
    heads[DELETED] = tuple(sorted(together.values(), key=lambda head: (head.hlc, head.entry), reverse=True))
