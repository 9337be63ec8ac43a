"""One connection to the encrypted file: how it is opened, what is asserted, how it is checked.

Every call of the driver's own interface is made here, in ``backup`` or in ``engine``: the driver has a
single maintainer, and one day it may have to be replaced.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from sqlcipher3 import dbapi2 as driver

from nsk_desktop.errors import NskError
from nsk_desktop.errors.store import (
    DiskFull,
    DiskTrouble,
    NotAllowed,
    NotEncrypted,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    of_system,
)

Mode = Literal["ro", "rw", "rwc"]
PLAIN_HEADER: Final = b"SQLite format 3\x00"
BUSY_SECONDS: Final = 5.0
LEAST_TO_WORK: Final = 64 * 1024

# What must hold on every connection: name, what is set, what reading it back must give.
PRAGMAS: Final = (
    ("cipher_log_level", "NONE", "NONE"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    # 8 MB of decrypted pages: the indexes that long lists are opened by stay at hand.
    ("cache_size", "-8000", -8000),
)


class UnsafeConnectionError(RuntimeError):
    """A connection does not keep what the program promises. Our bug or a wrong build, never the user's doing."""


def connect(path: Path, data_key: bytes, *, create: bool = False) -> Any:
    """A connection to the store at *path* that keeps every promise, or a known error."""
    if not create:
        look_at(path)
    with known_errors(path):
        connection = open_raw(path, data_key, "rwc" if create else "rw")
        try:
            read_once(connection)
            set_pragmas(connection)
            assert_pragmas(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def look_at(path: Path) -> None:
    """Refuse by its first bytes what cannot be a store, before the database library touches it."""
    with known_errors(path):
        try:
            with path.open("rb") as file:
                head = file.read(len(PLAIN_HEADER))
        except FileNotFoundError:
            raise StoreMissing(path) from None
    if not head:
        raise StoreDamaged(path)
    if head == PLAIN_HEADER:
        raise NotEncrypted(path)


def open_raw(path: Path, data_key: bytes, mode: Mode = "rw") -> Any:
    """A connection with its key and nothing else. The driver opens no transactions by itself."""
    if len(data_key) != 32:
        raise UnsafeConnectionError("a data key is 32 bytes")
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = driver.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    # First of all: what goes wrong with the key must not be written to a log of the library.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # A raw key: the 256,000 rounds of the library's own derivation would be paid by each connection.
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    return connection


def read_once(connection: Any) -> None:
    """Assert that the file is encrypted and that the key fits."""
    if not one(connection, "cipher_version"):
        raise UnsafeConnectionError("the database library has no encryption")
    if str(one(connection, "cipher_status")) != "1":
        raise UnsafeConnectionError("the connection is not encrypted")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def set_pragmas(connection: Any) -> None:
    for name, value, _ in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")


def assert_pragmas(connection: Any) -> None:
    """Read every promise back: a pragma that is misspelt or unknown to the build is silently ignored."""
    for name, _, expected in PRAGMAS:
        found = one(connection, name)
        if found != expected:
            raise UnsafeConnectionError(f"{name} is {found!r}, not {expected!r}")


def one(connection: Any, pragma: str) -> Any:
    """The first value that *pragma* answers with, or None."""
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return row[0] if row else None


def check_quickly(connection: Any, path: Path) -> None:
    """Refuse a database whose pages do not hang together."""
    with known_errors(path):
        if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise StoreDamaged(path)


def check_every_page(connection: Any, path: Path) -> None:
    """Refuse a database file with a page, used or free, that is not as it was written."""
    with known_errors(path):
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged(path)


_BY_SQLITE: Final[dict[int, type[StoreError]]] = {
    driver.SQLITE_FULL: DiskFull,
    driver.SQLITE_READONLY: NotAllowed,
    driver.SQLITE_PERM: NotAllowed,
    driver.SQLITE_CANTOPEN: NotAllowed,
    driver.SQLITE_AUTH: NotAllowed,
    driver.SQLITE_BUSY: StoreBusy,
    driver.SQLITE_LOCKED: StoreBusy,
    driver.SQLITE_PROTOCOL: StoreBusy,
    driver.SQLITE_IOERR: DiskTrouble,
    driver.SQLITE_CORRUPT: StoreDamaged,
    driver.SQLITE_NOTADB: StoreDamaged,
}


# The backup interface of the driver raises the library's words without its code.
_BY_WORDS: Final[dict[str, type[StoreError]]] = {
    "database or disk is full": DiskFull,
    "attempt to write a readonly database": NotAllowed,
    "unable to open database file": NotAllowed,
    "database is locked": StoreBusy,
    "disk I/O error": DiskTrouble,
    "database disk image is malformed": StoreDamaged,
    "file is not a database": StoreDamaged,
}


def translate(exception: BaseException, path: Path | str = "") -> NskError | None:
    """The known condition behind *exception*, or None when it is our own bug."""
    if isinstance(exception, NskError):
        return exception
    cause = getattr(exception, "orig", None) or exception
    known: type[StoreError] | None = None
    if isinstance(cause, driver.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        # Extended codes keep the plain one in their lowest byte.
        known = _BY_WORDS.get(str(cause)) if code is None else _BY_SQLITE.get(code & 0xFF)
    elif isinstance(cause, OSError):
        return of_system(cause, path)
    if known is DiskTrouble and _is_full(Path(path)):
        known = DiskFull
    return known(path) if known else None


def _is_full(path: Path) -> bool:
    """Whether no room is left: the library calls it a fault of the disk when it cannot make its shared index."""
    try:
        return shutil.disk_usage(path if path.is_dir() else path.parent).free < LEAST_TO_WORK
    except OSError:
        return False


@contextmanager
def known_errors(path: Path | str = "") -> Iterator[None]:
    """Turn every known condition inside into the error that names it and *path*."""
    try:
        yield
    except (driver.Error, OSError) as exception:
        known = translate(exception, path)
        if known is None:
            raise
        raise known from exception
