"""Reading and writing the journal table."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from nsk_desktop.store.journal import Entry, decode

_COLUMNS = "id, device, hlc, author, kind, record_id, fields"
# SQLite takes at most 32,766 parameters; smaller portions keep a statement cheap to prepare.
PORTION = 500


def portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """*ids* in portions that fit into one statement."""
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]


def marks(ids: Sequence[str]) -> str:
    """The question marks for *ids* in an IN list."""
    return ",".join("?" * len(ids))


def _entry(row: Sequence[str]) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], row[4], row[5], decode(row[6]))


def write(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add *entries*; one that is there already is a programming error here and raises."""
    rows = [entry.row() for entry in entries]
    if rows:
        connection.exec_driver_sql(f"INSERT INTO journal ({_COLUMNS}) VALUES (?,?,?,?,?,?,?)", rows)


def of_records(connection: Connection, records: Sequence[str]) -> dict[str, list[Entry]]:
    """All entries of the given records, by record id."""
    found: dict[str, list[Entry]] = {}
    for portion in portions(records):
        statement = f"SELECT {_COLUMNS} FROM journal WHERE record_id IN ({marks(portion)})"
        for row in connection.exec_driver_sql(statement, tuple(portion)):
            found.setdefault(row[5], []).append(_entry(row))
    return found


def of_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Entry]:
    """The entries with the given ids that are here."""
    found: dict[str, Entry] = {}
    for portion in portions(ids):
        statement = f"SELECT {_COLUMNS} FROM journal WHERE id IN ({marks(portion)})"
        found |= {row[0]: _entry(row) for row in connection.exec_driver_sql(statement, tuple(portion))}
    return found


def everything(connection: Connection) -> Iterator[Entry]:
    """The whole journal, record by record."""
    for row in connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM journal ORDER BY record_id, hlc, id"):
        yield _entry(row)


def extent(connection: Connection) -> tuple[int, str]:
    """The number of entries and the greatest stamp among them."""
    # Entries are only ever added, so that the last row's number says how many there are; and an index knows the
    # greatest stamp of each device. To count a million of them would keep the opening waiting for a second.
    count, hlc = connection.exec_driver_sql(
        """WITH RECURSIVE found(device) AS (
            SELECT min(device) FROM journal
            UNION ALL
            SELECT (SELECT min(device) FROM journal WHERE device > found.device) FROM found WHERE device IS NOT NULL
        )
        SELECT (SELECT coalesce(max(rowid), 0) FROM journal),
               (SELECT coalesce(max((SELECT max(hlc) FROM journal AS one WHERE one.device = found.device)), '')
                FROM found)"""
    ).one()
    return int(count), str(hlc)


def held(connection: Connection) -> dict[str, tuple[int, str]]:
    """How many entries of each device are here, and the greatest stamp among them."""
    rows = connection.exec_driver_sql("SELECT device, count(*), max(hlc) FROM journal GROUP BY device")
    return {device: (count, hlc) for device, count, hlc in rows}


def versions(connection: Connection) -> dict[str, tuple[str, int]]:
    """The greatest stamp and the number of entries of each record."""
    rows = connection.exec_driver_sql("SELECT record_id, max(hlc), count(*) FROM journal GROUP BY record_id")
    return {record: (hlc, count) for record, hlc, count in rows}
