"""What tells participants from each other, when they were seen, and where two were seen together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.identity import attendance_id
from nsk_desktop.store import entries
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A participant as others are compared with them."""

    id: str
    alias: str
    surname: str
    birth_year: int | None
    age_band: str | None
    gender: str | None
    deleted: bool
    changed: str

    @property
    def name(self) -> str:
        """What they are called."""
        return f"{self.alias} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Seen:
    """When somebody came: the days, how often, and the meeting or series they came to last."""

    first: date | None = None
    last: date | None = None
    times: int = 0
    at: str = ""


_PRESENT = """
attendance a JOIN session s ON s.id = a.session_id
WHERE a.status = 'til stede' AND NOT a.deleted AND NOT s.deleted AND s.state = 'afholdt'
"""


_NAMED = "SELECT id, alias, surname, birth_year, age_band, gender, deleted, changed FROM participant"


def changed(read: Reader, since: str = "") -> tuple[list[str], str]:
    """The participants that were changed at the stamp *since* or later, the deleted ones too, and the latest stamp."""
    latest = read.connection.exec_driver_sql("SELECT max(changed) FROM participant").scalar()
    rows = read.connection.exec_driver_sql("SELECT id FROM participant WHERE changed >= ?", (since,))
    return [row[0] for row in rows], latest or since


def everybody(read: Reader) -> Iterator[NamedRow]:
    """All participants, the deleted ones too."""
    for row in read.connection.exec_driver_sql(_NAMED):
        yield _named(row)


def named(read: Reader, ids: Iterable[str]) -> Iterator[NamedRow]:
    """The participants with these ids, in any order, the deleted ones too."""
    for portion in entries.portions(list(ids)):
        statement = f"{_NAMED} WHERE id IN ({entries.marks(portion)})"
        for row in read.connection.exec_driver_sql(statement, tuple(portion)):
            yield _named(row)


def _named(row: Any) -> NamedRow:
    id, alias, surname, born, band, gender, deleted, stamp = row
    return NamedRow(id, alias, surname, born, band, gender, bool(deleted), stamp)


def joined(read: Reader) -> list[tuple[str, str]]:
    """The pairs that a person has joined; neither is deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT d.first_id, d.second_id FROM person_pair d
           JOIN participant a ON a.id = d.first_id JOIN participant b ON b.id = d.second_id
           WHERE d.verdict = ? AND NOT d.deleted AND NOT a.deleted AND NOT b.deleted""",
        (PairVerdict.SAME.value,),
    )
    return [(one, other) for one, other in rows]


def seen(read: Reader, ids: Sequence[str]) -> Seen:
    """When a person came who is known under all these *ids*; two marks at one meeting are once."""
    days = read.connection.exec_driver_sql(
        f"""SELECT min(s.day), max(s.day), count(DISTINCT s.id) FROM {_PRESENT}
            AND a.participant_id IN ({entries.marks(ids)})""",
        tuple(ids),
    ).one()
    last = read.connection.exec_driver_sql(
        f"""SELECT coalesce(nullif((SELECT r.title FROM series r WHERE r.id = s.series_id), ''), s.title)
            FROM {_PRESENT} AND a.participant_id IN ({entries.marks(ids)})
            ORDER BY s.day DESC, s.from_time DESC, s.id LIMIT 1""",
        tuple(ids),
    ).scalar()
    return Seen(parse_day(days[0]), parse_day(days[1]), days[2], str(last or ""))


def shared(read: Reader, ones: Sequence[str], others: Sequence[str]) -> tuple[set[str], set[str]]:
    """The meetings where one of *ones* and one of *others* both came: seen together, and registered apart.

    Two laptops that register one list each make people of their own. Where either made one of two entries and marked
    that one only, nobody has seen two people: it may be one person who stands there twice.
    """
    attended = met(read, [*ones, *others])
    firm: set[str] = set()
    apart: set[str] = set()
    for one in ones:
        for other in others:
            for session in attended[one] & attended[other]:
                (apart if _registered_apart(read, session, one, other) else firm).add(session)
    return firm, apart - firm


def _registered_apart(read: Reader, session: str, one: str, other: str) -> bool:
    """Whether one computer made and marked *one*, and another one *other*."""
    ours, theirs = (
        {entry.device for record in (person, attendance_id(session, person)) for entry in read.entries(record)[:1]}
        for person in (one, other)
    )
    return len(ours) == len(theirs) == 1 and ours != theirs


def met(read: Reader, ids: Iterable[str]) -> dict[str, set[str]]:
    """The meetings where each of these participants was present."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, set[str]] = {id: set() for id in wanted}
    for portion in entries.portions(wanted):
        statement = f"SELECT a.participant_id, s.id FROM {_PRESENT} AND a.participant_id IN ({entries.marks(portion)})"
        for person, session in read.connection.exec_driver_sql(statement, tuple(portion)):
            found[person].add(session)
    return found
