"""The bin: deleted records can be taken back for thirty days.

After that they leave the list. The journal goes on keeping them, because it is what history and colleagues' laptops
are read from; making them gone for good is an erasure, which blanks the values everywhere.
"""

from dataclasses import dataclass
from datetime import date, datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.services import kinds
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.reader import Reader

KEPT_DAYS = 30
# What is taken away and put back by a mark, a number or a tick: nobody looks for it in the bin.
_MARKS = frozenset(
    {
        *("attendance", "headcount", "person_pair", "plan_change", "expectation", "period", "retired_code"),
        *("steering_attendance", "release"),
    }
)


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted record."""

    kind: str
    id: str
    label: str
    when: datetime
    who: str

    def days_left(self, today: date) -> int:
        """How many days it can still be taken back from the list."""
        # A clock that was set back does not make it more than all of them.
        return KEPT_DAYS - max((today - self.when.astimezone().date()).days, 0)


def list_deleted(desk: Desk, today: date | None = None, text: str = "") -> list[BinRow]:
    """What is in the bin and fits *text*, the last deleted first; with *today* only what is not too old."""
    with desk.store.read() as read:
        rows = [row for kind in KINDS if kind not in _MARKS for row in _deleted(read, kind)]
    if today is not None:
        rows = [row for row in rows if row.days_left(today) > 0]
    if text:
        rows = [row for row in rows if matches(text, f"{row.label} {kinds.name_of_kind(row.kind)} {row.who}")]
    return sorted(rows, key=lambda row: row.when, reverse=True)


def _deleted(read: Reader, kind: str) -> list[BinRow]:
    # A record in the bin is changed by nothing but its delete: any other change takes it out.
    found = read.connection.exec_driver_sql(f'SELECT id, changed, changed_by FROM "{kind}" WHERE deleted').all()
    labels = kinds.labels_of(read, kind, [row[0] for row in found])
    return [BinRow(kind, id, labels[id], moment(changed), who) for id, changed, who in found]


def restore(desk: Desk, kind: str, id: str) -> None:
    """Take a record out of the bin."""
    with desk.store.change(_("Restore from the bin")) as change:
        change.restore(KINDS[kind], id)
