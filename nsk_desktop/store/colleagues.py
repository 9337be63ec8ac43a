"""The colleagues' computers as this one knows them: their keys, and what was noticed of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

_COLUMNS: Final = "key, recipient, store, name, enrolled, enrolled_by, revoked, noticed"
NEW_IDENTITY: Final = "new-identity"
"""It goes on under another identity: a backup was put back on it, or its data were moved to another machine."""
WENT_BACK: Final = "went-back"
"""Entries that it had given away are missing in a later file of its own, and it did not notice that itself."""
TWICE: Final = "twice"
"""Two identities make files with the same keys, in turns: its data are in use on two machines."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A computer whose card was added here."""

    key: str
    recipient: str
    store: str
    name: str
    enrolled: str
    enrolled_by: str
    revoked: str | None = None
    noticed: tuple[str, ...] = ()
    last_made: str = ""
    """The stamp of the newest file that was taken from it; empty before the first."""
    taken: str = ""
    """When that was."""

    @property
    def id(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Seen:
    """What a team file tells of the computer that made it."""

    key: str
    device: str
    number: int
    made: str
    own: frozenset[str]
    """The entries in it that were written under this very identity."""


def everybody(connection: Connection) -> list[Colleague]:
    """All computers that were ever added, the present ones first, by name."""
    statement = (
        f"SELECT {_COLUMNS}, (SELECT max(last_made) FROM colleague_device d WHERE d.key = c.key), "
        "(SELECT max(taken) FROM colleague_device d WHERE d.key = c.key) FROM colleague c "
        "ORDER BY revoked IS NOT NULL, name, key"
    )
    return [
        Colleague(key, recipient, store, name, enrolled, by, revoked, tuple(noticed.split()), last or "", taken or "")
        for key, recipient, store, name, enrolled, by, revoked, noticed, last, taken in connection.exec_driver_sql(
            statement
        )
    ]


def enrol(connection: Connection, one: Colleague) -> None:
    """Trust a computer from now on."""
    values = (one.key, one.recipient, one.store, one.name, one.enrolled, one.enrolled_by, None, "")
    connection.exec_driver_sql(
        f"INSERT INTO colleague ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?) "
        "ON CONFLICT(key) DO UPDATE SET name = excluded.name",
        values,
    )


def revoke(connection: Connection, key: str, when: str) -> None:
    """Never again take a file from a computer, nor lock one for it."""
    connection.exec_driver_sql("UPDATE colleague SET revoked = ? WHERE key = ? AND revoked IS NULL", (when, key))


def settle_notices(connection: Connection, key: str) -> None:
    """What was noticed of a computer has been read."""
    connection.exec_driver_sql("UPDATE colleague SET noticed = '' WHERE key = ?", (key,))


def notices(connection: Connection, seen: Seen) -> tuple[str, ...]:
    """What is odd about a file, compared with what was taken from the same computer before. Asked before taking it.

    An identity's stamps only grow, and a file holds all there was when it was made. So what is here from that identity
    with a stamp before the file's own was lost by it, or was written on a second machine.
    """
    rows = connection.exec_driver_sql(
        "SELECT device, first_made, last_made FROM colleague_device WHERE key = ?", (seen.key,)
    ).all()
    known = {row[0]: (row[1], row[2]) for row in rows}
    others = [made for device, made in known.items() if device != seen.device]
    found = []
    if others and seen.device not in known:
        found.append(NEW_IDENTITY)
    first, last = known.get(seen.device, (seen.made, ""))
    if last and seen.made > last and any(first < began < seen.made for began, _newest in others):
        found.append(TWICE)
    mine = connection.exec_driver_sql("SELECT id FROM journal WHERE device = ? AND hlc < ?", (seen.device, seen.made))
    if any(row[0] not in seen.own for row in mine):
        found.append(WENT_BACK)
    return tuple(found)


def note(connection: Connection, seen: Seen, noticed: Collection[str], now: str) -> None:
    """Remember that a file was taken, and what was noticed."""
    connection.exec_driver_sql(
        "INSERT INTO colleague_device (key, device, first_made, last_made, number, taken) VALUES (?,?,?,?,?,?) "
        "ON CONFLICT(key, device) DO UPDATE SET first_made = min(first_made, excluded.first_made), "
        "last_made = max(last_made, excluded.last_made), number = max(number, excluded.number), "
        "taken = excluded.taken",
        (seen.key, seen.device, seen.made, seen.made, seen.number, now),
    )
    if noticed:
        (before,) = connection.exec_driver_sql("SELECT noticed FROM colleague WHERE key = ?", (seen.key,)).one()
        all_of_them = sorted({*before.split(), *noticed})
        connection.exec_driver_sql("UPDATE colleague SET noticed = ? WHERE key = ?", (" ".join(all_of_them), seen.key))
