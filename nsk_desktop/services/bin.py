"""The bin: deleted records can be taken back."""

from dataclasses import dataclass
from datetime import datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk

# The kinds that a person deletes by name, and the field that names them.
_NAMED_BY = {
    "session": "title",
    "series": "title",
    "participant": "alias",
    "actor": "name",
    "initiative": "title",
    "bridge_contact": "purpose",
    "follow_up": "text",
    "contact_person": "name",
    "existing_effort": "title",
    "advice": "day",
    "cooperation_rating": "period",
    "steering_member": "name",
    "decision": "text",
}


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted record."""

    kind: str
    id: str
    label: str
    when: datetime


def list_deleted(desk: Desk) -> list[BinRow]:
    """What is in the bin, the last deleted first."""
    found = []
    with desk.store.read() as read:
        for kind, name in _NAMED_BY.items():
            statement = f"""SELECT id, coalesce("{name}", ''), changed FROM "{kind}" WHERE deleted"""
            rows = read.connection.exec_driver_sql(statement)
            found += [BinRow(kind, id, label, moment(changed)) for id, label, changed in rows]
    return sorted(found, key=lambda row: row.when, reverse=True)


def restore(desk: Desk, kind: str, id: str) -> None:
    """Take a record out of the bin."""
    with desk.store.change(_("Restore from the bin")) as change:
        change.restore(KINDS[kind], id)
