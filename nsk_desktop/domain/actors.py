"""Local actors, the people to reach there, and the initiatives made with them."""

from datetime import date
from typing import Any

from nsk_desktop.domain.mapping import (
    Exchanged,
    Mapped,
    code_field,
    date_field,
    flag_field,
    list_field,
    number_field,
    reference,
    text_field,
)


class Actor(Exchanged):
    """A local actor: school, housing association, club, job centre."""

    __tablename__ = "actor"

    name: Mapped[str] = text_field()
    sector: Mapped[str | None] = code_field()
    ownership: Mapped[str | None] = code_field()
    status: Mapped[str] = code_field("aktiv")
    active_from: Mapped[date | None] = date_field()
    paused_on: Mapped[date | None] = date_field()
    ended_on: Mapped[date | None] = date_field()
    mobilised_on: Mapped[date | None] = date_field()
    mobilised_how: Mapped[str] = text_field()
    relation_before: Mapped[str] = text_field()
    notes: Mapped[str] = text_field(personal=True)


class ContactPerson(Exchanged):
    """Somebody at an actor, with work phone and work e-mail only."""

    __tablename__ = "contact_person"

    actor_id: Mapped[str | None] = reference("actor")
    name: Mapped[str] = text_field(personal=True)
    role: Mapped[str] = text_field(personal=True)
    phone: Mapped[str] = text_field(personal=True)
    email: Mapped[str] = text_field(personal=True)
    active: Mapped[bool] = flag_field(True)


class Initiative(Exchanged):
    """Something concrete that the effort tries together with actors."""

    __tablename__ = "initiative"

    title: Mapped[str] = text_field()
    themes: Mapped[list[str]] = list_field()
    method: Mapped[str] = text_field(personal=True)
    hypothesis: Mapped[str] = text_field(personal=True)
    partners: Mapped[list[dict[str, Any]]] = list_field()
    """Actors as {actor, role}."""
    start: Mapped[date | None] = date_field()
    end: Mapped[date | None] = date_field()
    status: Mapped[str | None] = code_field()
    budget_ore: Mapped[int | None] = number_field()
    learning: Mapped[str] = text_field(personal=True)
    spread: Mapped[int | None] = number_field()
    """Can be spread city-wide, 1-5."""
