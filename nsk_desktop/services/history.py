"""What happened to a record, and what two laptops disagree about."""

from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import history as journal_history
from nsk_desktop.store.history import Conflict, Side, Step
from nsk_desktop.store.journal import Value

__all__ = ["Conflict", "Side", "Step"]


def history(desk: Desk, id: str) -> list[Step]:
    """Every change of a record, newest first."""
    with desk.store.read() as read:
        return journal_history.steps(read, id)


def conflicts(desk: Desk, record: str | None = None) -> list[Conflict]:
    """What laptops disagree about, in the whole store or in one record."""
    with desk.store.read() as read:
        found = journal_history.conflicts(read)
    return [conflict for conflict in found if record in (None, conflict.record)]


def decide(desk: Desk, conflict: Conflict, value: Value) -> None:
    """Settle a conflict with *value*; the other values stay in the history."""
    with desk.store.change(_("Choose between two versions")) as change:
        change.decide(KINDS[conflict.kind], conflict.record, conflict.field, value)
