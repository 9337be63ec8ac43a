"""Which meetings the last evaluation file holds as they are now, and when the centre got them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nsk_desktop.services.sent_rows import SHEETS
from nsk_desktop.store import facts, receipts
from nsk_desktop.store.queries.sending import changed_after, completed_before
from nsk_desktop.store.queries.sessions import Sending, SessionRow
from nsk_desktop.store.reader import Reader

__all__ = ["Sending", "with_sending"]


def with_sending(read: Reader, rows: Sequence[SessionRow]) -> list[SessionRow]:
    """*rows* with how each finished meeting stands to the last file; as they are when none was made."""
    upto = facts.read(read.connection, facts.SENT_UPTO)
    if upto is None:
        return list(rows)
    completed = [row.id for row in rows if row.completed]
    sent = completed_before(read, int(upto), completed)
    changed = changed_after(read, int(upto), sorted(sent))
    standing = dict.fromkeys(sent, Sending.SENT) | dict.fromkeys(changed, Sending.CHANGED)
    known = receipts.received(read.connection, SHEETS["session"], sorted(sent - changed))
    days = {id: date.fromisoformat(moment[:10]) for id, moment in known.items()}
    return [replace(row, sending=standing.get(row.id, Sending.NOT_YET), received=days.get(row.id)) for row in rows]
