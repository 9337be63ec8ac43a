"""Participants as lists show them, and pairs that may be the same person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nsk_desktop.domain.ages import age_band
from nsk_desktop.store import entries
from nsk_desktop.store.queries.lists import participant_ids
from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participant with when they were first and last seen, and how often."""

    id: str
    name: str
    alias: str
    surname: str
    age_band: str
    gender: str
    target_group: str | None
    relation: str | None
    first_seen: date | None
    last_seen: date | None
    times: int
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two participants and what a person has said of them."""

    id: str
    first_id: str
    second_id: str
    verdict: str


_PARTICIPANTS = """
SELECT p.id, l.name, p.alias, p.surname, p.birth_year, p.age_band, p.gender, p.target_group, p.relation,
       l.first_seen, l.last_seen, l.times, p.pseudonym
FROM listed_participant l JOIN participant p ON p.id = l.id
"""


def rows_of(read: Reader, ids: Sequence[str], today: date) -> list[ParticipantRow]:
    """The rows of the participants with these ids, in that order; one that is deleted is left out."""
    found: dict[str, ParticipantRow] = {}
    for portion in entries.portions(ids):
        statement = f"{_PARTICIPANTS} WHERE l.id IN ({entries.marks(portion)})"
        for row in read.connection.exec_driver_sql(statement, tuple(portion)).mappings():
            found[row["id"]] = _participant(row, today)
    return [found[id] for id in ids if id in found]


def list_participants(read: Reader, today: date) -> list[ParticipantRow]:
    """Every participant that is not deleted, by name; the age band is that of *today*."""
    return rows_of(read, participant_ids(read, today), today)


def _participant(row: Any, today: date) -> ParticipantRow:
    values = dict(row)
    born = values.pop("birth_year")
    band = age_band(today.year - born) if born else values["age_band"] or "ukendt"
    days = {name: parse_day(values[name]) for name in ("first_seen", "last_seen")}
    return ParticipantRow(**(values | days | {"age_band": band}))


def list_pairs(read: Reader) -> list[Pair]:
    """What has been said of pairs, where neither participant is deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT d.id, d.first_id, d.second_id, d.verdict FROM person_pair d
           JOIN participant a ON a.id = d.first_id JOIN participant b ON b.id = d.second_id
           WHERE NOT d.deleted AND NOT a.deleted AND NOT b.deleted ORDER BY d.created, d.id"""
    )
    return [Pair(*row) for row in rows]


def persons_of(read: Reader, pseudonyms: Sequence[str]) -> dict[str, str]:
    """The participants behind pseudonyms, as far as they are here."""
    found: dict[str, str] = {}
    for portion in entries.portions(pseudonyms):
        statement = f"SELECT pseudonym, id FROM participant WHERE pseudonym IN ({entries.marks(portion)})"
        found |= {row[0]: row[1] for row in read.connection.exec_driver_sql(statement, tuple(portion))}
    return found
