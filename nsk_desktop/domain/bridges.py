"""Bridges built between local actors, and what is to be followed up."""

from datetime import date

from nsk_desktop.domain.codes import BridgeStatus
from nsk_desktop.domain.mapping import (
    Exchanged,
    Mapped,
    code_field,
    date_field,
    list_field,
    number_field,
    reference,
    text_field,
)

FROM_ACTOR, FROM_CITIZENS, FROM_STAFF = "aktør", "borgere", "medarbejder"


class BridgeContact(Exchanged):
    """The effort put somebody in touch with somebody."""

    __tablename__ = "bridge_contact"

    day: Mapped[date | None] = date_field()
    from_kind: Mapped[str] = code_field(FROM_ACTOR)
    from_actor_id: Mapped[str | None] = reference("actor")
    to_actor_id: Mapped[str | None] = reference("actor")
    to_initiative_id: Mapped[str | None] = reference("initiative")
    to_effort_id: Mapped[str | None] = reference("existing_effort")
    to_text: Mapped[str] = text_field()
    """An existing effort that is not yet a record of its own."""
    kind: Mapped[str | None] = code_field()
    purpose: Mapped[str] = text_field(personal=True)
    citizens: Mapped[int | None] = number_field()
    status: Mapped[str] = code_field(BridgeStatus.IDENTIFIED)
    introduced_on: Mapped[date | None] = date_field()
    first_meeting_on: Mapped[date | None] = date_field()
    cooperating_on: Mapped[date | None] = date_field()
    ended_on: Mapped[date | None] = date_field()
    outcome: Mapped[str] = text_field(personal=True)
    sessions: Mapped[list[str]] = list_field()


class FollowUp(Exchanged):
    """Something to do on a day, about a bridge or a session."""

    __tablename__ = "follow_up"

    due: Mapped[date | None] = date_field()
    text: Mapped[str] = text_field(personal=True)
    about_kind: Mapped[str] = text_field()
    about_id: Mapped[str | None] = code_field()
    responsible: Mapped[str] = text_field(personal=True)
    done: Mapped[date | None] = date_field()
    """The day it was done."""
