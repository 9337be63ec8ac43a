"""The start page: what is to be done today."""

from dataclasses import dataclass
from datetime import date, timedelta

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.dates import probable
from nsk_desktop.services import sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.expected import LOOK_BACK, ExpectedRow, list_expected
from nsk_desktop.services.follow_ups import FollowUpRow, list_follow_ups
from nsk_desktop.services.series import list_series
from nsk_desktop.services.sessions import SessionRow
from nsk_desktop.services.steering import DecisionRow, open_decisions
from nsk_desktop.store.queries import series as queries

AHEAD = timedelta(days=7)
HOLIDAYS_AHEAD = timedelta(weeks=6)
DAY = timedelta(days=1)
Meeting = SessionRow | ExpectedRow


@dataclass(frozen=True, slots=True)
class StartPage:
    """The day's work."""

    today: tuple[Meeting, ...]
    lacking: tuple[Meeting, ...]
    """Expected meetings and drafts of earlier days."""
    holidays: tuple[ExpectedRow, ...]
    """Coming meetings that fall on a holiday, of which nobody has said whether they are held."""
    follow_ups: tuple[FollowUpRow, ...]
    decisions: tuple[DecisionRow, ...]
    """What the steering group has decided that is due, or nearly, and not done."""
    not_counted: tuple[SessionRow, ...]
    begun: bool
    """There is something in the store."""


def start_page(desk: Desk, today: date) -> StartPage:
    """What stands on the start page on the day *today*."""
    due = tuple(list_follow_ups(desk, probable(today), until=today + AHEAD))
    known = sessions.list_sessions(desk, first=today, last=today)
    today_rows: list[Meeting] = [row for row in known if row.state != SessionState.CANCELLED]
    today_rows += list_expected(desk, today, today)
    coming = list_expected(desk, today + DAY, today + HOLIDAYS_AHEAD)
    return StartPage(
        today=tuple(sorted(today_rows, key=_time)),
        lacking=lacking(desk, today),
        holidays=tuple(row for row in coming if row.holiday),
        follow_ups=due,
        decisions=tuple(one for one in open_decisions(desk, today) if one.deadline and one.deadline <= today + AHEAD),
        not_counted=tuple(not_counted(desk)),
        begun=bool(known or due or sessions.count(desk) or list_series(desk)),
    )


def lacking(desk: Desk, today: date) -> tuple[Meeting, ...]:
    """What was to be registered before *today* and is not, the earliest first."""
    with desk.store.read() as read:
        drafts = queries.unfinished(read, today)
    found: list[Meeting] = [*sessions.rows(desk, drafts), *list_expected(desk, today - LOOK_BACK, today - DAY)]
    return tuple(sorted(found, key=_time))


def not_counted(desk: Desk) -> list[SessionRow]:
    """Finished meetings that nobody counted: they are not nought, and stand in no average."""
    with desk.store.read() as read:
        ids = queries.not_counted(read)
    return sessions.rows(desk, ids)


def not_counted_ids(desk: Desk) -> frozenset[str]:
    """The same, for a list that shows only them."""
    with desk.store.read() as read:
        return frozenset(queries.not_counted(read))


def _time(row: Meeting) -> tuple[date, str]:
    return row.day or date.min, row.from_time or ""
