"""The postings with the meetings and initiatives they are for."""

import json
from datetime import date
from typing import NamedTuple

from nsk_desktop.store.reader import Reader

_POSTINGS = """
SELECT p.id, p.day, p.text, p.kind, p.state, p.amount_ore, p.year, p.initiative_id, s.id, s.initiative_id, s.themes
FROM posting p LEFT JOIN session s ON s.id = p.session_id AND NOT s.deleted
WHERE NOT p.deleted ORDER BY p.day, p.created, p.id
"""
_INITIATIVES = 'SELECT id, title, themes, budget_ore, start, "end" FROM initiative WHERE NOT deleted'
_NOTED = """
SELECT count(*), coalesce(sum(s.cost_ore), 0) FROM session s
WHERE NOT s.deleted AND s.cost_ore AND NOT EXISTS (
  SELECT 1 FROM posting p WHERE p.session_id = s.id AND NOT p.deleted
)
"""


class PostingRow(NamedTuple):
    """A posting, and what its meeting belongs to."""

    id: str
    day: date | None
    text: str
    kind: str
    state: str
    amount: int
    year: int | None
    initiative: str | None
    session: str | None
    session_initiative: str | None
    session_themes: tuple[str, ...]


class InitiativeRow(NamedTuple):
    id: str
    title: str
    themes: tuple[str, ...]
    budget: int | None
    start: date | None
    end: date | None


def postings(read: Reader) -> list[PostingRow]:
    """Every posting, the earliest first."""
    rows = read.connection.exec_driver_sql(_POSTINGS)
    return [
        PostingRow(id, _day(day), text, kind, state, amount, year, initiative, session, of_session, _list(themes))
        for id, day, text, kind, state, amount, year, initiative, session, of_session, themes in rows
    ]


def initiatives(read: Reader) -> list[InitiativeRow]:
    """Every initiative."""
    return [
        InitiativeRow(id, title, _list(themes), budget, _day(start), _day(end))
        for id, title, themes, budget, start, end in read.connection.exec_driver_sql(_INITIATIVES)
    ]


def noted_on_meetings(read: Reader) -> tuple[int, int]:
    """How many meetings have a cost written on them and no posting, and how much it is."""
    row = read.connection.exec_driver_sql(_NOTED).one()
    return row[0], row[1]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
