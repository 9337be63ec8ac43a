"""The steering group: its members, its meetings, and what it has decided."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import Mode, Presence, SessionState, SessionType, TargetGroup
from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.records import Decision, Session, SteeringAttendance, SteeringMeeting, SteeringMember
from nsk_desktop.domain.steering import steering_attendance_id, steering_meeting_id
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.change import Change
from nsk_desktop.store.queries import steering as queries
from nsk_desktop.store.queries.steering import MeetingRow, MemberRow

__all__ = ["MeetingRow", "MemberRow"]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting of the steering group with everything about it."""

    session: Session
    agenda: str
    members: tuple[MemberRow, ...]
    """Those who sat in the group that day, and those who are marked all the same."""
    attendance: dict[str, str]
    """How each member is marked; who is not marked has no entry."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Something decided; overdue when its deadline has passed and it is not done."""

    id: str
    meeting_id: str | None
    session_id: str | None
    meeting_day: date | None
    text: str
    owner: str
    deadline: date | None
    done: date | None
    overdue: bool


# members


def list_members(desk: Desk, text: str = "", *, on: date | None = None) -> list[MemberRow]:
    """The members that match *text*, by name; with *on* only those who sat in the group that day."""
    with desk.store.read() as read:
        rows = queries.list_members(read)
    fitting = [row for row in rows if not text or matches(text, f"{row.name} {row.actor_name}")]
    return sorted((row for row in fitting if on is None or sat_on(row, on)), key=lambda row: sort_key(row.name))


def sat_on(row: MemberRow, day: date) -> bool:
    """Whether a member was one on that day."""
    return (row.first_day is None or row.first_day <= day) and (row.last_day is None or day <= row.last_day)


def get_member(desk: Desk, id: str) -> SteeringMember | None:
    with desk.store.read() as read:
        return read.get(SteeringMember, id)


def new_member(desk: Desk, name: str, **fields: object) -> str:
    with desk.store.change(_("New member of the steering group")) as change:
        return change.create(SteeringMember(name=name, **fields))  # type: ignore[arg-type]


