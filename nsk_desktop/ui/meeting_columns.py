"""How meetings stand in lists of a day's work: expected ones and sessions side by side, their state in words."""

from collections.abc import Callable
from datetime import date

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.i18n import _
from nsk_desktop.services.expected import ExpectedRow
from nsk_desktop.services.start import Meeting
from nsk_desktop.ui.session_columns import attendance_text, day_text, status_of
from nsk_desktop.ui.table import Column


def state_of(row: Meeting, today: date) -> tuple[str, str]:
    """How it stands with a meeting on the day *today*: a sign and the word."""
    past = row.day is None or row.day <= today
    if isinstance(row, ExpectedRow):
        if row.holiday:
            return "?", _("{holiday}: is the meeting held?").format(holiday=row.holiday)
        return ("!", _("lacks registration")) if past else ("○", _("expected"))
    if row.state == SessionState.CANCELLED:
        return "–", _("Cancelled")
    if row.completed:
        return "✓", _("not counted") if row.mode == Mode.NOT_COUNTED else attendance_text(row)
    return ("!", status_of(row)[0]) if past else ("○", _("Planned"))


def state_text(row: Meeting, today: date) -> str:
    """``14 + 5 ✓``, or the sign and the word of what is not finished."""
    sign, word = state_of(row, today)
    return f"{word} {sign}" if sign == "✓" else f"{sign} {word}"


def _clock(row: Meeting) -> str:
    return (row.from_time or "").replace(":", ".")


def _short_day(row: Meeting) -> str:
    """``tir 04.03. 18.00``: among a series' own meetings the year goes without saying."""
    return f"{day_text(row)[:10]} {_clock(row)}" if row.day else _("no date")  # type: ignore[arg-type]


def meeting_columns(today: Callable[[], date], *, day: bool = True) -> tuple[Column, ...]:
    """Date, time, title and state of meetings; a list of one day leaves out the date."""
    when = Column(_("Date"), lambda row: row.day, day_text, width=13)
    clock = Column(_("Time"), lambda row: row.from_time, _clock, width=5)
    title = Column(_("Meeting"), lambda row: row.title, lambda row: row.title or _("without a title"), least=14)
    state = Column(_("Status"), lambda row: state_of(row, today())[1], lambda row: state_text(row, today()), least=18)
    return (*([when] if day else []), clock, title, state)


def series_meeting_columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The meetings of one series: when, and how it stands with them."""
    when = Column(_("When"), lambda row: row.day, _short_day, width=13)
    state = Column(_("Status"), lambda row: state_of(row, today())[1], lambda row: state_text(row, today()), least=17)
    return when, state


def not_counted_columns() -> tuple[Column, ...]:
    """Meetings that nobody counted."""
    title = Column(_("Meeting"), lambda row: row.title, lambda row: row.title or _("without a title"), least=16)
    place = Column(_("Place"), lambda row: row.place, width=22)
    return Column(_("Date"), lambda row: row.day, day_text, width=13), title, place
