"""Actors and what hangs on them as lists show it: contact persons, existing efforts, bridges, advice, follow-ups."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from nsk_desktop.store.queries.sessions import parse_day
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A local actor with the latest contact and the number of bridges it is part of."""

    id: str
    name: str
    sector: str | None
    ownership: str | None
    status: str
    mobilised_on: date | None
    last_contact: date | None
    bridges: int


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A bridge contact with the names of both ends and the next thing to do."""

    id: str
    day: date | None
    from_kind: str
    from_name: str
    to_name: str
    kind: str | None
    status: str
    citizens: int | None
    follow_up: date | None
    purpose: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody to reach at an actor."""

    id: str
    name: str
    role: str
    actor_name: str
    phone: str
    email: str
    active: bool


@dataclass(frozen=True, slots=True)
class EffortRow:
    """Something that was in the area already, and whose it is."""

    id: str
    title: str
    actor_name: str
    themes: tuple[str, ...]
    trust: int | None
    isolated: bool
    bridges: int


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """Advice that was given, and to whom."""

    id: str
    day: date | None
    actor_name: str
    theme: str | None
    concrete: bool
    minutes: int | None
    directed_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Something to do, and what it is about."""

    id: str
    due: date | None
    text: str
    about_kind: str
    about_id: str | None
    session_title: str | None
    from_kind: str | None
    """What a bridge starts from, when it is about one; the names of both ends follow."""
    from_name: str
    to_name: str
    done: date | None


def _dated(row: Any, *names: str) -> dict[str, Any]:
    return dict(row) | {name: parse_day(row[name]) for name in names}


def list_actors(read: Reader) -> list[ActorRow]:
    """Every actor that is not deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT a.id, a.name, a.sector, a.ownership, a.status, a.mobilised_on,
                  (SELECT max(b.day) FROM bridge_contact b
                   WHERE NOT b.deleted AND (b.from_actor_id = a.id OR b.to_actor_id = a.id)) AS last_contact,
                  (SELECT count(*) FROM bridge_contact b
                   WHERE NOT b.deleted AND (b.from_actor_id = a.id OR b.to_actor_id = a.id)) AS bridges
           FROM actor a WHERE NOT a.deleted"""
    ).mappings()
    return [ActorRow(**_dated(row, "mobilised_on", "last_contact")) for row in rows]


def list_bridges(read: Reader) -> list[BridgeRow]:
    """Every bridge contact that is not deleted, newest first."""
    rows = read.connection.exec_driver_sql(
        """SELECT b.id, b.day, b.from_kind, coalesce(f.name, '') AS from_name,
                  coalesce(t.name, i.title, e.title, b.to_text) AS to_name, b.kind, b.status, b.citizens,
                  (SELECT min(u.due) FROM follow_up u
                   WHERE u.about_id = b.id AND u.done IS NULL AND NOT u.deleted) AS follow_up, b.purpose, b.outcome
           FROM bridge_contact b LEFT JOIN actor f ON f.id = b.from_actor_id LEFT JOIN actor t ON t.id = b.to_actor_id
           LEFT JOIN initiative i ON i.id = b.to_initiative_id LEFT JOIN existing_effort e ON e.id = b.to_effort_id
           WHERE NOT b.deleted ORDER BY b.day DESC, b.created DESC"""
    ).mappings()
    return [BridgeRow(**_dated(row, "day", "follow_up")) for row in rows]


def last_status_between(read: Reader, one: str, other: str, before: str) -> str | None:
    """How far the latest bridge between two actors came, in either direction; the bridge *before* is not asked."""
    return read.connection.exec_driver_sql(
        """SELECT status FROM bridge_contact
           WHERE NOT deleted AND id <> ? AND (from_actor_id, to_actor_id) IN (VALUES (?, ?), (?, ?))
           ORDER BY day DESC, created DESC LIMIT 1""",
        (before, one, other, other, one),
    ).scalar()


def list_contacts(read: Reader) -> list[ContactRow]:
    """Every contact person that is not deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT c.id, c.name, c.role, coalesce(a.name, '') AS actor_name, c.phone, c.email, c.active
           FROM contact_person c LEFT JOIN actor a ON a.id = c.actor_id WHERE NOT c.deleted"""
    ).mappings()
    return [ContactRow(**{**row, "active": bool(row["active"])}) for row in rows]


def list_efforts(read: Reader) -> list[EffortRow]:
    """Every existing effort that is not deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT e.id, e.title, coalesce(a.name, '') AS actor_name, e.themes, e.trust, e.isolated,
                  (SELECT count(*) FROM bridge_contact b WHERE b.to_effort_id = e.id AND NOT b.deleted) AS bridges
           FROM existing_effort e LEFT JOIN actor a ON a.id = e.actor_id WHERE NOT e.deleted"""
    ).mappings()
    return [
        EffortRow(**{**row, "themes": tuple(json.loads(row["themes"])), "isolated": bool(row["isolated"])})
        for row in rows
    ]


def list_advice(read: Reader) -> list[AdviceRow]:
    """All advice that is not deleted, newest first."""
    rows = read.connection.exec_driver_sql(
        """SELECT v.id, v.day, coalesce(a.name, '') AS actor_name, v.theme, v.concrete, v.minutes, v.directed_to
           FROM advice v LEFT JOIN actor a ON a.id = v.actor_id
           WHERE NOT v.deleted ORDER BY v.day DESC, v.created DESC"""
    ).mappings()
    found = []
    for row in rows:
        read_back = {"concrete": bool(row["concrete"]), "directed_to": tuple(json.loads(row["directed_to"]))}
        found.append(AdviceRow(**{**_dated(row, "day"), **read_back}))
    return found


def list_follow_ups(read: Reader) -> list[FollowUpRow]:
    """Every follow-up that is not deleted, the first due first."""
    rows = read.connection.exec_driver_sql(
        """SELECT u.id, u.due, u.text, u.about_kind, u.about_id, s.title AS session_title, b.from_kind,
                  coalesce(f.name, '') AS from_name, coalesce(t.name, i.title, e.title, b.to_text, '') AS to_name,
                  u.done
           FROM follow_up u LEFT JOIN session s ON s.id = u.about_id LEFT JOIN bridge_contact b ON b.id = u.about_id
           LEFT JOIN actor f ON f.id = b.from_actor_id LEFT JOIN actor t ON t.id = b.to_actor_id
           LEFT JOIN initiative i ON i.id = b.to_initiative_id LEFT JOIN existing_effort e ON e.id = b.to_effort_id
           WHERE NOT u.deleted ORDER BY u.due, u.created"""
    ).mappings()
    return [FollowUpRow(**_dated(row, "due", "done")) for row in rows]
