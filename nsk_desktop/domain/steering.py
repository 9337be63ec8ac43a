"""The steering group: who sits in it, its meetings, and what it decides."""

from datetime import date
from typing import Any

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import (
    Exchanged,
    Mapped,
    code_field,
    date_field,
    list_field,
    reference,
    text_field,
)


class SteeringMember(Exchanged):
    """Somebody who sits in the steering group for an actor."""

    __tablename__ = "steering_member"

    actor_id: Mapped[str | None] = reference("actor")
    name: Mapped[str] = text_field(personal=True)
    role: Mapped[str] = text_field(personal=True)
    ownership: Mapped[str | None] = code_field()
    first_day: Mapped[date | None] = date_field()
    last_day: Mapped[date | None] = date_field()


class SteeringMeeting(Exchanged):
    """What a session is besides, when the steering group meets. Its id follows from the session."""

    __tablename__ = "steering_meeting"

    session_id: Mapped[str | None] = reference("session")
    agenda: Mapped[str] = text_field(personal=True)
    attendance: Mapped[list[dict[str, Any]]] = list_field()
    """Members as {member, status}, as an earlier version marked them all in one list; a mark of its own goes before."""


class SteeringAttendance(Exchanged):
    """A member who came to a meeting, or did not. Its id follows from both, so that two laptops can mark together."""

    __tablename__ = "steering_attendance"

    meeting_id: Mapped[str | None] = reference("steering_meeting")
    member_id: Mapped[str | None] = reference("steering_member")
    status: Mapped[str | None] = code_field()
    """None when the mark was taken away."""


class Decision(Exchanged):
    """Something that the steering group decided, who sees to it, and by when."""

    __tablename__ = "decision"

    meeting_id: Mapped[str | None] = reference("steering_meeting")
    text: Mapped[str] = text_field(personal=True)
    owner: Mapped[str] = text_field(personal=True)
    deadline: Mapped[date | None] = date_field()
    done: Mapped[date | None] = date_field()
    """The day it was done."""


def steering_meeting_id(session: str) -> str:
    return natural_id("steering_meeting", session)


def steering_attendance_id(session: str, member: str) -> str:
    return natural_id("steering_attendance", session, member)
