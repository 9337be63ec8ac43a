"""Meetings: making, registering, completing, and who was there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from nsk_desktop.domain.ages import age_band
from nsk_desktop.domain.codes import AGE_BANDS, SESSION_TYPES, AgeBand, Mode, Presence, SessionState
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.identity import attendance_id, headcount_id
from nsk_desktop.domain.records import Attendance, Headcount, Participant, Series, Session
from nsk_desktop.errors.registration import Incomplete, StillToCome
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.joined import joined_people, roster_once
from nsk_desktop.services.long_list import HEAD, LongList
from nsk_desktop.services.sending import with_sending
from nsk_desktop.store.change import Change
from nsk_desktop.store.queries import sessions as queries
from nsk_desktop.store.queries.lists import Order, count_sessions, session_ids, session_place
from nsk_desktop.store.queries.sessions import RosterRow, SessionRow

__all__ = ["Order", "RosterRow", "SessionPage", "SessionRow"]

# What a new session of a series takes over from it.
_INHERITED = ("initiative_id", "type", "place", "from_time", "to_time", "themes", "target_groups", "hosts", "title")

_LATEST = 1000
"""So many meetings back are places remembered: in more than that, nobody looks for one."""


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Everything the meeting page shows."""

    session: Session
    series: Series | None
    roster: tuple[RosterRow, ...]
    headcounts: tuple[Headcount, ...]
    row: SessionRow

    @property
    def missing(self) -> tuple[str, ...]:
        return self.row.missing


def list_sessions(
    desk: Desk,
    *,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    type: str | None = None,
    theme: str | None = None,
    lacking: bool = False,
    series_id: str | None = None,
) -> list[SessionRow]:
    """The sessions that fit, newest first. *lacking* asks for those that are due and not completed."""
    with desk.store.read() as read:
        return queries.list_sessions(
            read, first=first, last=last, text=text, type=type, theme=theme, series_id=series_id, lacking=lacking
        )


def ids(
    desk: Desk,
    *,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    type: str | None = None,
    theme: str | None = None,
    lacking: bool = False,
    order: Order | None = None,
) -> Sequence[str]:
    """The sessions that fit, newest first unless another order is asked for; for long lists."""
    if order and order.by == "type":
        order = replace(order, codes=tuple(sorted(SESSION_TYPES.codes, key=_label_of_type)))
    with desk.store.read() as read:
        if first or last or text or type or theme or lacking:
            return session_ids(
                read, first=first, last=last, text=text, type=type, theme=theme, lacking=lacking, order=order
            )
        head = session_ids(read, order=order, limit=HEAD)
        return LongList(head, count_sessions(read), partial(_all_ids, desk, order), partial(_place, desk, order))


def _all_ids(desk: Desk, order: Order | None) -> list[str]:
    with desk.store.read() as read:
        return session_ids(read, order=order)


def _place(desk: Desk, order: Order | None, id: str) -> int | None:
    with desk.store.read() as read:
        return session_place(read, order, id)


def _label_of_type(code: str) -> tuple[str, str]:
    return sort_key(SESSION_TYPES.label(code))


def rows(desk: Desk, ids: Sequence[str]) -> list[SessionRow]:
    """The sessions with these ids as lists show them, in that order."""
    with desk.store.read() as read:
        return with_sending(read, queries.rows_of(read, ids))


def count(desk: Desk) -> int:
    """How many sessions there are."""
    with desk.store.read() as read:
        return count_sessions(read)


def used_places(desk: Desk) -> list[str]:
    """Where the latest meetings were, in the order of the alphabet; each place once."""
    with desk.store.read() as read:
        return sorted(queries.places(read, _LATEST), key=sort_key)


def lacks_registration(row: SessionRow) -> bool:
    """Whether a session is still a draft that somebody has to finish."""
    return not row.completed and row.state != SessionState.CANCELLED


