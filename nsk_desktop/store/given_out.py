"""What must be known before figures are given out: whose word a signature is, and who has seen it.

Two computers that gave out the same half-year unaware of each other could be held against one another. So the one that
signed gives out, once every colleague's computer has answered with a file in which the signature is.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from nsk_desktop.domain.periods import Period, period_id
from nsk_desktop.domain.releases import Release, release_id
from nsk_desktop.store import colleagues
from nsk_desktop.store.colleagues import Seen
from nsk_desktop.store.journal import Entry, Head, settle
from nsk_desktop.store.reader import Reader

_KIND = Period.record_kind()


def signatures(read: Reader, half_year: str) -> list[Head]:
    """Who says what of the signature of a half-year; several where people did not know of each other."""
    return _heads(read, period_id(half_year), "signature")


def given(read: Reader, half_year: str) -> list[Head]:
    """What was given out of a half-year, the one that is shown first. Nothing takes it back, not even the bin."""
    return _heads(read, release_id(half_year), "content")


def half_years(read: Reader) -> set[str]:
    """The half-years of which something was ever given out."""
    return {str(row[0]) for row in read.connection.exec_driver_sql(f"SELECT half_year FROM {Release.__tablename__}")}


def note_file(connection: Connection, seen: Seen, noticed: Collection[str], now: str, entries: Iterable[Entry]) -> None:
    """Remember that a colleague's file was taken, and what its computer knew of the half-years when it was made."""
    colleagues.note(connection, seen, noticed, now)
    connection.exec_driver_sql("DELETE FROM colleague_saw WHERE key = ?", (seen.key,))
    told = [(seen.key, entry.id) for entry in entries if entry.kind == _KIND]
    if told:
        connection.exec_driver_sql("INSERT INTO colleague_saw (key, entry) VALUES (?, ?)", told)


def unaware(read: Reader, entry: str) -> list[str]:
    """The names of the colleagues' computers that have not answered since *entry* was written."""
    statement = """SELECT name FROM colleague c WHERE revoked IS NULL
                   AND NOT EXISTS (SELECT 1 FROM colleague_saw s WHERE s.key = c.key AND s.entry = ?)
                   ORDER BY name, key"""
    return [str(row[0]) for row in read.connection.exec_driver_sql(statement, (entry,))]


def _heads(read: Reader, record: str, field: str) -> list[Head]:
    known = read.entries(record)
    return list(settle(known).heads.get(field, ())) if known else []
