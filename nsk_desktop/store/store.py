"""The open store: the only doors to it are `Store.change` and `Store.read`."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from nsk_desktop.domain.clock import ZERO, Clock, milliseconds
from nsk_desktop.domain.identity import new_id
from nsk_desktop.store import drafts, entries, exchange, facts, history, listed
from nsk_desktop.store import engine as engines
from nsk_desktop.store.change import Change, Done, Signer
from nsk_desktop.store.drafts import Draft, Spot
from nsk_desktop.store.exchange import Received
from nsk_desktop.store.journal import Entry
from nsk_desktop.store.reader import Reader

Listener = Callable[[Done], None]
T = TypeVar("T")


class Store:
    """One encrypted file, opened. Safe to use from the window's thread and one worker."""

    def __init__(self, engine: Engine, *, wall: Callable[[], int] = milliseconds) -> None:
        self._engine = engine
        self._reading = engines.reading(engine)
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []
        with self._transaction() as connection:
            self._device = facts.read(connection, facts.DEVICE) or self._take_identity(connection)
            self._author = facts.read(connection, facts.AUTHOR) or ""
            self._extent = entries.extent(connection)
            listed.bring_up(connection)
            self._clock = Clock(max(self._extent[1] or ZERO, facts.read(connection, facts.TEAM_STAMP) or ZERO), wall)

    @classmethod
    def at(cls, path: Path, data_key: bytes) -> "Store":
        """The store in the database file at *path*, whose schema is up to date."""
        return cls(engines.open_engine(path, data_key))

    @property
    def device(self) -> str:
        """This store's present identity (32 hex digits); a restored or copied store takes a new one."""
        return self._device

    @property
    def author(self) -> str:
        """Who the journal says is at the keyboard."""
        return self._author

    def listen(self, listener: Listener) -> None:
        """Call *listener* after every change, in the thread that made it."""
        self._listeners.append(listener)

    @contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """A change that the user would call *label*: all of it is saved, or none."""
        with self._lock:
            with self._transaction() as connection:
                change = Change(connection, Signer(self._device, self._author, self._clock), label)
                yield change
                done = change.finish()
            if done.entries:
                self._extent = (self._extent[0] + len(done.entries), change.stamp)
                self._tell(done)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other thread change the store meanwhile."""
        with self._lock:
            yield

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent view of the store."""
        with engines.known_errors(self._engine), self._reading.connect() as connection, connection.begin():
            yield Reader(connection)

    def undo(self, done: Done, label: str) -> None:
        """Take *done* back; the undo is an ordinary change called *label*, which can be undone itself."""
        with self.change(label) as change:
            history.undo(change, done)

    def receive(
        self, incoming: Iterable[Entry], label: str = "", along: Callable[[Connection], object] | None = None
    ) -> Received:
        """Take in a colleague's journal. A sign that this store was restored gives it a new identity.

        *along* is kept in the same transaction.
        """
        with self._lock:
            with self._transaction() as connection:
                received = exchange.receive(connection, incoming, self._device)
                if along is not None:
                    along(connection)
                if received.own_unknown:
                    self._device = self._take_identity(connection)
            if received.new:
                self._clock.seen(received.latest)
                self._extent = (self._extent[0] + received.new, max(self._extent[1], received.latest))
                self._tell(Done(label, received.kinds, ()))
            return received

    def rehearse(self, incoming: Iterable[Entry]) -> Received:
        """What `receive` would do. Nothing of it stays."""
        with self._lock, engines.known_errors(self._engine), self._engine.connect() as connection:
            with connection.begin() as transaction:
                received = exchange.receive(connection, incoming, self._device)
                transaction.rollback()
            return received

    def keep(self, act: Callable[[Connection], T]) -> T:
        """Do *act* in a transaction of its own. For what is known on this laptop alone and is no record."""
        with self._lock, self._transaction() as connection:
            return act(connection)

    def stamp_file(self) -> str:
        """A stamp after all entries so far and before all to come, for a file that says how far it goes."""
        with self._lock, self._transaction() as connection:
            stamp = self._clock.next()
            # The clock must not fall behind it either, when it is set back while the program is closed.
            facts.write(connection, facts.TEAM_STAMP, stamp)
            return stamp

    def journal(self) -> list[Entry]:
        """Every entry held, as a colleague's laptop would get them."""
        with self.read() as read:
            return list(entries.everything(read.connection))

    def set_fact(self, name: str, value: str) -> None:
        """Remember something about this laptop that does not travel."""
        with self._lock, self._transaction() as connection:
            facts.write(connection, name, value)
            if name == facts.AUTHOR:
                self._author = value

    def set_fact_at_once(self, name: str, value: str) -> bool:
        """`set_fact`, or False when another thread is saving: nobody waits for it."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self.set_fact(name, value)
        finally:
            self._lock.release()
        return True

    def fact(self, name: str) -> str | None:
        """What `set_fact` remembered, or None."""
        with self.read() as read:
            return facts.read(read.connection, name)

    def keep_drafts(self, written: Sequence[Draft], gone: Sequence[Spot]) -> bool:
        """Keep what is being written, beside the journal. False when another thread is saving: ask again later."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            with self._transaction() as connection:
                drafts.forget(connection, gone)
                drafts.write(connection, written)
        finally:
            self._lock.release()
        return True

    def drafts(self) -> list[Draft]:
        """What was being written and is not saved, the latest first."""
        with self.read() as read:
            return drafts.everything(read.connection)

    def extent(self) -> tuple[int, str]:
        """How far the store has come: the number of entries and the greatest stamp."""
        return self._extent

    def take_new_identity(self) -> None:
        """After a restore or a copy: later entries are another device's."""
        with self._lock, self._transaction() as connection:
            self._device = self._take_identity(connection)

    def check_quickly(self) -> None:
        """Refuse a file whose pages do not hang together."""
        engines.quick_check(self._engine)

    def check_pages(self) -> None:
        """Refuse a file whose pages are damaged or do not hang together."""
        engines.cipher_integrity_check(self._engine)
        engines.quick_check(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with engines.known_errors(self._engine), self._engine.begin() as connection:
            yield connection

    def _take_identity(self, connection: Connection) -> str:
        device = new_id()
        facts.write(connection, facts.DEVICE, device)
        # A new device begins at its first file; the centre would otherwise miss the earlier ones for ever.
        facts.write(connection, facts.RUNNING_NUMBER, "0")
        facts.write(connection, facts.TEAM_NUMBER, "0")
        return device

    def _tell(self, done: Done) -> None:
        for listener in list(self._listeners):
            listener(done)
