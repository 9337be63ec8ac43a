"""Finishing all drafts at once that lack nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.records import Session
from nsk_desktop.i18n import ngettext
from nsk_desktop.services import sessions
from nsk_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Finished:
    """How many drafts are finished now, and how many lack something and are not."""

    done: int
    lacking: int


def finish_all(desk: Desk, ids: Sequence[str], today: date) -> Finished:
    """Finish those of the meetings that are due and lack nothing: one step to take back."""
    due = [row for row in sessions.rows(desk, ids) if _is_due_draft(row, today)]
    ready = [row for row in due if not row.missing]
    if ready:
        label = ngettext("Finish {number} meeting", "Finish {number} meetings", len(ready)).format(number=len(ready))
        with desk.store.change(label) as change:
            change.prefetch(row.id for row in ready)
            for row in ready:
                state = SessionState.HELD if row.state == SessionState.PLANNED else row.state
                change.save(Session, row.id, completed=True, state=state)
    return Finished(len(ready), len(due) - len(ready))


def _is_due_draft(row: sessions.SessionRow, today: date) -> bool:
    """One of a day to come is no draft that anything is wrong with: it waits for its day."""
    return sessions.lacks_registration(row) and (row.day is None or row.day <= today)
