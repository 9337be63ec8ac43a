"""What is to be done, and by when."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.records import FollowUp
from nsk_desktop.i18n import _
from nsk_desktop.services.bridges import from_label
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import cooperation as queries


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Something to do; overdue when its day has passed."""

    id: str
    due: date | None
    text: str
    about_kind: str
    about_id: str | None
    about_label: str
    done: date | None
    overdue: bool


def list_follow_ups(desk: Desk, today: date, *, until: date | None = None, done: bool = False) -> list[FollowUpRow]:
    """What is still to do (and what is done, when asked), the first due first; *until* leaves out later ones."""
    with desk.store.read() as read:
        found = queries.list_follow_ups(read)
    rows = [
        FollowUpRow(
            row.id,
            row.due,
            row.text,
            row.about_kind,
            row.about_id,
            _about(row),
            row.done,
            overdue=bool(row.due and row.due < today and not row.done),
        )
        for row in found
        if done or row.done is None
    ]
    return [row for row in rows if until is None or (row.due or until) <= until]


def _about(row: queries.FollowUpRow) -> str:
    """What a follow-up is about, in words."""
    if row.from_kind:
        return f"{from_label(row.from_kind, row.from_name)} → {row.to_name}"
    return row.session_title or ""


def new_follow_up(desk: Desk, due: date, text: str, about_kind: str = "", about_id: str | None = None) -> str:
    """Something to do on a day; whoever writes it is responsible."""
    written = FollowUp(due=due, text=text, about_kind=about_kind, about_id=about_id, responsible=desk.store.author)
    with desk.store.change(_("New follow-up")) as change:
        return change.create(written)


def mark_done(desk: Desk, id: str, on: date) -> None:
    with desk.store.change(_("Follow-up done")) as change:
        change.save(FollowUp, id, done=on)


def postpone(desk: Desk, id: str, due: date) -> None:
    with desk.store.change(_("Postpone the follow-up")) as change:
        change.save(FollowUp, id, due=due)


def save_follow_up(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the follow-up")) as change:
        return change.save(FollowUp, id, **fields)


def delete_follow_up(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the follow-up")) as change:
        change.delete(FollowUp, id)
