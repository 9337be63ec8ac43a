"""The start page: what is to be done today."""

from dataclasses import dataclass
from datetime import date, timedelta

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.follow_ups import FollowUpRow, list_follow_ups
from nsk_desktop.services.sessions import SessionRow, lacks_registration, list_sessions

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StartPage:
    """Today's meetings, those that lack registration, the coming week's follow-ups, and the number of meetings."""

    today: tuple[SessionRow, ...]
    lacking: tuple[SessionRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    sessions: int


def start_page(desk: Desk, today: date) -> StartPage:
    rows = list_sessions(desk)
    due = [row for row in rows if row.day == today and row.state != SessionState.CANCELLED]
    lacking = [row for row in rows if lacks_registration(row) and (row.day is None or row.day < today)]
    return StartPage(
        today=tuple(sorted(due, key=lambda row: row.from_time or "")),
        lacking=tuple(sorted(lacking, key=lambda row: row.day or date.min)),
        follow_ups=tuple(list_follow_ups(desk, today, until=today + AHEAD)),
        sessions=len(rows),
    )
