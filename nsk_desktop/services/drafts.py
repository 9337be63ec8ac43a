"""Drafts: what stands in a field and is not saved yet, kept so that not even a crash loses it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from nsk_desktop.domain.records import KINDS, Session
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.drafts import Draft, Spot
from nsk_desktop.store.reader import Reader

__all__ = ["LOOSE", "Draft", "Spot", "Unfinished"]
LOOSE = "-"
"""Stands for the record of a form that shows none, but makes one."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record whose fields hold words that are not saved."""

    place: str
    """The page it is written on."""
    record: str
    """Its id, or another word that the page opens with."""
    day: date | None
    """The day of a meeting; nothing of any other record."""
    written: datetime
    drafts: tuple[Draft, ...]
    aside: bool

    def opens_with(self) -> str:
        """The record to open its page with; nothing when the form stands on the page itself."""
        return "" if self.record == LOOSE else self.record


def draft(spot: Spot, words: str) -> Draft:
    """Words that stand in a field now."""
    return Draft(*spot, words, datetime.now(UTC).isoformat(timespec="seconds"))


def keep(desk: Desk, written: Sequence[Draft] = (), gone: Sequence[Spot] = ()) -> bool:
    """Keep *written* and let go of *gone*. False when the store is busy with something long: try again soon."""
    return desk.store.keep_drafts(written, gone)


def every_draft(desk: Desk) -> list[Draft]:
    """All that is kept, the latest first."""
    return desk.store.drafts()


def list_unfinished(desk: Desk) -> list[Unfinished]:
    """What somebody was in the middle of, the latest first.

    What belongs to a record in the bin waits there with it: it can be gone on with once the record is back.
    """
    grouped: dict[tuple[str, str], list[Draft]] = {}
    for one in desk.store.drafts():
        grouped.setdefault((one.place, one.record), []).append(one)
    if not grouped:
        return []
    with desk.store.read() as read:
        gone = _deleted(read, {record for _, record in grouped})
        days = {session.id: session.day for session in read.some(Session, [record for _, record in grouped])}
    return [
        Unfinished(
            place,
            record,
            days.get(record),
            datetime.fromisoformat(found[0].written),
            tuple(found),
            all(one.aside for one in found),
        )
        for (place, record), found in grouped.items()
        if record not in gone
    ]


def put_aside(desk: Desk, unfinished: Unfinished) -> bool:
    """Keep the words without offering them at the next start; they are on the list and come back with the record."""
    return keep(desk, [replace(one, aside=True) for one in unfinished.drafts])


def throw_away(desk: Desk, unfinished: Unfinished) -> bool:
    """Let the words go: only when somebody asks for it."""
    return keep(desk, gone=[one.spot for one in unfinished.drafts])


def _deleted(read: Reader, records: Iterable[str]) -> set[str]:
    """Those of *records* that are in the bin."""
    wanted = sorted(records)
    return {id for kind in KINDS.values() for id, values in read.stored(kind, wanted).items() if values["deleted"]}
