"""Series, their sessions, and who was there."""

from datetime import date
from typing import Any

from nsk_desktop.domain.codes import Answer, Presence, SessionState
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
    time_field,
)


class Series(Exchanged):
    """A row of meetings with the same defaults."""

    __tablename__ = "series"

    title: Mapped[str] = text_field()
    initiative_id: Mapped[str | None] = reference("initiative")
    type: Mapped[str | None] = code_field()
    place: Mapped[str] = text_field()
    from_time: Mapped[str | None] = time_field()
    to_time: Mapped[str | None] = time_field()
    weekday: Mapped[int | None] = number_field()
    """1 is Monday."""
    interval_weeks: Mapped[int | None] = number_field()
    themes: Mapped[list[str]] = list_field()
    target_groups: Mapped[list[str]] = list_field()
    hosts: Mapped[list[dict[str, Any]]] = list_field()
    """Co-hosting actors as {actor, role}."""
    closed: Mapped[bool] = flag_field()
    same_anonymous: Mapped[bool] = flag_field()
    """The anonymous members are the same people each time."""
    expected: Mapped[int | None] = number_field()
    start: Mapped[date | None] = date_field()
    end: Mapped[date | None] = date_field()


class PlanChange(Exchanged):
    """From a day on, one field of a series is something else. Its id follows from the three (`identity`).

    Meetings that were registered keep their own values, so what is past is not touched; and people who change
    different things, or from different days, never stand against each other.
    """

    __tablename__ = "plan_change"

    series_id: Mapped[str | None] = reference("series")
    since: Mapped[date | None] = date_field()
    field: Mapped[str] = text_field()
    value: Mapped[str] = text_field()
    """As text; empty is nothing."""


class Expectation(Exchanged):
    """What was said of an expected meeting before it became a session. Its id follows from series and day.

    It is a reminder between colleagues: it travels to their laptops, and counts and is exported nowhere.
    """

    __tablename__ = "expectation"

    series_id: Mapped[str | None] = reference("series")
    day: Mapped[date | None] = date_field()
    answer: Mapped[str] = code_field(Answer.SKIPPED)


class Session(Exchanged):
    """One meeting or activity. A draft (not completed) counts nowhere."""

    __tablename__ = "session"

    series_id: Mapped[str | None] = reference("series")
    initiative_id: Mapped[str | None] = reference("initiative")
    type: Mapped[str | None] = code_field()
    title: Mapped[str] = text_field()
    day: Mapped[date | None] = date_field(indexed=True)
    expected_on: Mapped[date | None] = date_field(indexed=True)
    """The day the series expected it on; it may have been moved since."""
    from_time: Mapped[str | None] = time_field()
    to_time: Mapped[str | None] = time_field()
    place: Mapped[str] = text_field()
    themes: Mapped[list[str]] = list_field()
    target_groups: Mapped[list[str]] = list_field()
    staff: Mapped[list[str]] = list_field()
    hosts: Mapped[list[dict[str, Any]]] = list_field()
    """Co-hosting actors as {actor, role}."""
    language: Mapped[str] = text_field()
    interpreter: Mapped[bool] = flag_field()
    mode: Mapped[str | None] = code_field()
    state: Mapped[str] = code_field(SessionState.PLANNED)
    cancel_reason: Mapped[str] = text_field()
    completed: Mapped[bool] = flag_field()
    summary: Mapped[str] = text_field(personal=True)
    learning: Mapped[str] = text_field(personal=True)
    cost_ore: Mapped[int | None] = number_field()


class Attendance(Exchanged):
    """Somebody's presence or absence at a session. Its id follows from the two (`identity.attendance_id`)."""

    __tablename__ = "attendance"

    session_id: Mapped[str | None] = reference("session")
    participant_id: Mapped[str | None] = reference("participant")
    status: Mapped[str] = code_field(Presence.PRESENT)
    first_time: Mapped[bool] = flag_field()


class Headcount(Exchanged):
    """People without names at a session, in addition to the registered. Its id follows from the cell."""

    __tablename__ = "headcount"

    session_id: Mapped[str | None] = reference("session")
    age_band: Mapped[str] = code_field("ukendt")
    gender: Mapped[str] = code_field("ikke oplyst")
    target_group: Mapped[str] = code_field("M1")
    low: Mapped[int] = number_field(default=0)
    high: Mapped[int] = number_field(default=0)
    first_time: Mapped[int | None] = number_field()
