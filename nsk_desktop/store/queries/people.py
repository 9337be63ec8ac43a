"""Participants as lists show them, and pairs that may be the same person."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.ages import age_band
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
SELECT p.id, trim(p.alias || ' ' || p.surname) AS name, p.alias, p.surname, p.birth_year, p.age_band, p.gender,
       p.target_group, p.relation, seen.first_seen, seen.last_seen, coalesce(seen.times, 0) AS times, p.pseudonym
FROM participant p LEFT JOIN (
  SELECT a.participant_id, min(s.day) AS first_seen, max(s.day) AS last_seen, count(*) AS times
  FROM attendance a JOIN session s ON s.id = a.session_id
  WHERE a.status = 'til stede' AND NOT a.deleted AND NOT s.deleted AND s.state = 'afholdt'
  GROUP BY a.participant_id) seen ON seen.participant_id = p.id
WHERE NOT p.deleted
"""


def list_participants(read: Reader, today: date) -> list[ParticipantRow]:
    """Every participant that is not deleted; the age band is that of *today*."""
    found = []
    for row in read.connection.exec_driver_sql(_PARTICIPANTS).mappings():
        values = dict(row)
        born = values.pop("birth_year")
        band = age_band(today.year - born) if born else values["age_band"] or "ukendt"
        days = {name: parse_day(values[name]) for name in ("first_seen", "last_seen")}
        found.append(ParticipantRow(**(values | days | {"age_band": band})))
    return found


def list_pairs(read: Reader) -> list[Pair]:
    """What has been said of pairs, where neither participant is deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT d.id, d.first_id, d.second_id, d.verdict FROM person_pair d
           JOIN participant a ON a.id = d.first_id JOIN participant b ON b.id = d.second_id
           WHERE NOT d.deleted AND NOT a.deleted AND NOT b.deleted ORDER BY d.created, d.id"""
    )
    return [Pair(*row) for row in rows]
