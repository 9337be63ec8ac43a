"""SQLAlchemy's engine on the encrypted file, with real transactions.

The driver begins nothing by itself; a transaction begins when SQLAlchemy says so. A change takes the
write lock at once (BEGIN IMMEDIATE), so that it waits for its turn at the start and never loses it half
way; a reading door is one consistent view that the database itself refuses to write through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from nsk_desktop.errors import NskError
from nsk_desktop.store import cipher

READS: Final = "nsk_reads"


def open_engine(path: Path, data_key: bytes, *, create: bool = False) -> Engine:
    """The engine for the store at *path*. The key and the file are tried at once."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver,
        creator=lambda: cipher.connect(path, data_key, create=create),
        poolclass=QueuePool,
        pool_size=2,  # the window and the background worker
        max_overflow=2,
        pool_timeout=30,
        hide_parameters=True,  # the text of an exception otherwise carries names of people
    )
    event.listen(engine, "begin", _begin)
    try:
        with known_errors(engine), engine.connect():
            pass
    except BaseException:
        engine.dispose()
        raise
    return engine


def in_memory() -> Engine:
    """An engine on an empty database that lies in memory alone, for one connection at a time."""
    return create_engine(
        URL.create("sqlite"),
        module=driver,
        creator=lambda: driver.connect(":memory:", isolation_level=None, check_same_thread=False),
        poolclass=StaticPool,
        hide_parameters=True,
    )


def reading(engine: Engine) -> Engine:
    """*engine* for reading only: one consistent view, and no statement can write."""
    return engine.execution_options(**{READS: True})


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def path_of(engine: Engine) -> Path:
    """The file that *engine* is on."""
    return Path(engine.url.database or "")


def translate(exception: BaseException, path: Path | str = "") -> NskError | None:
    """The known condition behind an exception of SQLAlchemy, the driver or the system; None is our own bug."""
    return cipher.translate(exception, path)


@contextmanager
def known_errors(engine: Engine) -> Iterator[None]:
    """Turn every known condition inside into the error that names it and the file. For the store's doors."""
    try:
        yield
    except (DBAPIError, driver.Error, OSError) as exception:
        known = translate(exception, path_of(engine))
        if known is None:
            raise
        raise known from exception


@contextmanager
def bare(engine: Engine) -> Iterator[Any]:
    """A connection of the driver outside any transaction, for pragmas and the backup interface."""
    with known_errors(engine):
        connection = engine.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.close()


def quick_check(engine: Engine) -> None:
    """Refuse a database whose pages do not hang together."""
    with bare(engine) as connection:
        cipher.check_quickly(connection, path_of(engine))


def cipher_integrity_check(engine: Engine) -> None:
    """Refuse a database file with any page that is not as it was written. Reads the whole file."""
    with bare(engine) as connection:
        cipher.check_every_page(connection, path_of(engine))


def checkpoint(engine: Engine) -> bool:
    """Move all of the write-ahead log into the file and empty it; False when a reader is in the way."""
    with bare(engine) as connection:
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
