"""One week of meetings: what was held, what is planned or expected, and what was cancelled."""

from dataclasses import dataclass
from datetime import date, timedelta

from nsk_desktop.domain.recurrence import monday
from nsk_desktop.services import sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.expected import list_expected
from nsk_desktop.services.public_holidays import holiday_name
from nsk_desktop.services.start import Meeting


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day and its meetings in the order of time."""

    day: date
    holiday: str
    meetings: tuple[Meeting, ...]


def week_of(desk: Desk, day: date) -> tuple[WeekDay, ...]:
    """The seven days, from Monday on, of the week of *day*."""
    first = monday(day)
    days = [first + timedelta(days=number) for number in range(7)]
    found: list[Meeting] = [*sessions.list_sessions(desk, first=first, last=days[-1])]
    found += list_expected(desk, first, days[-1])
    found.sort(key=lambda row: (row.from_time or "", row.title, row.id))
    return tuple(WeekDay(day, holiday_name(day), tuple(row for row in found if row.day == day)) for day in days)
