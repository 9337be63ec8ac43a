"""Finding anything by a few letters: kept in memory after the store is opened, and right after every change.

Only labels are kept, and nothing of what is looked for. What is shown is read from the store each time, so that
nothing deleted is ever shown, however old the memory is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import Any

from nsk_desktop.domain.questions import day_words, length_of, questions, words_of
from nsk_desktop.domain.word_index import Ways, WordIndex
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk, Done
from nsk_desktop.services.findable import FEW, Few, Hit, few_hit, meeting_hit, person_hit
from nsk_desktop.services.joined import joined_people, seen_together
from nsk_desktop.store.queries import finding as queries
from nsk_desktop.store.queries import people, sessions
from nsk_desktop.store.queries.finding import Label
from nsk_desktop.store.reader import Reader

__all__ = ["Finder", "Found", "Hit"]
MOST = 7
"""So many of a kind are shown."""
_BYTES = 16
_AT_ONCE = 200
"""After a bigger change everything is read anew, beside the window."""
_BETWEEN = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind, the best first."""

    heading: str
    hits: tuple[Hit, ...]


class Finder:
    """Finds records of one store. It is asked from the window's thread and filled from the worker's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        self._people, self._meetings = _Many("participant"), _Many("session")
        self._few = {source.kind: _Small(source) for source in FEW}
        self._written: list[str] = []
        self._meanwhile: list[str] = []
        self.ready = False
        """Whether everything was read once."""
        self.outdated = True
        """Whether everything should be read (again) beside the window."""
        desk.listen(self._note)

    def build(self, today: date, progress: Callable[[], None] = lambda: None) -> None:
        """Read everything that can be found; for the worker."""
        with self._lock:
            # Before reading: what is saved meanwhile is looked at once more.
            self.outdated = False
            self._meanwhile = []
        made = _Many("participant"), _Many("session")
        try:
            with self._desk.store.read() as read:
                for many in made:
                    for number, label in enumerate(queries.labels(read, many.kind, today)):
                        many.put(label)
                        if not number % _BETWEEN:
                            progress()
        except BaseException:
            self.outdated = True
            raise
        with self._lock:
            self._people, self._meetings = made
            self._written, self._meanwhile = self._meanwhile, []
            self.ready = True

    def find(self, text: str, today: date) -> list[Found]:
        """What *text* may mean, by kind; the kinds always come in the same order."""
        asked = questions(text, today)
        if not asked[0]:
            return []
        with self._lock, self._desk.store.read() as read:
            self._catch_up(read)
            found = [
                Found(_("Participants"), tuple(self._find_people(read, asked, today))),
                Found(_("Meetings"), tuple(self._find_meetings(read, asked))),
            ]
            for kind, small in self._few.items():
                small.renew(read)
                ids = small.find(asked, MOST)
                found.append(Found(_(small.source.heading), tuple(self._few[kind].hit(id) for id in ids)))
        return [one for one in found if one.hits]

    def hits(self, records: Sequence[tuple[str, str]], today: date) -> list[Hit]:
        """The records (place and id each) that are still there, in that order."""
        found: dict[tuple[str, str], Hit] = {}
        with self._lock, self._desk.store.read() as read:
            people_ids = [id for place, id in records if place == "participants"]
            found |= {(hit.place, hit.id): hit for hit in self._people_hits(read, people_ids, today)}
            meeting_ids = [id for place, id in records if place == "activities"]
            found |= {("activities", row.id): meeting_hit(row) for row in sessions.rows_of(read, meeting_ids)}
            for small in self._few.values():
                small.renew(read)
                wanted = [id for place, id in records if place == small.source.place and small.knows(id)]
                found |= {(small.source.place, id): small.hit(id) for id in wanted}
        return [found[record] for record in records if record in found]

    def _find_people(self, read: Reader, asked: Sequence[Sequence[Ways]], today: date) -> list[Hit]:
        # More than are shown: some may be joined with others.
        joined = joined_people(read)
        ids = joined.once(self._people.find(asked, MOST * 3))[:MOST]
        return self._people_hits(read, ids, today)

    def _people_hits(self, read: Reader, ids: Sequence[str], today: date) -> list[Hit]:
        rows = people.rows_of(read, ids, today)
        return [person_hit(row) for row in seen_together(read, joined_people(read), rows)]

    def _find_meetings(self, read: Reader, asked: Sequence[Sequence[Ways]]) -> list[Hit]:
        return [meeting_hit(row) for row in sessions.rows_of(read, self._meetings.find(asked, MOST))]

    def _catch_up(self, read: Reader) -> None:
        """Look at what has changed since. Until everything is read, that will see it too."""
        if not self._written or not self.ready:
            return
        written, self._written = self._written, []
        touched = queries.touched(read, written)
        for many in (self._people, self._meetings):
            ids = touched[many.kind]
            for id in ids:
                many.drop(id)
            for label in queries.some_labels(read, many.kind, ids):
                many.put(label)

    def _note(self, done: Done) -> None:
        with self._lock:
            for small in self._few.values():
                small.stale |= not small.kinds.isdisjoint(done.kinds)
            if done.kinds.isdisjoint(("participant", "session", "attendance")):
                return
            # What came from a colleague is not told one by one.
            if not done.entries or len(self._written) + len(done.entries) > _AT_ONCE:
                self._written.clear()
                self.outdated = True
            else:
                self._written += done.entries
                self._meanwhile += done.entries


class _Many:
    """A kind of which there may be a hundred thousand. Their ids are kept as bytes, sixteen each."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._index = WordIndex()
        self._ids = bytearray()

    def put(self, label: Label) -> None:
        words = label.folded.split()
        days = day_words(date.fromisoformat(label.day)) if label.day and self.kind == "session" else []
        self._index.add([*words, *days], words[0] if words else "", length_of(label.text))
        self._ids += bytes.fromhex(label.id)

    def drop(self, id: str) -> None:
        wanted, end = bytes.fromhex(id), len(self._ids)
        while (at := self._ids.rfind(wanted, 0, end)) >= 0:
            if not at % _BYTES:
                self._index.drop(at // _BYTES)
                return
            end = at + _BYTES - 1

    def find(self, asked: Sequence[Sequence[Ways]], limit: int) -> list[str]:
        return [self._ids[number * _BYTES : (number + 1) * _BYTES].hex() for number in self._index.find(asked, limit)]


class _Small:
    """A kind of which there are few, with its rows."""

    def __init__(self, source: Few) -> None:
        self.source = source
        self.kinds = frozenset((source.kind, "actor") if source.at_actor else (source.kind,))
        self.stale = True
        self._index = WordIndex()
        self._ids: list[str] = []
        self._rows: dict[str, dict[str, Any]] = {}

    def renew(self, read: Reader) -> None:
        """Read the kind anew when any of it has changed."""
        if not self.stale:
            return
        self.stale = False
        self._index, self._ids = WordIndex(), []
        source = self.source
        rows = queries.few(read, source.kind, (source.label, *source.also))
        names = {row["id"]: row["name"] for row in queries.few(read, "actor", ("name",))} if source.at_actor else {}
        self._rows = {row["id"]: row | {"actor": names.get(row.get("actor_id"), "")} for row in rows}
        for id, row in self._rows.items():
            label = row[source.label]
            texts = [value for name in _words_in(source) if isinstance(value := row[name], str)]
            words = words_of(label)
            self._index.add(words_of(label, *texts), words[0] if words else "", length_of(label))
            self._ids.append(id)

    def find(self, asked: Sequence[Sequence[Ways]], limit: int) -> list[str]:
        return [self._ids[number] for number in self._index.find(asked, limit)]

    def knows(self, id: str) -> bool:
        return id in self._rows

    def hit(self, id: str) -> Hit:
        return few_hit(self.source, self._rows[id])


def _words_in(source: Few) -> list[str]:
    return [name for name in (*source.also, "actor") if not name.endswith("_id")]
