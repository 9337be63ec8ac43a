"""Questions about one half-year, and about what was written since somebody had seen it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nsk_desktop.store import entries, state
from nsk_desktop.store.journal import Entry, Value, settle
from nsk_desktop.store.reader import Reader

Seen = Mapping[str, Sequence[Any]]
"""Device: [number of entries, greatest stamp]."""
Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Versions:
    """A record as it was when it was seen (None: not there yet), as it is, and what was written between."""

    kind: str
    before: Values | None
    after: Values
    since: tuple[Entry, ...]
    """Oldest first; none when nothing was written."""


def bridge_counts(read: Reader, first: date, last: date) -> tuple[int, int, int]:
    """Bridges begun, first meetings and cooperations begun from *first* to *last*."""
    columns = ("day", "first_meeting_on", "cooperating_on")
    within = ", ".join(f"coalesce(sum({column} BETWEEN :first AND :last), 0)" for column in columns)
    statement = f"SELECT {within} FROM evaluation_bridge WHERE NOT deleted"
    days = {"first": first.isoformat(), "last": last.isoformat()}
    begun, met, cooperating = read.connection.exec_driver_sql(statement, days).one()
    return begun, met, cooperating


def unfinished(read: Reader) -> dict[str, int]:
    """How many meetings are neither finished nor cancelled, by their day."""
    statement = """SELECT day, count(*) FROM session
                   WHERE NOT deleted AND NOT completed AND state <> 'aflyst' AND day IS NOT NULL GROUP BY day"""
    return {row[0]: row[1] for row in read.connection.exec_driver_sql(statement)}


def written_since(read: Reader, kinds: Iterable[str], seen: Seen) -> list[str]:
    """The records of *kinds* of which an entry is here that was not among those *seen*.

    Each laptop's stamps only grow, so what was seen of it ends at one stamp, however late its entries arrive.
    """
    wanted, devices = sorted(kinds), sorted(seen)
    newer = " OR ".join(["(device = ? AND hlc > ?)"] * len(devices)) or "0"
    statement = f"""SELECT DISTINCT record_id FROM journal
                    WHERE kind IN ({entries.marks(wanted)})
                      AND ({newer} OR device NOT IN ({entries.marks(devices)}))"""
    stamps = [value for device in devices for value in (device, seen[device][1])]
    return [row[0] for row in read.connection.exec_driver_sql(statement, (*wanted, *stamps, *devices))]


def versions(read: Reader, records: Iterable[str], seen: Seen) -> dict[str, Versions]:
    """Each record as it was when it was seen, and as it is."""
    found = entries.of_records(read.connection, list(dict.fromkeys(records)))
    return {record: _versions(written, seen) for record, written in found.items()}


def _versions(written: list[Entry], seen: Seen) -> Versions:
    known = [entry for entry in written if entry.device in seen and entry.hlc <= seen[entry.device][1]]
    ids = {entry.id for entry in known}
    since = sorted((entry for entry in written if entry.id not in ids), key=lambda entry: (entry.hlc, entry.id))
    kind = written[0].kind
    blank = state.defaults(kind)
    before = blank | settle(known).values() if known else None
    return Versions(kind, before, blank | settle(written).values(), tuple(since))


def missing(read: Reader, seen: Seen) -> bool:
    """Whether something that was seen has not arrived here."""
    statement = "SELECT count(*) FROM journal WHERE device = ? AND hlc <= ?"
    return any(
        read.connection.exec_driver_sql(statement, (device, stamp)).scalar_one() < number
        for device, (number, stamp) in seen.items()
    )


def sessions_of(read: Reader, first: date, last: date) -> set[str]:
    """Every meeting of these days, also those that do not count."""
    statement = "SELECT id FROM session WHERE day BETWEEN ? AND ?"
    return {row[0] for row in read.connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat()))}


def present(read: Reader, first: date, last: date) -> set[str]:
    """Everybody who is registered at a meeting of these days."""
    statement = """SELECT DISTINCT participant_id FROM attendance
                   WHERE session_id IN (SELECT id FROM session WHERE day BETWEEN ? AND ?)"""
    return {row[0] for row in read.connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat()))}


def paired(read: Reader) -> set[str]:
    """Everybody of whom something was ever said about being the same person as another."""
    statement = "SELECT first_id FROM person_pair UNION SELECT second_id FROM person_pair"
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def sessions_of_people(read: Reader, people: Iterable[str]) -> set[str]:
    """Every meeting that one of *people* is registered at."""
    found: set[str] = set()
    for portion in entries.portions(sorted(people)):
        statement = f"SELECT session_id FROM attendance WHERE participant_id IN ({entries.marks(portion)})"
        found |= {row[0] for row in read.connection.exec_driver_sql(statement, tuple(portion))}
    return found
