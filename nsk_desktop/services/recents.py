"""What was opened last: places and ids, kept encrypted in the store of this laptop. No names; it travels nowhere."""

import json

from nsk_desktop.services.desk import Desk
from nsk_desktop.store import facts

MOST = 12
Record = tuple[str, str]
"""The place where it is opened, and its id."""


class Recents:
    """The records opened last, the latest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._records = _read(desk.store.fact(facts.RECENT) or "[]")
        self._kept = True
        desk.before_closing(self.keep)

    @property
    def records(self) -> tuple[Record, ...]:
        """The latest first. Some may be gone meanwhile."""
        return tuple(self._records)

    def note(self, place: str, id: str) -> None:
        """A record was opened. It is kept with `keep`."""
        if self._records[:1] != [(place, id)]:
            self._records = [(place, id), *(record for record in self._records if record != (place, id))][:MOST]
            self._kept = False

    def keep(self) -> None:
        """Write what was noted, unless another thread is saving: then the next time."""
        if not self._kept:
            self._kept = self._desk.store.set_fact_at_once(facts.RECENT, json.dumps(self._records))


def _read(text: str) -> list[Record]:
    """What was kept; nothing when it is not what we would write."""
    try:
        return [(str(place), str(id)) for place, id in json.loads(text)][:MOST]
    except (ValueError, TypeError):
        return []
