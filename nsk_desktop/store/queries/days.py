"""Which meetings there are on given days, for what comes from files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nsk_desktop.store import entries
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A meeting as files speak of it: its day, and its own and its series' title."""

    id: str
    day: date
    title: str
    series: str


def sessions_on(read: Reader, days: Iterable[date]) -> list[HeldRow]:
    """The meetings on these days that are not deleted, the first made first."""
    found: list[HeldRow] = []
    for portion in entries.portions([day.isoformat() for day in sorted(set(days))]):
        rows = read.connection.exec_driver_sql(
            f"""SELECT s.id, s.day, s.title, coalesce(r.title, '') FROM session s
                LEFT JOIN series r ON r.id = s.series_id AND NOT r.deleted
                WHERE NOT s.deleted AND s.day IN ({entries.marks(portion)}) ORDER BY s.created, s.id""",
            tuple(portion),
        )
        found += [HeldRow(id, date.fromisoformat(day), title, series) for id, day, title, series in rows]
    return found