def open_session(desk: Desk, id: str) -> SessionPage:
    """The meeting page of a session. Raises `LookupError` when it does not exist or is in the bin."""
    with desk.store.read() as read:
        session = read.get(Session, id)
        rows = with_sending(read, queries.rows_of(read, (id,)))
        if session is None or not rows:
            raise LookupError(id)
        roster = roster_once(read, joined_people(read), queries.roster(read, id))
        born = {person.id: person.birth_year for person in read.some(Participant, [r.participant_id for r in roster])}
        headcounts = [_upright(cell) for cell in read.all(Headcount, session_id=id) if cell.high]
        series = read.get(Series, session.series_id)
    year = (session.day or date.today()).year
    with_ages = [_aged(row, born.get(row.participant_id), year) for row in roster]
    with_ages.sort(key=lambda row: sort_key(row.name))
    order = {band: place for place, band in enumerate(AGE_BANDS.codes)}
    headcounts.sort(key=lambda cell: (cell.target_group, order.get(AgeBand(cell.age_band), 9), cell.gender))
    return SessionPage(session, series, tuple(with_ages), tuple(headcounts), rows[0])


def _upright(cell: Headcount) -> Headcount:
    """A range the right way round: from 3-5 one laptop can make 3-3 and another 5-5, which together say 5-3."""
    return cell.copied(low=cell.high, high=cell.low) if cell.low > cell.high else cell


def _aged(row: RosterRow, born: int | None, year: int) -> RosterRow:
    return replace(row, age_band=age_band(year - born) if born else row.age_band or AgeBand.UNKNOWN)


def new_session(desk: Desk, **fields: object) -> str:
    """A new draft."""
    with desk.store.change(_("New meeting")) as change:
        return change.create(Session(**fields))  # type: ignore[arg-type]


def new_in_series(desk: Desk, series_id: str, day: date | None) -> str:
    """A new draft with what the series says about its meetings."""
    with desk.store.read() as read:
        series = read.get(Series, series_id)
    if series is None:
        raise LookupError(series_id)
    inherited = {name: getattr(series, name) for name in _INHERITED}
    return new_session(desk, series_id=series_id, day=day, state=SessionState.HELD, **inherited)


def copy_session(desk: Desk, id: str, day: date | None) -> str:
    """A new draft like another session, without its participants and texts."""
    with desk.store.read() as read:
        session = read.get(Session, id)
    if session is None:
        raise LookupError(id)
    taken = {name: getattr(session, name) for name in (*_INHERITED, "series_id", "language", "interpreter", "staff")}
    return new_session(desk, day=day, state=SessionState.HELD, **taken)


def save_session(desk: Desk, id: str, **fields: object) -> bool:
    """Save fields of a session at once. Returns whether anything differed."""
    with desk.store.change(_("Change the meeting {title}").format(title=_title(desk, id))) as change:
        return change.save(Session, id, **fields)


def complete_session(desk: Desk, id: str, today: date | None = None) -> None:
    """Finish a session, so that it counts. Raises `Incomplete` naming the fields that are missing.

    With *today*, one that is still to come is not finished but waits for its day: raises `StillToCome`.
    """
    page = open_session(desk, id)
    day = page.session.day
    if today and day and day > today and page.session.state != SessionState.CANCELLED:
        raise StillToCome((day - today).days)
    if page.missing:
        raise Incomplete(page.missing)
    state = SessionState.HELD if page.session.state == SessionState.PLANNED else page.session.state
    with desk.store.change(_("Finish the meeting {title}").format(title=page.session.title)) as change:
        change.save(Session, id, completed=True, state=state)


def reopen_session(desk: Desk, id: str) -> None:
    """Make a finished session a draft again; it counts nowhere until it is finished. One that was cancelled is not."""
    with desk.store.change(_("Reopen the meeting {title}").format(title=_title(desk, id))) as change:
        before = change.values(Session, id)
        cancelled = before is not None and before["state"] == SessionState.CANCELLED
        fields = {"state": SessionState.PLANNED, "cancel_reason": ""} if cancelled else {}
        change.save(Session, id, completed=False, **fields)


def cancel_session(desk: Desk, id: str, reason: str = "") -> None:
    """The meeting did not take place."""
    with desk.store.change(_("Cancel the meeting {title}").format(title=_title(desk, id))) as change:
        change.save(Session, id, state=SessionState.CANCELLED, cancel_reason=reason, completed=True)


