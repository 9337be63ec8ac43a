"""Journals that meet: taking in a colleague's entries, and giving all of ours.

Set union and nothing else, so files may be lost, repeated, late or out of order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from nsk_desktop.domain.records import KINDS
from nsk_desktop.errors import DamagedJournal
from nsk_desktop.store import entries
from nsk_desktop.store.change import project
from nsk_desktop.store.journal import Entry


@dataclass(frozen=True, slots=True)
class Received:
    """What taking in a journal did."""

    new: int
    known: int
    kinds: frozenset[str]
    records: tuple[str, ...]
    latest: str
    """The greatest stamp that came in."""
    own_unknown: bool
    """An entry of this device came back that is not here: the store was restored or copied."""


def receive(connection: Connection, incoming: Iterable[Entry], device: str) -> Received:
    """Add the entries that are not here yet and bring the state of their records up to date."""
    given = {entry.id: entry for entry in incoming}
    here = entries.of_ids(connection, list(given))
    for id, entry in given.items():
        _validate(entry)
        if id in here and here[id] != entry:
            raise DamagedJournal(entry.kind)
    fresh = [entry for id, entry in given.items() if id not in here]
    entries.write(connection, fresh)
    touched = list(dict.fromkeys(entry.record for entry in fresh))
    project(connection, touched)
    return Received(
        new=len(fresh),
        known=len(here),
        kinds=frozenset(entry.kind for entry in fresh),
        records=tuple(touched),
        latest=max((entry.hlc for entry in fresh), default=""),
        own_unknown=any(entry.device == device for entry in fresh),
    )


def _validate(entry: Entry) -> None:
    """Refuse an entry that no NSK Desktop could have written."""
    sized = len(entry.id) == 32 and len(entry.device) == 32 and len(entry.record) == 32 and len(entry.hlc) == 16
    if not sized or entry.kind not in KINDS or not entry.fields:
        raise DamagedJournal(entry.kind)