def save_member(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the member of the steering group")) as change:
        return change.save(SteeringMember, id, **fields)


def delete_member(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the member of the steering group")) as change:
        change.delete(SteeringMember, id)


# meetings


def list_meetings(desk: Desk, text: str = "") -> list[MeetingRow]:
    """The meetings that match *text*, newest first. Any session of that type is one."""
    with desk.store.read() as read:
        rows = queries.list_meetings(read)
    return [row for row in rows if not text or matches(text, row.title)]


def open_meeting(desk: Desk, session_id: str) -> MeetingPage:
    """Everything about a meeting. Raises `LookupError` when it does not exist or is in the bin."""
    with desk.store.read() as read:
        session = read.get(Session, session_id)
        if session is None or session.deleted:
            raise LookupError(session_id)
        meeting = read.get(SteeringMeeting, steering_meeting_id(session_id)) or SteeringMeeting()
        members = queries.list_members(read)
        listed = {mark["member"]: mark["status"] for mark in meeting.attendance}
        marks = listed | queries.marks_at(read, session_id)
    marked = {member: status for member, status in marks.items() if status}
    there = [row for row in members if row.id in marked or session.day is None or sat_on(row, session.day)]
    there.sort(key=lambda row: sort_key(row.name))
    return MeetingPage(session, meeting.agenda, tuple(there), marked)


def new_meeting(desk: Desk, day: date, today: date, title: str = "", agenda: str = "") -> str:
    """A new meeting of the steering group; one that has been is held. Returns the id of its session."""
    held = day <= today
    session = Session(
        title=title or _("Steering group meeting"),
        type=SessionType.STEERING,
        day=day,
        target_groups=[TargetGroup.LOCAL_ACTORS],
        state=SessionState.HELD if held else SessionState.PLANNED,
        # Its members are marked here and never counted as reach.
        mode=Mode.NOT_COUNTED,
        completed=held,
    )
    with desk.store.change(_("New steering group meeting")) as change:
        change.create(session)
        _put_meeting(change, session.id, agenda=agenda)
    return session.id


def save_meeting(desk: Desk, session_id: str, **fields: object) -> bool:
    """Save the agenda, or fields of the session, of a meeting."""
    with desk.store.change(_("Change the steering group meeting")) as change:
        own = {name: fields.pop(name) for name in ("agenda",) if name in fields}
        saved = _put_meeting(change, session_id, **own) if own else False
        return change.save(Session, session_id, **fields) or saved


def hold_meeting(desk: Desk, session_id: str) -> None:
    """The planned meeting has been held."""
    with desk.store.change(_("The steering group meeting was held")) as change:
        change.save(Session, session_id, state=SessionState.HELD, completed=True)


def mark_member(desk: Desk, session_id: str, member_id: str, status: str | None) -> None:
    """Mark a member present, excused or absent at a meeting; None takes the mark away."""
    with desk.store.change(_("Mark who came to the steering group meeting")) as change:
        _mark(change, session_id, member_id, status)


def mark_all_present(desk: Desk, session_id: str) -> None:
    """Mark everybody present who sat in the group that day and is not marked yet."""
    page = open_meeting(desk, session_id)
    with desk.store.change(_("Mark who came to the steering group meeting")) as change:
        for row in page.members:
            if row.id not in page.attendance:
                _mark(change, session_id, row.id, Presence.PRESENT)


def delete_meeting(desk: Desk, session_id: str) -> None:
    with desk.store.change(_("Delete the steering group meeting")) as change:
        change.delete(Session, session_id)


# decisions


def list_decisions(desk: Desk, today: date, *, session_id: str | None = None, done: bool = True) -> list[DecisionRow]:
    """What was decided (at one meeting, when given): what is open first, by deadline. *done* asks for the rest too."""
    with desk.store.read() as read:
        found = queries.list_decisions(read)
    rows = [
        DecisionRow(
            id=row.id,
            meeting_id=row.meeting_id,
            session_id=row.session_id,
            meeting_day=row.meeting_day,
            text=row.text,
            owner=row.owner,
            deadline=row.deadline,
            done=row.done,
            overdue=bool(row.deadline and row.deadline < today and row.done is None),
        )
        for row in found
        if session_id in (None, row.session_id) and (done or row.done is None)
    ]
    return sorted(rows, key=lambda row: row.done is not None)


def open_decisions(desk: Desk, today: date) -> list[DecisionRow]:
    """What is still to be done, the first due first."""
    return list_decisions(desk, today, done=False)


def get_decision(desk: Desk, id: str) -> Decision | None:
    with desk.store.read() as read:
        return read.get(Decision, id)


def new_decision(desk: Desk, session_id: str | None, text: str, **fields: object) -> str:
    """Something that was decided at a meeting (or without one)."""
    with desk.store.change(_("New decision")) as change:
        meeting = None
        if session_id:
            _put_meeting(change, session_id)
            meeting = steering_meeting_id(session_id)
        return change.create(Decision(meeting_id=meeting, text=text, **fields))  # type: ignore[arg-type]


def save_decision(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the decision")) as change:
        return change.save(Decision, id, **fields)


def delete_decision(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the decision")) as change:
        change.delete(Decision, id)


def _mark(change: Change, session_id: str, member_id: str, status: str | None) -> None:
    _put_meeting(change, session_id)
    id = steering_attendance_id(session_id, member_id)
    meeting = steering_meeting_id(session_id)
    change.put(SteeringAttendance(id=id, meeting_id=meeting, member_id=member_id, status=status))


def _put_meeting(change: Change, session_id: str, **fields: object) -> bool:
    """What the session is as a meeting of the steering group, made when it is first spoken of."""
    id = steering_meeting_id(session_id)
    if change.exists(id):
        return change.save(SteeringMeeting, id, **fields)
    change.create(SteeringMeeting(id=id, session_id=session_id, **fields))  # type: ignore[arg-type]
    return True
