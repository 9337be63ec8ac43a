"""Follow-ups and coming meetings for somebody's own calendar: neutral words only, never the name of a participant.

A calendar is shown on shared screens and often to colleagues. So a free text never goes into it, a meeting is called
a meeting, and what is left (the names of local actors, a place) passes the text guard or is left out.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from nsk_desktop.domain.bridges import BridgeContact
from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.dates import probable
from nsk_desktop.domain.text_guard import TextGuard
from nsk_desktop.exchange.appointments import Appointment, calendar_file
from nsk_desktop.i18n import _
from nsk_desktop.paths import write_whole
from nsk_desktop.services import expected, follow_ups, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.expected import ExpectedRow
from nsk_desktop.services.follow_ups import FollowUpRow
from nsk_desktop.services.sessions import SessionRow
from nsk_desktop.store.queries import evaluation as queries

AHEAD = timedelta(weeks=26)


def write_follow_ups(desk: Desk, path: Path, ids: Sequence[str]) -> int:
    """Write the follow-ups with these ids; returns how many have a day."""
    guard = _guard(desk)
    rows = [row for row in follow_ups.list_follow_ups(desk, date.max) if row.id in set(ids)]
    made = [_of_follow_up(row, row.due, guard) for row in rows if row.due]
    write_whole(path, calendar_file(made))
    return len(made)


def write_meetings(desk: Desk, path: Path, series_id: str, today: date) -> int:
    """Write the coming meetings of a series, half a year ahead; returns how many."""
    guard = _guard(desk)
    until = probable(today) + AHEAD
    rows: list[SessionRow | ExpectedRow] = [*expected.list_expected(desk, today, until, series_id)]
    rows += [
        row
        for row in sessions.list_sessions(desk, first=today, last=until, series_id=series_id)
        if row.state != SessionState.CANCELLED
    ]
    made = [_of_meeting(row, row.day, guard) for row in rows if row.day]
    write_whole(path, calendar_file(sorted(made, key=lambda one: (one.day, one.from_time or ""))))
    return len(made)


def _guard(desk: Desk) -> TextGuard:
    with desk.store.read() as read:
        return TextGuard(queries.names(read))


def _of_follow_up(row: FollowUpRow, due: date, guard: TextGuard) -> Appointment:
    title = _("Follow-up")
    about = row.about_label if row.about_kind == BridgeContact.record_kind() else ""
    if about and not guard.findings(about):
        title = f"{title}: {about}"
    return Appointment(row.id, due, title)


def _of_meeting(row: SessionRow | ExpectedRow, day: date, guard: TextGuard) -> Appointment:
    place = "" if guard.findings(row.place) else row.place
    return Appointment(row.id, day, _("Meeting"), place, row.from_time, row.to_time)
