"""Journals that meet: taking in a colleague's entries, and giving all of ours.

Set union and nothing else, so files may be lost, repeated, late or out of order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.store import entries
from nsk_desktop.store.change import project
from nsk_desktop.store.incoming import validate
from nsk_desktop.store.journal import DELETED, Entry, Settled, settle


@dataclass(frozen=True, slots=True)
class Effect:
    """What a journal makes of the records here: how many of each kind become new, other, gone or disputed."""

    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    deleted: Mapping[str, int] = field(default_factory=dict)
    disputed: Mapping[str, int] = field(default_factory=dict)
    """Fields, not records: each is decided by itself."""
    made: tuple[tuple[str, str], ...] = ()
    """Kind and id of the new records."""


@dataclass(frozen=True, slots=True)
class Received:
    """What taking in a journal did."""

    new: int
    known: int
    kinds: frozenset[str]
    records: tuple[str, ...]
    latest: str
    """The greatest stamp that came in."""
    own_unknown: bool
    """An entry of this device came back that is not here: the store was restored or copied."""
    effect: Effect = Effect()


def receive(connection: Connection, incoming: Iterable[Entry], device: str) -> Received:
    """Add the entries that are not here yet and bring the state of their records up to date."""
    given: dict[str, Entry] = {}
    for entry in incoming:
        validate(entry)
        _refuse_another(entry, given.setdefault(entry.id, entry))
    here = entries.of_ids(connection, list(given))
    for id, known in here.items():
        _refuse_another(given[id], known)
    fresh = [entry for id, entry in given.items() if id not in here]
    touched = list(dict.fromkeys(entry.record for entry in fresh))
    # Read before they are written: what comes in is at hand, and need not be read a second time.
    histories = entries.of_records(connection, touched)
    for entry in fresh:
        histories.setdefault(entry.record, []).append(entry)
    entries.write(connection, fresh)
    for history in histories.values():
        if any(entry.kind != history[0].kind for entry in history):
            raise DamagedJournal(history[0].kind)
    settled = project(connection, touched, histories)
    _refuse_lost_references(connection)
    return Received(
        new=len(fresh),
        known=len(here),
        kinds=frozenset(entry.kind for entry in fresh),
        records=tuple(touched),
        latest=max((entry.hlc for entry in fresh), default=""),
        own_unknown=any(entry.device == device for entry in fresh),
        effect=_effect(settled, histories, {entry.id for entry in fresh}),
    )


def _refuse_another(entry: Entry, known: Entry) -> None:
    """Refuse an entry that says something else than the one *known* under its id."""
    if entry != known:
        raise DamagedJournal(entry.kind)


def _refuse_lost_references(connection: Connection) -> None:
    """Refuse entries that point at a record which nobody has made."""
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if row is not None:
        raise DamagedJournal(str(row[0]))


def _effect(settled: Iterable[Settled], histories: Mapping[str, list[Entry]], fresh: set[str]) -> Effect:
    """What the *fresh* entries among *histories* did to what is shown."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("new", "changed", "deleted", "disputed")}
    made = []
    for after in settled:
        known = [entry for entry in histories[after.record] if entry.id not in fresh]
        before = settle(known) if known else None
        disputes = set(after.conflicts()) - set(before.conflicts() if before else ())
        if disputes:
            counts["disputed"][after.kind] += len(disputes)
        was_there, is_there = before is not None and not _gone(before), not _gone(after)
        if is_there and not was_there:
            counts["new"][after.kind] += 1
            made.append((after.kind, after.record))
        elif was_there and not is_there:
            counts["deleted"][after.kind] += 1
        elif is_there and before is not None and before.values() != after.values():
            counts["changed"][after.kind] += 1
    return Effect(**counts, made=tuple(made))


def _gone(settled: Settled) -> bool:
    return DELETED in settled.heads and bool(settled.shown(DELETED))
