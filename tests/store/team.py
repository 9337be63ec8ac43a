"""Three laptops, and what a person at each of them did and saw: the side that the store is judged against.

Nothing here reads what the journal says replaces what. What a write *saw* is what stood on the screen of that
laptop just before it: the shown value, and both sides where a conflict was laid before the person. A value on the
screen stands for the writes of that value which had reached the laptop.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.domain.records import KINDS, Participant, Session
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import change as changes
from nsk_desktop.store import entries, history
from nsk_desktop.store import store as stores
from nsk_desktop.store.change import Done
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.exchange import Received
from nsk_desktop.store.journal import DELETED, Entry, Value, decode
from nsk_desktop.store.store import Store
from tests import make

DAY = 24 * 60 * 60 * 1000
START = 1_740_000_000_000
SEED = (
    Session(id=natural_id("test", "session"), title="Kvindegruppen"),
    Participant(id=natural_id("test", "one"), alias="Solsikke", pseudonym="p-one"),
    Participant(id=natural_id("test", "two"), alias="Valmue", pseudonym="p-two"),
)
Place = tuple[str, str]
"""A field of a record: (record id, field)."""


@dataclass(frozen=True)
class Screen:
    """What a person sees of one record: its values, and the values of each field that is in conflict."""

    values: dict[str, Value] | None
    conflicts: dict[str, tuple[Value, ...]]

    @property
    def deleted(self) -> bool:
        return self.values is None or bool(self.values[DELETED])

    def visible(self, name: str) -> list[Value]:
        """Every value of the field that the person can see."""
        shown = [] if self.values is None else [self.values[name]]
        return [*shown, *self.conflicts.get(name, ())]

    def without(self, name: str) -> "Screen":
        """The same with no conflict about *name*."""
        return replace(self, conflicts={one: sides for one, sides in self.conflicts.items() if one != name})

    def same(self, other: "Screen") -> bool:
        """Whether a person sees no difference. A record that is not there looks like one in the bin."""
        if self.values is None or other.values is None:
            return self.deleted and other.deleted
        mine = {name: set(map(repr, sides)) for name, sides in self.conflicts.items()}
        theirs = {name: set(map(repr, sides)) for name, sides in other.conflicts.items()}
        return self.values == other.values and mine == theirs


@dataclass(frozen=True)
class Write:
    """An acknowledged save of one record: what it said, and the earlier writes that its author saw, by field.

    *surely* are those of them that it was meant to take the place of: an undo takes back one's own writes, while
    the same value on the screen may be a colleague's too. *together* are the entries of the same save: they are
    several where an undo opens a conflict again.
    """

    entry: Entry
    saw: dict[str, frozenset[str]]
    surely: dict[str, frozenset[str]]
    together: frozenset[str]


@dataclass
class Journal:
    """A whole journal in a file, as it was when it was made."""

    lines: list[tuple[str, str, str, str, str, str, str]]
    ids: frozenset[str]

    def entries(self) -> list[Entry]:
        return [Entry(line[0], line[1], line[2], line[3], line[4], line[5], decode(line[6])) for line in self.lines]


@dataclass
class Backup:
    """The file of a store at one moment."""

    content: bytes
    held: frozenset[str]


@dataclass
class Team:
    """What everybody has written, and what was knowingly given up when a backup was put back."""

    writes: dict[str, Write] = field(default_factory=dict)
    by_place: dict[Place, list[tuple[str, Value]]] = field(default_factory=dict)
    kinds: dict[str, type[Exchanged]] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    now: int = START

    def note(
        self,
        entry: Entry,
        saw: dict[str, frozenset[str]],
        surely: dict[str, frozenset[str]],
        together: Iterable[str] = (),
    ) -> None:
        self.writes[entry.id] = Write(entry, saw, surely, frozenset((entry.id, *together)))
        self.kinds.setdefault(entry.record, KINDS[entry.kind])
        for name, (value, _) in entry.fields.items():
            self.by_place.setdefault((entry.record, name), []).append((entry.id, value))

    def carrying(self, place: Place, values: Iterable[Value], held: set[str]) -> frozenset[str]:
        """The writes of one of *values* to a field that are among *held*."""
        wanted = list(values)
        return frozenset(id for id, value in self.by_place.get(place, ()) if id in held and value in wanted)


@contextmanager
def drawn_ids(row: int) -> Iterator[None]:
    """The same ids each time. They decide between equal stamps: an example that fails must fail again."""
    source = random.Random(row)

    def draw() -> str:
        return f"{source.getrandbits(128):032x}"

    with mock.patch.object(changes, "new_id", draw), mock.patch.object(stores, "new_id", draw):
        yield


@cache
def seeded() -> tuple[bytes, tuple[Entry, ...]]:
    """A database with what every laptop of a team has from the start, and its entries."""
    with TemporaryDirectory() as folder, drawn_ids(0):
        store = make.store(Path(folder), wall=lambda: START)
        with store.change("start") as change:
            for record in SEED:
                change.create(record)
        held = tuple(store.journal())
        store.close()
        return (Path(folder) / "nsk.db").read_bytes(), held


class Laptop:
    """One real store with a desk, and the account that the test keeps of it."""

    def __init__(self, team: Team, folder: Path, name: str) -> None:
        self.team = team
        self.name = name
        self.path = folder / name / "nsk.db"
        self.path.parent.mkdir(parents=True)
        content, held = seeded()
        self.path.write_bytes(content)
        self.held = {entry.id for entry in held}
        self.skew = 0
        self.backup: Backup | None = None
        self._open()
        self.store.take_new_identity()
        self.store.set_fact("author", name)

    def _open(self) -> None:
        self.store = Store(open_engine(self.path, make.KEY), wall=lambda: self.team.now + self.skew)
        self.desk = self._sit_down()
        self.before: dict[tuple[str, ...], dict[str, Screen]] = {}
        self._latest: Done | None = None
        self.desk.listen(self._note)

    def _sit_down(self) -> Desk:
        """The desk at the store that was just opened."""
        return Desk(self.store, self.path.parent)

    def _note(self, done: Done) -> None:
        self._latest = done

    # looking

    def screen(self, record: str) -> Screen:
        """What is seen of a record now."""
        kind = self.team.kinds.get(record)
        with self.store.read() as read:
            values = read.stored(kind, [record]).get(record) if kind else None
            asked = "SELECT count(*) FROM conflict WHERE record_id = ?"
            if not read.connection.exec_driver_sql(asked, (record,)).scalar_one():
                return Screen(values, {})
            found = [conflict for conflict in history.conflicts(read) if conflict.record == record]
        return Screen(values, {one.field: tuple(side.value for side in one.sides) for one in found})

    def records(self) -> list[str]:
        """Every record that has reached this laptop, in the order in which the team made them."""
        reached = {self.team.writes[id].entry.record for id in self.held}
        return [record for record in self.team.kinds if record in reached]

    # doing

    def act(self, records: Iterable[str], act: Callable[[], object], *, decided: str = "") -> list[Entry]:
        """Do something at the desk and take down what was acknowledged and what was on the screen before it.

        *decided* names the field whose sides were laid before the person.
        """
        return self._take_down({record: self.screen(record) for record in records}, act, decided, frozenset())

    def rewind(self, act: Callable[[], object], done: Done) -> list[Entry]:
        """Undo or redo *done*: the person takes back what they wrote themselves."""
        records = dict.fromkeys(self.team.writes[id].entry.record for id in done.entries)
        return self._take_down({one: self.screen(one) for one in records}, act, "", frozenset(done.entries))

    def _take_down(
        self, before: dict[str, Screen], act: Callable[[], object], decided: str, own: frozenset[str]
    ) -> list[Entry]:
        self._latest = None
        act()
        done: Done | None = self._latest
        if done is None:
            return []
        with self.store.read() as read:
            found = entries.of_ids(read.connection, done.entries)
        written = [found[id] for id in done.entries]
        held = set(self.held)
        for entry in written:
            saw = {name: self._saw(before[entry.record], entry, name, decided, held) | own for name in entry.fields}
            self.team.note(entry, saw, dict.fromkeys(entry.fields, own) if own else saw, done.entries)
            self.held.add(entry.id)
        self.before[done.entries] = before
        return written

    def _saw(self, screen: Screen, entry: Entry, name: str, decided: str, held: set[str]) -> frozenset[str]:
        values = [] if screen.values is None else [screen.values.get(name)]
        if name in (decided, DELETED):
            values += screen.conflicts.get(name, ())
        seen = self.team.carrying((entry.record, name), values, held)
        if name == DELETED and entry.fields[name][0] and screen.values is not None:
            # Who deletes a record has all of it on the screen.
            for each in screen.values:
                seen |= self.team.carrying((entry.record, each), screen.visible(each), held)
        return seen

    # meeting

    def give(self) -> Journal:
        """The whole journal as a file."""
        lines = [entry.row() for entry in self.store.journal()]
        return Journal(list(lines), frozenset(self.held))

    def take(self, journal: Journal, *, arrange: Callable[[list[Entry]], list[Entry]] = list) -> Received:
        """Take in a file. A foreign change makes what was on the screen before our own no longer comparable."""
        own = self.store.device
        unknown = journal.ids - self.held
        echo = any(self.team.writes[id].entry.device == own for id in unknown)
        received = self.store.receive(arrange(journal.entries()))
        assert received.new == len(unknown), "an entry was dropped, or taken in twice"
        assert received.own_unknown == echo
        assert (self.store.device != own) == echo, "an own entry that is unknown here is the sign of a restore"
        self.held |= journal.ids
        if unknown:
            self.before.clear()
        return received

    def back_up(self) -> None:
        """Keep the file as it is now. Closing it moves its log into it."""
        self.store.close()
        self.backup = Backup(self.path.read_bytes(), frozenset(self.held))

    def go_back(self, backup: Backup, others: Iterable["Laptop"], *, noticed: bool) -> None:
        """Put a backup in the place of the store. What was nowhere else is given up by whoever does that."""
        self.team.given_up |= self.held - backup.held - {id for other in others for id in other.held}
        self.desk.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self.path.write_bytes(backup.content)
        self.held = set(backup.held)
        self._open()
        if noticed:
            old = self.store.device
            self.store.take_new_identity()
            assert self.store.device != old

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every record and every open conflict, to compare with another laptop. Facts do not travel."""
        with self.store.read() as read:
            return {
                table: sorted(
                    (tuple(row) for row in read.connection.exec_driver_sql(f'SELECT * FROM "{table}"')), key=repr
                )
                for table in (*KINDS, "conflict")
            }


__all__ = ["DAY", "SEED", "Backup", "Journal", "Laptop", "Place", "Screen", "Team", "Write", "drawn_ids", "seeded"]
