"""What can be done with a meeting in any list, whether it is a session or only expected."""

from datetime import date

from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import expected, sessions
from nsk_desktop.services.expected import ExpectedRow
from nsk_desktop.services.start import Meeting
from nsk_desktop.ui.asking import CancelDialog, DayDialog, move_dialog
from nsk_desktop.ui.context import Context


def meeting_name(row: Meeting) -> str:
    """The title and day of a meeting, as a question names it."""
    title = row.title or _("without a title")
    return f"{title} {show_day(row.day)}" if row.day else title


def can_move(row: Meeting | None) -> bool:
    """Whether a meeting has not been held yet, so that it can be on another day."""
    return isinstance(row, ExpectedRow) or (
        row is not None and not row.completed and row.state == SessionState.PLANNED and row.day is not None
    )


def can_cancel(row: Meeting | None) -> bool:
    """Whether a meeting is not finished or cancelled already."""
    return row is not None and (isinstance(row, ExpectedRow) or not row.completed)


def can_skip(row: Meeting | None) -> bool:
    """Whether a meeting is only expected; one that is begun is cancelled or deleted instead."""
    return isinstance(row, ExpectedRow)


class MeetingActs:
    """Opens, cancels, skips, keeps and moves meetings for the page *owner*."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        self._context, self._owner = context, owner

    def open(self, row: Meeting) -> None:
        """Open the page of a meeting; an expected one becomes a draft."""
        id = row.id
        if isinstance(row, ExpectedRow):
            id = expected.register(self._context.desk, row.series_id, row.day, self._context.today())
        self._context.go("activities", id)

    def cancel(self, row: Meeting) -> None:
        """Say that a meeting does not take place, and perhaps why."""
        if not can_cancel(row):
            self._context.tell(_("The meeting is finished already. Open it to change it."), undoable=False)
            return
        reason = CancelDialog.ask(self._owner, self._context, meeting_name(row))
        if reason is None:
            return
        if isinstance(row, ExpectedRow):
            expected.cancel(self._context.desk, row.series_id, row.day, reason)
        else:
            sessions.cancel_session(self._context.desk, row.id, reason)
        self._context.tell(_("The meeting is cancelled."))

    def skip(self, row: Meeting) -> None:
        """Say that there is no meeting that day."""
        if isinstance(row, ExpectedRow):
            expected.skip(self._context.desk, row.series_id, row.day)
            self._context.tell(_("{meeting} is skipped.").format(meeting=meeting_name(row)))
        else:
            self._context.tell(_("The meeting is begun already. Cancel it, or delete it."), undoable=False)

    def keep(self, row: Meeting) -> None:
        """Say that a meeting is held although it is a holiday."""
        if isinstance(row, ExpectedRow):
            expected.keep(self._context.desk, row.series_id, row.day)
            self._context.tell(_("{meeting} is held.").format(meeting=meeting_name(row)))

    def move(self, row: Meeting) -> None:
        """Ask for another day, and move a meeting there."""
        if not can_move(row) or row.day is None:
            self._context.tell(_("Only a meeting that is still to come can be moved."), undoable=False)
            return
        to = DayDialog.ask(move_dialog(self._owner, meeting_name(row), row.day, self._context.today))
        if to is not None:
            self.move_to(row, to)

    def move_to(self, row: Meeting, to: date) -> None:
        """Move a meeting to the day *to*."""
        if to == row.day:
            return
        if isinstance(row, ExpectedRow):
            expected.move(self._context.desk, row.series_id, row.day, to)
        else:
            sessions.save_session(self._context.desk, row.id, day=to)
        self._context.tell(_("{meeting} is moved to {day}.").format(meeting=meeting_name(row), day=show_day(to)))
