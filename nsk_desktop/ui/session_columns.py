"""How meetings and follow-ups stand in lists."""

from nsk_desktop.domain.codes import SESSION_TYPES, THEMES_SHORT, Mode, SessionState
from nsk_desktop.domain.dates import show_day, show_day_and_month, weekday_name
from nsk_desktop.domain.numbers import span
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.finishing import Finished
from nsk_desktop.services.follow_ups import FollowUpRow
from nsk_desktop.services.sending import Sending
from nsk_desktop.services.sessions import SessionRow
from nsk_desktop.services.steering import DecisionRow
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.text import SIGNS


def status_of(row: SessionRow) -> tuple[str, str]:
    """How far a meeting is, in words, and the tone of its pill."""
    if row.state == SessionState.CANCELLED:
        return _("Cancelled"), "quiet"
    if row.completed:
        if row.received is not None:
            return _("Received {day}").format(day=show_day_and_month(row.received)), "sent"
        if row.sending is Sending.SENT:
            return _("Sent"), "sent"
        return (_("Changed since sent") if row.sending is Sending.CHANGED else _("Ready")), "good"
    if row.missing:
        number = len(row.missing)
        return ngettext("Lacks {number} thing", "Lacks {number} things", number).format(number=number), "warn"
    return _("Draft"), "draft"


def finished_text(found: Finished) -> str:
    """What came of finishing all drafts at once."""
    done = ngettext("{number} meeting is ready.", "{number} meetings are ready.", found.done).format(number=found.done)
    lacking = ngettext("{number} lacks something.", "{number} lack something.", found.lacking)
    return f"{done} {lacking.format(number=found.lacking)}" if found.lacking else done


def _status_text(row: SessionRow) -> str:
    text, tone = status_of(row)
    return f"{SIGNS.get(tone, '–')} {text}"


def day_text(row: SessionRow) -> str:
    """``tir 04.03.2025``."""
    return f"{weekday_name(row.day.isoweekday())[:3]} {show_day(row.day)}" if row.day else _("no date")


def attendance_text(row: SessionRow) -> str:
    """``14 + 5``: registered, and without names."""
    if row.mode == Mode.NOT_COUNTED:
        return _("not counted")
    if not row.high:
        return str(row.registered) if row.registered else "–"
    return f"{row.registered} + {span(row.low, row.high)}"


def _clock(row: SessionRow) -> str:
    return (row.from_time or "").replace(":", ".")


def session_columns(*, short: bool = False) -> tuple[Column, ...]:
    """The columns of a list of meetings; a short list leaves out what the heading says."""
    title = Column(
        _("Meeting"), lambda row: row.title, lambda row: row.title or _("without a title"), least=16, order="title"
    )
    attendance = Column(
        _("Attendance"),
        lambda row: row.registered + row.high,
        attendance_text,
        number=True,
        width=10,
        order="attendance",
    )
    day = Column(_("Date"), lambda row: row.day, day_text, width=13, order="day")
    status = Column(_("Status"), lambda row: status_of(row)[0], _status_text, width=17, order="status")
    clock = Column(_("Time"), lambda row: row.from_time, _clock, width=5, order="time")
    if short:
        return day, clock, title, status
    kind = Column(_("Type"), lambda row: SESSION_TYPES.label(row.type), width=19, order="type")
    themes = Column(
        _("Themes"),
        lambda row: row.themes,
        lambda row: ", ".join(row.themes),
        width=7,
        order="themes",
        tip=lambda row: "\n".join(THEMES_SHORT.label(theme) for theme in row.themes),
    )
    return day, clock, title, kind, themes, attendance, status


def due_text(row: FollowUpRow) -> str:
    """The day it is due, with the word for being late."""
    day = show_day(row.due) if row.due else ""
    return _("! Overdue {day}").format(day=day) if row.overdue else day


def follow_up_columns() -> tuple[Column, ...]:
    """The columns of a list of follow-ups."""
    return (
        Column(_("Due"), lambda row: row.due, due_text, width=18, late=lambda row: row.overdue),
        Column(_("What"), lambda row: row.text, lambda row: row.text or _("Follow up")),
        Column(_("About"), lambda row: row.about_label),
    )


def due_decision_columns() -> tuple[Column, ...]:
    """The columns of a list of what was decided and is due."""

    def deadline(row: DecisionRow) -> str:
        day = show_day(row.deadline) if row.deadline else ""
        return _("! Overdue {day}").format(day=day) if row.overdue else day

    return (
        Column(_("Due"), lambda row: row.deadline, deadline, width=18, late=lambda row: row.overdue),
        Column(_("Decision"), lambda row: row.text, lambda row: row.text or _("without a text")),
        Column(_("Who sees to it"), lambda row: row.owner, width=18),
    )
