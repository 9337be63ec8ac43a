"""The watch over a store: is it as far as it was when it was last seen, and on this machine?

Two marks are kept, one beside the store and one in the user's own state folder, so that a whole folder
that was rolled back is noticed as well as a single file.
"""

from nsk_desktop.paths import user_state
from nsk_desktop.services.desk import Notice
from nsk_desktop.store import keys, marks
from nsk_desktop.store.folder import StoreFolder
from nsk_desktop.store.keyfile import DataKey
from nsk_desktop.store.marks import Mark, Standing
from nsk_desktop.store.store import Store


class Watch:
    """Writes the marks of one open store, and compares it with them when it is opened."""

    def __init__(self, store: Store, place: StoreFolder, data_key: DataKey) -> None:
        self._store = store
        self._key = data_key.mark
        self._machine = marks.this_machine(self._key)
        self._paths = (place.mark, user_state() / "marks" / f"{keys.store_id(place.root)}.json")

    def compare(self) -> Notice:
        """Notice a restored or copied store; its later entries are another device's."""
        beside, own = (marks.read_mark(path, self._key) for path in self._paths)
        present = self._mark()
        standings = [marks.compare(beside, present), *([marks.compare(own, present)] if own else [])]
        if any(standing is not Standing.FINE for standing in standings):
            self._store.take_new_identity()
        return Notice(restored=Standing.OLDER in standings, moved=Standing.ELSEWHERE in standings)

    def write(self) -> None:
        """Keep how far the store has come."""
        mark = self._mark()
        for path in self._paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            marks.write_mark(path, self._key, mark)

    def _mark(self) -> Mark:
        entries, stamp = self._store.extent()
        return Mark(entries, stamp, self._store.device, self._machine)
