"""Calendar files (.ics) that Outlook and others read. The one door to the library that writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

_REMINDER = timedelta(hours=9)
"""On the morning of the day; an appointment of the whole day begins at midnight."""
_TWO_HOURS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One line of somebody's calendar. Without a time it lasts the whole day, and the time is shown as free."""

    id: str
    """The same id again changes the appointment where it was read before."""
    day: date
    title: str
    place: str = ""
    from_time: str | None = None
    to_time: str | None = None


def calendar_file(appointments: Sequence[Appointment], stamp: datetime | None = None) -> bytes:
    """The file that holds *appointments*; *stamp* is when it is made."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//NSK Desktop//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    made = stamp or datetime.now(UTC)
    for appointment in appointments:
        calendar.add_component(_event(appointment, made))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, stamp: datetime) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{appointment.id}@nsk-desktop")
    event.add("dtstamp", stamp)
    event.add("summary", appointment.title)
    if appointment.place:
        event.add("location", appointment.place)
    begin = _at(appointment.day, appointment.from_time)
    if begin is None:
        event.add("dtstart", appointment.day)
        event.add("dtend", appointment.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", appointment.title)
        alarm.add("trigger", _REMINDER)
        event.add_component(alarm)
    else:
        # Without a time zone: 18.00 is 18.00 on the clock of the place, summer and winter.
        end = _at(appointment.day, appointment.to_time)
        event.add("dtstart", begin)
        event.add("dtend", end if end is not None and end > begin else begin + _TWO_HOURS)
    return event


def _at(day: date, clock: str | None) -> datetime | None:
    return datetime.combine(day, time.fromisoformat(clock)) if clock else None