def delete_session(desk: Desk, id: str) -> None:
    """Move a session to the bin."""
    with desk.store.change(_("Delete the meeting {title}").format(title=_title(desk, id))) as change:
        change.delete(Session, id)


def restore_session(desk: Desk, id: str) -> None:
    """Take a session out of the bin."""
    with desk.store.change(_("Restore the meeting {title}").format(title=_title(desk, id))) as change:
        change.restore(Session, id)


def set_presence(desk: Desk, session_id: str, participant_id: str, status: str | None) -> None:
    """Mark somebody present, absent or excused; None takes the mark away, under every name they are joined with."""
    with desk.store.read() as read:
        others = set(joined_people(read).component(participant_id)) - {participant_id}
    with desk.store.change(_("Mark attendance at {title}").format(title=_title(desk, session_id))) as change:
        mark(change, session_id, participant_id, status)
        for other in others:
            mark(change, session_id, other, None)
        settle_mode(change, session_id)


def same_as_last(desk: Desk, session_id: str) -> int:
    """Mark present those who came to the series' last meeting and are not marked yet. Returns how many."""
    with desk.store.read() as read:
        last = queries.previous_in_series(read, session_id)
        joined = joined_people(read)
        came = joined.once(queries.present_at(read, last)) if last else []
        marked = {joined.kept(row.participant_id) for row in queries.roster(read, session_id) if row.status}
    fresh = [participant for participant in came if participant not in marked]
    with desk.store.change(_("Same as last time at {title}").format(title=_title(desk, session_id))) as change:
        for participant in fresh:
            mark(change, session_id, participant, Presence.PRESENT)
        settle_mode(change, session_id)
    return len(fresh)


def set_headcount(
    desk: Desk,
    session_id: str,
    *,
    age_band: str = AgeBand.UNKNOWN,
    gender: str = "ikke oplyst",
    target_group: str = "M1",
    low: int,
    high: int | None = None,
    first_time: int | None = None,
) -> None:
    """Say how many came without a name in one cell: counted, or between *low* and *high*. Zero removes the cell."""
    id = headcount_id(session_id, age_band, gender, target_group)
    cell = Headcount(
        id=id,
        session_id=session_id,
        age_band=age_band,
        gender=gender,
        target_group=target_group,
        low=low,
        high=low if high is None else max(low, high),
        first_time=first_time,
    )
    with desk.store.change(_("Count without names at {title}").format(title=_title(desk, session_id))) as change:
        if cell.high:
            change.put(cell)
        elif change.exists(id):
            change.delete(Headcount, id)
        settle_mode(change, session_id)


def mark(change: Change, session_id: str, participant_id: str, status: str | None) -> None:
    """Write one mark on the roster within *change*."""
    id = attendance_id(session_id, participant_id)
    if status:
        change.put(Attendance(id=id, session_id=session_id, participant_id=participant_id, status=status))
    elif change.exists(id):
        change.delete(Attendance, id)


def settle_mode(change: Change, session_id: str, *, counted_now: bool = False) -> None:
    """Choose the registration mode while the coordinator has not: what was registered says it.

    "Not counted" is somebody's word and stays, unless people are *counted_now* after all.
    """
    values = change.values(Session, session_id)
    open_modes = (None, Mode.NAMED, Mode.ANONYMOUS, Mode.MIXED, *([Mode.NOT_COUNTED] if counted_now else []))
    if values is not None and values["mode"] in open_modes:
        marks = change.where(Attendance, "session_id", session_id)
        named = any(mark["status"] == Presence.PRESENT for mark in marks)
        counted = any(cell["high"] for cell in change.where(Headcount, "session_id", session_id))
        derived = {(True, True): Mode.MIXED, (True, False): Mode.NAMED, (False, True): Mode.ANONYMOUS}
        change.save(Session, session_id, mode=derived.get((named, counted)))


def _title(desk: Desk, id: str) -> str:
    with desk.store.read() as read:
        session = read.get(Session, id)
    return (session.title if session else "") or _("without a title")
