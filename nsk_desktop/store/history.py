"""What happened to a record, and taking a change back.

Undo is an ordinary save of the earlier values. It is refused when somebody has changed the same field
since, because it would take away that change too.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.errors.store import ChangedSince
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
    listed = "SELECT kind, record_id, field FROM conflict ORDER BY kind, record_id, field"
    found = []
    for kind, record, field in read.connection.exec_driver_sql(listed).all():
        heads = settle(read.entries(record)).heads[field]
        sides = tuple(Side(head.value, head.author, moment(head.hlc), head.device) for head in heads)
        found.append(Conflict(kind, record, field, sides))
    return found


def undo(change: Change, done: Done) -> None:
    """Take *done* back within *change*. Raises `ChangedSince` when a field has been changed after it."""
    written = change.written_before(done.entries)
    by_record: dict[str, list[Entry]] = {}
    for id in done.entries:
        by_record.setdefault(written[id].record, []).append(written[id])
    change.prefetch(by_record)
    for entries in reversed(by_record.values()):
        _undo_record(change, entries)


def _undo_record(change: Change, written: list[Entry]) -> None:
    """Take back everything one change did to one record."""
    kind, record = written[0].kind, written[0].record
    settled = change.settled(record)
    if settled is None:
        raise ChangedSince(kind)
    fields = dict.fromkeys(field for entry in written for field in entry.fields)
    if DELETED not in fields and DELETED in settled.heads and settled.shown(DELETED):
        # A colleague has put the record into the bin: an edit would take it out again unasked.
        raise ChangedSince(kind)
    known = change.known(record)
    standing = {field: _standing(settled, known, field, written) for field in fields}
    first = min(known.values(), key=lambda entry: (entry.hlc, entry.id))
    if any(_made(entry, first) for entry in written):
        if first not in written or any(len(settled.heads[field]) > 1 for field in fields):
            # A colleague made the same record: deleting it would take away theirs too, and blanks are nobody's word.
            raise ChangedSince(kind)
        change.append(kind, record, {DELETED: (True, settled.seen())})
        return
    earlier = {field: _earlier(known, field, written) or [change.blank(kind, field)] for field in fields}
    _write_rounds(change, settled, known, standing, earlier)


def put_back(change: Change, id: str) -> None:
    """Take back within *change* what the save *id* did to the fields that nobody has changed since."""
    entry = change.written_before([id]).get(id)
    settled = change.settled(entry.record) if entry is not None else None
    if entry is None or settled is None:
        return
    if DELETED not in entry.fields and DELETED in settled.heads and settled.shown(DELETED):
        return
    known = change.known(entry.record)
    standing: dict[str, tuple[str, ...]] = {}
    for field in entry.fields:
        with suppress(ChangedSince):
            standing[field] = _standing(settled, known, field, [entry])
    earlier = {field: _earlier(known, field, [entry]) or [change.blank(entry.kind, field)] for field in standing}
    _write_rounds(change, settled, known, standing, earlier)


def _made(entry: Entry, first: Entry) -> bool:
    """Whether *entry* made its record (again, unaware of the *first*). One for new fields alone shares none with it."""
    return not any(over for _, over in entry.fields.values()) and not entry.fields.keys().isdisjoint(first.fields)


def _standing(settled: Settled, known: dict[str, Entry], field: str, written: list[Entry]) -> tuple[str, ...]:
    """The heads that *written* left in *field*; raises `ChangedSince` when they or what is shown say something else.

    An undo and a redo in between leave the same value under another id, which then follows from *written*.
    What a colleague wrote unaware of it, even the same value, is not ours to take back and stays.
    """
    here = {entry.id: entry.fields[field] for entry in written if field in entry.fields}
    replaced = {id for _, over in here.values() for id in over}
    left = Counter(_text(value) for id, (value, _) in here.items() if id not in replaced)
    heads = settled.heads[field]
    if _text(heads[0].value) not in left:
        raise ChangedSince(settled.kind)
    ours = []
    for head in heads:
        follows = head.entry in here or here.keys() & _before_that(known, field, [head.entry])
        # A decision that was taken back leaves all its sides after it, and some may say the same as ours:
        # which of those is taken back makes no difference, but as many as there were have to stay.
        if follows and left[_text(head.value)]:
            left[_text(head.value)] -= 1
            ours.append(head.entry)
    if left.total():
        raise ChangedSince(settled.kind)
    return tuple(ours)


def _text(value: Value) -> str:
    """*value* as text, so that lists and objects can be compared and sorted."""
    return json.dumps(value, sort_keys=True)


def _earlier(known: dict[str, Entry], field: str, written: list[Entry]) -> list[Value]:
    """The values of *field* that *written* replaced, the one that was shown last; none if it had none.

    They are several where a conflict was decided or several laptops said the same. A delete also names entries of
    other fields: those that an earlier delete had not seen stood against it, together, with the value False.
    """
    own = {entry.id for entry in written}
    named = {id for entry in written if field in entry.fields for id in entry.fields[field][1]} - own
    seen = [known[id] for id in named if id in known]
    direct = {entry.id: entry.fields[field] for entry in seen if field in entry.fields}
    past = _before_that(known, field, list(direct))
    sides = [(known[id].hlc, id, value) for id, (value, _) in direct.items() if id not in past]
    deletes = [id for _, id, value in sides if field == DELETED and value]
    if deletes:
        met = {id for delete in deletes for id in direct[delete][1]}
        unseen = [(e.hlc, e.id, False) for e in seen if field not in e.fields and e.id not in met]
        sides += sorted(unseen)[-1:]
    return [value for _, _, value in sorted(sides, key=lambda side: side[:2])]


def _before_that(known: dict[str, Entry], field: str, ids: Iterable[str]) -> set[str]:
    """Every entry of *field* that one of *ids* replaced, or that one of those replaced, and so on."""
    found: set[str] = set()
    waiting = [over for id in ids if field in known[id].fields for over in known[id].fields[field][1]]
    while waiting:
        id = waiting.pop()
        if id not in found and id in known and field in known[id].fields:
            found.add(id)
            waiting += known[id].fields[field][1]
    return found


def _write_rounds(
    change: Change,
    settled: Settled,
    known: dict[str, Entry],
    standing: dict[str, tuple[str, ...]],
    earlier: dict[str, list[Value]],
) -> None:
    """Save the earlier values: in one entry, or in several that do not know of each other where a conflict reopens."""
    bins = [(value, standing[DELETED]) for value in earlier.get(DELETED, [])]
    others = {field: values for field, values in earlier.items() if field != DELETED}
    count = max((len(values) for values in others.values()), default=0)
    rounds: list[Fields] = [{} for _ in range(count)]
    for field, values in others.items():
        for fields, value in zip(rounds[count - len(values) :], values, strict=True):
            fields[field] = (value, standing[field])
    if len(bins) == 1 and rounds:
        rounds[-1][DELETED] = bins[0]
    else:
        # After all others: each of several deletes has to name what is in the record then.
        rounds += [{DELETED: bin} for bin in bins]
    aside = _said_of_the_bin(settled, known) - set(standing.get(DELETED, ()))
    saved: list[str] = []
    for fields in rounds:
        if fields.get(DELETED, (False,))[0]:
            # A delete always names all that is seen; otherwise what it leaves out would stand against it. That is
            # right only for what others say about the bin, and for the other sides of a conflict that reopens.
            fields[DELETED] = (True, (*(id for id in settled.seen() if id not in aside), *saved))
        entry = change.append(settled.kind, settled.record, fields)
        if DELETED not in fields:
            saved.append(entry.id)


def _said_of_the_bin(settled: Settled, known: dict[str, Entry]) -> set[str]:
    """The heads of ``deleted`` that say so themselves; not the edits that stand against a delete."""
    said = {head.entry for head in settled.heads.get(DELETED, ()) if DELETED in known[head.entry].fields}
    return said - {id for entry in known.values() if DELETED in entry.fields for id in entry.fields[DELETED][1]}
