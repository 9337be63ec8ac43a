"""Advice: local actors ask the effort for knowledge. What a case was about is never kept."""

from datetime import date

from nsk_desktop.domain.codes import THEMES_SHORT
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.records import Advice
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import cooperation as queries
from nsk_desktop.store.queries.cooperation import AdviceRow

__all__ = ["AdviceRow"]


def list_advice(desk: Desk, text: str = "") -> list[AdviceRow]:
    """All advice whose actor, theme or addressee matches *text*, newest first."""
    with desk.store.read() as read:
        rows = queries.list_advice(read)
    return [row for row in rows if not text or matches(text, _words(row))]


def get(desk: Desk, id: str) -> Advice | None:
    with desk.store.read() as read:
        return read.get(Advice, id)


def new_advice(desk: Desk, day: date | None = None, **fields: object) -> str:
    with desk.store.change(_("New advice")) as change:
        return change.create(Advice(day=day, **fields))  # type: ignore[arg-type]


def save_advice(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the advice")) as change:
        return change.save(Advice, id, **fields)


def delete_advice(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the advice")) as change:
        change.delete(Advice, id)


def _words(row: AdviceRow) -> str:
    return " ".join([row.actor_name, THEMES_SHORT.label(row.theme), *row.directed_to])
