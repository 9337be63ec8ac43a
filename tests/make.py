"""Builders for tests: stores and records with good defaults."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from nsk_desktop.domain.clock import milliseconds
from nsk_desktop.domain.people import new_participant
from nsk_desktop.domain.records import Actor, Participant, Session
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import migrate
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.store import Store

KEY = bytes(range(32))
PASSPHRASE = "blå elefanter går baglæns"
DAY = date(2025, 3, 4)


@cache
def _empty_database() -> bytes:
    """A migrated, empty database file as bytes: migrations are slow, copies are not."""
    folder = Path(mkdtemp(prefix="nsk-template-"))
    try:
        migrate.upgrade(folder / "nsk.db", KEY, folder / "backups")
        return (folder / "nsk.db").read_bytes()
    finally:
        shutil.rmtree(folder)


def database(folder: Path) -> Path:
    """A new empty store's database file in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nsk.db"
    path.write_bytes(_empty_database())
    return path


def store(folder: Path, *, author: str = "AB", wall: Callable[[], int] = milliseconds) -> Store:
    """A new open store in *folder*."""
    made = Store(open_engine(database(folder), KEY), wall=wall)
    made.set_fact("author", author)
    return made


def reopened(folder: Path, *, wall: Callable[[], int] = milliseconds) -> Store:
    """The store in *folder*, which was closed."""
    return Store(open_engine(folder / "nsk.db", KEY), wall=wall)


@contextmanager
def desk(folder: Path, **options: Any) -> Iterator[Desk]:
    """A desk at a new store in *folder*, closed afterwards."""
    made = Desk(store(folder, **options), folder)
    try:
        yield made
    finally:
        made.close()


def session(**fields: Any) -> Session:
    """A held and completed session on 4 March 2025."""
    good = {
        "title": "Kvindegruppen",
        "day": DAY,
        "type": "netværks-/kvindegruppe",
        "themes": ["T2"],
        "state": "afholdt",
        "mode": "navngivet",
        "completed": True,
    }
    return Session(**{**good, **fields})


def participant(alias: str = "Solsikke", **fields: Any) -> Participant:
    """A woman of the area known by an alias."""
    return new_participant(**{"alias": alias, "birth_year": 1985, "gender": "kvinde", **fields})


def actor(name: str = "Mimers Skole", **fields: Any) -> Actor:
    """A municipal school."""
    return Actor(**{"name": name, "sector": "skole", "ownership": "kommunal", **fields})


__all__ = ["DAY", "KEY", "PASSPHRASE", "actor", "database", "desk", "participant", "reopened", "session", "store"]
