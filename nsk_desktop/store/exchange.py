"""Journals that meet: taking in a colleague's entries, and giving all of ours.

Set union and nothing else, so files may be lost, repeated, late or out of order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from nsk_desktop.domain.records import KINDS
from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.store import entries
from nsk_desktop.store.change import project
from nsk_desktop.store.journal import Entry

# Lower-case hex that sorts as text, before the year 9700: a later stamp would leave our own clock no room to go on.
_STAMP = re.compile(r"[0-9a-d][0-9a-f]{15}")


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
    given: dict[str, Entry] = {}
    for entry in incoming:
        _validate(entry)
        _refuse_another(entry, given.setdefault(entry.id, entry))
    here = entries.of_ids(connection, list(given))
    for id, known in here.items():
        _refuse_another(given[id], known)
    fresh = [entry for id, entry in given.items() if id not in here]
    entries.write(connection, fresh)
    touched = list(dict.fromkeys(entry.record for entry in fresh))
    histories = entries.of_records(connection, touched)
    for history in histories.values():
        if any(entry.kind != history[0].kind for entry in history):
            raise DamagedJournal(history[0].kind)
    project(connection, touched, histories)
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
    sized = len(entry.id) == 32 and len(entry.device) == 32 and len(entry.record) == 32
    if not sized or not _STAMP.fullmatch(entry.hlc) or entry.kind not in KINDS or not entry.fields:
        raise DamagedJournal(entry.kind)


def _refuse_another(entry: Entry, known: Entry) -> None:
    """Refuse an entry that says something else than the one *known* under its id."""
    if entry != known:
        raise DamagedJournal(entry.kind)
